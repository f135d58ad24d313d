"""A report laid out to be compared: its body's words, which of them are set phrases, which are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

from musnad.records import Article, Credit
from musnad.records.article import Repost
from musnad.stories.formulas import SetPhrases
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.prints import body_bounds
from musnad.stories.wording import Words, words_of

_QUOTED = re.compile(r"«[^«»]{1,4000}»|“[^“”]{1,4000}”|\"[^\"\n]{1,2000}\"|„[^„“]{1,4000}“")


class Sheet(Struct, frozen=True, kw_only=True):
    """One report as `compare` takes it; made anew from the article when it is needed, never stored."""

    id: str
    number: int
    """Order in which it was taken in: the earlier is the elder where nothing else tells."""
    house: str | None
    """Key of the outlet."""
    title: frozenset[str]
    """Folded words of the title."""
    words: Words
    free: bytes
    """1 for each word of the body that is in no set phrase."""
    quoted: bytes
    """1 for each word of the body between quotation marks."""
    credits: frozenset[tuple[str, str]]
    """Kind and name of each credit but its own reporter's."""
    passed_on: str | None
    """Key of the outlet or account whose post it hands on."""
    day: date | None
    moment: datetime | None
    """Time of publication, UTC, where it is known to the minute."""


def sheet_of(
    article: Article, credits: Sequence[Credit], lexicon: CreditLexicon, phrases: SetPhrases, *, number: int
) -> Sheet:
    """Lay out one report."""
    start, end = body_bounds(article.text, article.title, credits, lexicon)
    words = words_of(article.text, start, end)
    repost: Repost | None = article.repost
    day, moment = _when(article.published)
    return Sheet(
        id=article.id,
        number=number,
        house=lexicon.house(article.outlet),
        title=frozenset(words_of(article.title or "").forms),
        words=words,
        free=bytes(phrases.free(words.forms)),
        quoted=bytes(_quoted(article.text, words, start, end)),
        credits=frozenset((credit.kind, credit.name) for credit in credits if credit.kind != "own"),
        passed_on=lexicon.house(repost.name) if repost is not None else None,
        day=day,
        moment=moment,
    )


def _quoted(text: str, words: Words, start: int, end: int) -> bytearray:
    mask = bytearray(len(words.forms))
    at = 0
    for match in _QUOTED.finditer(text, start, end):
        while at < len(mask) and words.ends[at] <= match.start():
            at += 1
        while at < len(mask) and words.starts[at] < match.end():
            mask[at] = 1
            at += 1
    return mask


def _when(published: str | None) -> tuple[date | None, datetime | None]:
    if not published:
        return None, None
    try:
        if len(published) <= 10:
            return date.fromisoformat(published), None
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None, None
    if moment.tzinfo is None:
        return moment.date(), None
    moment = moment.astimezone(UTC)
    return moment.date(), moment
