"""What others said that turned a case: the requester's appeals and the member's answer, as its chain tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from disclosures import ledger
from disclosures.domain.events import Event
from disclosures.domain.instants import parse
from disclosures.models import Case, LedgerEntry, LedgerProof


@dataclass(frozen=True, slots=True)
class Turn:
    """One of them: ``words`` are the appeal's, empty once destroyed; ``granted`` are the item keys of the answer."""

    event: str
    at: datetime
    words: str = ""
    granted: Sequence[str] = ()


def of(case: Case) -> list[Turn]:
    """In order; two queries."""
    said = LedgerEntry.objects.filter(
        chain=ledger.chain_of(case).name, event__in=[Event.APPEALED, Event.CONSENT_ANSWERED]
    ).order_by("seq")
    entries = list(said)
    words = dict(LedgerProof.objects.filter(entry__in=entries, name="reason").values_list("entry_id", "value"))
    return [
        Turn(
            event=entry.event,
            at=parse(entry.content["at"]),
            words=words.get(entry.pk, ""),
            granted=entry.content["body"].get("granted", ()),
        )
        for entry in entries
    ]
