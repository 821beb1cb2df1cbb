"""``manage.py rotate_keys``: a fresh wrapping key in front, and all stored keys under it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from disclosures import keyring
from disclosures.delivery import rewrapping


class Command(BaseCommand):
    """Renews the key file's wrapping key; keys given by DESK_KEYS are renewed by whoever gives them."""

    help = (
        "Make a fresh wrapping key (unless DESK_KEYS gives the keys) and wrap every stored key under the current one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add a way to only wrap again, for after an interruption."""
        parser.add_argument("--rewrap-only", action="store_true", help="make no new key")

    def handle(self, *args: Any, **options: Any) -> None:
        """Renew, then wrap again, with progress on a terminal."""
        if not settings.DESK_KEYS and not options["rewrap_only"]:
            self.stdout.write(f"The current wrapping key is now {keyring.renew()}.")
        changed = rewrapping.rewrap_all(progress=self._show)
        self.stdout.write(f"{changed} keys wrapped again. Older wrapping keys may go once no key names them.")

    def _show(self, changed: int) -> None:
        if self.stderr.isatty() and changed % 100 == 0:
            self.stderr.write(f"\r{changed} keys wrapped again", ending="")
