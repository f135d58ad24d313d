"""Copies: whether one report repeats another's text, which words, and which came from which.

Words in long common runs decide, set phrases apart (`formulas`), and quotations that both set between marks: two
reporters may hear one speech. What is left is a copy (nearly the whole of both), or derived (a part of one is in the
other, or both are worked from one text). Telegrams to two heads of state are not copies though most words agree: where
words that matter to each report are just those that differ, it is another matter told in the same form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from musnad.records import CopyLink, Passage
from musnad.records.story import CopyEvidence, CopyKind
from musnad.stories.borrowing import apart, worked_from_one
from musnad.stories.overlap import Common, common_words, kept_runs
from musnad.stories.sheets import Sheet
from musnad.stories.tiling import Tile

WHOLE = 0.8
"""Share of the words of both texts above which they are one text."""
WHOLE_FREE = 0.75
"""The same of the words outside set phrases."""
FORMAL = 0.35
"""Share of set phrases in both texts above which they are told in one form, and little besides tells them apart."""
_SWAP_WORDS = 150
"""Words of a text in which one swapped name makes another matter of it."""
_ALIKE = 0.55
"""Likeness of spelling above which two words may be one name."""
_SAME = 0.75
_INSIDE = 0.85
_OUTSIDE = 0.7


def compare(younger: Sheet, elder: Sheet) -> CopyLink | None:
    """The link between two reports that share text, whichever way it goes; None where they do not.

    The decision and the passages do not depend on the order of the arguments; where nothing tells which came first,
    the one with the smaller `number` is the origin.
    """
    first, second = (younger, elder) if younger.id <= elder.id else (elder, younger)
    common = common_words(first, second)
    kind = _kind(first, second, common)
    if kind is None:
        return None
    article, direction = _direction(first, second, common)
    tiles = kept_runs(common.tiles)
    if article is second:
        tiles = tuple(sorted(Tile(t.origin, t.at, t.length) for t in tiles))
    origin = second if article is first else first
    shared = sum(t.length for t in tiles)
    return CopyLink(
        article=article.id,
        origin=origin.id,
        kind=kind,
        share=round(shared / len(article.words.forms), 4),
        origin_share=round(shared / len(origin.words.forms), 4),
        passages=tuple(_passage(t, article, origin) for t in tiles),
        direction=direction,
        common=_common_credit(first, second),
    )


def _kind(first: Sheet, second: Sheet, common: Common) -> CopyKind | None:
    if not common.free:
        return None
    most = max(len(first.words.forms), len(second.words.forms))
    frees = (sum(first.free), sum(second.free))
    inside = common.free / min(frees)
    whole = common.shared >= WHOLE * most and common.free >= WHOLE_FREE * max(frees)
    formal = all(sum(s.free) <= (1 - FORMAL) * len(s.words.forms) for s in (first, second))
    if not whole and not worked_from_one(common, inside, apart(first, second), formal=formal):
        return None
    if (whole or formal) and most <= _SWAP_WORDS and _swapped(first, second, common):
        return None
    return "copy" if whole else "derived"


def _swapped(first: Sheet, second: Sheet, common: Common) -> bool:
    """Whether each report has a word of its own that it is about, written in its title and unlike any of the other."""
    here = {t.at + k for t in common.tiles for k in range(t.length)}
    there = {t.origin + k for t in common.tiles for k in range(t.length)}
    return _own_word(first, here, second) and _own_word(second, there, first)


def _own_word(sheet: Sheet, shared: set[int], other: Sheet) -> bool:
    forms = enumerate(sheet.words.forms)
    left = {bare(form) for i, form in forms if i not in shared and not form.isdigit() and len(form) > 2}
    titled = [bare(form) for form in sheet.title if len(form) > 2]
    strange = {bare(form) for form in other.words.forms} | {bare(form) for form in other.title}
    about = [w for w in left if any(Indel.normalized_similarity(w, t) >= _SAME for t in titled)]
    return any(all(Indel.normalized_similarity(w, s) < _ALIKE for s in strange) for w in about)


def bare(form: str) -> str:
    """A folded word without و and the article with its prepositions, as far as three letters stay."""
    for prefix in ("وبال", "وال", "بال", "فال", "كال", "لل", "ال", "و"):
        if form.startswith(prefix) and len(form) - len(prefix) >= 3:
            return form[len(prefix) :]
    return form


def _passage(part: Tile, article: Sheet, origin: Sheet) -> Passage:
    return Passage(
        article.words.starts[part.at],
        article.words.ends[part.at + part.length - 1],
        origin.words.starts[part.origin],
        origin.words.ends[part.origin + part.length - 1],
    )


def _common_credit(first: Sheet, second: Sheet) -> str | None:
    both = first.credits & second.credits
    named = sorted(name for _, name in both if name != "agencies")
    return named[0] if named else ("agencies" if both else None)


def _direction(first: Sheet, second: Sheet, common: Common) -> tuple[Sheet, CopyEvidence]:
    """Which of the two repeats the other, and how that is known."""
    credit = (_names(first, second), _names(second, first))
    if credit[0] != credit[1]:
        return (first if credit[0] else second), "credit"
    passed = (first.passed_on is not None and first.passed_on == second.house,
              second.passed_on is not None and second.passed_on == first.house)  # fmt: skip
    if passed[0] != passed[1]:
        return (first if passed[0] else second), "repost"
    if first.moment is not None and second.moment is not None and first.moment != second.moment:
        return (first if first.moment > second.moment else second), "time"
    if first.day is not None and second.day is not None and first.day != second.day:
        return (first if first.day > second.day else second), "time"
    shares = (common.shared / len(first.words.forms), common.shared / len(second.words.forms))
    if min(shares) <= _OUTSIDE and max(shares) >= _INSIDE:
        return (first if shares[0] > shares[1] else second), "containment"
    return (first if (first.number, first.id) > (second.number, second.id) else second), "unknown"


def _names(sheet: Sheet, other: Sheet) -> bool:
    """Whether a report credits the other's outlet."""
    return other.house is not None and any(name == other.house for _, name in sheet.credits)


