"""Which reader a file needs, told by its content first and its name second."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.errors import SourceEmpty
from musnad.records import Page
from musnad.sources import json_records, mastodon, packed, telegram, warc, x
from musnad.sources.base import Failed
from musnad.sources.delivered import Delivered, guarded, page
from musnad.sources.forms import form_of, kind_of
from musnad.sources.mapping import FieldMapping

Items = Iterator[Page | Failed]
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WORDLESS = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"wOF", b"OTTO",
    b"\x00\x01\x00\x00", b"\x1aE\xdf\xa3", b"II*\x00", b"MM\x00*", b"fLaC", b"SQLite format 3",
)  # fmt: skip
"""How pictures, sounds, films, fonts and databases begin; beside reports they are no failures."""
_WORDLESS_NAMES = (
    ".css", ".js", ".map", ".svg", ".ico", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".mp3", ".m4a", ".ogg",
    ".webm", ".tgs", ".woff", ".woff2", ".ttf", ".py", ".sha256", ".md5",
)  # fmt: skip
_ABOUT = ("readme", "license", "licence", "copying", "changelog")
"""Names of files that speak of those beside them."""
_OTHER = (
    (b"%PDF", "a PDF document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
)


def is_wordless(head: bytes, name: str) -> bool:
    """Whether a file among others holds no report by its nature: a picture, a film, a font, a style, a program."""
    if x.sniff_archive(head):
        return False
    if name.rpartition("/")[2].lower().startswith(_ABOUT):
        return True
    return head.startswith(_WORDLESS) or head[4:8] == b"ftyp" or name.lower().endswith(_WORDLESS_NAMES)


def unread(head: bytes) -> str | None:
    """Why a file of this beginning is of no form that is read; None where it may be."""
    if other := next((what for magic, what in _OTHER if head.startswith(magic)), None):
        return f"is {other}; Musnad reads text, HTML, JSON, WARC and zip files"
    if head.startswith(_WORDLESS) or (head.count(0) > len(head) // 100 and _is_binary(head)):
        return "is binary data, not text"
    return None


def read(item: Delivered, given: FieldMapping) -> Items:
    """Pages of one file; what ends the reading of it is its last item."""
    yield from guarded(item.name, _read(item, given))


def _read(item: Delivered, given: FieldMapping) -> Items:
    yield from _reader(item, given)  # a generator: even the first look at the bytes happens inside of the guard


def _reader(item: Delivered, given: FieldMapping) -> Items:
    head = item.head()
    if not head.strip():
        raise SourceEmpty(item.name, "is empty")
    if packed.sniff(head):
        inner = packed.inner_head(head)
        if warc.sniff(inner):
            return warc.read(item)  # its records are packed one by one
        item, head = packed.unpacked(item), inner
        if packed.sniff(head) or head.startswith(ZIP):
            return _unknown(item, "is packed twice; unpack it first")
        head = item.head()
    if head.startswith(ZIP):
        return _unknown(item, "is a zip file or office document inside of an archive; unpack it first")
    if (reason := unread(head)) is not None:
        return _unknown(item, reason)
    return _by_content(item, head, given)


def _by_content(item: Delivered, head: bytes, given: FieldMapping) -> Items:
    if warc.sniff(head):
        return warc.read(item)
    if x.sniff_archive(head):
        return x.read_archive(item)
    if json_records.sniff(head):
        return _json(item, head, given)
    if telegram.sniff_page(head):
        return telegram.read_page(item)
    return _single(item, head)


def _json(item: Delivered, head: bytes, given: FieldMapping) -> Items:
    if given == FieldMapping():
        if telegram.sniff_export(head):
            return telegram.read_export(item)
        if mastodon.sniff(head):
            return mastodon.read(item)
        if x.sniff_answer(head):
            return x.read_answer(item)
        if form_of(head) == "json-feed":
            return _unknown(item, "is a feed; name the file itself as a source to follow it")
    if json_records.sniff_lines(head, item.name):
        return json_records.read_lines(item, given)
    return json_records.read(item, given)


def _single(item: Delivered, head: bytes) -> Items:
    """A file that is one page or one text."""
    form = form_of(head)
    if form in ("feed", "sitemap"):
        return _unknown(item, f"is a {form}; name the file itself as a source to follow it")
    body = item.whole()
    return iter((page(item.name, body, kind_of(body)),))


def _is_binary(head: bytes) -> bool:
    """Whether zero bytes lie where UTF-16 would not have them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) * 4 > max(even, odd) or head.count(6) < len(head) // 50


def _unknown(item: Delivered, message: str) -> Items:
    return iter((Failed(source=item.name, reason="unknown-form", message=message),))
