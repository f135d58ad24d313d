import io

from rich.console import Console

from musnad.faces.bidi import as_is, turned
from musnad.faces.terminal import around, overview, show
from musnad.records import Reading
from musnad.spans import Span


def shown(reading: Reading, *, terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=60, color_system=None)
    show(reading, console, turn=turned if terminal else as_is)
    return out.getvalue()


def test_everything_is_told_with_its_words(reading: Reading) -> None:
    text = shown(reading)
    assert "سامي (قال)  Sami" in text
    assert "«تونس أدانت هذا الإضراب أمس»" in text
    assert "ACCUSE/disapprove" in text
    assert "تونس ← ليبيا" in text
    assert "[أدانت]" in text
    assert "3 killed" in text
    assert "2025-08-08" in text
    assert "«هذا الإضراب» ← هذه الضربة" in text


def test_a_pipe_gets_reading_order_without_controls(reading: Reading) -> None:
    text = shown(reading)
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert "\x1b" not in text


def test_a_plain_screen_gets_turned_lines_that_fit(reading: Reading) -> None:
    text = shown(reading, terminal=True)
    assert "سامي" not in text
    assert "ﻲﻣﺎﺳ" in text
    blocks = [line for line in text.splitlines() if line.startswith("    ")]
    assert max(map(len, blocks)) <= 60


def test_nothing_read_says_so(bare: Reading) -> None:
    assert "nothing  لا شيء" in shown(bare)


def test_context_keeps_whole_words_of_its_line() -> None:
    text = "سطر أول\nكلمة ثم كلمة ثم قصف ثم كلمة ثم كلمة\nسطر"
    start = text.index("قصف")
    assert around(text, Span.of(text, start, start + 3), width=9) == "…كلمة ثم [قصف] ثم كلمة…"
    assert around(text, Span.of(text, start, start + 3), width=99).count("كلمة") == 4


def test_the_overview_counts(reading: Reading) -> None:
    out = io.StringIO()
    overview([reading], Console(file=out, width=100), turn=as_is)
    line = out.getvalue().splitlines()[1]
    assert line.split()[:5] == ["2025-08-06", "2", "2", "1", "1"]
    assert line.endswith("إذاعة المثال: تونس تمهل ليبيا يومين")
