"""Numbers of killed and injured: مقتل شخصين وإصابة 12، أودى بحياة خمسة، ثلاثة قتلى، لقي ستة حتفهم، استشهاد شاب."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from msgspec import Struct

from musnad.events.clues import CONJUNCTIONS, governor, proclitic
from musnad.events.scene import Scene
from musnad.events.triggers import Trigger
from musnad.lang.ar.numerals import is_vague, read_number
from musnad.spans import Span

_REACH = 4
"""Tokens back from a word to the number before it (12 قتيلا), more where victims stand between (سبعة أشخاص … قتلوا)."""
_SUBJECT = 3
"""Tokens of a killer's name that may stand between the verb and the number: قتلت قوات الأمن ثلاثة."""
_FILLED = 10
_TALLY = 14
_ACT_REACH = 40
_LINKED = 12
_LARGEST = 100_000_000
_OTHERS = frozenset({"اخرين", "اخرون", "اخران", "اخر"})
_LINKS = frozenset({"في", "جراء", "اثر", "نتيجه", "خلال", "بعد", "عقب", "بسبب", "من"})
_NOT_HEADS = frozenset({"عام", "عاما", "اعوام", "سنه", "سنوات", "يوم", "يوما", "ايام", "شهر", "شهرا", "اشهر",
                        "ساعه", "ساعات", "متر", "مترا", "كلم", "كيلومتر", "كيلومترا", "مره", "مرات", "طوابق",
                        "منازل", "صواريخ", "رصاصات", "طلقات", "دولار"})  # fmt: skip
_NEGATED = frozenset({"لم", "لن", "لا", "دون", "بدون", "ولم", "فلم"})
_BREAKS = frozenset({"فيما", "بينما", "حين", "كما", "ثم", "بينهم", "بينهما", "ضمنهم", "فيهم"})


class Toll(Struct, frozen=True):
    """Numbers told for one act; None where none is told. `spans` are their words."""

    killed: int | None = None
    injured: int | None = None
    spans: tuple[Span, ...] = ()


class CasualtyWord(Struct, frozen=True):
    """A word of the table.

    `outcome` killed, injured, none (tells no number itself), person (a victim) or filler (may stand before a number).
    `place` says where the number stands: before (the word before the number or the victims), after, both, subject
    (the number and its noun before a plural verb: سبعة أشخاص قتلوا), one, dual; of a person one or dual.
    """

    outcome: str
    place: str


class Count(Struct, frozen=True):
    """One number of one outcome; the telling word stands at token `at`."""

    at: int
    outcome: str
    number: int
    span: Span


Casualties = Mapping[str, CasualtyWord]


