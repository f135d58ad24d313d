import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard

from musnad.page.read import Overrides, read_page
from musnad.sources.delivered import Bounds
from musnad.sources.opening import Opening, open_sources
from tests.sources.given import HTML, TEXT, failures, pages, write, zipped

BODY = HTML.encode()


def record(
    number: int, body: bytes = BODY, *, kind: str = "response", status: str = "200 OK", headers: str = "",
    content_type: str = "text/html; charset=utf-8",
) -> bytes:  # fmt: skip
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2024-03-{number + 1:02}T10:11:12Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"


@pytest.mark.parametrize("way", ["plain", "gz", "zst"])
def test_pages_of_an_archive(tmp_path: Path, way: str) -> None:
    records = [INFO, *(record(n) for n in range(4))]
    if way == "gz":
        body = packed(*records)
    else:
        body = b"".join(zstandard.compress(one) if way == "zst" else one for one in records)
    path = write(tmp_path / "a.warc", body)
    found = pages(path)
    assert [page.url for page in found] == [f"https://a.example/{n}" for n in range(4)]
    assert found[2].retrieved == datetime(2024, 3, 3, 10, 11, 12, tzinfo=UTC)
    assert {page.body for page in found} == {BODY}
    assert found[0].content_type == "text/html; charset=utf-8"
    assert len({page.source for page in found}) == 4
    assert not failures(path)
    assert TEXT in read_page(found[0], Overrides()).text


def test_only_pages_that_were_there(tmp_path: Path) -> None:
    names = record(7).replace(b"application/http; msgtype=response", b"text/dns")
    records = [record(0, kind="revisit"), record(1, status="404 Not Found"), record(2, content_type="image/png"),
               record(3, kind="request"), names, record(4, status="301 Moved"), record(5)]  # fmt: skip
    path = write(tmp_path / "a.warc.gz", packed(*records))
    assert [page.url for page in pages(path)] == ["https://a.example/5"]
    assert not failures(path)


def test_bodies_are_unpacked(tmp_path: Path) -> None:
    squeezed = gzip.compress(BODY)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(squeezed), squeezed)
    ways = [
        record(0, squeezed, headers="Content-Encoding: gzip\r\n"),
        record(1, chunked, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        record(2, zlib.compress(BODY), headers="Content-Encoding: deflate\r\n"),
        record(3, BODY, headers="Content-Encoding: gzip\r\n"),
        record(4, BODY, headers="Transfer-Encoding: chunked\r\n"),
        record(5, squeezed, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        record(6),
    ]
    assert [page.body for page in pages(write(tmp_path / "a.warc", b"".join(ways)))] == [BODY] * 7


@pytest.mark.parametrize("way", ["plain", "gz"])
def test_damage_in_the_middle_costs_one_record(tmp_path: Path, way: str) -> None:
    records = [record(n) for n in range(5)]
    if way == "gz":
        parts = [gzip.compress(one, mtime=0) for one in records]
        parts[1] = parts[1][:40] + bytes(20) + parts[1][60:]
    else:
        parts = records
        parts[1] = b"these bytes are no record\r\n\r\n"
    path = write(tmp_path / "a.warc", b"".join(parts))
    assert [page.url for page in pages(path)] == [f"https://a.example/{n}" for n in (0, 2, 3, 4)]
    assert [failed.reason for failed in failures(path)] == ["broken"]


@pytest.mark.parametrize("way", ["plain", "gz"])
@pytest.mark.parametrize("cut", [20, 120, 300])
def test_an_archive_that_is_cut_off(tmp_path: Path, way: str, cut: int) -> None:
    records = [record(n) for n in range(3)]
    body = packed(*records) if way == "gz" else b"".join(records)
    path = write(tmp_path / "a.warc", body[:-cut])
    assert [page.url for page in pages(path)] == ["https://a.example/0", "https://a.example/1"]
    assert [failed.reason for failed in failures(path)] == ["broken"]


def test_bodies_are_bounded(tmp_path: Path) -> None:
    bomb = record(1, gzip.compress(bytes(3_000_000)), headers="Content-Encoding: gzip\r\n")
    path = write(tmp_path / "a.warc.gz", packed(record(0), bomb, record(2, b"x" * 2_000_000), record(3)))
    items = list(open_sources(str(path), Opening(bounds=Bounds(item=1_000_000))).items())
    assert [getattr(item, "reason", "page") for item in items] == ["page", "too-large", "too-large", "page"]


def test_an_archive_in_a_zip_file(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"b/c.warc.gz": packed(record(0), record(1))})
    assert [page.url for page in pages(path)] == ["https://a.example/0", "https://a.example/1"]


def test_an_archive_without_pages(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", INFO + record(0, status="500 No"))
    assert [failed.reason for failed in failures(path)] == ["empty"]
    assert [failed.reason for failed in failures(write(tmp_path / "b.warc", record(0, b" ")))] == ["empty"]
