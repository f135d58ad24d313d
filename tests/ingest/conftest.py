"""Invented reports for the tests of taking in and joining."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from musnad.records import Page
from musnad.sources.base import Failed

PLACES = ("الموصل", "بغداد", "كركوك", "البصرة", "أربيل")
NUMBERS = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة")
OUTLETS = ("صحيفة النهر", "موقع الضفاف", "قناة الأفق")


def report(number: int) -> dict[str, str]:
    """Report `number`: every third repeats the one before it under another headline."""
    copy = number % 3 == 2
    about = number - 1 if copy else number
    place, toll = PLACES[about // 3 % 5], NUMBERS[about % 5]
    title = f"{'عاجل: ' if copy else ''}قتلى في هجوم على حاجز في {place}"
    body = (
        f"قال مصدر في الشرطة إن {toll} من رجال الأمن قتلوا يوم الثلاثاء في هجوم شنه مسلحون على حاجز في مدينة {place}. "
        f"وأضاف المصدر أن القوات العراقية أغلقت الطرق المؤدية إلى المدينة وبدأت حملة تفتيش رقم {about}. "
        f"وأدان رئيس الوزراء الهجوم ووعد بملاحقة المنفذين، بينما دعا محافظ {place} السكان إلى التعاون مع قوات الأمن."
    )
    return {
        "title": title,
        "text": f"{title}\n\n{body}",
        "outlet": OUTLETS[number % 3],
        "published": f"2025-08-{5 + about // 3 % 5:02d}T{8 + number % 12:02d}:00:00",
        "url": f"https://news.invalid/{number}",
    }


class Reports:
    """A source of invented reports; one of them is broken."""

    def __init__(self, count: int) -> None:
        self.name, self._count = "reports", count

    def items(self) -> Iterator[Page | Failed]:
        """The reports, and a failure after the second."""
        for number in range(self._count):
            if number == 2:
                yield Failed(source="reports#broken", reason="broken", message="is not valid JSON")
            body = json.dumps(report(number), ensure_ascii=False).encode()
            if number == 4:
                body = json.dumps({"text": "too short"}).encode()
            yield page(body, f"reports#{number}")


def page(body: bytes, source: str) -> Page:
    """A page of JSON."""
    import hashlib

    return Page(source=source, body=body, sha256=hashlib.sha256(body).hexdigest(), kind="json")


def write_folder(folder: Path, count: int) -> Path:
    """A folder of report files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        body = json.dumps(report(number), ensure_ascii=False)
        (folder / f"{number:03d}.doc.json").write_text(body, "utf-8")
    return folder
