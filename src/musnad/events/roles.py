"""Who takes part in an act, and where it is placed: candidates are weighed by grammar and encoder together."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musnad.events.features import nobody_features, pair_features
from musnad.events.grammar import Grammar
from musnad.events.scene import Candidate, Scene
from musnad.events.triggers import Trigger

_REACH_BACK = 4
"""Sentences before the trigger's that may hold a participant."""
_REACH_ON = 1
_REACH_ON_TITLE = 3
"""Sentences after the trigger's that may: a headline leaves out what the lead then tells."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WEAKEST = 0.003
_NEVER = -1e4
_NO_PARTICIPANT = frozenset({"LOC"})


class Roles(Struct, frozen=True):
    """Participants of an act; entity ids."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    confidence: float


def candidates(scene: Scene, at: int) -> tuple[Candidate, ...]:
    """One candidate for every entity within reach: its mention nearest to the trigger, its own sentence first."""
    here = scene.sentence(at)
    ahead = _REACH_ON_TITLE if scene.in_title(at) else _REACH_ON
    best: dict[str, tuple[tuple[float, int], Candidate]] = {}
    for candidate in scene.near(here - _REACH_BACK, here + ahead):
        if candidate.first <= at < candidate.stop and candidate.stop - candidate.first == 1:
            continue
        back = here - scene.sentence(candidate.first)
        distance = candidate.first - at if candidate.first > at else at - candidate.stop + 2
        rank = (back if back >= 0 else 0.5 - back, distance)
        known = best.get(candidate.entity.id)
        if known is None or rank < known[0]:
            best[candidate.entity.id] = (rank, candidate)
    return tuple(candidate for _, candidate in best.values())


def find_roles(scene: Scene, trigger: Trigger, grammar: Grammar) -> Roles:
    """Actors, recipients and place of one act: for each role the likeliest candidate, if likelier than nobody.

    Those who stand in one row with the chosen one (أ وب وج) share its role.
    """
    around = candidates(scene, trigger.at)
    if not around:
        return Roles((), (), None, 0.0)
    chances = role_chances(scene, trigger, around, grammar)
    balance = grammar.balance
    actor = _best(around, chances[:, 0], balance.actor_threshold, frozenset())
    taken = _row(scene, around, actor, chances[:, 0], balance.row_threshold)
    recipient = _best(around, chances[:, 1], balance.recipient_threshold, frozenset(taken))
    given = _row(scene, around, recipient, chances[:, 1], balance.row_threshold)
    given = [i for i in given if i not in taken]
    place = _best(around, chances[:, 2], balance.place_threshold, frozenset())
    return Roles(
        tuple(around[i].entity.id for i in taken),
        tuple(around[i].entity.id for i in given),
        around[place].entity.id if place is not None else None,
        round(float(chances.max()), 3),
    )


def role_chances(
    scene: Scene, trigger: Trigger, around: tuple[Candidate, ...], grammar: Grammar
) -> NDArray[np.float32]:
    """Probabilities `(candidates, 3)` of being actor, recipient, place; what is left of 1 is nobody's."""
    features = [pair_features(scene, trigger.at, trigger.sense, c) for c in around]
    raw = np.stack([grammar.roles.raw(f) for f in [*features, nobody_features(scene, trigger.at, trigger.sense)]])
    if scene.tagging is not None:
        share = grammar.balance.role_encoder
        raw = (1 - share) * raw + share * grammar.balance.encoder_scale * _encoder_logs(scene, trigger.at, around)
    raw[-1] += grammar.balance.nobody
    barred = np.array([[c.mention.kind in _NO_PARTICIPANT] * 2 + [c.mention.kind not in _PLACES] for c in around])
    raw[:-1][barred] = _NEVER
    weights = np.exp(raw - raw.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0), dtype=np.float32)[:-1]


def _encoder_logs(scene: Scene, at: int, around: tuple[Candidate, ...]) -> NDArray[np.float32]:
    """Log-probabilities `(candidates + 1, 3)` as the encoder sees them; the last row is nobody's."""
    tagging = scene.tagging
    if tagging is None:
        return np.zeros((len(around) + 1, 3), dtype=np.float32)
    seen = tagging.roles(at)[:, 1:]
    mine = np.stack([seen[c.first : c.stop].max(axis=0) for c in around])
    nobody = 1.0 - mine.max(axis=0, keepdims=True)
    return np.asarray(np.log(np.maximum(np.concatenate([mine, nobody]), _WEAKEST)), dtype=np.float32)


def _best(
    around: tuple[Candidate, ...], chances: NDArray[np.float32], threshold: float, barred: frozenset[int]
) -> int | None:
    """The likeliest candidate from `threshold` on that does not overlap a barred one."""
    for i in np.argsort(-chances, kind="stable").tolist():
        if chances[i] < threshold:
            return None
        if i not in barred and not any(around[i].mention.span.overlaps(around[k].mention.span) for k in barred):
            return int(i)
    return None


def _row(
    scene: Scene, around: tuple[Candidate, ...], chosen: int | None, chances: NDArray[np.float32], threshold: float
) -> list[int]:
    """The chosen candidate and those of its row that are not unlikely in the role."""
    if chosen is None:
        return []
    head = scene.row_head(around[chosen])
    row = [chosen]
    for i, candidate in enumerate(around):
        if i != chosen and scene.row_head(candidate) is head and chances[i] >= threshold:
            row.append(i)
    return sorted(row)
