from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from musnad.sources.answers import Answer, Missed
from musnad.sources.http import AGENT, Fetcher
from musnad.sources.pacing import Manners
from musnad.sources.visits import PlainVisits
from tests.sources.web import FakeClock, Reply, Web, html, packed

PAGE = "https://news.example/a"
ROBOTS = "https://news.example/robots.txt"


def taken(outcome: Answer | Missed) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome


def missed(outcome: Answer | Missed) -> Missed:
    assert isinstance(outcome, Missed), outcome
    return outcome


def test_it_says_who_asks() -> None:
    web = Web({PAGE: Reply(html("أ"), content_type="text/html")})
    answer = taken(web.fetcher().get(PAGE, typed=True))
    assert (answer.url, answer.body, answer.content_type) == (PAGE, html("أ"), "text/html")
    assert {request.headers["user-agent"] for request in web.requests} == {AGENT}
    assert AGENT.startswith("musnad/")


def test_robots_txt_is_obeyed_and_asked_once() -> None:
    web = Web({ROBOTS: Reply(b"User-agent: musnad\nDisallow: /private/\n"), PAGE: Reply(b"x")})
    fetcher = web.fetcher()
    failed = missed(fetcher.get("https://news.example/private/a", typed=True)).failed
    assert failed.reason == "robots"
    assert web.asked == [ROBOTS]
    taken(fetcher.get(PAGE, typed=True))
    assert web.asked == [ROBOTS, PAGE]


def test_without_robots_txt_all_is_allowed_and_with_a_broken_server_nothing() -> None:
    assert isinstance(Web({PAGE: Reply(b"x")}).fetcher().get(PAGE, typed=True), Answer)
    assert isinstance(Web({ROBOTS: Reply(status=403), PAGE: Reply(b"x")}).fetcher().get(PAGE, typed=True), Answer)
    for status in (500, 503, 429):
        web = Web({ROBOTS: Reply(status=status), PAGE: Reply(b"x")})
        outcome = missed(web.fetcher().get(PAGE, typed=True))
        assert outcome.failed.reason == "robots"
        assert outcome.failed.source == PAGE
        assert PAGE not in web.asked


def test_robots_txt_that_could_not_be_had_is_asked_for_later() -> None:
    web, clock = Web({ROBOTS: [Reply(status=500), Reply(b"User-agent: *\nAllow: /")], PAGE: Reply(b"x")}), FakeClock()
    fetcher = web.fetcher(clock=clock)
    missed(fetcher.get(PAGE, typed=True))
    missed(fetcher.get(PAGE, typed=True))
    clock.passed += 3600
    taken(fetcher.get(PAGE, typed=True))


def test_a_redirect_into_a_forbidden_part_is_refused() -> None:
    away = "https://other.example/b"
    web = Web(
        {
            PAGE: Reply(status=302, location=away),
            "https://other.example/robots.txt": Reply(b"User-agent: *\nDisallow: /"),
        }
    )
    assert missed(web.fetcher().get(PAGE, typed=True)).failed.reason == "robots"
    assert away not in web.asked


def test_hosts_are_asked_at_their_pace() -> None:
    web, clock = Web(), FakeClock()
    web.pages |= {f"https://{host}.example/{n}": Reply(b"x") for host in "ab" for n in range(3)}
    web.pages["https://b.example/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7")
    fetcher = web.fetcher(clock=clock)
    for n in range(3):
        taken(fetcher.get(f"https://a.example/{n}", typed=True))
    assert clock.slept == [2.0, 2.0, 2.0]
    clock.slept.clear()
    for n in range(3):
        taken(fetcher.get(f"https://b.example/{n}", typed=True))
    assert clock.slept == [2.0, 7.0, 7.0]


def test_a_delay_of_hours_is_not_waited_for() -> None:
    web, clock = Web({ROBOTS: Reply(b"User-agent: *\nCrawl-delay: 3600"), PAGE: Reply(b"x")}), FakeClock()
    assert missed(web.fetcher(clock=clock).get(PAGE, typed=True)).failed.reason == "robots"
    assert clock.passed < 10


def plain(**rules: float) -> Manners:
    return Manners(robots=False, delay=0.0, **rules)  # type: ignore[arg-type]


def test_waits_double_until_an_answer_comes() -> None:
    web, clock = Web({PAGE: [Reply(status=503), Reply(status=503), Reply(b"x")]}), FakeClock()
    assert taken(web.fetcher(plain(), clock=clock).get(PAGE, typed=True)).body == b"x"
    assert clock.slept == [2.0, 4.0]


@pytest.mark.parametrize("asked", ["30", "Wed, 06 Aug 2025 09:00:30 GMT"])
def test_retry_after_is_honoured(asked: str) -> None:
    web, clock = Web({PAGE: [Reply(status=429, retry_after=asked), Reply(b"x")]}), FakeClock()
    taken(web.fetcher(plain(), clock=clock).get(PAGE, typed=True))
    assert clock.slept == [30.0]


