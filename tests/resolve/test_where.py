from __future__ import annotations

import pytest

from musnad.errors import DataError
from musnad.resolve.gazetteer import COLUMNS, kind_word, place_key
from musnad.resolve.where import Gazetteer, PlaceRow, distance_km, resolve


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def line(identity: str, name: str, country: str, lat: float, lon: float, **more: str) -> str:
    cells = {"id": identity, "name_en": identity, "name_ar": name, "country": country, "lat": str(lat), "lon": str(lon),
             "kind": "city", "type": "GPE", "source": "test", "licence": "test", **more}  # fmt: skip
    return "\t".join(cells.get(column, "") for column in COLUMNS)


@pytest.mark.parametrize(
    ("name", "country", "english"),
    [("الموصل", "IRQ", "Mosul"), ("القصرين", "TUN", "Kasserine"), ("سيدي بوزيد", "TUN", "Sidi Bouzid"),
     ("زابوريجيا", "UKR", "Zaporizhzhya"), ("زابوروجيا", "UKR", "Zaporizhzhya"), ("زابوريزيا", "UKR", "Zaporizhzhya"),
     ("أوديسا", "UKR", "Odesa"), ("اوديسه", "UKR", "Odesa"), ("درعا", "SYR", "Dar‘ā"), ("الحسكة", "SYR", "Al Ḩasakah"),
     ("حلب", "SYR", "Aleppo"), ("بن ڨردان", "TUN", "Ben Gardane"), ("خان يونس", "PSE", "Khān Yūnis"),
     ("خانيونس", "PSE", "Khān Yūnis"), ("قباطية", "PSE", "Qabāţīyah"), ("عين الحلوة", "LBN", "Ain al-Hilweh"),
     ("تعز", "YEM", "Taiz"), ("الشعانبي", "TUN", "Mount Chaambi"), ("دونباس", "UKR", "Donbas")],
)  # fmt: skip
def test_a_place_in_its_country(gazetteer: Gazetteer, name: str, country: str, english: str) -> None:
    found = resolve(name, gazetteer=gazetteer, countries={country: 3.0})
    assert found.place is not None, found
    assert found.place.name_en == english


@pytest.mark.parametrize(("country", "expected"), [("LBY", "LBY"), ("LBN", "LBN")])
def test_tripoli_by_the_countries_of_the_article(gazetteer: Gazetteer, country: str, expected: str) -> None:
    found = resolve("طرابلس", gazetteer=gazetteer, countries={country: 4.0, "EGY": 1.0})
    assert found.place is not None
    assert found.place.country == expected
    assert found.code == "country"
    assert country in found.reasons[0].en
    assert country in found.reasons[0].ar
    assert found.alternatives


def test_tripoli_without_a_context_is_not_guessed(gazetteer: Gazetteer) -> None:
    found = resolve("طرابلس", gazetteer=gazetteer, countries={})
    assert found.place is None
    assert found.code == "ambiguous"
    assert len(found.alternatives) > 1


def test_an_unknown_name_has_a_reason(gazetteer: Gazetteer) -> None:
    found = resolve("قرطبونيستان", gazetteer=gazetteer, countries={"TUN": 1.0})
    assert (found.place, found.precision, found.code) == (None, None, "unknown")
    assert found.reasons[0].ar
    assert found.reasons[0].en


def test_an_ordinary_word_needs_its_country(gazetteer: Gazetteer) -> None:
    assert resolve("قم", gazetteer=gazetteer, countries={"TUN": 1.0}).code == "common_word"
    there = resolve("قم", gazetteer=gazetteer, countries={"IRN": 1.0})
    assert there.place is not None
    assert there.place.country == "IRN"


def test_paris_is_in_france_in_an_egyptian_article(gazetteer: Gazetteer) -> None:
    found = resolve("باريس", gazetteer=gazetteer, countries={"EGY": 5.0})
    assert found.place is not None
    assert found.place.country == "FRA"


@pytest.mark.parametrize(
    ("name", "kind", "precision"),
    [("محافظة درعا", "admin1", "admin1"), ("ولاية القصرين", "admin1", "admin1"), ("مدينة حلب", "city", "city"),
     ("قطاع غزة", "territory", "admin1"), ("سوريا", "country", "country"), ("نهر الفرات", "river", "region"),
     ("مخيم جنين", "camp", "city"), ("الضفة الغربية", "territory", "admin1"), ("تونس", "country", "country"),
     ("تونس العاصمة", "capital", "city"), ("الشرق الأوسط", "region", "region")],
)  # fmt: skip
def test_the_kind_that_the_words_ask_for(gazetteer: Gazetteer, name: str, kind: str, precision: str) -> None:
    found = resolve(name, gazetteer=gazetteer, countries={"SYR": 1.0, "TUN": 1.0, "PSE": 1.0})
    assert found.place is not None
    assert (found.place.kind, found.precision) == (kind, precision)


