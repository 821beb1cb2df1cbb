"""The accounts app: who people are and what they agreed to."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """People, organisations, consents and the members' own records."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A desk has a privacy policy and an agreement from its first start; and listen to what sign-in says."""
        import accounts.sign_in.receivers  # noqa: F401 - it registers by being read

        post_migrate.connect(_load_first_versions, sender=self, dispatch_uid="first-policy-versions")


def _load_first_versions(*, using: str, **_: Any) -> None:
    from django.db import connections

    from accounts.models import PolicyVersion
    from accounts.terms import shipped

    if PolicyVersion._meta.db_table in connections[using].introspection.table_names():
        shipped.load(using=using)
