"""The disclosures app: what the desk does."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class DisclosuresConfig(AppConfig):
    """Cases, signatures, releases and the ledger."""

    name = "disclosures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keeps the ledger's triggers in place: SQLite drops them silently when a migration rebuilds a table."""
        from disclosures.ledger import checks  # noqa: F401 - registers the check; models must be loaded first
        from disclosures.sources import checks as _sources  # noqa: F401 - the same

        post_migrate.connect(_install_triggers, sender=self, dispatch_uid="ledger-triggers")


def _install_triggers(*, using: str, **_: Any) -> None:
    from disclosures.ledger import triggers

    triggers.install(connections[using])
