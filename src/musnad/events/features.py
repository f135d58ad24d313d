"""What the learned parts of the grammar look at: features of a trigger, and of a trigger with a participant."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.events.clues import (
    CONDITIONS,
    FUTURE,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVE,
    bucket,
    governor,
    proclitic,
)
from musnad.events.lexicon import Frame, Sense
from musnad.events.scene import DEMONSTRATIVES, Candidate, Scene
from musnad.lang.ar.forms import Analysis


def trigger_features(scene: Scene, at: int, senses: Iterable[Sense]) -> list[str]:
    """Features of token `at` as a trigger: its lemma and senses, its form, its neighbours, where it stands."""
    key = scene.key(at)
    out = [f"k={key}", f"p1={scene.key(at - 1)}", f"n1={scene.key(at + 1)}"]
    for sense in senses:
        strength = "hi" if sense.weight >= 0.6 else "mid" if sense.weight >= 0.3 else "low"
        out += [f"s={sense.type}:{strength}", f"l={sense.lemma}:{sense.type}"]
        if sense.light:
            out.append(f"light={sense.type}")
    out += form_features(scene, at)
    lemmas = {a.lemma for a in scene.analyses[at]}
    out += [f"lem={lemma}" for lemma in sorted(lemmas)[:3]]
    out += [f"pl={a.lemma}" for a in _readings(scene, at - 1)[:1]] + [
        f"nl={a.lemma}" for a in _readings(scene, at + 1)[:1]
    ]
    if scene.key(at - 1) in DEMONSTRATIVES or scene.key(at + 1) in DEMONSTRATIVES:
        out.append("this")
    before, after = scene.mention_at.get(at - 1), scene.mention_at.get(at + 1)
    out.append(f"mb={before.mention.kind if before else '-'}")
    out.append(f"ma={after.mention.kind if after else '-'}")
    out += place_features(scene, at)
    return out


def _readings(scene: Scene, at: int) -> tuple[Analysis, ...]:
    return scene.analyses[at] if 0 <= at < len(scene.analyses) else ()


def form_features(scene: Scene, at: int) -> list[str]:
    """Part of speech, tense, voice, clitics of token `at`, as far as its readings agree."""
    readings = scene.analyses[at]
    out = []
    for name in ("pos", "tense", "voice"):
        values = {str(getattr(a, name)) for a in readings}
        out.append(f"{name}={values.pop() if len(values) == 1 else '?'}")
    if any(a.suffix for a in readings):
        out.append("suffix")
    if any("ال" in a.proclitics for a in readings) or scene.key(at).startswith("ال"):
        out.append("definite")
    clitic = proclitic(scene, at)
    out.append(f"cl={clitic}")
    if scene.key(at - 1) in ("تم", "يتم", "وتم", "تمت", "جري", "سيتم"):
        out.append("passive-tam")
    return out


def place_features(scene: Scene, at: int) -> list[str]:
    """Where token `at` stands: title, quotation, content of a statement, cue, near a negation or condition."""
    out = []
    if scene.in_title(at):
        out.append("title")
    if at in scene.quoted:
        out.append("quoted")
    if at in scene.content_at:
        out.append("content")
    if at in scene.cue_at:
        out.append("cue")
    first = scene.words.sentence_of(at).first
    near = {scene.key(i) for i in range(max(first, at - 4), at)}
    for name, group in (("neg", NEGATIONS), ("cond", CONDITIONS), ("fut", FUTURE), ("rel", RELATIVE)):
        if near & group:
            out.append(name)
    if scene.key(at - 1) in PREPOSITIONS:
        out.append(f"prep={scene.key(at - 1)}")
    out.append(f"sent={min(scene.sentence(at), 3)}")
    return out


def pair_features(scene: Scene, at: int, sense: Sense, candidate: Candidate) -> list[str]:
    """Features of `candidate` as a participant of the act named by token `at` in the sense `sense`.

    A coordinated candidate (… وليبيا) is described by the place of the first of its row.
    """
    kind = candidate.mention.kind
    pos = "verb" if sense.pos == "verb" and not _is_noun(scene, at) else "noun"
    head = scene.row_head(candidate) if not candidate.first <= at < candidate.stop else candidate
    side, distance = _side(at, head)
    sentences = scene.sentence(head.first) - scene.sentence(at)
    steps = str(max(-3, min(3, sentences)))
    prep, start = governor(scene, head)
    between = _between(scene, at, head)
    where = f"{side}{bucket(distance)}"
    cross = f"{pos}|{side}|{prep}"
    out = [
        f"kind={kind}",
        f"form={candidate.mention.form}",
        f"sent={steps}",
        f"w={where}|{steps == '0'}",
        f"prep={prep}",
        f"c={cross}",
        f"t={sense.type}|{kind}",
        f"tc={sense.type}|{cross}",
        f"m={sense.type}:{sense.mode}|{side}|{prep}",
        f"between={min(between, 4)}|{side}",
        f"kw={kind}|{pos}|{where}",
        f"l={sense.lemma}|{side}|{prep}|{min(between, 2)}",
        f"tkp={sense.type}|{kind}|{side}|{prep}",
    ]
    if head is not candidate:
        out.append("in-row")
    if sentences == 0:
        out.append(f"b={cross}|{min(between, 3)}")
        adjacent = start <= at + 1 <= head.first
        out.append(f"adjacent={side}|{adjacent}|{sense.type}|{pos}")
        out += _frame_features(sense.frame, pos, side, prep, adjacent, between)
        out += [f"{name}|{side}|{prep}" for name in form_features(scene, at) if name not in ("cl=",)]
        out.append(f"tok={scene.key(start - 1) if start > at else scene.key(head.stop)}|{side}")
        out += _clause_features(scene, at, head, pos, side, prep)
    out += _agreement_features(scene, at, head, side, steps, between)
    out += _speech_features(scene, at, candidate)
    if scene.in_title(candidate.first) or scene.in_title(at):
        out.append(f"in-title={scene.in_title(candidate.first)}|{scene.in_title(at)}|{side}|{kind}")
    word = head_word(scene, candidate)
    if candidate.mention.form != "name":
        out += [f"h={word}|{sense.type}", f"h={word}|{side}|{prep}", f"h={word}"]
    told = scene.count(candidate.entity.id)
    out.append(f"told={min(told, 4)}|{kind}|{steps}")
    out.append(f"star={scene.star == candidate.entity.id}|{side}|{steps}|{sense.type}")
    country = candidate.entity.country
    out.append(f"known={candidate.entity.known}|{kind}|country={bool(country)}")
    out.append(f"sector={candidate.entity.sector}|{sense.type}")
    out.append(f"sector={candidate.entity.sector}|{sense.type}:{sense.mode}|{side}|{pos}")
    return out


def head_word(scene: Scene, candidate: Candidate) -> str:
    """The first word of a candidate that is no number, without و ف ب ل and the article."""
    for at in range(candidate.first, candidate.stop):
        if scene.tokens[at].kind == "word":
            key = scene.key(at)
            clitic = proclitic(scene, at)
            if clitic and len(key) > 4 and key.startswith(clitic[0]):
                key = "ال" + key[2:] if key.startswith("لل") else key[1:]
            return key.removeprefix("ال") if len(key) > 4 else key
    return ""


def nobody_features(scene: Scene, at: int, sense: Sense) -> list[str]:
    """Features of an act of which nobody is told in a role: the candidate that stands against all others."""
    said = scene.cue_at.get(at)
    plain = [f"t={sense.type}", f"m={sense.type}:{sense.mode}", f"l={sense.lemma}", f"title={scene.in_title(at)}"]
    plain += [f"cue={said is not None}", f"content={at in scene.content_at}", *form_features(scene, at)]
    plain += [f"tx={sense.type}|{f}" for f in form_features(scene, at)[:3]]
    plain.append(f"frame={'|'.join(sense.frame.object)}|{'|'.join(sense.frame.genitive)}")
    after = scene.mention_at.get(at + 1) or scene.mention_at.get(at + 2)
    plain += [f"next={after.mention.kind if after else '-'}", f"n1={scene.key(at + 1)}"]
    return ["nobody", *(f"nobody|{feature}" for feature in plain)]


def _clause_features(scene: Scene, at: int, head: Candidate, pos: str, side: str, prep: str) -> list[str]:
    """What lies between trigger and candidate: verbs, commas, a relative pronoun."""
    low, high = (at + 1, head.first) if head.first > at else (head.stop, at)
    inside = range(low, min(high, low + 40))
    verbs = sum(1 for i in inside if scene.is_verb(i))
    commas = any(scene.key(i) in (",", "،", "؛", "(", ")") for i in inside)
    that = any(scene.key(i) in ("ان", "بان", "انه", "انها", "بانه", "بانها", "لان") for i in inside)
    out = [f"vb={min(verbs, 3)}|{side}|{pos}", f"vbc={min(verbs, 2)}|{side}|{prep}|{commas}|{that}"]
    if scene.key(at - 1) in RELATIVE:
        out.append(f"relative|{side}|{at - 1 - head.stop <= 2 and side == 'before'}|{min(verbs, 1)}")
    return out


def _agreement_features(scene: Scene, at: int, head: Candidate, side: str, steps: str, between: int) -> list[str]:
    """Whether a verb's gender fits the candidate, and whether the trigger carries a pronoun that may mean it."""
    readings = scene.analyses[at]
    out = []
    genders = {a.gender for a in readings if a.finite and a.person == "3"}
    if len(genders) == 1:
        word = scene.key(head.first)
        feminine = word.endswith("ه") or head.mention.kind == "GPE"
        out.append(f"agree={genders.pop()}|{feminine}|{head.mention.kind}|{side}|{steps}")
    suffixes = sorted({a.suffix for a in readings if a.suffix})
    if suffixes:
        out.append(f"suffix={suffixes[0]}|{side}|{steps}|{min(between, 2)}|{head.mention.kind}")
        out.append(f"suffixed|{side}|{steps}|{min(between, 2)}")
    return out


