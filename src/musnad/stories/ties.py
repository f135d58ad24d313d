"""What copy links say of open reports: which are held together, and how much of one stands in another."""

from __future__ import annotations

from musnad.records import CopyLink

NOTHING = (0.0, 0.0)


class Ties:
    """Copy links between open reports, both ways round."""

    def __init__(self) -> None:
        self._links: dict[str, dict[str, CopyLink]] = {}

    def add(self, link: CopyLink) -> None:
        """Note a link; one of the same two reports is replaced."""
        self._links.setdefault(link.article, {})[link.origin] = link
        self._links.setdefault(link.origin, {})[link.article] = link

    def forget(self, article: str) -> None:
        """Let go of a report."""
        for other in self._links.pop(article, {}):
            self._links.get(other, {}).pop(article, None)

    def copy(self, one: str, other: str) -> bool:
        """Whether one of the two is a copy of the other."""
        link = self._links.get(one, {}).get(other)
        return link is not None and link.kind == "copy"

    def copies(self, article: str) -> list[str]:
        """Reports that are a copy of this one, or that it is a copy of, by id."""
        return sorted(other for other, link in self._links.get(article, {}).items() if link.kind == "copy")

    def linked(self, article: str) -> list[str]:
        """Reports with which it shares words, by id."""
        return sorted(self._links.get(article, {}))

    def repeated(self, one: str, other: str) -> tuple[float, float]:
        """Share of each one's words that stand in the other, the younger's first; 0 without a link."""
        link = self._links.get(one, {}).get(other)
        return NOTHING if link is None else (link.share, link.origin_share)
