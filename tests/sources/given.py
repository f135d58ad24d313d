"""Files of every form, invented for the tests."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from musnad.records import Page
from musnad.sources.base import Failed, Source
from musnad.sources.opening import Opening, open_sources

TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده ترفض التهديد وتدعو إلى الحوار."
HTML = f"<!doctype html><html><head><title>خبر</title></head><body><h1>خبر اليوم</h1><p>{TEXT}</p></body></html>"


def record(number: int) -> dict[str, object]:
    """A record of an archive."""
    return {"source": "alkhabar", "url": f"https://a.example/{number}", "date_extracted": "2024-03-05 10:00:00",
            "title": f"خبر {number}", "author": "واس", "content": TEXT}  # fmt: skip


def dumped(value: object) -> str:
    """JSON as people write it."""
    return json.dumps(value, ensure_ascii=False)


def write(path: Path, content: str | bytes) -> Path:
    """A file, with the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    """A zip file; its members all have one date, so that it is the same each time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return write(path, packed.getvalue())


def opened(path: Path, *mapping: str) -> Source:
    """The source of a path."""
    return open_sources(str(path), Opening(mapping=mapping))


def items(path: Path, *mapping: str) -> list[Page | Failed]:
    """All that a path holds."""
    return list(opened(path, *mapping).items())


def pages(path: Path, *mapping: str) -> list[Page]:
    """The pages that a path holds."""
    return [item for item in items(path, *mapping) if isinstance(item, Page)]


def failures(path: Path, *mapping: str) -> list[Failed]:
    """What could not be taken of a path."""
    return [item for item in items(path, *mapping) if isinstance(item, Failed)]


def below(found: list[Page] | list[Failed], root: Path) -> list[str]:
    """Names of items without the folder that they lie in."""
    return [item.source.removeprefix(f"{root}").lstrip("/#:!") for item in found]
