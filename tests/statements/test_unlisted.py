import numpy as np

from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueLexicon
from musnad.statements.propose import propose
from musnad.statements.unlisted import added, with_seen_speaker

from .build import at, layout, quote


class Sees:
    """An encoder that takes one word for a cue and some words for its content and its speaker."""

    def __init__(self, size: int, cue: int, content: range, speaker: range = range(0)) -> None:
        self.cue = np.zeros(size, dtype=np.float32)
        self.cue[cue] = 0.95
        self._content, self._speaker = content, speaker

    def report(self, cue: int) -> np.ndarray:
        out = np.zeros((len(self.cue), 3), dtype=np.float32)
        out[list(self._content), 2] = 0.9
        out[list(self._speaker), 1] = 0.95
        return out


def test_a_word_that_only_the_encoder_knows(lexicon: CueLexicon) -> None:
    made = layout("وهمهم الرجل أن المطر قادم لا محالة.", lexicon=lexicon)
    tagging = Sees(made.size, 0, range(at(made, "المطر"), at(made, "محالة") + 1))
    (found,) = added(made, tagging, ())
    assert [quote(made, part) for part in found.content] == ["المطر قادم لا محالة"]
    assert list(added(made, tagging, (found,))) == []


def test_a_speaker_that_only_the_encoder_sees(forms: FormIndex, lexicon: CueLexicon) -> None:
    names = ("نادر سعيد", "PER", "he")
    made = layout("غادر نادر سعيد القاعة. وأكد أن المطر قادم.", names, lexicon=lexicon)
    (candidate,) = propose(made, forms)
    speaker = range(at(made, "نادر"), at(made, "سعيد") + 1)
    found = with_seen_speaker(made, candidate, Sees(made.size, candidate.hit.token, range(0), speaker))
    assert found.subject is not None
    assert quote(made, (found.subject.first, found.subject.stop)) == "نادر سعيد"
