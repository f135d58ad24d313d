import msgspec
import pytest

from musnad.records import NAMED_KINDS, Entity, Mention, Place
from musnad.spans import Span


def test_groups_are_not_named() -> None:
    assert {"PER", "ORG", "GPE", "LOC", "FAC"} == NAMED_KINDS


def test_a_mention_an_entity_and_a_place_survive_json() -> None:
    mention = Mention(span=Span(0, 6, "سوريا "), kind="GPE", form="name", entity="gpe:syr", repair="سوريا")
    entity = Entity(id="gpe:syr", kind="GPE", name="سوريا", country="SYR", sector="GOV", known=True)
    place = Place(entity="gpe:syr", latitude=35.0, longitude=38.0, precision="country", geonames=163843)
    for record in (mention, entity, place):
        assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


@pytest.mark.parametrize(("field", "value"), [("kind", "GOD"), ("sector", "XYZ")])
def test_other_kinds_and_sectors_are_refused(field: str, value: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "x", "kind": "PER", "name": "س", field: value}, type=Entity)


def test_a_place_without_coordinates_has_a_reason_to_give() -> None:
    place = Place(entity="x", reason="two places of that name")
    assert (place.latitude, place.longitude) == (None, None)
