"""Examples to tensors, tensors to losses."""

# torch is an optional dependency: where it is not installed its classes are `Any` to mypy.
# mypy: disable-error-code="misc, no-any-return, no-untyped-call, unused-ignore"

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from musnad.model.corpus import Anchor, Example
from musnad.model.encode import MASK, Pieces, Window, padded, windows
from musnad.model.heads import distance_bucket, gap_bucket
from musnad.model.network import AnchoredHead, Network

IGNORED: Final = -100
WEIGHTS: Final = {"names": 1.0, "cue": 1.5, "trigger": 3.0, "status": 0.4, "roles": 1.0, "report": 1.0}
_OF_STATEMENTS: Final = ("cue", "report")
_EVENT_WEIGHT: Final = 2.0
_NO_ROLE_WEIGHT: Final = 0.35


@dataclass(frozen=True, slots=True)
class Item:
    """A window of an example."""

    example: Example
    window: Window


@dataclass(slots=True)
class Pairs:
    """Anchor and word indices within a batch, how far apart they are, and the label."""

    word: list[NDArray[np.int64]] = field(default_factory=list)
    anchor: list[NDArray[np.int64]] = field(default_factory=list)
    distance: list[NDArray[np.int64]] = field(default_factory=list)
    gap: list[NDArray[np.int64]] = field(default_factory=list)
    label: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, anchor: Anchor, window: Window, offset: int) -> None:
        """Adds the pairs of `anchor` with each word of `window`, whose first word has the batch index `offset`."""
        n, first = window.size, window.first
        at = anchor.word - first
        label = np.zeros(n, dtype=np.int64)
        for a, b in anchor.ignored:
            label[max(0, a - first) : max(0, b + 1 - first)] = IGNORED
        for (a, b), value in anchor.spans:
            label[max(0, a - first) : max(0, b + 1 - first)] = value
        here = np.arange(n)
        self.word.append(here + offset)
        self.anchor.append(np.full(n, at + offset))
        self.distance.append(distance_bucket(here - at))
        self.gap.append(gap_bucket(window.sentences - window.sentences[at]))
        self.label.append(label)

    def loss(self, head: AnchoredHead, x: Tensor, weight: Tensor) -> Tensor:
        """Mean weighted cross-entropy of the pairs; 0 where there are none."""
        if not self.word:
            return x.sum() * 0.0
        parts = (self.word, self.anchor, self.distance, self.gap)
        logits = head(x, *(torch.from_numpy(np.concatenate(p)) for p in parts))
        target = torch.from_numpy(np.concatenate(self.label))
        summed = functional.cross_entropy(logits, target, weight=weight, ignore_index=IGNORED, reduction="sum")
        return summed / (12 * len(self.word))


def items_of(examples: Sequence[Example], pieces: Pieces, limits: Sequence[int]) -> list[Item]:
    """The windows of each example, under its own limit of pieces."""
    return [
        Item(e, w)
        for e, limit in zip(examples, limits, strict=True)
        for w in windows(e.words, e.sentence_starts, pieces, limit=limit)
    ]


def _masked(
    ids: NDArray[np.int64], owner: NDArray[np.int64], rate: float, random: np.random.Generator
) -> NDArray[np.int64]:
    """Hides some whole words, so that the heads learn to read the context of words they never met."""
    hidden = random.random(int(owner.max()) + 1) < rate
    hit = (hidden[owner] & (owner >= 0)).reshape(ids.shape)
    return np.where(hit, MASK, ids)


def _word_of_piece(items: Sequence[Item], longest: int) -> NDArray[np.int64]:
    out = np.full((len(items), longest), -1, dtype=np.int64)
    done = 0
    for row, item in zip(out, items, strict=True):
        w = item.window
        sizes = np.diff(w.word_starts, append=len(w.pieces) - 1)
        row[1 : len(w.pieces) - 1] = done + np.repeat(np.arange(w.size), sizes)
        done += w.size
    return out.reshape(-1)


def batch_loss(
    net: Network, items: Sequence[Item], random: np.random.Generator, *, hide: float, half: bool
) -> dict[str, Tensor]:
    """Loss per head, unweighted; all items are judged by the same heads.

    `hide` is the share of hidden words, `half` computes the body in bfloat16.
    """
    ids = padded([i.window for i in items])
    owner = _word_of_piece(items, ids.shape[1])
    n = sum(i.window.size for i in items)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        x = net.words(torch.from_numpy(_masked(ids, owner, hide, random)), torch.from_numpy(owner), n)
    x = functional.dropout(x.float(), 0.15, net.training)
    losses = {"names": _name_loss(net, x, items)}
    if items[0].example.events:
        losses |= _token_losses(net, x, items) | _anchored_losses(net, x, items, random)
    return losses if items[0].example.statements else {k: v for k, v in losses.items() if k not in _OF_STATEMENTS}


def _name_loss(net: Network, x: Tensor, items: Sequence[Item]) -> Tensor:
    allowed = np.concatenate([i.example.names[i.window.first : i.window.first + i.window.size] for i in items])
    scores = functional.log_softmax(net.names(x), dim=-1).masked_fill(~torch.from_numpy(allowed), -1e4)
    return -torch.logsumexp(scores, dim=-1).mean()


def _token_losses(net: Network, x: Tensor, items: Sequence[Item]) -> dict[str, Tensor]:
    cue, kind = np.zeros(len(x), dtype=np.int64), np.zeros(len(x), dtype=np.int64)
    status = np.full(len(x), IGNORED, dtype=np.int64)
    done = 0
    for item in items:
        first, end = item.window.first, item.window.first + item.window.size
        for word in item.example.cues:
            if first <= word < end:
                cue[word - first + done] = 1
        for word, event, how in item.example.triggers:
            if first <= word < end:
                kind[word - first + done], status[word - first + done] = event, how
        done += item.window.size
    heavy = torch.full((net.trigger.out_features,), _EVENT_WEIGHT)
    heavy[0] = 1.0
    n = len(x)
    known = max(1, int((status != IGNORED).sum()))
    kinds = functional.cross_entropy(net.trigger(x), torch.from_numpy(kind), weight=heavy, reduction="sum") / n
    cues = (
        functional.cross_entropy(net.cue(x), torch.from_numpy(cue), weight=torch.tensor([1.0, 1.5]), reduction="sum")
        / n
    )
    how_sure = (
        functional.cross_entropy(net.status(x), torch.from_numpy(status), ignore_index=IGNORED, reduction="sum") / known
    )
    return {"cue": cues, "trigger": kinds, "status": how_sure}


def _anchored_losses(net: Network, x: Tensor, items: Sequence[Item], random: np.random.Generator) -> dict[str, Tensor]:
    roles, report = Pairs(), Pairs()
    done = 0
    for item in items:
        window = item.window
        inside = range(window.first, window.first + window.size)
        for pairs, anchors in ((roles, item.example.roles), (report, item.example.reports)):
            for anchor in anchors:
                if anchor.word in inside:
                    pairs.add(anchor, window, done)
        if window.size and random.random() < 0.5:
            word = int(random.integers(window.first, window.first + window.size))
            if word not in item.example.cues:
                report.add(Anchor(word, ()), window, done)
        done += window.size
    light = torch.ones(net.roles.out.out_features)
    light[0] = _NO_ROLE_WEIGHT
    even = torch.tensor([0.6, 1.5, 1.0])
    return {"roles": roles.loss(net.roles, x, light), "report": report.loss(net.report, x, even) * 0.5}


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the heads' losses."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()
