import pytest

from musnad.events.deadlines import find_deadlines
from musnad.events.limits import LimitWords
from musnad.records import Deadline, Event
from tests.events.build import PUBLISHED, Name, Stage, event

NAMES: tuple[Name, ...] = (
    ("الولايات المتحدة", "GPE", "us"),
    ("الاتحاد الأوروبي", "ORG", "eu"),
    ("ل-بريطانيا", "GPE", "gb"),
    ("مجلس الأمن", "ORG", "unsc"),
    ("الحركة", "ORG", "movement"),
    ("الحكومة", "ORG", "gov"),
    ("ل-روسيا", "GPE", "ru"),
    ("ل-إيران", "GPE", "ir"),
    (" إيران", "GPE", "ir"),
    ("ترامب", "PER", "trump"),
)


def read(
    stage: Stage, table: LimitWords, text: str, *, published: str | None = PUBLISHED, demand: str = ""
) -> tuple[Deadline, ...]:
    scene = stage.scene(text, *(n for n in NAMES if n[0].replace("-", "") in text), published=published)
    events: tuple[Event, ...] = ()
    if demand:
        events = (event(scene, demand, "REQUEST", actors=("us",), recipients=("ir",)),)
    return find_deadlines(scene, events, table)


@pytest.mark.parametrize(
    ("text", "due", "state"),
    [
        ("أمهلت الولايات المتحدة إيران 48 ساعة للرد", "2025-08-08", "open"),
        ("حدد الاتحاد الأوروبي يوم الجمعة المقبل موعدا نهائيا لبريطانيا", "2025-08-08", "open"),
        ("منحت الحركة الحكومة مهلة أسبوعين", "2025-08-20", "open"),
        ("منحت الحركة الحكومة مهلة أسبوعين حتى نهاية الشهر", "2025-08-31", "open"),
        ("منحت الحركة الحكومة مهلة حتى 15 أغسطس لتنفيذ الاتفاق", "2025-08-15", "open"),
        ("وجهت الحركة إنذارا أخيرا إلى الحكومة بالاستقالة خلال 24 ساعة", "2025-08-07", "open"),
        ("انتهت المهلة التي حددها ترامب لروسيا الخميس دون رد", "2025-07-31", "lapsed"),
        ("مدد مجلس الأمن المهلة شهرا لإيران", None, "extended"),
        ("التزمت الحكومة بالمهلة", None, "met"),
        ("أدانت الحكومة المهلة التي حددها ترامب", None, "unknown"),
    ],
)
def test_when_a_limit_falls_due_and_what_became_of_it(
    stage: Stage, limits: LimitWords, text: str, due: str | None, state: str
) -> None:
    (deadline,) = read(stage, limits, text)
    assert (deadline.due, deadline.state) == (due, state)
    assert deadline.due_reason


@pytest.mark.parametrize(
    "text",
    [
        "حصل المنتخب على مهلة للراحة بعد المباراة",
        "أعلنت الهيئة أن الموعد النهائي لتقديم الطلبات هو 20 أغسطس",
        "طلبت الحكومة مهلة أطول للتشاور",
        "قتل عشرة أشخاص خلال 48 ساعة",
        "",
    ],
)
def test_what_nobody_sets_for_anybody_is_no_deadline(stage: Stage, limits: LimitWords, text: str) -> None:
    assert read(stage, limits, text) == ()


def test_a_demand_with_or_else(stage: Stage, limits: LimitWords) -> None:
    text = "طالبت الولايات المتحدة إيران بوقف القتال خلال 48 ساعة وإلا فرضت عليها عقوبات"
    (deadline,) = read(stage, limits, text, demand="طالبت")
    assert deadline.span.quote == "خلال 48 ساعة"
    assert deadline.demand is not None
    assert deadline.demand.quote == "بوقف القتال"
    assert (deadline.by, deadline.addressee) == ("us", "ir")
    assert (deadline.due, deadline.consequence) == ("2025-08-08", "SANCTION")


def test_before_the_end_of_the_week(stage: Stage, limits: LimitWords) -> None:
    text = "طالبت الولايات المتحدة إيران بسحب قواتها قبل نهاية الأسبوع"
    (deadline,) = read(stage, limits, text, demand="طالبت")
    assert deadline.due == "2025-08-10"


def test_the_demand_of_a_limit(stage: Stage, limits: LimitWords) -> None:
    (deadline,) = read(stage, limits, "الموعد النهائي لروسيا للتوصل إلى اتفاق سلام أو مواجهة عقوبات، بحسب ترامب")
    assert deadline.demand is not None
    assert deadline.demand.quote == "للتوصل إلى اتفاق سلام"
    assert deadline.consequence == "SANCTION"


def test_a_limit_told_twice_shares_its_day(stage: Stage, limits: LimitWords) -> None:
    first, second = read(
        stage, limits, "أمهلت الولايات المتحدة إيران أسبوعا للرد. ورفضت إيران المهلة التي حددها ترامب."
    )
    assert first.due == second.due == "2025-08-13"


def test_without_a_date_of_publication_a_length_leads_to_no_day(stage: Stage, limits: LimitWords) -> None:
    (deadline,) = read(stage, limits, "أمهلت الولايات المتحدة إيران 48 ساعة", published=None)
    assert (deadline.due, deadline.due_reason, deadline.state) == (None, "no-day-told", "unknown")


def test_a_length_beyond_the_calendar_leads_to_no_day(stage: Stage, limits: LimitWords) -> None:
    (deadline,) = read(stage, limits, "أمهلت الولايات المتحدة إيران 9000000000 يوم")
    assert (deadline.due, deadline.due_reason, deadline.state) == (None, "no-such-day", "unknown")


def test_the_words_that_tell_the_state_are_evidence(stage: Stage, limits: LimitWords) -> None:
    (deadline,) = read(stage, limits, "مدد مجلس الأمن المهلة لإيران حتى 20 أغسطس")
    assert deadline.evidence is not None
    assert deadline.evidence.quote == "مدد"
    assert (deadline.state, deadline.due) == ("extended", "2025-08-20")


def test_a_told_day_outranks_a_counted_one_of_the_same_deadline(stage: Stage, limits: LimitWords) -> None:
    text = "أمهلت الولايات المتحدة إيران عشرة أيام\nأمهلت الولايات المتحدة إيران عشرة أيام تنتهي في 15 أغسطس"
    headline, lead = read(stage, limits, text)
    assert (headline.due, lead.due) == ("2025-08-15", "2025-08-15")
