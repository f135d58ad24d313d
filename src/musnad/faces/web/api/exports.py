"""Takes away what a search finds, in every format of the command line."""

from __future__ import annotations

import hashlib
import tempfile
import threading
import zipfile
from pathlib import Path

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from musnad.errors import ExportError
from musnad.faces.export.form import Format
from musnad.faces.export.formats import FOLDERS, MANIFEST, export
from musnad.faces.export.manifest import Written
from musnad.faces.export.selection import Selection
from musnad.faces.web.api.answers import fits, told
from musnad.faces.web.api.asking import Asks
from musnad.faces.web.audit import Audited
from musnad.faces.web.pages.desk import Kept
from musnad.faces.web.problems import Refusal

router = APIRouter(prefix="/api/v1/exports", tags=["exports"])
PATIENCE = 10.0
"""Seconds that an export waits for the one before it."""
_ENDINGS = {
    Format.JSONL: "jsonl", Format.GEOJSON: "geojson", Format.FTM: "ftm.jsonl", Format.POLECAT: "csv",
    Format.ACLED: "csv", Format.ICAL: "ics", Format.ATOM: "atom", Format.JSONFEED: "json",
    Format.ANNOTATIONS: "jsonl", Format.PROV: "json", Format.CSV: "zip", Format.PARQUET: "zip", Format.GOLD: "zip",
}  # fmt: skip
_writing = threading.Lock()
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_BYTES = {
    "content": {
        "application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    }
}


@router.get(
    "/{format}",
    response_class=FileResponse,
    responses={
        code: {**said, **_BYTES} if code == 200 else said
        for code, said in told(None, "not-found", "not-installed", "other-site").items()
    },
)
def take(request: Request, store: Kept, asked: Asks, audit: Audited, format: Format) -> Response:
    """The file of an export; formats of several tables come as one zip archive with their manifest."""
    if not _writing.acquire(timeout=PATIENCE):
        raise Refusal("busy", "another export is being written", headers={"Retry-After": "30"})
    folder = tempfile.TemporaryDirectory(prefix="musnad-export-")
    try:
        file, digest = _written(Selection(store, asked), format, Path(folder.name))
        filters = msgspec.json.encode(Selection(store, asked).asked(), order="deterministic").decode()
        audit.note("export", str(format), filters)
    except ExportError as problem:
        folder.cleanup()
        raise Refusal("not-installed", "" if folder.name in str(problem) else str(problem)) from problem
    except BaseException:
        folder.cleanup()
        raise
    finally:
        _writing.release()
    headers = {"ETag": f'"{digest}"', "Cache-Control": "private, no-cache"}
    if fits(request.headers.get("if-none-match", ""), f'"{digest}"'):
        folder.cleanup()
        return Response(status_code=304, headers=headers)
    return FileResponse(
        file, filename=file.name, media_type="application/octet-stream", headers=headers,
        background=BackgroundTask(folder.cleanup),
    )  # fmt: skip


def _written(chosen: Selection, form: Format, folder: Path) -> tuple[Path, str]:
    """The file, and its ETag. Raises: ExportError."""
    name = f"musnad-{form}.{_ENDINGS[form]}"
    if form not in FOLDERS:
        (single,) = export(chosen, form, folder / name)
        return folder / name, single.sha256[:32]
    tables = export(chosen, form, folder / "tables")
    _pack(folder / "tables", tables, folder / name)
    return folder / name, _joint(tables)


def _pack(tables: Path, written: tuple[Written, ...], archive: Path) -> None:
    """One archive that is the same for the same tables."""
    with zipfile.ZipFile(archive, "w") as packed:
        for file in (*(one.file for one in written), MANIFEST):
            entry = zipfile.ZipInfo(file, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (tables / file).open("rb") as source, packed.open(entry, "w", force_zip64=True) as target:
                while block := source.read(1 << 20):
                    target.write(block)


def _joint(written: tuple[Written, ...]) -> str:
    return hashlib.sha256("".join(one.sha256 for one in written).encode()).hexdigest()[:32]
