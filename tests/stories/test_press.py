from musnad.stories.press import bare, is_agency, is_press, noun, press_key, press_name


def test_spellings_of_an_agency_have_one_key() -> None:
    assert {press_key(name) for name in ("أ ف ب", "وكالة فرانس برس", "Agence France-Presse", "afp")} == {"afp"}
    assert press_key("وكالة الاناضول الرسمية للأنباء") == press_key("الأناضول")


def test_an_outlet_that_no_table_knows_goes_by_its_bare_name() -> None:
    assert press_key("وكالة أنباء المشرق") == press_key("المشرق") == "مشرق"


def test_names_to_show() -> None:
    assert press_name("spa").ar == "وكالة الأنباء السعودية"
    assert press_name("وكالة أنباء المشرق").ar == "وكالة أنباء المشرق"


def test_words_tell_the_press() -> None:
    assert is_agency("وكالة أنباء المشرق")
    assert not is_agency("صحيفة الأفق")
    assert is_press("صحيفة الأفق")
    assert not is_press("وزارة الداخلية")


def test_bare_words() -> None:
    assert bare("المهله") == bare("للمهله") == "مهله"
    assert noun("الوزاره") == noun("وزاره") == noun("بالوزاره")
