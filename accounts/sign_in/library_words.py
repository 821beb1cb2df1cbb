"""What the sign-in library says to people, marked here so that our translations stand before its own.

Its own call a code that is wrong an error code, and an address three different things.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Authenticator code"),
    _("Be patient, you are sending too many requests."),
    _("Code"),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Invalid login."),
    _("The email address and/or password you specified are not correct."),
    _("The new value must be different from the current one."),
    _("This email address is already associated with this account."),
    _("Too many failed login attempts. Try again later."),
    _("Use a security key"),
    _("Use authenticator app or code"),
    _("Use your password"),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("You cannot add an email address to an account protected by two-factor authentication."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
)
