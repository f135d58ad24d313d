"""Annotated texts as training examples: words, sentences and what each head should say of them.

A name target is a set of allowed labels, because other corpora draw other borders: their "location" is our GPE, LOC or
FAC, and what they leave unmarked may be a GROUP.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from musnad.model.annotations import NotedText
from musnad.model.labels import NAME_KINDS, NAME_LABELS, REPORT_LABELS, ROLE_LABELS, STATUSES, TRIGGER_LABELS

TOKEN: Final = re.compile(r"\d+(?:[.,:/٫٬]\d+)*|[\w\u0610-\u061a\u0640\u064b-\u065f\u0670]+|[^\w\s]")
IGNORED: Final = -1
HELD_OUT_STEP: Final = 6

_ANERCORP: Final = {"PERS": ("PER",), "LOC": ("GPE", "LOC", "FAC"), "ORG": ("ORG",)}
_WOJOOD: Final = {"PERS": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC"}
_WOJOOD_PLAIN: Final = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "CURR", "UNIT", "OCC"}
)

_CLITICS: Final = re.compile(r"^[وف]?(?:ال|لل|[بلك](?:ال)?)?(?=\w{2})")
"""What may stand before a name that is told again; too much taken off judges a few words less, and none wrongly."""
Span = tuple[int, int]
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Seen from the word `word`: spans (both ends included) with a label, and spans that are not judged."""

    word: int
    spans: tuple[tuple[Span, int], ...]
    ignored: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One text. names: bool `(words, len(NAME_LABELS))`, the allowed labels (all, where nothing is known).

    Triggers and roles are judged where `events` is true, cues and reports where `statements` is.
    """

    key: str
    words: tuple[str, ...]
    sentence_starts: tuple[int, ...]
    names: NDArray[np.bool_]
    events: bool = False
    statements: bool = False
    cues: tuple[int, ...] = ()
    triggers: tuple[tuple[int, int, int], ...] = ()
    roles: tuple[Anchor, ...] = ()
    reports: tuple[Anchor, ...] = ()
    gold: Gold = field(default_factory=dict)


def text_words(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Words of a text and the indices of the sentences' first words; a sentence ends at . ! ? ؟ … or a line's end."""
    words: list[str] = []
    starts: list[int] = []
    last, fresh = 0, True
    for match in TOKEN.finditer(text):
        if fresh or "\n" in text[last : match.start()]:
            starts.append(len(words))
        words.append(match.group())
        fresh = match.group() in ".!?؟…"
        last = match.end()
    return tuple(words), tuple(starts)


def _name_targets(n: int, entities: Sequence[Gold]) -> NDArray[np.bool_]:
    """Allowed labels: proper names win over a GROUP that holds them, longer names over shorter ones."""
    target = np.full(n, NAME_LABELS.index("O"), dtype=np.int64)
    spans = [(e["type"] == "GROUP", m[0] - m[1], m[0], m[1], e["type"]) for e in entities for m in e["mentions"]]
    taken = np.zeros(n, dtype=bool)
    for _, _, first, last, kind in sorted(spans):
        if kind != "GROUP" and taken[first : last + 1].any():
            continue
        free = [i for i in range(first, last + 1) if not taken[i]]
        for i in free:
            opens = i == first or (i - 1 not in free)
            target[i] = NAME_LABELS.index(f"{'B' if opens else 'I'}-{kind}")
        taken[free] = True
    return np.eye(len(NAME_LABELS), dtype=bool)[target]


def _role_anchor(event: Gold, entities: dict[str, Gold], sentence: NDArray[np.int64]) -> Anchor:
    """The participants' mentions nearest to the trigger, its own sentence first; their others are not judged."""
    word = event["trigger"][0]
    spans: list[tuple[Span, int]] = []
    ignored: list[Span] = []
    fillers = [(i, role) for role in ("actor", "recipient") for i in event[role + "s"]]
    fillers += [(event["place"], "place")] if event["place"] else []
    for entity, role in fillers:
        mentions = [(m[0], m[1]) for m in entities[entity]["mentions"]]
        mentions.sort(key=lambda m: (sentence[m[0]] != sentence[word], min(abs(m[0] - word), abs(m[1] - word))))
        spans += [(m, ROLE_LABELS.index(role)) for m in mentions[:1]]
        ignored += mentions[1:]
    return Anchor(word, tuple(spans), tuple(ignored))


def _report_anchor(statement: Gold) -> Anchor:
    label = REPORT_LABELS.index
    spans = [((c[0], c[1]), label("content")) for c in statement["content"]]
    if statement["speaker_span"]:
        spans.append(((statement["speaker_span"][0], statement["speaker_span"][1]), label("speaker")))
    return Anchor(statement["cue"][0], tuple(spans))


