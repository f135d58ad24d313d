"""Gold annotations: articles that a person reviewed, as documents and annotations by token, for `musnad eval`.

Each article gives `ID.doc.json` and `ID.ann.json`. A span is `[first token, last token]`, both included; tokens are
those that scores count. What stands in an annotation is the whole reading as it is shown: the items that a person
accepted, corrected or added (`reviewed`), and the machine's own beside them, which nobody may have looked at.
Events that name neither actor nor recipient are left out: the form does not know them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from musnad.eval.gold import Document, token_bounds
from musnad.faces.export.manifest import Written, write_file
from musnad.faces.export.selection import Selection
from musnad.records import Reading
from musnad.standoff import as_builtins, to_standoff

_SPANS = ("span", "trigger", "cue", "speaker_span")
_LISTS = ("mentions", "content")


def write_gold(folder: Path, chosen: Selection) -> tuple[Written, ...]:
    """Write the reviewed articles of a selection into a folder. Raises: ExportError."""
    return tuple(file for told in chosen.articles() if told.reading.reviewed for file in _files(folder, told.reading))


def _files(folder: Path, reading: Reading) -> Iterator[Written]:
    article = reading.article
    name = article.id.replace(":", "-")
    document = Document(
        doc=article.id, published=article.published, outlet=article.outlet, title=article.title, text=article.text
    )
    yield write_file(folder / f"{name}.doc.json", _writer(document))
    yield write_file(folder / f"{name}.ann.json", _writer(annotation(reading)))


def _writer(value: Any) -> Callable[[BinaryIO], int]:
    return partial(_write, encoded=msgspec.json.format(msgspec.json.encode(value), indent=1))


def _write(out: BinaryIO, encoded: bytes) -> int:
    out.write(encoded)
    return 1


def annotation(reading: Reading) -> dict[str, Any]:
    """The annotation by token, with the marks of persons."""
    bounds = token_bounds(reading.article.text)
    told: dict[str, Any] = as_builtins(to_standoff(reading, reading.article.id))
    told["events"] = _with_parties(told["events"])
    for layer in told.values():
        if not isinstance(layer, tuple):
            continue
        for item in layer:
            for key in _SPANS:
                if item.get(key):
                    item[key] = tokens(bounds, item[key])
            for key in _LISTS:
                if key in item:
                    item[key] = [tokens(bounds, span) for span in item[key]]
    return told | {"reviewed": [msgspec.to_builtins(mark) for mark in reading.reviewed]}


def _with_parties(events: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Events that name somebody: an act of nobody to nobody is no gold annotation."""
    kept = [event for event in events if event["actors"] or event["recipients"]]
    ids = {event["id"] for event in kept}
    return tuple(event | {"same_as": event["same_as"] if event["same_as"] in ids else None} for event in kept)


def tokens(bounds: Sequence[tuple[int, int]], span: Sequence[int]) -> list[int]:
    """First and last token that share a character with `[start, end)`."""
    first = bisect_right([end for _, end in bounds], span[0])
    last = bisect_left([start for start, _ in bounds], span[1]) - 1
    return [min(first, max(last, 0)), max(last, first)]
