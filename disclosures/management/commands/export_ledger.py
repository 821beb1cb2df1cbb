"""`manage.py export_ledger --out FILE`: the ledger as a file that proves itself, with the key to check it by."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from disclosures import keyring, ledger
from disclosures.ledger import notes
from disclosures.models import clock


class Command(BaseCommand):
    """Seals what is not sealed yet, then writes the log, its checkpoint and the public key."""

    help = "Export the ledger; check it anywhere with disclosures/ledger/verify_export.py FILE --key KEY."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the two files go."""
        parser.add_argument("--out", type=Path, required=True, help="the file of entries (JSON lines)")
        parser.add_argument("--key-out", type=Path, help="the public key's file; next to --out when not given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write beside the target and rename, so that no half export is ever taken for a whole one."""
        out: Path = options["out"]
        key_out: Path = options["key_out"] or out.with_suffix(".pub")
        key = keyring.signing_key()
        checkpoint = ledger.checkpoints.make(at=clock.now(), key=key)
        unfinished = out.with_name(f"{out.name}.part")
        terminal = Console(stderr=True)
        with (
            Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar,
            unfinished.open("wb") as file,
        ):
            task = bar.add_task("Exporting the ledger", total=checkpoint.size)
            ledger.export.write(checkpoint=checkpoint, file=file, progress=lambda rows: bar.advance(task, rows))
        unfinished.replace(out)
        key_out.write_text(notes.verifier_key(key.public_key()) + "\n", encoding="utf-8")
        self.stdout.write(f"{checkpoint.size} entries in {out}, the public key in {key_out}.")
