import msgspec

from musnad.records import Event
from musnad.spans import Span
from musnad.stories.profile import Profile, ProfileLexicon, day_of, profile_of
from musnad.stories.terms import number_of, term
from tests.stories.told_reports import LEXICON, reading

TITLE = "زلزال يهز مدينة نجلاء"
BODY = "قال وزير الداخلية سليم العارف إن الزلزال هدم بيوتا في قرية السدر. " + "وأكد سكان أن الهزات تتابعت. " * 40
NAMES = [("نجلاء", "gn:1", "GPE"), ("سليم العارف", "per:1", "PER"), ("السدر", "gn:2", "GPE")]


def test_the_most_telling_terms_come_first() -> None:
    made = profile_of(reading(TITLE, BODY, names=NAMES), LEXICON)
    assert made.terms.index(term("زلزال")) < made.terms.index(term("هدم"))
    assert made.terms.index(term("هدم")) < made.terms.index(term("قال"))
    assert len(made.terms) == len(made.weights) <= 64
    assert made.title == tuple(term(word) for word in ("زلزال", "يهز", "مدينه", "نجلاء"))


def test_names_of_the_headline_weigh_most() -> None:
    made = profile_of(reading(TITLE, BODY, names=NAMES), LEXICON)
    assert made.entities[0] == number_of("gn:1")
    assert made.entity_weights[0] > made.entity_weights[1]
    assert made.people == (number_of("per:1"),)
    assert set(made.places) == {number_of("gn:1"), number_of("gn:2")}


def test_a_country_is_no_scene() -> None:
    made = profile_of(reading("نار في بلاد الشمال", names=[("بلاد الشمال", "gpe:xxn", "GPE")]), LEXICON)
    assert made.places == ()
    assert made.countries == (number_of("gpe:xxn"),)


def test_acts_are_told_by_place_day_and_parties() -> None:
    text = f"{TITLE}\n\n{BODY}"
    trigger = Span.of(text, text.index("هدم"), text.index("هدم") + 3)
    told = Event(
        id="v1",
        trigger=trigger,
        type="ASSAULT",
        actors=("per:1",),
        recipients=("gn:1",),
        place="gn:2",
        date="2024-05-02",
        killed=3,
    )
    doubtful = Event(
        id="v2", trigger=trigger, type="AID", actors=("per:1",), recipients=("gn:1",), status="hypothetical"
    )
    made = profile_of(reading(TITLE, BODY, names=NAMES, events=[told, doubtful]), LEXICON)
    assert number_of("ASSAULT/@gn:2@2024-05-02") in made.events
    assert number_of("ASSAULT/>per:1>gn:1") in made.events
    assert number_of("AID/>per:1>gn:1") not in made.events


def test_an_article_without_anything_has_a_profile() -> None:
    made = profile_of(reading("", "", published=None), LEXICON)
    assert made == Profile(article="article:1", outlet="o")


def test_the_headline_tells_of_what_comes_again() -> None:
    lexicon = ProfileLexicon.of([("*", 10)], [("weather", "طقس"), ("market", "أسعار النفط"), ("market", "سعر البرميل")])
    assert profile_of(reading("الطقس: غبار وأسعار النفط ثابتة"), lexicon).series == tuple(
        sorted((number_of("weather"), number_of("market")))
    )
    assert profile_of(reading("أسعار التمور"), lexicon).series == ()


def test_days() -> None:
    assert day_of("2024-05-03T10:00:00+03:00") == day_of("2024-05-03")
    assert day_of("2024-05-04") - (day_of("2024-05-03") or 0) == 1  # type: ignore[operator]
    assert day_of("2024-05") is None
    assert day_of(None) is None


def test_a_profile_is_small_and_comes_back_from_bytes() -> None:
    body = " ".join(f"كلمه{i}" for i in range(400))
    made = profile_of(reading(TITLE, body), ProfileLexicon.load())
    packed = msgspec.msgpack.encode(made)
    assert len(packed) < 1500
    assert msgspec.msgpack.decode(packed, type=Profile) == made
