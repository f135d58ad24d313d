"""Statements of an article: who is reported to have said what, where, when, and through whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from musnad.lang.ar.forms import FormIndex
from musnad.records import Entity, Mention, Statement, TimeRange, Words
from musnad.records.statement import SpeechMode
from musnad.statements.candidate import Candidate
from musnad.statements.chains import chain_of
from musnad.statements.content import Range
from musnad.statements.cues import CueLexicon
from musnad.statements.ends import shortened
from musnad.statements.layout import Layout
from musnad.statements.media import Told, told
from musnad.statements.phrases import is_document, plain
from musnad.statements.propose import propose
from musnad.statements.relays import with_press
from musnad.statements.speakers import Floor, Speaker
from musnad.statements.unlisted import added, with_seen_speaker
from musnad.statements.weigh import Remembered, Tagging, distinct, hopeless, probability

_RULES_LEVEL = 0.37
_ENCODER_LEVEL = 0.37
"""Odds from which a candidate counts as a statement; the best of the training documents."""
_CARRIED = frozenset({"last-speaker", "same-sentence", "earlier-speaker"})
_HIDDEN = frozenset({"هويته", "هويتها", "هويتهم", "اسمه", "اسمها", "اسمائهم", "اسماءهم"})


def read_statements(
    words: Words, *, mentions: Sequence[Mention], entities: Sequence[Entity], times: Sequence[TimeRange],
    tagging: Tagging | None, forms: FormIndex, lexicon: CueLexicon, published: str | None, outlet: str | None,
) -> tuple[Statement, ...]:  # fmt: skip
    """The statements of a text in the order of their cues.

    Without `tagging` the grammar decides alone. Nothing was said after `published` (ISO); `outlet` is the first link of
    every chain and never listed in `via`.
    """
    layout = Layout(words, mentions, times, lexicon)
    known = {entity.id: entity for entity in entities}
    scored = _scored(layout, forms, lexicon, tagging)
    level = _RULES_LEVEL if tagging is None else _ENCODER_LEVEL
    kept = distinct([pair for pair in scored if pair[0] >= level])
    press = frozenset(entity.id for entity in entities if entity.kind == "ORG" and entity.sector in ("MED", None))
    chosen = with_press(_with_orphans(layout, kept), [candidate for _, candidate in scored], press)
    floor, holders = Floor(layout, entities), _outer(chosen)
    out: list[Statement] = []
    last: dict[str, Statement] = {}
    for number, (score, candidate) in enumerate(chosen):
        outer = holders.get(candidate.hit.token)
        speaker = floor.speaker(candidate, outer is not None)
        where = told(layout, candidate, known, outlet)
        statement = _statement(layout, number, candidate, speaker, where, score, published)
        holder = out[outer] if outer is not None and outer < number else None
        statement = _placed(words, statement, holder, last)
        document = candidate.subject is not None and is_document(layout, candidate.subject)
        out.append(replace(statement, chain=chain_of(statement, known, outlet, document)))
        if statement.speaker is not None:
            last[statement.speaker] = out[-1]
    return tuple(out)


def _scored(
    layout: Layout, forms: FormIndex, lexicon: CueLexicon, tagging: Tagging | None
) -> list[tuple[float, Candidate]]:
    """All candidates, each with its probability to be a statement."""
    seen = None if tagging is None else Remembered(tagging)
    return [
        (probability(layout, candidate, lexicon.odds, seen), candidate)
        for candidate in candidates_of(layout, forms, lexicon, seen)
    ]


def candidates_of(layout: Layout, forms: FormIndex, lexicon: CueLexicon, tagging: Tagging | None) -> list[Candidate]:
    """All candidates worth judging, their contents cut where they probably end."""
    candidates = list(propose(layout, forms))
    if tagging is None:
        return [_ended(layout, candidate, forms, lexicon, None) for candidate in candidates]
    hopeful = [c for c in candidates if not hopeless(layout, c, lexicon.odds, tagging)]
    ended = [_ended(layout, candidate, forms, lexicon, tagging) for candidate in hopeful]
    ended.extend(added(layout, tagging, ended))
    return [with_seen_speaker(layout, candidate, tagging) for candidate in ended]


def _ended(
    layout: Layout, candidate: Candidate, forms: FormIndex, lexicon: CueLexicon, tagging: Tagging | None
) -> Candidate:
    view = None if tagging is None else tagging.report(candidate.hit.token)[:, 2]
    content = shortened(layout, candidate, forms, lexicon.end_odds, view)
    return candidate if content == candidate.content else replace(candidate, content=content)


def _outer(chosen: Sequence[tuple[float, Candidate]]) -> dict[int, int]:
    """By cue the number of the statement inside whose content it stands, the innermost; the first of equals."""
    cues = sorted({candidate.hit.token for _, candidate in chosen})
    best: dict[int, tuple[int, int]] = {}
    for number, (_, candidate) in enumerate(chosen):
        for first, stop in candidate.content:
            for cue in cues[bisect_left(cues, first) : bisect_left(cues, stop)]:
                if cue != candidate.hit.token:
                    best[cue] = min(best.get(cue, (stop - first, number)), (stop - first, number))
    return {cue: number for cue, (_, number) in best.items()}


def _with_orphans(layout: Layout, chosen: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Quotations without a cue, that open a sentence behind a quoted statement, joined to that statement."""
    out = list(chosen)
    covered = {t for _, c in chosen for first, stop in c.content for t in range(first, stop)}
    ending: dict[int, list[int]] = defaultdict(list)  # by sentence, the numbers in `out` whose content ends there
    for number, (_, candidate) in enumerate(out):
        ending[_last_sentence(layout, candidate)].append(number)
    for opener, quotation in sorted(layout.opens.items()):
        sentence = layout.words.sentence_of(opener)
        long = quotation.stop - quotation.first > 5
        if not long or opener != sentence.first or quotation.first in covered or layout.in_title(opener):
            continue
        near = [
            number
            for back in range(3)
            for number in ending.get(sentence.index - back, ())
            if (range_ := out[number][1].content[-1])[1] <= opener and _quoted(layout, range_)
        ]
        if near:
            score, candidate = out[max(near)]
            more = layout.trimmed(quotation.first, quotation.stop)
            ending[_last_sentence(layout, candidate)].remove(max(near))
            candidate = replace(candidate, content=(*candidate.content, more))
            ending[_last_sentence(layout, candidate)].append(max(near))
            out[max(near)] = score, candidate
    return out


