from musnad.records import Conflict, TimeRange
from musnad.stories.facts import merge_facts
from musnad.stories.reports import Report
from tests.stories.handmade import BRIGADES, DOCTOR, MINISTRY, TURKEY, VISITOR, Draft, entity, span

ATTACK = "قال {who} إن هجوما على نقطة تفتيش في تل النهر أوقع {toll}"


def report(
    name: str, who: str, speaker: object, toll: str, killed: int, *, day: str = "2025-09-11", **more: object
) -> Report:
    draft = Draft(name, ATTACK.format(who=who, toll=toll), outlet=f"صحيفة {name}", day=day)
    id_ = draft.says("قال", draft.text[draft.text.index("هجوما") :], speaker, words=who)  # type: ignore[arg-type]
    draft.tells("هجوما", by=id_, killed=killed, place="gn:1", casualty_spans=(span(draft.text, toll),), **more)
    return draft.done()


DEAD_TWO = report("أ", "طبيب", DOCTOR, "قتيلين", 2)
DEAD_FOUR = report("ب", "وزارة الداخلية", MINISTRY, "أربعة قتلى", 4, day="2025-09-12")


def conflicts(*reports: Report) -> tuple[Conflict, ...]:
    (fact,) = merge_facts(reports)
    return fact.conflicts


def test_tolls_of_two_sources_differ() -> None:
    (conflict,) = conflicts(DEAD_TWO, DEAD_FOUR)
    assert (conflict.kind, conflict.update) == ("killed", False)
    assert [(side.value, [w.article for w in side.witnesses]) for side in conflict.sides] == [
        ("2", ["article:أ"]),
        ("4", ["article:ب"]),
    ]
    assert conflict.sides[0].witnesses[0].quote == DEAD_TWO.reading.article.text
    assert "Ministry of Interior" in conflict.why.en
    assert "الرقم الأحدث 4" in conflict.why.ar


def test_a_source_that_raises_its_own_figure_is_an_update() -> None:
    later = report("ج", "وزارة الداخلية", MINISTRY, "خمسة قتلى", 5, day="2025-09-13")
    (conflict,) = conflicts(DEAD_FOUR, later)
    assert conflict.update
    assert [side.value for side in conflict.sides] == ["4", "5"]
    assert "later" in conflict.why.en


def test_at_least_so_many_fits_more() -> None:
    draft = report("ج", "طبيب", DOCTOR, "قتيلين على الأقل", 2)
    assert conflicts(draft, DEAD_FOUR) == ()


def test_about_so_many_fits_nearly_as_many() -> None:
    one = report("ج", "طبيب", DOCTOR, "نحو 20 قتيلا", 20)
    two = report("د", "وزارة الداخلية", MINISTRY, "22 قتيلا", 22)
    assert conflicts(one, two) == ()


def test_equal_tolls_are_no_conflict() -> None:
    assert conflicts(DEAD_FOUR, report("ج", "طبيب", DOCTOR, "أربعة قتلى", 4)) == ()


def test_a_claim_and_an_ascription_are_a_conflict() -> None:
    band = entity("org:band", "ORG", "كتائب الفجر")
    draft = Draft("ج", "قال سالم المرزوقي إن هجوما على نقطة تفتيش في تل النهر نفذته كتائب الفجر وأوقع قتيلين")
    id_ = draft.says("قال", draft.text[draft.text.index("هجوما") :], VISITOR)
    draft.tells("هجوما", by=id_, killed=2, place="gn:1", actors=(band.id,))
    claim = Draft("د", "قالت سرايا النهر إن هجوما على نقطة تفتيش في تل النهر لها وأوقع قتيلين")
    id_ = claim.says("قالت", claim.text[claim.text.index("هجوما") :], BRIGADES)
    claim.tells("هجوما", by=id_, killed=2, place="gn:1", actors=(BRIGADES.id,))
    (conflict,) = conflicts(draft.done(more=(band,)), claim.done(more=(band,)))
    assert conflict.kind == "actor"
    assert {side.value for side in conflict.sides} == {band.id, BRIGADES.id}
    assert "سرايا النهر claims it" in conflict.why.en


def test_days_that_are_told_differ() -> None:
    reports = []
    for name, word, day in (("أ", "الخميس", "2025-09-11"), ("ب", "الجمعة", "2025-09-12")):
        draft = Draft(name, f"قال طبيب إن هجوما {word} على نقطة تفتيش في تل النهر أوقع قتيلين", outlet=f"صحيفة {name}")
        draft.times.append(TimeRange(span=span(draft.text, word), value=day, kind="date", precision="day"))
        id_ = draft.says("قال", draft.text[draft.text.index("هجوما") :], DOCTOR, words="طبيب")
        draft.tells("هجوما", by=id_, killed=2, injured=7, place="gn:1", date=day, mode="firearms")
        reports.append(draft.done())
    assert [(c.kind, [side.value for side in c.sides]) for c in conflicts(*reports)] == [
        ("date", ["2025-09-11", "2025-09-12"])
    ]


def test_denied_and_told() -> None:
    draft = Draft("ج", "نفت تركيا أن هجوما على نقطة تفتيش في تل النهر أوقع قتيلين")
    id_ = draft.says("نفت", draft.text[draft.text.index("هجوما") :], TURKEY, denies=True)
    draft.tells("هجوما", by=id_, killed=2, place="gn:1", status="denied")
    (conflict,) = conflicts(DEAD_TWO, draft.done())
    assert conflict.kind == "status"
    assert [side.value for side in conflict.sides] == ["occurred", "denied"]
