"""Boundaries of the encoder's names: generic words outside, no bare head nouns, no participles at the end."""

from __future__ import annotations

from collections.abc import Callable, Container
from itertools import pairwise
from typing import Final

from musnad.lang.ar.name_keys import bare_forms, is_arabic
from musnad.mentions.lexicon import NameWords, is_anaphor
from musnad.mentions.proposal import NameSpan
from musnad.records.mention import EntityKind
from musnad.records.words import Words

# Heads that are never a part of the name (تنظيم داعش → داعش); below, heads that are one unless the rest is a name.
NEVER_INSIDE: Final = frozenset(
    {
        "تنظيم",
        "صحيفه",
        "جريده",
        "مجله",
        "موقع",
        "شركه",
        "جماعه",
        "قناه",
        "اذاعه",
        "شبكه",
        "منصه",
        "تطبيق",
        "مبني",
        "ميليشيا",
        "مليشيا",
        "تلفزيون",
        "فضاييه",
        "صحيفتي",
        "مدينه",
        "بلده",
        "قريه",
        "محافظه",
        "ولايه",
        "منطقه",
        "العاصمه",
        "جزيره",
        "حي",
        "مخيم",
        "السيد",
        "السيده",
        "الدكتور",
        "الشيخ",
        "الرييس",
        "الوزير",
    }
)
_UNLESS_NAMED = frozenset({"حزب", "منظمه", "وكاله"})


def outside_org(key: str) -> bool:
    """Whether a word that starts an organisation's name is a generic noun that stays outside (تنظيم, صحيفة)."""
    return not NEVER_INSIDE.isdisjoint(bare_forms(key)) and _PLACES.isdisjoint(bare_forms(key))


class Shape:
    """Trims the spans of one text. `listed` holds `(first, stop)` of the names that the lists
    know; `nation` gives the state of an adjective."""

    def __init__(
        self,
        words: Words,
        keys: tuple[str, ...],
        lexicon: NameWords,
        listed: Container[tuple[int, int]],
        nation: Callable[[str], str | None],
    ) -> None:
        self._words, self._keys, self._lexicon, self._listed = words, keys, lexicon, listed
        self._nation = nation

    def scripts(self, span: NameSpan) -> tuple[tuple[int, int], ...]:
        """Bounds `[first, stop)` of the span, of a person's in pieces of one script: Witkoff | بوتين are two."""
        cuts = [span.first]
        for at in range(span.first + 1, span.last + 1):
            one, other = self._words.tokens[at - 1], self._words.tokens[at]
            if span.type == "PER" and one.kind == other.kind == "word" and is_arabic(one.text) != is_arabic(other.text):
                cuts.append(at)
        return tuple(pairwise((*cuts, span.last + 1)))

    def trimmed(self, first: int, stop: int, kind: str) -> tuple[int, int] | None:
        """Bounds that a name at tokens `[first, stop)` should have; None if nothing of a name is left."""
        tokens = self._words.tokens
        while first < stop and tokens[first].kind == "mark":
            first += 1
        while stop > first and tokens[stop - 1].kind == "mark" and tokens[stop - 1].text != ".":
            stop -= 1
        while stop - first > 1 and self._keys[stop - 1] in self._lexicon.not_name:
            stop -= 1
        while kind == "PER" and stop - first > 1 and self._keys[first] in self._lexicon.honorific:
            first += 1
        while stop - first > 1 and kind in ("ORG", "FAC") and outside_org(self._keys[first]):
            first += 1
        if (first, stop) not in self._listed:
            while stop - first > 1 and self._outside(first, stop, kind):
                first += 1
                while stop - first > 1 and tokens[first].kind == "mark":
                    first += 1
            noise = self._lexicon.org_noise if kind == "ORG" else self._lexicon.place_noise
            while stop - first > 1 and self._keys[stop - 1] in noise:
                stop -= 1
        if stop <= first or (stop - first == 1 and self._generic(first, kind)) or self.unnamed(first, stop):
            return None
        return first, stop

    def unnamed(self, first: int, stop: int) -> bool:
        """Whether the words are a common noun with an adjective and no name: حزب سياسي, المنظمة الدولية."""
        if stop - first != 2:
            return False
        forms, adjective = bare_forms(self._keys[first]), self._keys[first + 1]
        if is_anaphor(self._keys[first:stop]):
            return True
        common = not self._lexicon.org_inside.isdisjoint(forms) or not self._lexicon.place_head.isdisjoint(forms)
        if not common or adjective.startswith("ال") or any(f.startswith("ال") for f in forms):
            return False
        return adjective in self._lexicon.group_adjective or (
            adjective.endswith(("ي", "يه")) and self._nation(adjective) is not None
        )

    def kind(self, first: int, stop: int, kind: EntityKind) -> EntityKind:
        """The kind of the name at tokens `[first, stop)`: a first name alone is no organisation."""
        if kind != "ORG" or stop - first > 1 or (first, stop) in self._listed or self._headed(first):
            return kind
        key, lexicon = self._keys[first], self._lexicon
        named = key in lexicon.first_foreign or key in lexicon.first
        return "PER" if named and not lexicon.ordinary(key) else kind

    def _headed(self, first: int) -> bool:
        """Whether a head noun of organisations stands before the word, a quotation mark passed over."""
        before = first - 1 - (first > 0 and self._words.tokens[first - 1].kind == "mark")
        return before >= 0 and not self._lexicon.roles(self._keys[before]).written.isdisjoint(_ORG_HEADS)

    def _outside(self, first: int, stop: int, kind: str) -> bool:
        forms = bare_forms(self._keys[first])
        if kind == "FAC" and "مخيم" in forms:
            return True
        if any(f in NEVER_INSIDE for f in forms):
            return not (kind in ("ORG", "FAC") and any(f in _PLACES for f in forms))
        return kind == "ORG" and any(f in _UNLESS_NAMED for f in forms) and (first + 1, stop) in self._listed

    def _generic(self, at: int, kind: str) -> bool:
        """Whether the word alone is a common head noun (الحزب, شركة), a function word or a nationality."""
        if (at, at + 1) in self._listed:
            return False
        if kind == "PER" and self._keys[at] in self._lexicon.honorific:
            return True
        if self._keys[at] in self._lexicon.not_name or self._nation(self._keys[at]):
            return True
        lexicon = self._lexicon
        heads = (lexicon.org_inside, lexicon.org_outside, lexicon.group, lexicon.facility_head)
        for form in bare_forms(self._keys[at]):
            plain = form[2:] if form.startswith("ال") else form
            if plain in _KEPT:
                return False
            if kind in ("ORG", "FAC") and any(plain in group for group in heads):
                return True
            if plain in self._lexicon.place_head and kind in ("GPE", "LOC", "FAC"):
                return True
        return False


_ORG_HEADS = frozenset({"org_inside", "org_outside"})
_KEPT = frozenset({"برلمان", "جيش"})
_PLACES = frozenset({"مدينه", "بلده", "قريه", "محافظه", "ولايه", "منطقه", "العاصمه", "جزيره", "حي", "مخيم"})
