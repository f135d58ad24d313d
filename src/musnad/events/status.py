"""Whether an act happened, goes on, is planned, threatened, denied, hypothetical or failed."""

from __future__ import annotations

import numpy as np

from musnad.events.features import status_features
from musnad.events.grammar import Grammar
from musnad.events.scene import Scene
from musnad.events.triggers import Trigger
from musnad.records import STATUSES, EventStatus

_UTTERED = frozenset({"REQUEST", "THREATEN"})


def find_status(scene: Scene, trigger: Trigger, grammar: Grammar) -> EventStatus:
    """The likeliest status; a demand or threat that was uttered has occurred, whatever it asks for."""
    said = scene.cue_at.get(trigger.at)
    if trigger.sense.type in _UTTERED and said is not None:
        return "occurred"
    holder = scene.content_at.get(trigger.at)
    if holder is not None and holder.polarity == "denies":
        return "denied"
    logs = grammar.status.scores(status_features(scene, trigger.at, trigger.sense))
    if scene.tagging is not None:
        share = grammar.balance.status_encoder
        logs = (1 - share) * logs + share * np.log(np.maximum(scene.tagging.status[trigger.at], 0.01))
    return STATUSES[int(logs.argmax())]
