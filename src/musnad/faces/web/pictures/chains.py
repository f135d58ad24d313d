"""The chain picture: roots at the start side, then who carries their words, then outlets; denials in another colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.web.pictures.chain_graph import Edge, Graph, Node
from musnad.faces.web.pictures.svg import Side, is_rtl, picture, tag, words, wrapped

BOX, LANE, GAP, HEAD, PAD = 244.0, 108.0, 14.0, 34.0, 8.0
_LINE, _TITLE, _SUB = 19.0, 14.0, 11.5
_SWEEPS, _MANY = 6, 24


class Wording(Struct, frozen=True):
    """Words of the picture in the visitor's language; `head` by layer from the roots, `sub` tells what a node is."""

    title: str
    told: str
    heads: tuple[str, ...]
    sub: Callable[[Node], str]
    href: Callable[[Node], str]


class _Placed(Struct, frozen=True):
    node: Node
    lines: tuple[str, ...]
    start: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_chains(id: str, graph: Graph, said: Wording, *, rtl: bool) -> Markup:
    """The picture of a graph; `id` is unique on the page."""
    width = graph.layers * BOX + (graph.layers - 1) * LANE + 2 * PAD
    placed = _placed(graph)
    height = max((one.y + one.height for one in placed.values()), default=HEAD) + PAD
    side = Side(width, rtl=rtl)
    inside = [_heads(said.heads, graph.layers, side)]
    inside += [_edge(edge, placed, graph, side) for edge in graph.edges]
    order = sorted(placed.values(), key=lambda one: (one.node.layer, one.y))
    inside += [_box(one, said, side) for one in order]
    return picture(id, width, height, said.title, said.told, inside, links=True)


def _placed(graph: Graph) -> dict[str, _Placed]:
    """Boxes of all nodes: each layer in an order that crosses few edges, drawn towards its neighbours."""
    columns = _ordered(graph)
    lines = {node.key: wrapped(_name(node), BOX - 26, _TITLE) for node in graph.nodes}
    heights = {key: 34 + _LINE * len(told) for key, told in lines.items()}
    tallest = max(sum(heights[node.key] + GAP for node in column) for column in columns)
    tops: dict[str, float] = {}
    for column in columns:
        y = HEAD + (tallest - sum(heights[node.key] + GAP for node in column)) / 2
        for node in column:
            tops[node.key] = y
            y += heights[node.key] + GAP
    for column in (*columns[1:], *columns[-2::-1]):
        _drawn(column, graph, tops, heights, HEAD + tallest - GAP)
    return {
        node.key: _Placed(node, lines[node.key], PAD + layer * (BOX + LANE), tops[node.key], heights[node.key])
        for layer, column in enumerate(columns)
        for node in column
    }


def _name(node: Node) -> str:
    return ("، " if is_rtl(node.name) else ", ").join(node.names) if node.names else node.name


def _drawn(
    column: Sequence[Node], graph: Graph, tops: dict[str, float], heights: Mapping[str, float], floor: float
) -> None:
    """Move the boxes of a column towards their neighbours, in their order, between head and floor."""
    wanted = []
    for node in column:
        near = [other for edge in graph.edges for other in _ends(edge, node.key)]
        middles = [tops[key] + heights[key] / 2 for key in near] or [tops[node.key] + heights[node.key] / 2]
        wanted.append(sum(middles) / len(middles) - heights[node.key] / 2)
    y = HEAD
    for node, want in zip(column, wanted, strict=True):
        tops[node.key] = y = max(y, want)
        y += heights[node.key] + GAP
    for node in reversed(column):
        tops[node.key] = min(tops[node.key], floor - heights[node.key])
        floor = tops[node.key] - GAP


def _ends(edge: Edge, key: str) -> tuple[str, ...]:
    if edge.tail == key:
        return (edge.head,)
    return (edge.tail,) if edge.head == key else ()


def _ordered(graph: Graph) -> list[list[Node]]:
    """Nodes by layer in the order with the fewest crossings that sweeps to and fro find; those that deny last."""
    columns = [[node for node in graph.nodes if node.layer == layer] for layer in range(graph.layers)]
    for column in columns:
        column.sort(key=lambda node: (node.denies, -len(node.voices)))
    best, least = [list(column) for column in columns], _crossings(graph, _places(columns))
    for sweep in range(_SWEEPS):
        for column in columns[1:] if sweep % 2 == 0 else columns[-2::-1]:
            place = _places(columns)
            column.sort(key=lambda node: (node.denies, _mean(node.key, graph, place)))
        crossed = _crossings(graph, _places(columns))
        if crossed < least:
            best, least = [list(column) for column in columns], crossed
    return best


