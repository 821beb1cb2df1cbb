"""Where sign-in follows the desk's rules instead of its library's."""

from __future__ import annotations

import logging
from email.utils import make_msgid
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.sign_in import proofs

logger = logging.getLogger(__name__)


class DeskAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """E-mail is the name; mails say nothing about anybody; suspended people do not come in."""

    def pre_login(self, request: HttpRequest, user: User, **words: Any) -> HttpResponse | None:
        """Sends suspended people to the page that says so; they have shown their password by then."""
        refused: HttpResponse | None = super().pre_login(request, user, **words)
        if refused is None and not proofs.may_enter(user):
            refused = self.respond_user_inactive(request, user)
        return refused

    def clean_email(self, email: str) -> str:
        """Refuses a new address to who belongs to an organisation: theirs is on its domain, and staff changes it."""
        user = self.request.user if self.request else None
        if isinstance(user, User) and user.organisation_id is not None:
            raise ValidationError(_("Your address belongs to your organisation. Write to the desk to change it."))
        return email.lower()

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Marks the address as verified, unless it has become somebody else's meanwhile, or its person an officer."""
        owner = email_address.user
        if owner.organisation_id is not None and email_address.email.lower() != owner.email.lower():
            return False
        others = User.objects.filter(email__iexact=email_address.email).exclude(pk=email_address.user_id)
        if others.exists():
            return False
        try:
            with transaction.atomic():
                return bool(super().confirm_email(request, email_address))
        except IntegrityError:
            return False

    def is_reauthentication_required(self, *, app: str, **words: Any) -> bool:
        """Who signed in a moment ago is not asked again."""
        del app, words
        return not proofs.is_recent(self.request, within=proofs.OPENING)

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """A short text, with a name that tells nothing of this machine."""
        del headers
        words = {"code": context.get("code", ""), "desk_url": settings.DESK_URL}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split())
        return EmailMessage(
            subject,
            render_to_string(f"{template_prefix}_message.txt", words).strip() + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [email] if isinstance(email, str) else email,
            headers={"Message-ID": make_msgid(domain=settings.DESK_MAIL_DOMAIN)},
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends it now, for somebody sits there waiting; a mail server that is away costs the mail and no error."""
        message = self.render_mail(template_prefix, email, context)
        try:
            message.send()
        except (OSError, SMTPException):
            logger.exception("A mail of sign-in did not leave; its reader can ask for another.")
