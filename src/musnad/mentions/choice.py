"""Choosing among overlapping proposals of names: each source has a weight, agreement adds up, the surest wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from musnad.mentions.proposal import Proposal, Source
from musnad.records.mention import EntityKind

# Weight of a name of the actor list or the place table by the kind of key that found it: without an encoder, and
# beside one that is silent there.
LIST_WEIGHTS: Final[Mapping[str, tuple[float, float]]] = {
    "full": (0.95, 0.85),
    "short": (0.75, 0.55),
    "state": (0.93, 0.8),
    "organisation": (0.9, 0.7),
    "institution": (0.85, 0.6),
    "bare": (0.3, 0.12),
    "bare-long": (0.55, 0.52),
    "skeleton": (0.35, 0.1),
    "adjective": (0.1, 0.05),
    "place": (0.9, 0.7),
    "town": (0.7, 0.4),
    "village": (0.4, 0.15),
    "common": (0.2, 0.05),
    "word": (0.8, 0.52),
}
PATTERN_BESIDE: Final = 0.45
"""What is left of a pattern's weight where the encoder is silent."""
PATTERN_ACROSS: Final = 0.6
"""What is left of it where the encoder has a name too, if only another one."""
DISAGREED: Final = 0.8
"""What is left of the encoder's weight where a list is sure that the same words are of another kind."""
ECHO: Final = 0.58
"""Weight of words that the text elsewhere has as a sure name."""
OF_NAME: Final = 0.96
"""Weight of a noun and name that are an organisation together (شرطة لندن)."""
THRESHOLD: Final = 0.5
_LENGTH: Final = 0.06


@dataclass(slots=True)
class Candidate:
    """A stretch and kind with the doubt that its sources leave."""

    first: int
    stop: int
    kind: EntityKind
    doubt: float = 1.0
    sources: list[Source] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Certainty, 0 to 1."""
        return 1.0 - self.doubt


class Candidates:
    """All candidates of one text, one for each stretch and kind."""

    def __init__(self) -> None:
        self._all: dict[tuple[int, int, str], Candidate] = {}

    def add(self, first: int, stop: int, kind: EntityKind, weight: float, source: Source) -> None:
        """One more source for tokens `[first, stop)` as `kind`; GPE and LOC share a candidate, the surer kind stays."""
        key = (first, stop, "PLACE" if kind in ("GPE", "LOC") else kind)
        found = self._all.setdefault(key, Candidate(first, stop, kind))
        if source in found.sources and source != "list":
            return
        if 1.0 - found.doubt < weight:
            found.kind = kind
        found.doubt *= 1.0 - weight
        found.sources.append(source)

    def settle(self) -> None:
        """Weaken the encoder's candidates where a list is sure of another kind for the same words."""
        sure = {
            (c.first, c.stop): c
            for c in self._all.values()
            if "encoder" not in c.sources and c.weight >= 0.7 and ("list" in c.sources or "place" in c.sources)
        }
        for one in self._all.values():
            other = sure.get((one.first, one.stop))
            if other is not None and one.sources == ["encoder"]:
                one.doubt = 1.0 - one.weight * DISAGREED

    def chosen(self, barred: Iterable[int] = ()) -> tuple[Proposal, ...]:
        """Candidates that do not overlap, in order of the text, none with a token of `barred`."""
        ranked = sorted(self._all.values(), key=_rank, reverse=True)
        taken: set[int] = set(barred)
        out: list[Proposal] = []
        for one in ranked:
            if one.weight < THRESHOLD or not taken.isdisjoint(range(one.first, one.stop)):
                continue
            taken.update(range(one.first, one.stop))
            out.append(
                Proposal(
                    one.first,
                    one.stop,
                    one.kind,
                    "name",
                    round(one.weight, 4),
                    tuple(dict.fromkeys(one.sources)),
                    one.first,
                )
            )
        return tuple(sorted(out, key=lambda p: p.first))


def _rank(one: Candidate) -> tuple[float, int, int]:
    return (one.weight + _LENGTH * min(one.stop - one.first, 6), one.stop - one.first, -one.first)


def covered(spans: Iterable[tuple[int, int]], size: int) -> Sequence[bool]:
    """For each of `size` tokens, whether a span `[first, stop)` holds it."""
    marks = [False] * size
    for first, stop in spans:
        marks[first:stop] = [True] * (stop - first)
    return marks
