"""Zip files: each member a file of its own, unpacked as it is read; nothing is written to disk, so no name can harm."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from musnad.errors import BadDocument
from musnad.records import Page
from musnad.sources.base import Failed, FailureReason
from musnad.sources.delivered import BROKEN_READS, Bounds, Delivered
from musnad.sources.mapping import FieldMapping
from musnad.sources.readers import ZIP, is_wordless, read

Items = Iterator[Page | Failed]
_ENCRYPTED, _UTF8 = 0x1, 0x800
_ARABIC_NAMES = ("utf-8", "cp1256", "cp864")
_OFFICE = frozenset(["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
_SMALL = 1_000_000
"""Bytes up to which it does not matter how well a member is packed."""
_BESIDE = 1_000_000


def sniff(head: bytes) -> bool:
    """Whether it is a zip file."""
    return head.startswith(ZIP)


def members(name: str, stream: BinaryIO, bounds: Bounds, given: FieldMapping) -> Items:
    """What a zip file holds, member by member in its own order.

    Raises:
        BadDocument: no zip file that can be opened, an office document, or one that is made to harm.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN_READS as problem:
        raise BadDocument(name, f"is no sound zip file ({' '.join(str(problem).split())[:100]})") from problem
    with archive:
        listed = archive.infolist()
        _check(name, archive, listed, bounds)
        for info in listed:
            if not info.is_dir():
                yield from _member(f"{name}!{_shown(info)}", archive, info, bounds, given)


def _check(name: str, archive: zipfile.ZipFile, listed: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    if not listed:
        raise BadDocument(name, "is an empty zip file")
    if listed[0].filename in _OFFICE:
        raise BadDocument(name, "is an office document or program; save it as text or HTML")
    if len(listed) > bounds.members:
        raise BadDocument(name, f"holds {len(listed)} files; at most {bounds.members} are read")
    # members that share their packed bytes are how a small file unpacks to petabytes
    if sum(info.compress_size for info in listed) > archive.start_dir:
        raise BadDocument(name, "holds files that overlap each other")


def _member(place: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: Bounds, given: FieldMapping) -> Items:
    if (refusal := _refusal(info, bounds)) is not None:
        yield Failed(source=place, reason=refusal[0], message=refusal[1])
        return
    if _is_hidden(info.filename):
        return
    try:
        with archive.open(info) as opened:
            stream = cast(BinaryIO, opened)
            item = Delivered(place, stream, bounds, lambda name: _beside(archive, info, name))
            if info.file_size and not is_wordless(item.head(), info.filename):
                yield from read(item, given)
    except BROKEN_READS as problem:
        message = f"cannot be unpacked ({' '.join(str(problem).split())[:100]})"
        yield Failed(source=place, reason="broken", message=message)


def _refusal(info: zipfile.ZipInfo, bounds: Bounds) -> tuple[FailureReason, str] | None:
    """Why a member is not read at all."""
    if info.flag_bits & _ENCRYPTED:
        return "refused", "is encrypted; unpack it with its password first"
    if ".." in info.filename.replace("\\", "/").split("/") or info.filename.startswith(("/", "\\")):
        return "refused", "has a name that leads out of the archive"
    if info.file_size > bounds.unpacked:
        return "too-large", f"unpacks to {info.file_size / 1e6:.0f} MB; at most {bounds.unpacked / 1e6:.0f} MB are read"
    if info.file_size > _SMALL and info.file_size > bounds.ratio * max(1, info.compress_size):
        return "too-large", f"unpacks to more than {bounds.ratio} times its size, as files made to harm do"
    return None


def _is_hidden(name: str) -> bool:
    """Hidden files, and what macOS adds to every archive."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _shown(info: zipfile.ZipInfo) -> str:
    """A member's name as it was meant: old programs write it in the encoding of their own country."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in _ARABIC_NAMES:
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\u0621" <= c <= "\u064a" for c in name):
            return name
    return info.filename


def _beside(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes | None:
    try:
        other = archive.getinfo(posixpath.join(posixpath.dirname(info.filename), name))
        return archive.read(other) if other.file_size <= _BESIDE else None
    except (KeyError, RuntimeError, *BROKEN_READS):
        return None
