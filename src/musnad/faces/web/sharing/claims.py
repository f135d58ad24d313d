"""What a record claims, in one line of one language: who did what to whom, who said it, who gave whom until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from musnad.faces.citing import Voice
from musnad.faces.naming import Naming
from musnad.faces.web.sharing.subjects import Subject
from musnad.records import Entity, Event, Fact, Limit, Statement

_MOST_NAMES = 3


def named_in(subject: Subject) -> set[str]:
    """Ids of everyone and every place that a subject's claim and its first chain name."""
    found: set[str | None] = set()
    for act in (subject.fact, subject.event):
        if act:
            found |= {*act.actors, *act.recipients, act.place}
    if subject.fact:
        chains = [witness.chain for witness in (*subject.fact.supporting[:1], *subject.fact.denying[:1])]
        found |= {link.entity for chain in chains for link in chain.links}
    if subject.limit:
        found |= {subject.limit.by, subject.limit.addressee}
    return {id_ for id_ in found if id_}


class Claims:
    """Claims in one language."""

    def __init__(self, voice: Voice, naming: Naming, known: Mapping[str, Entity]) -> None:
        """`known` are the entities that may be named, by id."""
        self._voice, self._naming, self._known = voice, naming, known

    def of(self, subject: Subject) -> str:
        """The claim of a subject."""
        if subject.statement:
            return self.statement(subject.statement)
        if subject.event:
            return self.act(subject.event)
        if subject.fact:
            return self.act(subject.fact)
        if subject.limit:
            return self.limit(subject.limit)
        if subject.actor:
            return self.actor(subject.actor)
        if subject.story:
            return self._voice.inside(subject.story.title or subject.story.id)
        held = subject.held
        return self._voice.inside((held.title or held.outlet or held.id) if held else subject.about)

    def name(self, entity: str | None, otherwise: str = "") -> str:
        """An entity's name; `otherwise` where it is not known."""
        found = self._known.get(entity or "")
        return self._voice.inside(self._naming.name(found) if found else otherwise)

    def act(self, act: Fact | Event) -> str:
        """Type, mode, sides, place, day, what is out of the ordinary, and the toll."""
        tell = self._voice.tell
        kind = tell(act.type) + (f" ({tell('mode:' + act.mode)})" if act.mode else "")
        sides = self._sides(act.actors, act.recipients)
        more = [self.name(act.place), self._voice.day(act.date) if act.date else ""]
        more.append("" if act.status == "occurred" else tell(act.status))
        tolls = (("killed", act.killed), ("injured", act.injured))
        more += [f"{tell(key)}: {number}" for key, number in tolls if number is not None]
        return self._listed((f"{kind}: {sides}" if sides else kind, *more))

    def statement(self, statement: Statement) -> str:
        """Who said or denied it, with which word, where and when."""
        tell = self._voice.tell
        spoken = statement.speaker_span.quote if statement.speaker_span else tell("unknown-speaker")
        speaker = self.name(statement.speaker, spoken)
        cue = self._voice.inside(f"«{statement.cue.quote}»") if statement.cue.quote.strip(":؛،. ") else ""
        denies = tell("denies") if statement.polarity == "denies" else ""
        day = self._voice.day(statement.date) if statement.date else ""
        return self._listed(
            (f"{tell('said')}: {speaker}", cue, denies, self._voice.inside(statement.medium or ""), day)
        )

    def limit(self, limit: Limit) -> str:
        """Who gives whom until when for what, and how it stands."""
        tell = self._voice.tell
        sides = self._sides([limit.by or ""], [limit.addressee or ""])
        due = f"{tell('due')} {self._voice.day(limit.due)}" if limit.due else tell("no-day")
        demand = self._voice.inside(f"«{limit.demand}»") if limit.demand else ""
        return self._listed((f"{tell('deadline')}: {sides}", demand, due, tell(limit.state)))

    def actor(self, actor: Entity) -> str:
        """Name and what it is."""
        return self._listed(map(self._voice.inside, (self._naming.name(actor), *self._naming.about(actor))))

    def _sides(self, left: Sequence[str], right: Sequence[str]) -> str:
        who, whom = self._names(left), self._names(right)
        arrow = "←" if self._voice.lang == "ar" else "→"
        return f"{who or '؟'} {arrow} {whom}" if whom else who

    def _names(self, ids: Sequence[str]) -> str:
        names = list(dict.fromkeys(filter(None, map(self.name, ids))))
        more = f" +{len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
        return self._listed(names[:_MOST_NAMES]) + more

    def _listed(self, parts: Iterable[str]) -> str:
        return ("، " if self._voice.lang == "ar" else ", ").join(part for part in parts if part)
