"""Marks, hashtags and web addresses that a translation tore apart or translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.damage.draft import Draft, Finding, arabic, wordset
from musnad.records import DamageKind

_ENDS = frozenset(".!?؟")
_PATH = re.compile(r"(?<![\w#])[\w-]*[\u0621-\u064a]+(?:[-_][\u0621-\u064a\w]+)+[-_](?:\w{2}-)?\d{4,}[\w?=&./-]*")
_PATH_START = re.compile(r"(?:/|html|-\s)\s?([\u0621-\u064a]+(?:-[\u0621-\u064a]+){2,})")
_TORN = re.compile(r"(?:https?:\S*[-/_=]|\S+/\S*-)(?: \S*\d\S*)+|https?: //\S+|\d- (?:\d+- )+\S+")
_ORDER = re.compile(r"#(\w+_(?:الحرب|الصراع|النزاع|الهجوم))(?!\w)")
_CALQUE = re.compile(r"\bال\w+_(?:ال)?(?:حماسية|حماسي|الحماسية|الحماسي)\b")
_INSIDE = frozenset(("في", "تحت", "بعد", "قبل", "من", "على", "ضد", "و", "بين", "عن"))
_TAG_WORDS = 4
_UNFINISHED = wordset("في من الي علي عن ان التي الذي الذين مع او ثم قد بعد قبل حتي بين لان")


def stray(draft: Draft) -> Iterator[Finding]:
    """A full stop and a comma, or two full stops with a blank between."""
    for at in range(1, len(draft.keys)):
        one, two = draft.keys[at - 1], draft.keys[at]
        if one not in _ENDS or at in draft.opaque:
            continue
        if two in (",", "،") and "\n" not in draft.gap(at) and one == ".":
            sure = 0.75 if draft.gap(at) else 0.4
            yield Finding(at - 1, at + 1, "punctuation", sure, "a comma after the end of the sentence")
        elif two == "." and draft.gap(at) == " " and draft.key(at + 1) != "." and draft.key(at - 2) != ".":
            yield Finding(at, at + 1, "punctuation", 0.6, "a full stop of its own")


def torn_tags(draft: Draft) -> Iterator[Finding]:
    """«#غزة تحت القصف #عاجل»: in a row of hashtags, words that fell out of theirs."""
    keys = draft.keys
    signs = [i for i, k in enumerate(keys) if k == "#"]
    for n, at in enumerate(signs):
        following = signs[n + 1] if n + 1 < len(signs) else _line_end(draft, at)
        if len(signs) == 1:
            break
        last = following - 1
        while last > at and keys[last] in ("|", "/", "-"):
            last -= 1
        words = range(at + 1, last + 1)
        if keys[last] in _UNFINISHED or keys[last] == "و":
            continue
        plain = all(draft.tokens[i].kind != "mark" and i not in draft.addresses for i in words)
        if 2 <= len(words) <= _TAG_WORDS and plain and arabic(keys[at + 1]) and not draft.gap(at + 1):
            yield Finding(at + 1, last + 1, "punctuation", 0.66, "a hashtag torn by blanks", _joined(draft, words))


def _line_end(draft: Draft, at: int) -> int:
    """Token after the line of token `at`: the next line break or mark."""
    for i in range(at + 2, len(draft.keys)):
        if "\n" in draft.gap(i) or draft.tokens[i].kind == "mark":
            return i
    return len(draft.keys)


def _joined(draft: Draft, words: range) -> str:
    return "_".join(draft.tokens[i].text for i in words)


def tag_words(draft: Draft) -> Iterator[Finding]:
    """Hashtags with English word order (#روسيا_أوكرانيا_الحرب), or an adjective made of حماس."""
    if "#" not in draft.text and "حماسي" not in draft.text:
        return
    for match in _ORDER.finditer(draft.text):
        parts = match.group(1).split("_")
        if len(parts) > 2 and _INSIDE.isdisjoint(parts):
            yield _found(draft, match.span(1), "broken_syntax", 0.7, "English word order in a hashtag")
    for match in _CALQUE.finditer(draft.text):
        yield _found(draft, match.span(), "wrong_sense", 0.7, "حماسي means enthusiastic, not of Hamas")


def addresses(draft: Draft) -> Iterator[Finding]:
    """Web addresses whose path was translated, or that blanks tore apart."""
    if not draft.addresses:
        return
    for pattern, group in ((_PATH, 0), (_PATH_START, 1)):
        for match in pattern.finditer(draft.text):
            yield _found(draft, match.span(group), "literal", 0.8, "the path of a web address was translated")
    for match in _TORN.finditer(draft.text):
        yield _found(draft, match.span(), "punctuation", 0.66, "a web address torn by blanks")


def dash_after_speaker(draft: Draft) -> Iterator[Finding]:
    """«قال فلان - سوف …»: a dash in the place of a colon."""
    for at, key in enumerate(draft.keys):
        if key not in ("قال", "قالت", "وقال", "وقالت"):
            continue
        for i in range(at + 1, min(at + 9, draft.words.sentence_of(at).stop)):
            if draft.tokens[i].kind == "mark":
                if draft.keys[i] in ("-", "–") and draft.gap(i) == " " and i - 1 in draft.named:
                    yield Finding(i, i + 1, "punctuation", 0.5, "a dash where a colon must stand", ":")
                break


def cut_off(draft: Draft) -> Iterator[Finding]:
    """The text stops at a word that needs another."""
    last = len(draft.keys) - 1
    if last > 5 and draft.keys[last] in _UNFINISHED:
        yield Finding(last, last + 1, "truncated", 0.6, "the text breaks off")


def _found(draft: Draft, bounds: tuple[int, int], kind: DamageKind, sure: float, reason: str) -> Finding:
    covered = draft.words.within(*bounds)
    return Finding(covered.start, covered.stop, kind, sure, reason)
