"""Which reports print one text."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.records import CopyLink


def one_text(copies: Iterable[CopyLink]) -> dict[str, str]:
    """Key of the text that each report prints, for reports that are copies of one another; others are left out."""
    heads: dict[str, str] = {}

    def head(article: str) -> str:
        while heads.setdefault(article, article) != article:
            article = heads[article]
        return article

    for link in copies:
        heads[head(link.article)] = head(link.origin)
    return {article: head(article) for article in heads}