def test_oman_and_amman_by_context(gazetteer: Gazetteer) -> None:
    for country, kind in (("OMN", "country"), ("JOR", "capital")):
        found = resolve("عمان", gazetteer=gazetteer, countries={country: 2.0})
        assert found.place is not None
        assert (found.place.country, found.place.kind) == (country, kind)
    assert resolve("عمان", gazetteer=gazetteer, countries={}).code == "ambiguous"


def test_a_place_near_others_of_the_article() -> None:
    gazetteer = Gazetteer([line("a", "العوينة", "TUN", 36.8, 10.2), line("b", "العوينة", "DZA", 30.0, 1.0),
                           line("c", "سوسة", "TUN", 35.8, 10.6, population="200000")])  # fmt: skip
    near = gazetteer.candidates("سوسة")
    found = resolve("العوينة", gazetteer=gazetteer, countries={}, near=near)
    assert found.place is not None
    assert (found.place.id, found.code) == ("a", "near")
    assert resolve("العوينة", gazetteer=gazetteer, countries={}).place is None


def test_a_village_gives_way_to_a_town_whose_country_is_named_too() -> None:
    gazetteer = Gazetteer([line("town", "صيدون", "LBN", 33.5, 35.4, population="160000"),
                           line("village", "صيدون", "PSE", 32.0, 35.2, population="2000")])  # fmt: skip
    found = resolve("صيدون", gazetteer=gazetteer, countries={"PSE": 3.0, "LBN": 1.0})
    assert found.place is not None
    assert found.place.id == "town"


def test_foreign_names_may_differ_in_a_vowel(gazetteer: Gazetteer) -> None:
    assert any(p.name_en == "Kramatorsk" for p in gazetteer.candidates("كرماتورسك"))


def test_division_of_a_place(gazetteer: Gazetteer) -> None:
    mosul = resolve("الموصل", gazetteer=gazetteer, countries={"IRQ": 1.0}).place
    assert mosul is not None
    assert mosul.geonames == 99072
    division = gazetteer.division(mosul)
    assert division is not None
    assert division.name_ar == "نينوى"


def test_keys_and_kind_words() -> None:
    assert place_key("الدار البيضاء") == place_key("دار بيضاء")
    assert place_key("أبو ظبي") == place_key("ابوظبي")
    assert kind_word("جبل الشعانبي")[1] == "الشعانبي"
    assert kind_word("حلب") == (frozenset(), "حلب")


def test_a_broken_table_is_an_error() -> None:
    with pytest.raises(DataError):
        Gazetteer(["only\tthree\tcolumns"])


def test_distance() -> None:
    def at(lat: float, lon: float) -> PlaceRow:
        return PlaceRow("x", "", "", (), "", "", lat, lon, "city", "GPE", 0, False, "", "")

    assert distance_km(at(36.8, 10.2), at(36.8, 10.2)) == 0
    assert distance_km(at(33.5, 36.3), at(36.2, 37.16)) == pytest.approx(310, abs=10)


@pytest.mark.parametrize(
    ("name", "countries", "expected"),
    [("أوديسا", {"UKR": 3.0, "USA": 5.0}, "UKR"), ("أوديسا", {"SYR": 3.0, "USA": 1.0}, "UKR"),
     ("أوديسا", {"USA": 5.0}, "USA"), ("أوديسا", {}, "UKR"), ("أثينا", {"USA": 5.0}, "GRC"), ("أثينا", {}, "GRC"),
     ("الإسكندرية", {"USA": 5.0, "IRQ": 1.0}, "EGY"), ("موسكو", {"USA": 9.0, "RUS": 1.0}, "RUS"),
     ("لندن", {"CAN": 4.0}, "GBR"), ("طرابلس", {"LBN": 1.0, "USA": 5.0}, "LBN")],
)  # fmt: skip
def test_a_world_city_before_its_minor_namesakes(
    gazetteer: Gazetteer, name: str, countries: dict[str, float], expected: str
) -> None:
    found = resolve(name, gazetteer=gazetteer, countries=countries)
    assert found.place is not None
    assert found.place.country == expected
