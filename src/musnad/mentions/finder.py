"""Find names and participants: the encoder proposes, the actor list, the place table and the build of names confirm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from musnad.mentions.choice import ECHO, LIST_WEIGHTS, OF_NAME, PATTERN_ACROSS, PATTERN_BESIDE, Candidates, covered
from musnad.mentions.context import JUDGED, Listed, echoes, grade, machine_text, of_name, one_kind
from musnad.mentions.groups import Groups
from musnad.mentions.lexicon import NameWords
from musnad.mentions.patterns import Patterns
from musnad.mentions.proposal import Names, Places, Proposal, Tagged
from musnad.mentions.shape import Shape, outside_org
from musnad.records.mention import EntityKind
from musnad.records.words import Words

_NAMES = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})
_UNSURE = frozenset({"common", "adjective", "village", "bare"})
_OF_NAME = frozenset({"state", "place", "town", "organisation"})


def find_mentions(
    words: Words, *, tagging: Tagged | None, actors: Names, gazetteer: Places | None, lexicon: NameWords
) -> tuple[Proposal, ...]:
    """Names (flat, the longest), titles that stand for a person, and unnamed participants, in order of the text.

    Participants may hold names (مسؤول في البيت الأبيض); names never overlap one another.
    """
    patterns = Patterns(words, lexicon, actors)
    hits = tuple(_listed(words, patterns.keys, lexicon, actors, gazetteer))
    candidates = Candidates()
    seen = _add_encoder(candidates, words, patterns.keys, lexicon, hits, tagging, actors.nation)
    for hit in hits:
        alone, beside = LIST_WEIGHTS.get(hit.how, (0.5, 0.3))
        silent = seen is not None and not any(seen[hit.first : hit.stop])
        candidates.add(hit.first, hit.stop, hit.kind, beside if silent else alone, "place" if hit.place else "list")
        if hit.how in _OF_NAME and of_name(patterns.keys, hit):
            candidates.add(hit.first - 1, hit.stop, "ORG", OF_NAME, "pattern")
    for built in patterns.found():
        less = 1.0
        if seen is not None:
            less = PATTERN_ACROSS if any(seen[built.first : built.stop]) else PATTERN_BESIDE
        candidates.add(built.first, built.stop, built.kind, built.weight * less, "pattern")
    candidates.settle()
    for first, stop, kind in echoes(patterns.keys, candidates.chosen(), lexicon):
        candidates.add(first, stop, kind, ECHO, "echo")
    names = one_kind(patterns.keys, candidates.chosen(machine_text(words)))
    groups = Groups(words, patterns.keys, lexicon, actors, names, actors.titles(words))
    return tuple(sorted((*names, *groups.found()), key=lambda p: (p.first, p.stop)))


def _listed(
    words: Words, keys: tuple[str, ...], lexicon: NameWords, actors: Names, gazetteer: Places | None
) -> Iterator[Listed]:
    """Hits of the lists, graded by their surroundings; a person's title is taken off."""
    known: set[tuple[int, int]] = set()
    for hit in actors.find(words):
        if hit.kind not in _NAMES:
            continue
        first = hit.first
        while hit.kind == "PER" and hit.stop - first > 1 and keys[first] in lexicon.honorific:
            first += 1
        while hit.kind in ("ORG", "FAC") and hit.stop - first > 1 and outside_org(keys[first]):
            first += 1
        stop = hit.stop - (hit.kind == "ORG" and hit.stop - first > 1 and keys[hit.stop - 1] in JUDGED)
        yield Listed(first, stop, hit.kind, grade(hit, words, keys, lexicon, actors), False)
        if hit.how == "short":
            known.add((hit.first, hit.stop))
    for hit in gazetteer.find(words) if gazetteer else ():
        if (hit.first, hit.stop) in known and not lexicon.asks_place(keys, hit.first):
            continue  # بايدن is a town too
        yield Listed(hit.first, hit.stop, hit.kind, grade(hit, words, keys, lexicon, actors), True)


def _add_encoder(
    candidates: Candidates,
    words: Words,
    keys: tuple[str, ...],
    lexicon: NameWords,
    hits: Sequence[Listed],
    tagging: Tagged | None,
    nation: Callable[[str], str | None],
) -> Sequence[bool] | None:
    """Add the encoder's names, their bounds put right; which tokens it names, None without an encoder."""
    if tagging is None:
        return None
    listed = {(h.first, h.stop) for h in hits if h.how not in _UNSURE}
    shape = Shape(words, keys, lexicon, listed, nation)
    spans: list[tuple[int, int]] = []
    for span in tagging.name_spans():
        for first, stop in shape.scripts(span) if span.type in _NAMES else ():
            bounds = shape.trimmed(first, stop, span.type)
            if bounds:
                spans.append(bounds)
                kind = shape.kind(*bounds, cast(EntityKind, span.type))
                candidates.add(*bounds, kind, span.score, "encoder")
    return covered(spans, len(words.tokens))
