"""A citation as the face of a picture card."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from musnad.faces.citing import Citation, Counts, Voice, bare
from musnad.faces.web.pictures.card import Face, Figure
from musnad.faces.web.sharing.subjects import Kind, Subject

_HUES: Mapping[Kind, str] = {
    "article": "say", "story": "chain", "fact": "act", "actor": "chain", "deadline": "due", "event": "act",
    "statement": "say",
}  # fmt: skip


def face(subject: Subject, cited: Citation, voice: Voice) -> Face:
    """What the card of a subject shows."""
    source, story = cited.source, subject.story
    parts: tuple[str | None, ...] = ()
    if source:
        parts = (voice.inside(source.outlet or ""), voice.day(source.published[:10]) if source.published else None)
    elif story:
        parts = tuple(dict.fromkeys(voice.day(at[:10]) for at in (story.first, story.last) if at))
    denies = subject.statement is not None and subject.statement.polarity == "denies"
    return Face(
        title=bare(cited.claim),
        kind=voice.tell(f"share-kind:{subject.kind}"),
        hue="deny" if denies else _HUES[subject.kind],
        claim=cited.claim,
        quote=cited.quote,
        figures=_figures(cited.counts, voice) if cited.counts else (),
        source=(" – " if story else " · ").join(part for part in parts if part),
        brand=voice.tell("brand"),
        address=_short(cited.address),
        rtl=voice.lang == "ar",
    )


def _figures(counts: Counts, voice: Voice) -> tuple[Figure, ...]:
    found = [Figure(str(counts.reports), voice.tell("reports")), Figure(str(counts.texts), voice.tell("texts"))]
    if counts.least is not None and counts.most is not None:
        found.append(Figure(_range(counts.least, counts.most), voice.tell("chains"), "chain"))
    if counts.most_denying:
        found.append(Figure(_range(counts.least_denying, counts.most_denying), voice.tell("denied-by"), "deny"))
    return tuple(found)


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"


def _short(address: str) -> str:
    """Host and path: what one types."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}"