def _is_noun(scene: Scene, at: int) -> bool:
    readings = scene.analyses[at]
    return bool(readings) and all(a.pos != "verb" for a in readings)


def _side(at: int, candidate: Candidate) -> tuple[str, int]:
    if candidate.first > at:
        return "after", candidate.first - at
    if candidate.stop <= at:
        return "before", at - candidate.stop + 1
    return "on", 0


def _between(scene: Scene, at: int, candidate: Candidate) -> int:
    """Other participants that stand between the trigger and the candidate, each once."""
    low, high = (at + 1, candidate.first) if candidate.first > at else (candidate.stop, at)
    if high - low > 60:
        return 9
    others = {scene.mention_at[i].entity.id for i in range(low, high) if i in scene.mention_at}
    return len(others - {candidate.entity.id})


def _frame_features(frame: Frame, pos: str, side: str, prep: str, adjacent: bool, between: int) -> list[str]:
    """What the lemma's own frame says of a candidate in this position."""
    out = []
    if prep and prep in frame.prepositions:
        out.append(f"frame-prep={'|'.join(frame.prepositions[prep])}|{side}")
    if pos == "noun" and adjacent and not prep:
        out.append(f"frame-gen={'|'.join(frame.genitive)}")
    if pos == "verb" and not prep:
        order = "first" if between == 0 else "later"
        out.append(f"frame-verb={side}|{order}|{'|'.join(frame.subject)}|{'|'.join(frame.object)}")
    return out


