from musnad.faces.bidi import Direction, as_is, knows_bidi, safe, turn_for, turned


def test_pipes_get_reading_order_and_plain_screens_turned_letters() -> None:
    assert turn_for(Direction.AUTO, is_terminal=False, environment={}) is as_is
    assert turn_for(Direction.AUTO, is_terminal=True, environment={"TERM": "xterm"}) is turned
    assert turn_for(Direction.TERMINAL, is_terminal=True, environment={}) is as_is
    assert turn_for(Direction.MUSNAD, is_terminal=False, environment={}) is turned


def test_terminals_that_turn_by_themselves_are_known() -> None:
    assert knows_bidi({"VTE_VERSION": "7006"})
    assert knows_bidi({"KONSOLE_VERSION": "230801"})
    assert knows_bidi({"TERM_PROGRAM": "Apple_Terminal"})
    assert not knows_bidi({"VTE_VERSION": "5202"})
    assert not knows_bidi({"WT_SESSION": "1", "VTE_VERSION": "?"})


def test_letters_are_joined_and_reversed() -> None:
    assert turned("لا بد") == "ﺪﺑ ﻻ"
    assert turned("قتل 12 شخصا") == "ﺎﺼﺨﺷ 12 ﻞﺘﻗ"


def test_a_latin_line_stays_in_its_order() -> None:
    assert turned("v1 ASSAULT") == "v1 ASSAULT"
    assert turned("") == ""


def test_controls_are_shown_and_harmless_marks_dropped() -> None:
    assert safe("ا\u202eب\u202c") == "ا⟨U+202E⟩ب⟨U+202C⟩"
    assert safe("\x1b[31mا") == "⟨U+001B⟩[31mا"
    assert safe("ا\u200fب\u200e\ufeff") == "اب"
    assert safe("سطر\nآخر\t.") == "سطر\nآخر\t."
