"""The label sets of the encoder's heads. Their order is part of the weights' format.

Source: the annotation guidelines of the gold corpus; event types from PLOVER 2.0.
"""

from typing import Final

NAME_KINDS: Final = ("PER", "ORG", "GPE", "LOC", "FAC", "GROUP")
NAME_LABELS: Final = ("O", *(f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI"))
EVENT_TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
TRIGGER_LABELS: Final = ("O", *EVENT_TYPES)
STATUSES: Final = ("occurred", "ongoing", "planned", "threatened", "denied", "hypothetical", "failed")
ROLE_LABELS: Final = ("O", "actor", "recipient", "place")
REPORT_LABELS: Final = ("O", "speaker", "content")
