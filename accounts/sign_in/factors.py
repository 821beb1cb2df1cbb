"""Second factors: their secrets rest encrypted, and who must have one keeps one."""

from __future__ import annotations

import re

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.sign_in import proofs, secret_box

ISSUER = "Paletten Disclosure Desk"


class DeskFactors(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """A copy of the database gives nobody a second factor."""

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - the library's name
        """What a new key is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Key %(number)s") % {"number": number}

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows."""
        return ISSUER

    def _get_site_name(self) -> str:
        return ISSUER

    def get_totp_label(self, user: User) -> str:
        """The address that the person signs in with."""
        return str(user.email or user.name)

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as part of the page: the content policy lets no data address be loaded."""
        drawn = super().build_totp_svg(url)
        bare = re.sub(r"<\?xml.*?\?>", "", drawn)
        return re.sub(
            r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r'\1 class="pc-qr" aria-hidden="true"', bare, count=1
        )

    def encrypt(self, text: str) -> str:
        """For the database."""
        return secret_box.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """From the database."""
        return secret_box.unlock(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of who must have one."""
        return others_than(authenticator).exists() or not proofs.needs_second_factor(authenticator.user)


def others_than(authenticator: Authenticator) -> QuerySet[Authenticator]:
    """The other second factors of its person; recovery codes only stand in for one."""
    theirs = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
    return theirs.exclude(type=Authenticator.Type.RECOVERY_CODES)  # type: ignore[no-any-return]  # the library has no types
