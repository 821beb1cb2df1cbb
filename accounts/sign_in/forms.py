"""Sign-up and forgotten passwords: the same answer and the same work, whether an address is known or not."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from accounts.sign_in import addresses, handles

ADDRESS = _("E-mail address")
NEW_PASSWORD = _("New password")
NEW_PASSWORD_AGAIN = _("New password, again")
KEY_NAME = _("Name of the key")
GOOD_PASSWORD = _("At least 12 characters. Three or four words that have nothing to do with each other are good.")
NOBODYS = "rehearsal@invalid.invalid"
LOOKED_UP = 4
"""So often the library looks at an account that it has just made."""


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """Address and password."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["login"].label = ADDRESS
        self.fields["password"].help_text = ""


class SignUpForm(SignupForm):  # type: ignore[misc]  # the library has no types
    """Address and password. The account has an opaque handle, and no address before that is verified."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["email"].label = ADDRESS
        self.fields["password1"].help_text = GOOD_PASSWORD

    def validate_unique_email(self, value: str) -> str:
        """Notes whether the address is taken; nobody is told but its owner, by mail."""
        self.account_already_exists = addresses.is_taken(email=value)
        return value

    def try_save(self, request: HttpRequest) -> Any:
        """Makes the account; for a taken address does the same work and takes it back."""
        if self.account_already_exists:
            with transaction.atomic():
                user = self._make(email=NOBODYS)
                for _ in range(LOOKED_UP):
                    EmailAddress.objects.filter(user=user).first()
                transaction.set_rollback(True)
        return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        """The new account, which nobody can sign in to before the code of the mail came back."""
        del request
        with transaction.atomic():
            return self._make(email=self.cleaned_data["email"])

    def _make(self, *, email: str) -> User:
        addresses.drop_pending(email=email)
        language = languages.spoken(get_language())  # that of the page, which its reader understands
        password = self.cleaned_data["password1"]
        user = User.objects.create_user(name=handles.make(), password=password, language=language)
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
        return user


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # the library has no types
    """Also the way in for members whom the platform made known, and who have no password yet."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["email"].label = ADDRESS

    def clean_email(self) -> str:
        """Whose address it is, if anybody's."""
        email: str = self.cleaned_data["email"].lower()
        owner = addresses.owner_of(email=email)
        self.users = [owner] if owner is not None and owner.is_active else []
        return email


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # the library has no types
    """The password after a code from a mail."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["password1"].label = NEW_PASSWORD
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = NEW_PASSWORD_AGAIN


class OtherPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """The password after the one of before."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = NEW_PASSWORD
        self.fields["password1"].help_text = GOOD_PASSWORD
        self.fields["password2"].label = NEW_PASSWORD_AGAIN


class OtherAddressForm(AddEmailForm):  # type: ignore[misc]  # the library has no types
    """The address after the one of before."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["email"].label = _("New e-mail address")


class NewKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey or security key, in words that say what it will do."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["name"].label = KEY_NAME
        self.fields["name"].help_text = _("So that you know it again, for instance by the device it is kept on.")
        self.fields["passwordless"].label = _("Let it sign me in by itself, without my password")
        self.fields["passwordless"].help_text = _("It is then a passkey, and asks for your fingerprint, face or PIN.")


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Another name for a key."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["name"].label = KEY_NAME
