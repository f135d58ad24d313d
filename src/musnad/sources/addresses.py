"""Which addresses may be asked: http and https only, and nothing inside the reader's own network on a stranger's word.

A feed is written by others: an entry that links to `http://192.168.0.1/` must not make Musnad knock there. So the name
is resolved, every address that it has is judged, and the connection is made to an address that was judged: a name that
answers otherwise a moment later gains nothing.

Source: IANA special-purpose address registries (RFC 6890), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from musnad.sources.base import Failed

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses, in the order to try them; `OSError` where there are none."""
SCHEMES = ("http", "https")
LONGEST = 4000
"""Code points of an address; longer ones are traps or mistakes."""
_NAT64 = IPv6Network("64:ff9b::/96")
_REFUSED_V6 = tuple(
    map(IPv6Network, ("64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10", "100::/64", "5f00::/16", "3fff::/20"))
)
"""Local NAT64, 6to4 and Teredo (they carry any IPv4 address), site-local, discard, segment routing, documentation."""


class PrivateAddress(httpx.TransportError):
    """A host that leads into a private network; never leaves `sources`, where it becomes a `Failed`."""


def resolve(host: str, port: int) -> Sequence[str]:
    """IP addresses of a host, each once.

    Raises:
        OSError: it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as problem:  # a label longer than DNS allows
        raise OSError(f"not a host name: {host[:80]}") from problem
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet: not loopback, private, shared, link-local, reserved …"""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if (inner := _carried(ip)) is not None:
            return _is_public_v4(inner)
        if any(ip in network for network in _REFUSED_V6):
            return False
        return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)
    return _is_public_v4(ip)


def refusal(url: str, *, typed: bool) -> Failed | None:
    """Why an address is not asked for its form alone; None where nothing speaks against it.

    Args:
        url: an absolute address.
        typed: whether a person wrote it; a name and password inside is refused where another did.
    """
    if len(url) > LONGEST:
        return Failed(source=url[:200], reason="refused", message=f"the address is longer than {LONGEST} characters")
    try:
        parsed = httpx.URL(url)
        host = parsed.host  # decoded here, where a broken international name shows
    except (httpx.InvalidURL, ValueError):
        return Failed(source=url[:200], reason="missing", message="is no address that can be asked")
    if parsed.scheme not in SCHEMES:
        scheme = parsed.scheme or "no scheme"
        return Failed(source=url, reason="refused", message=f"only http and https addresses are read, not {scheme}")
    if not host:
        return Failed(source=url, reason="missing", message="the address names no host")
    if parsed.userinfo and not typed:
        return Failed(source=url, reason="refused", message="the address carries a user name")
    return None


class CheckedTransport(httpx.BaseTransport):
    """Connects only where every address of a host is public, and to one of the addresses that were looked at.

    The request goes to the IP address; `Host` and the TLS server name stay the host's, so that certificates are checked
    as ever. Connections are not kept: one to an IP address must not serve another host that has it too.

    Raises:
        PrivateAddress: an address of the host is not public.
        httpx.ConnectError: the host has no address, or none answers.
    """

    def __init__(self, inner: httpx.BaseTransport | None = None, *, resolver: Resolver = resolve) -> None:
        self._inner = inner or httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self._resolver = resolver

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See the class."""
        host = request.url.raw_host.decode("ascii")
        problem: httpx.TransportError = httpx.ConnectError("the host has no address", request=request)
        for address in self._addresses(host, request):
            try:
                return self._inner.handle_request(_to(address, host, request))
            except (httpx.ConnectError, httpx.ConnectTimeout) as failed:
                problem = failed
        raise problem

    def close(self) -> None:
        """Close what was opened."""
        self._inner.close()

    def _addresses(self, host: str, request: httpx.Request) -> Sequence[str]:
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            found = self._resolver(host, port)
        except OSError as problem:
            raise httpx.ConnectError(f"the host has no address ({problem})", request=request) from problem
        if private := next((address for address in found if not is_public(address)), None):
            raise PrivateAddress(f"{host} is {private}, which is not on the public internet", request=request)
        return found


def _to(address: str, host: str, request: httpx.Request) -> httpx.Request:
    """The same request, sent to an IP address."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address.split("%", 1)[0]),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64 or int(ip) >> 32 == 0:  # the deprecated ::a.b.c.d, with :: and ::1 among them
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _is_public_v4(ip: IPv4Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
