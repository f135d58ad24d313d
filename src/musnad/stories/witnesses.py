"""Witnesses: for each report that tells a fact, the chains from its outlet back to those who know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from musnad.lang.ar.fold import fold_word
from musnad.records import Chain, Event, Link, Statement, Witness
from musnad.stories.cast import Cast
from musnad.stories.press import PLATFORMS, noun, press_key
from musnad.stories.reports import Copybook, Report, Spot
from musnad.stories.rooting import Rooting
from musnad.stories.roots import Root
from musnad.stories.terms import words

_LONGEST = 300
"""Code points of a witness's words at most."""
_JUDGING = frozenset({"SUPPORT", "REQUEST"})


class Account(Struct, frozen=True):
    """A witness and its root: `own_voice` where the report names nobody who tells it, `claims` where he did it.

    `through` is the key of the agency or outlet whose text hands the words on, where the report names a source.
    """

    witness: Witness
    root: Root
    own_voice: bool
    denies: bool
    claims: bool = False
    through: str | None = None


class Hearings:
    """Finds the accounts of the events of one story's reports."""

    def __init__(self, reports: Sequence[Report], cast: Cast, copybook: Copybook) -> None:
        self._reports = reports
        self._copybook = copybook
        self._rooting = Rooting(reports, cast, copybook)
        self._statements: list[Mapping[str, Statement]] = [
            {statement.id: statement for statement in report.reading.statements} for report in reports
        ]
        self._judging = [_judging(report) for report in reports]

    def accounts(self, at: int, event: Event) -> Iterator[Account]:
        """Who vouches for an event of report `at`, or denies it: the innermost sources, or the report's own voice.

        Words that the report has from an older one of the story have that one's roots: a copy adds links, never a root.
        """
        way = self._copybook.path(Spot(at, event.trigger.start))
        first, told = at, event
        found = self._copybook.same_event(at, event)
        if found is not None:
            first, told = found[0], self._reports[found[0]].reading.events[found[1]]
        sources = self._sources(first, told)
        mine = self._sources(at, event)
        denies = (told.status == "denied" or event.status == "denied") and not presupposed(self._text(at), event)
        for number, statement in enumerate(sources):
            root = self._rooting.of_statement(first, statement)
            links = [*self._copies(way), *self._passed(way[-1].report, statement), self._last(statement, root)]
            own = mine[min(number, len(mine) - 1)].id if mine else None
            denies = denies or (statement.polarity == "denies" and not presupposed(self._text(at), event))
            witness = self._witness(at, event, links, root, own)
            through = self._rooting.voice(way[-1].report).key
            yield Account(witness, root, root.kind == "unsourced", denies, through=through)
        claimant = claimant_of(self._reports[first], told) if not sources else None
        claimed = self._rooting.of_claimant(claimant) if claimant is not None else None
        if claimed is not None:
            links = [*self._copies(way), Link(role="speaker", name=claimed.ar, entity=claimed.entity)]
            yield Account(self._witness(at, event, links, claimed, None), claimed, False, denies, claims=True)
        elif not sources:
            root = self._rooting.voice(way[-1].report)
            role = root.role if root.kind != "unsourced" else "unsourced"
            links = [*self._copies(way), Link(role=role, name=root.ar if root.kind != "unsourced" else None)]
            yield Account(self._witness(at, event, links, root, None), root, True, denies)

    def _sources(self, at: int, event: Event) -> tuple[Statement, ...]:
        """The statements that an event is known from, the innermost; of a speech act the utterance itself.

        Who condemns an attack, or asks for an inquiry into it, does not tell that it happened.
        """
        held = self._statements[at]
        told = [held[id_] for id_ in event.attributed_to if id_ in held and id_ not in self._judging[at]]
        if told:
            inner = [s for s in told if not any(_inside(other, s) for other in told if other is not s)]
            return tuple(inner or told[-1:])
        return tuple(s for s in held.values() if s.cue.overlaps(event.trigger))[:1]

    def _witness(self, at: int, event: Event, links: Sequence[Link], root: Root, statement: str | None) -> Witness:
        start, quote = sentence(self._text(at), event.trigger.start)
        return Witness(
            article=self._reports[at].id,
            event=event.id,
            statement=statement,
            chain=Chain(links=tuple(links)),
            root=root.key,
            root_role=root.role,
            quote=quote,
            start=start,
        )

    def _text(self, at: int) -> str:
        return self._reports[at].reading.article.text

    def _copies(self, way: Sequence[Spot]) -> list[Link]:
        """The publishing outlet, then whom it copied; a forward names the account whose words it hands on."""
        articles = [self._reports[spot.report].reading.article for spot in way]
        links = [Link(role="outlet", name=articles[0].outlet)]
        links += [
            Link(role="copy", name=article.outlet) for article in articles[1:] if article.outlet != links[-1].name
        ]
        repost = articles[-1].repost
        if repost is not None:
            links.append(Link(role="copy", name=repost.name))
        return links

    def _passed(self, at: int, statement: Statement) -> list[Link]:
        """Agency or paper that the text is credited to, then those that the statement names, then the medium."""
        told = statement.chain.links[1:-1] if statement.chain is not None else ()
        via = [link for link in told if link.role == "medium" or link.entity not in PLATFORMS]
        outlet = self._reports[at].reading.article.outlet
        named = {press_key(link.name) for link in via if link.name} | {press_key(outlet or "")}
        credited = [
            Link(role="agency" if credit.kind == "agency" else "paper", name=credit.name, span=credit.span)
            for credit in self._reports[at].credits
            if credit.kind != "own" and press_key(credit.name) not in named
        ]
        return [*credited[:1], *via]

    @staticmethod
    def _last(statement: Statement, root: Root) -> Link:
        told = statement.chain.links[-1] if statement.chain is not None else None
        if told is not None and told.role in ("speaker", "document") and root.kind in ("named", "anonymous"):
            return Link(role=told.role, name=root.ar if root.entity else told.name, entity=root.entity, span=told.span)
        return Link(role=root.role, name=root.ar if root.kind != "unsourced" else None)


