from collections.abc import Mapping

import pytest

from musnad.events.casualties import CasualtyWord
from musnad.events.grammar import Grammar
from musnad.events.lexicon import TriggerLexicon
from musnad.events.limits import LimitWord
from musnad.events.ontology import load_overrides
from musnad.events.read import EventLexicon, read_events
from musnad.records import Statement
from tests.events.build import CITY, STATES, Stage, span


@pytest.fixture
def known(
    lexicon: TriggerLexicon, casualties: Mapping[str, CasualtyWord], limits: Mapping[str, LimitWord], grammar: Grammar
) -> EventLexicon:
    return EventLexicon(lexicon, casualties, limits, load_overrides(), grammar)


def test_an_event_with_all_its_parts(stage: Stage, known: EventLexicon) -> None:
    text = "هاجمت العراق إيران في حلب يوم الثلاثاء."
    (event,) = read_events(stage.scene(text, *STATES, CITY), known)
    assert (event.id, event.type, event.trigger.quote) == ("v1", "ASSAULT", "هاجمت")
    assert (event.actors, event.recipients, event.place) == (("iq",), ("ir",), "aleppo")
    assert (event.date, event.status) == ("2025-08-05", "occurred")
    assert {u.field for u in event.unknown} == set()


def test_an_event_in_a_statement_is_attributed_to_it(stage: Stage, known: EventLexicon) -> None:
    text = "قالت إيران إن تركيا قصفت سوريا أمس."
    said = Statement(id="s1", cue=span(text, "قالت"), content=(span(text, "إن تركيا قصفت سوريا أمس"),), mode="indirect")
    (event,) = read_events(stage.scene(text, *STATES, statements=(said,)), known)
    assert event.attributed_to == ("s1",)


def test_what_is_unknown_says_why(stage: Stage, known: EventLexicon) -> None:
    (event,) = read_events(stage.scene("قصفت العراق سوريا.", *STATES, published=None), known)
    assert {u.field: u.reason for u in event.unknown} == {"date": "no-date-told", "place": "no-place-told"}
    assert event.date is event.place is None


def test_an_act_of_nobody_is_no_event(stage: Stage, known: EventLexicon) -> None:
    assert read_events(stage.scene("قصفت المدينة أمس."), known) == ()


def test_an_act_told_twice_points_to_its_first_telling(stage: Stage, known: EventLexicon) -> None:
    first, second = read_events(stage.scene("قصفت العراق سوريا أمس. قصفت العراق سوريا أمس.", *STATES), known)
    assert first.same_as is None
    assert second.same_as == first.id


def test_events_come_in_the_order_of_their_triggers(stage: Stage, known: EventLexicon) -> None:
    events = read_events(stage.scene("قصفت تركيا سوريا أمس. أدانت إيران تركيا. هاجمت سوريا العراق.", *STATES), known)
    assert [e.id for e in events] == [f"v{i}" for i in range(1, len(events) + 1)]
    assert [e.trigger.start for e in events] == sorted(e.trigger.start for e in events)
    assert len(events) == 3


def test_an_empty_text_tells_nothing(stage: Stage, known: EventLexicon) -> None:
    assert read_events(stage.scene(""), known) == ()
