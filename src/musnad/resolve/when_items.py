"""Items: the words of a text as the time reader sees them, with tokens cut where a writer left out a space."""

from __future__ import annotations

import re

from musnad.records.words import Words
from musnad.resolve.when_lexicon import TimeLexicon

_RUNS = re.compile(r"[a-z]+|\d+(?:[.,:/]\d+)*|[^\W\da-z]+")
_CLITIC_NUMBER = re.compile(r"[وف]?[بلك]?(?:ال)?\d[\d.,:/]*")
_HEADS = ("يوم", "شهر", "سنه", "عام", "ظهر", "صباح", "مساء", "فجر")
_GLUABLE = ("month", "weekday", "deixis", "direction")


def items(words: Words, lexicon: TimeLexicon) -> tuple[list[str], list[int]]:
    """Folded keys and, for each, the number of its token; a token such as نوفمبر2016 or شهرماي gives two items."""
    keys: list[str] = []
    origins: list[int] = []
    known = lexicon.kinds
    for token in words.tokens:
        key = token.key
        if token.kind != "word" or key in known or len(key) < 4:
            keys.append(key)
            origins.append(token.index)
            continue
        for part in _cut(key, lexicon):
            keys.append(part)
            origins.append(token.index)
    return keys, origins


def _cut(key: str, lexicon: TimeLexicon) -> list[str]:
    if not key.isalpha():
        if _CLITIC_NUMBER.fullmatch(key):
            return [key]
        runs = _RUNS.findall(key)
        if len(runs) > 1 and any(run in lexicon.kinds for run in runs):
            return [str(run) for run in runs]
        return [key]
    if "a" <= key[0] <= "z" and key[-1] > "z":
        return [str(run) for run in _RUNS.findall(key)]
    for head in _HEADS if key.startswith(_HEADS) else ():
        if key.startswith(head) and len(key) > len(head) + 2:
            rest = key[len(head) :]
            if any(rest in lexicon.phrases[kind] for kind in _GLUABLE):
                return [head, rest]
    if key.endswith("من") and key[:-2] in lexicon.phrases["month"] and len(key) > 6:
        return [key[:-2], "من"]
    return [key]
