"""Destroys the content of cases that have had their time: the timer proposes, two sign, each case is looked at again.

Nothing here is destroyed by a clock alone, and nothing by one person (decision 0064).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import erasing
from disclosures.domain import references
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Destruction, DestructionSignature, DueCase
from disclosures.models.destruction import SIGNERS
from disclosures.policies import visibility
from disclosures.queries import due_for_destruction

PREFIX = "DE"
MOST = 500
"""Cases on one list: what two people can look through."""
Outcome = DueCase.Outcome


def propose(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``retention.propose``: one list of what is due, if anything is; it destroys nothing."""
    with transaction.atomic(durable=True):
        due = list(due_for_destruction.unlisted(at=at)[:MOST])
        if due:
            _write(due, at=at)
        outbox.finish(claim, at=at)


def _write(due: Sequence[Case], *, at: datetime) -> None:
    destruction = Destruction.objects.create(reference=references.make(PREFIX), proposed_at=at)
    DueCase.objects.bulk_create(DueCase(destruction=destruction, case=case) for case in due)
    counts = dict(Counter(case.status for case in due))
    ledger.append(Event.DESTRUCTION_PROPOSED, chain=ledger.chain_of(destruction), by=ledger.SYSTEM, at=at, cases=counts)


@transaction.atomic(durable=True)
def sign(*, destruction: Destruction, by: User, at: datetime) -> None:
    """One of the two; with the second every case on the list is promised to be destroyed.

    What the signer is a party to leaves the list without a word, and comes on a later one for others to sign.
    """
    role = policies.require_destruction_signer(by=by, destruction=destruction)
    _take(destruction)
    try:
        with transaction.atomic():
            DestructionSignature.objects.create(destruction=destruction, by=by, person=by.person, role=role, at=at)
    except IntegrityError:
        raise MoveNotAllowed(_("Your role has signed this list already.")) from None
    ledger.append(Event.DESTRUCTION_SIGNED, chain=ledger.chain_of(destruction), by=by, at=at, role=role)
    own = destruction.cases.exclude(case__in=visibility.cases_worked_by(by).values("pk"))
    own.update(outcome=Outcome.SPARED, settled_at=at)
    if destruction.signatures.count() == len(SIGNERS):
        _approve(destruction, at=at)


def _take(destruction: Destruction) -> None:
    """Taking the row first: of two who sign at once, the second sees what the first did."""
    if not Destruction.objects.unsigned().filter(pk=destruction.pk).update(reference=F("reference")):
        raise MoveNotAllowed(_("Two have signed this list already."))


def _approve(destruction: Destruction, *, at: datetime) -> None:
    Destruction.objects.filter(pk=destruction.pk).update(approved_at=at)
    promises = [
        outbox.Promise(Topic.RETENTION_DESTROY, key=f"{Topic.RETENTION_DESTROY}:{row.pk}", ids={"due_case_id": row.pk})
        for row in destruction.cases.filter(settled_at__isnull=True)
    ]
    if promises:
        outbox.put_all(promises, at=at)
    _finish_list(destruction, at=at)


def destroy(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``retention.destroy``: one case of a signed list, if it is still due; what is kept is spared."""
    row = DueCase.objects.select_related("case", "destruction").get(pk=claim.ids["due_case_id"])
    with transaction.atomic(durable=True):
        # Taking the list first: the last two cases of it, at once, do not each leave its end to the other.
        signed = Destruction.objects.filter(pk=row.destruction_id, approved_at__isnull=False)
        if signed.update(reference=F("reference")):
            _settle(row, at=at)
        outbox.finish(claim, at=at)


def _settle(row: DueCase, *, at: datetime) -> None:
    open_row = DueCase.objects.filter(pk=row.pk, settled_at__isnull=True)
    if not open_row.update(outcome=Outcome.SPARED, settled_at=at):
        return
    case = row.case
    still_due = Case.objects.filter(due_for_destruction.due(at=at), pk=case.pk, edition=case.edition)
    is_taken = bool(still_due.update(erased_at=at, edition=F("edition") + 1, **erasing.WORDS_OF_THE_CASE))
    if is_taken:
        DueCase.objects.filter(pk=row.pk).update(outcome=Outcome.DESTROYED)
    ledger.append(
        Event.CONTENT_DESTROYED if is_taken else Event.CONTENT_SPARED,
        chain=ledger.chain_of(case),
        by=ledger.SYSTEM,
        at=at,
        destruction=row.destruction.reference,
        counts=erasing.erase(case, at=at) if is_taken else {},
    )
    _finish_list(row.destruction, at=at)


def _finish_list(destruction: Destruction, *, at: datetime) -> None:
    if destruction.cases.filter(settled_at__isnull=True).exists():
        return
    if Destruction.objects.filter(pk=destruction.pk, done_at__isnull=True).update(done_at=at):
        ledger.append(
            Event.DESTRUCTION_DONE,
            chain=ledger.chain_of(destruction),
            by=ledger.SYSTEM,
            at=at,
            destroyed=destruction.cases.filter(outcome=Outcome.DESTROYED).count(),
            spared=destruction.cases.filter(outcome=Outcome.SPARED).count(),
        )
