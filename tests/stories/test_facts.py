"""An invented story: a dispatch, its copies, a correspondent, a claim, a denial, an update of the toll."""

from musnad.records import Decision, Fact
from musnad.stories.facts import merge_facts
from musnad.stories.reports import Report
from tests.stories.handmade import (
    AFP,
    BRIGADES,
    DOCTOR,
    GUNMEN,
    HOST,
    IRAQ,
    MINISTRY,
    OFFICIAL,
    SOURCE,
    TURKEY,
    VISITOR,
    Draft,
    copied,
)


def dispatch() -> Report:
    draft = Draft(
        "a", "قتل شرطيان في هجوم مسلح على نقطة تفتيش في تل النهر، وفق ما أفاد مصدر أمني", outlet="وكالة",
        title="قتيلان في هجوم على نقطة تفتيش في العراق",
    )  # fmt: skip
    id_ = draft.says(
        "أفاد", "قتل شرطيان في هجوم مسلح على نقطة تفتيش في تل النهر", SOURCE, words="مصدر أمني", anonymous=True
    )
    draft.tells("هجوم", killed=2, place="gpe:irq")
    draft.tells("هجوم", nth=1, by=id_, killed=2, place="gn:1", actors=(GUNMEN.id,), mode="firearms")
    return draft.done(("agency", "afp"))


def correspondent() -> Report:
    text = "ارتفعت حصيلة هجوم مسلح على نقطة تفتيش في تل النهر إلى ثلاثة قتلى، كما قال طبيب"
    draft = Draft("c", text, outlet="الرواق", day="2025-09-12")
    draft.byline = "بغداد - هدى الربيعي"
    id_ = draft.says("قال", "هجوم مسلح على نقطة تفتيش في تل النهر إلى ثلاثة قتلى", DOCTOR, words="طبيب")
    draft.tells("هجوم", by=id_, killed=3, place="gn:1")
    return draft.done(("own", "الرواق"))


def claim() -> Report:
    draft = Draft("d", "وتبنت سرايا النهر في بيان هجوما على نقطة تفتيش في تل النهر", outlet="المرصد", day="2025-09-12")
    draft.tells("هجوما", place="gn:1", actors=(BRIGADES.id,))
    return draft.done()


def update() -> Report:
    draft = Draft("e", "قالت وزارة الداخلية إن هجوما مسلحا على نقطة تفتيش في تل النهر أوقع ثلاثة قتلى", outlet="وكالة",
                  day="2025-09-13")  # fmt: skip
    id_ = draft.says("قالت", "هجوما مسلحا على نقطة تفتيش في تل النهر أوقع ثلاثة قتلى", MINISTRY)
    draft.tells("هجوما", by=id_, killed=3, place="gn:1")
    return draft.done(("agency", "afp"))


def denial() -> Report:
    draft = Draft("f", "نفت تركيا أي هجوم مسلح على نقطة تفتيش في تل النهر", outlet="إذاعة", day="2025-09-13")
    id_ = draft.says("نفت", "هجوم مسلح على نقطة تفتيش في تل النهر", TURKEY, denies=True)
    draft.tells("هجوم", by=id_, place="gn:1", status="denied")
    return draft.done()


def story() -> list[Report]:
    first = dispatch()
    return [
        first,
        copied(first, "موقع", "b"),
        copied(first, "موقع آخر", "b2"),
        correspondent(),
        claim(),
        update(),
        denial(),
    ]


def the_fact(reports: list[Report]) -> Fact:
    (fact,) = merge_facts(reports, story="story:1")
    return fact


def test_the_story_is_one_fact() -> None:
    fact = the_fact(story())
    assert (fact.type, fact.mode, fact.status, fact.date) == ("ASSAULT", "firearms", "occurred", "2025-09-11")
    assert (fact.reports, fact.texts, fact.story) == (7, 5, "story:1")
    assert fact.place == "gn:1"
    assert fact.killed == 3
    assert fact.actors[0] == BRIGADES.id
    assert len(fact.tellings) == 10


def test_its_chains() -> None:
    fact = the_fact(story())
    roots = {witness.root for witness in fact.supporting}
    assert roots == {
        "anonymous:security::press:afp", "anonymous:medical::own:رواق", "speaker:org:brigades",
        f"speaker:{MINISTRY.id}",
    }  # fmt: skip
    # the security source may speak for the ministry; doctor, claimant and one of the two are three for sure
    assert (fact.least, fact.most) == (3, 4)
    assert (fact.least_denying, fact.most_denying) == (1, 1)
    assert fact.denying[0].root == "speaker:inst:government:TUR"
    assert [c.kind for c in fact.conflicts] == ["killed", "status"]


