"""Stores of both kinds; one PostgreSQL server for the whole run, where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from musnad.store.engine import SqlStore, open_store

NOW = datetime(2025, 8, 6, 12, 0, tzinfo=UTC)
_SERIAL = count(1)


def _programs() -> Path | None:
    """Folder of PostgreSQL's server programs, the newest version."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


class Server:
    """A PostgreSQL of its own in a folder of its own; listens on a socket only."""

    def __init__(self, programs: Path, user: str | None) -> None:
        self._programs = programs
        self._user = user
        self.folder = Path(tempfile.mkdtemp(prefix="musnad-pg-", dir="/tmp"))
        if user:
            entry = pwd.getpwnam(user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)

    def _call(self, program: str, *arguments: str) -> None:
        entry = pwd.getpwnam(self._user) if self._user else None
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60,
            user=entry.pw_uid if entry else None, group=entry.pw_gid if entry else None,
            extra_groups=[] if entry else None,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder), "LC_ALL": "C", "TZ": "UTC"},
        )  # fmt: skip

    def start(self) -> None:
        data = str(self.folder / "data")
        self._call("initdb", "-D", data, "-U", "musnad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=40"
        self._call("pg_ctl", "-D", data, "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._call("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """Address of a new, empty database."""
        import psycopg

        name = f"store{next(_SERIAL)}"
        with psycopg.connect(host=str(self.folder), user="musnad", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return f"postgresql://musnad@/{name}?host={self.folder}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's programs (initdb, pg_ctl) are not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'musnad[postgresql]'")
    user = None
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = next((name for name in ("postgres", "nobody") if name in names), None)
        if user is None:
            pytest.skip("PostgreSQL refuses to run as root, and there is no other user")
    running = Server(programs, user)
    try:
        running.start()
        yield running
    except subprocess.CalledProcessError as error:
        pytest.skip(f"PostgreSQL does not start here: {error.stderr.decode(errors='replace')[-200:]}")
    finally:
        running.stop()


Opener = Callable[[], SqlStore]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a store that is not there yet, of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "musnad.db")
    return str(request.getfixturevalue("server").database())


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    opened = open_store(address, now=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SqlStore]:
    """A SQLite store."""
    opened = open_store(str(tmp_path / "small.db"), now=lambda: NOW)
    yield opened
    opened.close()