def gold_example(doc: Gold, ann: Gold) -> Example:
    """The example of one annotated document."""
    words, starts = text_words(doc["text"])
    sentence = np.searchsorted(np.array(starts), np.arange(len(words)), side="right")
    entities = {e["id"]: e for e in ann["entities"]}
    triggers = tuple(
        (v["trigger"][0], TRIGGER_LABELS.index(v["type"]), STATUSES.index(v["status"])) for v in ann["events"]
    )
    return Example(
        key=doc["doc"],
        words=words,
        sentence_starts=starts,
        names=_name_targets(len(words), ann["entities"]),
        events=True,
        statements=True,
        cues=tuple(s["cue"][0] for s in ann["statements"]),
        triggers=triggers,
        roles=tuple(_role_anchor(v, entities, sentence) for v in ann["events"]),
        reports=tuple(_report_anchor(s) for s in ann["statements"]),
        gold=ann,
    )


def noted_example(noted: NotedText) -> Example:
    """A text of which only events are annotated; words that may name a participant again are not judged."""
    words, starts = text_words(noted.text)
    anchors = []
    for event in noted.events:
        spans = tuple((span, ROLE_LABELS.index(role)) for span, role in event.fillers)
        own = {i for (first, last), _ in spans for i in range(first, last + 1)}
        names = {_CLITICS.sub("", words[i]) for i in own}
        again = [i for i, word in enumerate(words) if i not in own and _CLITICS.sub("", word) in names]
        anchors.append(Anchor(event.trigger, spans, tuple((i, i) for i in again)))
    return Example(
        key=noted.doc,
        words=words,
        sentence_starts=starts,
        names=np.ones((len(words), len(NAME_LABELS)), dtype=bool),
        events=True,
        triggers=tuple((e.trigger, TRIGGER_LABELS.index(e.type), STATUSES.index(e.status)) for e in noted.events),
        roles=tuple(anchors),
    )


def read_gold(directory: Path) -> dict[str, Example]:
    """Examples by file name, in the order of names. Raises: OSError, json.JSONDecodeError."""
    found = {}
    for path in sorted(directory.glob("*.ann.json")):
        name = path.name.removesuffix(".ann.json")
        doc = json.loads((directory / f"{name}.doc.json").read_text("utf-8"))
        found[name] = gold_example(doc, json.loads(path.read_text("utf-8")))
    return found


def held_out(names: Iterable[str]) -> frozenset[str]:
    """Every sixth of the sorted names: never trained on."""
    return frozenset(n for i, n in enumerate(sorted(names)) if i % HELD_OUT_STEP == HELD_OUT_STEP - 1)


def _allowed(kinds: Iterable[str], edge: str) -> list[int]:
    return [NAME_LABELS.index(f"{edge}-{k}") for k in kinds]


def _unmarked() -> list[int]:
    return [0, *_allowed(("GROUP",), "B"), *_allowed(("GROUP",), "I")]


def _anercorp_tag(tag: str) -> list[int]:
    """Allowed label ids under an ANERcorp tag; all of them where its border is not ours (MISC)."""
    edge, _, kind = tag.partition("-")
    if kind in _ANERCORP:
        return _allowed(_ANERCORP[kind], edge)
    return _unmarked() if edge.startswith("O") else list(range(len(NAME_LABELS)))


def _wojood_tag(tags: Sequence[str]) -> list[int]:
    """Allowed label ids under nested Wojood tags, of which the first is the outermost."""
    kinds = [t.partition("-") for t in tags if t != "O"]
    named = [(edge, _WOJOOD[kind]) for edge, _, kind in kinds if kind in _WOJOOD]
    if named:
        return _allowed(named[0][1:], named[0][0])
    if all(kind in _WOJOOD_PLAIN for _, _, kind in kinds):
        return _unmarked()
    return list(range(len(NAME_LABELS)))


def _columns(path: Path, nested: bool) -> list[list[tuple[str, list[int]]]]:
    """Sentences of (word, allowed label ids) of a two-column file; its words are cut like ours."""
    sentences: list[list[tuple[str, list[int]]]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if not parts:
            sentences.append([])
        elif len(parts) > 1:
            ids = _wojood_tag(parts[1:]) if nested else _anercorp_tag(parts[1])
            for k, match in enumerate(TOKEN.finditer(parts[0].replace("$#$", ""))):
                sentences[-1].append((match.group(), ids if k == 0 else _continued(ids)))
    return [s for s in sentences if s]


def _continued(ids: Sequence[int]) -> list[int]:
    """The labels of a word's second part: what began goes on."""
    inside = {NAME_LABELS.index(f"B-{k}"): NAME_LABELS.index(f"I-{k}") for k in NAME_KINDS}
    return sorted({inside.get(i, i) for i in ids})


def read_names(path: Path, *, nested: bool, words_each: int = 130) -> list[Example]:
    """Examples of consecutive sentences, about `words_each` words long, of a names corpus."""
    examples: list[Example] = []
    words: list[str] = []
    allowed: list[list[int]] = []
    starts: list[int] = []
    sentences = _columns(path, nested)
    for k, sentence in enumerate(sentences):
        starts.append(len(words))
        words += [w for w, _ in sentence]
        allowed += [ids for _, ids in sentence]
        if len(words) >= words_each or k == len(sentences) - 1:
            table = np.zeros((len(words), len(NAME_LABELS)), dtype=bool)
            for row, ids in zip(table, allowed, strict=True):
                row[ids] = True
            examples.append(Example(f"{path.stem}/{len(examples)}", tuple(words), tuple(starts), table))
            words, allowed, starts = [], [], []
    return examples
