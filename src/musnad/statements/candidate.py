"""A candidate: a cue with what it may report, before it is decided whether it is a statement."""

from __future__ import annotations

from msgspec import Struct

from musnad.statements.content import Range
from musnad.statements.cues import CueHit
from musnad.statements.frames import Frame
from musnad.statements.layout import Place
from musnad.statements.phrases import Phrase


class Candidate(Struct, frozen=True):
    """A cue with what it may report; `frame` says how it was found, `prior` how often such a cue is a statement.

    `relays` are the mentions of those who passed the words on, nearest to the speaker first.
    """

    hit: CueHit
    frame: Frame
    content: tuple[Range, ...]
    prior: float
    subject: Phrase | None = None
    impersonal: bool = False
    relays: tuple[Place, ...] = ()

    @property
    def subject_place(self) -> Place | None:
        """The mention that the subject stands for, if any."""
        return self.subject.place if self.subject is not None else None
