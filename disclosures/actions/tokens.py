"""Tokens for machines: made by their person, or by an administrator for a service account, and ended (P2a)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Scope, Token, User
from accounts.models.token import LONGEST_LIFE
from disclosures import ledger, policies
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.words import Filled, _
from disclosures.ledger.content import instant
from disclosures.models import Engagement, EngagementToken


@dataclass(frozen=True, slots=True)
class Wish:
    """What a token shall be: its name, what it may do, the one engagement it reaches, until when.

    ``ident`` is its name outside, where who asks has given it one: the same again makes no second token.
    """

    label: str
    scopes: Collection[Scope]
    engagement: Engagement | None = None
    until: datetime | None = None
    ident: UUID | None = None


@transaction.atomic(durable=True)
def make(*, holder: User, wish: Wish, by: User, at: datetime) -> tuple[Token, str]:
    """A new token and its secret, which is told this once; it ends after 90 days unless said otherwise."""
    policies.require_token_maker(by=by, holder=holder)
    _require_whole(wish, holder=holder, at=at)
    token, secret = _issue(wish, holder=holder, at=at)
    if wish.engagement is not None:
        EngagementToken.objects.create(token=token, engagement=wish.engagement)
    ledger.append(
        Event.TOKEN_MADE,
        chain=ledger.chain_of(token),
        by=by,
        at=at,
        holder=holder.pk,
        scopes=sorted(wish.scopes),
        engagement=wish.engagement.pk if wish.engagement else None,
        until=instant(token.expires_at),
    )
    return token, secret


def _issue(wish: Wish, *, holder: User, at: datetime) -> tuple[Token, str]:
    try:
        with transaction.atomic():
            return Token.objects.issue(
                user=holder,
                at=at,
                label=wish.label.strip(),
                scopes=wish.scopes,
                expires_at=wish.until,
                public_id=wish.ident,
            )
    except IntegrityError as made:
        raise MoveNotAllowed(
            _("This token was made already, and its secret is shown only once. End it and make another.")
        ) from made


def _require_whole(wish: Wish, *, holder: User, at: datetime) -> None:
    wrong = tuple(name for name, given in (("label", wish.label.strip()), ("scopes", wish.scopes)) if not given)
    if wish.until is not None and not at < wish.until <= at + LONGEST_LIFE:
        wrong += ("expires_at",)
    engagement = wish.engagement
    if engagement is not None and not (engagement.partner == holder.organisation and engagement.is_active(at=at)):
        wrong += ("engagement",)
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)


@transaction.atomic(durable=True)
def end(*, token: Token, by: User, at: datetime) -> None:
    """Ends a token for good: its next request is refused as if there had never been one."""
    policies.require_token_ender(by=by, token=token)
    if not _end(token, by=by, at=at, reason="ended"):
        raise MoveNotAllowed(_("This token has ended already."))


def end_bound_to(*, engagement: Engagement, by: User, at: datetime, reason: str = "engagement_ended") -> None:
    """Ends every token of an engagement, inside the caller's transaction: it is over, and so are they (P2a)."""
    for token in Token.objects.filter(bond__engagement=engagement, revoked_at__isnull=True):
        _end(token, by=by, at=at, reason=reason)


def _end(token: Token, *, by: User, at: datetime, reason: str) -> bool:
    if not Token.objects.filter(pk=token.pk).revoke(at=at):
        return False
    ledger.append(Event.TOKEN_ENDED, chain=ledger.chain_of(token), by=by, at=at, reason=reason)
    return True
