"""Frozen, typed values: what Musnad writes down."""

from musnad.records.article import Article, Known, Page, Paragraph
from musnad.records.damage import DAMAGE_KINDS, Damage, DamageKind
from musnad.records.event import EVENT_TYPES, STATUSES, Event, EventStatus, EventType, Unknown
from musnad.records.mention import NAMED_KINDS, Entity, EntityKind, Mention, MentionForm, Place, Sector
from musnad.records.reading import Producer, Reading
from musnad.records.statement import Chain, Deadline, Link, Statement
from musnad.records.story import Fact, Story
from musnad.records.time import TimeRange
from musnad.records.words import Quotation, Sentence, Token, Words

__all__ = [
    "DAMAGE_KINDS", "EVENT_TYPES", "NAMED_KINDS", "STATUSES", "Article", "Chain", "Damage", "DamageKind",
    "Deadline", "Entity", "EntityKind", "Event", "EventStatus", "EventType", "Fact", "Known", "Link", "Mention",
    "MentionForm", "Page", "Paragraph", "Place", "Producer", "Quotation", "Reading", "Sector", "Sentence",
    "Statement", "Story", "TimeRange", "Token", "Unknown", "Words",
]  # fmt: skip
