"""``manage.py sources``: where members' data is read from, in which country, and whether each source answers now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from disclosures.delivery import reachable
from disclosures.domain.catalogue import in_order


class Command(BaseCommand):
    """One line for each source of the mapping file; each is asked about a member that nobody is."""

    help = "Show the sources of members' data, and ask each whether it answers as its mapping says (docs/sources.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks whether every mapped item exists, so that each column and pointer is tried and no value is read."""
        for answer in reachable.sources_now():
            source, state = answer.source, answer.trouble or "answers"
            country = source.stores(subject=None)
            self.stdout.write(f"{source.name} {country} {state}: {' '.join(in_order(source.keeps))}")
        self.stdout.write("Everything else is read from the desk's own tables.")
