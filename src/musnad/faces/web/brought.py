"""What a visitor brings to be read — words, a file, an address — within bounds of size and time."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends, Request
from msgspec import Struct
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from musnad.errors import ReaderBusy
from musnad.records import Page
from musnad.sources.answers import Missed
from musnad.sources.base import Failed, FailureReason
from musnad.sources.forms import kind_of
from musnad.sources.http import Fetcher
from musnad.sources.pacing import Manners
from musnad.sources.pages import page_of

LARGEST = 2_000_000
"""Bytes of a text or file."""
_AROUND = 64_000
"""Bytes of a form around that."""
PATIENCE = 60.0
"""Seconds for a form to arrive."""
_FIELDS = 12
AT_ONCE = 4
"""Addresses that are fetched at a time."""
_PUBLIC = Manners(
    delay=0.0, robots=False, tries=1, largest=5_000_000, timeout=6.0, total=15.0, hops=4,
)  # fmt: skip
"""One page at a person's request, as a browser asks; never of a private network, whoever wrote the address."""
_fetching = threading.BoundedSemaphore(AT_ONCE)


class Brought(Struct, frozen=True, kw_only=True):
    """A form that was sent to be read."""

    text: str = ""
    file: bytes = b""
    name: str = ""
    url: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""


class Refused(Struct, frozen=True):
    """A form that was not read: HTTP status, and why."""

    status: int
    failed: Failed


async def brought(request: Request) -> Brought | Refused:
    """The form of a request, or why it was not read: too large, too slow, broken."""
    try:
        if int(_digits(request.headers.get("content-length"))) > 3 * LARGEST + _AROUND:
            raise _TooLarge
        return await asyncio.wait_for(_received(request), PATIENCE)
    except _TooLarge:
        return _refused(413, "too-large", f"is larger than {LARGEST / 1e6:.0f} MB")
    except TimeoutError:
        return _refused(408, "missing", f"is not there after {PATIENCE:.0f} seconds")
    except MultiPartException as problem:
        return _refused(400, "broken", problem.message)


Form = Annotated[Brought | Refused, Depends(brought)]


class _TooLarge(Exception):
    """More came than is read."""


def _refused(status: int, reason: FailureReason, message: str) -> Refused:
    return Refused(status, Failed(source="form", reason=reason, message=message))


async def _received(request: Request) -> Brought:
    form = await _form(request)
    words = {key: value.strip() for key, value in form.multi_items() if isinstance(value, str)}
    given = form.get("file")
    upload = given if isinstance(given, UploadFile) else None
    body = await upload.read() if upload else b""
    name = (upload.filename or "") if upload else ""
    await form.close()
    fields = {key: words.get(key, "") for key in ("text", "url", "title", "outlet", "published")}
    fields["text"] = fields["text"].replace("\r\n", "\n")  # as forms send the ends of lines
    if max(len(body), len(fields["text"].encode("utf-8", "replace"))) > LARGEST:
        raise _TooLarge
    return Brought(file=body, name=name[:200], **fields)


async def _form(request: Request) -> FormData:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        parser = MultiPartParser(
            request.headers, _bounded(request), max_files=1, max_fields=_FIELDS, max_part_size=LARGEST + _AROUND
        )
        return await parser.parse()
    if kind == "application/x-www-form-urlencoded":
        return await FormParser(request.headers, _bounded(request)).parse()
    raise MultiPartException("a form is needed")


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    """The body as it comes, until there is too much of it: a length that is not told may have no end."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > 3 * LARGEST + _AROUND:  # a form may spell one byte with three
            raise _TooLarge
        yield chunk


def _digits(value: str | None) -> str:
    return value if value and value.isascii() and value.isdigit() else "0"


def page_from(given: Brought) -> Page | Failed:
    """The page of what was brought: the file, the text, or what the address holds.

    Raises:
        ReaderBusy: too many addresses are being fetched.
    """
    if given.file:
        return _page(given.file, given.name or "file", given.url)
    if given.text:
        return _page(given.text.encode("utf-8", "replace"), "text", given.url)
    if given.url:
        return _fetched(given.url)
    return Failed(source="form", reason="empty", message="nothing was given")


def _page(body: bytes, source: str, url: str) -> Page:
    address = url if url.startswith(("http://", "https://")) else None
    return Page(source=source, body=body, sha256=hashlib.sha256(body).hexdigest(), kind=kind_of(body), url=address)


def _fetched(url: str) -> Page | Failed:
    address = url if "://" in url else f"https://{url}"
    if not _fetching.acquire(timeout=2.0):
        raise ReaderBusy("other addresses are being fetched")
    try:
        with Fetcher(_PUBLIC) as fetcher:
            answer = fetcher.get(address, typed=False)
    finally:
        _fetching.release()
    return answer.failed if isinstance(answer, Missed) else page_of(answer, address)
