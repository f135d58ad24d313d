from __future__ import annotations

import httpx
import pytest

from musnad.sources.addresses import CheckedTransport, PrivateAddress, is_public, refusal, resolve


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    100.127.255.254 192.0.0.1 192.0.2.7 198.18.0.1 198.51.100.3 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1 100::1
    3fff::1 5f00::1 localhost 0x7f.1""".split(),
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_odd_spellings_of_loopback_are_resolved_first() -> None:
    for host in ("127.1", "2130706433", "0x7f000001", "localhost"):
        assert not any(map(is_public, resolve(host, 80)))


def test_a_name_that_dns_cannot_hold() -> None:
    with pytest.raises(OSError):
        resolve("a" * 80 + ".example", 80)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "data:text/plain,x", "javascript:1", "/a", "a"]
)
def test_other_schemes(url: str) -> None:
    for typed in (True, False):
        failed = refusal(url, typed=typed)
        assert failed is not None
        assert failed.reason == "refused"


def test_names_and_passwords_are_for_persons() -> None:
    url = "https://user:word@news.example/"
    assert refusal(url, typed=True) is None
    assert refusal(url, typed=False) is not None
    assert refusal("https://خبر.example/خبر", typed=False) is None


def _checked(found: list[str], dialled: list[str], deaf: str = "") -> CheckedTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        dialled.append(request.url.host)
        if request.url.host == deaf:
            raise httpx.ConnectError("no")
        return httpx.Response(200)

    return CheckedTransport(httpx.MockTransport(answer), resolver=lambda host, port: found)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    dialled: list[str] = []
    with pytest.raises(PrivateAddress):
        _checked(["8.8.8.8", "10.0.0.1"], dialled).handle_request(httpx.Request("GET", "https://a.example/"))
    assert not dialled


def test_the_next_address_is_tried_where_one_is_deaf() -> None:
    dialled: list[str] = []
    transport = _checked(["8.8.8.8", "2606:4700::1"], dialled, deaf="8.8.8.8")
    assert transport.handle_request(httpx.Request("GET", "https://a.example/")).status_code == 200
    assert dialled == ["8.8.8.8", "2606:4700::1"]


def test_a_host_without_addresses() -> None:
    with pytest.raises(httpx.ConnectError):
        _checked([], []).handle_request(httpx.Request("GET", "https://a.example/"))
