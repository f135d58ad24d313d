"""Asking addresses politely: robots.txt, one request in a while, pauses that a host asks for, nothing fetched twice.

Redirects are followed by hand, so that every hop is held to the same rules. Only an answer as the server gave it leaves
this module, or why there is none.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import httpx
from msgspec import Meta, Struct
from msgspec.structs import replace

from musnad import __version__
from musnad.sources.addresses import CheckedTransport, PrivateAddress, Resolver, refusal, resolve
from musnad.sources.answers import Answer, Missed, body_of, missed
from musnad.sources.base import Failed, FailureReason, Visit, Visits
from musnad.sources.pacing import Clock, Manners, Pace, SystemClock, retry_after
from musnad.sources.robots import ALLOWED, Robots, parse_robots
from musnad.sources.visits import PlainVisits

AGENT = f"musnad/{__version__} (+reads public news; obeys robots.txt)"
"""How we call ourselves; robots.txt files name us by the first word."""
ROBOTS_KEPT = 86_400.0
"""Seconds after which a robots.txt is asked for again (RFC 9309, 2.4)."""
ROBOTS_AGAIN = 600.0
"""Seconds after which one is asked for again that could not be had."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_AGAIN = frozenset({429, 502, 503, 504})
_REFUSED = frozenset({401, 402, 403, 407, 429, 451, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_TARGET = "musnad.redirect"


class _Hop(Struct, frozen=True, kw_only=True):
    """One answer of one server."""

    status: int
    body: bytes = b""
    headers: httpx.Headers
    target: Annotated[str | None, Meta(description="Where it redirects to, as the server wrote it.")] = None


class _Told(Struct, frozen=True):
    """What a robots.txt said, and until when that is believed."""

    rules: Robots | Missed
    until: float


class Fetcher:
    """Asks addresses for all sources of one run, so that they share the pace of a host and its robots.txt."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        visits: Visits | None = None,
        clock: Clock | None = None,
        transport: httpx.BaseTransport | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        """Nothing is asked yet.

        Args:
            manners: how politely, how much, how long.
            visits: memory of earlier visits; without one everything is new.
            clock: the time; the machine's by default.
            transport: what carries requests, for tests; the network by default.
            resolver: host names to IP addresses.
        """
        self.manners = manners or Manners()
        self.visits: Visits = visits or PlainVisits()
        self.clock: Clock = clock or SystemClock()
        self._pace = Pace(self.clock)
        self._robots: dict[str, _Told] = {}
        # What a feed names is dialled directly: a proxy would resolve names itself, out of our sight.
        checked = CheckedTransport(transport, resolver=resolver)
        self._stranger = httpx.Client(transport=checked, trust_env=False, event_hooks={"response": [_unfollowed]})
        self._person = httpx.Client(transport=transport, event_hooks={"response": [_unfollowed]})

    def close(self) -> None:
        """Close all connections."""
        self._stranger.close()
        self._person.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, url: str, *, typed: bool, again: bool = False) -> Answer | Missed:
        """Ask an address.

        Args:
            url: the address.
            typed: whether a person wrote it. Only then its own host may be one of a private network; whatever it
                redirects to is judged as a stranger's word.
            again: ask for the body even where it has not changed since the last visit.
        """
        answer = self._follow(url, _host(url) if typed else None, robots=self.manners.robots, again=again)
        if isinstance(answer, Missed) and answer.status is not None:
            self.note((self._visit(url, answer.status, None),))
        return answer

    def note(self, visits: tuple[Visit, ...]) -> None:
        """Remember visits."""
        for visit in visits:
            self.visits.note_visit(visit)

    def _follow(self, url: str, home: str | None, *, robots: bool, again: bool) -> Answer | Missed:
        """Ask, hop by hop; `home` is the host that may be local."""
        target, visits = url, list[Visit]()
        for _ in range(self.manners.hops + 1):
            if (failed := refusal(target, typed=_host(target) == home)) is not None:
                return Missed(failed=replace(failed, source=url))
            target = str(httpx.URL(target).copy_with(fragment=None))
            delay = self.manners.delay
            if robots:
                rules = self._rules(target, home)
                if isinstance(rules, Missed):
                    return replace(rules, failed=replace(rules.failed, source=url))
                if not rules.allows(target):
                    return missed(url, "robots", "its robots.txt asks not to read this address")
                delay = max(delay, rules.delay or 0.0)
                if delay > self.manners.longest_wait:
                    return missed(url, "robots", f"its robots.txt asks for {delay:.0f} seconds between requests")
            hop = self._ask(target, source=url, home=home, delay=delay, headers={} if again else self._known(target))
            if isinstance(hop, Missed):
                return hop
            visits.append(self._visit(target, hop.status, hop.headers if hop.target is None else None))
            if hop.target is None:
                if target != url and all(visit.url != url for visit in visits):
                    visits.append(self._visit(url, hop.status, None))
                return self._answer(target, hop, tuple(visits))
            target = _joined(target, hop.target)
        return missed(url, "missing", f"is redirected more than {self.manners.hops} times")

    def _answer(self, url: str, hop: _Hop, visits: tuple[Visit, ...]) -> Answer:
        kind = hop.headers.get("content-type")
        now = self.clock.now()
        return Answer(url=url, status=hop.status, body=hop.body, content_type=kind, retrieved=now, visits=visits)

    def _rules(self, url: str, home: str | None) -> Robots | Missed:
        """What the host's robots.txt says, asked for once. Source: RFC 9309, 2.3.1."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        told = self._robots.get(origin)
        if told is None or told.until < self.clock.monotonic():
            answer = self._follow(f"{origin}/robots.txt", home, robots=False, again=True)
            told = _Told(rules := _understood(answer, url), self.clock.monotonic() + _age(rules))
            if isinstance(rules, Missed) and rules.passing:
                return rules  # not remembered: the pace decides when it is asked again
            self._robots[origin] = told
        return told.rules

    def _known(self, url: str) -> dict[str, str]:
        """Headers that ask for news only."""
        visit = self.visits.visit(url)
        if visit is None:
            return {}
        pairs = (("If-None-Match", visit.etag), ("If-Modified-Since", visit.modified))
        return {name: value for name, value in pairs if value}

    def _visit(self, url: str, status: int, headers: httpx.Headers | None) -> Visit:
        """A visit to note: an answer without a body keeps what an earlier one said of the body."""
        last = self.visits.visit(url)
        etag = headers.get("etag") if headers is not None else None
        modified = headers.get("last-modified") if headers is not None else None
        if last is not None and status != 200:
            etag, modified = etag or last.etag, modified or last.modified
        return Visit(url=url, etag=etag, modified=modified, seen=self.clock.now(), status=status)

    def _ask(
        self, url: str, *, source: str, home: str | None, delay: float, headers: dict[str, str]
    ) -> _Hop | Missed:  # fmt: skip
        """Ask one server, again after a pause where it cannot answer now."""
        host = _host(url) or ""
        for attempt in range(1, self.manners.tries + 1):
            if left := self._pace.shut_for(host):
                return missed(source, "refused", f"{host} is left alone for {left:.0f} more seconds", passing=True)
            self._pace.wait(host, delay)
            result = self._once(url, source, home, headers)
            if isinstance(result, _Hop) or not result.passing:
                return result
            pause = max(self.manners.wait_before(attempt), result.pause or 0.0)
            if pause > self.manners.longest_wait or attempt == self.manners.tries:
                if result.status in _AGAIN or result.unreached:
                    self._pace.shut(host, pause)
                return result
            self.clock.sleep(pause)
        return missed(source, "missing", "was not asked", passing=True)

    def _once(self, url: str, source: str, home: str | None, headers: dict[str, str]) -> _Hop | Missed:
        local = self.manners.local or (home is not None and _host(url) == home)
        client = self._person if local else self._stranger
        client.cookies.clear()
        sent = {"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", **headers}
        try:
            with client.stream(
                "GET", url, headers=sent, follow_redirects=False, timeout=self.manners.timeout
            ) as response:
                return self._received(response, source)
        except PrivateAddress as problem:
            return missed(source, "private-address", f"leads into a private network: {problem}")
        except httpx.DecodingError:
            return missed(source, "broken", "the answer's compression is broken")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
            unreached = isinstance(problem, httpx.ConnectError | httpx.ConnectTimeout)
            message = f"the address does not answer ({problem.__class__.__name__})"
            failed = Failed(source=source, reason="missing", message=message)
            return Missed(failed=failed, passing=True, unreached=unreached)

    def _received(self, response: httpx.Response, source: str) -> _Hop | Missed:
        status = response.status_code
        target = response.extensions.get(_TARGET) if status in _MOVED else None
        if status == 304 or target is not None:
            return _Hop(status=status, headers=response.headers, target=target)
        if status != 200:
            reason: FailureReason = "refused" if status in _REFUSED else "missing"
            pause = retry_after(response.headers.get("retry-after"), self.clock.now())
            failed = Failed(source=source, reason=reason, message=f"the address answers {status}")
            return Missed(failed=failed, status=status, passing=status in _AGAIN, pause=pause)
        body = body_of(response, source, self.clock, self.manners)
        return body if isinstance(body, Missed) else _Hop(status=status, body=body, headers=response.headers)


def _unfollowed(response: httpx.Response) -> None:
    """Put aside where a redirect leads before httpx prepares to go there: judging that is our business."""
    if (target := response.headers.pop("location", None)) is not None:
        response.extensions[_TARGET] = target


def _understood(answer: Answer | Missed, url: str) -> Robots | Missed:
    """What an answer for robots.txt means. Source: RFC 9309, 2.3.1: none there is leave, none to be had is not."""
    if isinstance(answer, Answer):
        return parse_robots(answer.body)
    if answer.failed.reason in ("empty", "too-large", "broken"):
        return ALLOWED
    if answer.status is None:
        return answer
    if 400 <= answer.status < 500 and answer.status != 429:
        return ALLOWED
    message = f"its robots.txt cannot be read now ({answer.status})"
    return replace(answer, failed=Failed(source=url, reason="robots", message=message))


def _age(rules: Robots | Missed) -> float:
    """Seconds for which a robots.txt is believed."""
    return ROBOTS_KEPT if isinstance(rules, Robots) else ROBOTS_AGAIN


def _host(url: str) -> str | None:
    try:
        return httpx.URL(url).raw_host.decode("ascii") or None
    except (httpx.InvalidURL, ValueError):
        return None


def _joined(base: str, location: str) -> str:
    try:
        return str(httpx.URL(base).join(location))
    except (httpx.InvalidURL, ValueError):
        return location
