"""Agencies and papers under one key and with names to show, however a report spells them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from musnad.lang.ar.fold import fold_word
from musnad.records import Reason
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.terms import words

PLATFORMS = frozenset(
    f"org:{name}"
    for name in ("twitter", "facebook", "telegram", "youtube", "instagram", "truth-social", "whatsapp", "tiktok", "x")
)
"""Entities that carry words and have none of their own: media, not witnesses."""
ANY_AGENCY = "agencies"
"""The key of «وكالات»: some agency, or several."""
_AGENCY_WORDS = frozenset("وكاله وكالات agency agence".split())
_PAPER_WORDS = frozenset("صحيفه جريده قناه شبكه موقع مجله اذاعه تلفزيون التلفزيون صحف الصحيفه القناه".split())
_KINDS = frozenset("وكاله وكالات انباء اخبار صحيفه جريده قناه شبكه موقع مجله اذاعه تلفزيون رسميه".split())
_LONGEST = 6
_LEAST = 5
"""Letters of a spelling that is fit to be shown: «رويترز» rather than «واس»."""


@cache
def _mastheads() -> CreditLexicon:
    return CreditLexicon.load()


@cache
def press_key(name: str) -> str:
    """One key for the spellings of an outlet or agency: that of the table, or its folded name without وكالة، صحيفة …

    >>> press_key("وكالة أنباء المشرق") == press_key("المشرق")
    True
    """
    lexicon = _mastheads()
    entry = lexicon.find(name, guarded=True)
    if entry is not None:
        return entry.key
    if is_agency(name) and (longest := lexicon.longest(name, 0, _LONGEST, guarded=True)) is not None:
        return longest[1].key
    folded = [bare(word) for word in words(fold_word(name))]
    left = [word for word in folded if word not in _KINDS]
    return " ".join(left or folded)


def bare(word: str) -> str:
    """A folded word without the article."""
    for head in ("لل", "ال"):
        if word.startswith(head) and len(word) > len(head) + 2:
            return word[len(head) :]
    return word


def noun(word: str) -> str:
    """A folded noun without و, article and ending: الوزارة and وزارة are both وزار.

    >>> noun("الوزاره") == noun("وزاره") == noun("بالوزاره")
    True
    """
    for head in ("وال", "بال", "فال", "كال", "ال", "لل"):
        if word.startswith(head) and len(word) > len(head) + 2:
            word = word[len(head) :]
            break
    return word.removesuffix("ه") if len(word) > 3 else word


@cache
def _shown() -> Mapping[str, Reason]:
    """Names to show by key: of the spellings the first that is long enough to be understood, and the last Latin one."""
    found: dict[str, Reason] = {}
    for line in (files("musnad") / "data" / "credits.tsv").read_text("utf-8").splitlines()[1:]:
        key, _, spellings, *_ = line.split("\t")
        told = [name for name in spellings.split("|") if "." not in name]
        arabic = [name for name in told if not name.isascii() and _spelt_out(name)]
        latin = [name for name in told if name.isascii() and name != key]
        short = key.upper() if len(key) < _LEAST else key
        found.setdefault(key, Reason(arabic[0] if arabic else short, latin[-1] if latin else short))
    return found


def _spelt_out(name: str) -> bool:
    return len(name) > _LEAST and all(len(word) > 1 for word in name.split())


def press_name(name: str) -> Reason:
    """What to call an agency or paper: the table's name for a key or an abbreviation, else the name as it stands."""
    key = press_key(name)
    if is_key(name) or len(name) < _LEAST:
        return _shown().get(key, Reason(name, name))
    return Reason(name, _shown()[key].en if key in _shown() else name)


def is_key(name: str) -> bool:
    """Whether a name is a key of the table."""
    return _mastheads().entry(name) is not None


def is_agency(name: str) -> bool:
    """Whether a name is an agency's, by the table or by its own words."""
    entry = _mastheads().find(name)
    return (entry is not None and entry.role == "agency") or not _AGENCY_WORDS.isdisjoint(map(bare, words(name)))


def is_press(name: str) -> bool:
    """Whether a name says that its bearer is an agency, a paper or a station."""
    return is_agency(name) or not _PAPER_WORDS.isdisjoint(words(name))
