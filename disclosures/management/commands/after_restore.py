"""``manage.py after_restore``: run once after a backup was restored, before workers start (docs/operations.md)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from disclosures.delivery import upkeep
from disclosures.models import clock


class Command(BaseCommand):
    """Destroys keys again that were destroyed after the backup; lets nothing be delivered twice."""

    help = "Make a restored database safe: shredded stays shredded, what may have been delivered waits for a person."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what was done."""
        keys, cases = upkeep.make_restored_safe(at=clock.now())
        self.stdout.write(f"{keys} destroyed keys had come back and were destroyed again.")
        self.stdout.write(f"{cases} approved cases wait as release_failed for a person to retry or refuse them.")
