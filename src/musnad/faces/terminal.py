"""A reading on a terminal: who said what, what happened, deadlines and damage, each with the words it was read from.

Every stretch of Arabic is turned by itself, so that a line never mixes two directions that a screen could confuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from musnad.faces.bidi import Turn, as_is, safe
from musnad.faces.wording import Wording
from musnad.records import Damage, Deadline, Event, Reading, Statement
from musnad.spans import Span

_AROUND = 48
"""Characters of context shown on either side of an event's word."""
_WIDEST = 100
_COUNTED = ("statements", "events", "deadlines", "damage")
Part = tuple[str, str]


class Sheet:
    """Lines of one reading: turned and wrapped for a screen, whole and in reading order for a pipe."""

    def __init__(self, console: Console, turn: Turn, wording: Wording) -> None:
        self._console, self._turn, self.wording = console, turn, wording
        self._width = min(console.width, _WIDEST) if console.is_terminal else None

    def line(self, *parts: Part, indent: int = 0) -> None:
        """One line of (text, style); each part is turned by itself, empty ones are left out."""
        line = Text(" " * indent)
        for i, (text, style) in enumerate(part for part in parts if part[0]):
            line.append("  " if i else "")
            line.append(self._turn(safe(text.replace("\n", " "))), style)
        self._console.print(line, soft_wrap=True)

    def block(self, text: str, style: str, *, indent: int) -> None:
        """A stretch of Arabic, wrapped; lines that were turned start together on the right."""
        lines = list(_wrapped(" ".join(safe(text).split()), self._width and self._width - indent))
        shown = [self._turn(line) for line in lines]
        widest = max(map(cell_len, shown), default=0)
        for line in shown:
            pad = widest - cell_len(line) if self._turn is not as_is and len(shown) > 1 else 0
            self._console.print(Text(" " * (indent + pad) + line, style), soft_wrap=True)

    def heading(self, key: str, count: int) -> None:
        """A section's name in both languages with its count."""
        self._console.print()
        self.line((self.wording.en(key), "bold"), (self.wording.ar(key), "bold"), (f"({count})", "dim"))


def _wrapped(text: str, width: int | None) -> Iterator[str]:
    """Lines of at most `width` cells (None: one line); a longer word stands alone."""
    if width is None:
        yield text
        return
    line = ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def show(reading: Reading, console: Console, *, turn: Turn, wording: Wording | None = None) -> None:
    """Print one reading for people."""
    sheet = Sheet(console, turn, wording or Wording.load())
    names = {entity.id: entity.name for entity in reading.entities}
    english = {entity.id: entity.name_en or "" for entity in reading.entities}
    article = reading.article
    sheet.line((article.title or article.text.strip().split("\n")[0][:120], "bold underline"))
    sheet.line((article.outlet or "", ""), (article.published or "", "dim"), (article.url or "", "dim"))
    if reading.statements:
        sheet.heading("statements", len(reading.statements))
        for statement in reading.statements:
            _statement(sheet, statement, names, english)
    if reading.events:
        sheet.heading("events", len(reading.events))
        for event in reading.events:
            _event(sheet, event, names, article.text)
    if reading.deadlines:
        sheet.heading("deadlines", len(reading.deadlines))
        for deadline in reading.deadlines:
            _deadline(sheet, deadline, names)
    if reading.damage:
        sheet.heading("damage", len(reading.damage))
        for damage in reading.damage:
            _damage(sheet, damage)
    if not (reading.statements or reading.events or reading.deadlines or reading.damage):
        sheet.line((sheet.wording.en("nothing"), "dim"), (sheet.wording.ar("nothing"), "dim"))
    console.print()


def _speaker(statement: Statement, names: dict[str, str], wording: Wording) -> str:
    if statement.speaker in names:
        return names[statement.speaker]
    return statement.speaker_span.quote if statement.speaker_span else wording.ar("unknown-speaker")