def load_casualty_words() -> Casualties:
    """The table `casualty_words.tsv` by folded word."""
    rows = (files("musnad") / "data" / "casualty_words.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith(("#", "word\t"))]
    return {word: CasualtyWord(outcome, place) for word, outcome, place, *_ in cells}


def _word(table: Casualties, key: str) -> CasualtyWord | None:
    """The row of a folded word, with و ف ب ل and the article written onto it or not."""
    plain = table.get(key)
    if plain is not None:
        return plain
    rest = key[1:] if key[:1] in "وفبل" else key
    found = table.get(rest)
    if found is None and rest[:2] in ("ال", "لل"):
        found = table.get(rest[2:])
    elif found is None and rest[:1] == "ل" and key[:1] == "ل":
        found = table.get(rest[1:])
    return found


def _outcome(table: Casualties, key: str) -> CasualtyWord | None:
    word = _word(table, key)
    return word if word is not None and word.outcome in ("killed", "injured") else None


def _person(table: Casualties, key: str) -> int:
    """1 or 2 where a key is a person or two, else 0: شاب، الشاب، شابا، طفلان."""
    for form in (key, key.removesuffix("ا")):
        word = _word(table, form)
        if word is not None and word.outcome == "person":
            return 2 if word.place == "dual" else 1
    return 0


def counts(scene: Scene, table: Casualties) -> tuple[Count, ...]:
    """Every count of the article in order."""
    found: list[Count] = []
    timed = frozenset(i for tokens, _ in scene.times for i in tokens)
    for at, key in enumerate(scene.keys):
        word = _outcome(table, key)
        if word is None or scene.key(at - 1) in _NEGATED or _shares_number(scene, at, word, table):
            continue
        count = _count(scene, at, word, table, timed)
        if count is not None:
            found.append(count)
    return tuple(found)


def _shares_number(scene: Scene, at: int, word: CasualtyWord, table: Casualties) -> bool:
    """Whether killed and injured are told with one number for both: مقتل وإصابة 30."""
    after, before = _outcome(table, scene.key(at + 1)), _outcome(table, scene.key(at - 1))
    if after is not None and after.outcome != word.outcome and scene.key(at + 1).startswith("و"):
        return word.place == "before"
    return bool(
        before is not None
        and before.outcome != word.outcome
        and before.place == "before"
        and word.place == "before"
        and scene.key(at).startswith("و")
    )


def _count(scene: Scene, at: int, word: CasualtyWord, table: Casualties, timed: frozenset[int]) -> Count | None:
    span = scene.words.span
    if word.place in ("dual", "one"):
        number = 2 if word.place == "dual" else 1
        return Count(at, word.outcome, number, span(at, at + 1))
    if word.place in ("after", "both") and (tally := _tally(scene, at, timed)) is not None:
        return Count(at, word.outcome, tally[0], span(at, tally[1]))
    back = _before(scene, at, word, timed) if word.place in ("after", "both") else None
    if back is None and word.place in ("before", "both", "subject"):
        told = _after(scene, at, word, table, timed)
        if told is not None:
            return Count(at, word.outcome, told[0], span(at, told[1]))
    if back is None and word.place == "subject":
        back = _before(scene, at, word, timed)
    return Count(at, word.outcome, back[0], span(back[1], at + 1)) if back else None


def _number(scene: Scene, first: int, timed: frozenset[int]) -> tuple[int, int] | None:
    """(number, stop) at token `first`: a whole number of heads, not a date, a length of time or a share."""
    if first in timed:
        return None
    value = read_number(scene.keys, first)
    if value is None or not float(value.value).is_integer() or not 0 < value.value < _LARGEST:
        return None
    share = scene.key(value.stop) == "%" or scene.key(value.stop + 1) in ("المايه", "الميه", "المئه", "المائه")
    if share or scene.key(value.stop) in _NOT_HEADS:
        return None
    return int(value.value), value.stop


def _before(scene: Scene, at: int, word: CasualtyWord, timed: frozenset[int]) -> tuple[int, int] | None:
    """(number, first) before the word: 12 قتيلا; with victims in between before a plural verb: سبعة أشخاص قتلوا."""
    reach, between = (_FILLED, _FILLED) if word.place == "subject" else (_REACH, 1)
    start = scene.words.sentence_of(at).first
    best = None
    for first in range(at - 1, max(at - reach, start) - 1, -1):
        if scene.tokens[first].kind == "mark" or scene.key(first) in _BREAKS:
            break
        value = _number(scene, first, timed)
        if value is not None and at - between <= value[1] <= at:
            best = value[0], first
        elif best is not None:
            break
    return best


def _tally(scene: Scene, at: int, timed: frozenset[int]) -> tuple[int, int] | None:
    """(number, stop) of a tally: ارتفع عدد القتلى … إلى 12، بلغت حصيلة القتلى 23."""
    if not {"عدد", "حصيله", "اعداد"} & {scene.key(at - 1).removeprefix("و"), scene.key(at - 2).removeprefix("و")}:
        return None
    stop = min(scene.words.sentence_of(at).stop, at + _TALLY)
    for first in range(at + 1, stop):
        if scene.tokens[first].kind == "mark":
            continue
        if first == at + 1 or scene.key(first - 1) in ("الي", "بلغ", "نحو", "قرابه", "حوالي"):
            value = _number(scene, first, timed)
            if value is not None:
                return value
    return None


def _after(
    scene: Scene, at: int, word: CasualtyWord, table: Casualties, timed: frozenset[int]
) -> tuple[int, int] | None:
    """(number, stop) after the word: a number, one person or two; and those who died with them (وخمسة آخرين)."""
    stop = min(scene.words.sentence_of(at).stop, at + 1 + _FILLED)
    strange = 0
    for first in range(at + 1, stop):
        key = scene.keys[first]
        if (scene.tokens[first].kind == "mark" and key not in "\"'«»“”()") or key in _BREAKS or is_vague(key):
            return None
        value = _number(scene, first, timed)
        if value is not None:
            return value
        if word.place == "subject":
            return None
        persons = _person(table, key)
        if persons:
            return _with_others(scene, persons, first + 1, table, timed)
        if (mention := scene.mention_at.get(first)) is not None and mention.mention.kind == "PER" and strange == 0:
            return _named(scene, first, mention.stop, table, timed)
        row = _word(table, key)
        if (row is None or row.outcome != "filler") and (strange := strange + 1) > _SUBJECT:
            return None
        linked = strange and key in _LINKS and scene.key(first - 1) != "اكثر"
        if linked or key in CONJUNCTIONS - {"ان"} or _outcome(table, key):
            return None
    return None


def _named(scene: Scene, first: int, stop: int, table: Casualties, timed: frozenset[int]) -> tuple[int, int] | None:
    """One named victim; or, where a number comes right after the name, what the named one did: قتل فلان 3 أشخاص."""
    value = _number(scene, stop, timed) if stop < len(scene.keys) else None
    if value is not None and not scene.key(stop).startswith("و") and _person(table, scene.key(value[1])):
        return value
    following = scene.mention_at.get(stop)
    if following is not None and scene.key(stop).startswith("و") and following.mention.kind == "PER":
        return None  # two names or more: who is a victim is not counted here
    if first > 0 and governor(scene, scene.mention_at[first])[0] not in ("", "ب", "ل", "و", "علي"):
        return None
    return _with_others(scene, 1, stop, table, timed)


def _with_others(scene: Scene, number: int, stop: int, table: Casualties, timed: frozenset[int]) -> tuple[int, int]:
    """Add those told with "and … others": قيادي بارز في حماس وخمسة آخرين."""
    for first in range(stop, min(scene.words.sentence_of(stop - 1).stop, stop + _REACH + 1)):
        if scene.tokens[first].kind == "mark" or _outcome(table, scene.key(first)):
            break
        value = _number(scene, first, timed) if scene.key(first).startswith("و") else None
        if value is not None:
            near = {scene.key(i) for i in range(value[1], value[1] + 2)}
            return (number + value[0], value[1]) if near & _OTHERS else (number, stop)
    return number, stop


def tolls(scene: Scene, triggers: tuple[Trigger, ...], table: Casualties) -> dict[int, Toll]:
    """The toll of each violent act, by the token of its trigger.

    A count belongs to the act whose trigger is its own word, else to the act that a preposition links to it (أصيب خمسة
    بهجوم على …), else to the nearest violent act before it in the sentence (the attack that killed), else to the
    nearest one after it. Killed and injured told together belong to one act.
    """
    violent = [t.at for t in triggers if t.sense.type in ("ASSAULT", "PROTEST")]
    told: dict[int, dict[str, Count]] = {}
    last: Count | None = None
    act: int | None = None
    for count in counts(scene, table):
        together = last is not None and count.at - last.at <= _REACH + 2 and last.outcome != count.outcome
        if act is None or not together or count.at in violent:
            act = _act(scene, count.at, violent)
        last = count
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
    linked = _linked(scene, at, violent)
    if linked is not None:
        return linked
    here = [v for v in violent if scene.sentence(v) == scene.sentence(at) and abs(v - at) <= _ACT_REACH]
    before = [v for v in here if v < at]
    after = [v for v in here if v > at]
    if before:
        return before[-1]
    return after[0] if after else None


def _linked(scene: Scene, at: int, violent: list[int]) -> int | None:
    """The act that بـ، في، جراء … joins to a count at `at`, with no mark or new clause in between."""
    for act in violent:
        if not 0 < act - at <= _LINKED or scene.sentence(act) != scene.sentence(at):
            continue
        between = range(at + 1, act)
        if any(scene.tokens[i].kind == "mark" or scene.key(i) in _BREAKS for i in between):
            return None
        return act if scene.key(act - 1) in _LINKS or proclitic(scene, act) == "ب" else None
    return None
