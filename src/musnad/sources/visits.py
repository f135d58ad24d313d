"""Memories of visits that are not a store: a plain one, and one that holds visits back until their pages are kept."""

from __future__ import annotations

from musnad.sources.base import Visit, Visits


class PlainVisits:
    """Remembers for as long as it lives; knows nothing at first."""

    def __init__(self) -> None:
        self._visits: dict[str, Visit] = {}

    def visit(self, url: str) -> Visit | None:
        """The last visit of an address, or None."""
        return self._visits.get(url)

    def note_visit(self, visit: Visit) -> None:
        """Remember a visit."""
        self._visits[visit.url] = visit


class HeldVisits:
    """Visits on their way to a store: known at once, written only by `release`.

    A source runs ahead of what is kept. Were its visits kept first and the run killed then, the pages of these visits
    would never be asked for again; held back they are asked for twice at worst.
    """

    def __init__(self, behind: Visits) -> None:
        self._behind = behind
        self._held: dict[str, Visit] = {}

    def visit(self, url: str) -> Visit | None:
        """The last visit of an address, held or kept."""
        return self._held.get(url) or self._behind.visit(url)

    def note_visit(self, visit: Visit) -> None:
        """Hold a visit."""
        self._held[visit.url] = visit

    def release(self) -> None:
        """Write what is held, in order: to be called when all pages that were given out are kept."""
        for visit in self._held.values():
            self._behind.note_visit(visit)
        self._held.clear()
