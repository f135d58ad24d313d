"""What a machine translation broke."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from musnad.spans import Span

DamageKind = Literal[
    "misspelt_name", "untranslated_name", "inconsistent_name", "gender", "number", "wrong_sense",
    "literal", "repeated", "broken_syntax", "punctuation", "truncated",
]  # fmt: skip
DAMAGE_KINDS: tuple[DamageKind, ...] = get_args(DamageKind)


class Damage(Struct, frozen=True, kw_only=True):
    """One stretch that a machine translated badly."""

    span: Annotated[Span, Meta(description="The broken words.")]
    kind: Annotated[DamageKind, Meta(description="What is broken.")]
    intended: Annotated[str | None, Meta(description="What was meant, where it can be told.")] = None
    reason: Annotated[str, Meta(description="Why Musnad thinks so.")] = ""
