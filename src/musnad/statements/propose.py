"""Candidates: every cue of the text with the complement that the grammar sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from musnad.lang.ar.forms import FormIndex
from musnad.statements.candidate import Candidate
from musnad.statements.content import content_after, cutting_points, quoted_before
from musnad.statements.cues import CueHit, find_cues
from musnad.statements.formulaic import clause_cues, headlines, reported_before, sources
from musnad.statements.frames import STRONG, Frame, find_frame
from musnad.statements.layout import COMMAS, COMPLEMENTIZERS, ENDS, MARKS, RELATIVE, Layout
from musnad.statements.phrases import Phrase, phrase_from
from musnad.statements.relays import relay_of
from musnad.statements.subjects import subject_after, subject_before

_FARTHEST_NAME = 14
"""Words of title between a verb and its subject's name."""
_NEGATIONS = frozenset({"لم", "لن", "لا", "ما", "لما", "دون", "ولم", "ولن", "ولا"})
_MODALS = frozenset({"ان", "كي", "لكي", "حتي", "بان", "قبل", "يمكن", "هل", "لو", "اذا", "وان"})
_IMPERSONAL = frozenset({"believe", "predict", "claim", "say", "fear", "hope", "relay"})


def propose(layout: Layout, forms: FormIndex) -> tuple[Candidate, ...]:
    """All candidates in the order of their cues."""
    muted = _muted(layout)
    hits = [hit for hit in find_cues(layout.words, forms, layout.lexicon) if hit.token not in muted]
    others = {hit.token: hit for hit in hits}
    frames = {hit.token: find_frame(layout, hit, others) for hit in hits}
    served = frozenset(
        hit.token for hit in hits
        if (frame := frames[hit.token]) is not None and hit.form != "noun" and _holds(hit, frame)
    )  # fmt: skip
    found: list[Candidate] = []
    clauses = clause_cues(layout, others)
    bounds = cutting_points(layout, others, served | frozenset(clauses))
    for hit in hits:
        formula = clauses.get(hit.token)
        if formula is not None and (formula.formula.words != ("كما",) or frames[hit.token] is None):
            candidate = reported_before(layout, hit, formula, bounds)
        else:
            candidate = _verbal(layout, hit, frames[hit.token], bounds)
        if candidate is not None:
            candidate = _relayed(layout, candidate, others)
        if candidate is not None:
            found.append(candidate)
    reported = {layout.words.tokens[t].sentence for t in served}
    relaying = _relaying_spans(found)
    found.extend(c for c in sources(layout, bounds, reported) if c.hit.token not in relaying)
    found.extend(headlines(layout, others))
    return tuple(
        sorted((c for c in found if c.content and all(a < b for a, b in c.content)), key=lambda c: c.hit.token)
    )


def _relayed(layout: Layout, candidate: Candidate, others: Mapping[int, CueHit]) -> Candidate:
    """The candidate with the speaker whose words its subject passes on, if it does."""
    relay = relay_of(layout, candidate.hit, candidate.frame.mark, others)
    if relay is None:
        return candidate
    return replace(candidate, subject=relay.source, relays=(relay.by,) if relay.by is not None else ())


def _relaying_spans(found: Sequence[Candidate]) -> frozenset[int]:
    """The tokens between a relaying cue and its content: «نقلا عن» among them reports nothing of its own."""
    return frozenset(t for c in found if c.relays for t in range(c.hit.token, c.frame.mark))


def _holds(hit: CueHit, frame: Frame) -> bool:
    cue = hit.cue
    return cue is not None and (cue.weight if frame.kind in STRONG else cue.bare_weight) >= 0.35


def _muted(layout: Layout) -> frozenset[int]:
    """Tokens of formulas whose verbs and nouns are no cues of their own."""
    return frozenset(
        t for hit in layout.formulas if hit.formula.kind in ("ignored", "closing", "topic", "source")
        for t in range(hit.first, hit.stop)
    )  # fmt: skip


