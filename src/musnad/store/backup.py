"""A whole store in one file, and back: the same file for SQLite and PostgreSQL.

The file is a zip archive: one member for each table, its rows in msgpack under zstd, and `manifest.json` with the
number of rows and the SHA-256 of each. The full-text index is left out, it is made anew.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import zstandard
from msgspec import Struct, msgpack
from sqlalchemy import Connection, Table, func, insert, select

from musnad.errors import BackupError
from musnad.store.engine import SqlStore, open_store
from musnad.store.migrations.upgrade import HEAD
from musnad.store.rows import metadata

FORMAT = "musnad-backup/1"
_MANIFEST = "manifest.json"
_BATCH = 500
_LEVEL = 6


class Member(Struct, frozen=True):
    """One table of a backup."""

    table: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


class Manifest(Struct, frozen=True):
    """What a backup holds; `revision` is that of the tables."""

    format: str
    revision: str
    tables: tuple[Member, ...]


def backup(store: SqlStore, path: Path | str) -> Manifest:
    """Write all of a store into one file, as it is at one moment; an older file of the name is replaced at the end.

    Raises:
        BackupError: the file cannot be written.
    """
    target = Path(path)
    partial = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive, store.snapshot() as connection:
            members = tuple(_write(archive, connection, table) for table in metadata.sorted_tables)
            manifest = Manifest(FORMAT, HEAD, members)
            archive.writestr(zipfile.ZipInfo(_MANIFEST), msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    except OSError as error:
        raise BackupError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _write(archive: zipfile.ZipFile, connection: Connection, table: Table) -> Member:
    encoder, digest, count = msgpack.Encoder(), hashlib.sha256(), 0
    with (
        archive.open(zipfile.ZipInfo(_name(table.name)), "w", force_zip64=True) as member,
        zstandard.ZstdCompressor(level=_LEVEL).stream_writer(member, closefd=False) as packed,
    ):
        for row in connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*table.primary_key)):
            data = encoder.encode(tuple(row))
            data = len(data).to_bytes(4, "big") + data
            digest.update(data)
            packed.write(data)
            count += 1
    return Member(str(table.name), tuple(str(column.name) for column in table.columns), count, digest.hexdigest())


def restore(path: Path | str, url: str) -> None:
    """Make a store of a backup.

    Raises:
        BackupError: the file is missing, no backup, damaged, or of a later version; or the store is there already.
        StoreError: the store cannot be made.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            _verify(archive, manifest, path)
            store = open_store(url)
            try:
                _fill(store, archive, manifest, url)
            finally:
                store.close()
    except (OSError, zipfile.BadZipFile, zstandard.ZstdError) as error:
        raise BackupError(f"{path}: no backup that can be read: {error}") from error


def _fill(store: SqlStore, archive: zipfile.ZipFile, manifest: Manifest, url: str) -> None:
    with store.transaction():
        with store.snapshot() as connection:
            for table in metadata.sorted_tables:
                if connection.scalar(select(func.count()).select_from(table)):
                    raise BackupError(f"{url}: this store holds something already; restore into a new one")
            for member in manifest.tables:
                table = metadata.tables[member.table]
                for rows in _batches(archive, member):
                    connection.execute(insert(table), rows)
        store.reindex_words()


def _manifest(archive: zipfile.ZipFile, path: Path | str) -> Manifest:
    try:
        manifest = msgspec.json.decode(archive.read(_MANIFEST), type=Manifest)
    except (KeyError, msgspec.DecodeError) as error:
        raise BackupError(f"{path}: this file is no backup of Musnad") from error
    known = {table.name: {column.name for column in table.columns} for table in metadata.sorted_tables}
    fits = all(set(member.columns) <= known.get(member.table, set()) for member in manifest.tables)
    if manifest.format != FORMAT or manifest.revision > HEAD or not fits:
        raise BackupError(f"{path}: a later version of Musnad wrote this backup")
    return manifest


def _verify(archive: zipfile.ZipFile, manifest: Manifest, path: Path | str) -> None:
    """Raise `BackupError` unless every table has the rows and the SHA-256 of the manifest."""
    for member in manifest.tables:
        digest, count = hashlib.sha256(), 0
        for data in _records(archive, member.table):
            digest.update(len(data).to_bytes(4, "big") + data)
            count += 1
        if count != member.rows or digest.hexdigest() != member.sha256:
            raise BackupError(f"{path}: the backup is damaged: {member.table} is not what was written")


def _batches(archive: zipfile.ZipFile, member: Member) -> Iterator[list[dict[str, Any]]]:
    decoder, batch = msgpack.Decoder(tuple[Any, ...]), []
    for data in _records(archive, member.table):
        batch.append(dict(zip(member.columns, decoder.decode(data), strict=True)))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _records(archive: zipfile.ZipFile, table: str) -> Iterator[bytes]:
    with archive.open(_name(table)) as member, zstandard.ZstdDecompressor().stream_reader(member) as unpacked:
        while head := _exactly(unpacked, 4):
            yield _exactly(unpacked, int.from_bytes(head, "big"))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    out = b""
    while len(out) < size and (part := stream.read(size - len(out))):
        out += part
    return out


def _name(table: str) -> str:
    return f"{table}.msgpack.zst"