def test_its_reason() -> None:
    why = the_fact(story()).why
    assert why is not None
    assert why.ar.startswith("7 تقارير، 5 نصوص، من 3 سلاسل إلى 4 سلاسل: ")
    assert why.en.startswith("7 reports, 5 texts, 3 to 4 chains: ")
    assert "may be one source" in why.en
    assert "denied by 1 chain" in why.en


def test_ten_copies_are_one_chain() -> None:
    first = dispatch()
    fact = the_fact([first, *(copied(first, f"موقع {i}", f"x{i}") for i in range(9))])
    assert (fact.reports, fact.texts, fact.least, fact.most) == (10, 1, 1, 1)
    assert fact.why is not None
    assert fact.why.en.startswith("10 reports, 1 text, 1 chain: an unnamed security source through")


def test_one_article_can_hold_several_chains() -> None:
    draft = Draft(
        "a", "كتب سالم المرزوقي أن لقاء عقد. وقال نادر العلي إن اللقاء عقد. وأكد مسؤول أن اللقاء تم", outlet="وكالة"
    )
    visitor = draft.says("كتب", "لقاء عقد", VISITOR, medium="X")
    aide = draft.says("وقال", "اللقاء عقد", HOST)
    official = draft.says("وأكد", "اللقاء تم", OFFICIAL, words="مسؤول", via=AFP, anonymous=True)
    parties = {"actors": (VISITOR.id,), "recipients": (HOST.id,)}
    draft.tells("لقاء", "CONSULT", by=visitor, **parties)
    draft.tells("اللقاء", "CONSULT", by=aide, same_as="v1", **parties)
    draft.tells("اللقاء", "CONSULT", nth=1, by=official, same_as="v1", **parties)
    fact = the_fact([draft.done()])
    assert (fact.reports, fact.least, fact.most) == (1, 3, 3)


def test_an_id_stays_when_reports_join() -> None:
    reports = story()
    ids = {the_fact(reports[:n]).id for n in range(1, len(reports) + 1)}
    assert len(ids) == 1


def test_the_same_reports_give_the_same_facts() -> None:
    assert merge_facts(story()) == merge_facts(story())


def test_persons_outrank_the_machine() -> None:
    reports = [dispatch(), correspondent()]
    whole = merge_facts(reports)
    assert len(whole) == 1
    alone = merge_facts([correspondent()])[0].id
    apart = Decision(id="d1", about="fact", one=whole[0].id, other=alone, same=False)
    assert [fact.id for fact in merge_facts(reports, [apart])] == [whole[0].id, alone]
    undone = Decision(id="d2", about="fact", one="", other="", same=False, undoes="d1")
    assert merge_facts(reports, [apart, undone]) == whole
    together = Decision(id="d3", about="fact", one=whole[0].id, other=alone, same=True)
    assert merge_facts(reports, [together]) == whole


def test_a_threat_and_its_deed_are_two_facts() -> None:
    threat = Draft("a", "هدد العراق تركيا بفرض عقوبات")
    threat.tells("هدد", "THREATEN", actors=(IRAQ.id,), recipients=(TURKEY.id,))
    deed = Draft("b", "فرض العراق على تركيا عقوبات", day="2025-09-20")
    deed.tells("عقوبات", "SANCTION", actors=(IRAQ.id,), recipients=(TURKEY.id,), date="2025-09-20")
    assert [fact.type for fact in merge_facts([threat.done(), deed.done()])] == ["THREATEN", "SANCTION"]


def test_what_was_planned_has_happened_when_the_latest_report_says_so() -> None:
    plan = Draft("a", "تعقد تركيا والعراق اجتماعا في تل النهر يوم الخميس")
    plan.tells("اجتماعا", "CONSULT", actors=(TURKEY.id,), recipients=(IRAQ.id,), place="gn:1", status="planned")
    done = Draft("b", "عقدت تركيا والعراق اجتماعا في تل النهر يوم الخميس", day="2025-09-12")
    done.tells("اجتماعا", "CONSULT", actors=(TURKEY.id,), recipients=(IRAQ.id,), place="gn:1")
    fact = the_fact([plan.done(), done.done()])
    assert fact.status == "occurred"


def test_an_announcement_told_by_everybody_has_one_root() -> None:
    draft = Draft("a", "قالت وزارة الداخلية إنها تدين ما جرى", outlet="الأفق")
    draft.tells("تدين", "ACCUSE", by=draft.says("قالت", "تدين ما جرى", MINISTRY), actors=(MINISTRY.id,))
    plain = Draft("b", "وزارة الداخلية تدين ما جرى", outlet="المرصد")
    plain.tells("تدين", "ACCUSE", actors=(MINISTRY.id,))
    fact = the_fact([draft.done(), plain.done(("agency", "afp"))])
    assert (fact.least, fact.most) == (1, 1)


def test_no_reports_no_facts() -> None:
    assert merge_facts([]) == ()
