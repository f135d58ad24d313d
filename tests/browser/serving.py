"""Stores and servers as a person makes them: with the command `musnad`, each server a process on a free port."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from musnad.store.engine import open_store
from musnad.store.entries import Filters

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMAND = str(Path(sys.executable).with_name("musnad"))
_OPEN_AT = re.compile(r"Musnad is open at (\S+?)/ ")
_PATIENCE = 60.0
"""Seconds that a server may take to begin."""


class Ids(Struct, frozen=True):
    """What of the demo's store the tests visit, by what it is and not by its name."""

    story: str
    """The one with most independent chains; it has conflicts."""
    fact: str
    """The one that most reports tell."""
    article: str
    origin: str
    """`article` is a copy of it."""
    actor: str
    place: str
    quiet: str
    """The story with fewest chains."""


def run(*words: str, given: str = "") -> str:
    """Run `musnad`; what it says, or an error."""
    done = subprocess.run((COMMAND, *words), input=given, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"musnad {' '.join(words)}: {done.stderr}")
    return done.stdout


def take_in(store: Path) -> None:
    """The examples in a new store."""
    run("ingest", str(EXAMPLES), "--store", str(store))


@contextmanager
def served(store: Path, *options: str, **environment: str) -> Iterator[str]:
    """A server on a store; its address without the last slash. What broke in it is an error at the end."""
    log = store.with_suffix(f".{'-'.join(options).strip('-') or 'plain'}.log")
    with log.open("w", encoding="utf-8") as told:
        server = subprocess.Popen(
            (COMMAND, "serve", "--store", str(store), "--port", "0", "--no-encoder", *options),
            stdout=told, stderr=told, env={**os.environ, **environment},
        )  # fmt: skip
    try:
        yield _address(server, log)
    finally:
        server.terminate()
        server.wait(timeout=20)
    said = log.read_text("utf-8")
    if "Traceback" in said:
        raise RuntimeError(said)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        if found := _OPEN_AT.search(log.read_text("utf-8")):
            return found.group(1)
        time.sleep(0.05)
    raise RuntimeError(f"the server did not begin: {log.read_text('utf-8')}")


def ids_of(path: Path) -> Ids:
    """What there is to visit in a store."""
    store = open_store(str(path))
    try:
        stories = store.stories(Filters())
        story = max(stories, key=lambda one: one.most)
        fact = max(store.facts(Filters(story=story.id), limit=None), key=lambda one: one.reports)
        copy = next(link for link in store.all_copies() if link.kind == "copy")
        placed = next(one for one in store.located(Filters()) if one.place)
        return Ids(
            story=story.id, fact=fact.id, article=copy.article, origin=copy.origin, actor="gpe:nor",
            place=placed.entity, quiet=min(stories, key=lambda one: one.most).id,
        )  # fmt: skip
    finally:
        store.close()
