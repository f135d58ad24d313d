"""The manifest beside every export: rows and SHA-256 of each file, filters, versions. It is written last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from musnad.errors import ExportError

Writer = Callable[[BinaryIO], int]
"""Writes a whole file and gives the number of its rows."""


class Written(Struct, frozen=True):
    """One file of an export."""

    file: str
    rows: int
    sha256: str
    bytes: int


def write_file(path: Path, write: Writer) -> Written:
    """Write under a temporary name, then rename: a file that is there is whole.

    Raises:
        ExportError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            rows = write(out)
        os.replace(part, path)
        with path.open("rb") as whole:
            digest = hashlib.file_digest(whole, "sha256").hexdigest()
        return Written(path.name, rows, digest, path.stat().st_size)
    except OSError as problem:
        raise ExportError(f"{path}: cannot be written ({problem.strerror})") from problem
    finally:
        part.unlink(missing_ok=True)


def write_manifest(path: Path, files: tuple[Written, ...], facts: Mapping[str, Any]) -> None:
    """Write the manifest. Raises: ExportError."""
    body = {**facts, "files": [msgspec.to_builtins(file) for file in files]}
    encoded = msgspec.json.format(msgspec.json.encode(body, order="deterministic"), indent=2)

    def write(out: BinaryIO) -> int:
        out.write(encoded + b"\n")
        return 1

    write_file(path, write)
