"""Stories, facts, deadlines and finds on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.faces.terminal import Sheet
from musnad.records import Conflict, Entity, Fact, Limit, Story, Witness
from musnad.store.base import Store
from musnad.store.entries import Hit

_MOST_WITNESSES = 6
"""Witnesses of one fact that are listed."""


def count(least: int, most: int) -> str:
    """A count of chains: `3`, or `1–2` where it cannot be told."""
    return str(least) if least == most else f"{least}–{most}"


def _noun(one: str, number: int) -> str:
    return one if number == 1 else f"{one}s"


def told(fact: Fact) -> tuple[str, ...]:
    """What is known of a fact beside its type, in short."""
    return tuple(
        filter(
            None, (fact.date, fact.status if fact.status != "occurred" else None, *_tolls(fact.killed, fact.injured))
        )
    )


def _tolls(killed: int | None, injured: int | None) -> tuple[str, ...]:
    pairs = (("killed", killed), ("injured", injured))
    return tuple(f"{number} {what}" for what, number in pairs if number is not None)


class Shelf:
    """Prints what a store holds, names in place of ids."""

    def __init__(self, store: Store, sheet: Sheet) -> None:
        self._store, self._sheet = store, sheet
        self._known: dict[str, Entity] = {}

    def _names(self, ids: Iterable[str | None]) -> str:
        wanted = [id_ for id_ in ids if id_]
        if missing := [id_ for id_ in wanted if id_ not in self._known]:
            self._known |= self._store.entities(missing)
        return "، ".join(self._known[id_].name for id_ in wanted if id_ in self._known)

    def headline(self, story: Story) -> None:
        """One story in three lines: title, numbers, names."""
        sheet = self._sheet
        sheet.line((story.title, "bold"))
        sheet.line((story.id, "cyan"), ((story.last or story.first or "")[:16], "dim"), (self._numbers(story), ""))
        if names := self._names(dict.fromkeys((*story.names[:6], *story.places[:3]))):
            sheet.block(names, "dim", indent=4)

    def _numbers(self, story: Story) -> str:
        numbers = [
            f"{len(story.articles)} {_noun('report', len(story.articles))}",
            f"{story.texts} {_noun('text', story.texts)}",
            f"{count(story.least, story.most)} {_noun('chain', story.most)}",
            f"{len(story.facts)} {_noun('fact', len(story.facts))}",
        ]
        return " · ".join(numbers)

    def story(self, story: Story, *, most: int | None = None) -> None:
        """A whole story, or the `most` told of its facts."""
        sheet = self._sheet
        sheet.line((story.title, "bold underline"))
        sheet.line((story.id, "cyan"), (self._numbers(story), ""))
        sheet.heading("reports", len(story.articles))
        for article in story.articles:
            self._report(article)
        facts = [fact for id_ in story.facts if (fact := self._store.fact(id_))]
        sheet.heading("facts", len(facts))
        facts.sort(key=lambda fact: (-fact.reports, -fact.most, not fact.conflicts))
        for fact in facts[:most]:
            self.fact(fact)
        if most is not None and len(facts) > most:
            sheet.line((f"and {len(facts) - most} more: musnad story {story.id}", "dim"), indent=4)
        limits = self._store.limits(story=story.id)
        if limits:
            sheet.heading("deadlines", len(limits))
            for limit in limits:
                self.limit(limit)
        if len(story.history) > len(story.articles):
            sheet.heading("history", len(story.history))
            for change in story.history:
                sheet.line((change.what, ""), (change.after, "dim"), (change.other or "", "dim"))

    def _report(self, article: str) -> None:
        held = self._store.article(article)
        if held is None:
            return
        sheet = self._sheet
        origins = [link for link in self._store.copies(article) if link.article == article]
        sheet.line(((held.published or "–")[:16], "dim"), (held.outlet or "", ""), (held.title or held.id, ""))
        for link in origins[:1]:
            origin = self._store.article(link.origin)
            by = origin.outlet or origin.id if origin else link.origin
            sheet.line((f"{link.kind} ({link.share:.0%})", "magenta"), (by, "magenta"), indent=4)

    def fact(self, fact: Fact) -> None:
        """A fact with its count and why."""
        sheet, words = self._sheet, self._sheet.wording
        sheet.line(
            (f"[{count(fact.least, fact.most)}]", "bold green"),
            (f"{fact.type}{'/' + fact.mode if fact.mode else ''}", "bold yellow"),
            (words.ar(fact.type), "yellow"),
            (" · ".join(told(fact)), "dim"),
            (f"denied by {count(fact.least_denying, fact.most_denying)}" if fact.denying else "", "red"),
            (fact.id, "dim"),
        )
        sides = self._sides(fact.actors, fact.recipients)
        place = self._names((fact.place,))
        if sides or place:
            sheet.block(" · ".join(filter(None, (sides, place and f"{words.ar('at')} {place}"))), "", indent=4)
        if fact.why:
            sheet.line((fact.why.en, "dim"), indent=4)
            sheet.block(fact.why.ar, "dim", indent=4)
        for witness in _one_of_each((*fact.supporting, *fact.denying))[:_MOST_WITNESSES]:
            self._witness(witness)
        for conflict in fact.conflicts:
            self._conflict(conflict)

    def _sides(self, left: Sequence[str], right: Sequence[str]) -> str:
        who, whom = self._names(left[:3]), self._names(right[:3])
        return f"{who or '؟'} ← {whom}" if whom else who

    def _witness(self, witness: Witness) -> None:
        links = [self._names((link.entity,)) or link.name or link.role for link in witness.chain.links]
        self._sheet.block(" ← ".join(links) + (f" : «{witness.quote}»" if witness.quote else ""), "dim", indent=6)

    def _conflict(self, conflict: Conflict) -> None:
        self._sheet.line((f"conflict: {conflict.why.en}", "red"), indent=4)
        for side in conflict.sides:
            outlets = {link.name for witness in side.witnesses for link in witness.chain.links[:1] if link.name}
            quote = side.witnesses[0].quote if side.witnesses else ""
            self._sheet.line((side.value, "red"), (f"«{quote}»" if quote else "", ""), indent=6)
            self._sheet.line(("، ".join(sorted(outlets)), "dim"), indent=8)

    def limit(self, limit: Limit) -> None:
        """A deadline with its state and evidence."""
        sheet = self._sheet
        due = f"due {limit.due}" if limit.due else sheet.wording.en("no-day")
        was = f"was {', '.join(limit.was_due)}" if limit.was_due else ""
        sheet.line((due, "bold magenta"), (limit.state, "bold"), (was, "dim"), (limit.id, "dim"))
        if sides := self._sides([limit.by or ""], [limit.addressee or ""]):
            sheet.block(sides, "", indent=4)
        if limit.demand:
            sheet.block(f"«{limit.demand}»", "dim", indent=4)
        if limit.why:
            sheet.line((limit.why.en, "dim"), indent=4)

    def hit(self, hit: Hit) -> None:
        """An article that a search found, with the words around."""
        held = hit.article
        self._sheet.line((held.title or held.id, "bold"))
        self._sheet.line((held.id, "cyan"), ((held.published or "")[:16], "dim"), (held.outlet or "", ""))
        for snippet in hit.snippets:
            self._sheet.block(marked(snippet.text, snippet.start, snippet.matched), "dim", indent=4)


def marked(text: str, start: int, matched: Sequence[tuple[int, int]]) -> str:
    """A snippet with its matched words in brackets; `matched` counts from the article's beginning, as `start` does."""
    parts, at = [], 0
    for left, right in matched:
        parts += [text[at : left - start], "[", text[left - start : right - start], "]"]
        at = right - start
    return "".join((*parts, text[at:]))


def _one_of_each(witnesses: Sequence[Witness]) -> list[Witness]:
    """The first witness of every root."""
    first: dict[str, Witness] = {}
    for witness in witnesses:
        first.setdefault(witness.root, witness)
    return list(first.values())
