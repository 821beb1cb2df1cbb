"""`manage.py verify_ledger`: say whether the ledger is whole, or name every entry that is not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from disclosures import keyring, ledger


class Command(BaseCommand):
    """Exit code 0 and a sentence when whole; 1 with one line for each thing that is wrong."""

    help = "Verify every chain, the global log and its signed checkpoints."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, showing progress on a terminal."""
        total, found = ledger.work_ahead(), 0
        terminal = Console(stderr=True)
        with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
            task = bar.add_task("Verifying the ledger", total=total)
            keys = (keyring.signing_key().public_key(),)
            for finding in ledger.verify(keys=keys, progress=lambda rows: bar.advance(task, rows)):
                found += 1
                self.stdout.write(str(finding))
        if found:
            raise CommandError(f"The ledger is NOT whole: {found} findings in {total} rows.", returncode=1)
        self.stdout.write(f"The ledger is whole: {total} rows verified.")
