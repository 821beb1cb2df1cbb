"""``manage.py jobs``: what the desk has promised and not kept, and a way to try again what gave up."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from disclosures import outbox
from disclosures.models import clock
from disclosures.outbox import attention


class Command(BaseCommand):
    """Numbers first, then one line for each job that waits for a person."""

    help = "Show waiting jobs, and with --retry put jobs that gave up back (docs/operations.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which jobs to try again."""
        parser.add_argument("--retry", nargs="+", type=UUID, default=[], metavar="ID", help="jobs that gave up")

    def handle(self, *args: Any, **options: Any) -> None:
        """Retries what was named, then says how things are."""
        at = clock.now()
        if options["retry"]:
            self.stdout.write(f"{attention.retry_all(ids=options['retry'], at=at)} put back.")
        found = outbox.backlog(at=at)
        late = int(found.oldest.total_seconds())
        self.stdout.write(
            f"{found.due} due (the oldest {late} s late), {found.leased} at work, "
            f"{found.dead} given up, {found.parked} parked."
        )
        for job in attention.waiting():
            about = " ".join(f"{name}={value}" for name, value in sorted(job.ids.items()))
            self.stdout.write(
                f"{job.pk} {job.state} {job.topic} {about} attempts={job.attempts} {job.last_error}".rstrip()
            )
