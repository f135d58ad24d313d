"""The same word or phrase told twice, where good Arabic has no reason to: «غير عادي وغير عادي», «وكالة أنباء وكالة»."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.damage.draft import Draft, Finding, arabic, wordset

_HEADS = wordset("وكاله وزاره قناه صحيفه شركه منظمه سفاره شبكه")
_EMPHATIC = wordset(
    "مرات الاف ملايين سنوات اكثر كثيرا شيئا يوما عاما قليلا رويدا جدا كلا لا نعم هكذا الان واحدا فردا الف مئات عشرات "
    "اشهر اياما "
    "بعضهم بعضا اسابيع ساعات بين كل كذا كيت ابدا تدريجيا الله اكبر هيا ها هو هي ما من مره شهر يوم عام"
)
_LETTERS = wordset("بي سي ان ام اف تي دي جي كي ال اس ار اي يو في بيه ايه واي")
"""Names of Latin letters: بي بي سي, سي إن إن."""
_TIME_UNITS = wordset("سنه عاما سنوات عام")
_FUNCTION = wordset("في من الي علي عن ان انه التي الذي الذين هذا هذه مع او ثم قد كان بعد")


def twice(draft: Draft) -> Iterator[Finding]:
    """A run of one to four words that is at once said again, with or without و between; the second saying."""
    keys = draft.keys
    at = 0
    while at < len(keys) - 1:
        size = _run(draft, at)
        if size:
            yield Finding(at + size, at + 2 * size, "repeated", _sure(draft, at, size), "said twice")
            at += 2 * size
        else:
            at += 1


def _run(draft: Draft, at: int) -> int:
    """How many words starting at token `at` come again at once; 0 for none."""
    keys = draft.keys
    first, joined = keys[at], "و" + keys[at]
    for size in (4, 3, 2, 1):
        second = at + size
        if second + size > len(keys) or (keys[second] != first and keys[second] != joined):
            continue
        if draft.tokens[second + size - 1].sentence != draft.tokens[at].sentence:
            continue
        if keys[at + 1 : second] == keys[second + 1 : second + size] and _words(draft, at, second + size):
            return size
    return 0


def _words(draft: Draft, first: int, stop: int) -> bool:
    plain = all(draft.tokens[i].kind == "word" and i not in draft.opaque for i in range(first, stop))
    return plain and arabic(draft.keys[first])


def _sure(draft: Draft, at: int, size: int) -> float:
    first, second = draft.keys[at], draft.keys[at + size]
    joined = second != first
    if size > 1:
        definite = any(k.removeprefix("و").startswith("ال") for k in draft.keys[at : at + size])
        return 0.85 if joined and not definite else 0.55
    if first.removeprefix("و") in _EMPHATIC or first in _LETTERS or len(first) < 2:
        return 0.0
    if joined and first in _FUNCTION:
        return 0.0
    if joined:
        return 0.6 if first.startswith("ال") else 0.4
    if first in _FUNCTION:
        return 0.5
    return 0.3 if at in draft.named or first.endswith("ا") else 0.45


def same_head(draft: Draft) -> Iterator[Finding]:
    """«وكالة أنباء وكالة X», «سفير مصر/ مصر»."""
    keys = draft.keys
    for at in range(len(keys) - 2):
        first = keys[at][1:] if keys[at][:1] in ("و", "ب", "ل") and keys[at][1:] in _HEADS else keys[at]
        middle, third = keys[at + 1], keys[at + 2]
        if first in _HEADS and third in (first, "ال" + first) and _noun_between(draft, at + 1):
            yield Finding(at, at + 3, "repeated", 0.85, "the head noun stands twice")
        elif middle == "/" and third == first and arabic(first) and len(first) > 3 and at not in draft.opaque:
            yield Finding(at, at + 3, "repeated", 0.6, "the same word on both sides of a stroke")


def _noun_between(draft: Draft, middle: int) -> bool:
    """Whether the word can be a genitive and all three words stand in one sentence."""
    key, tokens = draft.keys[middle], draft.tokens
    return arabic(key) and key not in _FUNCTION and tokens[middle - 1].sentence == tokens[middle + 1].sentence


def ages(draft: Draft) -> Iterator[Finding]:
    """«75 سنة 60 سنة»: two ages in a row, torn from their names."""
    keys, tokens = draft.keys, draft.tokens
    for at in range(len(keys) - 3):
        if (
            tokens[at].kind == tokens[at + 2].kind == "number"
            and keys[at + 1] in _TIME_UNITS
            and keys[at + 3] in _TIME_UNITS
            and tokens[at].sentence == tokens[at + 3].sentence
        ):
            yield Finding(at, at + 4, "broken_syntax", 0.6, "two ages in a row")


def tags_twice(draft: Draft) -> Iterator[Finding]:
    """A hashtag given a second time."""
    seen: set[str] = set()
    for at, key in enumerate(draft.keys[:-1]):
        if key == "#" and not draft.gap(at + 1):
            word = draft.keys[at + 1]
            if word in seen:
                yield Finding(at + 1, at + 2, "repeated", 0.35, "the same hashtag again")
            seen.add(word)
