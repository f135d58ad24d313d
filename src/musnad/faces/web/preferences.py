"""How a visitor wants to read: language, digits, calendar. Kept in a cookie, apart from one another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from babel.dates import format_date
from hijridate import Gregorian
from msgspec import Struct

Language = Literal["ar", "en"]
Digits = Literal["latin", "arabic"]
COOKIES = ("lang", "digits", "hijri")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_HIJRI_EN = (
    "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban", "Ramadan", "Shawwal",
    "Dhu al-Qadah", "Dhu al-Hijjah",
)  # fmt: skip


class Preferences(Struct, frozen=True):
    """Language, digits and calendar of one visitor."""

    lang: Language = "ar"
    digits: Digits = "latin"
    hijri: bool = False

    @classmethod
    def of(cls, cookies: Mapping[str, str], accepted: str = "") -> Preferences:
        """From cookies; without one, English where the browser asks for it and not for Arabic."""
        preferred = "en" if accepted and "ar" not in accepted.lower() and "en" in accepted.lower() else "ar"
        lang = cookies.get("lang", preferred)
        return cls(
            lang="en" if lang == "en" else "ar",
            digits="arabic" if cookies.get("digits") == "arabic" else "latin",
            hijri=cookies.get("hijri") == "1",
        )

    @property
    def direction(self) -> str:
        """Direction of the page around the contents."""
        return "rtl" if self.lang == "ar" else "ltr"

    def number(self, value: int | float | str) -> str:
        """A number in the visitor's digits."""
        text = str(value)
        return text.translate(_ARABIC_DIGITS) if self.digits == "arabic" else text

    def day(self, iso: str | None, *, short: bool = False) -> str:
        """An ISO day, month or year in words, as exact as it is; Hijri beside it where wanted; else as written."""
        if not iso:
            return "–"
        try:
            day = date.fromisoformat(iso[:10]) if len(iso) >= 10 else None
        except ValueError:
            return self.number(iso)
        if day is None:
            return self.number(iso)
        told = format_date(day, "d MMM" if short else "d MMMM y", locale=self.lang)
        if self.hijri and not short:
            told += f" ({self._hijri(day)})"
        return self.number(told)

    def moment(self, iso: str | None) -> str:
        """An ISO time: the day, and the hour where it is told."""
        if not iso or len(iso) < 16 or iso[10] != "T":
            return self.day(iso)
        return f"{self.day(iso)} {self.number(iso[11:16])}"

    def _hijri(self, day: date) -> str:
        try:
            hijri = Gregorian.fromdate(day).to_hijri()
        except (OverflowError, ValueError):
            return "–"
        month = hijri.month_name("ar") if self.lang == "ar" else _HIJRI_EN[hijri.month - 1]
        return f"{hijri.day} {month} {hijri.year}" + (" هـ" if self.lang == "ar" else " AH")
