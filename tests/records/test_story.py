import msgspec
import pytest

from musnad.records import Chain, Change, Fact, Link, Story, Telling, Witness

TELLING = Telling(article="article:1", event="v1")


def test_a_story_survives_json() -> None:
    story = Story(id="t1", articles=("a", "b"), facts=("f1",), history=(Change(after="a", what="began"),))
    assert msgspec.json.decode(msgspec.json.encode(story), type=Story) == story


def test_a_fact_survives_json() -> None:
    chain = Chain(links=(Link(role="outlet", name="إذاعة"), Link(role="unsourced")))
    witness = Witness(article="article:1", chain=chain, root="unsourced", root_role="unsourced", quote="قصف", start=3)
    fact = Fact(id="f1", tellings=(TELLING,), type="ASSAULT", supporting=(witness,), least=1, most=2)
    assert msgspec.json.decode(msgspec.json.encode(fact), type=Fact) == fact


def test_chains_are_not_counted_below_none() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "f1", "tellings": [], "type": "ASSAULT", "least": -1}, type=Fact)
