"""Destroys the content of cases that have had their time: the timer proposes, two sign, each case is looked at again.

Nothing here is destroyed by a clock alone, and nothing by one person (decision 0062).
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import erasing
from disclosures.domain import references
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Destruction, DestructionSignature, DueCase
from disclosures.queries import due_for_destruction

PREFIX = "DE"
MOST = 500
"""Cases on one list: what two people can look through."""
Outcome = DueCase.Outcome


def propose(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``retention.propose``: one list of what is due, if anything is; it destroys nothing."""
    with transaction.atomic(durable=True):
        due = list(due_for_destruction.unlisted(at=at).values_list("pk", flat=True)[:MOST])
        if due:
            _write(due, at=at)
        outbox.finish(claim, at=at)


def _write(due: list[int], *, at: datetime) -> None:
    destruction = Destruction.objects.create(
        reference=references.make(PREFIX), proposed_at=at, before=due_for_destruction.before(at=at)
    )
    DueCase.objects.bulk_create(DueCase(destruction=destruction, case_id=pk) for pk in due)
    ledger.append(
        Event.DESTRUCTION_PROPOSED, chain=ledger.chain_of(destruction), by=ledger.SYSTEM, at=at, cases=len(due)
    )


@transaction.atomic(durable=True)
def sign(*, destruction: Destruction, by: User, at: datetime) -> None:
    """One of the two; with the second every case on the list is promised to be destroyed."""
    role = policies.require_destruction_signer(by=by, destruction=destruction)
    if destruction.approved_at is not None:
        raise MoveNotAllowed(_("Two have signed this list already."))
    try:
        with transaction.atomic():
            DestructionSignature.objects.create(destruction=destruction, by=by, person=by.person, role=role, at=at)
    except IntegrityError:
        raise MoveNotAllowed(_("Your role has signed this list already.")) from None
    ledger.append(Event.DESTRUCTION_SIGNED, chain=ledger.chain_of(destruction), by=by, at=at, role=role)
    if destruction.signatures.count() > 1 and _approve(destruction, at=at):
        outbox.put_all(
            [
                outbox.Promise(
                    Topic.RETENTION_DESTROY, key=f"{Topic.RETENTION_DESTROY}:{row.pk}", ids={"due_case_id": row.pk}
                )
                for row in destruction.cases.all()
            ],
            at=at,
        )


def _approve(destruction: Destruction, *, at: datetime) -> bool:
    return bool(Destruction.objects.unsigned().filter(pk=destruction.pk).update(approved_at=at))


def destroy(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``retention.destroy``: one case of a signed list, if it is still due; what a hold keeps is spared."""
    row = DueCase.objects.select_related("case", "destruction").get(pk=claim.ids["due_case_id"])
    with transaction.atomic(durable=True):
        if row.settled_at is None and row.destruction.approved_at is not None:
            _settle(row, at=at)
        outbox.finish(claim, at=at)


def _settle(row: DueCase, *, at: datetime) -> None:
    still_due = Case.objects.filter(due_for_destruction.is_due(at=at), pk=row.case_id)
    is_taken = bool(still_due.update(erased_at=at, **erasing.WORDS_OF_THE_CASE))
    counts = erasing.erase(row.case, at=at) if is_taken else {}
    outcome = Outcome.DESTROYED if is_taken else Outcome.SPARED
    DueCase.objects.filter(pk=row.pk, settled_at__isnull=True).update(outcome=outcome, settled_at=at)
    ledger.append(
        Event.CONTENT_DESTROYED if is_taken else Event.CONTENT_SPARED,
        chain=ledger.chain_of(row.case),
        by=ledger.SYSTEM,
        at=at,
        destruction=row.destruction.reference,
        counts=counts,
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
