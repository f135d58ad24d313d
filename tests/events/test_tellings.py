from typing import Any

from musnad.events.tellings import completed, same_tellings
from musnad.records import Event
from musnad.spans import Span


def told(number: int, kind: str = "ASSAULT", **fields: Any) -> Event:
    return Event(id=f"v{number}", trigger=Span.of("قصف " * 9, 4 * number, 4 * number + 3), type=kind, **fields)  # type: ignore[arg-type]


def test_the_later_telling_points_to_the_first() -> None:
    events = [told(i, actors=("a",), recipients=("b",), date="2025-08-05") for i in (1, 2, 3)]
    assert same_tellings(events, ["x"] * 3) == (None, "v1", "v1")


def test_what_contradicts_is_another_act() -> None:
    first = told(1, actors=("a",), recipients=("b",), date="2025-08-05", place="p", killed=3)
    others = {
        "type": told(2, "COERCE", actors=("a",), recipients=("b",)),
        "date": told(2, actors=("a",), recipients=("b",), date="2025-08-01"),
        "place": told(2, actors=("a",), recipients=("b",), place="q"),
        "toll": told(2, actors=("a",), recipients=("b",), killed=5),
        "recipient": told(2, actors=("a",), recipients=("c",)),
        "status": told(2, actors=("a",), recipients=("b",), status="planned"),
        "nobody in common": told(2, actors=("d",)),
    }
    for reason, other in others.items():
        assert same_tellings([first, other], ["x", "x"]) == (None, None), reason


def test_a_vaguer_telling_is_the_same() -> None:
    first = told(1, actors=("a",), recipients=("b",), date="2025-08-05", killed=3)
    assert same_tellings([first, told(2, actors=("a",), date="2025-08")], ["x", "y"]) == (None, "v1")


def test_accusations_need_the_same_lemma() -> None:
    events = [told(i, "ACCUSE", actors=("a",), recipients=("b",)) for i in (1, 2)]
    assert same_tellings(events, ["أدان", "اتهم"]) == (None, None)
    assert same_tellings(events, ["أدان", "أدان"]) == (None, "v1")


def test_a_headline_is_filled_from_the_text() -> None:
    headline, lead = told(1, recipients=("b",)), told(2, actors=("a",), recipients=("b",))
    assert completed([headline, lead], ["قصف", "قصف"])[0].actors == ("a",)


def test_nothing_is_filled_from_another_lemma_or_a_contrary_telling() -> None:
    headline = told(1, recipients=("b",))
    assert completed([headline, told(2, actors=("a",), recipients=("b",))], ["قصف", "هاجم"])[0].actors == ()
    assert completed([headline, told(2, actors=("a",), recipients=("c",))], ["قصف", "قصف"])[0].actors == ()


def test_nobody_becomes_both_actor_and_recipient() -> None:
    one, two = told(1, actors=("a",)), told(2, actors=("a",), recipients=("b",))
    for event in completed([one, two], ["قصف", "قصف"]):
        assert not set(event.actors) & set(event.recipients)
