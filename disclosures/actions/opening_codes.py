"""The code before a browser opens a release: asked for, mailed by a worker, spent once.

Nothing of a code is stored. It is a keyed hash of its row's random id, so a job that runs twice mails the same one
(docs/decisions/0040-the-code.md).
"""

from __future__ import annotations

import hmac
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.sign_in import addresses
from disclosures import ledger, outbox, policies
from disclosures.actions import languages
from disclosures.domain import one_time_code
from disclosures.domain.errors import DeskError
from disclosures.domain.events import Event
from disclosures.domain.one_time_code import AT_ONCE, COUNTED_OVER, GOOD_FOR, MOST_ASKED, TRIES
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import OpeningCode, Release
from disclosures.queries import unlocked

SUBJECT = _("Your code for %(reference)s")
BODY = _("Type this code in the page that asked for it. It is good for 10 minutes, once.")
WARNING = _(
    "If you asked for nothing, do nothing: without the code nothing opens. We never ask for it by phone or mail."
)


class NoRegisteredAddress(DeskError):
    """The recipient has no address to which a code could go."""

    code = "no_registered_address"
    sentence = _("We have no registered mail address of the recipient. Write to the desk, so that it is entered.")


class TooManyCodes(DeskError):
    """More codes asked for within the hour than anybody needs."""

    code, status = "too_many_codes", 429
    sentence = _("You asked for too many codes. Wait an hour, or write to the desk if none arrives.")


class Answer(StrEnum):
    """What became of a code that was typed."""

    SPENT = "spent"
    WRONG = "wrong"
    OVER = "over"  # none stands: never sent, too old, used up, spent, or replaced by a newer one


@transaction.atomic(durable=True)
def ask(*, release: Release, by: User, at: datetime) -> None:
    """Promises a fresh code to the recipient's registered address; an older one is void from now on.

    Raises ``NotFound``, ``AccessEnded``, ``NoRegisteredAddress`` and ``TooManyCodes``.
    """
    release = policies.require_recipient(by=by, release=release, at=at)
    if not address_of(release):
        raise NoRegisteredAddress
    mine = OpeningCode.objects.filter(release=release, by=by)
    if mine.standing().filter(asked_at__gt=at - AT_ONCE).exists():
        return
    if mine.filter(asked_at__gt=at - COUNTED_OVER).count() >= MOST_ASKED:
        raise TooManyCodes
    # Only what is old: another tab may have asked since we looked, and its code is on its way.
    mine.standing().filter(asked_at__lte=at - AT_ONCE).update(voided_at=at)
    try:
        with transaction.atomic():
            code = OpeningCode.objects.create(release=release, by=by, asked_at=at)
    except IntegrityError:  # asked for in another tab in this very moment: that one is on its way
        return
    ledger.append(Event.CODE_ASKED, chain=ledger.chain_of(release.case), by=by, at=at, release=str(release.pk))
    outbox.put(Topic.RELEASE_CODE, key=f"code:{code.pk}", at=at, code_id=code.pk)


@transaction.atomic(durable=True)
def spend(*, release: Release, by: User, at: datetime, typed: str, session_key: str) -> Answer:
    """Spends the code that stands, once, for the browser it was typed in; each try is counted before it is looked at.

    Raises ``NotFound`` and ``AccessEnded``.
    """
    release = policies.require_recipient(by=by, release=release, at=at)
    good = OpeningCode.objects.standing().filter(sent_at__lte=at, sent_at__gt=at - GOOD_FOR)
    code = good.filter(release=release, by=by).first()
    if code is None or not good.filter(pk=code.pk, tries__lt=TRIES).update(tries=F("tries") + 1):
        return Answer.OVER
    if not hmac.compare_digest(one_time_code.as_typed(typed), _written(code)):
        return _refuse(code, release, by=by, at=at)
    browser = unlocked.browser_of(session_key)
    if not good.filter(pk=code.pk).update(spent_at=at, browser=browser):
        return Answer.OVER
    ledger.append(Event.CODE_SPENT, chain=ledger.chain_of(release.case), by=by, at=at, release=str(release.pk))
    return Answer.SPENT


def _refuse(code: OpeningCode, release: Release, *, by: User, at: datetime) -> Answer:
    ledger.append(Event.CODE_REFUSED, chain=ledger.chain_of(release.case), by=by, at=at, release=str(release.pk))
    code.refresh_from_db()
    return Answer.WRONG if code.tries < TRIES else Answer.OVER


def send(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``release.code``: mails it, unless nobody waits for it any more; its ten minutes begin now."""
    related = ("release__case__recipient_organisation", "release__case__recipient_user", "by__organisation")
    code = OpeningCode.objects.select_related(*related).get(pk=str(claim.ids["code_id"]))
    waiting = OpeningCode.objects.standing().filter(pk=code.pk, sent_at__isnull=True, asked_at__gt=at - COUNTED_OVER)
    wanted = waiting.exists() and _may_still_open(code, at=at)
    if wanted:
        _mail(code)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)
        if wanted and waiting.update(sent_at=at):
            chain = ledger.chain_of(code.release.case)
            ledger.append(Event.CODE_SENT, chain=chain, by=ledger.SYSTEM, at=at, release=str(code.release_id))


def _may_still_open(code: OpeningCode, *, at: datetime) -> bool:
    try:
        policies.require_recipient(by=code.by, release=code.release, at=at)
    except DeskError:
        return False
    return bool(address_of(code.release))


def address_of(release: Release) -> str:
    """Where the code goes: an organisation's address in our register, a person's verified one; empty without any."""
    case = release.case
    if case.recipient_organisation is not None:
        return str(case.recipient_organisation.registered_email)
    return addresses.primary(user=case.recipient_user) if case.recipient_user else ""


def _written(code: OpeningCode) -> str:
    return one_time_code.from_secret(salted_hmac("disclosures.opening_code", str(code.pk), algorithm="sha256").digest())


def _mail(code: OpeningCode) -> None:
    said = {"reference": code.release.case.reference}
    said_about = [line for text in (BODY, WARNING) for line in languages.each(text)]
    EmailMessage(
        subject=" / ".join(line % said for line in languages.each(SUBJECT)),
        body="\n".join([_written(code), "", *said_about, "", settings.DESK_URL, ""]),
        to=[address_of(code.release)],
        headers={"Message-ID": f"<code-{code.pk}@{settings.DESK_MAIL_DOMAIN}>"},
    ).send()