def _places(columns: Sequence[Sequence[Node]]) -> dict[str, float]:
    """How far down its layer each node stands, 0 to 1."""
    return {node.key: (at + 0.5) / len(column) for column in columns for at, node in enumerate(column)}


def _crossings(graph: Graph, place: Mapping[str, float]) -> int:
    """Pairs of edges whose ends stand in opposite order."""
    ends = [(place[edge.tail], place[edge.head]) for edge in graph.edges]
    return sum((a - c) * (b - d) < 0 for at, (a, b) in enumerate(ends) for c, d in ends[:at])


def _mean(key: str, graph: Graph, place: Mapping[str, float]) -> float:
    near = [place[other] for edge in graph.edges for other in _ends(edge, key)]
    return sum(near) / len(near) if near else place[key]


def _heads(heads: Sequence[str], layers: int, side: Side) -> Markup:
    shown = [heads[0], *([heads[1]] * (layers - 2)), heads[-1]] if layers > 1 else [heads[0]]
    parts = []
    for layer, head in enumerate(shown):
        if layer and head == shown[layer - 1]:
            continue
        parts.append(words(head, side.x(PAD + layer * (BOX + LANE) + 2), 18, rtl=side.rtl, size=12.5, class_="head"))
    return tag("g", *parts, aria_hidden="true")


def _edge(edge: Edge, placed: Mapping[str, _Placed], graph: Graph, side: Side) -> Markup:
    """A curve from the tail's far side to the head's near side, with an arrow at its end."""
    tail, head = placed[edge.tail], placed[edge.head]
    both = any(other is not edge and (other.tail, other.head) == (edge.tail, edge.head) for other in graph.edges)
    shift = (7.0 if edge.denies else -7.0) if both else 0.0
    x1, x2 = tail.start + BOX, head.start - 9
    y1, y2 = tail.middle + shift, head.middle + shift
    if head.start <= tail.start:  # within one layer, or back: around the start side
        x1, x2 = tail.start + BOX, head.start + BOX
    bend = max((x2 - x1) / 2, LANE / 2)
    a, b, c, d = (side.x(x) for x in (x1, x1 + bend, x2 - bend, x2))
    tip, base = side.x(x2 + 8), side.x(x2 - 1)
    css = "edge deny" if edge.denies else "edge" if edge.weight > 1 or len(graph.edges) < _MANY else "edge thin"
    return tag(
        "g",
        tag("path", d=f"M{a:.0f} {y1:.0f}C{b:.0f} {y1:.0f} {c:.0f} {y2:.0f} {d:.0f} {y2:.0f}", fill="none",
            stroke_width=min(1.4 + 0.5 * (edge.weight - 1), 4.5), stroke_dasharray="6 5" if edge.denies else None),
        tag("path", d=f"M{tip:.0f} {y2:.0f}L{base:.0f} {y2 - 4.5:.1f}L{base:.0f} {y2 + 4.5:.1f}Z", class_="tip"),
        class_=css,
        aria_hidden="true",
    )  # fmt: skip


def _box(one: _Placed, said: Wording, side: Side) -> Markup:
    node, x = one.node, side.left(one.start, BOX)
    full = _name(node)
    parts = [tag("title", f"{full} · {said.sub(node)}")]
    if node.kind in ("copies", "many"):  # a pile of sheets
        parts.append(tag("rect", x=x + 4, y=one.y + 4, width=BOX, height=one.height, rx=6, class_="under"))
    parts.append(tag("rect", x=x, y=one.y, width=BOX, height=one.height, rx=6))
    bar = side.left(one.start, 4)
    parts.append(tag("rect", x=bar, y=one.y + 6, width=4.0, height=one.height - 12, class_="bar"))
    for at, line in enumerate(one.lines):
        y = one.y + 23 + at * _LINE
        parts.append(words(line, side.x(one.start + 14), y, rtl=side.rtl, size=_TITLE, class_="name"))
    y = one.y + one.height - 11
    parts.append(words(said.sub(node), side.x(one.start + 14), y, rtl=side.rtl, size=_SUB, class_="sub"))
    css = f"node {node.kind}" + (" deny" if node.denies else "")
    return tag("a", *parts, href=said.href(node), class_=css, aria_label=f"{full} · {said.sub(node)}")
