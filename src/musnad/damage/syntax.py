"""Sentences whose parts do not hold together."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.damage.draft import Draft, Finding, wordset

_PREPOSITIONS = wordset("في من الي علي عن")
_SECOND = _PREPOSITIONS - {"من"}
"""من may be “who”."""
_ALLOWED = frozenset({("من", "علي"), ("من", "عن"), ("من", "في")})
_MEDIA = wordset("وسائل موقع مواقع منصه منصات حساب حسابه صفحته x تويتر فيسبوك تلغرام telegram")
_PASSIVE = wordset("قتل وقتل اصيب واصيب اعتقل واعتقل استشهد واستشهد جرح وجرح لقي")
_NUMBERS = wordset("ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره")
_ENDS = wordset("ينتهي تنتهي انتهي انتهت تنهي ينهي")
_QUOTES = frozenset('"“«„')


def posted(draft: Draft) -> Iterator[Finding]:
    """«فلان، تم نشره على X: “…”»: “posted on X” taken for a passive."""
    keys = draft.keys
    for at in range(len(keys) - 4):
        if keys[at] == "تم" and keys[at + 1] in ("نشره", "نشر", "نشرها") and keys[at + 2] in ("علي", "في", "عن"):
            reach = range(at + 3, min(at + 9, len(keys) - 1))
            if keys[at + 3] in _MEDIA and any(keys[i] == ":" and keys[i + 1] in _QUOTES for i in reach):
                yield Finding(at, at + 2, "broken_syntax", 0.8, "“posted on” taken for a passive", "نشر")


def doubled(draft: Draft) -> Iterator[Finding]:
    """Two prepositions in a row."""
    for at in range(1, len(draft.keys)):
        one, two = draft.keys[at - 1], draft.keys[at]
        first = one.removeprefix("و")
        if two not in _SECOND or first not in _PREPOSITIONS or draft.gap(at) != " ":
            continue
        if first != two and (first, two) not in _ALLOWED:
            yield Finding(at - 1, at + 1, "broken_syntax", 0.5, "two prepositions in a row")


def others_killed(draft: Draft) -> Iterator[Finding]:
    """«قُتل قائد وخمسة آخرين في غارة»: the second subject in the case of an object."""
    keys = draft.keys
    for at in range(2, len(keys)):
        if keys[at] != "اخرين" or keys[at - 1].removeprefix("و") not in _NUMBERS or keys[at - 1][0] != "و":
            continue
        first = draft.words.sentence_of(at).first
        before = keys[max(first, at - 9) : at - 1]
        if any(k in _PASSIVE for k in before) and not any(k in ("مقتل", "اصابه", "باصابه") for k in before):
            yield Finding(at, at + 1, "broken_syntax", 0.4, "subject in the case of an object", "آخرون")


def genitive_twice(draft: Draft) -> Iterator[Finding]:
    """«لـ "X" لفلان»: one thing belongs to two owners at once."""
    keys = draft.keys
    for at in range(len(keys) - 4):
        if keys[at] == "ل" and keys[at + 1] in _QUOTES and keys[at + 3] in ('"', "”", "»"):
            owner = at + 4
            if keys[owner][:1] == "ل" and len(keys[owner]) > 3 and owner in draft.named:
                yield Finding(owner, owner + 1, "broken_syntax", 0.5, "two owners of one thing")


def ends_twice(draft: Draft) -> Iterator[Finding]:
    """«تنتهي من نهايتها»: to end already has an end."""
    keys = draft.keys
    for at in range(len(keys) - 2):
        if keys[at + 1] == "من" and keys[at + 2][:-1].rstrip("هم") == "نهايت" and keys[at].lstrip("و") in _ENDS:
            yield Finding(at, at + 3, "broken_syntax", 0.85, "a verb of ending with its own noun")


def once_always(draft: Draft) -> Iterator[Finding]:
    """«مرة واحدة لص دائما لص»: “once an X, always an X” word for word."""
    keys = draft.keys
    for at in range(len(keys) - 4):
        if keys[at] == "مره" and keys[at + 1] == "واحده":
            stop = min(at + 9, draft.words.sentence_of(at).stop)
            again = [i for i in range(at + 4, stop) if keys[i] == keys[at + 2]]
            if again and "دائما" in keys[at + 3 : again[0]]:
                yield Finding(at, again[0] + 1, "literal", 0.85, "“once X, always X” word for word")
