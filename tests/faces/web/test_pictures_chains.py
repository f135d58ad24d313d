from __future__ import annotations

import re

from sample_facts import FACTS

from musnad.faces.web.copies import one_text
from musnad.faces.web.pictures.chain_graph import MOST, Graph, Node, Voice, graph_of, voices_of
from musnad.faces.web.pictures.chains import Wording, draw_chains
from musnad.records import Chain, CopyLink, Link, Witness

ATTACK = FACTS[0]
OUTLETS = {w.article: w.chain.links[0].name or "?" for w in (*ATTACK.supporting, *ATTACK.denying)}
TEXTS = dict.fromkeys(("article:a1", "article:a2", "article:a3", "article:a4"), "article:a1")
SAID = Wording(title="t", told="d", heads=("a", "b", "c"), sub=lambda node: node.kind, href=lambda node: "#x")


def name(link: Link) -> str:
    return link.name or link.role


def attack() -> Graph:
    return graph_of(voices_of(ATTACK, OUTLETS), name=name, texts=TEXTS)


def of(graph: Graph, name_: str) -> Node:
    return next(node for node in graph.nodes if node.name == name_)


def voice(n: int, root: str, *middle: str, outlet: str | None = None, denies: bool = False) -> Voice:
    shown = outlet or f"outlet {n}"
    links = (Link(role="outlet", name=shown), *(Link(role="agency", name=one) for one in middle),
             Link(role="speaker", name=root))  # fmt: skip
    witness = Witness(article=f"article:{n}", chain=Chain(links=links), root=f"speaker:{root}", root_role="speaker")
    return Voice(witness, shown, denies)


def test_roots_carriers_and_outlets_have_their_layers() -> None:
    graph = attack()
    assert graph.layers == 3
    assert of(graph, "مصدر أمني").layer == 0
    assert of(graph, "وكالة شام برس").layer == 1
    assert of(graph, "جريدة الرواق").layer == 2


def test_copies_of_one_text_are_one_node_behind_the_agency() -> None:
    graph = attack()
    copies = next(node for node in graph.nodes if node.kind == "copies")
    assert copies.names == ("الأفق اليومي", "مرصد 24", "البوابة الإخبارية")
    assert [(e.tail, e.weight) for e in graph.edges if e.head == copies.key] == [("carrier وكالة المشرق", 4)]


def test_denials_have_edges_of_their_own() -> None:
    denied = [edge for edge in attack().edges if edge.denies]
    assert [(edge.tail, edge.head) for edge in denied] == [("root speaker:org:sakhr", "outlet إذاعة النسيم")]


def test_own_voices_share_one_root() -> None:
    link = Link(role="unsourced")
    voices = [
        Voice(Witness(article=f"a{n}", chain=Chain(links=(Link(role="outlet", name=f"o{n}"), link)),
                      root=f"unsourced:{n}", root_role="unsourced"), f"o{n}", False)
        for n in range(3)
    ]  # fmt: skip
    graph = graph_of(voices, name=name, texts={})
    assert [node.kind for node in graph.nodes if node.layer == 0] == ["unsourced"]


def test_sixty_witnesses_are_folded_and_none_is_lost() -> None:
    voices = [voice(n, f"root {n % 20}", f"agency {n % 3}") for n in range(60)]
    graph = graph_of(voices, name=name, texts={})
    for layer in range(graph.layers):
        column = [node for node in graph.nodes if node.layer == layer]
        assert 0 < len(column) <= MOST + 1
        assert sum(len(node.voices) for node in column) == 60
    assert sum(edge.weight for edge in graph.edges) == 120


def test_folding_keeps_denials_apart() -> None:
    voices = [voice(n, f"root {n}", denies=n % 2 == 1) for n in range(40)]
    graph = graph_of(voices, name=name, texts={})
    for node in graph.nodes:
        assert len({one.denies for one in node.voices}) == 1


def test_picture_mirrors_in_arabic() -> None:
    def first(rtl: bool) -> float:
        drawn = draw_chains("x", attack(), SAID, rtl=rtl)
        box = drawn[drawn.index('class="node unnamed"') - 900 :]
        return float(re.findall(r'<rect x="([\d.]+)"', box)[0])

    assert first(rtl=True) > first(rtl=False)


def test_picture_is_named_and_every_box_is_a_link() -> None:
    graph = attack()
    drawn = str(draw_chains("x", graph, SAID, rtl=True))
    assert 'aria-labelledby="x-title"' in drawn
    assert 'role="group"' in drawn
    assert drawn.count("<a href=") == len(graph.nodes)
    assert drawn.count('stroke-dasharray="6 5"') == 1


def test_picture_is_the_same_every_time() -> None:
    assert draw_chains("x", attack(), SAID, rtl=True) == draw_chains("x", attack(), SAID, rtl=True)


def test_copies_of_copies_print_one_text() -> None:
    links = [CopyLink(article="c", origin="b", kind="copy", share=1.0, origin_share=1.0),
             CopyLink(article="b", origin="a", kind="copy", share=1.0, origin_share=1.0)]  # fmt: skip
    assert one_text(links) == {"a": "a", "b": "a", "c": "a"}
