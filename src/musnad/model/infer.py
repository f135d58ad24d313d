"""The encoder at run time: ONNX Runtime for the body, numpy for the heads. It proposes; it decides nothing."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from musnad.errors import ModelError
from musnad.model.encode import Pieces, windows
from musnad.model.heads import AnchorGraph, Heads, WordScores, seen_from, word_vectors
from musnad.model.labels import NAME_KINDS, NAME_LABELS, REPORT_LABELS, ROLE_LABELS

Array = NDArray[np.float32]
Body = Callable[[NDArray[np.int64]], Array]
WEIGHTS: Final = Path(__file__).with_name("weights")
_EPS: Final = 1e-9


@dataclass(frozen=True, slots=True)
class NameProposal:
    """A name: words `first` to `last`, both included; score is the mean probability of its labels."""

    first: int
    last: int
    type: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Tagging:
    """What the heads say of `n` words; see `WordScores` for the arrays (float32, probabilities)."""

    scores: WordScores
    sentences: NDArray[np.int64]
    bounds: tuple[tuple[int, int], ...]
    heads: Heads

    @property
    def names(self) -> Array:
        """`(n, len(NAME_LABELS))`."""
        return self.scores.names

    @property
    def cue(self) -> Array:
        """`(n,)`: the word is a reporting cue."""
        return self.scores.cue

    @property
    def trigger(self) -> Array:
        """`(n, 17)`: column 0 is "none", then `EVENT_TYPES`."""
        return self.scores.trigger

    @property
    def status(self) -> Array:
        """`(n, 7)` in the order of `STATUSES`; means something for triggers only."""
        return self.scores.status

    def name_spans(self) -> tuple[NameProposal, ...]:
        """The names on the likeliest well-formed label path, in order."""
        path = _best_path(np.log(self.names + _EPS))
        found: list[NameProposal] = []
        first = -1
        for i, label in enumerate([*path, 0]):
            if first >= 0 and (i == len(path) or label == 0 or label % 2 == 1):
                score = float(np.mean([self.names[k, path[k]] for k in range(first, i)]))
                found.append(NameProposal(first, i - 1, NAME_KINDS[(path[first] - 1) // 2], score))
                first = -1
            if i < len(path) and label % 2 == 1:
                first = i
        return tuple(found)

    def window(self, word: int) -> tuple[int, int]:
        """Half-open bounds of the window that holds `word`. Raises: IndexError."""
        for first, end in self.bounds:
            if first <= word < end:
                return first, end
        raise IndexError(word)

    def roles(self, trigger: int) -> Array:
        """`(n, 4)`: none, actor, recipient, place as seen from the word `trigger`; "none" outside its window."""
        return self._seen(trigger, self.heads.roles, self.scores.role_parts, len(ROLE_LABELS))

    def report(self, cue: int) -> Array:
        """`(n, 3)`: none, speaker, content as seen from the word `cue`; "none" outside its window."""
        return self._seen(cue, self.heads.report, self.scores.report_parts, len(REPORT_LABELS))

    def _seen(self, anchor: int, head: AnchorGraph, parts: Array, labels: int) -> Array:
        first, end = self.window(anchor)
        out = np.zeros((len(self.names), labels), dtype=np.float32)
        out[:, 0] = 1.0
        out[first:end] = seen_from(head, parts[first:end], self.sentences[first:end], anchor - first)
        return out


def _steps() -> Array:
    """Log-scores of moves between labels: an inside label only after the same kind, never at the start."""
    size = len(NAME_LABELS)
    allowed = np.ones((size + 1, size), dtype=bool)
    for label in range(2, size, 2):
        allowed[:, label] = False
        allowed[[label - 1, label], label] = True
    return np.where(allowed, 0.0, -1e4).astype(np.float32)


_STEPS: Final = _steps()


def _best_path(scores: Array) -> list[int]:
    """Viterbi over `(words, labels)` log-probabilities."""
    if not len(scores):
        return []
    likeliest = scores.argmax(axis=1)
    if np.all(_STEPS[np.concatenate([[-1], likeliest[:-1]]), likeliest] == 0):
        return [int(label) for label in likeliest]
    best = scores[0] + _STEPS[-1]
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        total = best[:, None] + _STEPS[:-1]
        back[i] = total.argmax(axis=0)
        best = total.max(axis=0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def _graph(path: Path, threads: int) -> Callable[..., list[Array]]:
    """The ONNX model at `path` as a function of its inputs, by name. Raises: OSError."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])

    def run(**inputs: NDArray[np.generic]) -> list[Array]:
        return list(session.run(None, inputs))

    return run


def _load_heads(where: Path, width: int, threads: int) -> Heads:
    words = _graph(where / "words.onnx", threads)
    roles, report = (_graph(where / f"{name}.onnx", threads) for name in ("roles", "report"))
    return Heads(
        width=width,
        words=lambda x: WordScores(*words(vectors=x)),
        roles=lambda parts, mine, distance, gap: roles(parts=parts, mine=mine, distance=distance, gap=gap)[0],
        report=lambda parts, mine, distance, gap: report(parts=parts, mine=mine, distance=distance, gap=gap)[0],
    )


class Encoder:
    """Loaded weights. Safe to share between threads once loaded."""

    def __init__(self, body: Body, heads: Heads, pieces: Pieces, version: str) -> None:
        self._body, self._heads, self._pieces = body, heads, pieces
        self.version = version

    @classmethod
    def load(cls, directory: Path | None = None, *, threads: int = 1) -> "Encoder":
        """Reads the weights (the package's own by default). Raises: ModelError where they are missing or do not fit."""
        where = directory or WEIGHTS
        try:
            meta = json.loads((where / "meta.json").read_text("utf-8"))
            heads = _load_heads(where, int(meta["width"]), threads)
            graph = _graph(where / "model.onnx", threads)
            body: Body = lambda ids: graph(ids=ids)[0]  # noqa: E731
            return cls(body, heads, Pieces.load(where / "tokenizer.json"), str(meta["version"]))
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"no usable encoder weights in {where}: {error}") from error

    def tag(self, words: Sequence[str], sentence_starts: Sequence[int]) -> Tagging:
        """Tags one text; `sentence_starts` are the indices of the sentences' first words."""
        cut = windows(words, sentence_starts, self._pieces)
        # One window at a time: int8 scales are found anew for each run, and a padded group would blur them.
        vectors = [np.zeros((0, self._heads.width), dtype=np.float32)]
        for window in cut:
            (rows,) = self._body(window.pieces[np.newaxis])
            vectors.append(word_vectors(rows, window.word_starts, len(window.pieces) - 1))
        numbers = [w.sentences for w in cut]
        return Tagging(
            scores=self._heads.words(np.concatenate(vectors)),
            sentences=np.concatenate([*numbers, np.zeros(0, dtype=np.int64)]),
            bounds=tuple((w.first, w.first + w.size) for w in cut),
            heads=self._heads,
        )
