"""What a machine translation broke in a text: `find_damage`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.damage import agreement, marks, names, repetition, syntax
from musnad.damage.draft import Draft, Finding
from musnad.damage.judge import convincing
from musnad.damage.lexicon import DamageLexicon
from musnad.lang.ar.forms import FormIndex
from musnad.records import Damage, Entity, Mention, Words

__all__ = ["DamageLexicon", "find_damage"]


def find_damage(
    words: Words,
    *,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    lexicon: DamageLexicon,
    forms: FormIndex,
) -> tuple[Damage, ...]:
    """The damages of a text in order; no two overlap. A text written by a human yields none."""
    if not words.tokens:
        return ()
    draft = Draft(words, mentions, entities, forms)
    found = convincing(draft, _apart(_findings(draft, lexicon)))
    return tuple(
        Damage(span=words.span(f.first, f.stop), kind=f.kind, intended=f.intended, reason=f.reason) for f in found
    )


def _findings(draft: Draft, lexicon: DamageLexicon) -> Iterator[Finding]:
    yield from names.latin_names(draft)
    yield from names.misspelt(draft)
    yield from names.two_spellings(draft)
    yield from names.family_twice(draft)
    yield from agreement.verbs_of_persons(draft, lexicon.first_names)
    yield from agreement.verbs_of_pairs(draft)
    yield from agreement.plural_title(draft)
    yield from agreement.bodies_as_many(draft)
    yield from agreement.counted(draft)
    yield from lexicon.senses.find(draft, "wrong_sense")
    yield from lexicon.literal.find(draft, "literal")
    yield from repetition.twice(draft)
    yield from repetition.same_head(draft)
    yield from repetition.ages(draft)
    yield from repetition.tags_twice(draft)
    yield from syntax.posted(draft)
    yield from syntax.doubled(draft)
    yield from syntax.others_killed(draft)
    yield from syntax.genitive_twice(draft)
    yield from syntax.ends_twice(draft)
    yield from syntax.once_always(draft)
    yield from marks.stray(draft)
    yield from marks.torn_tags(draft)
    yield from marks.tag_words(draft)
    yield from marks.addresses(draft)
    yield from marks.dash_after_speaker(draft)
    yield from marks.cut_off(draft)


def _apart(findings: Iterator[Finding]) -> list[Finding]:
    """Of findings that share a token the surest, then the shortest; in the order of the text."""
    taken: set[int] = set()
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.sure, f.stop - f.first, f.first)):
        covered = range(finding.first, finding.stop)
        if covered and taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(finding)
    return sorted(kept, key=lambda f: f.first)
