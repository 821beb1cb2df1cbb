"""What an auditor looks at: a sample that anybody can draw again, and what happened out of the ordinary."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from disclosures.domain.events import Event
from disclosures.domain.moves import Status
from disclosures.domain.words import _
from disclosures.models import Case, EmergencyFollowUp, Incident, LedgerEntry, Notice, Objection, Signature
from disclosures.policies import visibility

CASE = "case"
"""The kind of a case's chain."""
DECIDED = frozenset({Status.RELEASED, Status.CLOSED, Status.REFUSED})


def sample(by: User, *, number: int, seed: str, since: datetime | None = None) -> list[Case]:
    """``number`` of the decided cases, the same for the same seed whoever draws: those with the lowest hash.

    A case's place is the SHA-256 of seed, a colon and its reference.
    """
    found = visibility.cases_worked_by(by).filter(status__in=DECIDED)
    if since is not None:
        found = found.filter(decided_at__gte=since)
    drawn = heapq.nsmallest(number, ((place(seed, name), name) for name in found.values_list("reference", flat=True)))
    related = ("filed_by", "recipient_user", "recipient_organisation")
    rows = {
        case.reference: case
        for case in Case.objects.filter(reference__in=[n for _p, n in drawn]).select_related(*related)
    }
    return [rows[name] for _place, name in drawn]


def place(seed: str, reference: str) -> str:
    """Where a case stands in the order of a seed."""
    return sha256(f"{seed}:{reference}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One kind of thing out of the ordinary: which cases it happened to."""

    name: str
    says: str
    where: Callable[[datetime], Q]


def _late(at: datetime) -> Q:
    return Q(status__in=[Status.TRIAGE, Status.REVIEW], due_at__lte=at)


def _answered_late(at: datetime) -> Q:
    del at
    return Q(decided_at__gt=F("due_at"))


def _emergency(at: datetime) -> Q:
    del at
    return Q(Exists(EmergencyFollowUp.objects.filter(release__case=OuterRef("pk"))))


def _unpapered(at: datetime) -> Q:
    unpapered = EmergencyFollowUp.objects.unpapered().filter(release__case=OuterRef("pk"), instrument_due_at__lte=at)
    return Q(Exists(unpapered))


def _voided(at: datetime) -> Q:
    del at
    return Q(Exists(Signature.objects.filter(case=OuterRef("pk"), voided_at__isnull=False)))


def _overruled(at: datetime) -> Q:
    del at
    return Q(Exists(Objection.objects.filter(case=OuterRef("pk"), upheld=False)))


def _untold(at: datetime) -> Q:
    unsent = Notice.objects.filter(case=OuterRef("pk"), due_at__lte=at, sent_at__isnull=True, settled_at__isnull=True)
    return Q(Exists(unsent))


def _incident(at: datetime) -> Q:
    del at
    return Q(Exists(Incident.objects.filter(release__case=OuterRef("pk"))))


def _appealed(at: datetime) -> Q:
    del at
    return Q(version__gt=1)


EXCEPTIONS: Mapping[str, Exceptional] = {
    one.name: one
    for one in (
        Exceptional("late", _("Late now"), _late),
        Exceptional("answered_late", _("Answered late"), _answered_late),
        Exceptional("emergency", _("Released in an emergency"), _emergency),
        Exceptional("unpapered", _("Emergency whose paper is late"), _unpapered),
        Exceptional("voided", _("Signatures that became void"), _voided),
        Exceptional("overruled", _("Objections that were overruled"), _overruled),
        Exceptional("untold", _("Notices past their date"), _untold),
        Exceptional("incident", _("Incidents"), _incident),
        Exceptional("appealed", _("Decided anew after an appeal"), _appealed),
    )
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One kind of thing out of the ordinary that is an entry of its own in the ledger, of a case or of nothing."""

    name: str
    says: str
    events: frozenset[Event]


READS = frozenset({Event.RECORDS_READ, Event.RECORDS_SOUGHT, Event.EVIDENCE_READ})
RECORDED: Mapping[str, Recorded] = {
    one.name: one
    for one in (
        Recorded("self_signatures", _("Refused self-signatures"), frozenset({Event.SIGNATURE_REFUSED})),
        Recorded("staff_reads", _("What staff opened"), READS),
        Recorded("exports", _("Exports"), frozenset({Event.LEDGER_EXPORTED, Event.QUEUE_EXPORTED})),
    )
}


def recorded(by: User, *, name: str, most: int) -> list[tuple[LedgerEntry, str]]:
    """The newest entries of a kind, each with its case's reference; none of a case to which the reader is a party."""
    found = list(LedgerEntry.objects.filter(event__in=RECORDED[name].events).order_by("-pk")[:most])
    numbers = [int(number) for kind, _colon, number in (one.chain.partition(":") for one in found) if kind == CASE]
    known = dict(visibility.cases_worked_by(by).filter(pk__in=numbers).values_list("pk", "reference"))
    named = [(one, known.get(int(one.chain.partition(":")[2]), "") if _is_of_case(one) else "") for one in found]
    return [(one, reference) for one, reference in named if reference or not _is_of_case(one)]


def _is_of_case(entry: LedgerEntry) -> bool:
    return entry.chain.startswith(f"{CASE}:")


def exceptions(by: User, *, name: str, at: datetime) -> QuerySet[Case]:
    """The cases to which it happened, the newest first."""
    related = ("filed_by", "recipient_user", "recipient_organisation")
    return visibility.cases_worked_by(by).filter(EXCEPTIONS[name].where(at)).select_related(*related).order_by("-pk")