def _statement(sheet: Sheet, statement: Statement, names: dict[str, str], english: dict[str, str]) -> None:
    words = sheet.wording
    notes = [words.en("denies")] if statement.polarity == "denies" else []
    notes += [words.en("anonymous")] if statement.anonymous else []
    notes += [statement.medium] if statement.medium and statement.medium.isascii() else []
    notes += [statement.date] if statement.date else []
    via = "، ".join(names.get(v, v) for v in statement.via)
    sheet.line(
        (statement.id, "cyan"),
        (f"{_speaker(statement, names, words)} ({statement.cue.quote})", "bold cyan"),
        (english.get(statement.speaker or "", ""), ""),
        (" · ".join(notes), "dim"),
        (words.en("via") if via else "", "dim"),
        (via, "dim"),
    )
    for content in statement.content:
        sheet.block(f"«{content.quote}»", "", indent=4)


def _event(sheet: Sheet, event: Event, names: dict[str, str], text: str) -> None:
    words = sheet.wording
    tolls = [
        f"{number} {words.en(key)}"
        for key, number in (("killed", event.killed), ("injured", event.injured))
        if number is not None
    ]
    notes = [words.en(event.status), event.date or "", *tolls, " ".join(event.attributed_to)]
    notes += [f"= {event.same_as}"] if event.same_as else []
    sheet.line(
        (event.id, "yellow"),
        (f"{event.type}{'/' + event.mode if event.mode else ''}", "bold yellow"),
        (words.ar(event.type), "yellow"),
        (" · ".join(filter(None, notes)), "dim"),
    )
    who = "، ".join(names.get(a, a) for a in event.actors)
    whom = "، ".join(names.get(r, r) for r in event.recipients)
    place = names.get(event.place or "", "")
    told = " ← ".join(filter(None, (who or ("؟" if whom else ""), whom)))
    told += f" · {words.ar('at')} {place}" if place else ""
    if told:
        sheet.block(told.removeprefix(" · "), "", indent=4)
    sheet.block(around(text, event.trigger), "dim", indent=4)


def around(text: str, span: Span, width: int = _AROUND) -> str:
    """The words of `span` in brackets between whole words of its line, at most `width` characters on either side."""
    left = text.rfind("\n", 0, span.start) + 1
    right = text.find("\n", span.end)
    right = len(text) if right < 0 else right
    before, after = text[left : span.start], text[span.end : right]
    if len(before) > width:
        before = "…" + before[-width:].partition(" ")[2]
    if len(after) > width:
        after = after[:width].rpartition(" ")[0] + "…"
    return f"{before}[{span.quote}]{after}"


def _deadline(sheet: Sheet, deadline: Deadline, names: dict[str, str]) -> None:
    words = sheet.wording
    due = f"{words.en('due')} {deadline.due}" if deadline.due else words.en("no-day")
    consequence = f"{words.en('consequence')}: {words.en(deadline.consequence)}" if deadline.consequence else ""
    sheet.line((due, "bold magenta"), (words.en(deadline.state), ""), (consequence, ""))
    sides = " ← ".join(names[i] for i in (deadline.by, deadline.addressee) if i in names)
    if sides:
        sheet.block(sides, "", indent=4)
    demand = f" · {words.ar('demand')}: «{deadline.demand.quote}»" if deadline.demand else ""
    sheet.block(f"«{deadline.span.quote}»{demand}", "dim", indent=4)


def _damage(sheet: Sheet, damage: Damage) -> None:
    words = sheet.wording
    intended = f" ← {damage.intended}" if damage.intended else ""
    sheet.line((words.en(damage.kind), "red"), (words.ar(damage.kind), "red"), (f"«{damage.span.quote}»{intended}", ""))


def overview(readings: Sequence[Reading], console: Console, *, turn: Turn, wording: Wording | None = None) -> None:
    """A line for each reading: date, how much was read, outlet and title; what is Arabic stands last."""
    words = wording or Wording.load()
    sheet = Sheet(console, turn, words)
    heads = tuple(words.en(f"count:{key}") for key in _COUNTED)
    sheet.line((f"{words.en('published'):<10}", "bold"), ("  ".join(heads), "bold"), (words.en("outlet"), "bold"))
    for reading in readings:
        layers = (reading.statements, reading.events, reading.deadlines, reading.damage)
        counts = "  ".join(f"{len(layer):>{len(head)}}" for layer, head in zip(layers, heads, strict=True))
        article = reading.article
        told = ": ".join(filter(None, (article.outlet, article.title or article.text.strip())))
        sheet.line((f"{(article.published or '–')[:10]:<10}", "dim"), (counts, ""), (_short(told), ""))


def _short(text: str, most: int = 64) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + "…"
