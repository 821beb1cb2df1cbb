"""Decides what a release may hold: the lesser of what was signed and what holds now (DESIGN 4, 5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from disclosures.actions import approvals
from disclosures.domain import necessity
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.constraints import Bound
from disclosures.domain.errors import FactMissing
from disclosures.domain.facts import Fact
from disclosures.models import Case
from disclosures.policies import can_act, parties
from disclosures.queries import facts, scopes, situations
from disclosures.queries.dossier import signatures_of
from disclosures.queries.situations import Picture, View


@dataclass(frozen=True, slots=True)
class Plan:
    """One look at an approved case: what lapsed, whether it is still signed, what may leave of each item."""

    seen: Picture
    lapsed: str
    is_signed: bool
    bounds: Mapping[int, Mapping[ItemKey, Bound]]

    @property
    def owes_window(self) -> bool:
        """True when the subject must be told before, and was not."""
        return approvals.owes_window(self.seen)

    @property
    def leaves_something(self) -> bool:
        """True when anything may leave, if it is held."""
        return any(necessity.leaves_something(bounds) for bounds in self.bounds.values())


def make(case: Case, *, at: datetime) -> Plan:
    """Asks the facts, the signatures and every rule again. Raises ``SourceProblem`` where one could not be answered."""
    seen = situations.picture(case, at=at)
    for problem in seen.unanswered:
        raise problem
    bounds = {view.position: bounds_of(case, seen, view, held=frozenset(ItemKey)) for view in seen.views}
    return Plan(seen=seen, lapsed=_lapsed(seen, at=at), is_signed=_is_signed(seen), bounds=bounds)


def bounds_of(case: Case, seen: Picture, view: View, *, held: frozenset[ItemKey]) -> dict[ItemKey, Bound]:
    """What may leave of one subject, of what is held."""
    return necessity.released(
        case.rules.may_leave,
        asked=seen.asked,
        situation=view.situation,
        signed=scopes.signed(case, position=view.position),
        held=held,
    )


def _lapsed(seen: Picture, *, at: datetime) -> str:
    """The name of a fact that no longer holds; empty when all do."""
    try:
        facts.require(seen.case, circumstances=seen.circumstances, at=at)
    except FactMissing as missing:
        return missing.fact or Fact.LIVE_CONSENT
    recipient = seen.case.recipient
    return "" if recipient is not None and recipient.can_act else "recipient_active"


def _is_signed(seen: Picture) -> bool:
    """True while every signature the route needs stands, over this scope, by people who still may."""
    case = seen.case
    needed = approvals.route_of(seen)
    signatures = signatures_of(case)
    present = scopes.scope_hash(case) if needed else ""
    return [signature.step for signature in signatures] == list(needed) and all(
        signature.scope_hash == present
        and can_act(signature.by)
        and signature.is_role_held
        and not parties.is_party(signature.by, case)
        for signature in signatures
    )
