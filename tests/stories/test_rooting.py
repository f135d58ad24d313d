from musnad.records import CopyLink
from musnad.stories.cast import Cast
from musnad.stories.reports import Copybook, Report
from musnad.stories.rooting import Rooting
from tests.stories.handmade import AFP, MINISTRY, OFFICIAL, Draft, entity


def rooting(*reports: Report) -> Rooting:
    return Rooting(reports, Cast(reports), Copybook(reports))


def test_an_unnamed_official_of_a_body_stays_unnamed() -> None:
    draft = Draft("a", "قال مسؤول في وزارة الداخلية كذا")
    draft.says("قال", "كذا", OFFICIAL, words="مسؤول في وزارة الداخلية", anonymous=True)
    report = draft.done()
    root = rooting(report).of_statement(0, report.reading.statements[0])
    assert (root.kind, root.described, root.body) == ("anonymous", "official", MINISTRY.id)


def test_an_agency_that_is_quoted_is_the_root() -> None:
    draft = Draft("a", "قالت وكالة فرانس برس كذا")
    draft.says("قالت", "كذا", AFP)
    report = draft.done()
    assert rooting(report).of_statement(0, report.reading.statements[0]).key == "press:afp"


def test_own_voices() -> None:
    plain = Draft("a", "هز انفجار البلدة", outlet="الأفق").done()
    assert rooting(plain).voice(0).key == "unsourced:افق"
    agency = Draft("b", "هز انفجار البلدة", outlet="وكالة أنباء المشرق").done()
    assert rooting(agency).voice(0).key == "press:مشرق"
    signed = Draft("c", "هز انفجار البلدة", outlet="الأفق")
    signed.byline = "بغداد - هدى الربيعي"
    assert rooting(signed.done(("own", "الأفق"))).voice(0).key == "own:افق"
    two = Draft("d", "هز انفجار البلدة").done(("agency", "afp"), ("agency", "reuters"))
    assert rooting(two).voice(0).candidates == ("press:afp", "press:reuters")


def test_a_report_retold_has_the_voice_of_what_it_retells() -> None:
    dispatch = Draft("a", "هز انفجار البلدة").done(("agency", "afp"))
    link = CopyLink(article="article:b", origin="article:a", kind="derived", share=0.4, origin_share=0.9)
    retold = Draft("b", "هز انفجار البلدة اليوم").done(copies=(link,))
    assert rooting(dispatch, retold).voice(1).key == "press:afp"


def test_an_agency_credited_by_one_of_two_equal_texts_is_the_source_of_both() -> None:
    bare = Draft("a", "هز انفجار البلدة").done()
    link = CopyLink(article="article:b", origin="article:a", kind="copy", share=1.0, origin_share=1.0)
    credited = Draft("b", "هز انفجار البلدة").done(("agency", "afp"), copies=(link,))
    assert rooting(bare, credited).voice(0).key == "press:afp"


def test_a_printed_statement_has_its_issuer_for_a_root() -> None:
    report = Draft("a", "أصدرت وزارة الداخلية بيانا بشأن الحادث. وقع انفجار في البلدة").done(("agency", "spa"))
    root = rooting(report).voice(0)
    assert (root.key, root.role) == (f"speaker:{MINISTRY.id}", "document")


def test_a_spokesman_speaks_with_the_voice_of_his_body() -> None:
    man = entity("per:man", "PER", "رائد الكناني")
    draft = Draft(
        "a", "أعلنت وزارة الداخلية الأمر. وقال المتحدث باسم الوزارة رائد الكناني إنه تم. وأضاف الكناني أنه كان"
    )
    draft.says("قال", "تم", man, words="المتحدث باسم الوزارة رائد الكناني")
    draft.says("وأضاف", "كان", man, words="الكناني")
    report = draft.done(more=(man,))
    roots = [rooting(report).of_statement(0, s) for s in report.reading.statements]
    assert {root.key for root in roots} == {f"speaker:{MINISTRY.id}"}