def _excluded(layout: Layout, hit: CueHit) -> bool:
    """Whether the verb is negated, wished for or yet to come: nothing was said then."""
    before = layout.keys[hit.token - 1] if hit.token else ""
    analysis = hit.analysis
    if analysis is None or hit.form != "finite" or hit.cue is None:
        return False
    if before in _NEGATIONS and hit.cue.meaning not in ("doubt", "believe", "deny"):
        return True
    if analysis.tense == "present" and (before in _MODALS or analysis.proclitics.endswith(("س", "ل"))):
        return True
    return analysis.person == "1" and layout.inside[hit.token] is None


def _verbal(layout: Layout, hit: CueHit, frame: Frame | None, cuts: frozenset[int]) -> Candidate | None:
    if _excluded(layout, hit) or hit.cue is None:
        return None
    if frame is not None and frame.kind == "prep" and "obj" in hit.cue.takes and _object_first(layout, hit, frame):
        frame = None
    if frame is not None:
        content = content_after(layout, hit, frame, cuts)
        subject = _subject(layout, hit, frame.mark)
        front = quoted_before(layout, hit.token) if frame.kind == "quote" and _inverted(layout, hit) else None
        if front is not None and content and frame.mark - hit.token < 12:
            content = (layout.trimmed(front.first, front.stop), *content)
        if content:
            return Candidate(hit, frame, content, _prior(hit, frame), subject, _impersonal(layout, hit, frame))
        return None
    if hit.form == "finite" and _inverted(layout, hit):
        before = quoted_before(layout, hit.token)
        if before is not None and "quote" in hit.cue.takes:
            stop = layout.sentence(hit.token)[1]
            front_frame = Frame("front", before.first, min(stop, hit.token + 25), before)
            content = (layout.trimmed(before.first, before.stop),)
            return Candidate(hit, front_frame, content, hit.cue.weight, subject_after(layout, hit, front_frame.mark))
    return _bare(layout, hit, cuts)


def _object_first(layout: Layout, hit: CueHit, frame: Frame) -> bool:
    """Whether a bare object stands between the subject and a preposition that therefore is not the cue's."""
    subject = subject_after(layout, hit, frame.mark)
    if subject is None or subject.place is None:
        return False
    behind = _to_object(layout, subject.place.stop, frame.mark)
    return (
        behind < frame.mark
        and not layout.among(behind, "preposition")
        and not layout.keys[behind].startswith(("ال", "لل", "ل", "ب"))
    )


def _inverted(layout: Layout, hit: CueHit) -> bool:
    analysis = hit.analysis
    return analysis is not None and not analysis.proclitics and quoted_before(layout, hit.token) is not None


def _prior(hit: CueHit, frame: Frame) -> float:
    if hit.cue is None:
        return 0.0
    return hit.cue.weight if frame.kind in STRONG else hit.cue.bare_weight


def _impersonal(layout: Layout, hit: CueHit, frame: Frame) -> bool:
    """Whether nobody is said to say it: يقال إن، يعتقد أن, a passive with its clause right behind it."""
    analysis = hit.analysis
    if analysis is None or hit.cue is None or hit.form != "finite" or frame.mark > hit.stop:
        return False
    first = layout.sentence(hit.token)[0]
    heads = hit.token - first <= 1 or layout.keys[hit.token - 1] in COMMAS or layout.keys[hit.token - 1] in RELATIVE
    return heads and analysis.tense == "present" and hit.cue.meaning in _IMPERSONAL and analysis.voice != "active"


def _subject(layout: Layout, hit: CueHit, mark: int) -> Phrase | None:
    """The subject in the words themselves: behind the verb, or before it."""
    if hit.form == "participle":
        return None
    if hit.form == "noun":
        return _possessor(layout, hit, mark)
    after = subject_after(layout, hit, mark)
    if after is not None and (after.place is not None or not _has_object(hit)):
        before = (
            _before(layout, hit) if after.place is None or (hit.cue is not None and "addr" in hit.cue.takes) else None
        )
        return before if before is not None else after
    return _before(layout, hit) or after


def _before(layout: Layout, hit: CueHit) -> Phrase | None:
    analysis = hit.analysis
    if analysis is not None and analysis.proclitics[:1] in ("و", "ف"):
        return None
    return subject_before(layout, hit)


