"""The graph of a fact's chains: roots, those who carry their words, outlets; copies of one text folded into one node.

Layer 0 holds the roots, the last layer the outlets. Where there are too many nodes to see, those with the same
neighbours become one node that still lists everything it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from musnad.records import Fact, Link, LinkRole, Witness

NodeKind = Literal["root", "unnamed", "unsourced", "carrier", "outlet", "copies", "many"]
MOST = 8
"""Nodes of one layer; more than these are folded."""
_CARRIERS, _FULL = 2, 20
"""Carriers between a root and an outlet; from so many witnesses on only the one nearest to the root is shown."""
_CARRY: frozenset[LinkRole] = frozenset({"copy", "agency", "paper", "witness"})


class Voice(Struct, frozen=True):
    """One witness: its record, the outlet that prints it, and whether it stands against the fact."""

    witness: Witness
    outlet: str
    denies: bool


class Node(Struct, frozen=True, kw_only=True):
    """One box. `voices` are the witnesses that pass through it, `names` what it stands for where it is folded."""

    key: str
    layer: int
    kind: NodeKind
    role: LinkRole
    name: str
    names: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()

    @property
    def denies(self) -> bool:
        """Whether everything that passes through it stands against the fact."""
        return all(voice.denies for voice in self.voices)


class Edge(Struct, frozen=True):
    """From a node nearer to the root to one nearer to the reader; `weight` witnesses go this way."""

    tail: str
    head: str
    denies: bool
    weight: int


class Graph(Struct, frozen=True):
    """Nodes by layer, and edges; `layers` counts layers."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    layers: int


def voices_of(fact: Fact, outlets: Mapping[str, str]) -> tuple[Voice, ...]:
    """All witnesses of a fact, those who tell it first; `outlets` names the outlet of an article."""
    pairs = [(witness, False) for witness in fact.supporting] + [(witness, True) for witness in fact.denying]
    return tuple(Voice(witness, outlets.get(witness.article, "?"), denies) for witness, denies in pairs)


def graph_of(voices: Sequence[Voice], *, name: Callable[[Link], str], texts: Mapping[str, str]) -> Graph:
    """The graph of witnesses; `name` tells a link's name, `texts` the key of the text that an article prints."""
    together: dict[str, list[Voice]] = {}
    for voice in voices:
        together.setdefault(texts.get(voice.witness.article, voice.witness.article), []).append(voice)
    carriers = _CARRIERS if len(voices) < _FULL else 1
    ways = [way for text, group in together.items() for way in _ways(text, group, name, carriers)]
    deepest = max((len(way) for _, way in ways), default=2)
    nodes: dict[str, Node] = {}
    for voice, way in ways:
        for at, node in enumerate(way):
            layer = 0 if at == 0 else deepest - 1 if at == len(way) - 1 and node.kind != "carrier" else at
            known = nodes.get(node.key, replace(node, layer=layer))
            nodes[node.key] = replace(known, voices=(*known.voices, voice), layer=max(known.layer, layer))
    edges: dict[tuple[str, str, bool], int] = {}
    for voice, way in ways:
        for tail, head in pairwise(way):
            edge = (tail.key, head.key, voice.denies)
            edges[edge] = edges.get(edge, 0) + 1
    graph = Graph(tuple(nodes.values()), tuple(Edge(*key, weight) for key, weight in edges.items()), deepest)
    for layer in range(deepest):
        graph = _folded(graph, layer)
    return graph


def _ways(
    text: str, group: Sequence[Voice], name: Callable[[Link], str], most: int
) -> list[tuple[Voice, tuple[Node, ...]]]:
    """The way of each witness of one text, root first."""
    outlets = tuple(dict.fromkeys(voice.outlet for voice in group))
    articles = {voice.witness.article for voice in group}
    first = group[0].outlet if len(articles) > 1 and len(outlets) > 1 else None
    found = []
    for voice in group:
        carriers = _carriers(voice, name)[:most]
        if not carriers and first is not None:
            carriers = (_carrier("copy", first),)
        carried = {node.name for node in carriers}
        others = tuple(outlet for outlet in outlets if outlet not in carried)
        last = _outlet(text, others) if others else None
        found.append((voice, (_root(voice, name), *carriers, *((last,) if last else ()))))
    return found