def refers(report: Report, event: Event, dated: bool) -> bool:
    """Whether a telling only points to an act that is known: «هذا التفجير جريمة», «تفجير المسجد عمل جبان».

    Who gives its toll or its day, or tells it with a verb or as something new, tells it.
    """
    if dated or event.killed is not None or event.injured is not None:
        return False
    told = fold_word(event.trigger.quote)
    if told.startswith(_DEFINITE):
        return True
    after = list(words(report.reading.article.text[event.trigger.end : event.trigger.end + _CLAIM]))[:3]
    return noun(told.lstrip("وبل")) in _ACTS and any(word.startswith("ال") for word in after)


_DEFINITE = ("ال", "لل", "بال", "وال", "فال", "كال", "وبال", "ولل")
_ACTS = frozenset(
    noun(word)
    for word in "تفجير هجوم اعتداء حادث حادثه عمليه جريمه عمل انفجار قصف غاره غارات اغتيال مقتل قتل استهداف خطف".split()
)


def claimant_of(report: Report, event: Event) -> str | None:
    """Who claims an act in its own sentence: «تبنت الهجوم جماعة …», «أعلن … مسؤوليته عن التفجير»; an entity's id.

    None where nobody does, or where the sentence tells that nobody did.
    """
    text = report.reading.article.text
    before = [word.lstrip("و") for word in words(text[max(event.trigger.start - _CLAIM, 0) : event.trigger.start])]
    after = [word.lstrip("و") for word in words(text[event.trigger.end : event.trigger.end + _CLAIM // 2])]
    at = next((i for i, word in enumerate(before[-6:]) if word.startswith(_CLAIMS)), None)
    if at is None or not _NOBODY.isdisjoint([*before, *after]):
        return None
    known = {entity.id: entity for entity in report.reading.entities}
    actors = [id_ for id_ in event.actors if id_ in known and known[id_].kind in ("ORG", "PER")]
    near = [
        mention.entity
        for mention in report.reading.mentions
        if mention.kind == "ORG"
        and mention.entity not in PLATFORMS
        and -_CLAIM <= mention.span.start - event.trigger.start <= _CLAIM
    ]
    return next(iter([*actors, *near]), None)


_CLAIM = 60
"""Code points on either side of an act in which its claim and the claimant stand."""
_CLAIMS = ("تبن", "يتبن", "مسؤوليته", "مسووليته", "مسئوليته")
_NOBODY = frozenset({"لم", "اي", "تتبن", "جهه"})


def _judging(report: Report) -> frozenset[str]:
    """Ids of the statements that judge or ask, and take for granted what they are about."""
    acts = [
        event.trigger
        for event in report.reading.events
        if event.type in _JUDGING or (event.type == "ACCUSE" and event.mode == "disapprove")
    ]
    return frozenset(s.id for s in report.reading.statements if any(s.cue.overlaps(act) for act in acts))


def _inside(one: Statement, other: Statement) -> bool:
    """Whether `one` is told within the content of `other`: then `other` only hands it on."""
    return any(span.start <= one.cue.start and one.cue.end <= span.end for span in other.content)


def sentence(text: str, at: int) -> tuple[int, str]:
    """Start and words of the sentence around offset `at`, `_LONGEST` code points at most."""
    first = max(
        text.rfind("\n", 0, at) + 1, text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0, at - _LONGEST // 2
    )
    ends = [found for mark in (". ", "\n") if (found := text.find(mark, at)) >= 0]
    last = min([*ends, len(text), first + _LONGEST])
    quote = text[first:last].rstrip()
    lead = len(quote) - len(quote.lstrip())
    return first + lead, quote.strip()


_INSIDE_OF = frozenset("في خلال اثناء بعد منذ قبل عن عقب جراء".split())


def presupposed(text: str, event: Event) -> bool:
    """Whether a denied event only stands by: «نفت مقتل ضابط في الهجوم» denies a death, not the attack."""
    before = list(words(text[max(event.trigger.start - 12, 0) : event.trigger.start]))
    definite = fold_word(event.trigger.quote).startswith(_DEFINITE)
    return definite and bool(before) and before[-1] in _INSIDE_OF
