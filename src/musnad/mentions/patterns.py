"""Names by their build: first name and family name, title and name, head noun and what completes it, quoted names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.lang.ar.name_keys import bare_forms, is_arabic, word_key
from musnad.mentions.lexicon import NameWords, is_anaphor
from musnad.mentions.proposal import Names
from musnad.records.mention import EntityKind
from musnad.records.words import Words

_QUOTES = frozenset("\"“”«»'")
_LOC_HEADS = frozenset(
    {
        "جزيره",
        "جزر",
        "بحر",
        "بحيره",
        "نهر",
        "جبل",
        "جبال",
        "وادي",
        "مضيق",
        "خليج",
        "المحيط",
        "البحر",
        "قناه",
        "صحرا",
        "هضبه",
        "شبه",
    }
)
_NO_PLACE = frozenset(
    {"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "مركز", "دوله", "مدن", "قري"}
)
# A word after a title that starts so is rather a verb, a preposition or an adjective than an unknown name.
_NO_FAMILY = ("ال", "ي", "ت", "لل", "بال", "غدا")
_FIRST = frozenset({"first", "first_foreign"})
_HEADING = frozenset({"facility_head", "place_inside", "org_inside", "org_outside", "place_head"})
"""Classes of words that a name may begin with or follow."""
_LONGEST_PERSON = 5
_LONGEST_ORG = 7


@dataclass(frozen=True, slots=True)
class Built:
    """Tokens `[first, stop)` that are built like a name of `kind`; `weight` says how sure the pattern is by itself."""

    first: int
    stop: int
    kind: EntityKind
    weight: float


class Patterns:
    """The patterns over one text."""

    def __init__(self, words: Words, lexicon: NameWords, names: Names) -> None:
        self._words, self._lexicon, self._names = words, lexicon, names
        self._tokens = words.tokens
        self.keys = tuple(word_key(t.key) for t in words.tokens)
        self._roles = tuple(lexicon.roles(key).written for key in self.keys)

    def found(self) -> Iterator[Built]:
        """Every pattern that matches at every word."""
        for token in self._tokens:
            if token.kind != "word":
                continue
            at, stop = token.index, self._words.sentence_of(token.index).stop
            if not is_arabic(token.text):
                yield from self._latin(at, stop)
                continue
            yield from self._person(at, stop)
            if not self._roles[at].isdisjoint(_HEADING):
                yield from self._headed(at, stop)

    def _any(self, at: int, group: frozenset[str]) -> bool:
        return not group.isdisjoint(bare_forms(self.keys[at]))

    def _is_first(self, at: int) -> bool:
        return not self._roles[at].isdisjoint(_FIRST)

    def _can_name(self, at: int, stop: int) -> bool:
        """Whether the word may be part of a name: no mark, no function word, no title, no nationality."""
        if at >= stop or self._tokens[at].kind != "word" or not is_arabic(self._tokens[at].text):
            return False
        key, lexicon = self.keys[at], self._lexicon
        if key in lexicon.not_name or key in lexicon.honorific or key in lexicon.title_adjective:
            return False
        if key in lexicon.place_head or key in lexicon.quantity or (key in lexicon.group and key not in lexicon.first):
            return False
        if key.startswith("ال") and self._names.nation(key):
            return False
        return not (
            key.startswith("و") and len(key) > 4 and key not in lexicon.first_foreign and key not in lexicon.first
        )

    def _person(self, at: int, stop: int) -> Iterator[Built]:
        if self._is_first(at) and self.keys[at] not in self._lexicon.not_name:
            end = self._family(at, stop)
            if end > at + 1:
                yield Built(at, end, "PER", 0.72)
        elif at and self._titled(at) and self._can_name(at, stop) and not self.keys[at].startswith(_NO_FAMILY):
            end = at + 1
            if self._can_name(end, stop) and "place_head" not in self._roles[end]:
                end += 1
            yield Built(at, end, "PER", 0.5)

    def _family(self, at: int, stop: int) -> int:
        """Where the name that starts with a first name ends."""
        lexicon, end, linked = self._lexicon, at + 1, False
        while end < stop and end - at < _LONGEST_PERSON:
            if self.keys[end] in lexicon.link:
                linked = True
            elif (
                not self._can_name(end, stop)
                or (
                    not linked
                    and end - at >= 2
                    and not self._is_first(end - 1)
                    and self.keys[end - 2] not in lexicon.link
                )
                or (not linked and end - at >= 2 and not (self.keys[end].startswith("ال") or self._is_first(end)))
            ):
                break
            else:
                linked = False
            end += 1
        while end > at + 1 and self.keys[end - 1] in lexicon.link:
            end -= 1
        return end

    def _titled(self, at: int) -> bool:
        """Whether a title stands before the word, adjectives of the title passed over."""
        lexicon, back = self._lexicon, at - 1
        while back > max(0, at - 4) and (
            self.keys[back] in lexicon.title_adjective
            or (self.keys[back].startswith("ال") and self._names.nation(self.keys[back]))
        ):
            back -= 1
        return "honorific" in self._roles[back] and (back < at - 1 or self.keys[back].startswith("ال"))

    def _latin(self, at: int, stop: int) -> Iterator[Built]:
        if at and self._tokens[at - 1].kind == "word" and not is_arabic(self._tokens[at - 1].text):
            return
        end = at + 1
        while end < stop and self._tokens[end].kind == "word" and not is_arabic(self._tokens[end].text):
            end += 1
        text = self._words.text[self._tokens[at].start : self._tokens[end - 1].end]
        if text[0].isupper():
            yield Built(at, end, "ORG" if text.isupper() or end - at == 1 else "PER", 0.5)

    def _headed(self, at: int, stop: int) -> Iterator[Built]:
        if at + 1 >= stop:
            return
        if "facility_head" in self._roles[at]:
            yield from self._completed(at, stop, "FAC", 0.55, 4)
        if "place_inside" in self._roles[at]:
            yield from self._completed(at, stop, "LOC", 0.4, 3)
        if "org_inside" in self._roles[at]:
            yield from self._completed(at, stop, "ORG", 0.52, _LONGEST_ORG)
        if "org_outside" in self._roles[at] or "org_inside" in self._roles[at]:
            yield from self._quoted(at, stop, "ORG", 0.6)
        if "place_head" in self._roles[at] and not self._any(at, _NO_PLACE):
            kind: EntityKind = "LOC" if self._any(at, _LOC_HEADS) else "GPE"
            yield from self._quoted(at, stop, kind, 0.6)
            if self._can_name(at + 1, stop) and "group_adjective" not in self._roles[at + 1]:
                yield Built(at + 1, at + 2, kind, 0.55)

    def _completed(self, at: int, stop: int, kind: EntityKind, weight: float, longest: int) -> Iterator[Built]:
        """A head noun with the definite words and ل-phrases that complete it."""
        definite = any(f.startswith("ال") for f in bare_forms(self.keys[at]))
        end = at + 1
        while end < stop and end - at < longest:
            token, key = self._tokens[end], self.keys[end]
            if token.kind != "word" or key in self._lexicon.not_name:
                break
            free = key.startswith(("ال", "لل", "وال")) or (
                key.startswith("ل") and end + 1 < stop and self.keys[end + 1].startswith("ال")
            )
            first = (
                end == at + 1
                and not definite
                and self._can_name(end, stop)
                and "group_adjective" not in self._roles[end]
            )
            if not free and not first:
                break
            end += 1
        if end > at + 1 and not is_anaphor(self.keys[at:end]):
            yield Built(at, end, kind, weight)

    def _quoted(self, at: int, stop: int, kind: EntityKind, weight: float) -> Iterator[Built]:
        """A name in quotation marks right after its head noun."""
        if self._tokens[at + 1].text not in _QUOTES:
            return
        end = at + 2
        while end < stop and end - at < 6 and self._tokens[end].text not in _QUOTES:
            end += 1
        if end < stop and end > at + 2 and self._tokens[end].text in _QUOTES:
            yield Built(at + 2, end, kind, weight)
