"""Which words name acts: the lexicon proposes with the encoder, grammar weighs, and the likeliest type is kept."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musnad.events.features import trigger_features
from musnad.events.grammar import Grammar
from musnad.events.lexicon import Frame, Sense, TriggerLexicon
from musnad.events.scene import Scene
from musnad.records import EVENT_TYPES, EventType

_ENCODER_PROPOSES = 0.25
"""The encoder alone may propose a word that no lexicon knows from this probability on."""
_WEAKEST = 0.01
_LIGHT_REACH = 8


class Trigger(Struct, frozen=True):
    """Token `at` names an act in the reading `sense`, with a confidence of 0 to 1."""

    at: int
    sense: Sense
    confidence: float


def proposals(scene: Scene, lexicon: TriggerLexicon) -> Iterator[tuple[int, tuple[Sense, ...]]]:
    """Tokens that may be triggers, with the senses that the lexicon knows for them (none: the encoder's own)."""
    phrases = dict(_phrases(scene, lexicon))
    light = dict(_light(scene, lexicon))
    tagging = scene.tagging
    for at, token in enumerate(scene.tokens):
        if token.kind != "word":
            continue
        senses = phrases.get(at, ()) or lexicon.senses(scene.analyses[at])
        if at in light:
            senses = (light[at], *(s for s in senses if s.type != light[at].type))
        if senses or (tagging is not None and 1.0 - tagging.trigger[at, 0] >= _ENCODER_PROPOSES):
            yield at, senses


def _phrases(scene: Scene, lexicon: TriggerLexicon) -> Iterator[tuple[int, tuple[Sense, ...]]]:
    keys = scene.keys
    for at in range(len(keys)):
        for size in range(lexicon.longest, 1, -1):
            hit = lexicon.phrases.get((_bare(keys[at], lexicon, keys[at : at + size]), *keys[at + 1 : at + size]))
            if hit is not None:
                yield at + hit[0], hit[1]
                break


def _bare(key: str, lexicon: TriggerLexicon, words: list[str]) -> str:
    """The first word of a phrase without و ف ب ل written onto it, if only so the phrase is known."""
    if tuple(words) in lexicon.phrases:
        return key
    if key[:2] == "لل":
        return "ال" + key[2:]
    return key[1:] if key[:1] in "وفبل" else key


def _light(scene: Scene, lexicon: TriggerLexicon) -> Iterator[tuple[int, Sense]]:
    """Nouns that a light verb before them in the sentence makes an act: عقد … اجتماعا."""
    verbs = {verb for verb, _ in lexicon.light}
    for at, readings in enumerate(scene.analyses):
        lights = {a.lemma for a in readings if a.lemma in verbs}
        if not lights:
            continue
        stop = min(scene.words.sentence_of(at).stop, at + _LIGHT_REACH)
        for noun in range(at + 1, stop):
            hits = [
                lexicon.light[verb, a.lemma]
                for a in scene.analyses[noun]
                for verb in lights
                if (verb, a.lemma) in lexicon.light
            ]
            if hits:
                yield noun, hits[0]
                break


def find_triggers(scene: Scene, lexicon: TriggerLexicon, grammar: Grammar) -> tuple[Trigger, ...]:
    """The triggers of an article in order; at most one act for a word."""
    found = []
    for at, senses in proposals(scene, lexicon):
        probable = type_probabilities(scene, at, senses, grammar)
        best = int(probable[1:].argmax()) + 1
        confidence = float(1.0 - probable[0])
        if confidence >= grammar.balance.trigger_threshold:
            found.append(Trigger(at, sense_for(senses, EVENT_TYPES[best - 1]), round(confidence, 3)))
    return _once(found)


def _once(found: list[Trigger]) -> tuple[Trigger, ...]:
    """Of two neighbouring words of one type, the noun: فرض عقوبات، شن غارات are one act each."""
    kept: list[Trigger] = []
    for trigger in found:
        if kept and trigger.at == kept[-1].at + 1 and trigger.sense.type == kept[-1].sense.type:
            kept.pop()
        kept.append(trigger)
    return tuple(kept)


def type_probabilities(
    scene: Scene, at: int, senses: tuple[Sense, ...], grammar: Grammar
) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Probabilities `(17,)` of no act and of the 16 types: grammar and encoder, weighed geometrically."""
    logs = grammar.triggers.scores(trigger_features(scene, at, senses))
    share = grammar.balance.lexicon
    told = any(s.light for s in senses) or not any(grammar.triggers.knows(f"l={s.lemma}:{s.type}") for s in senses)
    if senses and share and told:
        logs = (1 - share) * logs + share * _lexicon_logs(senses)
    if scene.tagging is not None and at not in scene.repairs:  # the encoder saw the wrong word
        share = grammar.balance.trigger_encoder
        logs = (1 - share) * logs + share * np.log(np.maximum(scene.tagging.trigger[at], _WEAKEST))
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum(), dtype=np.float32)


def _lexicon_logs(senses: tuple[Sense, ...]) -> NDArray[np.float32]:
    """What the lexicon alone says of a word that the grammar has never met: log-probabilities `(17,)`."""
    weights = np.full(len(EVENT_TYPES) + 1, _WEAKEST, dtype=np.float32)
    for sense in senses:
        weights[EVENT_TYPES.index(sense.type) + 1] += sense.weight
    weights[0] += max(0.0, 1.0 - float(weights[1:].sum()))
    logs: NDArray[np.float32] = np.log(weights / weights.sum())
    return logs


def sense_for(senses: tuple[Sense, ...], kind: EventType) -> Sense:
    """The lexicon's sense of that type, or a bare one where only the encoder sees it."""
    for sense in senses:
        if sense.type == kind:
            return sense
    return Sense(lemma="", pos="", type=kind, mode=None, weight=0.0, frame=Frame())
