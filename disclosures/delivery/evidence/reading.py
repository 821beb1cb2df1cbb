"""Gives a file out, never before it is safe, and records it before the first byte (DESIGN 5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from disclosures import keyring, ledger
from disclosures.actions import evidence as actions
from disclosures.delivery import vault
from disclosures.delivery.evidence import pieces
from disclosures.domain.errors import DeskError
from disclosures.domain.events import Event
from disclosures.domain.evidence import refusals
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.models import Evidence, EvidenceKey
from disclosures.policies import evidence as policies

REFUSED: Mapping[str, type[DeskError]] = {
    EvidenceState.HELD: refusals.FileHeld,
    EvidenceState.QUARANTINED: refusals.FileQuarantined,
    EvidenceState.DESTROYED: refusals.FileDestroyed,
}


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A file on its way: whose it is, and its content piece by piece."""

    evidence: Evidence
    content: Iterator[bytes]


def give_out(*, evidence_id: UUID, by: User, at: datetime, accepts_unscanned: bool) -> GivenOut:
    """The file for who may read it. Who reads what another brought, and nobody scanned, says that they know."""
    evidence = policies.evidence_for(by, evidence_id=evidence_id, at=at)
    if refusal := REFUSED.get(evidence.state):
        raise refusal
    is_own = evidence.uploaded_by_id in by.accounts
    if evidence.state == EvidenceState.UNSCANNED and not is_own and not accepts_unscanned:
        raise refusals.FileUnscanned
    content = content_of(evidence)
    _record(evidence, by=by, at=at)
    return GivenOut(evidence, content)


@transaction.atomic(durable=True)
def _record(evidence: Evidence, *, by: User, at: datetime) -> None:
    ledger.append(
        Event.EVIDENCE_READ,
        chain=actions.chain_of(evidence),
        by=by,
        at=at,
        evidence=str(evidence.pk),
        state=evidence.state,
    )


def content_of(evidence: Evidence) -> Iterator[bytes]:
    """The pieces of the file as it came; raises ``FileDestroyed`` at once where its key is gone."""
    key = EvidenceKey.objects.filter(evidence=evidence).first()
    if key is None:
        raise refusals.FileDestroyed
    plain = keyring.unwrap(bytes(key.wrapped_key), by=key.wrapped_by)
    return _pieces(evidence, plain)


def _pieces(evidence: Evidence, key: bytes) -> Iterator[bytes]:
    with vault.opened(evidence.package) as sealed:
        yield from pieces.opened(sealed, key=key, ident=str(evidence.pk))


def name_of(key: EvidenceKey) -> str:
    """What the file was called, made harmless when it came."""
    plain = keyring.unwrap(bytes(key.wrapped_key), by=key.wrapped_by)
    return pieces.open_name(bytes(key.sealed_name), key=plain, ident=str(key.evidence_id))
