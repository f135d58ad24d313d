"""Credits: whom a report names as the source of its text.

Names count only where a credit stands: in the byline and the dateline, in what precedes the first dash or colon of the
text, in brackets near its head, on its last line, and after «نقلا عن» or «ذكرت صحيفة» in its first sentence. The two
letters of «أ ب» or the three of «واس» anywhere else are words like others. Table `musnad/data/credits.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.lang.ar.fold import fold_word
from musnad.records import Article, Credit
from musnad.spans import Span
from musnad.stories.mastheads import CreditLexicon, Masthead, plain_name
from musnad.stories.wording import body_start

HEAD = 150
"""Code points of the body in which a bracketed credit counts."""
_OPENING = 90
"""Code points in which the segments of a written dateline lie."""
_CUE_REACH = 260
_FOOT = 90
_LONGEST_SEGMENT = 5
"""Words of a segment of a dateline: what is longer is the report."""
_SEPARATOR = re.compile(r"\s*(?:[-–—―:،,|/()«»\"“”\[\]+&\n_;؛]|(?<=\s)ـ+|ـ+(?=\s)|(?<=\s)من(?=\s))\s*")
_HEAD_SEPARATOR = re.compile(r"\s*(?:[-–—―:|/()\[\]+&\n_]|(?<=\s)ـ+|ـ+(?=\s))\s*")
"""Within a sentence commas and quotation marks part other things than credits."""
_LIST_MARKS = frozenset('،,;؛«»"“”')
_CLOSED = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]")
_QUOTED = re.compile(r"[«\"“]([^«»\"“”\n]{2,40})[»\"”]")
_SOURCE = re.compile(
    r"^\s*[(\[]?\s*(?:ال)?(?:مصدر|مصادر|منقول(?: عن)?|نقلا عن|via|source)\s*[:：\-–]\s*", re.IGNORECASE
)
_KINDS = (
    r"(?:صحيفه|جريده|مجله|وكاله|وكالات|موقع|قناه|شبكه|محطه|اذاعه|تلفزيون|الصحيفه)"
    r"(?:\s+(?:انباء|الانباء|اخبار|الاخبار))?"
)
_RELAYED = re.compile(
    rf"(?<![^\W\d_])(?:(?P<from>نقلا\s+عن|نقل(?:ا|ت)?\s+عن)\s+(?:(?P<kind>{_KINDS})\s+)?"
    rf"|(?P<told>و?(?:ذكرت|افادت|اوردت|نقلت|نشرت|كشفت|كتبت|قالت|اعلنت)\s+(?P<medium>{_KINDS})\s+))"
)
_TOLD_REACH = 130
_SENTENCE_END = re.compile(r"[.؟!\n]\s")
_NAME_WORDS = 6


def find_credits(article: Article, lexicon: CreditLexicon) -> tuple[Credit, ...]:
    """The credits of a report, each name once: byline, dateline, head, foot; its own reporter last.

    The outlet's name beside an agency's («الجزيرة - واس») says who prints it, not that its own people wrote it.
    A credit's span lies in the text; one of the byline has none.
    """
    own = lexicon.house(article.outlet)
    found: list[Credit] = []
    signed = False
    for line in (article.byline, article.dateline):
        if line:
            named, person = _of_line(line, lexicon, own)
            found.extend(_placed(credit, line, article) for credit in named)
            signed = signed or person
    begin = body_start(article.text, article.title)
    found.extend(_opening(article.text, begin, lexicon, own))
    found.extend(_closed(article.text, begin, lexicon, own))
    found.extend(_relayed(article.text, begin, lexicon, own))
    found.extend(_foot(article.text, begin, lexicon, own))
    merged: dict[tuple[str, str], Credit] = {}
    for credit in found:
        key = (credit.kind, credit.name)
        if key not in merged or (merged[key].span is None and credit.span is not None):
            merged[key] = credit
    others = [credit for credit in merged.values() if credit.kind != "own"]
    selves = [credit for credit in merged.values() if credit.kind == "own"]
    if others:
        selves = [credit for credit in selves if lexicon.is_desk(credit.quote)]
    if signed and not others and not selves and article.byline:
        selves = [Credit(kind="own", name=own or "own", quote=article.byline.strip())]
    return (*others, *selves[:1])


def _placed(credit: Credit, line: str, article: Article) -> Credit:
    """The credit with its span, where the whole line stands at the head of the text."""
    at = article.text.find(line, 0, len(line) + 400) if line == article.dateline else -1
    within = article.text.find(credit.quote, at, at + len(line)) if at >= 0 else -1
    if within < 0:
        return credit
    return _credit(credit.kind == "agency", credit.name, article.text, within, within + len(credit.quote), credit.kind)


def _credit(agency: bool, name: str, text: str, start: int, end: int, kind: str | None = None) -> Credit:
    quote = text[start:end]
    if kind == "own":
        return Credit(kind="own", name=name, span=Span(start, end, quote), quote=quote)
    return Credit(kind="agency" if agency else "paper", name=name, span=Span(start, end, quote), quote=quote)


def _segments(
    line: str, start: int = 0, end: int | None = None, marks: re.Pattern[str] = _SEPARATOR
) -> Iterator[tuple[int, int]]:
    """Bounds of the parts of `line[start:end]` between dashes, colons, commas, brackets."""
    at = start
    last = len(line) if end is None else end
    for mark in marks.finditer(line, start, last):
        if mark.start() > at:
            yield at, mark.start()
        at = mark.end()
    if at < last:
        yield at, last


def _known(
    line: str, parts: list[tuple[int, int]], lexicon: CreditLexicon, guarded: bool
) -> list[tuple[int, int, Masthead]]:
    """Segments, or two neighbours together, that name a source; «رويترز وأ ف ب» names two."""
    found: list[tuple[int, int, Masthead]] = []
    for i, (start, end) in enumerate(parts):
        if i + 1 < len(parts) and not _LIST_MARKS & set(line[end : parts[i + 1][0]]):
            both = f"{line[start:end]} {line[parts[i + 1][0] : parts[i + 1][1]]}"
            if (entry := lexicon.find(both)) is not None:
                found.append((start, parts[i + 1][1], entry))
                continue
        if (entry := lexicon.find(line[start:end], guarded=guarded)) is not None:
            found.append((start, end, entry))
        else:
            found.extend(_joined(line, start, end, lexicon))
    return found


def _joined(line: str, start: int, end: int, lexicon: CreditLexicon) -> Iterator[tuple[int, int, Masthead]]:
    for mark in re.finditer(r"\s+و\s*", line[start:end]):
        one, other = lexicon.find(line[start : start + mark.start()]), lexicon.find(line[start + mark.end() : end])
        if one is not None and other is not None:
            yield start, start + mark.start(), one
            yield start + mark.end(), end, other
            return


def _of_line(line: str, lexicon: CreditLexicon, own: str | None) -> tuple[list[Credit], bool]:
    """Credits of a byline or dateline, and whether it has a name that is none of them: a person's or a place's."""
    parts = [(a, b) for a, b in _segments(line) if line[a:b].strip()]
    known = _known(line, parts, lexicon, guarded=False)
    credits: list[Credit] = []
    for start, end, entry in known:
        credits.extend(_kinds(entry, own, line[start:end]))
    if own is not None and not credits:
        quotes = [line[a:b] for a, b in parts if lexicon.is_house(line[a:b], own)]
        credits.extend(Credit(kind="own", name=own, quote=quote) for quote in quotes[:1])
    for start, end in parts:
        if lexicon.is_desk(line[start:end]):
            credits.append(Credit(kind="own", name=own or "own", quote=line[start:end]))
    taken = {start for start, _, _ in known}
    rest = [line[a:b] for a, b in parts if a not in taken and not lexicon.is_nobody(line[a:b])]
    return credits, any(len(part.split()) >= 2 for part in rest) or len(rest) >= 2


def _kinds(entry: Masthead, own: str | None, quote: str) -> Iterator[Credit]:
    if entry.key == own:
        yield Credit(kind="own", name=entry.key, quote=quote)
    elif entry.role == "agency":
        yield Credit(kind="agency", name=entry.key, quote=quote)
    elif entry.role == "paper":
        yield Credit(kind="paper", name=entry.key, quote=quote)


def opening_end(text: str, begin: int, lexicon: CreditLexicon, own: str | None) -> int:
    """Where the report proper begins: after a credit at its head, else at `begin`."""
    last = max((end for _, end, _ in _head_segments(text, begin, lexicon, own)), default=begin)
    mark = re.compile(r"[\s\-–—:/)»\]\"”ـ]*").match(text, last) if last > begin else None
    return mark.end() if mark else begin


def _head_segments(text: str, begin: int, lexicon: CreditLexicon, own: str | None) -> list[tuple[int, int, Masthead]]:
    window = text[: min(len(text), begin + _OPENING)]
    parts: list[tuple[int, int]] = []
    for start, end in _segments(window, begin, marks=_HEAD_SEPARATOR):
        if len(window[start:end].split()) > _LONGEST_SEGMENT or len(parts) > 5 or (end == len(window) < len(text)):
            break
        parts.extend(_segments(window, start, end))
    known = _known(window, parts, lexicon, guarded=False)
    if own is not None:
        house = lexicon.entry(own)
        known.extend((a, b, house) for a, b in parts if house is not None and lexicon.is_house(window[a:b], own))
    return known


def _opening(text: str, begin: int, lexicon: CreditLexicon, own: str | None) -> Iterator[Credit]:
    """What precedes the first words: «القاهرة - رويترز:», «سبق- الرياض:»."""
    for start, end, entry in _head_segments(text, begin, lexicon, own):
        for credit in _kinds(entry, own, text[start:end]):
            yield _credit(credit.kind == "agency", credit.name, text, start, end, credit.kind)


def _closed(text: str, begin: int, lexicon: CreditLexicon, own: str | None) -> Iterator[Credit]:
    """Brackets at the head or at the very end whose whole content is a credit: «(أ ف ب)», «(واس - الرياض)»."""
    for match in _CLOSED.finditer(text, begin):
        at_foot = len(text.rstrip(" .\n\t")) - match.end() <= 1
        if match.end() > begin + HEAD and not at_foot:
            continue
        parts = [(match.start(1) + a, match.start(1) + b) for a, b in _segments(match[1])]
        if any(len(text[a:b].split()) > _LONGEST_SEGMENT for a, b in parts) or len(parts) > 4:
            continue
        for start, end, entry in _known(text, parts, lexicon, guarded=True):
            if entry.role == "agency" or at_foot:
                yield _credit(entry.role == "agency", entry.key, text, start, end, "own" if entry.key == own else None)


def _relayed(text: str, begin: int, lexicon: CreditLexicon, own: str | None) -> Iterator[Credit]:
    """«نقلا عن صحيفة س», «ذكرت وكالة س» in the first sentence."""
    window = fold_aligned(text[begin : begin + _CUE_REACH])
    for match in _RELAYED.finditer(window):
        if match["told"] and (match.start() > _TOLD_REACH or _SENTENCE_END.search(window, 0, match.start())):
            break
        start = begin + match.end()
        quoted = _QUOTED.match(text, start)
        if quoted is not None:
            entry = lexicon.find(quoted[1], guarded=True)
            key, agency = (entry.key, entry.role == "agency") if entry else (plain_name(quoted[1]), False)
            if key != own and (entry is None or entry.role in ("agency", "paper")):
                yield _credit(agency, key, text, quoted.start(1), quoted.end(1))
            continue
        kind = "medium" if match["medium"] else "kind"
        named = _named(text, begin + match.start(kind) if match[kind] else start, start, lexicon)
        if named is not None and named[2].key != own:
            yield _credit(named[2].role == "agency", named[2].key, text, named[0], named[1])


def _named(text: str, kind: int, start: int, lexicon: CreditLexicon) -> tuple[int, int, Masthead] | None:
    """The longest name at `start`, or from the word at `kind` on that says what it is: «وكالة أنباء الشرق الأوسط»."""
    for begin in dict.fromkeys((kind, start)):
        found = lexicon.longest(text, begin, _NAME_WORDS, guarded=kind < start)
        if found is not None:
            agency = fold_word(text[kind:start]).startswith("وكال")
            return (begin, *found) if not agency or found[1].role == "agency" else None
    return None


def fold_aligned(text: str) -> str:
    """`text` folded code point by code point, so that offsets stay: what folding drops becomes itself."""
    return "".join(plain if len(plain := fold_word(char)) == 1 else char for char in text)


def _foot(text: str, begin: int, lexicon: CreditLexicon, own: str | None) -> Iterator[Credit]:
    """The last line: «المصدر: وكالات», «رويترز», «(د ب أ)»."""
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end) + 1, begin)
    line = text[start:end]
    if start <= begin or not line or len(line) > _FOOT:
        return
    cue = _SOURCE.match(fold_aligned(line))
    skip = start + (cue.end() if cue else 0)
    parts = [(skip + a, skip + b) for a, b in _segments(text[skip:end].rstrip(" .)]"))]
    if len(parts) > 5 or any(len(text[a:b].split()) > _LONGEST_SEGMENT for a, b in parts):
        return
    for a, b, entry in _known(text, parts, lexicon, guarded=cue is not None):
        if entry.role == "agency" or (cue is not None and entry.role == "paper"):
            yield _credit(entry.role == "agency", entry.key, text, a, b, "own" if entry.key == own else None)