def link_copies(report: Sheet, candidates: Iterable[Sheet]) -> tuple[CopyLink, ...]:
    """The links between a report and those candidates that share its text, the nearest first.

    A report that holds two other texts whole, in different places, is made of them rather than they of it, unless
    credit or time tell otherwise; so the `article` of a link is not always `report`.
    """
    links = [link for link in (compare(report, other) for other in candidates) if link is not None]
    held = [link for link in links if link.origin == report.id and link.direction in ("containment", "unknown")]
    parts = [link for link in held if link.share >= _INSIDE and link.origin_share <= _OUTSIDE]
    if len(parts) > 1 and _disjoint(parts):
        links = [turned(link) if link in parts else link for link in links]
    return tuple(sorted(links, key=lambda link: (-max(link.share, link.origin_share), link.article, link.origin)))


def _disjoint(parts: Sequence[CopyLink]) -> bool:
    """Whether two of the parts lie in different places of the whole."""
    spans = [(min(p.origin_start for p in link.passages), max(p.origin_end for p in link.passages)) for link in parts]
    return any(one[1] <= two[0] or two[1] <= one[0] for one in spans for two in spans)


def turned(link: CopyLink) -> CopyLink:
    """The same link the other way round, for containment in a merged text."""
    passages = sorted((p.origin_start, p.origin_end, p.start, p.end) for p in link.passages)
    return CopyLink(
        article=link.origin,
        origin=link.article,
        kind=link.kind,
        share=link.origin_share,
        origin_share=link.share,
        passages=tuple(Passage(*p) for p in passages),
        direction="containment",
        common=link.common,
    )
