from __future__ import annotations

from musnad.eval.refit import gold_of
from musnad.model.annotations import NotedEvent, NotedText

TEXT = "قصف الجيش بلدة الرمان. ثم قصف الجيش مدينة اللوز."


def test_a_noted_text_is_a_gold_document_of_its_spans() -> None:
    event = NotedEvent(0, "ASSAULT", "aerial", "occurred", ((1, 1),), (), (3, 3))
    document = gold_of(NotedText("ant/n-1", TEXT, "2016-01-02", (event,)))
    (told,) = document.annotation.events
    assert TEXT[slice(*told.trigger)] == "قصف"
    names = {one.id: TEXT[slice(*one.mentions[0])] for one in document.annotation.entities}
    assert [names[one] for one in told.actors] == ["الجيش"]
    assert names[told.place or ""] == "الرمان"
    assert (told.mode, told.status, told.recipients) == ("aerial", "occurred", ())
    assert document.document.published == "2016-01-02"


def test_a_text_without_events_has_none() -> None:
    assert gold_of(NotedText("ant/n-1", TEXT, None, ())).annotation.events == ()
