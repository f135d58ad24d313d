"""Frozen, typed values: what Musnad writes down."""

from musnad.records.article import Article, Known, Page, Paragraph, Repost
from musnad.records.damage import DAMAGE_KINDS, Damage, DamageKind
from musnad.records.event import EVENT_TYPES, STATUSES, Event, EventStatus, EventType, Unknown
from musnad.records.mention import NAMED_KINDS, Entity, EntityKind, Mention, MentionForm, Place, Sector
from musnad.records.reading import Producer, Reading
from musnad.records.review import (
    DOUBT_KINDS,
    LAYERS,
    Comment,
    Correction,
    CorrectionAct,
    Doubt,
    DoubtKind,
    Layer,
    Reviewed,
)
from musnad.records.statement import Chain, Deadline, DeadlineState, Link, LinkRole, Statement
from musnad.records.story import (
    Change,
    Cluster,
    Conflict,
    CopyLink,
    Credit,
    Decision,
    Evidence,
    Fact,
    Limit,
    Passage,
    Reason,
    Side,
    Story,
    Telling,
    Witness,
)
from musnad.records.time import TimeRange
from musnad.records.words import Quotation, Sentence, Token, Words

__all__ = [
    "DAMAGE_KINDS", "DOUBT_KINDS", "EVENT_TYPES", "LAYERS", "NAMED_KINDS", "STATUSES", "Article", "Chain", "Change",
    "Cluster", "Comment", "Conflict", "CopyLink", "Correction", "CorrectionAct", "Credit", "Damage", "DamageKind",
    "Deadline", "DeadlineState", "Decision", "Doubt", "DoubtKind", "Entity", "EntityKind", "Event", "EventStatus",
    "EventType", "Evidence", "Fact", "Known", "Layer", "Limit", "Link", "LinkRole", "Mention", "MentionForm",
    "Page", "Paragraph", "Passage", "Place", "Producer", "Quotation", "Reading", "Reason", "Repost", "Reviewed",
    "Sector", "Sentence", "Side", "Statement", "Story", "Telling", "TimeRange", "Token", "Unknown", "Witness",
    "Words",
]  # fmt: skip
