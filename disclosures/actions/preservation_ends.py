"""How a preservation ends: by its clock, by somebody, or with its authority; then its snapshot is destroyed (P3c).

The member is told when it ends, unless a hold of a case that stood on it hides both; then when that ends.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q

from accounts.models import User
from disclosures import ledger, outbox
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import waits
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import UNRELEASED, Status
from disclosures.domain.preserving import End
from disclosures.domain.topics import Topic
from disclosures.models import Case, Preservation
from disclosures.models.case import CaseQuerySet

LOOK_AGAIN = timedelta(hours=1)
"""So long after, while a case that stands on it is not decided."""
HELD_AGAIN = timedelta(days=1)
"""So long after at the latest, while a hold hides it: the hold may end earlier."""


def cases_on(preservation: Preservation) -> CaseQuerySet:
    """The cases that may still draw on it."""
    return Case.objects.filter(preservation=preservation, status__in=UNRELEASED - {Status.DRAFT})


def promise_lapse(preservation: Preservation, *, at: datetime) -> None:
    """What nobody signs ends by itself, inside the caller's transaction."""
    key = f"{Topic.PRESERVATION_ENDS}:{preservation.pk}:unsigned"
    outbox.put(
        Topic.PRESERVATION_ENDS, key=key, at=at, run_after=preservation.lapses_at, preservation_id=preservation.pk
    )


def promise_end(preservation: Preservation, *, at: datetime) -> None:
    """Promises the end of what is kept and a word to its officer before, inside the caller's transaction."""
    until = preservation.until
    assert until is not None
    stamp, ids = f"{preservation.pk}:{until.timestamp():.0f}", {"preservation_id": preservation.pk}
    reminded_at = until - waits.PRESERVATION_REMINDED_BEFORE
    outbox.put_all(
        [
            outbox.Promise(Topic.PRESERVATION_ENDS, f"{Topic.PRESERVATION_ENDS}:{stamp}", ids, until),
            outbox.Promise(Topic.PRESERVATION_REMINDS, f"{Topic.PRESERVATION_REMINDS}:{stamp}", ids, reminded_at),
        ],
        at=at,
    )


def remind(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``preservation.reminds``: the officer hears that it ends, unless it was extended since."""
    with transaction.atomic(durable=True):
        kept = Preservation.objects.kept().filter(pk=claim.ids["preservation_id"], ended_at__isnull=True)
        found = kept.filter(until__lte=at + waits.PRESERVATION_REMINDED_BEFORE).select_related("filed_by").first()
        if found is not None:
            notices.tell_of_record(
                Kind.PRESERVATION_ENDS,
                record=found,
                to=found.filed_by,
                at=at,
                occasion="extended" if found.extended_at else "",
            )
        outbox.finish(claim, at=at)


def end_by_time(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``preservation.ends``: what nobody signed, or what no instrument followed."""
    with transaction.atomic(durable=True):
        found = Preservation.objects.open().filter(_is_over(at), pk=claim.ids["preservation_id"]).first()
        if found is not None:
            if cases_on(found).exists():
                raise outbox.Later(at + LOOK_AGAIN)
            reason = End.UNSIGNED if found.signed_at is None else End.TIME
            try:
                end(found, end=reason, by=User.objects.system(), at=at)
            except MoveNotAllowed:
                raise outbox.Later(at) from None
        outbox.finish(claim, at=at)


def _is_over(at: datetime) -> Q:
    return Q(signed_at__isnull=True, lapses_at__lte=at) | Q(until__isnull=False, until__lte=at)


def end(preservation: Preservation, *, end: End, by: User, at: datetime, refusal: str = "", words: str = "") -> None:
    """Ends it and promises that its snapshot is destroyed, inside the caller's transaction."""
    as_read = Preservation.objects.open().filter(pk=preservation.pk, edition=preservation.edition)
    if not as_read.update(edition=F("edition") + 1, ended_at=at, ended_by=by, end=end, refusal=refusal, words=words):
        raise MoveNotAllowed
    ledger.append(
        Event.PRESERVATION_ENDED,
        chain=ledger.chain_of(preservation),
        by=by,
        at=at,
        reason=end,
        code=refusal,
        proofs={"words": words} if words else None,
    )
    notices.tell_of_record(Kind.PRESERVATION_ENDED, record=preservation, to=preservation.filed_by, at=at)
    if preservation.kept_from is not None:
        _promise_destruction(preservation, at=at)


def _promise_destruction(preservation: Preservation, *, at: datetime) -> None:
    ids = {"preservation_id": preservation.pk}
    outbox.put_all(
        [
            outbox.Promise(topic, f"{topic}:{preservation.pk}", ids)
            for topic in (Topic.SNAPSHOT_SHRED, Topic.PRESERVATION_TELLS)
        ],
        at=at,
    )


def end_of(authorities: Q, *, by: User, at: datetime) -> None:
    """Everything that was asked for these is over, because misuse was upheld; inside the caller's transaction."""
    for found in Preservation.objects.open().filter(authorities):
        end(found, end=End.MISUSE, by=by, at=at)


def tell(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``preservation.tells``: its subjects hear that it was there and is over, unless a hold hides it."""
    with transaction.atomic(durable=True):
        found = Preservation.objects.get(pk=claim.ids["preservation_id"])
        held_until = Case.objects.filter(preservation=found).aggregate(until=Max("hold_until"))["until"]
        if held_until is not None and held_until > at:
            raise outbox.Later(min(held_until, at + HELD_AGAIN))
        for row in found.subjects.filter(subject__isnull=False).select_related("subject"):
            assert row.subject is not None
            notices.tell_of_record(Kind.PRESERVATION_ABOUT_YOU, record=found, to=row.subject, at=at)
        outbox.finish(claim, at=at)
