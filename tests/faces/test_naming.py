from __future__ import annotations

from musnad.faces.naming import Naming
from musnad.faces.wording import Wording
from musnad.records import Entity

WORDS = Wording.load()
ARABIC, ENGLISH = Naming(WORDS, "ar"), Naming(WORDS, "en")


def test_an_office_is_told_with_its_state() -> None:
    minister = Entity(
        id="x", kind="PER", name="سالم الراوي", office="foreign-minister@IRQ", country="IRQ", sector="GOV"
    )
    assert ARABIC.about(minister) == ("وزير الخارجية", "العراق")
    assert ENGLISH.about(minister) == ("foreign minister", "Iraq")


def test_a_body_is_told_with_country_and_sector() -> None:
    body = Entity(id="x", kind="ORG", name="كتائب الصخر", country="IRQ", sector="REB")
    assert ARABIC.about(body) == ("العراق", "جماعة مسلحة")
    assert ENGLISH.name(body) == "كتائب الصخر"


def test_what_the_name_says_is_not_said_again() -> None:
    assert ENGLISH.about(Entity(id="x", kind="GPE", name="العراق", name_en="Iraq", country="IRQ")) == ()
    assert ARABIC.about(Entity(id="x", kind="ORG", name="هيئة", country="IGO", sector="IGO")) == ("منظمة دولية",)


def test_unknown_codes_stand_as_they_are() -> None:
    assert ARABIC.country("XXA") == "XXA"
    assert ARABIC.country(None) == ""
    assert ARABIC.office("المتحدث باسم الحكومة") == "المتحدث باسم الحكومة"
