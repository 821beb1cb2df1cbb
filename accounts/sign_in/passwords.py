"""What a password must be, in words that say what to do."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """So many characters at least; Django has no Chinese for its own sentence."""

    def get_error_message(self) -> str:
        """Says how many."""
        return _("Enter a password of at least %(number)s characters") % {"number": self.min_length}


class UnlikeTheAddress(UserAttributeSimilarityValidator):
    """Nothing that stands in the account; what people know of that is their address."""

    def get_error_message(self) -> str:
        """Speaks of the address: Django's own names a column of ours."""
        return _("Enter a password that is less like your address")
