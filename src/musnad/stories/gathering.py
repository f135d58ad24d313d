"""The voices of one fact: who tells it, who only repeats or comments, and how much each telling weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from musnad.records import Chain, EventType, Link
from musnad.stories.cast import Cast
from musnad.stories.conflicts import Voice
from musnad.stories.matching import SPEECH
from musnad.stories.reports import Report
from musnad.stories.roots import Root
from musnad.stories.told import Told
from musnad.stories.witnesses import Hearings, refers

_WORDS = 8
_ALIKE = 0.6
"""Words around an act of which two reports must share so many to have one wording."""
_ANNOUNCED = SPEECH | {"SANCTION", "CONSULT"}
"""Acts done in words or made known by who does them."""


class Case(Struct, frozen=True):
    """One happening with its voices; `weights` spreads the weight of a root over its tellings."""

    told: tuple[Told, ...]
    voices: tuple[Voice, ...]
    weights: tuple[float, ...]


def gather(group: Sequence[Told], reports: Sequence[Report], hearings: Hearings) -> Case:
    """The voices of all tellings of a happening.

    A headline is none beside a source that its text names. A report's own voice is none where its text names a source
    for the same fact, nor is that of an agency or outlet which hands a source's words on elsewhere: it knows from
    there.
    """
    voices: list[Voice] = []
    for one in group:
        for account in hearings.accounts(one.report, one.event):
            voices.append(Voice(one, reports[one.report].text, account))
    voices = _same_words(voices)
    sourced = {(voice.text, voice.account.denies) for voice in voices if not voice.account.own_voice}
    carriers = {voice.account.through for voice in voices if not voice.account.own_voice}
    kept = [
        v
        for v in voices
        if not (v.account.own_voice and ((v.text, v.account.denies) in sourced or v.account.root.key in carriers))
    ]
    kept = _telling(_below_headlines(kept), reports)
    roots = {id(one): [v.account.root.key for v in voices if v.told is one] for one in group}
    counts = Counter(key for keys in roots.values() for key in keys)
    weights = tuple(sum(1 / counts[key] for key in roots[id(one)]) for one in group)
    return Case(tuple(group), tuple(_once(kept)), weights)


def _below_headlines(voices: Sequence[Voice]) -> list[Voice]:
    """The voices without those of headlines whose text names a source for the same: a headline only sums it up."""
    texts = {(v.told.report, v.account.denies) for v in voices if not v.told.title and not v.account.own_voice}
    return [v for v in voices if not v.told.title or (v.told.report, v.account.denies) not in texts]


def _same_words(voices: Sequence[Voice]) -> list[Voice]:
    """Voices of nearly the same words have one root, that of the first that names a source: somebody copied.

    The search for copies links texts; one sentence that two of them share is found here.
    """
    out: list[Voice] = []
    for voice in sorted(voices, key=lambda v: (v.account.own_voice, v.told.report, v.told.number)):
        same = next(
            (o for o in out if _one_wording(voice.told, o.told) and o.account.denies == voice.account.denies), None
        )
        differs = same is not None and same.account.root.key != voice.account.root.key
        out.append(_rooted(voice, same) if same is not None and differs else voice)
    return sorted(out, key=lambda v: (v.told.report, v.told.number))


def _rooted(voice: Voice, same: Voice) -> Voice:
    """A voice whose chain ends in the root of another."""
    account, root = voice.account, same.account.root
    last = Link(role=root.role, name=root.ar if root.kind != "unsourced" else None, entity=root.entity)
    chain = Chain(links=(*account.witness.chain.links[:-1], last))
    witness = replace(account.witness, chain=chain, root=root.key, root_role=root.role)
    own = account.own_voice and same.account.own_voice
    return Voice(voice.told, voice.text, replace(account, witness=witness, root=root, own_voice=own))


def _one_wording(one: Told, other: Told) -> bool:
    if one.report == other.report or one.stem != other.stem or min(len(one.context), len(other.context)) < _WORDS:
        return False
    return len(one.context & other.context) >= _ALIKE * len(one.context | other.context)


def _telling(voices: Sequence[Voice], reports: Sequence[Report]) -> list[Voice]:
    """The voices that tell a deed; who only comments on it counts where nobody tells it."""
    if not voices or voices[0].told.event.type in _ANNOUNCED:
        return list(voices)
    telling = [v for v in voices if v.account.claims or not refers(reports[v.told.report], v.told.event, v.told.dated)]
    return telling or list(voices)


def counted_voices(voices: Sequence[Voice], kind: EventType, actors: Sequence[str], cast: Cast) -> Sequence[Voice]:
    """The voices whose roots count: of what somebody said or announced, and is heard to say, he himself is the root.

    Who tells it besides in his own voice, agency or outlet, heard the same utterance.
    """
    own = [voice for voice in voices if _speaks(voice, actors, cast)]
    if not own or kind not in _ANNOUNCED:
        return voices
    return [voice for voice in voices if voice.account.root.kind not in ("press", "unsourced")]


def counted_roots(voices: Sequence[Voice], kind: EventType) -> list[Root]:
    """The roots of counted voices. What is said or announced all the press hears: a reporter who signs it may rest on
    the very words that the others have."""
    roots = [voice.account.root for voice in voices]
    if kind not in _ANNOUNCED:
        return roots
    return [replace(root, kind="press") if root.kind == "own" else root for root in roots]


def _speaks(voice: Voice, actors: Sequence[str], cast: Cast) -> bool:
    entity = voice.account.root.entity
    return entity is not None and any(cast.alike(cast.canonical(entity), actor) >= 0.5 for actor in actors)


def _once(voices: Sequence[Voice]) -> list[Voice]:
    """One voice for each root and report: the one that tells most."""
    best: dict[tuple[int, str, bool], Voice] = {}
    for voice in voices:
        key = (voice.told.report, voice.account.root.key, voice.account.denies)
        held = best.get(key)
        if held is None or _tolls(voice.told) < _tolls(held.told):
            best[key] = voice
    return sorted(best.values(), key=lambda v: (v.told.report, v.told.number, v.account.root.key))


def _tolls(one: Told) -> tuple[int, tuple[int, int, int]]:
    return (one.event.killed is None) + (one.event.injured is None), fullness(one)


def fullness(one: Told) -> tuple[int, int, int]:
    """Sorts tellings by what they fill in, the fullest first, then as they were told."""
    event = one.event
    fields = (event.actors, event.recipients, event.place, event.date, event.killed, event.injured, event.mode)
    return -sum(bool(field) for field in fields), one.report, one.number
