"""Publishing a new version of the policy or the agreement, and telling members ahead (P0b)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.models import Document, PolicyVersion, User
from accounts.terms import wording
from accounts.terms.wording import Wording
from disclosures import ledger, outbox, policies
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.topics import Topic
from disclosures.domain.words import Filled, _
from disclosures.ledger.content import instant
from disclosures.policies.acceptance import ASKED
from disclosures.queries import terms

NOTICE_AHEAD = timedelta(days=7)
"""How long before it applies a version is published, unless it says otherwise."""
AT_ONCE = 200
"""How many people one job tells; the next job tells the next."""


@transaction.atomic(durable=True)
def publish(
    *,
    document: Document,
    texts: Mapping[str, Wording],
    by: User,
    at: datetime,
    effective_at: datetime | None = None,
    shorter_because: str = "",
) -> PolicyVersion:
    """Publishes the next version, which applies in seven days or when it says; everybody it concerns is told.

    Less than seven days ahead needs a reason, and no version applies before it is published.
    """
    policies.require_publisher(by=by)
    effective_at = effective_at or at + NOTICE_AHEAD
    latest = PolicyVersion.objects.filter(document=document).latest("number")
    _require_publishable(latest, texts, effective_at=effective_at, shorter_because=shorter_because, at=at)
    try:
        with transaction.atomic():
            version = PolicyVersion.objects.create(
                document=document,
                number=latest.number + 1,
                published_at=at,
                published_by=by,
                effective_at=effective_at,
                shorter_because=shorter_because,
            )
    except IntegrityError:
        raise MoveNotAllowed(_("Somebody else has just published this version.")) from None
    wording.keep(version=version, texts=texts)
    ledger.append(
        Event.POLICY_PUBLISHED,
        chain=ledger.chain_of(version),
        by=by,
        at=at,
        document=document.value,
        number=version.number,
        effective_at=instant(effective_at),
        sha256={language: _digest(text) for language, text in texts.items()},
    )
    _promise_telling(version, after=0, at=at)
    return version


def _require_publishable(
    latest: PolicyVersion, texts: Mapping[str, Wording], *, effective_at: datetime, shorter_because: str, at: datetime
) -> None:
    if latest.effective_at > at and latest.number > 1:
        raise MoveNotAllowed(_("A version of this document is announced already. Publish the next when it applies."))
    wrong = wording.faults(texts)
    if not wrong and terms.texts_of(latest) == dict(texts):
        wrong = ("texts",)
    if effective_at <= at:
        wrong += ("effective_at",)
    if effective_at < at + NOTICE_AHEAD and not shorter_because.strip():
        wrong += ("shorter_because",)
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)


def _digest(text: Wording) -> str:
    """The hash of title and clauses: what was published can be proven unchanged."""
    plain = json.dumps([text.title, wording.written(text)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def _promise_telling(version: PolicyVersion, *, after: int, at: datetime) -> None:
    key = f"announced:{version.pk}:{after}"
    outbox.put(Topic.POLICY_ANNOUNCED, key=key, at=at, version_id=version.pk, after=after)


def announce(claim: outbox.Claim, at: datetime) -> None:
    """Tells the next few hundred people that what they agreed to changes, and promises to tell the rest."""
    with transaction.atomic(durable=True):
        version = PolicyVersion.objects.get(pk=claim.ids["version_id"])
        concerned = User.objects.filter(role_assignments__role__in=ASKED, is_active=True, pk__gt=claim.ids["after"])
        told = list(concerned.distinct().order_by("pk")[:AT_ONCE])
        for person in told:
            notices.tell_of_record(Kind.POLICY_CHANGES, record=version, to=person, at=at)
        if len(told) == AT_ONCE:
            _promise_telling(version, after=told[-1].pk, at=at)
        outbox.finish(claim, at=at)
