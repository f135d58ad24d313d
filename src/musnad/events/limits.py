"""Which words set a time limit: مهلة، موعد نهائي، إنذار أخير، أمهل … 48 ساعة، and a demand's own خلال 48 ساعة وإلا."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from msgspec import Struct

from musnad.events.clues import CONJUNCTIONS, PREPOSITIONS, RELATIVE, proclitic
from musnad.events.scene import Scene
from musnad.records import Event, TimeRange

_VERB_REACH = 14
"""Tokens from a verb that sets a limit to its time: أمهلت الولايات المتحدة إيران 48 ساعة."""
_DEMAND_REACH = 25
_STRICT_REACH = 14
_BETWEEN = frozenset(
    {"مده", "لمده", "مدتها", "مدته", "من", "اقصاها", "اقصاه", "حتي", "خلال", "في", "غضون", "تمتد", "تصل", "الي"}
)
_SHORTEST = 4
_NO_DEMAND = frozenset(
    {
        "لمده",
        "لكنه",
        "لكنها",
        "لكنهم",
        "ليست",
        "ليسوا",
        "لديه",
        "لديها",
        "لديهم",
        "بلاده",
        "بلادها",
        "بعده",
        "بعدها",
        "بينهم",
        "بينها",
        "بذلك",
        "لذلك",
        "لجميع",
        "لكافه",
        "لبلاده",
    }
)
_OTHERWISE = frozenset({"والا", "طائله"})


class LimitWord(Struct, frozen=True):
    """What a word does for a deadline, and the words of which one has to follow it (of a harm: its PLOVER type)."""

    group: str
    needs: frozenset[str]


class Limit(Struct, frozen=True):
    """Tokens `[first, stop)` that set a limit; `group` is limit, sets, span or facing (أمام إيران 48 ساعة)."""

    first: int
    stop: int
    group: str
    definite: bool
    time: TimeRange | None
    """The time inside the words."""


LimitWords = Mapping[str, LimitWord]


def load_deadline_words() -> LimitWords:
    """The table `deadline_words.tsv` by folded word."""
    rows = (files("musnad") / "data" / "deadline_words.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith(("#", "word\t"))]
    return {w: LimitWord(group, frozenset(needs.split()) - {"-"}) for w, group, needs, *_ in cells}


def limit_word(table: LimitWords, key: str) -> LimitWord | None:
    """The row of a folded word, with و ف ب ل written onto it or not."""
    return (
        table.get(key)
        or (table.get(key[1:]) if key[:1] in "وفبل" else None)
        or (table.get("ال" + key[2:]) if key[:2] == "لل" else None)
        or (table.get("ال" + key[3:]) if key[:3] in ("ولل", "فلل") else None)
    )


def groups_near(scene: Scene, table: LimitWords, tokens: Iterable[int], sentence: int) -> Iterator[tuple[int, str]]:
    """(token, group) of the table's words among `tokens` of one sentence."""
    for at in tokens:
        if 0 <= at < len(scene.keys) and scene.sentence(at) == sentence:
            word = limit_word(table, scene.keys[at])
            if word is not None:
                yield at, word.group


def by_sentence(scene: Scene, events: Iterable[Event]) -> Mapping[int, Sequence[Event]]:
    """The events of each sentence, in order, by its number."""
    found: dict[int, list[Event]] = {}
    for event in events:
        found.setdefault(scene.sentence(scene.words.tokens_of(event.trigger).start), []).append(event)
    return found


def find_limits(scene: Scene, events: Sequence[Event], table: LimitWords) -> tuple[Limit, ...]:
    """The words that set a limit, in order; they do not overlap."""
    found: list[Limit] = []
    near = by_sentence(scene, events)
    for at, key in enumerate(scene.keys):
        word = limit_word(table, key)
        if word is None or (found and at < found[-1].stop):
            continue
        limit = _limit(scene, near.get(scene.sentence(at), ()), at, word)
        if limit is not None:
            found.append(limit)
    return tuple(found)


def _limit(scene: Scene, events: Sequence[Event], at: int, word: LimitWord) -> Limit | None:
    if word.group == "limit":
        return _noun(scene, at, word)
    if word.group == "sets":
        reach = next(time_from(scene, at + 1, _VERB_REACH), None)
        return Limit(at, reach[0].stop, "sets", False, reach[1]) if reach else None
    if word.group == "span" and _bounds_demand(scene, at, events):
        tokens, time = next(time_from(scene, at + 1, 1))
        return Limit(at, tokens.stop, "span", False, time)
    if word.group == "facing":
        return _facing(scene, at)
    return None


