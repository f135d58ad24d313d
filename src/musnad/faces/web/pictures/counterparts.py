"""With whom an actor has to do: a row for each other, in three columns what was done to it, by it, and together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.web.pictures.quads import Quad, bar
from musnad.faces.web.pictures.svg import Side, fitted, picture, tag, words
from musnad.records import EventType
from musnad.store.entries import Counterpart, Way

WIDTH, NAMES, ROW, HEAD = 960.0, 200.0, 30.0, 34.0
WAYS: tuple[Way, ...] = ("did", "underwent", "together")
_GAP, _TOTAL, _SIZE = 16.0, 34.0, 14.0
"""Room between columns, and for the total after a bar."""


class Row(Struct, frozen=True):
    """One other: its facts by way and quarter."""

    id: str
    name: str
    href: str
    counts: Mapping[tuple[Way, Quad], int]

    def of(self, way: Way) -> dict[Quad, int]:
        """Counts of one column."""
        return {quad: count for (told, quad), count in self.counts.items() if told == way}

    def total(self, way: Way) -> int:
        """All facts of one column."""
        return sum(self.of(way).values())


class Said(Struct, frozen=True):
    """The words of the picture."""

    title: str
    told: str
    heads: tuple[str, str, str]
    """Of the three columns, in the order of `WAYS`."""
    quad: Callable[[Quad], str]
    number: Callable[[int], str]


def gathered(
    told: Sequence[Counterpart], quads: Mapping[EventType, Quad], names: Mapping[str, tuple[str, str]]
) -> tuple[Row, ...]:
    """Rows in the order of `told`; `names` gives name and address by id, and who has none is left out."""
    counts: dict[str, Counter[tuple[Way, Quad]]] = {}
    for one in told:
        counts.setdefault(one.entity, Counter())[one.way, quads[one.type]] += one.count
    return tuple(Row(id_, *names[id_], counts=dict(found)) for id_, found in counts.items() if id_ in names)


def draw_counterparts(rows: Sequence[Row], said: Said, *, rtl: bool) -> Markup | None:
    """The picture; None without rows. All bars have one scale."""
    if not rows:
        return None
    side, height = Side(WIDTH, rtl=rtl), HEAD + ROW * len(rows) + 8
    column = (WIDTH - NAMES) / len(WAYS)
    most = max(row.total(way) for row in rows for way in WAYS)
    unit = (column - _GAP - _TOTAL) / max(most, 6)
    inside = []
    for at, head in enumerate(said.heads):
        start = NAMES + column * at
        inside.append(words(fitted(head, column - _GAP, 13), side.x(start), 16, rtl=rtl, size=13, class_="head"))
        inside.append(tag("line", x1=side.x(start), x2=side.x(start), y1=HEAD - 8, y2=height, class_="axis"))
    for at, row in enumerate(rows):
        y = HEAD + ROW * at
        name = words(fitted(row.name, NAMES - 14, _SIZE), side.x(0), y + 17, rtl=rtl, size=_SIZE, class_="name")
        inside.append(tag("a", name, href=row.href))
        inside += [_bar(row, way, NAMES + column * n, y, unit, side, said) for n, way in enumerate(WAYS)]
    return picture("counterparts", WIDTH, height, said.title, said.told, inside, links=True)


def _bar(row: Row, way: Way, start: float, y: float, unit: float, side: Side, said: Said) -> Markup:
    total = row.total(way)
    if not total:
        return words("·", side.x(start + 6), y + 16, rtl=side.rtl, at="middle", size=13, class_="zero")
    drawn = bar(row.of(way), start, y + 3, unit, ROW - 10, side=side, number=said.number, label=said.quad)
    after = side.x(start + max(total * unit, 1.5) + 5)
    return drawn + tag(
        "text", said.number(total), x=after, y=y + 17, direction="rtl" if side.rtl else "ltr", text_anchor="start",
        font_size=12, class_="total",
    )  # fmt: skip