def test_a_host_that_asks_for_a_long_pause_is_left_alone() -> None:
    other = "https://news.example/b"
    web, clock = Web({PAGE: Reply(status=429, retry_after="3600"), other: Reply(b"x")}), FakeClock()
    fetcher = web.fetcher(plain(), clock=clock)
    outcome = missed(fetcher.get(PAGE, typed=True))
    assert (outcome.failed.reason, outcome.status, outcome.passing) == ("refused", 429, True)
    assert missed(fetcher.get(other, typed=True)).passing
    assert web.asked == [PAGE]
    clock.passed += 3601
    taken(fetcher.get(other, typed=True))


def test_network_errors_are_tried_again_and_then_told() -> None:
    web, clock = Web({PAGE: httpx.ConnectError("no")}), FakeClock()
    outcome = missed(web.fetcher(plain(), clock=clock).get(PAGE, typed=True))
    assert (outcome.failed.reason, outcome.passing) == ("missing", True)
    assert clock.slept == [2.0, 4.0, 8.0]
    assert len(web.asked) == 4


@pytest.mark.parametrize("status, reason", [(404, "missing"), (410, "missing"), (500, "missing"), (403, "refused")])
def test_other_answers_are_final(status: int, reason: str) -> None:
    web = Web({PAGE: Reply(status=status)})
    outcome = missed(web.fetcher(plain()).get(PAGE, typed=True))
    assert (outcome.failed.reason, outcome.passing) == (reason, False)
    assert str(status) in outcome.failed.message
    assert len(web.asked) == 1


@pytest.mark.parametrize("header", [{"etag": '"7"'}, {"last_modified": "Wed, 06 Aug 2025 08:00:00 GMT"}])
def test_what_has_not_changed_is_not_fetched_twice(header: dict[str, str]) -> None:
    web, visits = Web({PAGE: Reply(b"x", **header)}), PlainVisits()
    fetcher = web.fetcher(plain(), visits=visits)
    first = taken(fetcher.get(PAGE, typed=True))
    assert visits.visit(PAGE) is None  # noted only when the body is in good hands
    fetcher.note(first.visits)
    second = taken(web.fetcher(plain(), visits=visits).get(PAGE, typed=True))
    assert second.unchanged
    assert second.body == b""
    fetcher.note(second.visits)
    visit = visits.visit(PAGE)
    assert visit is not None
    assert visit.status == 304
    assert visit.etag or visit.modified
    assert taken(fetcher.get(PAGE, typed=True, again=True)).body == b"x"


def test_a_failure_keeps_what_is_known_of_the_last_good_answer() -> None:
    web, visits = Web({PAGE: [Reply(b"x", etag='"7"'), Reply(status=500), Reply(b"x", etag='"7"')]}), PlainVisits()
    fetcher = web.fetcher(plain(), visits=visits)
    fetcher.note(taken(fetcher.get(PAGE, typed=True)).visits)
    missed(fetcher.get(PAGE, typed=True))
    visit = visits.visit(PAGE)
    assert visit is not None
    assert (visit.status, visit.etag) == (500, '"7"')
    assert taken(fetcher.get(PAGE, typed=True)).unchanged


def test_redirects_are_followed_and_bounded() -> None:
    web = Web({PAGE: Reply(status=301, location="/b?x=1#part"), "https://news.example/b?x=1": Reply(b"x")})
    answer = taken(web.fetcher(plain()).get(PAGE, typed=True))
    assert answer.url == "https://news.example/b?x=1"
    assert [(visit.url, visit.status) for visit in answer.visits] == [(PAGE, 301), (answer.url, 200)]
    web.pages["https://news.example/b?x=1"] = Reply(status=302, location=PAGE)
    assert missed(web.fetcher(plain()).get(PAGE, typed=True)).failed.reason == "missing"
    assert len(web.asked) == 2 + 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/a", "data:text/html,x", "gopher://a/"])
def test_only_http_is_followed(target: str) -> None:
    web = Web({PAGE: Reply(status=302, location=target)})
    assert missed(web.fetcher(plain()).get(PAGE, typed=True)).failed.reason == "refused"
    for typed in (True, False):
        assert missed(web.fetcher(plain()).get(target, typed=typed)).failed.reason == "refused"
    assert web.asked == [PAGE]


def test_a_strangers_word_leads_to_public_hosts_only() -> None:
    web = Web({"http://inside.example/": Reply(b"x"), PAGE: Reply(status=302, location="http://inside.example/")})
    web.names["inside.example"] = ["127.0.0.1"]
    for url in ("http://127.0.0.1/", "http://[::1]/", "http://10.0.0.8/", "http://inside.example/", PAGE):
        outcome = missed(web.fetcher(plain()).get(url, typed=False))
        assert (outcome.failed.reason, outcome.passing) == ("private-address", False)
        assert outcome.failed.source == url
    assert web.asked == [PAGE]


