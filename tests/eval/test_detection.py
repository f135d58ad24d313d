from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import GoldError
from musnad.eval.detection import Detection, Sentence, count, main, sentences_of
from musnad.records import Article, Event, EventType, Producer, Reading
from musnad.spans import Span

HEAD = ",accept,event_type,id,label,reject,text,total\n"


def reading(text: str, *types: EventType) -> Reading:
    article = Article(id="a", text=text)
    events = tuple(Event(id=f"v{i}", trigger=Span.of(text, 0, 3), type=kind) for i, kind in enumerate(types))
    return Reading(article=article, events=events, producer=Producer(engine="test", model="none", lexicons="none"))


def test_count() -> None:
    text = "هاجم مسلحون الحاجز"
    judged = [
        (Sentence("ASSAULT", "yes", text), reading(text, "ASSAULT", "ASSAULT")),
        (Sentence("ASSAULT", "yes", text), reading(text, "CONSULT")),
        (Sentence("ASSAULT", "difficult no", text), reading(text, "ASSAULT")),
        (Sentence("ASSAULT", "easy no", text), reading(text, "ASSAULT", "ASSAULT")),
        (Sentence("ASSAULT", "easy no", text), None),
    ]
    found = count("ASSAULT", judged)
    assert found == Detection("ASSAULT", positives=2, predicted=3, hits=1, easy=2, false_events=2, unread=1)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 0.5
    assert found.f1 == pytest.approx(0.4)
    assert found.false_per_hundred == 100.0


def test_nothing_to_count() -> None:
    empty = count("PROTEST", [])
    assert (empty.precision, empty.recall, empty.f1, empty.false_per_hundred) == (0.0, 0.0, 0.0, 0.0)


def test_sentences(tmp_path: Path) -> None:
    (tmp_path / "arabic_gsr_protest_dev.csv").write_text(
        HEAD + '0,3,PROTEST,x,yes,0,"تظاهر المئات، أمس",3\n1,0,PROTEST,y,easy no,3,ارتفعت الأسعار,3\n', "utf-8"
    )
    assert [s.label for s in sentences_of(tmp_path, "PROTEST")] == ["yes", "easy no"]


def test_broken_tables(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        list(sentences_of(tmp_path, "ASSAULT"))
    path = tmp_path / "arabic_gsr_assault_dev.csv"
    path.write_text(HEAD + "0,3,ASSAULT,x,maybe,0,نص,3\n", "utf-8")
    with pytest.raises(GoldError, match="maybe"):
        list(sentences_of(tmp_path, "ASSAULT"))
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(GoldError):
        list(sentences_of(tmp_path, "ASSAULT"))


def test_command_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        main([str(tmp_path), "--no-encoder"])
