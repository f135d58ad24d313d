"""A fact as pages show it: its chain picture, its witnesses by root, its conflicts with both sides' words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from musnad.faces.web.addresses import words_address
from musnad.faces.web.copies import one_text
from musnad.faces.web.pictures.chain_graph import Node, Voice, graph_of, voices_of
from musnad.faces.web.pictures.chains import Wording, draw_chains
from musnad.faces.web.preferences import Preferences
from musnad.records import Entity, Fact, Link, Story
from musnad.store.base import Store
from musnad.store.entries import Filters, Held

Words = Callable[[str], str]
MOST_REPORTS = 2000
"""Reports of one story that are asked for at once."""


class TextTold(Struct, frozen=True):
    """One text of one root: the voice that printed it first, and those that repeat it."""

    anchor: str
    first: Voice
    way: tuple[str, ...]
    copies: tuple[Voice, ...]


class RootTold(Struct, frozen=True):
    """A root with everything that leads to it."""

    name: str
    kind: str
    denies: bool
    texts: tuple[TextTold, ...]


class FactView(Struct, frozen=True):
    """One fact with its picture, where it has more than one witness."""

    fact: Fact
    anchor: str
    picture: Markup | None
    roots: tuple[RootTold, ...]
    voices: int


class Scene:
    """What pages need to show facts: who is who, what each report is, which reports print one text."""

    def __init__(
        self, store: Store, facts: Sequence[Fact], wants: Preferences, t: Words, *, story: Story | None = None
    ) -> None:
        self._store, self._wants, self._t = store, wants, t
        self.known = store.entities(dict.fromkeys(id_ for fact in facts for id_ in entities_of(fact)))
        self.held: dict[str, Held] = {}
        if story is not None:
            hits = store.search(Filters(story=story.id), limit=MOST_REPORTS).hits
            self.held.update((hit.article.id, hit.article) for hit in hits)
        told = (w.article for fact in facts for w in (*fact.supporting, *fact.denying))
        self.copies = store.copies_among(story.articles if story is not None else tuple(dict.fromkeys(told)))
        self._texts = one_text(link for link in self.copies if link.kind == "copy")

    def report(self, article: str) -> Held | None:
        """One report's entry, asked for once."""
        if article not in self.held and (found := self._store.article(article)):
            self.held[article] = found
        return self.held.get(article)

    def name(self, link: Link) -> str:
        """The name of a link in the visitor's language; what it is where it has none."""
        entity = self.known.get(link.entity or "")
        return spoken(entity, self._wants) if entity else link.name or self._t(f"link:{link.role}")

    def view(self, fact: Fact, *, whole: bool = True) -> FactView:
        """A fact with its witnesses and, if it has more than one, its picture; else with its first words only."""
        anchor = fact.id.replace(":", "-")
        outlets = {w.article: self._outlet(w.article) for w in (*fact.supporting, *fact.denying)}
        voices = tuple(sorted(voices_of(fact, outlets), key=lambda v: (v.denies, self._at(v.witness.article))))
        texts = {article: self._texts.get(article, article) for article in outlets}
        roots = self._roots(anchor, voices if whole else voices[:1], texts)
        picture = self._picture(anchor, fact, voices, texts, roots) if whole and len(voices) > 1 else None
        return FactView(fact, anchor, picture, roots, len(voices))

    def _outlet(self, article: str) -> str:
        held = self.report(article)
        return (held.outlet or held.title or article) if held else article

    def _at(self, article: str) -> str:
        held = self.report(article)
        return (held.published or "") if held else ""

    def _roots(self, anchor: str, voices: Sequence[Voice], texts: Mapping[str, str]) -> tuple[RootTold, ...]:
        """Witnesses by root and text, in the order of their first report."""
        found: dict[tuple[str, bool], dict[str, list[Voice]]] = {}
        for voice in voices:
            key = (voice.witness.root, voice.denies)
            found.setdefault(key, {}).setdefault(texts[voice.witness.article], []).append(voice)
        told = []
        for at, ((_, denies), by_text) in enumerate(found.items()):
            first = next(iter(by_text.values()))[0].witness
            lines = tuple(
                TextTold(f"{anchor}-{at}-{n}", group[0], self._way(group[0]), tuple(group[1:]))
                for n, group in enumerate(by_text.values())
            )
            told.append(
                RootTold(self.name(first.chain.links[-1]), _root_kind(first.root, first.root_role), denies, lines)
            )
        return tuple(told)

    def _way(self, voice: Voice) -> tuple[str, ...]:
        """Names of the links between root and outlet, nearest to the root first."""
        names = [self.name(link) for link in reversed(voice.witness.chain.links[1:-1])]
        return tuple(dict.fromkeys(names))

    def _picture(self, anchor: str, fact: Fact, voices: Sequence[Voice], texts: Mapping[str, str],
                 roots: Sequence[RootTold]) -> Markup:  # fmt: skip
        t, number = self._t, self._wants.number
        graph = graph_of(voices, name=self.name, texts=texts)
        folded = {texts[voice.witness.article]: text.anchor for root in roots
                  for text in root.texts for voice in (text.first, *text.copies)}  # fmt: skip

        def sub(node: Node) -> str:
            parts = [self._kind(node)]
            if node.denies:
                parts.append(t("denies"))
            return " · ".join(parts)

        def href(node: Node) -> str:
            first = node.voices[0].witness
            return f"#{folded[texts[first.article]]}" if node.kind in ("copies", "many") else words_address(first)

        told = fact.why.ar if fact.why and self._wants.lang == "ar" else fact.why.en if fact.why else ""
        said = Wording(
            title=t("chain-picture"),
            told=number(told),
            heads=(t("chain-roots"), t("chain-carriers"), t("chain-outlets")),
            sub=sub,
            href=href,
        )
        return draw_chains(f"chains-{anchor}", graph, said, rtl=self._wants.lang == "ar")

    def _kind(self, node: Node) -> str:
        t, number = self._t, self._wants.number
        if node.kind == "copies":
            return f"{t('one-text')} · {number(len({v.witness.article for v in node.voices}))} {t('reports')}"
        if node.kind == "many":
            return f"{t('folded')}: {number(len(node.names))}"
        if node.kind in ("unnamed", "unsourced"):
            return t("anonymous") if node.kind == "unnamed" else t("own-voice")
        return t(f"link:{node.role}")


def _root_kind(root: str, role: str) -> str:
    return "anonymous" if root.startswith("anonymous") else "own-voice" if role == "unsourced" else f"link:{role}"


def spoken(entity: Entity, wants: Preferences) -> str:
    """An entity's name in the visitor's language, where it has one."""
    return entity.name_en if wants.lang == "en" and entity.name_en else entity.name


def entities_of(fact: Fact) -> Iterable[str]:
    """Ids of everyone and every place that a fact names."""
    yield from (*fact.actors, *fact.recipients, *((fact.place,) if fact.place else ()))
    for witness in (*fact.supporting, *fact.denying):
        yield from (link.entity for link in witness.chain.links if link.entity)
