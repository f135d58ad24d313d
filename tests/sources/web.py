"""A network that is made up: sites as tables, names as tables, and a clock that only moves when told."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import httpx

from musnad.sources.base import Visits
from musnad.sources.http import Fetcher
from musnad.sources.pacing import Manners

START = datetime(2025, 8, 6, 9, 0, tzinfo=UTC)
TEXT = "قال وزير الخارجية في مؤتمر صحفي إن بلاده ترفض التهديد وتدعو إلى الحوار بين جميع الأطراف."
PUBLIC = "93.184.216.34"


def html(title: str, text: str = TEXT) -> bytes:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>".encode()


class FakeClock:
    """Stands still but for sleeping."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


class Reply:
    """One answer; `body` is sent piece by piece."""

    def __init__(self, body: bytes | Sequence[bytes] = b"", status: int = 200, **headers: str) -> None:
        self.pieces = [body] if isinstance(body, bytes) else list(body)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def response(self) -> httpx.Response:
        return httpx.Response(self.status, headers=self.headers, content=self._flow())

    def _flow(self) -> Iterator[bytes]:
        yield from self.pieces


class Web(httpx.BaseTransport):
    """Answers by address; a list of replies is used up, its last one stays. An unknown address is 404.

    A reply with an ETag or a date answers 304 to who knows it. `asked` holds every address in order, with the host that
    was meant even where an IP address was dialled; `dialled` holds the hosts that were really dialled.
    """

    def __init__(self, pages: dict[str, Reply | list[Reply] | Exception] | None = None) -> None:
        self.pages: dict[str, Reply | list[Reply] | Exception] = dict(pages or {})
        self.names: dict[str, list[str]] = {}
        self.asked: list[str] = []
        self.dialled: list[str] = []
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = f"{request.url.scheme}://{request.headers['host']}{request.url.raw_path.decode()}"
        self.asked.append(url)
        self.dialled.append(request.url.host)
        self.requests.append(request)
        found = self.pages.get(url, Reply(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(found, Exception):
            raise found
        if self._unchanged(request, found):
            return Reply(status=304).response()
        return found.response()

    def _unchanged(self, request: httpx.Request, found: Reply) -> bool:
        pairs = (("if-none-match", "etag"), ("if-modified-since", "last-modified"))
        return any(request.headers.get(a) == found.headers[b] for a, b in pairs if b in found.headers)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        return self.names.get(host, [PUBLIC])

    def fetcher(
        self, manners: Manners | None = None, *, visits: Visits | None = None, clock: FakeClock | None = None
    ) -> Fetcher:
        return Fetcher(
            manners, visits=visits, clock=clock or FakeClock(), transport=self, resolver=self.resolve
        )  # fmt: skip

    def pages_asked(self) -> list[str]:
        return [url for url in self.asked if not url.endswith("/robots.txt")]


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
