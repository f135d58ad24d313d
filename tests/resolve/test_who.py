import pytest

from musnad.mentions.finder import find_mentions
from musnad.mentions.lexicon import NameWords
from musnad.records.mention import Entity
from musnad.resolve.gazetteer import Gazetteer
from musnad.resolve.names import ActorIndex
from musnad.resolve.place_names import PlaceNames
from musnad.resolve.who import Cast, resolve_entities
from musnad.text.segment import segment


@pytest.fixture(scope="module")
def actors() -> ActorIndex:
    return ActorIndex.load()


@pytest.fixture(scope="module")
def places() -> PlaceNames:
    return PlaceNames(Gazetteer.load())


def read(text: str, actors: ActorIndex, places: PlaceNames, published: str | None = "2025-08-07") -> Cast:
    words = segment(text)
    proposals = find_mentions(words, tagging=None, actors=actors, gazetteer=places, lexicon=NameWords.load())
    return resolve_entities(words, proposals, actors=actors, gazetteer=places, published=published)


def quotes(cast: Cast, entity: Entity) -> list[str]:
    return [m.span.quote for m in cast.mentions if m.entity == entity.id]


def only(cast: Cast, kind: str) -> Entity:
    (entity,) = [e for e in cast.entities if e.kind == kind]
    return entity


def test_one_entity_under_full_name_family_name_title_and_latin_letters(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("وصل ستيف ويتكوف إلى موسكو. وقال ويتكوف ذلك. وأكد Witkoff أنه راض.", actors, places)
    person = only(cast, "PER")
    assert quotes(cast, person) == ["ستيف ويتكوف", "ويتكوف", "Witkoff"]
    assert (person.name_en, person.country, person.known) == ("Steve Witkoff", "USA", True)
    latin = next(m for m in cast.mentions if m.span.quote == "Witkoff")
    assert latin.repair == "ويتكوف"
    assert person.why


def test_a_title_alone_is_the_person_of_the_article(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("قال الرئيس الروسي فلاديمير بوتين ذلك. وأضاف الرئيس الروسي أنه موافق.", actors, places)
    person = only(cast, "PER")
    assert [(m.span.quote, m.form) for m in cast.mentions if m.entity == person.id] == [
        ("فلاديمير بوتين", "name"),
        ("الرئيس الروسي", "title"),
    ]


@pytest.mark.parametrize(
    "text", ["أكدت الوزارة في بيان أن مدنيا توفي", "وصل قبل أن يغادر", "رحب به من حضر", "لا بد من صورة أوضح",
             "قال شي إن بلاده ترفض ذلك"],
)  # fmt: skip
def test_particles_are_no_part_of_a_place(text: str, actors: ActorIndex, places: PlaceNames) -> None:
    assert not [e.name_en for e in read(text, actors, places).entities if e.kind in ("GPE", "LOC")]


@pytest.mark.parametrize(
    ("text", "name"),
    [("قصف بن غازي", "Benghazi"), ("زار أبو ظبي", "Abu Dhabi"), ("وصل إلى ابوظبي", "Abu Dhabi"),
     ("عاد إلى لا باز", "La Paz")],
)  # fmt: skip
def test_a_place_may_be_written_apart_or_together(text: str, name: str, actors: ActorIndex, places: PlaceNames) -> None:
    assert name in {e.name_en for e in read(text, actors, places).entities}


def test_an_office_is_the_one_held_at_the_date(actors: ActorIndex, places: PlaceNames) -> None:
    assert only(read("قال باراك أوباما ذلك", actors, places, "2014-03-01"), "PER").office == "president@USA"
    assert only(read("قال باراك أوباما ذلك", actors, places, "2019-03-01"), "PER").office is None


def test_unknown_people_of_one_family_name_stay_two(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("قال خالد الزمرلاوي ذلك. ورد عليه وليد الزمرلاوي.", actors, places)
    assert len([e for e in cast.entities if e.kind == "PER"]) == 2


def test_a_wrong_letter_is_repaired_by_the_title(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("التقى الرئيس الروسي فلاديمير بوبن ضيفه.", actors, places)
    person = only(cast, "PER")
    assert person.name_en == "Vladimir Putin"
    assert [m.repair for m in cast.mentions if m.entity == person.id] == ["فلاديمير بوتين"]


def test_expansion_and_acronym_are_one(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("أعلن اتحاد الكنتورافيين (UTX) إضرابا. وقال UTX إنه باق.", actors, places)
    assert quotes(cast, only(cast, "ORG")) == ["اتحاد الكنتورافيين", "UTX", "UTX"]


def test_ministry_with_and_without_the_noun(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("نفت وزارة الخارجية الروسية الخبر. وقالت الخارجية الروسية إنه كاذب.", actors, places)
    body = only(cast, "ORG")
    assert (len(quotes(cast, body)), body.country) == (2, "RUS")


def test_places_have_coordinates_and_a_reason(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("انفجار في دمشق", actors, places)
    (place,) = cast.places
    assert place.country == "SYR"
    assert place.latitude == pytest.approx(33.5, abs=0.2)
    assert place.reason


def test_a_group_told_twice_is_one(actors: ActorIndex, places: PlaceNames) -> None:
    cast = read("خرج متظاهرون إلى الشارع. وهتف المتظاهرون طويلا.", actors, places)
    assert quotes(cast, only(cast, "GROUP")) == ["متظاهرون", "المتظاهرون"]


@pytest.mark.parametrize(
    "text",
    [
        "صرح رئيس حركة النهضة، راشد الغنوشي، بأن الحوار مهم. وأضاف رئيس حركة النهضة أنه مستمر.",
        "قال راشد الغنوشي رئيس حركة النهضة إن الحوار مهم. وأضاف رئيس الحركة أنه مستمر.",
    ],
)
def test_a_description_beside_the_name_stands_for_the_person(text: str, actors: ActorIndex, places: PlaceNames) -> None:
    cast = read(text, actors, places)
    person = only(cast, "PER")
    assert [m.form for m in cast.mentions if m.entity == person.id] == ["name", "title"]
