"""Atoms: the smallest readable pieces of a time expression, before they are joined and counted from an anchor."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from musnad.resolve.when_lexicon import Sense, TimeLexicon


class Atom(Struct, frozen=True):
    """Items `[first, stop)` and what they say. `sort` names the piece; fields that it does not tell are None.

    `direction`: last, this, next, after, same, edge. `unit`: TS TM TH D W WE M Y DE CE, or a season. `count` is a
    number of units, "X" where vague. `shift`: -1 (قبل، منذ) or 1 (بعد) for a duration counted from the anchor.
    """

    first: int
    stop: int
    sort: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    weekday: int | None = None
    deixis: int | None = None
    part: str | None = None
    clock: str | None = None
    unit: str | None = None
    direction: str | None = None
    count: float | str | None = None
    shift: int = 0
    value: str | None = None


class Line(Struct, frozen=True):
    """The items of a text with the lexicon to read them by."""

    keys: Sequence[str]
    lexicon: TimeLexicon

    def sense(self, at: int, kind: str) -> Sense | None:
        """The longest phrase of a kind at `at`."""
        return self.lexicon.sense(self.keys, at, kind)

    def key(self, at: int) -> str:
        """The key at `at`, "" outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def plain(self, at: int) -> str:
        """The key at `at` without و or ف before it, where what is left is a word of the reader."""
        key = self.key(at)
        return key[1:] if len(key) > 2 and key[0] in "وف" else key

    def direction(self, at: int) -> tuple[str, int] | None:
        """Direction word at `at` and where it ends; an adjective of measure (القليلة) may come first."""
        step = at + 1 if self.key(at) in ("القليله", "القلائل", "القريبه", "القليلين", "المالي", "الماليه") else at
        sense = self.sense(step, "direction")
        if sense is None or sense.prefix:
            return None
        return sense.value, step + sense.length
