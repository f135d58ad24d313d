from __future__ import annotations

from musnad.records import CopyLink
from musnad.stories.texts import groups, nearest_origins


def link(article: str, origin: str, share: float = 1.0, origin_share: float = 1.0) -> CopyLink:
    return CopyLink(article=article, origin=origin, kind="copy", share=share, origin_share=origin_share)


def test_copies_of_one_text_are_one_text() -> None:
    links = [link("b", "a"), link("c", "b"), link("d", "c")]
    assert groups(links, list("abcde")) == {"a": "a", "b": "a", "c": "a", "d": "a", "e": "e"}


def test_a_merged_report_does_not_make_two_texts_one() -> None:
    links = [link("m", "a", share=0.6), link("m", "b", share=0.4), link("c", "b")]
    assert groups(links, list("abmc")) == {"a": "a", "b": "b", "m": "a", "c": "b"}


def test_who_takes_less_than_half_has_a_text_of_its_own() -> None:
    assert groups([link("b", "a", share=0.4)], list("ab")) == {"a": "a", "b": "b"}


def test_a_ring_ends_at_the_first_taken() -> None:
    links = [link("a", "b"), link("b", "c"), link("c", "a"), link("d", "c")]
    assert groups(links, list("abcd")) == dict.fromkeys("abcd", "a")


def test_links_to_unknown_articles_are_passed_over() -> None:
    assert groups([link("b", "x"), link("x", "a")], list("ab")) == {"a": "a", "b": "b"}


def test_of_equal_shares_the_first_taken_is_nearest() -> None:
    order = {"a": 0, "b": 1, "c": 2}
    assert nearest_origins([link("c", "b"), link("c", "a")], order)["c"].origin == "a"


def test_the_order_of_links_does_not_matter() -> None:
    links = [link("b", "a", 0.9), link("c", "a", 0.6), link("c", "b", 0.8), link("d", "b", 0.7)]
    assert groups(links, list("abcd")) == groups(links[::-1], list("abcd"))
