"""The hold that a filing names: which paper forbids telling the member, whose it is, until when (P3c, P3g)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from disclosures.domain.holds import Hold, HoldKind
from disclosures.domain.instants import parse_or_none
from disclosures.domain.particulars import InstrumentKind
from disclosures.models import Case


def named(case: Case) -> Hold | None:
    """As the filing names it; ``None`` when telling is allowed, or while a part of it is missing."""
    if not case.rules.notice.may_be_held:
        return None
    instrument = case.particulars.get("instrument") or {}
    if instrument.get("may_tell", True) is False:
        kind, paper = _of_instrument(instrument)
        return _whole(kind, instrument.get("hold_paper") or paper, case, until=instrument.get("hold_until"))
    if case.particulars.get("may_tell", True) is False:
        paper = case.particulars.get("hold_paper") or case.legal_article
        return _whole(HoldKind.STATUTE, paper, case, until=case.particulars.get("hold_until"))
    return None


def of_emergency(case: Case, *, released_at: datetime) -> Hold:
    """The hold that an emergency's release brings with it, until its review sets an earlier date (P3c)."""
    owed = case.rules.after_emergency
    assert owed is not None
    until = released_at + timedelta(days=owed.hold_days)
    return Hold(HoldKind.EMERGENCY, case.reference, case.recipient_name, until)


def _of_instrument(paper: Mapping[str, Any]) -> tuple[HoldKind, str]:
    """A letter orders nothing: what forbids telling is then the statute that it cites."""
    kind, number = str(paper.get("kind") or ""), str(paper.get("number") or "")
    if kind == InstrumentKind.LETTER:
        return HoldKind.STATUTE, str(paper.get("statute") or "")
    return HoldKind.ORDER, f"{kind} {number}" if number.strip() else ""


def _whole(kind: HoldKind, paper: object, case: Case, *, until: object) -> Hold | None:
    end = parse_or_none(until)
    named_paper, by = str(paper or ""), case.recipient_name
    if end is None or not named_paper.strip() or not by.strip():
        return None
    return Hold(kind, named_paper, by, end)
