import msgspec
import pytest

from musnad.records import Chain, Event, Fact, Link, Story
from musnad.spans import Span

EVENT = Event(id="v1", trigger=Span(0, 3, "قصف"), type="ASSAULT")


def test_a_story_survives_json() -> None:
    chain = Chain(links=(Link(role="outlet", name="إذاعة"), Link(role="unsourced")))
    story = Story(
        id="t1", articles=("a", "b"), facts=(Fact(id="f1", event=EVENT, supporting=(chain,), least=1, most=2),)
    )
    assert msgspec.json.decode(msgspec.json.encode(story), type=Story) == story


def test_chains_are_not_counted_below_none() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "f1", "event": EVENT, "least": -1}, type=Fact)
