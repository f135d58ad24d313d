import msgspec
import pytest

from musnad.records import DAMAGE_KINDS, Damage
from musnad.spans import Span


@pytest.mark.parametrize("kind", DAMAGE_KINDS)
def test_every_kind_survives_json(kind: str) -> None:
    damage = msgspec.convert({"span": Span(0, 2, "هو"), "kind": kind}, type=Damage)
    assert msgspec.json.decode(msgspec.json.encode(damage), type=Damage) == damage


def test_another_kind_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"span": Span(0, 2, "هو"), "kind": "ugly"}, type=Damage)


def test_kinds_are_named_once() -> None:
    assert len(set(DAMAGE_KINDS)) == len(DAMAGE_KINDS)
