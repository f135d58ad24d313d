import pytest

from musnad.stories.likeness import LikenessModel, evidence, likeness, same_story, weigh
from musnad.stories.profile import Profile, ProfileLexicon, profile_of
from musnad.stories.rarity import Rarity
from tests.stories.told_reports import LEXICON, MODEL, profile, reading, stream

QUAKE = "هز زلزال قوي مدينة نجلاء فجر اليوم وأسفر عن انهيار عشرات المنازل في حي الميناء ونقل المصابون إلى مستشفى السلام"
AGAIN = "ارتفعت حصيلة الزلزال الذي هز نجلاء إلى تسعة قتلى، وقال مستشفى السلام إنه استقبل مصابين من حي الميناء"
OTHER = "افتتح وزير التجارة معرض التمور السنوي وقال إن صادرات التمور ارتفعت هذا العام وإن المعرض يستمر أسبوعا"
PLACES = {
    "زلزال نجلاء": [("نجلاء", "gn:1", "GPE")],
    "حصيلة زلزال نجلاء ترتفع": [("نجلاء", "gn:1", "GPE")],
    "معرض التمور": [],
}


def made(title: str, body: str) -> Profile:
    return profile_of(reading(title, body, names=PLACES[title]), ProfileLexicon.load())


def test_what_follows_is_the_same_story_and_another_matter_is_not() -> None:
    rarity, model = Rarity(ProfileLexicon.load()), LikenessModel.load()
    quake, again, other = made("زلزال نجلاء", QUAKE), made("حصيلة زلزال نجلاء ترتفع", AGAIN), made("معرض التمور", OTHER)
    assert same_story(quake, again, rarity=rarity, model=model)
    assert not same_story(quake, other, rarity=rarity, model=model)
    assert likeness(quake, other, rarity=rarity, model=model) < 0.1


def test_likeness_is_the_same_both_ways_round() -> None:
    rarity = Rarity(LEXICON)
    reports = stream(60, seed=1)
    for one, other in zip(reports, reports[3:], strict=False):
        assert likeness(one, other, rarity=rarity, model=MODEL) == likeness(other, one, rarity=rarity, model=MODEL)


def test_a_report_is_like_itself() -> None:
    rarity = Rarity(LEXICON)
    one = profile(1, "زلزال نجلاء ميناء")
    found = evidence(weigh(one, rarity), weigh(one, rarity), rarity)
    assert found.words == pytest.approx(1.0)
    assert found.heaviest == pytest.approx(1.0)
    assert found.days == 0


def test_evidence_against() -> None:
    rarity = Rarity(LEXICON)
    one = Profile(article="a", day=10, outlet="o", places=(1,), people=(5,), countries=(8,))
    other = Profile(article="b", day=12, outlet="o", places=(2,), people=(6, 5), countries=(9,))
    found = evidence(weigh(one, rarity), weigh(other, rarity), rarity)
    assert (found.days, found.again) == (2, 1)
    assert found.other_countries == 1


def test_what_comes_again_is_one_matter_only_where_all_agrees() -> None:
    rarity, model = Rarity(ProfileLexicon.load()), LikenessModel.load()
    today, later = (Profile(article=str(day), day=day, series=(3,), places=(1,)) for day in (10, 11))
    elsewhere = Profile(article="e", day=10, series=(3,), places=(2,))
    pairs = [(today, today), (today, later), (today, elsewhere)]
    found = [evidence(weigh(one, rarity), weigh(other, rarity), rarity) for one, other in pairs]
    assert [(e.series, e.series_apart) for e in found] == [(1, 0), (1, 1), (1, 1)]
    assert model(found[0]) > max(model(found[1]), model(found[2]))


def test_an_unknown_day_is_no_distance() -> None:
    rarity = Rarity(LEXICON)
    found = evidence(weigh(profile(1, "", day=None), rarity), weigh(profile(2, ""), rarity), rarity)
    assert found.days == 1


def test_shared_words_of_a_copy_link_speak_for_one_matter() -> None:
    rarity, model = Rarity(ProfileLexicon.load()), LikenessModel.load()
    one, other = weigh(profile(1, "ا ب ت ث"), rarity), weigh(profile(2, "ا ب ج ح"), rarity)
    assert model(evidence(one, other, rarity, (0.9, 0.2))) > model(evidence(one, other, rarity))
    assert evidence(one, other, rarity, (0.9, 0.2)) == evidence(other, one, rarity, (0.2, 0.9))
