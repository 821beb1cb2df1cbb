"""The accounts app: who people are and what they agreed to."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, consents and the members' own records."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