def _last_sentence(layout: Layout, candidate: Candidate) -> int:
    return layout.words.tokens[candidate.content[-1][1] - 1].sentence


def _quoted(layout: Layout, content: Range) -> bool:
    return layout.inside[content[0]] is not None and layout.inside[content[1] - 1] is not None


def _statement(
    layout: Layout,
    number: int,
    candidate: Candidate,
    speaker: Speaker,
    where: Told,
    score: float,
    published: str | None,
) -> Statement:
    """The statement as its own sentence tells it."""
    words, phrase, cue = layout.words, speaker.phrase, candidate.hit.cue
    return Statement(
        id=f"s{number + 1}",
        cue=words.span(candidate.hit.token, candidate.hit.stop),
        content=tuple(words.span(first, stop) for first, stop in candidate.content),
        mode=_mode(layout, candidate.content),
        speaker=speaker.entity,
        speaker_span=words.span(phrase.first, phrase.stop) if phrase is not None else None,
        speaker_reason=speaker.reason,
        medium=where.medium,
        medium_span=words.span(where.first, where.stop) if where.medium is not None else None,
        via=tuple(id_ for id_ in where.via if id_ != speaker.entity),
        anonymous=_anonymous(layout, candidate, speaker),
        date=_date(layout, candidate, published),
        polarity="denies" if cue is not None and cue.meaning == "deny" else "asserts",
        score=round(score, 3),
    )


def _placed(words: Words, statement: Statement, holder: Statement | None, spoken: Mapping[str, Statement]) -> Statement:
    """The statement with what it takes over from the one it stands in, or from its speaker's last one."""
    if holder is not None:
        via = tuple(id_ for id_ in (holder.speaker, *holder.via) if id_ is not None and id_ != statement.speaker)
        return replace(statement, via=tuple(dict.fromkeys((*statement.via, *via))))
    last = spoken.get(statement.speaker) if statement.speaker is not None else None
    if last is None:
        return statement
    changes: dict[str, object] = {}
    if last.anonymous:
        changes["anonymous"] = True
    beside = words.sentence_of(words.tokens_of(last.cue).start) == words.sentence_of(
        words.tokens_of(statement.cue).start
    )
    if beside or statement.speaker_reason in _CARRIED:
        if statement.medium is None and last.medium is not None:
            changes |= {"medium": last.medium, "via": statement.via or last.via}
        if statement.date is None:
            changes["date"] = last.date
    return replace(statement, **changes) if changes else statement


def _mode(layout: Layout, content: Sequence[Range]) -> SpeechMode:
    """Direct if all is quoted, mixed if words of it are, else indirect; a quoted name is no quotation."""
    quoted = outside = 0
    for first, stop in content:
        for token in range(first, stop):
            if layout.inside[token] is not None:
                quoted += layout.at[token] is None
            elif layout.words.tokens[token].kind == "word":
                outside += 1
    if not quoted:
        return "indirect"
    return "mixed" if outside else "direct"


def _anonymous(layout: Layout, candidate: Candidate, speaker: Speaker) -> bool:
    """Whether the source is not named: nobody, an unnamed official, or one who asked not to be."""
    if speaker.reason == "impersonal":
        return True
    first, stop = layout.sentence(candidate.hit.token)
    if any(layout.keys[t] in _HIDDEN and "الكشف" in layout.keys[max(first, t - 4) : t] for t in range(first, stop)):
        return True
    phrase = speaker.phrase
    if phrase is None or (phrase.place is not None and phrase.place.mention.kind not in ("GROUP",)):
        return False
    names = layout.lexicon.words("anonymous")
    return any(plain(layout.keys[t]) in names for t in range(phrase.first, min(phrase.stop, phrase.first + 2)))


def _date(layout: Layout, candidate: Candidate, published: str | None) -> str | None:
    """When it was said: the day that the cue's own clause tells, unless it lies after the day of publication."""
    hit, mark = candidate.hit, candidate.frame.mark
    first, stop = layout.sentence(hit.token)
    inside = {t for a, b in candidate.content for t in range(a, b)}
    around = [
        *range(hit.stop, min(stop, max(mark, hit.stop + 12))),
        *range(hit.token - 1, max(first, hit.token - 10) - 1, -1),
    ]
    for token in around:
        time = layout.time[token] if token not in inside else None
        if time is not None and time.kind in ("date", "time") and time.value[:4].isdigit():
            day: str = time.value[:10]
            return None if published is not None and day[:10] > published[:10] else day
    return None
