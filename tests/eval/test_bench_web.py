from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from musnad.eval.bench_web import READ, Kind, Sample, Took, _asked, api, measure, pages, spread

SAMPLE = Sample(
    articles=(), stories=("story:1",), facts=("fact:1",), actors=("admin1:SAU/asir",),
    pairs=(("article:1", "article:2"),),
    days=("2025-08-06",), words=("كلمة",), texts=("نص",),
)  # fmt: skip


class _Answers(BaseHTTPRequestHandler):
    """Pages that are all there, but for those of facts."""

    def do_GET(self) -> None:
        self.send_response(404 if self.path.startswith("/facts") else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_sample_is_spread_over_all() -> None:
    assert spread("abcdef", 3) == ("a", "c", "e")
    assert spread("ab", 3) == ("a", "b")
    assert spread("", 3) == ()


def test_the_first_request_counts_by_itself() -> None:
    took = Took.of("/", [900.0, *(float(n) for n in range(1, 101))])
    assert (took.first, took.median, took.most, took.slowest) == (900.0, 50.5, 96.0, 100.0)
    assert took.good
    assert not Took.of("/", [1.0, 201.0]).good
    assert Took.of(READ, [1.0, 999.0]).good
    assert not Took.of("/", [1.0], failed=1).good


def test_short_lists_of_values_begin_anew() -> None:
    assert _asked("/x", a="12", b="3") == ("/x?a=1&b=3", "/x?a=2&b=3")
    assert _asked("/x", a="12", b="") == ()


def test_ids_are_quoted() -> None:
    paths = {path for kind in (*pages(SAMPLE), *api(SAMPLE)) for path in kind.paths}
    assert "/actors/admin1:SAU%2Fasir" in paths
    assert all(path.isascii() for path in paths)


def test_every_kind_is_asked(url: str) -> None:
    found = {took.name: took for took in measure(url, SAMPLE)}
    assert set(found) == {kind.name for kind in (*pages(SAMPLE), *api(SAMPLE)) if kind.paths} | {READ}
    assert found["/facts/ID"].failed == 1
    assert found["/"].failed == 0
    assert isinstance(next(iter(pages(SAMPLE))), Kind)
