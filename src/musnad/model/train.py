"""Trains the encoder on annotated articles and names corpora, in a given time on a CPU. Needs torch."""

# torch is an optional dependency: where it is not installed its classes are `Any` to mypy.
# mypy: disable-error-code="misc, no-any-return, no-untyped-call, unused-ignore"

import csv
import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn

from musnad.model.annotations import read_annotations
from musnad.model.base import Base, build_tokenizer, keep_pieces, read_base
from musnad.model.corpus import Example, held_out, noted_example, read_gold, read_names, text_words
from musnad.model.encode import WINDOW_PIECES, Pieces, padded
from musnad.model.export import export, torch_heads
from musnad.model.infer import Encoder
from musnad.model.measure import measure, summary
from musnad.model.network import Network, start_from
from musnad.model.objective import Item, batch_loss, items_of, total

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The learning rates rise for `warm_up` of the time and fall linearly to 0 when it is over."""

    minutes: float = 60.0
    layers: int = 10
    body_rate: float = 7e-5
    head_rate: float = 8e-4
    warm_up: float = 0.05
    batch_pieces: int = 900
    names_share: float = 0.45
    noted_share: float = 0.45
    frozen_layers: int = 0
    hide: float = 0.08
    dropout: float = 0.1
    seed: int = 20
    half: bool = True
    report_minutes: float = 5.0
    first_export_minutes: float = 5.0


@dataclass(frozen=True, slots=True)
class Data:
    """Examples: articles to learn from, articles to check with, names corpora, texts of which only events are known."""

    articles: tuple[Example, ...]
    check: tuple[Example, ...]
    names: tuple[Example, ...]
    left_out: tuple[str, ...]
    noted: tuple[Example, ...] = ()


def read_data(gold: Path, names: Path, texts: Path | None = None) -> Data:
    """Reads annotated articles, the names corpora, our own annotations of `texts`. Raises: OSError, DataError."""
    found = read_gold(gold)
    out = held_out(found)
    corpora = [e for p in sorted(names.glob("anercorp*.txt")) for e in read_names(p, nested=False)]
    corpora += [e for p in sorted(names.glob("wojood*.txt")) for e in read_names(p, nested=True)]
    return Data(
        tuple(e for n, e in found.items() if n not in out),
        tuple(e for n, e in found.items() if n in out),
        tuple(corpora),
        tuple(sorted(out)),
        tuple(noted_example(noted) for noted in read_annotations(texts)) if texts else (),
    )


def _more_words(texts: Path) -> Iterator[str]:
    """Words of further texts (JSON lines with title and text, tables with a column "Arabic MT")."""
    for path in sorted(texts.rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            article = json.loads(line)
            yield from text_words(f"{article['title']}\n{article['text']}")[0]
    for path in sorted(texts.rglob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                yield from text_words(row.get("Arabic MT") or "")[0]


def _deal(examples: Sequence[Example], pieces: Pieces, plan: Plan, random: np.random.Generator) -> Iterator[list[Item]]:
    """Endless batches of windows of like length; windows fall differently each time round."""
    while True:
        limits = random.integers(WINDOW_PIECES * 5 // 8, WINDOW_PIECES + 1, len(examples)).tolist()
        items = items_of(examples, pieces, limits)
        order = sorted(range(len(items)), key=lambda i: len(items[i].window.pieces) + random.integers(0, 24))
        groups: list[list[Item]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(items[i].window.pieces) > plan.batch_pieces:
                groups.append([])
            groups[-1].append(items[i])
        for k in random.permutation(len(groups)):
            yield groups[k]


def names_share(progress: float, peak: float) -> float:
    """Share of steps on names corpora: `peak` at first, a sixth of it at the end; progress from 0 to 1."""
    return peak if progress < 0.3 else peak * 0.45 if progress < 0.7 else peak / 6


def _optimizer(net: Network, plan: Plan) -> torch.optim.Optimizer:
    body = [p for n, p in net.named_parameters() if n.startswith("body.")]
    rest = [p for n, p in net.named_parameters() if not n.startswith("body.")]
    groups = [{"params": body, "peak": plan.body_rate}, {"params": rest, "peak": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


class _Run:
    """One training run: the state that changes while it lasts."""

    def __init__(self, net: Network, tokenizer: Tokenizer, data: Data, plan: Plan, out: Path) -> None:
        self.net, self.tokenizer, self.data, self.plan, self.out = net, tokenizer, data, plan, out
        self.pieces = Pieces(tokenizer)
        self.random = np.random.default_rng(plan.seed)
        self.optimizer = _optimizer(net, plan)
        self.started = time.monotonic()
        self.steps = self.seen = 0
        self.means: dict[str, float] = {}

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self.started) / 60

    def step(self, batch: list[Item], progress: float) -> None:
        """One update at the learning rate that belongs to `progress`."""
        warm = self.plan.warm_up
        share = progress / warm if progress < warm else (1 - progress) / (1 - warm)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * max(share, 0.0)
        losses = batch_loss(self.net, batch, self.random, hide=self.plan.hide, half=self.plan.half)
        total(losses).backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.steps += 1
        self.seen += sum(len(i.window.pieces) for i in batch)
        for name, value in losses.items():
            self.means[name] = 0.97 * self.means.get(name, value.item()) + 0.03 * value.item()

    def check(self) -> None:
        """Logs losses and held-out quality, keeps a checkpoint."""
        self.net.eval()
        line = summary(measure(self.encoder(), self.data.check))
        self.net.train()
        losses = " ".join(f"{k} {v:.3f}" for k, v in self.means.items())
        log.info("%.1f min, step %d, %d pieces | loss %s", self.minutes, self.steps, self.seen, losses)
        log.info("    held out: %s", line)
        torch.save(self.net.state_dict(), self.out / "checkpoint.pt")

    def encoder(self) -> Encoder:
        """The network as it stands, behind the run-time interface."""

        def body(ids: NDArray[np.int64]) -> NDArray[np.float32]:
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=False):
                return self.net.body(torch.from_numpy(ids)).numpy()

        return Encoder(body, torch_heads(self.net), self.pieces, "training")

    def write(self, version: str) -> None:
        """Exports int8 weights and logs what they are worth."""
        meta = {"version": version, "layers": self.plan.layers, "window_pieces": WINDOW_PIECES, "steps": self.steps,
                "plan": asdict(self.plan), "left_out": self.data.left_out}  # fmt: skip
        typical = items_of(self.data.articles[:40], self.pieces, [WINDOW_PIECES] * len(self.data.articles[:40]))
        sample = torch.from_numpy(padded([i.window for i in typical[:32]]))
        export(self.net, self.tokenizer, self.out / "weights", meta, sample=sample)
        self.net.train()
        log.info("    int8:     %s", summary(measure(Encoder.load(self.out / "weights"), self.data.check)))


def _network(base: Base, kept: NDArray[np.int64], plan: Plan, resume: Path | None) -> Network:
    net = start_from(base, kept, plan.layers, dropout=plan.dropout)
    if resume:
        net.load_state_dict(torch.load(resume))
    for layer in net.body.layers[: plan.frozen_layers]:
        layer.requires_grad_(False)
    net.body.norm.requires_grad_(plan.frozen_layers == 0)
    return net.train()


def train(
    gold: Path, names: Path, base: Path, out: Path, *,
    texts: Path | None = None, plan: Plan | None = None, resume: Path | None = None, version: str = "1",
) -> Path:  # fmt: skip
    """Trains and exports; returns the folder of the weights (`out/weights`).

    texts: a folder of further texts: events are learnt from those that `data/event_annotations.tsv` annotates, the
    others are read only to choose the pieces to keep; resume: a checkpoint to start from.
    Reproducible up to how many steps fit the time. Raises: OSError, ValueError.
    """
    plan = plan or Plan()
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    data = read_data(gold, names, texts)
    words = {w for e in (*data.articles, *data.check, *data.names, *data.noted) for w in e.words}
    words.update(_more_words(texts) if texts else ())
    packed = read_base(base)
    kept = keep_pieces(packed, sorted(words))
    run = _Run(_network(packed, kept, plan, resume), build_tokenizer(packed, kept), data, plan, out)
    log.info("%d articles, %d held out, %d name texts; %s", len(data.articles), len(data.check), len(data.names), plan)
    _loop(run, plan, data, version)
    return out / "weights"


def _loop(run: _Run, plan: Plan, data: Data, version: str) -> None:
    articles = _deal(data.articles, run.pieces, plan, run.random)
    names = _deal(data.names, run.pieces, plan, run.random)
    noted = _deal(data.noted, run.pieces, plan, run.random)
    due, early = plan.report_minutes, plan.first_export_minutes
    while (progress := run.minutes / plan.minutes) < 1.0:
        if run.random.random() < names_share(progress, plan.names_share):
            batch = next(names)
        else:
            batch = next(noted if data.noted and run.random.random() < plan.noted_share else articles)
        run.step(batch, progress)
        if run.minutes >= due:
            run.check()
            due = run.minutes + plan.report_minutes
        if run.minutes >= early:
            run.write(f"{version}-early")
            early = float("inf")
    run.check()
    run.write(version)
