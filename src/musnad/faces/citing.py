"""Citations: who said or did what, in which words, by which way it came, on how many chains it stands, and where.

Every function is pure: the same citation gives the same text. A citation is of one language; words of a report stay in
their own. Its machine forms are CSL-JSON, BibTeX, and a W3C Web Annotation that finds the words in the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from musnad.faces.bidi import isolated, safe
from musnad.faces.export.annotations import CONTEXT, target
from musnad.records import Article, Reason
from musnad.spans import Span
from musnad.stories.whys import count, range_of

_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " ",
})  # fmt: skip


class Voice(Struct, frozen=True):
    """The language of a citation: its words by key, and how it writes an ISO day or time."""

    lang: Literal["ar", "en"]
    tell: Callable[[str], str]
    day: Callable[[str | None], str]

    def inside(self, words: str) -> str:
        """Words of others inside a line of this language: safe, and isolated where they run the other way."""
        return isolated(words, rtl=self.lang == "ar")


class Source(Struct, frozen=True, kw_only=True):
    """The report whose words are cited; days and times are ISO, None where they are not known."""

    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    retrieved: str | None


class Counts(Struct, frozen=True, kw_only=True):
    """How often it is told: independent chains from the least to the most that they may be, None if not counted."""

    reports: int
    texts: int
    least: int | None = None
    most: int | None = None
    least_denying: int = 0
    most_denying: int = 0


class Citation(Struct, frozen=True, kw_only=True):
    """What is cited. `chain` goes from the root to the outlet; `start` is where the words begin in the report's text.

    `claim` may hold isolates (U+2068, U+2069) and no other control; all else is as the report has it.
    """

    id: str
    address: str
    claim: str
    quote: str = ""
    start: int | None = None
    source: Source | None = None
    chain: tuple[str, ...] = ()
    counts: Counts | None = None
    reviewed_by: tuple[str, ...] = ()
    version: str
    accessed: str


def plain(cited: Citation, voice: Voice) -> str:
    """The citation as text, a line for each part."""
    tell = voice.tell
    lines = [_ended(cited.claim)]
    if cited.quote:
        lines.append(f"«{safe(cited.quote)}»")
    if cited.source:
        lines.append(_ended(_report(cited.source, voice)))
    if cited.chain:
        lines.append(_ended(f"{tell('cite-chain')}: {way(cited, voice)}"))
    if cited.counts:
        lines.append(_ended(counted(cited.counts, voice)))
    if cited.reviewed_by:
        lines.append(_ended(f"{tell('cite-reviewed')}: {_listed(cited.reviewed_by, voice)}"))
    lines.append(
        f"{tell('cite-musnad')} {cited.version}: {cited.address} ({tell('cite-accessed')} {voice.day(cited.accessed)})"
    )
    return "\n".join(lines)


def way(cited: Citation, voice: Voice) -> str:
    """The chain in the direction of reading: root, carriers, outlet."""
    return (" ← " if voice.lang == "ar" else " → ").join(map(voice.inside, cited.chain))


def counted(counts: Counts, voice: Voice) -> str:
    """Reports, texts, and independent chains with their range; what denies it, where something does."""
    told = [count(counts.reports, "report"), count(counts.texts, "text")]
    parts = [_in(reason, voice) for reason in told]
    if counts.least is not None and counts.most is not None:
        chains = _in(range_of(counts.least, counts.most), voice)
        parts.append(f"{chains} ({voice.tell('cite-independent')})")
    if counts.most_denying:
        denying = _in(range_of(counts.least_denying, counts.most_denying), voice)
        parts.append(f"{voice.tell('cite-denied-by')}: {denying}")
    return _listed(parts, voice)


def csl(cited: Citation, voice: Voice) -> dict[str, Any]:
    """The citation as an item of CSL-JSON. Source: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html"""
    source = cited.source
    item: dict[str, Any] = {
        "id": cited.id,
        "type": "article-newspaper" if source else "webpage",
        "title": source.title if source and source.title else bare(cited.claim),
        "container-title": source.outlet if source else None,
        "issued": _parts(source.published) if source else None,
        "URL": cited.address,
        "accessed": _parts(cited.accessed),
        "abstract": cited.quote,
        "language": "ar" if source else voice.lang,
        "note": _note(cited, voice),
        "source": f"Musnad {cited.version}",
    }
    return {key: value for key, value in item.items() if value}


def bibtex(cited: Citation, voice: Voice) -> str:
    """The citation as an entry of BibTeX (`biblatex` reads all its fields)."""
    source = cited.source
    fields = {
        "title": source.title if source and source.title else bare(cited.claim),
        "author": f"{{{_escaped(source.outlet)}}}" if source and source.outlet else None,
        "date": source.published[:10] if source and source.published else None,
        "year": source.published[:4] if source and source.published else None,
        "url": cited.address,
        "urldate": cited.accessed[:10],
        "abstract": cited.quote,
        "note": _note(cited, voice),
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", cited.id).strip("-") or "musnad"
    lines = [
        f"  {name} = {{{value if name in ('author', 'url') else _escaped(value)}}}"
        for name, value in fields.items()
        if value
    ]
    return f"@online{{{key},\n" + ",\n".join(lines) + "\n}\n"


def annotation(cited: Citation, voice: Voice, article: Article) -> dict[str, Any] | None:
    """The words as a W3C Web Annotation of the report; None where no words are cited, or the text has others there.

    Source: https://www.w3.org/TR/annotation-model/
    """
    start, end = cited.start or 0, (cited.start or 0) + len(cited.quote)
    if cited.start is None or not cited.quote or article.text[start:end] != cited.quote:
        return None
    body: dict[str, Any] = {
        "type": "TextualBody",
        "value": bare(cited.claim),
        "format": "text/plain",
        "language": voice.lang,
    }
    told: dict[str, Any] = {"chain": list(cited.chain)}
    if cited.counts:
        told |= msgspec.to_builtins(cited.counts)
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "id": f"{cited.address}#annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"Musnad {cited.version}"},
        "body": [body, {"type": "Dataset", "source": cited.address, **told}],
        "target": target(article, Span.of(article.text, start, end)),
    }


def _in(reason: Reason, voice: Voice) -> str:
    return reason.ar if voice.lang == "ar" else reason.en


def _report(source: Source, voice: Voice) -> str:
    tell = voice.tell
    parts = [voice.inside(source.outlet) if source.outlet else tell("cite-no-outlet")]
    if source.title:
        parts.append(voice.inside(f"«{source.title}»"))
    parts.append(voice.day(source.published) if source.published else tell("cite-no-day"))
    if source.url:
        parts.append(safe(source.url))
    if source.retrieved:
        parts.append(f"{tell('cite-retrieved')} {voice.day(source.retrieved)}")
    return _listed(parts, voice)


def _note(cited: Citation, voice: Voice) -> str:
    source = cited.source
    parts = [cited.claim if source and source.title else ""]
    parts.append(f"{voice.tell('cite-chain')}: {way(cited, voice)}" if cited.chain else "")
    parts.append(counted(cited.counts, voice) if cited.counts else "")
    parts.append(source.url or "" if source else "")
    return bare(". ".join(part for part in parts if part))


def bare(text: str) -> str:
    """A claim without isolates, for programs that do not know them."""
    return text.translate(_ISOLATES)


def _listed(parts: list[str] | tuple[str, ...], voice: Voice) -> str:
    return ("، " if voice.lang == "ar" else ", ").join(parts)


def _ended(line: str) -> str:
    return line if line.endswith((".", "…", "!", "؟", "?")) else line + "."


def _parts(iso: str | None) -> dict[str, Any] | None:
    """An ISO day as CSL-JSON has it, as exact as it is."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", iso or "")
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else None


def _escaped(value: str) -> str:
    return safe(value).translate(_LATEX)
