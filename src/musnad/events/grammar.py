"""The learned weights that the event stage decides with, loaded once and passed in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from musnad.errors import ModelError
from musnad.model.loglinear import LogLinear

FOLDER = Path(__file__).parent.parent / "model" / "weights"


class Balance(Struct, frozen=True, kw_only=True):
    """How the encoder's word weighs against the grammar's, and where the line is drawn; fitted on held-out articles."""

    lexicon: float = 0.65
    trigger_encoder: float = 0.4
    trigger_threshold: float = 0.4
    role_encoder: float = 0.4
    encoder_scale: float = 1.0
    nobody: float = 0.0
    actor_threshold: float = 0.25
    recipient_threshold: float = 0.25
    place_threshold: float = 0.35
    row_threshold: float = 0.03
    status_encoder: float = 0.4
    date_threshold: float = 0.2


class Grammar(Struct, frozen=True):
    """Four classifiers: is it a trigger and of which type, who takes part and where, when, and did it happen."""

    triggers: LogLinear
    roles: LogLinear
    dates: LogLinear
    status: LogLinear
    balance: Balance

    @classmethod
    def blank(cls) -> Grammar:
        """Weights that know nothing, to start a fit from."""
        nothing = LogLinear(("none",), (), np.zeros((1, 1), dtype=np.float32))
        return cls(nothing, nothing, nothing, nothing, Balance())

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Grammar:
        """Read the weights.

        Raises:
            ModelError: a file is missing or broken.
        """
        try:
            balance = msgspec.json.decode((folder / "balance.json").read_bytes(), type=Balance)
        except (OSError, msgspec.DecodeError) as problem:
            raise ModelError(f"{folder / 'balance.json'}: {problem}") from problem
        parts = [LogLinear.load(folder / f"{name}.npz") for name in ("triggers", "roles", "dates", "status")]
        return cls(triggers=parts[0], roles=parts[1], dates=parts[2], status=parts[3], balance=balance)
