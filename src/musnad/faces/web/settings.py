"""What `musnad serve` is told; every value is given by the caller, none is read here."""

from __future__ import annotations

from ipaddress import ip_address

from msgspec import Struct

LOOPBACK_NAMES = frozenset({"localhost", "ip6-localhost"})


class Settings(Struct, frozen=True, kw_only=True):
    """One server. `secret` signs sessions beyond loopback; `workers` reads with the encoder unless it is off."""

    store: str
    host: str = "127.0.0.1"
    port: int = 8765
    secret: str | None = None
    encoder: bool = True
    hosts: tuple[str, ...] = ()
    """Names under which the server may be asked, beside its own address: others are refused (DNS rebinding)."""
    login: bool = False
    """Ask for an account on loopback too: where a proxy on this machine lets others in."""
    https: bool = False
    """Whether visitors reach it by https: then cookies never travel without."""

    @property
    def open(self) -> bool:
        """Whether whoever reaches the server may do everything: nobody can but who sits at this machine."""
        return self.local and not self.login

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether an address or name stands for this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() in LOOPBACK_NAMES
