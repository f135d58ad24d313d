"""Numbers of killed and injured: مقتل شخصين وإصابة 12، أودى بحياة خمسة، ثلاثة قتلى، استشهاد شاب."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from msgspec import Struct

from musnad.events.scene import Scene
from musnad.events.triggers import Trigger
from musnad.lang.ar.numerals import is_vague, read_number
from musnad.spans import Span

_PERSONS_ONE = frozenset(
    "شخص رجل امراه سيده شاب شابه طفل طفله جندي شرطي ضابط عنصر مدني مدنيه فلسطيني فلسطينيه مواطن مواطنه عامل صحفي صحافي مسلح "
    "ارهابي مستوطن متظاهر سائق حارس سجين طالب طالبه مقاتل قائد قيادي عسكري فتي فتاه رضيع مهاجر سائح موظف طيار طبيب".split()
)
_PERSONS_TWO = frozenset(
    "شخصين شخصان رجلين رجلان امراتين شابين شابان طفلين طفلان جنديين جنديان شرطيين شرطيان ضابطين ضابطان عنصرين عنصران مدنيين "
    "مدنيان فلسطينيين فلسطينيان مواطنين مواطنان عاملين صحفيين صحافيين مسلحين مسلحان ارهابيين ارهابيان مستوطنين متظاهرين سيدتين "
    "فتاتين شقيقين شقيقان عسكريين مقاتلين".split()
)
_FILLERS = frozenset("نحو حوالي قرابه زهاء ما لا يقل عن اكثر من علي الاقل كل نحو بينهم عدد ان سقوط لقي كان ما".split())
_REACH = 4
_ACT_REACH = 40


class Toll(Struct, frozen=True):
    """Numbers told for one act; None where none is told. `spans` are their words."""

    killed: int | None = None
    injured: int | None = None
    spans: tuple[Span, ...] = ()


class CasualtyWord(Struct, frozen=True):
    """A word that tells an outcome, and where its number stands: before, after, both, one or dual."""

    outcome: str
    place: str


class Count(Struct, frozen=True):
    """One number of one outcome; the telling word stands at token `at`."""

    at: int
    outcome: str
    number: int
    span: Span


def load_casualty_words() -> Mapping[str, CasualtyWord]:
    """The table `casualty_words.tsv` by folded word."""
    rows = (files("musnad") / "data" / "casualty_words.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith(("#", "word\t"))]
    return {word: CasualtyWord(outcome, place) for word, outcome, place, *_ in cells}


def counts(scene: Scene, table: Mapping[str, CasualtyWord]) -> tuple[Count, ...]:
    """Every count of the article in order."""
    found: list[Count] = []
    for at, key in enumerate(scene.keys):
        word = table.get(key) or (table.get(key[1:]) if key[:1] in "وفبل" else None)
        if word is None or word.outcome == "none":
            continue
        count = _count(scene, at, word)
        if count is not None:
            found.append(count)
    return tuple(found)


def _count(scene: Scene, at: int, word: CasualtyWord) -> Count | None:
    words = scene.words
    if word.place in ("dual", "one"):
        number = 2 if word.place == "dual" else 1
        return Count(at, word.outcome, number, words.span(at, at + 1))
    if word.place in ("after", "both"):
        for first in range(at - 1, max(at - _REACH, -1), -1):
            value = read_number(scene.keys, first)
            if value is not None and value.stop >= at - 1 and _whole(value.value):
                return Count(at, word.outcome, int(value.value), words.span(first, at + 1))
    if word.place in ("before", "both"):
        return _after(scene, at, word)
    return None


def _after(scene: Scene, at: int, word: CasualtyWord) -> Count | None:
    stop = min(words_stop(scene, at), at + 1 + _REACH)
    for first in range(at + 1, stop):
        key = scene.keys[first]
        value = read_number(scene.keys, first)
        if value is not None and _whole(value.value):
            return Count(at, word.outcome, int(value.value), scene.words.span(at, value.stop))
        if key in _PERSONS_TWO:
            return Count(at, word.outcome, 2, scene.words.span(at, first + 1))
        if key in _PERSONS_ONE or key.removesuffix("ا") in _PERSONS_ONE:
            return Count(at, word.outcome, 1, scene.words.span(at, first + 1))
        if is_vague(key) or (key not in _FILLERS and first > at + 1):
            return None
    return None


def words_stop(scene: Scene, at: int) -> int:
    """Where the sentence of a token ends."""
    return scene.words.sentence_of(at).stop


def _whole(value: int | float) -> bool:
    return float(value).is_integer() and 0 < value < 10_000_000


def tolls(scene: Scene, triggers: tuple[Trigger, ...], table: Mapping[str, CasualtyWord]) -> dict[int, Toll]:
    """The toll of each violent act, by the token of its trigger.

    A count belongs to the act whose trigger is its own word, else to the nearest violent act before it in the
    sentence (the attack that killed), else to the nearest one after it.
    """
    violent = [t.at for t in triggers if t.sense.type in ("ASSAULT", "PROTEST")]
    told: dict[int, dict[str, Count]] = {}
    for count in counts(scene, table):
        act = _act(scene, count.at, violent)
        if act is not None:
            told.setdefault(act, {}).setdefault(count.outcome, count)
    return {
        at: Toll(
            outcomes["killed"].number if "killed" in outcomes else None,
            outcomes["injured"].number if "injured" in outcomes else None,
            tuple(count.span for count in outcomes.values()),
        )
        for at, outcomes in told.items()
    }


def _act(scene: Scene, at: int, violent: list[int]) -> int | None:
    if at in violent:
        return at
    here = [v for v in violent if scene.sentence(v) == scene.sentence(at) and abs(v - at) <= _ACT_REACH]
    before = [v for v in here if v < at]
    after = [v for v in here if v > at]
    if before:
        return before[-1]
    return after[0] if after else None
