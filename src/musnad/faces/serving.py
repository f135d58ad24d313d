"""`musnad serve`: the store in a browser; `musnad account`: who may use it where others reach it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musnad.errors import AccountError, MusnadError
from musnad.faces.annotate import UseEncoder
from musnad.faces.bidi import safe
from musnad.faces.keeping import DEFAULT_STORE, StoreUrl, now, opened

if TYPE_CHECKING:
    import socket

    import uvicorn

    from musnad.faces.web.settings import Settings
    from musnad.store.people import Deed

account = typer.Typer(no_args_is_help=True, help="Accounts of a server that others reach: add, list, remove, token.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")]
_NEEDED = """Others than this machine can reach a server at {host}. It needs
  1. an administrator:   musnad account add NAME --role administrator --store {store}
  2. a secret of at least 32 characters:   export MUSNAD_SECRET="$(openssl rand -base64 32)"
and https: --certificate FILE --key FILE, or a proxy before `--host 127.0.0.1 --login --https`."""


def serve(
    store: StoreUrl = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(help="Address to listen at; beyond 127.0.0.1 accounts are needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any free one.")] = 8765,
    encoder: UseEncoder = True,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another name by which visitors reach it; repeatable.")
    ] = None,
    login: Annotated[bool, typer.Option(help="Ask for accounts on this machine too: behind a proxy.")] = False,
    https: Annotated[bool, typer.Option(help="Visitors come by https, through a proxy.")] = False,
    certificate: Annotated[Path | None, typer.Option(help="Certificate (PEM), to speak https itself.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its key (PEM).")] = None,
) -> None:
    """Open a store in the browser: read, compare, follow, correct, share.

    On this machine alone there is no login. Beyond it, `serve` starts only with an administrator (`musnad account add`)
    and a secret (`MUSNAD_SECRET`).

    **Examples**

    `musnad serve --open`

    `MUSNAD_SECRET=… musnad serve --host 0.0.0.0 --name news.example.org --certificate site.pem --key site.key`
    """
    from musnad.faces.web.settings import Settings

    settings = Settings(
        store=store, host=host, port=port, secret=os.environ.get("MUSNAD_SECRET"), encoder=encoder,
        hosts=tuple(name or ()), login=login, https=https or certificate is not None,
    )  # fmt: skip
    if (certificate is None) != (key is None):
        raise typer.BadParameter("a certificate needs its key, and a key its certificate")
    _run(settings, certificate, key, browser=open_)


def _run(settings: Settings, certificate: Path | None, key: Path | None, *, browser: bool) -> None:
    import uvicorn

    from musnad.faces.web.app import create_app

    try:
        app = create_app(settings)
    except AccountError as problem:
        typer.echo(_NEEDED.format(host=settings.host, store=settings.store), err=True)
        raise AccountError(f"not started: {problem}") from problem
    listening = _listen(settings)
    if not settings.open and not settings.https:
        typer.echo("Warning: without https, passwords cross the network in the clear.", err=True)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_keep_alive=10, timeout_graceful_shutdown=5,
        proxy_headers=settings.login, forwarded_allow_ips="127.0.0.1", limit_concurrency=200,
        ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip
    address = _address(settings, listening.getsockname()[1], tls=certificate is not None)
    typer.echo(f"Musnad is open at {address} (end it with Ctrl+C)", err=True)
    _watched(uvicorn.Server(config), address if browser else None).run(sockets=[listening])


def _watched(server: uvicorn.Server, address: str | None) -> uvicorn.Server:
    """A server that opens the browser as soon as it answers."""
    if address is not None:
        import threading
        import time
        import webbrowser

        def look() -> None:
            while not server.started and not server.should_exit:
                time.sleep(0.05)
            webbrowser.open(address)

        threading.Thread(target=look, name="musnad-browser", daemon=True).start()
    return server


def _listen(settings: Settings) -> socket.socket:
    """Raises: MusnadError for an address or port that cannot be had."""
    import socket

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host.strip("[]"), settings.port), family=family)
    except OSError as problem:
        at = f"{settings.host}:{settings.port}"
        raise MusnadError(f"cannot listen at {at} ({problem.strerror}); try --port 0") from problem
    # asyncio does this for sockets of its own making only; without it every answer waits 40 ms for its second part
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _address(settings: Settings, port: int, *, tls: bool) -> str:
    host = settings.host if settings.host not in ("0.0.0.0", "::") else (*settings.hosts, "localhost")[0]
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{'https' if tls else 'http'}://{host}:{port}/"


@account.command("add")
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="reader, reviewer or administrator.")] = "reader",
    store: StoreUrl = DEFAULT_STORE,
) -> None:
    """Make an account, or give one that is there another password and role; its sessions end.

    The password is asked for; without a terminal it is the first line of standard input.

    **Example**: `musnad account add salma --role reviewer`
    """
    from musnad.faces.web.accounts import make_account

    made = make_account(name, role, _password(), at=now())
    with opened(store, make=True) as kept:
        kept.put_account(made)
        kept.note_deed(_deed(name, f"added as {role}"))
    typer.echo(f"{name}: {role}", err=True)


@account.command("list")
def list_(store: StoreUrl = DEFAULT_STORE) -> None:
    """List the accounts with their roles and tokens."""
    with opened(store) as kept:
        for one in kept.accounts():
            tokens = " ".join(token.id for token in kept.tokens(one.name))
            typer.echo("\t".join((safe(one.name), one.rank, one.made, tokens)))


@account.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the account, or id of a token.")],
    store: StoreUrl = DEFAULT_STORE,
) -> None:
    """Remove an account with its tokens and sessions, or one token."""
    with opened(store) as kept:
        found = kept.drop_token(name) if name.startswith("token:") else kept.drop_account(name)
        if not found:
            raise AccountError(f"{name}: no such account or token")
        kept.note_deed(_deed(name, "removed"))


@account.command("token")
def token(name: Name, store: StoreUrl = DEFAULT_STORE) -> None:
    """Make a token by which a program uses the API with the role of an account; it is shown this once.

    **Example**: `curl -H "Authorization: Bearer $TOKEN" https://news.example.org/api/v1/stories`
    """
    from musnad.faces.web.accounts import make_token

    with opened(store) as kept:
        if kept.account(name) is None:
            raise AccountError(f"{name}: no such account")
        made, words = make_token(name, at=now())
        kept.put_token(made)
        kept.note_deed(_deed(name, f"made {made.id}"))
    typer.echo(words)


@account.command("log")
def log(store: StoreUrl = DEFAULT_STORE) -> None:
    """Show the audit log: logins, changes, exports; and whether its lines are as they were written."""
    with opened(store) as kept:
        after = 0
        while found := kept.deeds(after=after):
            for deed in found:
                parts = (str(deed.number), deed.at, deed.who, deed.act, deed.what, deed.note, deed.address)
                typer.echo("\t".join(safe(part) for part in parts))
            after = found[-1].number
        broken = kept.broken_deed()
    if broken is not None:
        raise AccountError(f"line {broken} of the audit log is not as it was written")


def _deed(what: str, note: str) -> Deed:
    from musnad.faces.web.accounts import local_person
    from musnad.store.people import Deed

    return Deed(who=local_person().name, act="account", what=what, note=note)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