def test_a_person_may_name_a_local_host_but_is_not_led_to_one() -> None:
    local = "http://127.0.0.1:8000/a"
    web = Web({local: Reply(b"x"), PAGE: Reply(status=302, location=local)})
    assert taken(web.fetcher(plain()).get(local, typed=True)).body == b"x"
    assert missed(web.fetcher(plain()).get(PAGE, typed=True)).failed.reason == "private-address"
    at_home = Manners(robots=False, delay=0.0, local=True)
    assert taken(web.fetcher(at_home).get(local, typed=False)).body == b"x"


def test_the_address_that_was_judged_is_the_one_that_is_dialled() -> None:
    web = Web({PAGE: Reply(b"x")})
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])  # a name that answers otherwise the second time
    fetcher = Fetcher(plain(), clock=FakeClock(), transport=web, resolver=lambda host, port: next(answers))
    taken(fetcher.get(PAGE, typed=False))
    assert web.dialled == ["93.184.216.34"]
    assert web.requests[0].headers["host"] == "news.example"
    assert web.requests[0].extensions["sni_hostname"] == "news.example"


def test_large_answers_are_left() -> None:
    web = Web({PAGE: Reply([b"x" * 60] * 3)})
    assert missed(web.fetcher(plain(largest=100)).get(PAGE, typed=True)).failed.reason == "too-large"


def test_a_small_packed_answer_that_is_huge_unpacked_is_left() -> None:
    web = Web({PAGE: Reply(packed(b"x" * 1_000_000), content_encoding="gzip")})
    assert len(packed(b"x" * 1_000_000)) < 2000
    assert missed(web.fetcher(plain(largest=10_000)).get(PAGE, typed=True)).failed.reason == "too-large"
    assert len(taken(web.fetcher(plain()).get(PAGE, typed=True)).body) == 1_000_000


@pytest.mark.parametrize("packing, body", [("br", b"x"), ("gzip", b"x"), ("gzip", packed(b"abcdefgh" * 99)[:-12])])
def test_broken_packing_is_told(packing: str, body: bytes) -> None:
    web = Web({PAGE: Reply(body, content_encoding=packing)})
    assert missed(web.fetcher(plain()).get(PAGE, typed=True)).failed.reason == "broken"


def test_a_server_that_drips_is_left() -> None:
    clock = FakeClock()

    class Dripping(Reply):
        def _flow(self) -> Iterator[bytes]:
            for _ in range(1000):
                clock.passed += 10
                yield b"x"

    web = Web({PAGE: Dripping()})
    outcome = missed(web.fetcher(plain(tries=1, total=60.0), clock=clock).get(PAGE, typed=True))
    assert outcome.failed.reason == "missing"
    assert clock.passed < 100


def test_nothing_is_an_answer_too() -> None:
    assert missed(Web({PAGE: Reply(b" \n")}).fetcher(plain()).get(PAGE, typed=True)).failed.reason == "empty"


def test_cookies_are_not_carried_along() -> None:
    web = Web({PAGE: Reply(b"x", set_cookie="a=b")})
    fetcher = web.fetcher(plain())
    fetcher.get(PAGE, typed=True)
    fetcher.get(PAGE, typed=True, again=True)
    assert "cookie" not in web.requests[-1].headers


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://xn--a.example/", "https://a b.example/", "http://" + "a" * 5000, "خبر"]
)
def test_what_is_no_address_is_told(url: str) -> None:
    assert missed(Web().fetcher(plain()).get(url, typed=True)).failed.reason in ("missing", "refused")


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = html("خبر")
        if self.path == "/robots.txt" or self.headers.get("If-None-Match") == '"1"':
            self.send_response(404 if self.path == "/robots.txt" else 304)
            self.end_headers()
            return
        body = packed(body) if self.headers["Accept-Encoding"] == "gzip" else body
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Be still."""


@pytest.fixture
def loopback() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_real_server(loopback: str) -> None:
    visits = PlainVisits()
    with Fetcher(visits=visits, clock=FakeClock()) as fetcher:
        answer = taken(fetcher.get(f"{loopback}/a", typed=True))
        assert answer.body == html("خبر")
        fetcher.note(answer.visits)
        assert taken(fetcher.get(f"{loopback}/a", typed=True)).unchanged
        assert missed(fetcher.get(f"{loopback}/b", typed=False)).failed.reason == "private-address"


def test_a_real_server_through_the_checked_way(loopback: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is dialled at the address that was judged, with its own Host."""
    monkeypatch.setattr("musnad.sources.addresses.is_public", lambda address: address == "127.0.0.1")
    with Fetcher(plain(), clock=FakeClock(), resolver=lambda host, port: ["127.0.0.1"]) as fetcher:
        port = loopback.rpartition(":")[2]
        assert taken(fetcher.get(f"http://news.example:{port}/a", typed=False)).body == html("خبر")