def _has_object(hit: CueHit) -> bool:
    return bool(hit.analysis and hit.analysis.suffix)


def _possessor(layout: Layout, hit: CueHit, mark: int) -> Phrase | None:
    """The noun phrase that a verbal noun belongs to (تأكيد الوزير أن); None for a pronoun."""
    if _has_object(hit) or hit.stop >= mark:
        return None
    place = layout.at[hit.stop]
    return Phrase(place.first, place.stop, place) if place is not None else phrase_from(layout, hit.stop, mark)


def _bare(layout: Layout, hit: CueHit, cuts: frozenset[int]) -> Candidate | None:
    """A cue with a bare object or a predicate: نفى الاتهامات، وصفه بالعشوائي."""
    cue = hit.cue
    if cue is None or not cue.takes & {"obj", "pred"} or hit.form == "noun":
        return None
    stop = layout.sentence(hit.token)[1]
    before = _before(layout, hit) if hit.form == "finite" else None
    subject, start = before, hit.stop
    if before is None and hit.form == "finite":
        subject = subject_after(layout, hit, stop)
        if subject is not None and subject.place is not None and subject.place.first - hit.stop <= _FARTHEST_NAME:
            start = subject.place.stop
        elif _has_object(hit) or _indefinite(layout, hit):
            subject = None
        else:
            return None
    start = _to_object(layout, start, stop)
    if start + 1 < stop and layout.keys[start] == "من" and cue.meaning == "demand":
        addressee = layout.at[start + 1] or (layout.at[start + 2] if start + 2 < stop else None)
        start = addressee.stop if addressee is not None else stop
        start = _to_object(layout, start, stop)
    if "pred" in cue.takes:
        start = _to_predicate(layout, hit, start, stop)
    if start >= stop or layout.keys[start] in COMPLEMENTIZERS:
        return None
    frame = Frame("pred" if "pred" in cue.takes else "object", start, start, layout.inside[start])
    content = content_after(layout, hit, frame, cuts)
    return Candidate(hit, frame, content, cue.bare_weight, subject) if content else None


def _indefinite(layout: Layout, hit: CueHit) -> bool:
    """Whether an indefinite noun follows a verb that opens its clause: its object, the subject being understood."""
    if hit.stop >= layout.size or layout.words.tokens[hit.stop].kind != "word":
        return False
    key = layout.keys[hit.stop]
    if key.startswith("ال") or layout.at[hit.stop] is not None or layout.among(hit.stop, "preposition") or len(key) < 3:
        return False
    return hit.analysis is not None and hit.analysis.proclitics[:1] in ("و", "ف")


def _to_object(layout: Layout, at: int, stop: int) -> int:
    """The first token that may begin an object, behind times, commas, topics and adverbials that a comma closes."""
    while at < stop:
        key = layout.keys[at]
        idle = layout.time[at] is not None or at in layout.skipped or layout.among(at, "adverb")
        if idle or key in _SELF or (key in MARKS and key not in ENDS):
            at += 1
        elif layout.among(at, "opening"):
            comma = next((t for t in range(at, min(stop, at + 15)) if layout.keys[t] in COMMAS), None)
            if comma is None:
                return stop
            at = comma
        else:
            return at
    return at


_SELF = frozenset({"جميعها", "جميعهم", "كلها", "كلهم", "نفسه", "نفسها", "ذاته", "ذاتها"})


def _to_predicate(layout: Layout, hit: CueHit, at: int, stop: int) -> int:
    """Where the predicate begins: at the word with ب (وصف الهجوم بالإرهابي), at أنه, or with the object itself."""
    if hit.cue is None or "ب" not in hit.cue.prepositions:
        return at
    for token in range(at, min(stop, at + 15)):
        key = layout.keys[token]
        if key == "ب" or key.startswith(("بال", "بان")):
            following = token + 1 if key == "ب" or key.startswith("بان") else token
            return following
        if key in ENDS or key in COMMAS:
            break
    return stop
