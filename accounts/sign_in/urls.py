"""The addresses below ``/account/``: the library's views that are used here, and our own pages."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from django.urls import URLPattern, URLResolver, include, path

from accounts.sign_in import again, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.show_account, name="account_home"),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("email/", views.email, name="account_email"),
    path("confirm-email/", again.ConfirmEmail.as_view(), name="account_email_verification_sent"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/confirm/", views.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/reset/complete/", views.complete_password_reset, name="account_complete_password_reset"),
    path("password/reset/done/", views.password_reset_from_key_done, name="account_password_reset_completed"),
    path("sessions/", pages.list_sessions, name="account_sessions"),
    path("sessions/others/end/", pages.end_other_sessions, name="account_end_others"),
    path("sessions/<int:key>/end/", pages.end_session, name="account_end_session"),
    path("2fa/", factors.index, name="mfa_index"),
    path("2fa/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/", include("allauth.mfa.totp.urls")),
    path("2fa/webauthn/", include("allauth.mfa.webauthn.urls")),
    path("2fa/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
