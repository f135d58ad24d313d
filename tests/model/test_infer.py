from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

from musnad.errors import ModelError
from musnad.model.encode import SPECIAL_PIECES, UNK, Pieces
from musnad.model.heads import DISTANCES, AnchorGraph, Heads, WordScores, distance_bucket, word_vectors
from musnad.model.infer import Encoder, Tagging
from musnad.model.labels import NAME_LABELS, REPORT_LABELS, ROLE_LABELS, STATUSES, TRIGGER_LABELS

WIDTH = 8


def softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(x)
    return (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)


def words(x: NDArray[np.float32]) -> WordScores:
    sizes = (len(NAME_LABELS), 2, len(TRIGGER_LABELS), len(STATUSES))
    names, cue, trigger, status = (softmax(np.resize(x, (len(x), size))) for size in sizes)
    return WordScores(names, cue[:, 1], trigger, status, x, x)


def graph(labels: int) -> AnchorGraph:
    def call(parts: NDArray[np.float32], mine: NDArray[np.float32], *near: NDArray[np.int64]) -> NDArray[np.float32]:
        assert mine.shape == (1, WIDTH)
        assert all(len(n) == len(parts) for n in near)
        return softmax(np.resize(parts + mine, (len(parts), labels)))

    return call


HEADS = Heads(WIDTH, words, graph(len(ROLE_LABELS)), graph(len(REPORT_LABELS)))


def body(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    return np.random.default_rng(3).normal(size=(*ids.shape, WIDTH)).astype(np.float32)


@pytest.fixture
def encoder() -> Encoder:
    vocabulary = [*((p, 0.0) for p in SPECIAL_PIECES), ("▁قال", -1.0), ("▁", -2.0)]
    return Encoder(body, HEADS, Pieces(Tokenizer(models.Unigram(vocabulary, UNK, False))), "test")


def with_names(encoder: Encoder, labels: list[str]) -> Tagging:
    tagging = encoder.tag(["قال"] * len(labels), [0])
    names = np.full((len(labels), len(NAME_LABELS)), 0.01, dtype=np.float32)
    for row, label in zip(names, labels, strict=True):
        row[NAME_LABELS.index(label)] = 0.9
    return replace(tagging, scores=replace(tagging.scores, names=names))


def test_tagging_has_one_row_a_word(encoder: Encoder) -> None:
    tagging = encoder.tag(["قال"] * 600, range(0, 600, 20))
    assert tagging.names.shape == (600, len(NAME_LABELS))
    assert tagging.trigger.shape == (600, 17)
    assert tagging.status.shape == (600, 7)
    assert tagging.cue.shape == (600,)
    assert np.allclose(tagging.trigger.sum(axis=1), 1, atol=1e-4)


def test_anchored_heads_see_their_window_only(encoder: Encoder) -> None:
    tagging = encoder.tag(["قال"] * 600, range(0, 600, 20))
    first, end = tagging.window(300)
    roles, report = tagging.roles(300), tagging.report(300)
    assert roles.shape == (600, 4)
    assert report.shape == (600, 3)
    outside = np.r_[0:first, end:600]
    assert np.all(roles[outside, 0] == 1)
    assert np.all(roles[outside, 1:] == 0)
    assert np.allclose(report.sum(axis=1), 1, atol=1e-4)


def test_an_empty_text_is_tagged_empty(encoder: Encoder) -> None:
    tagging = encoder.tag([], [])
    assert len(tagging.cue) == 0
    assert tagging.name_spans() == ()
    with pytest.raises(IndexError):
        tagging.roles(0)


def test_name_spans_are_well_formed(encoder: Encoder) -> None:
    tagging = with_names(encoder, ["B-PER", "I-PER", "O", "I-ORG", "I-ORG", "B-GPE", "B-GPE"])
    spans = [(p.first, p.last, p.type) for p in tagging.name_spans()]
    assert (0, 1, "PER") in spans
    assert spans[-2:] == [(5, 5, "GPE"), (6, 6, "GPE")]
    assert all(0 < p.score <= 1 for p in tagging.name_spans())


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        Encoder.load(tmp_path)


def test_small_parts() -> None:
    assert distance_bucket(np.array([0])) == DISTANCES // 2
    assert distance_bucket(np.array([-500])) == 0
    assert distance_bucket(np.array([500])) == DISTANCES - 1
    pieces = np.arange(10, dtype=np.float32).reshape(5, 2)
    assert np.allclose(word_vectors(pieces, np.array([1, 3]), 4), [[3, 4], [6, 7]])
