"""What the heads are worth on their own, decoded in the plainest way, on annotated texts they were not trained on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from musnad.model.corpus import Example
from musnad.model.infer import Encoder, Tagging
from musnad.model.labels import REPORT_LABELS, ROLE_LABELS

CUE_FROM: Final = 0.5
TRIGGER_FROM: Final = 0.4
_CONTENT: Final = REPORT_LABELS.index("content")
_SPEAKER: Final = REPORT_LABELS.index("speaker")


@dataclass(slots=True)
class Tally:
    """Right, predicted and gold counts of one measure."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Adds the counts of one text."""
        self.right, self.predicted, self.gold = self.right + right, self.predicted + predicted, self.gold + gold

    @property
    def f1(self) -> float:
        """F1, 0 where nothing is right."""
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0


def content_run(column: NDArray[np.float32]) -> tuple[int, int] | None:
    """The run of words `[first, last]` with the greatest sum of log-odds, or None where no word is likely."""
    odds = np.log(column + 1e-6) - np.log(1 - column + 1e-6)
    best, best_run, total, first = 0.0, None, 0.0, 0
    for i, value in enumerate(np.clip(odds, -4, 4)):
        if total <= 0:
            total, first = 0.0, i
        total += float(value)
        if total > best:
            best, best_run = total, (first, i)
    return best_run


def _names(example: Example, tagging: Tagging, tally: dict[str, Tally]) -> None:
    place = {"LOC": "GPE"}
    gold = {
        (m[0], m[1], place.get(e["type"], e["type"]))
        for e in example.gold["entities"]
        if e["type"] != "GROUP"
        for m in e["mentions"]
    }
    spans = tagging.name_spans()
    found = {(p.first, p.last, place.get(p.type, p.type)) for p in spans if p.type != "GROUP"}
    tally["names"].add(len(gold & found), len(found), len(gold))
    groups = {(m[0], m[1]) for e in example.gold["entities"] if e["type"] == "GROUP" for m in e["mentions"]}
    seen = {(p.first, p.last) for p in spans if p.type == "GROUP"}
    tally["groups"].add(len(groups & seen), len(seen), len(groups))


def _statements(example: Example, tagging: Tagging, tally: dict[str, Tally]) -> None:
    cues = set(np.flatnonzero(tagging.cue >= CUE_FROM).tolist())
    tally["cue"].add(len(cues & set(example.cues)), len(cues), len(example.cues))
    contents = []
    for cue in sorted(cues):
        run = content_run(tagging.report(cue)[:, _CONTENT])
        contents.append(set(range(run[0], run[1] + 1)) - {cue} if run else set())
    golds = [{i for c in s["content"] for i in range(c[0], c[1] + 1)} for s in example.gold["statements"]]
    tally["statements"].add(_matched(golds, contents), len(contents), len(golds))
    for anchor in example.reports:
        said = [range(s[0], s[1] + 1) for s, label in anchor.spans if label == _SPEAKER]
        column = tagging.report(anchor.word)[:, _SPEAKER]
        found = int(column.argmax()) if column.max() >= 0.5 else None
        hit = any(found in span for span in said)
        tally["speaker | gold cue"].add(int(hit), int(found is not None), len(said))


def _matched(golds: Sequence[set[int]], found: Sequence[set[int]]) -> int:
    pairs = [(len(g & p) / len(g | p), i, j) for i, g in enumerate(golds) for j, p in enumerate(found) if g | p]
    used_i, used_j = set(), set()
    for score, i, j in sorted(pairs, reverse=True):
        if score >= 0.5 and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
    return len(used_i)


def _triggers(example: Example, tagging: Tagging, tally: dict[str, Tally]) -> None:
    sentence = np.searchsorted(np.array(example.sentence_starts), np.arange(len(example.words)), side="right")
    some = 1 - tagging.trigger[:, 0]
    kind = 1 + tagging.trigger[:, 1:].argmax(axis=1)
    found = [int(i) for i in np.flatnonzero(some >= TRIGGER_FROM)]
    predicted = Counter((int(sentence[i]), int(kind[i])) for i in found)
    gold = Counter((int(sentence[i]), t) for i, t, _ in example.triggers)
    tally["events"].add(sum((predicted & gold).values()), sum(predicted.values()), sum(gold.values()))
    words = {i for i, _, _ in example.triggers}
    tally["trigger word"].add(len(words & set(found)), len(found), len(words))
    for i, t, status in example.triggers:
        tally["type | gold trigger"].add(int(kind[i] == t), 1, 1)
        tally["status | gold trigger"].add(int(tagging.status[i].argmax() == status), 1, 1)


def _arguments(example: Example, tagging: Tagging, tally: dict[str, Tally]) -> None:
    """Who is actor, recipient and place of gold triggers, among the gold entities."""
    mentions = {e["id"]: e["mentions"] for e in example.gold["entities"]}
    for event in example.gold["events"]:
        seen = tagging.roles(event["trigger"][0])
        gold = {(i, "actor") for i in event["actors"]} | {(i, "recipient") for i in event["recipients"]}
        gold |= {(event["place"], "place")} if event["place"] else set()
        found = set()
        for entity, spans in mentions.items():
            if spans:
                scores = np.max([seen[m[0] : m[1] + 1].mean(axis=0) for m in spans], axis=0)
                best = 1 + int(scores[1:].argmax())
                if scores[best] >= 0.4:
                    found.add((entity, ROLE_LABELS[best]))
        tally["arguments | gold trigger"].add(len(gold & found), len(found), len(gold))
        sides = {g for g in gold if g[1] != "place"}, {f for f in found if f[1] != "place"}
        tally["who-did-what | gold trigger"].add(int(sides[0] == sides[1]), 1, 1)


MEASURES: Final = (
    "names", "groups", "cue", "statements", "speaker | gold cue", "events", "trigger word", "type | gold trigger",
    "status | gold trigger", "arguments | gold trigger", "who-did-what | gold trigger",
)  # fmt: skip


def measure(encoder: Encoder, examples: Iterable[Example]) -> dict[str, Tally]:
    """Counts per measure over fully annotated examples."""
    tally = {name: Tally() for name in MEASURES}
    for example in examples:
        tagging = encoder.tag(example.words, example.sentence_starts)
        for part in (_names, _statements, _triggers, _arguments):
            part(example, tagging, tally)
    return tally


def summary(tally: dict[str, Tally]) -> str:
    """One line: each measure with its F1 (accuracy where each gold item has one answer)."""
    return " · ".join(f"{name} {t.f1:.3f}" for name, t in tally.items())
