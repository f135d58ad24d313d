"""Whether two reports that are not one text share so much that one, or both, were made of the other's.

What is shared weighs by how far the reports lie apart. News is taken over on the day and the next: fifteen words alike
in the reports of two outlets then come from one dispatch. Days later, and within one outlet, such words are background
that is told again with each new report.
"""

from __future__ import annotations

from msgspec import Struct

from musnad.stories.overlap import Common
from musnad.stories.sheets import Sheet

DERIVED_WORDS = 20
"""Free words in long runs that two texts must share to be worked from one."""
DERIVED_RUN = 11
"""Free words of the longest of them."""
PASSAGE_WORDS = 24
"""Free words of one passage, a word replaced here and there, that is enough where `PASSAGE_SHARE` is shared."""
PASSAGE_RUN = 13
"""Free words of the longest run then; what is written to a pattern has short ones."""
PASSAGE_LONG = 18
"""Free words in long runs then."""
PASSAGE_SHARE = 0.2
DERIVED_SHARE = 0.28
"""Share of one text's free words that must stand in the other."""
PART_WORDS = 32
"""Free words in long runs that are needed where that share is less than half."""
PART_RUN = 16
"""Or free words of one run, not quoted by both."""
LOW_SHARE = 0.08
"""The same where one run is so long that it is no chance."""
SURE_RUN = 20
"""Free words of such a run, not quoted by both."""
SURE_WORDS = 40
LONE_RUN = 30
"""Free words of a run, not quoted by both, that by itself shows a copied paragraph."""
MUCH_WORDS = 60
"""Free words in long runs that are enough whatever their share."""
SHORT_SHARE = 0.7
"""Share of a short text's free words that stand in the other, where it has less than `DERIVED_WORDS`."""
SHORT_WORDS = 10
REWORDED_RUN = 9
"""The same where half of a text is shared: one text with words replaced all over has short runs."""
FORMAL_SHARE = 0.75
"""Share of one text's free words that must stand in the other where both are told in one form."""
HALF = 0.5
"""Share above which quoted words count too: who repeats half a text has not merely heard the same speech."""
FRESH_DAYS = 1
"""Days between the reports of two outlets within which a passage is news taken over."""
FRESH_WORDS = 19
"""Free words in long runs that are enough then."""
FRESH_RUN = 12
"""With so many free words of the longest."""
RECENT_DAYS = 2
"""Days within which shorter runs are enough, where they are many."""
RECENT_WORDS = 28
RECENT_FREE = 38
"""With so many free words of all runs."""
RECENT_RUN = 9
FRESH_PASSAGE = 28
"""Free words of one passage, a word replaced here and there, that are enough while fresh."""
FRESH_LONG = 16
"""With so many in long runs."""
HEARD_WORDS = 26
"""Free words in long runs, with those that both quote, that are enough while fresh: one reporter took down a speech."""
HEARD_RUN = 15
STALE_DAYS = 3
"""Days from which on a part less than half is background, unless `STALE_RUN` free words are alike without a break."""
STALE_RUN = 20
OWN_RUN = 16
"""Free words of the longest run that a part less than half needs within one outlet, which repeats its background."""


class Apart(Struct, frozen=True):
    """How far two reports lie apart."""

    days: int | None
    """Days between them; None where one has no date."""
    outlets: bool | None
    """Whether they are of two outlets; None where one is not known."""


def apart(first: Sheet, second: Sheet) -> Apart:
    """How far two reports lie apart, in either order."""
    days = None if first.day is None or second.day is None else abs((first.day - second.day).days)
    known = first.house is not None and second.house is not None
    return Apart(days, first.house != second.house if known else None)


def worked_from_one(common: Common, inside: float, away: Apart, *, formal: bool) -> bool:
    """Whether so much is shared that one report, or both, are made of the other's text.

    inside: the larger of the shares, 0 to 1, of their free words that are common; formal: both are told in one form.
    """
    if formal:
        return common.free >= SHORT_WORDS and inside >= FORMAL_SHARE
    if inside >= SHORT_SHARE and common.free >= SHORT_WORDS and common.longest >= SHORT_WORDS:
        return True
    if inside >= HALF and common.long + common.quoted >= DERIVED_WORDS and common.longest >= REWORDED_RUN:
        return True
    if common.longest < _least_run(away):
        return False
    return _taken_over(common, away) or (inside < HALF and _large_part(common, inside))


def _least_run(away: Apart) -> int:
    """Free words that the longest run needs so as not to be background told again."""
    if away.days is not None and away.days >= STALE_DAYS:
        return STALE_RUN
    return OWN_RUN if away.outlets is False else 0


def _taken_over(common: Common, away: Apart) -> bool:
    """Whether one outlet has a passage of the other's news, soon after it."""
    if away.days is None or not away.outlets or away.days > RECENT_DAYS:
        return False
    if common.long >= RECENT_WORDS and common.longest >= RECENT_RUN and common.free >= RECENT_FREE:
        return True
    if away.days > FRESH_DAYS:
        return False
    heard = common.long + common.quoted >= HEARD_WORDS and common.longest >= HEARD_RUN
    passage = common.passage >= FRESH_PASSAGE and common.long >= FRESH_LONG
    return heard or passage or (common.long >= FRESH_WORDS and common.longest >= FRESH_RUN)


def _large_part(common: Common, inside: float) -> bool:
    """Whether so much is shared that it tells by itself, whoever printed it."""
    passage = common.passage >= PASSAGE_WORDS and common.long >= PASSAGE_LONG
    if passage and common.longest >= PASSAGE_RUN and inside >= PASSAGE_SHARE:
        return True
    if common.long < DERIVED_WORDS or common.longest < DERIVED_RUN:
        return False
    if common.surest >= LONE_RUN and inside >= LOW_SHARE:
        return True
    sure = common.surest >= SURE_RUN
    part = inside >= DERIVED_SHARE and (common.long >= PART_WORDS or common.surest >= PART_RUN)
    return part or common.long >= MUCH_WORDS or (sure and inside >= LOW_SHARE and common.long >= SURE_WORDS)
