"""What the respondent of a complaint may ask for: the complainant's details, which invites and never releases (P3e)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import cases
from disclosures.actions.filings import Filing
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent
from disclosures.domain.words import _
from disclosures.models import Case, Complaint
from disclosures.queries import accusations

PURPOSE = "to deal with the complaint"


@transaction.atomic(durable=True)
def ask_for_details(*, complaint: Complaint, items: Collection[ItemKey], by: User, at: datetime) -> Case:
    """Files the respondent's request; the complainant is invited, and without their own request nothing is passed on.

    One at a time: whoever asks again before the first was decided meets ``MoveNotAllowed``. The complainant is named
    by the complaint, so that asking tells the respondent nothing of them.
    """
    policies.require_respondent(by=by, complaint=complaint)
    if not items or not set(items) <= set(accusations.askable()):
        raise DeskError(_("Select at least one of the details."), fields=("items",))
    # Taken by changing it, so that of two presses the second sees the first one's request.
    taken = Complaint.objects.filter(pk=complaint.pk, closed_at__isnull=True).update(respondent=F("respondent"))
    if not taken or not complaint.is_open(at=at) or accusations.undecided(complaint, by=by).exists():
        raise MoveNotAllowed(_("The complaint is closed, or your request is being decided."))
    basis, (ground, article) = accusations.invitation()
    case = cases.file_with(
        filing=Filing(
            basis=basis.code,
            subjects=(complaint.reference,),
            recipient=by.name,
            recipient_is_person=True,
            purpose=PURPOSE,
            asks={item: Extent(Detail.FULL) for item in items},
            ground=ground,
            article=article,
            particulars={str(basis.reference): complaint.reference},
        ),
        by=by,
        at=at,
    )
    ledger.append(Event.PASS_ON_INVITED, chain=ledger.chain_of(complaint), by=by, at=at, case=case.reference)
    return case
