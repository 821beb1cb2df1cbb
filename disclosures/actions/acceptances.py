"""Agreeing to the Service Use Agreement, and with it to the whole privacy policy (P0c)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import Acceptance, Document, PolicyVersion, User
from disclosures import ledger, policies
from disclosures.domain.errors import PolicyVersionStale
from disclosures.domain.events import Event


@transaction.atomic(durable=True)
def accept(*, policy: int, agreement: int, means: Acceptance.Means, by: User, at: datetime) -> Acceptance:
    """Records in one act that this person accepts both versions, which they name as they read them.

    Each must be in force or announced: who read an older text has agreed to nothing. Doing it twice is doing it once.
    """
    policies.require_data_subject(by=by)
    versions = {
        document: _offered(document, number, at=at)
        for document, number in ((Document.PRIVACY_POLICY, policy), (Document.SERVICE_AGREEMENT, agreement))
    }
    made, is_new = Acceptance.objects.get_or_create(
        user=by,
        policy=versions[Document.PRIVACY_POLICY],
        agreement=versions[Document.SERVICE_AGREEMENT],
        defaults={"at": at, "means": means},
    )
    if is_new:
        ledger.append(
            Event.POLICY_ACCEPTED,
            chain=ledger.chain_of(by),
            by=by,
            at=at,
            policy=policy,
            agreement=agreement,
            means=means.value,
        )
    return made


def _offered(document: Document, number: int, *, at: datetime) -> PolicyVersion:
    named = PolicyVersion.objects.filter(document=document, number=number)
    found = named.in_force(at=at).first() or named.announced(at=at).first()
    if found is None:
        raise PolicyVersionStale
    return found
