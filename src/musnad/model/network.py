"""The network in torch, for training and export only: a BERT encoder, linear token heads, two anchored heads."""

# torch is an optional dependency: where it is not installed its classes are `Any` to mypy.
# mypy: disable-error-code="misc, no-any-return, no-untyped-call, unused-ignore"

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from musnad.model.base import Base
from musnad.model.encode import PAD
from musnad.model.heads import DISTANCES, SENTENCE_GAPS
from musnad.model.labels import NAME_LABELS, REPORT_LABELS, ROLE_LABELS, STATUSES, TRIGGER_LABELS


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder; `positions` is the longest window in pieces."""

    pieces: int
    layers: int = 12
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 256
    hidden: int = 192
    epsilon: float = 1e-12


class Layer(nn.Module):
    """One post-norm transformer layer; `even` scales the inner columns (all ones, but for export)."""

    even: Tensor

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, dropout
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.merge = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.register_buffer("even", torch.ones(shape.inner), persistent=False)
        self.output_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x `(batch, pieces, width)`; bias, added to the attention scores, `(batch, 1, 1, pieces)`."""
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = self.merge(mixed.transpose(1, 2).reshape(b, n, width))
        x = self.attention_norm(x + functional.dropout(mixed, self.dropout, self.training))
        inner = self.narrow(functional.gelu(self.widen(x)) * self.even)
        return self.output_norm(x + functional.dropout(inner, self.dropout, self.training))


class Body(nn.Module):
    """Piece ids to piece vectors. The piece embeddings are a frozen buffer."""

    table: Tensor
    place: Tensor

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.register_buffer("table", torch.zeros(shape.pieces, shape.width))
        self.register_buffer("place", torch.zeros(shape.positions, shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def embed(self, ids: Tensor) -> Tensor:
        """The rows of the piece table, `(batch, pieces, width)`."""
        return functional.embedding(ids, self.table)

    def forward(self, ids: Tensor) -> Tensor:
        """ids int64 `(batch, pieces)` padded with `PAD` to float32 `(batch, pieces, width)`."""
        bias = (ids == PAD).float()[:, None, None, :] * -1e4
        x = self.norm(self.embed(ids) + self.place[: ids.shape[1]])
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class AnchoredHead(nn.Module):
    """Labels a word t as seen from an anchor word a: an MLP on both, their product, their distance."""

    def __init__(self, shape: Shape, labels: int) -> None:
        super().__init__()
        h = shape.hidden
        self.word, self.anchor = nn.Linear(shape.width, h), nn.Linear(shape.width, h)
        self.word_gate, self.anchor_gate = nn.Linear(shape.width, h), nn.Linear(shape.width, h)
        self.distance, self.gap = nn.Embedding(DISTANCES, h), nn.Embedding(SENTENCE_GAPS, h)
        self.inner, self.out = nn.Linear(h, h), nn.Linear(h, labels)
        for table in (self.distance, self.gap):
            nn.init.normal_(table.weight, std=0.1)

    def parts(self, x: Tensor) -> Tensor:
        """x `(words, width)` to `(words, 4 * hidden)`: as a word, as an anchor, gate as a word, gate as an anchor."""
        return torch.cat([self.word(x), self.anchor(x), self.word_gate(x), self.anchor_gate(x)], dim=-1)

    def judge(self, theirs: Tensor, mine: Tensor, distance: Tensor, gap: Tensor) -> Tensor:
        """Logits `(pairs, labels)` from the words' parts and the anchors' parts (or one anchor's)."""
        word, _, word_gate, _ = theirs.chunk(4, dim=-1)
        _, anchor, _, anchor_gate = mine.chunk(4, dim=-1)
        joint = word + anchor + self.distance(distance) + self.gap(gap) + word_gate * anchor_gate
        hidden = functional.dropout(functional.gelu(joint), 0.1, self.training)
        return self.out(functional.gelu(self.inner(hidden)))

    def forward(self, x: Tensor, word: Tensor, anchor: Tensor, distance: Tensor, gap: Tensor) -> Tensor:
        """x `(words, width)`; the rest int64 `(pairs,)`. Returns logits `(pairs, labels)`."""
        parts = self.parts(x)
        return self.judge(parts[word], parts[anchor], distance, gap)


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.body = Body(shape, dropout)
        self.names = nn.Linear(shape.width, len(NAME_LABELS))
        self.cue = nn.Linear(shape.width, 2)
        self.trigger = nn.Linear(shape.width, len(TRIGGER_LABELS))
        self.status = nn.Linear(shape.width, len(STATUSES))
        self.roles = AnchoredHead(shape, len(ROLE_LABELS))
        self.report = AnchoredHead(shape, len(REPORT_LABELS))

    def words(self, ids: Tensor, word_of_piece: Tensor, n: int) -> Tensor:
        """Mean piece vector of each of `n` words; word_of_piece `(batch * pieces,)`, -1 for pieces of no word."""
        flat = self.body(ids).float().reshape(word_of_piece.shape[0], -1)
        real = word_of_piece >= 0
        owner = word_of_piece[real]
        total = torch.zeros(n, flat.shape[1]).index_add(0, owner, flat[real])
        count = torch.zeros(n).index_add(0, owner, torch.ones(owner.shape[0]))
        return total / count[:, None]


def start_from(base: Base, kept: NDArray[np.int64], layers: int, *, dropout: float = 0.1) -> Network:
    """A network with the base's lowest `layers` layers and its rows of the kept pieces; the heads are fresh."""
    shape = Shape(len(kept), layers, base.width, base.heads, base.inner, epsilon=base.epsilon)
    net = Network(shape, dropout)
    w = base.width

    def get(name: str, columns: int = 0) -> Tensor:
        return torch.from_numpy(base.tensor(name, columns))

    with torch.no_grad():
        body = net.body
        body.table.copy_(get("emb.word", w)[torch.from_numpy(kept)])
        body.place.copy_((get("emb.pos", w) + get("emb.type", w)[0])[: shape.positions])
        body.norm.weight.copy_(get("emb.ln.w"))
        body.norm.bias.copy_(get("emb.ln.b"))
        for i, layer in enumerate(body.layers):
            _fill(layer, i, get, w)
    return net


def _fill(layer: nn.Module, i: int, get: Callable[..., Tensor], width: int) -> None:
    layer.qkv.weight.copy_(torch.cat([get(f"l{i}.{part}.w", width) for part in "qkv"]))
    layer.qkv.bias.copy_(torch.cat([get(f"l{i}.{part}.b") for part in "qkv"]))
    for target, source in ((layer.merge, "ao"), (layer.widen, "fi"), (layer.narrow, "fo")):
        target.weight.copy_(get(f"l{i}.{source}.w", target.weight.shape[1]))
        target.bias.copy_(get(f"l{i}.{source}.b"))
    for target, source in ((layer.attention_norm, "aln"), (layer.output_norm, "oln")):
        target.weight.copy_(get(f"l{i}.{source}.w"))
        target.bias.copy_(get(f"l{i}.{source}.b"))
