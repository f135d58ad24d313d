"""Weights to files: an int8 ONNX body, the heads, the tokenizer, the facts about them. Needs torch and onnx."""

# torch is an optional dependency: where it is not installed its classes are `Any` to mypy.
# mypy: disable-error-code="misc, no-any-return, no-untyped-call, unused-ignore"

import dataclasses
import json
import warnings
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from musnad.model.heads import Heads, WordScores
from musnad.model.network import AnchoredHead, Body, Network

_EVENNESS: Final = 0.8


class _ByteTable(Body):
    """The body with its piece table in bytes, one scale a row."""

    rows: Tensor
    scale: Tensor

    def embed(self, ids: Tensor) -> Tensor:
        """The rows of the table, scaled back to float32."""
        return self.rows[ids].float() * self.scale[ids][..., None]


def _evened(body: Body, sample: Tensor) -> Body:
    """A copy whose inner columns are scaled to like size, and the matrix behind them the other way.

    A few inner columns are far larger than the rest, and one scale for all of them would cost the rest its precision.
    Source: SmoothQuant (Xiao et al. 2023), sample: piece ids `(windows, pieces)`.
    """
    copy = deepcopy(body).eval()
    largest: list[Tensor] = []
    hooks = [
        layer.narrow.register_forward_pre_hook(lambda _, given: largest.append(given[0].abs().amax(dim=(0, 1))))
        for layer in copy.layers
    ]
    with torch.no_grad():
        copy(sample)
        for hook, layer, seen in zip(hooks, copy.layers, largest, strict=True):
            hook.remove()
            scale = seen.clamp(min=1e-3) ** _EVENNESS / layer.narrow.weight.abs().amax(dim=0).clamp(min=1e-3) ** (
                1 - _EVENNESS
            )
            layer.even.copy_(1 / scale)
            layer.narrow.weight.mul_(scale)
    return copy


def _byte_body(body: Body) -> _ByteTable:
    copy = _ByteTable.__new__(_ByteTable)
    copy.__dict__ = dict(body.__dict__)
    copy._buffers = dict(body._buffers)
    table = body.table
    scale = table.abs().amax(dim=1).clamp(min=1e-8) / 127
    copy.register_buffer("rows", torch.round(table / scale[:, None]).to(torch.int8))
    copy.register_buffer("scale", scale)
    del copy._buffers["table"]
    return copy.eval()


class _Words(nn.Module):
    """Word vectors to `WordScores`, in the order of its fields."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, vectors: Tensor) -> tuple[Tensor, ...]:
        net = self.net
        scores = [head(vectors).softmax(-1) for head in (net.names, net.cue, net.trigger, net.status)]
        scores[1] = scores[1][:, 1]
        return (*scores, net.roles.parts(vectors), net.report.parts(vectors))


class _Seen(nn.Module):
    """An anchored head from the words' parts on."""

    def __init__(self, head: AnchoredHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, parts: Tensor, mine: Tensor, distance: Tensor, gap: Tensor) -> Tensor:
        return self.head.judge(parts, mine, distance, gap).softmax(-1)


def torch_heads(net: Network) -> Heads:
    """The network's heads as they stand, behind the run-time interface."""

    def call(module: nn.Module, *arrays: NDArray[Any]) -> Any:
        with torch.no_grad():
            return module(*(torch.from_numpy(np.ascontiguousarray(a)) for a in arrays))

    words, roles, report = _Words(net), _Seen(net.roles), _Seen(net.report)
    return Heads(
        width=net.names.in_features,
        words=lambda x: WordScores(*(t.numpy() for t in call(words, x))),
        roles=lambda *arrays: call(roles, *arrays).numpy(),
        report=lambda *arrays: call(report, *arrays).numpy(),
    )


def _write(module: nn.Module, path: Path, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, Any]) -> None:
    """Traces `module` to `path`. The older exporter is meant: it writes plain operators that quantize well."""
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def _write_heads(net: Network, directory: Path) -> None:
    n, width = 5, net.names.in_features
    fields = [f.name for f in dataclasses.fields(WordScores)]
    rows = {name: {0: "words"} for name in ("vectors", *fields)}
    _write(_Words(net), directory / "words.onnx", {"vectors": torch.zeros(n, width)}, fields, rows)
    for name, head in (("roles", net.roles), ("report", net.report)):
        size, numbers = 4 * head.word.out_features, torch.arange(n)
        inputs = {"parts": torch.zeros(n, size), "mine": torch.zeros(1, size), "distance": numbers, "gap": numbers}
        axes = {key: {0: "words"} for key in ("parts", "distance", "gap", "labels")}
        _write(_Seen(head), directory / f"{name}.onnx", inputs, ["labels"], axes)


def export(
    net: Network, tokenizer: Tokenizer, directory: Path, meta: Mapping[str, object], *, sample: Tensor | None = None
) -> None:
    """Writes model.onnx, words.onnx, roles.onnx, report.onnx, tokenizer.json and meta.json.

    sample: piece ids `(windows, pieces)` of typical texts, to make int8 matrices by; without it they stay float32.
    Raises: OSError.
    """
    directory.mkdir(parents=True, exist_ok=True)
    net.eval()
    plain, final = directory / "plain.onnx", directory / "model.onnx"
    axes = {"ids": {0: "windows", 1: "pieces"}, "vectors": {0: "windows", 1: "pieces"}}
    body = net.body if sample is None else _evened(net.body, sample)
    _write(_byte_body(body), plain, {"ids": torch.zeros(2, 48, dtype=torch.int64)}, ["vectors"], axes)
    if sample is not None:
        quantize_dynamic(
            str(plain), str(final), op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        plain.unlink()
    else:
        plain.replace(final)
    _write_heads(net, directory)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    facts = {**meta, "width": net.names.in_features}
    (directory / "meta.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
