"""Participants without a name (القوات الروسية, مسؤول في البيت الأبيض, 12 مدنيا), titles that stand for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.lang.ar.name_keys import bare_forms
from musnad.mentions.lexicon import NameWords, without_article
from musnad.mentions.proposal import Names, Proposal, Titled
from musnad.records.mention import MentionForm
from musnad.records.words import Words

_INTO = frozenset({"في", "من", "باسم", "لدي", "داخل", "ضمن", "عن", "علي", "تابع", "تابعه", "تابعين", "تابعون"})
_LONGEST = 9
_APPOSED = frozenset("،,-–(")
_NISBA = ("يه", "يين", "يون")


class Groups:
    """Unnamed participants of one text, given its names."""

    def __init__(
        self,
        words: Words,
        keys: tuple[str, ...],
        lexicon: NameWords,
        names: Names,
        named: Sequence[Proposal],
        titles: Sequence[Titled],
    ) -> None:
        self._words, self._keys, self._lexicon, self._names = words, keys, lexicon, names
        self._name_at = {n.first: n for n in named}
        self._name_end = {n.stop: n.first for n in named if n.kind == "PER"}
        self._inside = {i for n in named for i in range(n.first, n.stop)}
        self._titles = {t.first: t for t in titles if t.people}
        self._nouns = tuple(lexicon.roles(key).nouns for key in keys)

    def found(self) -> Iterator[Proposal]:
        """Titles and participants in order; a participant starts only after the end of the one before."""
        at, size = 0, len(self._keys)
        while at < size:
            stop, head = self._phrase(at)
            if stop == at:
                at += 1
                continue
            title = self._titles.get(at)
            alone = title is not None and title.alone and title.stop == stop
            form: MentionForm = "title" if alone else "nominal"
            beside = self._beside(at, stop)
            yield Proposal(at, stop, "GROUP", form, 0.7, ("title" if alone else "nominal",), head, beside)
            at = stop

    def _beside(self, at: int, stop: int) -> int | None:
        """First token of the person's name that the phrase describes: right after it, a comma or further titles
        between, or right before it."""
        after = self._person_after(stop)
        if after is None and stop in self._titles:
            after = self._person_after(self._phrase(stop)[0])
        if after is not None:
            return after
        if not (self._defined(at) and at in self._titles) and not self._in_construct(at, stop):
            return None
        return self._name_end.get(at) if at in self._name_end else self._before_mark(at)

    def _before_mark(self, at: int) -> int | None:
        mark = at > 1 and self._words.tokens[at - 1].text in _APPOSED
        return self._name_end.get(at - 1) if mark else None

    def _person_after(self, stop: int) -> int | None:
        """First token of a person's name at `stop`, or after a comma there."""
        if self._before_person(stop):
            return stop
        comma = stop < len(self._keys) and self._words.tokens[stop].text in "،,"
        if comma and self._before_person(stop + 1) and not self._keys[stop + 1].startswith("و"):
            return stop + 1
        return None

    def _in_construct(self, at: int, stop: int) -> bool:
        """Whether the title governs a name or a definite noun: رئيس حركة النهضة."""
        return at in self._titles and any(k.startswith("ال") for k in self._keys[at + 1 : stop])

    def _defined(self, at: int) -> bool:
        return any(form.startswith("ال") for form in bare_forms(self._keys[at]))

    def _before_person(self, stop: int) -> bool:
        """Whether a person's name follows, so that the words before it are their title."""
        return stop in self._name_at and self._name_at[stop].kind == "PER" and stop < len(self._keys)

    def _phrase(self, at: int) -> tuple[int, int]:
        """End of the participant that starts at `at`, and its head; `(at, at)` for none."""
        if at in self._inside:
            return at, at
        stop = self._words.sentence_of(at).stop
        head = self._head(at, stop)
        return (at, at) if head is None else (self._extend(head, min(stop, head + _LONGEST)), head)

    def _head(self, at: int, stop: int) -> int | None:
        """The noun that the phrase starting at `at` is about, numbers and quantities before it passed over."""
        token, key = self._words.tokens[at], self._keys[at]
        if token.kind == "number" or "quantity" in self._nouns[at]:
            here = at + 1
            while (
                here < stop
                and here < at + 4
                and (
                    self._keys[here] == "من"
                    or self._words.tokens[here].kind == "number"
                    or "quantity" in self._nouns[here]
                )
            ):
                here += 1
            return here if here < stop and here not in self._inside and self._is_person(here) else None
        if token.kind != "word":
            return None
        if self._is_person(at):
            return at
        people = (
            key.startswith(("ال", "وال", "بال", "لل"))
            and key.endswith(("ون", "ين"))
            and self._names.nation(_definite(key))
        )
        return at if people and not (at and self._keys[at - 1].startswith("ال")) else None

    def _is_person(self, at: int) -> bool:
        return self._words.tokens[at].kind == "word" and (at in self._titles or "group" in self._nouns[at])

    def _extend(self, head: int, stop: int) -> int:
        """Where the noun phrase ends: adjectives, the second part of a construct, a phrase with في, من, باسم."""
        end = max(head + 1, self._titles[head].stop if head in self._titles else 0)
        while (end in self._inside and end not in self._name_at) or self._cuts_name(end):
            end += 1  # رئيس حركة | النهضة: the title's last word begins the name
        last = self._keys[end - 1]
        construct = not last.startswith(("ال", "لل", "وال", "بال")) and not self._names.nation(last)
        while end < stop:
            key = self._keys[end]
            if self._keys[end - 1] == "باسم" and end in self._name_at:
                end = self._name_at[end].stop
            elif construct and (person := self._titled_person(end)):
                return person
            elif end in self._name_at and construct and self._name_at[end].kind != "PER":
                end, construct = self._name_at[end].stop, False
            elif (named := self._clitic_name(end)) is not None:
                return named
            elif end in self._inside or self._words.tokens[end].kind != "word":
                break
            elif (
                self._names.nation(key)
                or self._is_adjective(key)
                or (construct and key.startswith("ال") and key not in self._lexicon.not_name)
            ):
                end, construct = end + 1, False
            elif key in _INTO and end + 1 < stop:
                after = self._complement(end + 1, stop)
                if after is None:
                    break
                return self._adjectives(after, stop)
            else:
                break
        return end

    def _cuts_name(self, end: int) -> bool:
        """Whether the words before `end` hold the first part of a name only."""
        return end - 1 in self._name_at and self._name_at[end - 1].stop > end

    def _titled_person(self, at: int) -> int | None:
        """End of a title and name at `at`: قوات [الرئيس بشار الأسد]."""
        title = self._titles.get(at)
        return self._name_at[title.stop].stop if title and self._before_person(title.stop) else None

    def _is_adjective(self, key: str) -> bool:
        return without_article(key) in self._lexicon.group_adjective or (key.startswith("ال") and key.endswith(_NISBA))

    def _adjectives(self, at: int, stop: int) -> int:
        while (
            at < stop
            and at not in self._inside
            and (self._names.nation(self._keys[at]) or self._is_adjective(self._keys[at]))
        ):
            at += 1
        return at

    def _complement(self, at: int, stop: int) -> int | None:
        """End of what follows a preposition: a name, or a participant with its own second part."""
        if at in self._name_at:
            return self._name_at[at].stop
        if at in self._inside or not self._is_person(at):
            return None
        if at + 1 < stop and at + 1 in self._name_at and not self._keys[at].startswith("ال"):
            return self._name_at[at + 1].stop
        return at + 1

    def _clitic_name(self, at: int) -> int | None:
        """End of a name with ب or ل written onto it: مسؤول بالبيت الأبيض."""
        name = self._name_at.get(at)
        if name and name.kind != "PER" and self._keys[at][0] in "بل":
            return name.stop
        return None


def _definite(key: str) -> str:
    return next((f for f in bare_forms(key) if f.startswith("ال")), key)
