"""Whether a filing can be taken on: facts, legal ground, breadth, transfer, in this order (FORMAT)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from disclosures.domain import necessity
from disclosures.domain.catalogue import is_series
from disclosures.domain.errors import FilingIncomplete, GroundMissing, Overbroad, TransferNotAllowed
from disclosures.domain.extents import EVERYTHING
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.words import _
from disclosures.queries import facts
from disclosures.queries.situations import Picture


def must_ask_subject(seen: Picture, *, at: datetime) -> bool:
    """True where the member may be asked and no live consent covers anything asked (P3a)."""
    rules = seen.case.rules
    return rules.subject_may_answer and not facts.live_consent(seen.case, at)


def require_acceptable(seen: Picture, *, at: datetime) -> None:
    """Raises ``FactMissing``, ``GroundMissing``, ``Overbroad`` or ``TransferNotAllowed``, whichever comes first."""
    case, rules = seen.case, seen.case.rules
    if case.recipient is None:
        raise FilingIncomplete(
            _("The recipient named is not in the register. Return the filing."), fields=("recipient",)
        )
    unasked = Fact.LIVE_CONSENT if rules.subject_may_answer else None
    facts.require(case, circumstances=seen.circumstances, at=at, but=unasked)
    if not (case.legal_ground and case.legal_article.strip()):
        raise GroundMissing
    if rules.names_and_period_or_overbroad and _is_overbroad(seen):
        raise Overbroad
    if _nothing_may_cross(seen, at=at):
        raise TransferNotAllowed


def _is_overbroad(seen: Picture) -> bool:
    if not seen.views:
        return True
    if Circumstance.EMERGENCY in seen.circumstances:
        return False
    period_named = all(view.situation.instrument.period is not None for view in seen.views)
    return any(is_series(item) for item in seen.asked) and not period_named


def _nothing_may_cross(seen: Picture, *, at: datetime) -> bool:
    """True when the transfer rules are what withholds everything; a consent still to be asked is taken as given."""
    rules = seen.case.rules.may_leave
    agreed = dict.fromkeys(seen.asked, EVERYTHING) if must_ask_subject(seen, at=at) else None
    stopped = False
    for view in seen.views:
        situation = view.situation if agreed is None else replace(view.situation, consented=agreed)
        if necessity.leaves_something(necessity.permitted(rules, asked=seen.asked, situation=situation)):
            return False
        at_home = replace(situation, may_not_cross=frozenset())
        if necessity.leaves_something(necessity.permitted(rules, asked=seen.asked, situation=at_home)):
            stopped = True
    return stopped
