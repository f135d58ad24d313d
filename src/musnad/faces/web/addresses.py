"""Permanent addresses of what the pages show."""

from __future__ import annotations

from urllib.parse import quote

from musnad.records import Witness


def story_address(story: str) -> str:
    """The page of a story."""
    return f"/stories/{_safe(story)}"


def fact_address(fact: str) -> str:
    """The page of a fact."""
    return f"/facts/{_safe(fact)}"


def actor_address(entity: str) -> str:
    """The page of an actor."""
    return f"/actors/{_safe(entity)}"


def article_address(article: str, record: str | None = None) -> str:
    """The page of an article, at the words of one of its records (`s1`, `v2`) where it is given."""
    return f"/articles/{_safe(article)}" + (f"#{_safe(record)}" if record else "")


def words_address(witness: Witness) -> str:
    """Where the words of a witness stand in its report, marked there."""
    return place_address(witness.article, witness.start, witness.start + len(witness.quote))


def place_address(article: str, start: int, end: int) -> str:
    """Code points `[start, end)` of an article, marked on its page; the whole article where they are empty."""
    return article_address(article) + (f"?at={start}-{end}#w-{start}-{end}" if end > start else "")


def _safe(id: str) -> str:
    return quote(id, safe=":")
