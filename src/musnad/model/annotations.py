"""Event annotations of our own: public texts read under the guidelines of the gold articles, kept without the texts.

`data/event_annotations.tsv` names a text by its set and id, proves it by a digest, and gives tokens: the trigger and
the nearest mention of every participant. Only events are annotated: nothing is known of names, statements, dates.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from musnad.errors import DataError

TABLE = Path(__file__).parent.parent / "data" / "event_annotations.tsv"
Tokens = tuple[int, int]
"""First and last token, both included, as `musnad.model.corpus.text_words` counts."""


class NotedEvent(Struct, frozen=True):
    """An act: its trigger's token, and each participant's mention nearest to it."""

    trigger: int
    type: str
    mode: str | None
    status: str
    actors: tuple[Tokens, ...]
    recipients: tuple[Tokens, ...]
    place: Tokens | None

    @property
    def fillers(self) -> tuple[tuple[Tokens, str], ...]:
        """Every participant and the place, with the role."""
        given = [(span, "actor") for span in self.actors] + [(span, "recipient") for span in self.recipients]
        return (*given, *([(self.place, "place")] if self.place else []))


class NotedText(Struct, frozen=True):
    """A text and all events that it tells, in the order of the table."""

    doc: str
    text: str
    published: str | None
    events: tuple[NotedEvent, ...]


def digest(text: str) -> str:
    """What the table proves a text by: the first 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_annotations(texts: Path, table: Path = TABLE) -> Iterator[NotedText]:
    """The annotated texts, looked up in the sets below the folder `texts` (`ant_politics.jsonl`, `fignews.tsv`).

    Raises:
        DataError: a text is missing or is not the one that was annotated; a row is broken.
    """
    found = {doc: (text, published) for doc, text, published in _texts(texts)}
    rows: dict[tuple[str, str], list[NotedEvent]] = {}
    for row in _rows(table):
        events = rows.setdefault((row["doc"], row["digest"]), [])
        if row["trigger"]:
            events.append(_event(row, table))
    for (doc, proof), events in rows.items():
        text, published = found.get(doc, ("", None))
        if digest(text) != proof:
            raise DataError(f"{texts}: the text of {doc} is missing or is not the one that was annotated")
        yield NotedText(doc, text, published, tuple(events))


def _rows(table: Path) -> Iterator[Mapping[str, str]]:
    try:
        lines = [line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    except OSError as problem:
        raise DataError(f"{table}: {problem}") from problem
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _span(written: str) -> Tokens:
    first, _, last = written.partition("-")
    return int(first), int(last or first)


def _event(row: Mapping[str, str], table: Path) -> NotedEvent:
    try:
        return NotedEvent(
            trigger=int(row["trigger"]),
            type=row["type"],
            mode=row["mode"] or None,
            status=row["status"],
            actors=tuple(map(_span, row["actors"].split())),
            recipients=tuple(map(_span, row["recipients"].split())),
            place=_span(row["place"]) if row["place"] else None,
        )
    except (KeyError, ValueError) as problem:
        raise DataError(f"{table}: {row}: {problem}") from problem


def _texts(folder: Path) -> Iterable[tuple[str, str, str | None]]:
    """Id, text and date of every text of the sets below `folder`."""
    for name, texts in (("ant_politics.jsonl", _ant), ("fignews.tsv", _fignews)):
        for path in sorted(folder.rglob(name)):
            try:
                yield from texts(path)
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
                raise DataError(f"{path} is not the set that was annotated: {problem!r}") from problem


def _ant(path: Path) -> Iterator[tuple[str, str, str | None]]:
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        text = f"{article['title'].strip()}\n{article['text'].strip()}"
        yield f"ant/{article['id']}", text, article["published"][:10]


def _fignews(path: Path) -> Iterator[tuple[str, str, str | None]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text = row["Arabic MT"].strip()
            yield f"fignews/{row['Source Language']}/{row['ID']}/{digest(text)[:4]}", text, None
