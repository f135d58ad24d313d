"""Tense: whether the clause around a time speaks of what is to come."""

from __future__ import annotations

from functools import lru_cache

from musnad.records.words import Words

_FUTURE = frozenset(("سوف", "لن", "ولن", "المقرر", "مقرر", "مقررا", "مقرره", "المنتظر", "المرتقب",
                     "المرتقبه", "يعتزم", "تعتزم", "المتوقع",
                     "ينتظر", "موعد", "بحلول", "المزمع", "مرتقب", "مرتقبه", "يرتقب", "ينتظر",
                     "تنتظر"))  # fmt: skip
_NOT_FUTURE = ("سياس", "سيد", "سيط", "سيار", "سينا", "سيول", "سير", "سينم", "سته", "ستين", "ستون", "ستار",
    "ستوك", "ستراس", "سيف",
               "سيبير", "سيما", "ستيف", "سيء", "سيئ", "سيدي", "سياح", "سيادي", "سياد", "سياج", "سياق",
               "ستاد", "ستر", "سيل", "ستا", "سياتل", "سيتي", "سينغ", "سيرغ", "سيبا")  # fmt: skip
_PAST = frozenset(("قال", "قالت", "اعلن", "اعلنت", "اكد", "اكدت", "صرح", "صرحت", "كشف", "كشفت", "افاد",
                   "افادت", "كان", "كانت", "ذكر",
                   "ذكرت", "قتل", "قتلت", "اصيب", "التقي", "عقد", "عقدت", "دعا", "دعت", "شهد", "شهدت",
                   "اوضح", "اوضحت", "اضاف", "اضافت",
                   "وقال", "وقالت", "واكد", "واكدت", "واعلن", "واعلنت", "وكان", "وكانت", "نشر", "نشرت",
                   "نفي", "نفت", "تم", "جاء",
                   "جاءت", "وقع", "وقعت", "شن", "شنت", "وصل", "وصلت", "ادان", "ادانت", "طالب",
                   "طالبت"))  # fmt: skip
_UNTIL = frozenset(("الي", "حتي", "موعد", "ولغايه", "لغايه"))
_BREAKS = frozenset(".!?؟…؛")
_BACK, _AHEAD = 14, 5


@lru_cache(maxsize=1 << 14)
def _is_future(key: str) -> bool:
    word = key[1:] if len(key) > 4 and key[0] in "وف" else key
    if word in _FUTURE or key in _FUTURE:
        return True
    return (
        len(word) >= 4 and word[0] == "س" and word[1] in "يتنا" and not word.startswith(_NOT_FUTURE) and word[1] != "ا"
    )


def speaks_of_future(words: Words, first: int, stop: int) -> bool | None:
    """Whether the clause around tokens `[first, stop)` is about the future (True), the past (False) or neither."""
    sentence = words.sentence_of(first)
    tokens = words.tokens
    if tokens[first - 1].key in _UNTIL and first > sentence.first:
        return True
    for at in range(first - 1, max(sentence.first, first - _BACK) - 1, -1):
        key = tokens[at].key
        if key in _BREAKS:
            break
        if _is_future(key):
            return True
        if key in _PAST:
            return False
    for at in range(stop, min(sentence.stop, stop + _AHEAD)):
        key = tokens[at].key
        if key in _PAST or key in _BREAKS or key in "،,":
            return None
        if _is_future(key):
            return True
    return None
