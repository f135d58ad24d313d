"""The trigger lexicon: which words name which acts, and where their participants stand.

Tables `triggers.tsv` and `light_verbs.tsv` in `musnad/data`; the meaning of the columns is in `docs/lexicons.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.forms import Analysis
from musnad.records import EVENT_TYPES, EventType

Role = str
"""actor, recipient or place."""


class Frame(Struct, frozen=True):
    """Where the participants of a lemma stand; a role may be several, parted by `|`."""

    subject: tuple[Role, ...] = ()
    object: tuple[Role, ...] = ()
    genitive: tuple[Role, ...] = ()
    adjective: tuple[Role, ...] = ()
    prepositions: Mapping[str, tuple[Role, ...]] = {}


class Sense(Struct, frozen=True):
    """One reading of a lemma as an act; `weight` is how often the lemma is that act in news, 0 to 1."""

    lemma: str
    pos: str
    type: EventType
    mode: str | None
    weight: float
    frame: Frame
    status: str | None = None
    light: bool = False


class TriggerLexicon(Struct, frozen=True):
    """Senses by lemma, by phrase and by light verb with noun; all keys are folded."""

    by_lemma: Mapping[str, tuple[Sense, ...]]
    phrases: Mapping[tuple[str, ...], tuple[int, tuple[Sense, ...]]]
    """Folded words of a phrase → number of the word that carries the trigger, senses."""
    light: Mapping[tuple[str, str], Sense]
    """(verb lemma, noun lemma), both as written in the table."""
    longest: int

    @classmethod
    def load(cls) -> TriggerLexicon:
        """Read the tables.

        Raises:
            DataError: a row that does not fit.
        """
        by_lemma: dict[str, list[Sense]] = {}
        phrases: dict[tuple[str, ...], tuple[int, list[Sense]]] = {}
        for row in _rows("triggers.tsv"):
            sense = _sense(row)
            if sense.pos == "mwe":
                words = row["lemma"].split()
                at = next((i for i, word in enumerate(words) if word.startswith("*")), 0)
                key = tuple(fold_word(word.lstrip("*")) for word in words)
                phrases.setdefault(key, (at, []))[1].append(sense)
            else:
                by_lemma.setdefault(sense.lemma, []).append(sense)
        light = {}
        for row in _rows("light_verbs.tsv"):
            light[row["verb"], row["noun"]] = _sense({**row, "lemma": row["noun"], "pos": "noun"}, light=True)
        return cls(
            {lemma: tuple(senses) for lemma, senses in by_lemma.items()},
            {key: (at, tuple(senses)) for key, (at, senses) in phrases.items()},
            light,
            max((len(key) for key in phrases), default=1),
        )

    def senses(self, analyses: Iterable[Analysis]) -> tuple[Sense, ...]:
        """Senses of a word, likeliest first; each type once."""
        best: dict[str, Sense] = {}
        for analysis in analyses:
            for sense in self.by_lemma.get(analysis.lemma, ()):
                if not _fits(sense.pos, analysis.pos):
                    continue
                known = best.get(sense.type)
                if known is None or sense.weight > known.weight:
                    best[sense.type] = sense
        return tuple(sorted(best.values(), key=lambda s: -s.weight))


def _fits(wanted: str, found: str) -> bool:
    """A verb's row covers its participles and verbal nouns as forms of the verb; others want their own class."""
    return wanted == found or (wanted == "noun" and found == "ptcp") or (wanted == "ptcp" and found == "noun")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("musnad") / "data" / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise DataError(f"{name}: {len(cells)} cells instead of {len(header)}: {line[:60]!r}")
        yield dict(zip(header, cells, strict=True))


def _sense(row: Mapping[str, str], *, light: bool = False) -> Sense:
    if row["type"] not in EVENT_TYPES:
        raise DataError(f"{row['lemma']}: no such type {row['type']!r}")
    return Sense(
        lemma=row["lemma"],
        pos=row["pos"],
        type=EVENT_TYPES[EVENT_TYPES.index(row["type"])],
        mode=row["mode"] or None,
        weight=float(row.get("weight") or 0.8),
        frame=_frame(row.get("frame", "")),
        status=row.get("status") or None,
        light=light,
    )


def _frame(text: str) -> Frame:
    """`subj=actor,prep:على=recipient,gen=actor|recipient` as a Frame."""
    places: dict[str, tuple[Role, ...]] = {}
    prepositions: dict[str, tuple[Role, ...]] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        where, _, roles = part.partition("=")
        if where.startswith("prep:"):
            prepositions[fold_word(where[5:])] = tuple(roles.split("|"))
        else:
            places[where] = tuple(roles.split("|"))
    return Frame(
        places.get("subj", ()), places.get("obj", ()), places.get("gen", ()), places.get("adj", ()), prepositions
    )
