"""What stands around a name of the lists, and what the same words are elsewhere in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from musnad.lang.ar.name_keys import bare_forms
from musnad.mentions.lexicon import NameWords, is_anaphor
from musnad.mentions.proposal import Found, Names, Proposal
from musnad.records.mention import EntityKind
from musnad.records.words import Words

_QUOTES: Final = frozenset('"“”«»')
JUDGED: Final = frozenset(
    {"الارهابي", "الارهابيه", "المتطرف", "المتطرفه", "المتشدد", "المتشدده", "المحظور", "المحظوره"}
)
"""Adjectives of judgement that tables of names hold too; they stay outside the name."""
_ELECTIONS: Final = frozenset({"انتخابات", "لانتخابات", "بانتخابات", "الانتخابات", "سباق", "حمله", "لحمله"})
_OF_PLACE: Final = frozenset({"شرطه", "جامعه", "حكومه", "برلمان", "بلديه", "جيش"})
_ORG_HEADS: Final = frozenset({"org_inside", "org_outside"})
_OF_PARTY: Final = frozenset({"كتله"})
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\b\w+\.(?:com|net|org|tv|info)\b\S*")
_SURE: Final = 0.72


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of a list at tokens `[first, stop)`; `how` grades it (see `choice.LIST_WEIGHTS`)."""

    first: int
    stop: int
    kind: EntityKind
    how: str
    place: bool


def grade(hit: Found, words: Words, keys: tuple[str, ...], lexicon: NameWords, names: Names) -> str:
    """The kind of key, looked at in its surroundings: an ordinary word needs a head noun or quotation marks, a word
    that is a nationality as well is none after a definite noun."""
    before = hit.first - 1
    if hit.stop - hit.first > 1:
        if (
            is_anaphor(keys[hit.first : hit.stop])
            or _indefinite(hit, keys, lexicon)
            or (hit.how == "skeleton" and any(k in lexicon.not_name for k in keys[hit.first : hit.stop]))
        ):
            return "common"
        if hit.how == "bare":
            return "bare-long"
        return "common" if hit.how == "institution" and before >= 0 and keys[before] in _ELECTIONS else hit.how
    latin = words.tokens[hit.first].text
    if latin.isascii() and latin.islower():
        return "common"
    if hit.kind in ("GPE", "LOC") and _adjective(hit, words, keys, names):
        return "adjective"
    if hit.how not in ("organisation", "short", "place", "town", "village"):
        return hit.how
    common = any(lexicon.ordinary(form) for form in bare_forms(keys[hit.first]))
    quoted = before >= 0 and words.tokens[before].text in _QUOTES
    headed = before >= 0 and not lexicon.roles(keys[before]).written.isdisjoint(_ORG_HEADS)
    if hit.kind == "ORG" and (headed or (quoted and not common)):
        return "organisation"
    if common:
        return "common"
    return "word" if hit.kind in ("ORG", "FAC") else hit.how


def _indefinite(hit: Found, keys: tuple[str, ...], lexicon: NameWords) -> bool:
    """Whether the hit is an institution's noun with an indefinite adjective: لجنة برلمانية, ولاية ألمانية."""
    last = keys[hit.stop - 1]
    plain = not any(k.startswith(("ال", "لل", "وال", "بال")) for k in keys[hit.first : hit.stop])
    return hit.how in ("institution", "bare") and plain and (last.endswith("يه") or last in lexicon.group_adjective)


def _adjective(hit: Found, words: Words, keys: tuple[str, ...], names: Names) -> bool:
    """Whether a place's name is the adjective here: القوات السورية, العلاقات السعودية."""
    key = keys[hit.first]
    if not any(names.nation(form) for form in bare_forms(key)):
        return False
    if hit.how != "state":
        return True
    if not any(form.startswith("ال") for form in bare_forms(key)):
        return key.endswith("ه")
    if hit.first == 0 or key.startswith(("و", "ب", "ل", "ف", "ك")) or not key.endswith("ه"):
        return False
    before = words.tokens[hit.first - 1]
    noun = next((f for f in bare_forms(before.key) if f.startswith("ال")), "")
    return before.text in '»”"' or (bool(noun) and noun.endswith(("ه", "ات", "ي")))


def of_name(keys: tuple[str, ...], hit: Listed) -> bool:
    """Whether a noun stands before the name that makes an organisation with it: شرطة لندن, كتلة النهضة."""
    if hit.first == 0 or hit.kind not in ("GPE", "ORG"):
        return False
    nouns = _OF_PLACE if hit.kind == "GPE" else _OF_PARTY
    return not nouns.isdisjoint(bare_forms(keys[hit.first - 1]))


def machine_text(words: Words) -> set[int]:
    """Tokens of addresses, and of hashtags that stand in a row: they are labels of the text, not its words."""
    barred: set[int] = set()
    for match in _ADDRESS.finditer(words.text):
        barred.update(words.within(*match.span()))
    tags = [t.index for t in words.tokens if t.text == "#" and t.index + 1 < len(words.tokens)]
    for one, other in pairwise(tags):
        if other <= one + 3:
            barred.update((one + 1, other - 1, other + 1))
    return barred


def one_kind(keys: tuple[str, ...], names: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The names, those that are a person in one place and something else in another given the kind that weighs more."""
    weights: dict[tuple[str, ...], dict[EntityKind, float]] = {}
    for name in names:
        kinds = weights.setdefault(keys[name.first : name.stop], {})
        kinds[name.kind] = kinds.get(name.kind, 0.0) + name.score
    out = []
    for name in names:
        kinds = weights[keys[name.first : name.stop]]
        best = max(kinds, key=lambda k: kinds[k])
        out.append(replace(name, kind=best) if "PER" in kinds and best != name.kind else name)
    return tuple(out)


def echoes(
    keys: tuple[str, ...], names: Sequence[Proposal], lexicon: NameWords
) -> Iterator[tuple[int, int, EntityKind]]:
    """Stretches `[first, stop)` that repeat a sure name of the text, or the family name of a sure person."""
    phrases: dict[tuple[str, ...], EntityKind] = {}
    votes: Counter[tuple[tuple[str, ...], EntityKind]] = Counter()
    for name in names:
        phrase = keys[name.first : name.stop]
        if name.stop - name.first > 1 and name.score >= _SURE:
            phrases.setdefault(phrase, name.kind)
            if name.kind == "PER":
                phrases.setdefault((phrase[-1],), "PER")
        elif name.stop - name.first == 1:
            votes[phrase, name.kind] += 2 if name.score >= _SURE else 1
    for (phrase, kind), count in votes.items():
        if count >= 3:
            phrases.setdefault(phrase, kind)
    usable = {p: k for p, k in phrases.items() if not (len(p) == 1 and (len(p[0]) < 3 or lexicon.ordinary(p[0])))}
    longest: dict[str, int] = {}
    for phrase in usable:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    for at, key in enumerate(keys):
        for form in bare_forms(key):
            if form not in longest:
                continue
            for size in range(min(longest[form], len(keys) - at), 0, -1):
                found = usable.get((form, *keys[at + 1 : at + size]))
                if found:
                    yield at, at + size, found
                    break
