"""Drafting and editing a filing: it is saved whatever it says; whether it may be filed is asked at submit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.bases import REGISTRY
from disclosures.domain import references
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.moves import Status
from disclosures.domain.particulars import STAFF_ONLY
from disclosures.domain.purposes import normalised
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.models import AskedItem, Case, CaseSubject, additions
from disclosures.policies import Permission

FEW_TRIES = 5
UNCHECKED = {
    "called_back_at": None,
    "called_back_by": None,
    "called_back_number": "",
    "approval_number": "",
    "transfer_ground": "",
}
"""What staff entered was about the filing as it was; one that was changed is checked again."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What somebody asks: whose data, for whom, what for, which items, and the particulars of the basis."""

    basis: BasisCode
    subjects: tuple[str, ...] = ()
    recipient: str = ""
    recipient_is_person: bool = False
    purpose: str = ""
    asks: Mapping[ItemKey, Extent] = field(default_factory=dict)
    ground: str = ""
    article: str = ""
    particulars: Mapping[str, Any] = field(default_factory=dict)


def of(case: Case) -> Filing:
    """What a case asks, as it was filed or saved; to be changed and saved again."""
    return Filing(
        basis=BasisCode(case.basis),
        subjects=tuple(row.named for row in case.named),
        recipient=case.recipient_name,
        recipient_is_person=case.recipient_is_person,
        purpose=case.purpose,
        asks={
            ItemKey(row.item): Extent(Detail.of(row.detail), Period(row.start_at, row.end_at))
            for row in case.asked_rows
        },
        ground=case.legal_ground,
        article=case.legal_article,
        particulars=case.particulars,
    )


@transaction.atomic(durable=True)
def draft(*, filing: Filing, by: User, at: datetime) -> Case:
    """Saves a new draft, whatever it says, and returns it; a suspended account is ``NotPermitted``."""
    policies.require_role(*Role, by=by)
    policies.require_in_reach(by=by, engagement=filing.particulars.get("engagement"))
    case = compose(filing=filing, by=by, at=at)
    keep(case)
    ledger.append(Event.CASE_DRAFTED, chain=ledger.chain_of(case), by=by, at=at, reference=case.reference)
    return case


def compose(*, filing: Filing, by: User, at: datetime) -> Case:
    """A draft with its rows, to be kept inside the caller's transaction; nothing is written yet."""
    basis = REGISTRY.current(filing.basis)
    case = Case(
        reference=references.make(basis.prefix),
        basis=basis.code,
        basis_revision=basis.revision,
        filed_by=by,
        requester_organisation=by.organisation,
        created_at=at,
        saved_at=at,
        **_columns(filing),
    )
    _compose_rows(case, filing)
    return case


def keep(case: Case) -> None:
    """Writes a case that was composed, inside the caller's transaction; a reference that is taken is drawn anew."""
    for _try in range(FEW_TRIES):
        if kept := additions.insert(case, unless="reference"):
            (case.pk,) = kept
            case._state.adding = False  # noqa: SLF001 - what Django's own `save` would do
            _write_rows(case)
            return
        case.reference = references.make(case.rules.prefix)
    raise DeskError(_("No free reference was found. Try again."))


@transaction.atomic(durable=True)
def edit(*, case: Case, filing: Filing, by: User, at: datetime) -> None:
    """Replaces what a draft or a returned case asks; an older save meets ``MoveNotAllowed``."""
    policies.require(Permission.EDIT, by=by, case=case, at=at)
    policies.require_in_reach(by=by, engagement=filing.particulars.get("engagement"))
    if case.status not in {Status.DRAFT, Status.RETURNED} or filing.basis != case.basis:
        raise MoveNotAllowed
    Case.objects.change(case, **_columns(filing), **UNCHECKED, saved_at=at)
    case.subjects.all().delete()
    case.asked_items.all().delete()
    _compose_rows(case, filing)
    _write_rows(case)
    ledger.append(Event.CASE_EDITED, chain=ledger.chain_of(case), by=by, at=at)


def _columns(filing: Filing) -> dict[str, Any]:
    return {
        "recipient_name": filing.recipient,
        "recipient_is_person": filing.recipient_is_person,
        "purpose": filing.purpose,
        "purpose_key": normalised(filing.purpose),
        "legal_ground": filing.ground,
        "legal_article": filing.article,
        "particulars": {name: value for name, value in filing.particulars.items() if name not in STAFF_ONLY},
    }


def _compose_rows(case: Case, filing: Filing) -> None:
    """The case keeps its rows: what was just written need not be read."""
    named = {normalised(name): name for name in filing.subjects}
    case.named = tuple(
        CaseSubject(case=case, position=position, named=name, named_key=key)
        for position, (key, name) in enumerate(named.items())
    )
    case.asked_rows = tuple(
        AskedItem(
            case=case,
            item=item.value,
            detail=extent.detail.word,
            start_at=extent.period.start,
            end_at=extent.period.end,
        )
        for item, extent in sorted(filing.asks.items())
        if extent.detail is not Detail.NONE
    )


def _write_rows(case: Case) -> None:
    for rows in (case.named, case.asked_rows):
        for row in rows:
            row.case = case  # it has its key by now
        if rows:
            additions.insert(*rows)