def _speech_features(scene: Scene, at: int, candidate: Candidate) -> list[str]:
    """Whether the candidate speaks the cue at `at`, or the statement that holds it."""
    out = []
    entity = candidate.entity.id
    said = scene.cue_at.get(at)
    if said is not None:
        inside = any(i in scene.content_at and scene.content_at[i] is said for i in (candidate.first,))
        out.append(f"cue-speaker={said.speaker == entity}|in-content={inside}|{candidate.mention.kind}")
    holder = scene.content_at.get(at)
    if holder is not None:
        out.append(f"holder-speaks={holder.speaker == entity}")
        same = scene.content_at.get(candidate.first) is holder
        out.append(f"same-content={same}|{candidate.mention.kind}")
    else:
        out.append(f"candidate-in-content={candidate.first in scene.content_at}")
    before = scene.last_cue(at)
    if before is not None:
        same = scene.sentence(scene.words.tokens_of(before.cue).start) == scene.sentence(at)
        out.append(f"spoke-last={before.speaker == entity}|{same}|{holder is not None}")
    return out


def status_features(scene: Scene, at: int, sense: Sense) -> list[str]:
    """Features that tell whether an act happened, goes on, is planned, threatened, denied, hypothetical or failed."""
    sentence = scene.words.sentence_of(at)
    out = [f"t={sense.type}", f"m={sense.type}:{sense.mode}", f"l={sense.lemma}", f"k={scene.key(at)}"]
    out += form_features(scene, at)
    out += place_features(scene, at)
    for i in range(max(sentence.first, at - 5), at):
        out.append(f"b={scene.key(i)}")
        out += [f"bl={a.lemma}" for a in scene.analyses[i][:1]]
    for i in range(max(sentence.first, at - 2), at):
        out.append(f"b2={scene.key(i)}")
    for i in range(at + 1, min(sentence.stop, at + 5)):
        out.append(f"a={scene.key(i)}")
    for tokens, time in scene.times:
        if tokens and sentence.first <= tokens.start < sentence.stop and scene.published and time.begin:
            out.append(f"time={'future' if time.begin > scene.published else 'past'}|{abs(tokens.start - at) < 8}")
    holder = scene.content_at.get(at)
    if holder is not None:
        out.append(f"polarity={holder.polarity}")
    out += [f"tx={f}|{sense.type}" for f in form_features(scene, at)[:3]]
    return out
