import pytest

from musnad.events.limits import LimitWords, find_limits
from musnad.events.parties import find_parties
from tests.events.build import Name, Stage, event

NAMES: tuple[Name, ...] = (
    ("ل-روسيا", "GPE", "ru"),
    ("روسيا", "GPE", "ru"),
    ("ل-بريطانيا", "GPE", "gb"),
    ("أوكرانيا", "GPE", "ua"),
    ("واشنطن", "GPE", "us"),
    ("إيران", "GPE", "ir"),
    ("الاتحاد الأوروبي", "ORG", "eu"),
    ("ترامب", "PER", "trump"),
    ("بوتين", "PER", "putin"),
)


@pytest.mark.parametrize(
    ("text", "by", "addressee"),
    [
        ("أمهلت واشنطن إيران 48 ساعة للرد", "us", "ir"),
        ("حدد الاتحاد الأوروبي يوم الجمعة موعدا نهائيا لبريطانيا", "eu", "gb"),
        ("أعطى الرئيس ترامب نظيره بوتين مهلة 50 يوما", "trump", "putin"),
        ("انتهت المهلة التي حددها الرئيس ترامب لروسيا الخميس", "trump", "ru"),
        ("بعد انتهاء الموعد النهائي لروسيا من قبل ترامب", "trump", "ru"),
        ("رفضت إيران المهلة التي حددتها واشنطن", "us", "ir"),
        ("التزمت إيران بالمهلة", None, "ir"),
        ("أمام إيران حتى نهاية أكتوبر للرد", None, "ir"),
        ("الموعد النهائي لروسيا للتوصل إلى اتفاق مع أوكرانيا", None, "ru"),
        ("حصل المنتخب على مهلة", None, None),
    ],
)
def test_who_sets_the_limit_and_for_whom(
    stage: Stage, limits: LimitWords, text: str, by: str | None, addressee: str | None
) -> None:
    names = [n for n in NAMES if f" {n[0]}".replace("-", "") in f" {text}"]
    scene = stage.scene(text, *names)
    (limit,) = find_limits(scene, (), limits)
    assert find_parties(scene, (), limit, limits) == (by, addressee)


def test_the_demand_of_the_sentence_tells_both(stage: Stage, limits: LimitWords) -> None:
    scene = stage.scene("طالبت واشنطن إيران بالرد خلال 48 ساعة", ("واشنطن", "GPE", "us"), ("إيران", "GPE", "ir"))
    demand = event(scene, "طالبت", "REQUEST", actors=("us",), recipients=("ir",))
    (limit,) = find_limits(scene, (demand,), limits)
    assert find_parties(scene, (demand,), limit, limits) == ("us", "ir")
