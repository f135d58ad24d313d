"""The head of a report: who signs it and the dateline («القاهرة (أ ف ب) -») that its first paragraph begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from musnad.lang.ar.fold import fold_word

HEAD = 140
"""Code points of a paragraph that a dateline lies in."""
_AGENCY = r"(?:\([^()\n]{2,60}\)|«[^«»\n]{2,40}»)"
_DATELINE = re.compile(
    rf"""^\s*(?P<line>
        [^\W\d][^\n().:؟!«»"،؛–—]{{1,45}}?\s*[-–—/،,:]?\s*{_AGENCY}
      | {_AGENCY}
      | [^\W\d][^\n().:؟!«»"؛–—]{{1,60}}?
    )\s*(?P<mark>[-–—ـ:]+)\s*(?=\S)""",
    re.VERBOSE,
)
_AGENCIES = r"(?:سانا|واس|وفا|بترا|قنا|وام|كونا|سبأ|وال|رويترز|أ ?ف ?ب|د ?ب ?أ)"
_WIRE = re.compile(rf"^\s*([^\W\d][^\s().:-]{{1,20}}(?:\s[^\W\d][^\s().:-]{{1,15}})?)\s?[-–—]\s?{_AGENCIES}\b")
_SIGNED = re.compile(
    r"^\s*(?:(?:كتب(?:ت|ه|ته)?|إعداد|تقرير|مراسل(?:نا|تنا)?)\s*[:/\-–]|بقلم\s*[:/\-–]?|by\b:?)"
    r"\s*(\S.{2,60})$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:كتب(?:ت|ه|ته)?\s*[:/\-–]|بقلم\s*[:/\-–]?|إعداد\s*[:/\-–]?|تقرير\s*[:/\-–]|المحرر\s*[:/]|by\s)\s*",
    re.IGNORECASE,
)
_SPEECH = frozenset(fold_word(w) for w in [
    "قال", "قالت", "أعلن", "أعلنت", "أكد", "أكدت", "نفى", "نفت", "ذكر", "ذكرت", "كشف", "كشفت", "أفاد", "أفادت"
])  # fmt: skip
_ASIDE = re.compile(r"(?:الذي|التي|الذين|اللذ|اللت|و?ه[وي])\b")
"""Words that open a remark between dashes: «الرئيس - الذي زار بغداد - قال»."""
_MOST_WORDS = 4


def dateline(lines: Sequence[str], *, title: str | None) -> str | None:
    """The dateline of the first paragraph that is not the title; it stays in the text. None where there is none."""
    body = [line for line in lines if not title or fold_word(line.strip()) != fold_word(title.strip())]
    for line in body[:2]:
        if (found := _dateline(line[:HEAD])) is not None:
            return found
    return None


def _dateline(head: str) -> str | None:
    if wire := _WIRE.match(head):
        return wire.group().strip()
    match = _DATELINE.match(head)
    if match is None or len(head) - match.end() < 25 or _ASIDE.match(head, match.end()):
        return None
    text, mark = match["line"].strip(), match["mark"]
    words = re.split(r"[\s/]+", re.sub(_AGENCY, " ", text).strip())
    if any(fold_word(word) in _SPEECH for word in words):
        return None
    has_agency = re.search(_AGENCY, text) is not None
    if has_agency:
        return text if len(words) <= _MOST_WORDS + 2 else None
    if mark.startswith(":") or ("/" not in text and len(words) > _MOST_WORDS):
        return None
    return text if _set_off(head, match) else None


def _set_off(head: str, match: re.Match[str]) -> bool:
    """Whether a dash stands free, so that it parts a dateline from the text and joins no compound (الأنجلو-أميركية)."""
    return head[match.end("mark")].isspace() or head[match.start("mark") - 1].isspace() or match["mark"] == "ـ"


def signed(line: str) -> str | None:
    """The name in a line that says who wrote the report («كتب: سامي عوض»), else None."""
    match = _SIGNED.match(line) if len(line) <= 80 else None
    return clean_byline(match[1]) if match else None


def clean_byline(name: str) -> str | None:
    """A byline without «بقلم» and its like; None for addresses, accounts and whole sentences."""
    plain = " ".join(_LEAD.sub("", " ".join(name.split())).split()).strip(" -–|/،,:")
    if not plain or len(plain) > 70 or "@" in plain or "http" in plain.lower() or not any(c.isalpha() for c in plain):
        return None
    return plain
