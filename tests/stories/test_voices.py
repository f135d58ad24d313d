from musnad.records import Article, Credit
from musnad.stories.voices import credit_roots, either, press_root, signed, unsourced


def article(outlet: str, byline: str | None = None) -> Article:
    return Article(id="a", text="نص", outlet=outlet, byline=byline)


def test_a_desk_is_no_witness() -> None:
    desk = Credit(kind="own", name="alweeam", quote="الرياض-الوئام:")
    assert not signed(desk, article("الوئام", "الرياض-الوئام:"))
    assert not signed(desk, article("الشرق الأوسط", "رام الله: «الشرق الأوسط»"))
    assert list(credit_roots([desk], article("الوئام"))) == []


def test_a_person_who_signs_is_one() -> None:
    credit = Credit(kind="own", name="alriyadh", quote="الرياض")
    assert signed(credit, article("alriyadh", "القاهرة - الرياض - سباعي إبراهيم"))
    (root,) = credit_roots([credit], article("alriyadh", "أبها - سلطان الأحمري"))
    assert root.kind == "own"


def test_agencies_without_a_name_are_nobody() -> None:
    assert list(credit_roots([Credit(kind="agency", name="agencies")], article("عكاظ"))) == []


def test_either_of_two() -> None:
    root = either([press_root("agency", "reuters"), press_root("agency", "afp")])
    assert root.options() == ("press:afp", "press:reuters")
    assert unsourced("الأفق").kind == "unsourced"
