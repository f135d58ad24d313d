from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch
from tokenizers import Tokenizer, models

from musnad.model.corpus import gold_example
from musnad.model.encode import SPECIAL_PIECES, UNK, Pieces
from musnad.model.export import export, torch_heads
from musnad.model.infer import Encoder
from musnad.model.network import Network, Shape
from musnad.model.objective import batch_loss, items_of, total
from tests.model.test_corpus import ANN, DOC

VOCABULARY = [*((p, 0.0) for p in SPECIAL_PIECES), ("▁", -2.0), *((c, -3.0) for c in "ابتجحخدرسشصغفقلمنوي.أإ")]
TOKENIZER = Tokenizer(models.Unigram(VOCABULARY, UNK, False))


@pytest.fixture
def network() -> Network:
    torch.manual_seed(1)
    net = Network(Shape(len(VOCABULARY), layers=2, width=16, heads=2, inner=32, hidden=8))
    net.body.table.normal_()
    return net


def test_every_head_has_a_loss_that_can_fall(network: Network) -> None:
    example = gold_example(DOC, ANN)
    items = items_of([example], Pieces(TOKENIZER), [224])
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-2)
    values = []
    for _ in range(25):
        losses = batch_loss(network, items, np.random.default_rng(1), hide=0.0, half=False)
        assert set(losses) == {"names", "cue", "trigger", "status", "roles", "report"}
        optimizer.zero_grad()
        total(losses).backward()
        optimizer.step()
        values.append(total(losses).item())
    assert values[-1] < values[0] / 2


def test_the_exported_encoder_says_what_the_network_says(network: Network, tmp_path: Path) -> None:
    export(network, TOKENIZER, tmp_path, {"version": "test"})
    exported = Encoder.load(tmp_path)

    def body(ids: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return network.eval().body(torch.from_numpy(ids)).numpy()

    live = Encoder(body, torch_heads(network), Pieces(TOKENIZER), "live")
    example = gold_example(DOC, ANN)
    one, other = (e.tag(example.words, example.sentence_starts) for e in (exported, live))
    assert exported.version == "test"
    assert np.allclose(one.names, other.names, atol=0.02)
    assert np.allclose(one.roles(6), other.roles(6), atol=0.02)
    assert np.allclose(one.report(2), other.report(2), atol=0.02)
