from musnad.records import Deadline, Decision, Entity
from musnad.stories.facts import merge_facts
from musnad.stories.limits import merge_limits
from musnad.stories.reports import Report
from tests.stories.handmade import IRAQ, TURKEY, Draft, copied, entity, span

MINISTER = entity("per:minister", "PER", "نادر العلي", country="IRQ", sector="GOV", office="prime-minister@IRQ")
STRANGER = entity("per:x", "PER", "سامي", country="YEM")
SHIPS = "أمهل العراق تركيا عشرة أيام للإفراج عن ثلاث سفن"


def set_in(name: str, text: str, words: str, *, day: str, by: Entity = IRAQ, **more: object) -> Report:
    draft = Draft(name, text, day=day)
    draft.limits(words, by=by.id, addressee=more.pop("to", TURKEY.id), **more)
    return draft.done(more=(MINISTER, STRANGER))


def dispatch() -> Report:
    draft = Draft("a", SHIPS, day="2025-08-05", outlet="وكالة")
    draft.deadlines.append(
        Deadline(
            span=span(SHIPS, "أمهل العراق تركيا عشرة أيام"), by=IRAQ.id, addressee=TURKEY.id, due="2025-08-14",
            demand=span(SHIPS, "للإفراج عن ثلاث سفن"), consequence="COERCE", state="open",
        )
    )  # fmt: skip
    return draft.done(("agency", "afp"), more=(MINISTER,))


EXTENDED = set_in(
    "c", "أعلن نادر العلي تمديد المهلة أسبوعا حتى 21 آب", "المهلة", day="2025-08-13", by=MINISTER, due="2025-08-21",
    state="extended",
)  # fmt: skip
BARE = set_in("d", "وعلمت الحكومة بالمهلة من الصحف", "بالمهلة", day="2025-08-06", by=TURKEY, to=None)
OTHER = set_in("e", "أمهلت تركيا العراق شهرا لدفع الديون", "أمهلت تركيا العراق شهرا", day="2025-08-06", by=TURKEY,
               to=IRAQ.id, due="2025-09-06")  # fmt: skip


def test_one_deadline_told_by_many_is_one() -> None:
    first = dispatch()
    (limit,) = merge_limits([first, copied(first, "موقع", "b"), BARE, EXTENDED], (), "2025-08-15")
    assert (limit.by, limit.addressee) == (IRAQ.id, TURKEY.id)
    assert (limit.due, limit.was_due, limit.state) == ("2025-08-21", ("2025-08-14",), "extended")
    assert limit.demand == "للإفراج عن ثلاث سفن"
    assert limit.consequence == "COERCE"
    assert [evidence.article for evidence in limit.tellings] == ["article:a", "article:b", "article:d", "article:c"]
    assert limit.why is not None
    assert "2025-08-14" in limit.why.en


def test_two_deadlines_the_other_way_round_are_two() -> None:
    limits = merge_limits([dispatch(), OTHER], (), "2025-08-07")
    assert [limit.due for limit in limits] == ["2025-08-14", "2025-09-06"]


def test_words_of_a_later_report_tell_the_end() -> None:
    ended = Draft("f", "وانتهت المهلة أمس دون أن تستجيب تركيا", day="2025-08-15").done(more=(MINISTER,))
    (limit,) = merge_limits([dispatch(), ended], (), "2025-08-16")
    assert limit.state == "lapsed"
    (before,) = merge_limits([dispatch(), ended], (), "2025-08-14")
    assert before.state == "open"


def test_an_act_that_meets_the_demand() -> None:
    draft = Draft("f", "أفرجت تركيا عن ثلاث سفن كانت محتجزة للإفراج", day="2025-08-12")
    draft.tells("أفرجت", "RETREAT", mode="release", actors=(TURKEY.id,), date="2025-08-12")
    reports = [dispatch(), draft.done(more=(MINISTER,))]
    (limit,) = merge_limits(reports, merge_facts(reports), "2025-08-13")
    assert limit.state == "met"


def test_an_act_that_carries_out_the_consequence() -> None:
    draft = Draft("f", "أغلق العراق موانئه أمام تركيا", day="2025-08-16")
    draft.tells("أغلق", "COERCE", mode="restrict", actors=(IRAQ.id,), recipients=(TURKEY.id,), date="2025-08-16")
    reports = [dispatch(), draft.done(more=(MINISTER,))]
    (limit,) = merge_limits(reports, merge_facts(reports), "2025-08-17")
    assert limit.state == "lapsed"


def test_a_day_that_passed_tells_nothing_by_itself() -> None:
    (limit,) = merge_limits([dispatch()], (), "2025-09-01")
    assert limit.state == "unknown"
    assert limit.why is not None
    assert "no report" in limit.why.en


def test_a_person_may_say_that_two_setters_are_one() -> None:
    wording = "أمهلت تركيا العراق شهرا"
    one = set_in("g", wording, wording, day="2025-08-06", by=TURKEY, to=IRAQ.id, due="2025-09-06")
    two = set_in("h", wording, wording, day="2025-08-07", by=STRANGER, to=IRAQ.id, due="2025-09-06")
    assert len(merge_limits([one, two], (), "2025-08-07")) == 2
    same = Decision(id="d", about="entity", one=TURKEY.id, other=STRANGER.id, same=True)
    assert len(merge_limits([one, two], (), "2025-08-07", [same])) == 1
