"""Write the schema, the data dictionary, the page of exports and the description of the API (docs/) from the code.

`--check` fails if they are stale.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from musnad import records
from musnad.faces.export.formats import TABLES
from musnad.faces.export.tables import load_columns
from musnad.faces.web.api.description import text as openapi
from musnad.faces.web.app import create_app
from musnad.faces.web.settings import Settings
from musnad.records import Reading
from musnad.spans import Span

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "docs" / "schema" / "reading.schema.json"
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
EXPORTS = ROOT / "docs" / "exports.md"
API = ROOT / "docs" / "api" / "openapi.json"
EXPORTS_HEAD = """# What can be taken away

Made by `make docs`; do not edit.

`musnad export --format FORMAT --out PATH` writes what `musnad search` finds with the same words and filters: as many
reports as the search counts. Beside every export stands a manifest with the rows and the SHA-256 of each file, the
filters and the version; it is written last, so an export with its manifest is whole. The same store gives the same
bytes.

| format | one row or entry is | what it loses |
|---|---|---|
| `jsonl` | a report with its whole reading (`docs/schema/reading.schema.json`) | nothing |
| `csv`, `parquet` | see the tables below; a folder with one file each | nested fields are joined with ` \\| ` |
| `geojson` | a fact; its geometry is null where no place table gives a point | witnesses and words |
| `ftm` | a FollowTheMoney entity | who did it to whom (`involved` has no direction), according to whom, denials, \
spans, statuses other than happened |
| `polecat` | an event of a report that happened or goes on, in POLECAT's 40 columns | attribution, spans, \
statuses; no COW or Wikipedia ids, contexts, districts |
| `acled` | a fact that has a counterpart in ACLED, by `acled_types.tsv` | who did it to whom: Actor1 and Actor2 carry \
no direction; fatalities are empty, not 0, where unknown |
| `ical` | a deadline with a known day, as a whole day | deadlines without a day |
| `atom`, `jsonfeed` | one of the 200 latest facts, with its chains and why | the rest |
| `annotations` | a report's W3C annotations; positions count code points | chains between reports |
| `prov` | an original, a reading or a fact in PROV-JSON | the contents |
| `gold` | an article that a person reviewed: document and annotation by token (a folder) | other articles |

CSV is UTF-8; `--bom` writes a byte order mark for spreadsheets. A cell that a spreadsheet would run as a formula (it
begins with `=`, `+`, `-`, `@`, a tab or a line end) has an apostrophe before it. Several values in a cell are parted by
` | `. Unknown is empty, never 0.

## Tables of CSV and Parquet
"""
ORDER = [
    records.Reading, records.Article, records.Known, records.Paragraph, records.Repost, records.Page,
    records.Mention, records.Entity, records.Place, records.TimeRange, records.Statement, records.Chain,
    records.Link, records.Event, records.Unknown, records.Deadline, records.Damage, records.Producer,
    records.Credit, records.CopyLink, records.Passage, records.Fact, records.Telling, records.Witness,
    records.Conflict, records.Side, records.Reason, records.Limit, records.Evidence, records.Story, records.Change,
    records.Cluster, records.Decision, Span,
]  # fmt: skip


def type_name(hint: Any) -> str:
    """A type as a reader of the dictionary wants it."""
    origin, args = get_origin(hint), get_args(hint)
    if str(origin) == "typing.Annotated" or hasattr(hint, "__metadata__"):
        return type_name(args[0])
    if str(origin) == "typing.Literal":
        return " · ".join(f"`{value}`" for value in args)
    if origin is tuple:
        return f"list of {type_name(args[0])}"
    if args and type(None) in args:
        return " or ".join(type_name(a) for a in args if a is not type(None)) + " or null"
    return "null" if hint is type(None) else getattr(hint, "__name__", str(hint))


def description(hint: Any) -> str:
    """The description that `Meta` carries, or an empty one."""
    return next((m.description or "" for m in getattr(hint, "__metadata__", ()) if isinstance(m, msgspec.Meta)), "")


def dictionary() -> str:
    """The data dictionary as Markdown."""
    out = ["# Data dictionary", "", "Made from `src/musnad/records` by `make docs`; do not edit.", "",
           "All offsets count code points of `article.text`, half-open `[start, end)`.", ""]  # fmt: skip
    for record in ORDER:
        out += [f"## {record.__name__}", "", " ".join((record.__doc__ or "").split()), "",
                "| field | type | meaning |", "|---|---|---|"]  # fmt: skip
        hints = get_type_hints(record, include_extras=True)
        for field in msgspec.structs.fields(record):
            hint = hints[field.name]
            out.append(f"| `{field.encode_name}` | {type_name(hint)} | {description(hint)} |")
        out.append("")
    return "\n".join(out)


def exports() -> str:
    """The formats of `musnad export` and the columns of its tables as Markdown."""
    out = [EXPORTS_HEAD, ""]
    for table, columns in load_columns().items():
        about = " ".join((TABLES[table].__doc__ or "").split())
        out += [f"### {table}", "", about, "", "| column | type | holds |", "|---|---|---|"]
        out += [f"| `{column.name}` | {column.type} | {column.about} |" for column in columns]
        out.append("")
    return "\n".join(out)


def api() -> str:
    """The description of the web face's API."""
    return openapi(create_app(Settings(store=":memory:", encoder=False)))


def main() -> int:
    schema = msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Reading)), indent=2).decode() + "\n"
    stale = []
    for path, wanted in ((SCHEMA, schema), (DICTIONARY, dictionary()), (EXPORTS, exports()), (API, api())):
        if path.exists() and path.read_text("utf-8") == wanted:
            continue
        stale.append(str(path.relative_to(ROOT)))
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, "utf-8")
    if stale and "--check" in sys.argv:
        print(f"stale, run `make docs`: {', '.join(stale)}")
        return 1
    print("documents are current" if not stale else f"written: {', '.join(stale)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