def _noun(scene: Scene, at: int, word: LimitWord) -> Limit | None:
    stop = at + 1
    if word.needs:
        if scene.key(stop) not in word.needs:
            return None
        stop += 1
    reach = next(time_from(scene, stop, 3), None)
    inside = reach is not None and all(key in _BETWEEN for key in scene.keys[stop : reach[0].start])
    if scene.key(stop - 1) in ("اقصاه", "اقصاها") and not inside:
        return None
    definite = "ال" in scene.key(at)[:3] or scene.key(at).startswith(("لل", "ولل"))
    if inside and reach is not None:
        return Limit(at, reach[0].stop, "limit", definite, reach[1])
    return Limit(at, stop, "limit", definite, None)


def _facing(scene: Scene, at: int) -> Limit | None:
    """أمام إيران 48 ساعة للرد، أمامها حتى الجمعة لتنفيذ …: the time stands right after the one who has it."""
    candidate = scene.mention_at.get(at + 1)
    if scene.key(at) in ("امام", "وامام"):
        if candidate is None or candidate.mention.kind not in ("GPE", "PER", "GROUP"):
            return None
        stop = candidate.stop
    else:
        stop = at + 1
    reach = next(time_from(scene, stop, 2), None)
    if reach is None or any(key not in ("حتي", "مهله", "فقط") for key in scene.keys[stop : reach[0].start]):
        return None
    lasts = reach[1].kind == "duration" or "حتي" in scene.keys[stop : reach[0].start]
    if not lasts or scene.key(reach[0].stop)[:1] not in ("ل", "ك"):
        return None
    return Limit(at, reach[0].stop, "facing", False, reach[1])


def _start(told: tuple[range, TimeRange]) -> int:
    return told[0].start


def times_before(scene: Scene, token: int) -> Iterator[tuple[range, TimeRange]]:
    """Times of the sentence that end before `token`, the nearest first."""
    for number in range(bisect_left(scene.times, token, key=_start) - 1, -1, -1):
        tokens, time = scene.times[number]
        if not tokens or scene.sentence(tokens.start) != scene.sentence(token):
            return
        if tokens.stop <= token:
            yield tokens, time


def time_from(scene: Scene, first: int, reach: int) -> Iterator[tuple[range, TimeRange]]:
    """Dates and lengths of time that start at tokens `[first, first + reach)` of the sentence, before any mark."""
    sentence = scene.sentence(first - 1)
    for number in range(bisect_left(scene.times, first, key=_start), len(scene.times)):
        tokens, time = scene.times[number]
        if tokens.start >= first + reach:
            return
        if not tokens or scene.sentence(tokens.start) != sentence:
            continue
        if time.kind in ("reference", "set") or any(scene.tokens[i].kind == "mark" for i in range(first, tokens.start)):
            continue
        yield tokens, time


def asks(scene: Scene, at: int, clitic: str) -> bool:
    """Whether a word that tells what is asked for stands at `at`, ل or ب written onto it: للتوصل، بالانسحاب."""
    key = scene.key(at)
    if not key.startswith(clitic) or len(key) < _SHORTEST or at in scene.mention_at:
        return False
    if key in PREPOSITIONS or key in CONJUNCTIONS or key in _NO_DEMAND:
        return False
    return not scene.analyses[at] or proclitic(scene, at) == clitic


def _bounds_demand(scene: Scene, at: int, events: Sequence[Event]) -> bool:
    """Whether خلال، قبل، بحلول … at `at` bounds what a demand before it asks for: a time follows at once.

    With "or else" after it the demand may stand anywhere before it in the sentence; without, it has to be near, with
    nothing but what is asked for in between.
    """
    if next(time_from(scene, at + 1, 1), None) is None:
        return False
    sentence = scene.words.sentence_of(at)
    demands = [
        scene.words.tokens_of(e.trigger).start
        for e in events
        if e.type == "REQUEST" and e.status in ("occurred", "ongoing")
    ]
    before = [d for d in demands if sentence.first <= d < at]
    if not before:
        return False
    if any(scene.key(i) in _OTHERWISE for i in range(at, sentence.stop)):
        return at - before[-1] <= _DEMAND_REACH
    between = range(before[-1] + 1, at)
    plain = all(
        scene.tokens[i].kind != "mark" and scene.key(i) not in RELATIVE | CONJUNCTIONS - {"ان", "بان"} for i in between
    )
    return plain and len(between) <= _STRICT_REACH
