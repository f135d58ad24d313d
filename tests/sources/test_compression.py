from __future__ import annotations

import zlib

import pytest

from musnad.sources.compression import inflated
from tests.sources.web import packed

TEXT = b"abcdefgh" * 4000


@pytest.mark.parametrize("size", [1, 7, 1000, 100_000])
def test_any_pieces_give_the_same(size: int) -> None:
    for body in (packed(TEXT), zlib.compress(TEXT)):
        pieces = [body[i : i + size] for i in range(0, len(body), size)]
        assert inflated(pieces, 1_000_000) == TEXT


def test_members_follow_one_another_and_padding_is_no_member() -> None:
    assert inflated([packed(b"a") + packed(b"b") + b"\0" * 100], 100) == b"ab"


def test_bounds() -> None:
    assert inflated([packed(TEXT)], len(TEXT)) == TEXT
    assert inflated([packed(TEXT)], len(TEXT) - 1) is None
    assert inflated([packed(TEXT) * 3], 2 * len(TEXT)) is None
    assert inflated([], 10) == b""


@pytest.mark.parametrize("body", [b"plain", packed(TEXT)[:-9], packed(TEXT)[:40] + b"xxxx" * 20])
def test_broken(body: bytes) -> None:
    with pytest.raises(ValueError):
        inflated([body], 1_000_000)