def _root(voice: Voice, name: Callable[[Link], str]) -> Node:
    witness = voice.witness
    key = witness.root.partition(":")[0]
    kind: NodeKind = "unnamed" if key == "anonymous" else "unsourced" if witness.root_role == "unsourced" else "root"
    # The outlet's own voice has no name of its own: one node for each outlet would only repeat the last column.
    own = witness.root if kind != "unsourced" else "unsourced"
    return Node(key=f"root {own}", layer=0, kind=kind, role=witness.root_role, name=name(witness.chain.links[-1]))


def _carriers(voice: Voice, name: Callable[[Link], str]) -> tuple[Node, ...]:
    """Those between root and outlet, nearest to the root first, each once."""
    links = [link for link in voice.witness.chain.links[1:-1] if link.role in _CARRY and name(link) != voice.outlet]
    found: dict[str, Node] = {}
    for link in reversed(links):
        found.setdefault(name(link), _carrier(link.role, name(link)))
    return tuple(found.values())


def _carrier(role: LinkRole, name: str) -> Node:
    return Node(key=f"carrier {name}", layer=1, kind="carrier", role=role, name=name)


def _outlet(text: str, outlets: tuple[str, ...]) -> Node:
    """An outlet; those that print one text are one node."""
    if len(outlets) == 1:
        return Node(key=f"outlet {outlets[0]}", layer=2, kind="outlet", role="outlet", name=outlets[0])
    return Node(key=f"text {text}", layer=2, kind="copies", role="outlet", name=outlets[0], names=outlets)


def _folded(graph: Graph, layer: int) -> Graph:
    """A layer with `MOST` nodes at most: nodes with the same neighbours become one, then the least told do."""
    own = [node for node in graph.nodes if node.layer == layer]
    if len(own) <= MOST:
        return graph
    alike: dict[tuple[object, ...], list[Node]] = {}
    for node in own:
        alike.setdefault((_neighbours(graph, node), node.kind == "copies"), []).append(node)
    bundles = [tuple(bundle) for bundle in alike.values()]
    if len(bundles) > MOST:
        bundles.sort(key=lambda bundle: -sum(len(node.voices) for node in bundle))
        rest = [node for bundle in bundles[MOST - 1 :] for node in bundle]
        sides = (tuple(node for node in rest if node.denies == denies) for denies in (False, True))
        bundles = [*bundles[: MOST - 1], *(side for side in sides if side)]
    merged = {node.key: _many(bundle) for bundle in bundles if len(bundle) > 1 for node in bundle}
    return _replaced(graph, merged)


def _neighbours(graph: Graph, node: Node) -> tuple[tuple[str, str, bool], ...]:
    """What a node hangs on, but for the other nodes of its own kind: both ends without itself."""
    return tuple(
        sorted(
            {
                ("" if edge.tail == node.key else edge.tail, "" if edge.head == node.key else edge.head, edge.denies)
                for edge in graph.edges
                if node.key in (edge.tail, edge.head)
            }
        )
    )


def _many(bundle: Sequence[Node]) -> Node:
    first = bundle[0]
    names = tuple(dict.fromkeys(name for node in bundle for name in (node.names or (node.name,))))
    voices = tuple(voice for node in bundle for voice in node.voices)
    return replace(first, key=f"many {first.key}", kind="many", names=names, voices=voices)


def _replaced(graph: Graph, merged: Mapping[str, Node]) -> Graph:
    """The graph with some nodes drawn as others."""
    nodes = {node.key: node for node in (merged.get(node.key, node) for node in graph.nodes)}
    edges: dict[tuple[str, str, bool], int] = {}
    for edge in graph.edges:
        tail, head = (merged[key].key if key in merged else key for key in (edge.tail, edge.head))
        edges[tail, head, edge.denies] = edges.get((tail, head, edge.denies), 0) + edge.weight
    return Graph(tuple(nodes.values()), tuple(Edge(*key, weight) for key, weight in edges.items()), graph.layers)
