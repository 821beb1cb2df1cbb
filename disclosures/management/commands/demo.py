"""``manage.py demo``: fills an empty desk with invented people and cases, and shows who signs in and how cases went."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import environ
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from rich.console import Console
from rich.progress import Progress

from disclosures.demo import fill, paper, sign_ins, walk
from disclosures.models import Case, clock
from paletten.environment import secret_key

NOT_EMPTY = (
    "There are people or cases in this database already, and the demo is for an empty one. "
    "Use `demo --again` to see the sign-ins and the walk without adding anything, "
    "or another DESK_DATA_DIR to start anew."
)


class Command(BaseCommand):
    """Adds to an empty database only; everything in it is invented."""

    help = "Fill an empty desk with a small invented platform; print the sign-ins and one case of each basis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ways to look again without adding anything."""
        parser.add_argument("--again", action="store_true", help="add nothing; print sign-ins and walk again")
        parser.add_argument("--walk", action="store_true", help="add nothing; print only the walk")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fills, unless told not to, then prints."""
        if Case._meta.db_table not in connection.introspection.table_names():
            raise CommandError("The database has no tables yet. Run `manage.py migrate` first.")
        if not (options["again"] or options["walk"]):
            self._fill()
        if not options["verbosity"]:
            return
        if not options["walk"]:
            self._print_sign_ins()
        self.stdout.write(paper.printed(lambda console: walk.show(console=console), colour=self.stdout.isatty()))

    def _fill(self) -> None:
        if not fill.is_empty():
            raise CommandError(NOT_EMPTY)
        # The second factors are kept under the secret key: it must be the one that the servers will read.
        settings.SECRET_KEY = secret_key.keep(env=environ.Env(), data_dir=Path(settings.DATA_DIR))
        terminal = Console(stderr=True)
        with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
            task = bar.add_task("Filling the demo", total=100)
            fill.fill(at=clock.now(), step=lambda percent: bar.update(task, completed=percent))

    def _print_sign_ins(self) -> None:
        if sign_ins.path().exists():
            self.stdout.write(sign_ins.path().read_text(encoding="utf-8"))
        else:
            self.stdout.write(f"The sign-ins were written to {sign_ins.path()} when the demo was filled; it is gone.")
