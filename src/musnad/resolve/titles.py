"""Titles in text — وزير الخارجية الروسي, الرئيس السابق, رئيس وزراء بريطانيا — with the office and its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast, get_args

from msgspec import Struct

from musnad.lang.ar.name_keys import bare_forms, name_words
from musnad.records.mention import Sector
from musnad.records.words import Words
from musnad.resolve.actors import Row, rows
from musnad.resolve.phrases import Beginnings

_FORMER = frozenset({"السابق", "السابقه", "الاسبق", "الراحل", "الراحله", "المخلوع", "المعزول"})
_PASSED = frozenset(
    {"المنتخب", "المنتخبه", "الحالي", "الحاليه", "الجديد", "الجديده", "الموقت", "الانتقالي", "المكلف", "العام"}
)


class Title(Struct, frozen=True, gc=False):
    """One title of the table. `alone`: it can stand for a person by itself; `people`: it is a noun for unnamed people;
    `weak`: it is an ordinary word as well."""

    words: str
    office: str
    alone: bool
    people: bool
    weak: bool = False
    sector: Sector | None = None


class TitleHit(Struct, frozen=True, gc=False):
    """Tokens `[first, stop)`: a title with its nationality or state; `definite` if it means a certain person;
    `former` if it says so."""

    first: int
    stop: int
    definite: bool
    title: Title
    country: str | None
    former: bool

    @property
    def alone(self) -> bool:
        """Whether it can stand for a certain person."""
        return (
            self.title.alone and not self.title.people and self.definite and (not self.title.weak or bool(self.country))
        )

    @property
    def people(self) -> bool:
        """Whether it is a noun for people that may do or undergo something."""
        return not self.title.weak or bool(self.country)

    @property
    def named(self) -> bool:
        """Whether it says which office of which state it is."""
        return bool(self.title.office and self.country)


class Titles:
    """The table of titles. `nation` gives the state of an adjective, `state_at` the state named at a word."""

    def __init__(self, table: Iterable[Row]) -> None:
        self._titles: dict[tuple[str, ...], Title] = {}
        self._starts = Beginnings()
        for row in table:
            title = _title(row)
            keys = name_words(row["title"])
            for form in filter(None, (keys, _construct(keys), _definite(keys))):
                if self._titles.setdefault(form, title) is title:
                    self._starts.add(form)

    @classmethod
    def load(cls) -> Titles:
        """Read the table of titles. Raises: DataError where it is broken."""
        return cls(rows("titles.tsv"))

    def find(
        self,
        words: Words,
        keys: tuple[str, ...],
        nation: Callable[[str], str | None],
        state_at: Callable[[tuple[str, ...], int], tuple[int, str | None] | None],
    ) -> tuple[TitleHit, ...]:
        """The longest title at every word that starts one, in order, without overlap; `keys` are the words' keys."""
        hits: list[TitleHit] = []
        end = 0
        for at in range(len(keys)):
            if at < end:
                continue
            size, title = self._at(keys, at)
            if title is None:
                continue
            hit = self._completed(words, keys, at, at + size, title, nation, state_at)
            hits.append(hit)
            end = hit.stop
        return tuple(hits)

    def _at(self, keys: tuple[str, ...], at: int) -> tuple[int, Title | None]:
        for form, longest in self._starts.at(keys[at]):
            for size in range(min(longest, len(keys) - at), 0, -1):
                title = self._titles.get((form, *keys[at + 1 : at + size]))
                if title:
                    return size, title
        return 0, None

    @staticmethod
    def _completed(
        words: Words,
        keys: tuple[str, ...],
        first: int,
        stop: int,
        title: Title,
        nation: Callable[[str], str | None],
        state_at: Callable[[tuple[str, ...], int], tuple[int, str | None] | None],
    ) -> TitleHit:
        country, former, limit = None, False, words.sentence_of(first).stop
        while stop < limit and words.tokens[stop].kind == "word":
            key = keys[stop]
            found = None if country else nation(key) if key.startswith("ال") else None
            if found:
                country = found
            elif (
                key in _FORMER
                or key in _PASSED
                or (country is None and _nisba_before_nation(keys, stop, limit, nation))
            ):
                former = former or key in _FORMER
            else:
                state = None if country else state_at(keys, stop)
                if state is None or keys[stop - 1].startswith("ال"):
                    break
                country, stop = state[1], stop + state[0] - 1
            stop += 1
        return TitleHit(first, stop, _is_definite(keys, first, stop), title, country, former)


def _nisba_before_nation(keys: tuple[str, ...], at: int, limit: int, nation: Callable[[str], str | None]) -> bool:
    """Whether an adjective stands between the title and its nationality: الممثل الخاص الرئاسي الروسي."""
    adjective = keys[at].startswith("ال") and keys[at].endswith(("ي", "يه"))
    return adjective and at + 1 < limit and keys[at + 1].startswith("ال") and nation(keys[at + 1]) is not None


def _is_definite(keys: tuple[str, ...], first: int, stop: int) -> bool:
    """Whether the first noun has the article, or the second part of a construct or a state's name makes it definite."""
    if any(form.startswith("ال") for form in bare_forms(keys[first])):
        return True
    return stop > first + 1 and keys[first + 1].startswith("ال")


def _title(row: Row) -> Title:
    _, told, sector = row["note"].partition("sector=")
    code = sector[:3] if told else ""
    return Title(
        row["title"],
        row["office"],
        row["alone"] == "yes",
        row["kind"] == "unnamed",
        "weak" in row["note"],
        cast(Sector, code) if code in get_args(Sector) else None,
    )


def _definite(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """The title with its articles: الرئيس, المتحدث الإعلامي; a construct has its article already."""
    return None if any(k.startswith("ال") for k in keys) else tuple("ال" + k for k in keys)


def _construct(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """The title before a state's name: وزير خارجية [روسيا] for وزير الخارجية."""
    if keys and len(keys) > 1 and keys[-1].startswith("ال"):
        return (*keys[:-1], keys[-1][2:])
    if len(keys) == 1 and keys[0].startswith("ال"):
        return (keys[0][2:],)
    return None
