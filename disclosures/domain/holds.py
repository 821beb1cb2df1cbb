"""What keeps a member from being told: a date, and the paper that forbids it (P3c, P3g)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from disclosures.domain.errors import DeskError
from disclosures.domain.words import _

LONGEST_PAPER = 200
"""Characters that name a paper, and as many for who forbids."""


class HoldKind(StrEnum):
    """What can forbid telling."""

    ORDER = "order"
    STATUTE = "statute"
    EMERGENCY = "emergency"


ENTERED = (HoldKind.ORDER, HoldKind.STATUTE)
"""What a person enters; an emergency's hold comes with its release."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Which paper forbids it, whose it is, and until when; there is none without all of them."""

    kind: HoldKind
    paper: str
    by: str
    until: datetime

    def __post_init__(self) -> None:
        missing = tuple(name for name in ("kind", "paper", "by", "until") if not str(getattr(self, name) or "").strip())
        if missing:
            raise DeskError(
                _("A hold names what forbids telling, its paper, whose it is, and its end."), fields=missing
            )

    @property
    def columns(self) -> dict[str, object]:
        """As a case keeps it."""
        return {
            "hold_kind": self.kind,
            "hold_paper": self.paper.strip()[:LONGEST_PAPER],
            "hold_by": self.by.strip()[:LONGEST_PAPER],
            "hold_until": self.until,
        }
