from __future__ import annotations

import time

import pytest

from musnad.sources.robots import ALLOWED, parse_robots

SITE = "https://news.example"


def allowed(robots: str, path: str) -> bool:
    return parse_robots(robots.encode()).allows(SITE + path)


def test_the_group_that_names_us_counts_before_the_one_for_all() -> None:
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: Musnad/1.0\nuser-agent: other\nDisallow: /x # why\n"
    assert allowed(robots, "/a")
    assert not allowed(robots, "/x/y")
    assert not parse_robots(robots.encode(), product="someone").allows(SITE + "/a")


def test_groups_of_one_name_are_one() -> None:
    robots = "User-agent: musnad\nDisallow: /a\nUser-agent: b\nDisallow: /\nUser-agent: musnad\nDisallow: /c\n"
    assert [allowed(robots, path) for path in ("/a", "/c", "/d")] == [False, False, True]


@pytest.mark.parametrize(
    "rules, path, expected",
    [
        ("Disallow:", "/a", True),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Disallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*/print", "/news/7/print", False),
        ("Disallow: /*?page=", "/a?page=2", False),
        ("Disallow: /خبر", "/%D8%AE%D8%A8%D8%B1/1", False),
        ("Disallow: /%d8%ae%d8%a8%d8%b1", "/خبر", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: *", "/a", False),
    ],
)
def test_rules(rules: str, path: str, expected: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is expected


def test_delay() -> None:
    robots = parse_robots(b"\xef\xbb\xbfUser-agent: *\r\nCrawl-delay: 2.5\r\nSitemap: https://news.example/s.xml\r\n")
    assert robots.delay == 2.5
    assert parse_robots(b"User-agent: *\nCrawl-delay: soon").delay is None


def test_nonsense_allows() -> None:
    assert parse_robots(b"<html>not found</html>") == ALLOWED
    assert parse_robots(b"\xff\xfe\0\0") == ALLOWED
    assert parse_robots(b"Disallow: /") == ALLOWED


def test_a_hostile_pattern_is_not_slow() -> None:
    robots = parse_robots(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"*b$")
    start = time.perf_counter()
    assert robots.allows(SITE + "/" + "a" * 20000)
    assert time.perf_counter() - start < 1.0
