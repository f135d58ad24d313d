"""Bytes to text: what sites and files declare is tried first and believed only if it reads as Arabic.

UTF-8 that decodes without error is UTF-8: no other encoding of Arabic does so by chance. Everything else is decided by
how much of the decoded text looks like Arabic words, since ISO-8859-6 and windows-1256 share half their letters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable

from charset_normalizer import from_bytes
from msgspec import Struct

from musnad.errors import NotText

SAMPLE = 20_000
"""Bytes that a guess looks at; an article's encoding does not change after them."""
_BROKEN = 0.02
"""Share of replaced characters up to which text still counts as UTF-8 with a few broken bytes."""
_NULS = 0.01
_LEGACY = ("windows-1256", "iso-8859-6")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"GIF8", "an image (GIF)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"RIFF", "an image or sound file (RIFF)"),
    (b"\x1f\x8b", "compressed data (gzip)"),
    (b"BZh", "compressed data (bzip2)"),
    (b"\xfd7zXZ", "compressed data (xz)"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"{\\rtf", "an RTF document; save it as plain text"),
    (b"SQLite format 3", "a database"),
)
_META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_MIXED = re.compile(r"[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")
_COMMON = frozenset([
    "في", "من", "على", "إلى", "أن", "التي", "الذي", "عن", "هذا", "هذه", "وقال", "قال", "كما", "ما", "لا", "بعد",
    "قبل", "مع", "بين", "كان", "كانت", "لم", "لن", "أو", "ثم", "قد", "حتى", "كل", "أي", "وفي", "ومن", "وعلى", "وأن"
])  # fmt: skip


class Decoded(Struct, frozen=True):
    """Text and the encoding it was in; `replaced` counts bytes that no character stood for."""

    text: str
    encoding: str
    replaced: int = 0


def decode(body: bytes, *, source: str, content_type: str | None = None) -> Decoded:
    """Decode `body`; a byte-order mark is dropped, a few broken bytes become U+FFFD.

    Raises:
        NotText: a binary format, or bytes in no encoding that reads as text.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _finish(body[len(mark) :].decode(name, "replace"), name, source)
    for magic, what in _MAGIC:
        if body.startswith(magic):
            raise NotText(source, f"is {what}, not text")
    if (wide := _wide(body)) is not None:
        return _finish(body.decode(wide, "replace"), wide, source)
    if body.count(0) > len(body) * _NULS:
        raise NotText(source, "is binary data, not text")
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(body, source, declared(body, content_type))


def declared(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """Encodings that the server and the page name, in that order; unknown names are left out."""
    names = [match.group(1) for match in [_HEADER.search(content_type or "")] if match]
    names += [match.group(1).decode("ascii", "replace") for match in [_META.search(body[:4096])] if match]
    return tuple(name for name in map(_known, names) if name)


def plausibility(text: str) -> float:
    """How much `text` reads as Arabic news, 0 to about 2: share of Arabic among letters, common words, the article."""
    letters = [c for c in text if c.isalpha() and c > "\x7f"]
    if not letters:
        return 0.0
    odd = sum(
        1 for c in text if c == "\ufffd" or (unicodedata.category(c) in ("Cc", "Co", "Cn") and c not in "\t\r\n\0")
    )
    arabic = sum(1 for c in letters if "\u0621" <= c <= "\u06d3") / len(letters)
    words = [word for word in re.split(r"[^\w]+", text) if word and word[0] > "\x7f"]
    telling = sum(1 for word in words if word in _COMMON or word.startswith(("ال", "وال", "بال")))
    odd += len(_MIXED.findall(text))
    return arabic * (0.2 + min(1.8, 4 * telling / max(1, len(words)))) - 5 * odd / max(1, len(text))


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: in Arabic text every other byte is 06 (or 00 for spaces)."""
    sample = body[: SAMPLE // 2 * 2]
    if len(sample) < 8 or sample.count(0) + sample.count(6) < len(sample) * 0.4:
        return None
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(0) + high.count(6) > len(high) * 0.9 and high.count(6) > len(high) * 0.05:
            return name
    return None


def _legacy(body: bytes, source: str, names: Iterable[str]) -> Decoded:
    """The encoding that reads best; UTF-8 with a few broken bytes competes with the one-byte encodings."""
    damaged = body.decode("utf-8", "replace")
    replaced = damaged.count("\ufffd")
    if replaced <= max(3, len(damaged) * _BROKEN) and plausibility(damaged[:SAMPLE]) > 0.3:
        return Decoded(damaged, "utf-8", replaced)
    sample = _telling_part(body)
    best, best_score = "", 0.0
    for name in dict.fromkeys([*names, *_LEGACY, *_guesses(sample)]):
        score = plausibility(sample.decode(name, "replace"))
        if score > best_score:
            best, best_score = name, score
    if best_score < 0.1:
        return _finish(damaged, "utf-8", source) if replaced <= len(damaged) * 0.1 else _unreadable(source)
    return _finish(body.decode(best, "replace"), best, source)


def _telling_part(body: bytes) -> bytes:
    """The part of the bytes that begins where the first non-ASCII text is thick; heads of pages are all ASCII."""
    if len(body) <= SAMPLE:
        return body
    first = re.search(rb"[\x80-\xff]{3}", body)
    start = first.start() if first else 0
    return body[start : start + SAMPLE]


def _guesses(sample: bytes) -> list[str]:
    return [match.encoding for match in from_bytes(sample[:4000])][:4]


def _unreadable(source: str) -> Decoded:
    raise NotText(source, "is in no encoding that reads as Arabic (tried UTF-8, UTF-16, windows-1256, ISO-8859-6)")


def _finish(text: str, encoding: str, source: str) -> Decoded:
    replaced = text.count("\ufffd")
    if replaced > max(3, len(text) * 0.1):
        _unreadable(source)
    return Decoded(text, encoding, replaced)
