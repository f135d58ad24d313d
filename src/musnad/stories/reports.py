"""Reports of one story as the fact stage takes them in: readings with their credits and what they repeat."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from musnad.records import CopyLink, Credit, Event, Reading
from musnad.stories.terms import words

_SLACK = 24
"""Code points that an aligned passage may be off: white space and punctuation differ between copies."""

_PART = 0.2
"""Share of words from which on the same word in aligned passages is the same act, whatever else speaks against it."""


class Report(Struct, frozen=True, kw_only=True):
    """One report: its reading, whom it credits, the text it is a copy of, and the older reports that it repeats.

    `group` is the id of its text group (its own article's id where nobody shares the text); `copies` holds the copy
    links whose `article` is this report.
    """

    reading: Reading
    credits: tuple[Credit, ...] = ()
    group: str = ""
    copies: tuple[CopyLink, ...] = ()

    @property
    def id(self) -> str:
        """Id of the article."""
        return self.reading.article.id

    @property
    def text(self) -> str:
        """Id of the text, never empty."""
        return self.group or self.id


class Spot(Struct, frozen=True, gc=False):
    """A place in a report: number of the report in the story, and the offset in its text."""

    report: int
    offset: int


class Copybook:
    """Where the words of each report come from, as the copy links between the reports of one story tell."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        number = {report.id: i for i, report in enumerate(reports)}
        self._links: list[list[tuple[int, CopyLink]]] = [
            [(number[link.origin], link) for link in report.copies if link.origin in number] for report in reports
        ]

    def origin(self, spot: Spot) -> Spot | None:
        """The same words one link further back, or None where the report has them from nobody in the story.

        Of several links the one whose direction is known is followed, then the one that shares most.
        """
        found: list[tuple[bool, float, int, Spot]] = []
        for origin, link in self._links[spot.report]:
            for passage in link.passages:
                if passage.start <= spot.offset < passage.end:
                    length = max(passage.origin_end - passage.origin_start - 1, 0)
                    inside = min(spot.offset - passage.start, length)
                    known = link.direction != "unknown"
                    found.append((known, link.share, -origin, Spot(origin, passage.origin_start + inside)))
                    break
        return max(found, key=lambda f: f[:3])[3] if found else None

    def source(self, spot: Spot) -> Spot:
        """The oldest report of the story that holds the words of `spot`, and where."""
        seen = [spot]
        while (before := self.origin(seen[-1])) is not None and all(before.report != s.report for s in seen):
            seen.append(before)
        return seen[-1]

    def path(self, spot: Spot) -> tuple[Spot, ...]:
        """The way back from a spot to its source, the spot itself first."""
        seen = [spot]
        while (before := self.origin(seen[-1])) is not None and all(before.report != s.report for s in seen):
            seen.append(before)
        return tuple(seen)

    def main_origin(self, report: int, share: float) -> int | None:
        """The report of the story from which `report` has at least `share` of its words; None without one."""
        found = [(link.share, -origin) for origin, link in self._links[report] if link.share >= share]
        return -max(found)[1] if found else None

    def sharing(self, report: int, share: float) -> tuple[int, ...]:
        """The reports that hold at least `share` of the words of `report`, older or younger, in their order."""
        found = {origin for origin, link in self._links[report] if link.share >= share}
        found |= {
            other
            for other, links in enumerate(self._links)
            for origin, link in links
            if origin == report and link.origin_share >= share
        }
        return tuple(sorted(found))

    def same_event(self, at: int, event: Event) -> tuple[int, int] | None:
        """Report and number of the event that stands in the very words which `event` is told in; None without one.

        A copy's words may be read as another type than the original's: the same word in the same place counts.
        """
        spot = self.source(Spot(at, event.trigger.start))
        if spot.report == at or not self._printed(at):
            return None
        key = _spelling(event.trigger.quote)
        found = [
            (other.type != event.type, abs(other.trigger.start - spot.offset), k)
            for k, other in enumerate(self.reports[spot.report].reading.events)
            if abs(other.trigger.start - spot.offset) <= _SLACK and _spelling(other.trigger.quote) == key
        ]
        return (spot.report, min(found)[2]) if found else None

    def _printed(self, report: int) -> bool:
        """Whether a report has a good part of its text from another: fewer words in common may be a set phrase."""
        return any(
            link.kind == "copy" or max(link.share, link.origin_share) >= _PART for _, link in self._links[report]
        )


def _spelling(quote: str) -> str:
    return " ".join(words(quote))
