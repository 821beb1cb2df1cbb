"""Reads the least that a release needs, cuts, seals and writes it (SAFETY S4, S5); nothing of it is anybody's yet."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from disclosures.delivery import package, plan, sealing, vault
from disclosures.delivery.plan import Plan
from disclosures.delivery.snapshots import drawing
from disclosures.domain import necessity
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.moves import Outcome
from disclosures.models import Case
from disclosures.queries import records
from disclosures.queries.situations import View


@dataclass(frozen=True, slots=True)
class Draft:
    """A package in the making: what leaves, sealed and written, not yet anybody's."""

    release_id: uuid.UUID
    outcome: Outcome
    leaving: frozenset[str]
    manifest: dict[str, Any]
    sealed: sealing.Sealed
    name: str


def collect(case: Case, found: Plan, *, at: datetime) -> Draft | None:
    """Reads the least that is needed, cuts, seals and writes; ``None`` when nothing of it is held."""
    rows, contents, bounds = [], [], []
    drawn = drawing.open_for(case)
    for view in found.seen.views:
        wanted = {item: b.extent for item, b in found.bounds[view.position].items() if not b.extent.is_nothing}
        collected = drawn.collect(subject=view.subject, wanted=wanted, at=at)
        cut = plan.bounds_of(case, found.seen, _with_one_channel(case, view, collected.held), held=collected.held)
        rows += package.manifest_rows(view, cut, collected)
        contents.append(package.subject_contents(view, cut, collected))
        bounds.append(cut)
    leaving = frozenset(str(i) for cut in bounds for i, bound in cut.items() if not bound.extent.is_nothing)
    if not leaving:
        return None
    release_id = uuid.uuid4()
    sealed = sealing.seal(
        package.contents(case, contents, release=str(release_id), at=at),
        release=str(release_id),
        recipient=recipient_of(case),
    )
    name = vault.new_name()
    vault.write(name, sealed.ciphertext)
    all_asked = all(necessity.leaves_all_asked(cut) for cut in bounds)
    return Draft(
        release_id=release_id,
        outcome=Outcome.GRANTED if all_asked else Outcome.PARTLY_GRANTED,
        leaving=leaving,
        manifest={"format": package.FORMAT, "items": rows},
        sealed=sealed,
        name=name,
    )


def _with_one_channel(case: Case, view: View, held: frozenset[ItemKey]) -> View:
    """A channel that came to be held since the rules were asked is one all the same, the phone first (P3f)."""
    if not case.rules.offers_channels or view.situation.channel is not None:
        return view
    channel = next((item for item in records.CHANNELS.values() if item in held), None)
    return replace(view, situation=replace(view.situation, channel=channel))


def recipient_of(case: Case) -> str:
    """The recipient as the seal binds it."""
    if case.recipient_user_id is not None:
        return f"user:{case.recipient_user_id}"
    return f"organisation:{case.recipient_organisation_id}"
