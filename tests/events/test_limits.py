import pytest

from musnad.events.limits import LimitWords, asks, find_limits, limit_word, time_from
from musnad.records import Event
from tests.events.build import Name, Stage, at, event

IRAN: Name = ("إيران", "GPE", "ir")
USA: Name = ("الولايات المتحدة", "GPE", "us")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("أمهلت الولايات المتحدة إيران 48 ساعة للرد", "أمهلت الولايات المتحدة إيران 48 ساعة"),
        ("منحت الولايات المتحدة إيران مهلة أسبوعين للرد", "مهلة أسبوعين"),
        ("حددت موعدا نهائيا لإيران", "موعدا نهائيا"),
        ("بعد انتهاء موعد نهائي لمدة 10 أيام", "موعد نهائي لمدة 10 أيام"),
        ("وجهت إنذارا أخيرا إلى إيران", "إنذارا أخيرا"),
        ("انتهت المهلة التي حددتها الولايات المتحدة", "المهلة"),
        ("في أجل أقصاه 15 أغسطس", "أجل أقصاه 15 أغسطس"),
        ("أمام إيران حتى نهاية أكتوبر لتنفيذ الاتفاق", "أمام إيران حتى نهاية أكتوبر"),
        ("والتزمت بالمهلة المحددة", "بالمهلة"),
    ],
)
def test_words_that_set_a_limit(stage: Stage, limits: LimitWords, text: str, words: str) -> None:
    scene = stage.scene(text, IRAN, USA)
    (limit,) = find_limits(scene, (), limits)
    assert scene.words.span(limit.first, limit.stop).quote == words


@pytest.mark.parametrize(
    "text",
    [
        "لم يمهل الموت الرئيس طويلا",
        "من أجل أقصاه لا شيء",
        "حدد الوزير موعد الزيارة",
        "يزور الرئيس إيران خلال 48 ساعة",
        "سيعقد الاجتماع قبل نهاية الأسبوع",
        "تظاهروا أمام السفارة يوم الجمعة",
        "وقف أمام البرلمان ساعتين",
    ],
)
def test_words_that_set_none(stage: Stage, limits: LimitWords, text: str) -> None:
    assert find_limits(stage.scene(text, IRAN), (), limits) == ()


def demand(stage: Stage, text: str) -> tuple[Event, ...]:
    scene = stage.scene(text, IRAN, USA)
    return (event(scene, text.split()[0], "REQUEST", actors=("us",), recipients=("ir",)),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("طالبت الولايات المتحدة إيران بالانسحاب خلال 48 ساعة وإلا فالحرب", True),
        ("طالبت الولايات المتحدة إيران بالانسحاب خلال 48 ساعة", True),
        ("طالبت الولايات المتحدة إيران بالانسحاب، وقصفت المدينة خلال 48 ساعة", False),
        ("طالبت الولايات المتحدة إيران بالرد على ما جرى خلال الحرب", False),
    ],
)
def test_a_time_that_bounds_a_demand(stage: Stage, limits: LimitWords, text: str, found: bool) -> None:
    assert bool(find_limits(stage.scene(text, IRAN, USA), demand(stage, text), limits)) is found


def test_clitics_do_not_hide_a_word(limits: LimitWords) -> None:
    for key in ("مهله", "ومهله", "بمهله", "المهله", "للمهله", "وللمهله", "بالمهله"):
        word = limit_word(limits, key)
        assert word is not None, key
        assert word.group == "limit"
    assert limit_word(limits, "برتقاله") is None


def test_times_are_taken_up_to_a_mark(stage: Stage) -> None:
    scene = stage.scene("أمهلت إيران 48 ساعة، حتى يوم الجمعة", IRAN)
    assert [time.value for _, time in time_from(scene, 1, 12)] == ["PT48H"]


def test_what_is_asked_for_is_no_name_and_no_preposition(stage: Stage) -> None:
    scene = stage.scene("مهلة لإيران لتقديم الرد لدى الوكالة", ("لإيران", "GPE", "ir"))
    assert [t.text for t in scene.tokens if asks(scene, t.index, "ل")] == ["لتقديم"]
    assert at(scene, "لتقديم") == 2
