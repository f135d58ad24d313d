from musnad.stories.cast import Cast
from musnad.stories.reports import Report
from musnad.stories.speaking import Speakers, an_office, speaks_for
from tests.stories.handmade import BRIGADES, MINISTRY, SOURCE, Draft, entity


def speakers(report: Report) -> list[str | None]:
    made = Speakers([report], Cast([report]))
    found = [made.speaker(0, statement) for statement in report.reading.statements]
    return [one.id if one is not None else None for one in found]


def test_a_bare_noun_points_back() -> None:
    draft = Draft("a", "قالت وزارة الداخلية كذا. وأضافت الوزارة هذا. وأكد المصدر ذاك. وقال الجار شيئا")
    draft.says("قالت", "كذا", MINISTRY)
    draft.says("وأضافت", "هذا", None, words="الوزارة")
    draft.says("وأكد", "ذاك", None, words="المصدر")
    draft.says("وقال", "شيئا", None, words="الجار")
    assert speakers(draft.done()) == [MINISTRY.id, MINISTRY.id, MINISTRY.id, None]


def test_a_group_that_the_words_name_is_named() -> None:
    group = entity("group:band", "GROUP", "جماعة")
    draft = Draft("a", "أعلنت جماعة سرايا النهر الأمر")
    draft.says("أعلنت", "الأمر", group, words="جماعة سرايا النهر")
    assert speakers(draft.done(more=(group,))) == [BRIGADES.id]


def test_a_source_within_a_body_is_not_the_body() -> None:
    draft = Draft("a", "قال مصدر أمني في وزارة الداخلية كذا. وأضاف هذا")
    draft.says("قال", "كذا", SOURCE, words="مصدر أمني في وزارة الداخلية", anonymous=True)
    draft.says("وأضاف", "هذا", SOURCE, anonymous=True)
    assert speakers(draft.done()) == [SOURCE.id, SOURCE.id]


def test_spokesmen_and_the_bodies_they_speak_for() -> None:
    man = entity("per:man", "PER", "رائد الكناني")
    draft = Draft("a", "قال المتحدث باسم وزارة الداخلية رائد الكناني كذا")
    draft.says("قال", "كذا", man, words="المتحدث باسم وزارة الداخلية رائد الكناني")
    report = draft.done(more=(man,))
    assert Speakers([report], Cast([report])).bodies == {man.id: MINISTRY.id}


def test_an_office_has_a_field() -> None:
    assert an_office("وزير الصحة")
    assert not an_office("وزير")
    assert not an_office("صاحب المتجر")
    assert speaks_for("المتحدث الأمني")


def test_the_statement_points_back_to_who_issued_it_whoever_is_read_beside_it() -> None:
    man = entity("per:man", "PER", "رائد الكناني")
    draft = Draft("a", "قالت وزارة الداخلية في بيان كذا. وقال البيان العراقي هذا")
    draft.says("قالت", "كذا", MINISTRY, words="وزارة الداخلية", medium="statement")
    draft.says("وقال", "هذا", man, words="البيان العراقي")
    assert speakers(draft.done(more=(man,))) == [MINISTRY.id, MINISTRY.id]


def test_a_sea_that_speaks_is_the_body_that_bears_its_name() -> None:
    sea = entity("sea:middle", "LOC", "المتوسط")
    union = entity("org:union", "ORG", "اتحاد المتوسط")
    draft = Draft("a", "المتوسط: كذا")
    draft.says("كذا", "كذا", sea, words="المتوسط")
    assert speakers(draft.done(more=(sea, union))) == [union.id]
    assert speakers(draft.done(more=(sea,))) == [None]
