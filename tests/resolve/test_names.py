import pytest

from musnad.lang.ar.name_keys import bare_forms, name_words, phrase_forms, skeleton, within_one_edit
from musnad.resolve.actors import Office, offices
from musnad.resolve.names import ActorIndex
from musnad.text.segment import segment


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return ActorIndex.load()


@pytest.mark.parametrize(
    "name",
    ["فولوديمير زيلينسكي", "فولوديمير زيلينسكى", "زيلينسكي", "زيلنسكي", "Zelenskyy", "Volodymyr Zelenskyy"],
)
def test_one_person_under_all_spellings(name: str, index: ActorIndex) -> None:
    assert index.lookup(name)[0].actor.id == index.lookup("زيلينسكي")[0].actor.id


def test_two_muhammads_are_two(index: ActorIndex) -> None:
    one, other = index.lookup("محمد بن سلمان"), index.lookup("محمد بن نايف")
    assert one[0].actor.id != other[0].actor.id
    assert not index.lookup("محمد بن سليمان")


def test_every_reading_has_a_reason(index: ActorIndex) -> None:
    assert all(match.reason for match in index.lookup("بوتين"))


def test_an_institution_with_its_nationality(index: ActorIndex) -> None:
    (match,) = index.lookup("وزارة الخارجية الروسية")
    assert (match.actor.id, match.actor.country) == ("inst:foreign-ministry:RUS", "RUS")


def test_a_minister_is_no_ministry(index: ActorIndex) -> None:
    hits = index.find(segment("قال وزير الخارجية التركي"))
    assert not [h for h in hits if h.kind == "ORG"]


def test_offices_have_dates() -> None:
    (office,) = offices("president@XYZ:2010-05..2012")
    assert office == Office("president", "XYZ", "2010-05", "2012")
    assert [office.held(day) for day in ("2010-04-30", "2010-05-01", "2012-12-31", "2013-01-01", None)] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_the_holder_of_an_office_at_a_date(index: ActorIndex) -> None:
    def names(day: str) -> list[str]:
        return [a.name_en for a in index.holders("president", "USA", day)]

    assert names("2016-01-01") == ["Barack Obama"]
    assert names("2018-01-01") == ["Donald Trump"]


def test_keys_join_what_no_two_names_differ_by() -> None:
    assert name_words("محمّد ابن سلمان") == name_words("محمد بن سلمان")
    assert name_words("عبد الله")[0] == "عبد"
    assert phrase_forms(name_words("عبد الله")) & phrase_forms(name_words("عبدالله"))


def test_clitics_before_a_name() -> None:
    assert "بوتين" in bare_forms("لبوتين")
    assert "الصين" in bare_forms("وللصين")
    assert bare_forms("ليبيا")[0] == "ليبيا"


def test_skeletons_of_both_alphabets() -> None:
    assert skeleton("ويتكوف") == skeleton("witkoff")
    assert within_one_edit("كيسلوف", "كيسلف")
    assert not within_one_edit("سلمان", "سليمي")


def test_texts_asked_about_in_turn_keep_their_own_answers(index: ActorIndex) -> None:
    one, other = segment("قال وزير الخارجية الروسي في موسكو"), segment("لا اسم هنا")
    first = index.find(one), index.titles(one)
    assert (index.find(other), index.titles(other)) == ((), ())
    assert (index.find(one), index.titles(one)) == first
    assert first[1]
