"""`/export`: what a search finds, as files in any of Musnad's formats; who took it is logged."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from tempfile import mkdtemp

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from musnad.errors import ExportError
from musnad.faces.export.form import Format
from musnad.faces.export.formats import FOLDERS, export
from musnad.faces.export.selection import Selection
from musnad.faces.web.audit import Audited
from musnad.faces.web.pages.asking import Asking
from musnad.faces.web.pages.desk import Kept

router = APIRouter(include_in_schema=False)
_ENDINGS = {Format.POLECAT: "csv", Format.ACLED: "csv", Format.ICAL: "ics", Format.JSONFEED: "json",
            Format.FTM: "jsonl", Format.PROV: "json", Format.ANNOTATIONS: "jsonl"}  # fmt: skip


@router.get("/export")
def take(store: Kept, ask: Asking, audit: Audited, format: str = "csv") -> FileResponse:
    """A zip of the files and their manifest, as `musnad export` writes them."""
    try:
        form = Format(format)
    except ValueError as problem:
        raise HTTPException(422, f"format={format}") from problem
    audit.note("export", form.value, ask.link("/search"))
    folder = Path(mkdtemp(prefix="musnad-export-"))
    try:
        packed = _packed(Selection(store, ask.filters), form, folder)
    except ExportError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise HTTPException(503, str(problem)) from problem
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    leave = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(packed, media_type="application/zip", filename=packed.name, background=leave)


def _packed(chosen: Selection, form: Format, folder: Path) -> Path:
    """The archive of an export. Raises: ExportError."""
    written = folder / "files"
    written.mkdir()
    export(chosen, form, written if form in FOLDERS else written / f"musnad.{_ENDINGS.get(form, form.value)}")
    packed = folder / f"musnad-{form.value}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in written.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(written).as_posix())
    return packed
