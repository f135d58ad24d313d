"""Sources that lie on this machine: a file of any known form, a folder of them, standard input."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from musnad.errors import SourceEmpty, SourceMissing
from musnad.records import Page
from musnad.sources import archive
from musnad.sources.base import Failed
from musnad.sources.delivered import HEAD, Bounds, Delivered, guarded
from musnad.sources.mapping import FieldMapping
from musnad.sources.readers import is_wordless, read

Items = Iterator[Page | Failed]
_BESIDE = 1_000_000


class FileSource(Struct, frozen=True, kw_only=True):
    """One file: a page, a text, JSON, JSON Lines, WARC, an export, or a zip file of such."""

    path: Path
    bounds: Bounds = Bounds()
    mapping: FieldMapping = FieldMapping()

    @property
    def name(self) -> str:
        """The path as it was given."""
        return str(self.path)

    def items(self) -> Items:
        """What the file holds.

        Raises:
            SourceMissing: it cannot be opened.
        """
        with _opened(self.path) as stream:
            yield from _items(self.name, stream, self.path.parent, self.bounds, self.mapping)


class FolderSource(Struct, frozen=True, kw_only=True):
    """All files of a folder and of the folders in it, sorted by name.

    Hidden files are passed over, and so are links that lead out of the folder, pictures, films and the like.
    """

    path: Path
    bounds: Bounds = Bounds()
    mapping: FieldMapping = FieldMapping()

    @property
    def name(self) -> str:
        """The path as it was given."""
        return str(self.path)

    def items(self) -> Items:
        """What the files hold, file by file; one that cannot be opened is a failure.

        Raises:
            SourceMissing: no such folder.
            SourceEmpty: no file in it.
        """
        if not self.path.is_dir():
            raise SourceMissing(self.name, "no such folder")
        empty = True
        for path in _files(self.path):
            empty = False
            try:
                with _opened(path) as stream:
                    if not is_wordless(_head(stream), path.name):
                        yield from _items(str(path), stream, path.parent, self.bounds, self.mapping)
            except SourceMissing as problem:
                yield Failed(source=str(path), reason="missing", message=problem.message)
        if empty:
            raise SourceEmpty(self.name, "is a folder without files")


class StreamSource(Struct, frozen=True, kw_only=True):
    """Bytes that come through a pipe, of any form that a file may have; they are kept on disk while they are read."""

    stream: BinaryIO
    name: str = "-"
    bounds: Bounds = Bounds()
    mapping: FieldMapping = FieldMapping()

    def items(self) -> Items:
        """What comes through; once."""
        with tempfile.SpooledTemporaryFile(max_size=self.bounds.whole) as kept:
            shutil.copyfileobj(self.stream, kept)
            kept.seek(0)
            yield from _items(self.name, cast(BinaryIO, kept), None, self.bounds, self.mapping)


def _items(name: str, stream: BinaryIO, folder: Path | None, bounds: Bounds, mapping: FieldMapping) -> Items:
    if archive.sniff(_head(stream)):
        yield from guarded(name, archive.members(name, stream, bounds, mapping))
    else:
        yield from read(Delivered(name, stream, bounds, lambda other: _beside(folder, other)), mapping)


def _files(root: Path) -> Iterator[Path]:
    """Files below a folder, each folder's sorted by name, its own files among its folders."""
    inside = root.resolve()
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = root / entry.name
        if entry.name.startswith(".") or (entry.is_symlink() and not path.resolve().is_relative_to(inside)):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # what it leads to is met by itself, and circles have no end
                yield from _files(path)
        elif entry.is_file():
            yield path


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as problem:
        raise SourceMissing(str(path), "no such file") from problem
    except (OSError, ValueError) as problem:
        raise SourceMissing(str(path)[:200], f"cannot be read ({problem.__class__.__name__})") from problem


def head_of(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        SourceMissing: it cannot be opened.
    """
    with _opened(path) as stream:
        return stream.read(HEAD)


def _head(stream: BinaryIO) -> bytes:
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def _beside(folder: Path | None, name: str) -> bytes | None:
    path = folder / name if folder is not None else None
    try:
        return path.read_bytes() if path is not None and path.stat().st_size <= _BESIDE else None
    except OSError:
        return None
