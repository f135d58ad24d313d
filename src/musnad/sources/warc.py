"""Web archives: WARC files, those of CC-NEWS among them, packed record by record or not at all; streamed.

Pages that were answered with 200 and are HTML are taken; each with the address it was asked by and the time of asking.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct

from musnad.errors import SourceEmpty
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.sources.delivered import HEAD, Delivered, page

Items = Iterator[Page | Failed]
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_STARTS = {GZIP: re.compile(rb"\x1f\x8b\x08"), ZSTD: re.compile(re.escape(ZSTD))}
_PLAIN_START = re.compile(rb"(?<=\n)WARC/[01]\.")
_CHUNK = 1 << 20
_OVERLAP = 8
_MARK = b"WARC/"


class _Block(Struct, frozen=True):
    """The bytes of one record, and what is said about them."""

    source: str
    body: bytes
    declared: int
    url: str | None
    asked: datetime | None


def sniff(head: bytes) -> bool:
    """Whether it is an unpacked WARC file."""
    return head.lstrip(b"\r\n").startswith(_MARK)


def read(item: Delivered) -> Items:
    """Pages of the archive; a damaged record is set aside, and reading goes on at the next one that is sound."""
    start: int | None = 0
    start_of_record = _STARTS.get(item.head()[:2]) or _STARTS.get(item.head()[:4], _PLAIN_START)
    whole, found = True, False
    while start is not None:
        run = _Run(item, start)
        for entry in run.items():
            found = whole = True
            yield entry
        if run.problem is None:
            if _is_cut(item, run.at):
                found = True
                yield Failed(source=item.name, reason="broken", message="is cut off: it ends inside of a record")
            break
        if whole:  # one failure for one stretch of damage
            message = f"holds a damaged record ({run.problem}); read on after it"
            yield Failed(source=f"{item.name}#{run.at}", reason="broken", message=message)
        found, whole = True, False
        start = _next_start(item, run.at + 1, start_of_record)
    if not found:
        raise SourceEmpty(item.name, "holds no page that was answered with 200")


class _Run:
    """Reading from one sound place up to the end or the next damage."""

    def __init__(self, item: Delivered, start: int) -> None:
        self.at = start
        """Where the record that was read last begins, in bytes of the file."""
        self.problem: str | None = None
        self._item = item

    def items(self) -> Items:
        """Pages and failures; `problem` says afterwards why it ended early."""
        item = self._item
        item.stream.seek(self.at)
        try:
            for record in ArchiveIterator(item.stream, record_types=WarcRecordType.any_type, parse_http=False):
                self.at = record.stream_pos
                if record.headers.get("Content-Length") is None:
                    raise ValueError("its head is cut off")
                if record.record_type != WarcRecordType.response or not _is_http(record):
                    continue
                taken = _taken(_block(record, item.name, item.bounds.item), item.bounds.item)
                if taken is not None:
                    yield taken
        except (OSError, EOFError, ValueError, KeyError) as problem:
            self.problem = " ".join(str(problem).split())[:100]


def _block(record: WarcRecord, name: str, largest: int) -> _Block:
    """A record's bytes, up to one more than `largest`.

    Raises:
        KeyError: it does not say how long it is.
    """
    url = record.headers.get("WARC-Target-URI")
    asked = record.record_date
    return _Block(
        source=f"{name}#{record.stream_pos}",
        declared=int(record.headers["Content-Length"]),
        body=record.reader.read(largest + 1),
        url=url.strip("<> ") if url else None,
        asked=asked.astimezone(UTC) if asked else None,
    )


def _taken(block: _Block, largest: int) -> Page | Failed | None:
    """The page that a record holds; None for other answers than 200 and other things than HTML."""
    if len(block.body) < block.declared and len(block.body) <= largest:
        message = f"is cut off: {block.declared} bytes were announced, {len(block.body)} are there"
        return Failed(source=block.source, reason="broken", message=message)
    answer = _answer(block.body, "none")
    headers = answer.http_headers if answer else None
    if headers is None or headers.status_code is None:
        return Failed(source=block.source, reason="broken", message="is a record without an HTTP answer")
    content_type = headers.get("Content-Type")
    if headers.status_code != 200 or not _is_html(content_type):
        return None
    body = _unpacked(block.body, largest)
    if len(block.body) > largest or len(body) > largest:
        return Failed(source=block.source, reason="too-large", message=f"is larger than {largest / 1e6:.0f} MB")
    if not body.strip():
        return Failed(source=block.source, reason="empty", message="is an empty page")
    return page(block.source, body, "html", url=block.url, retrieved=block.asked, content_type=content_type)


def _is_http(record: WarcRecord) -> bool:
    """Whether it is an answer to a browser; archives keep those of name servers too."""
    return "http" in (record.headers.get("Content-Type") or "http").lower()


def _is_html(content_type: str | None) -> bool:
    return content_type is None or "html" in content_type.lower()


def _answer(block: bytes, decode: str) -> WarcRecord | None:
    """The HTTP answer in a record's bytes; a record of its own, as a failure here must not end the archive's."""
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.set_bytes_content(block)
    record.is_http = True
    try:
        record.parse_http(auto_decode=decode)  # type: ignore[arg-type]
    except (OSError, ValueError):
        return None
    return record


def _unpacked(block: bytes, largest: int) -> bytes:
    """The body as a browser would have it; crawlers unpack bodies and leave the header that says they are packed."""
    for decode in ("all", "content", "transfer", "none"):
        answer = _answer(block, decode)
        if answer is None:
            continue
        try:
            return answer.reader.read(largest + 1)
        except (OSError, EOFError, ValueError):
            continue
    return b""


def _is_cut(item: Delivered, last: int) -> bool:
    """Whether a gzip file goes on after the record at byte `last` with the beginning of another, and no more."""
    if not item.head().startswith(GZIP):
        return False
    at = _next_start(item, last + 1, _STARTS[GZIP])
    while at is not None:
        item.stream.seek(at)
        try:
            if _MARK.startswith(zlib.decompressobj(31).decompress(item.stream.read(HEAD), len(_MARK))):
                return True
        except zlib.error:
            pass  # bytes of a record that only look like a beginning
        at = _next_start(item, at + 1, _STARTS[GZIP])
    return False


def _next_start(item: Delivered, at: int, pattern: re.Pattern[bytes]) -> int | None:
    """The next place, from byte `at` on, where a record may begin; None at the end."""
    item.stream.seek(at)
    kept = b""
    while chunk := item.stream.read(_CHUNK):
        text = kept + chunk
        if match := pattern.search(text):
            return at - len(kept) + match.start()
        at += len(chunk)
        kept = text[-_OVERLAP:]
    return None
