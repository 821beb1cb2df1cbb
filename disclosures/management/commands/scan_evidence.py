"""Puts files that came while the desk had no virus scanner before it, once it has one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosures.delivery.evidence import clamav, scanning
from disclosures.models import clock


class Command(BaseCommand):
    """Nobody reads them until they are passed."""

    help = "Put every unscanned file of evidence before the virus scanner."

    def handle(self, **_options: Any) -> None:
        """Say how many there are; workers do the rest."""
        if not clamav.is_set_up():
            raise CommandError("There is no scanner: set DESK_CLAMAV, for the workers too.")
        count = scanning.hold_unscanned(at=clock.now())
        self.stdout.write(f"{count} files wait for the scanner.")
