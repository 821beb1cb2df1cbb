"""``manage.py sources``: where members' data is read from, in which country, and whether each source answers now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from disclosures import sources
from disclosures.domain.catalogue import in_order
from disclosures.domain.errors import SourceProblem
from disclosures.domain.extents import Detail, Extent
from disclosures.sources import Context


class Command(BaseCommand):
    """One line for each source of the mapping file; each is asked about a member that nobody is."""

    help = "Show the sources of members' data, and ask each whether it answers as its mapping says (docs/sources.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks whether every mapped item exists, so that each column and pointer is tried and no value is read."""
        for source in sources.outside():
            items = in_order(source.keeps)
            asked = dict.fromkeys(items, Extent(Detail.EXISTENCE))
            try:
                source.held(subject=None, items=asked, context=Context())
                state = "answers"
            except SourceProblem as problem:
                state = problem.code
            country = source.stores(subject=None)
            self.stdout.write(f"{source.name} {country} {state}: {' '.join(items)}")
        self.stdout.write("Everything else is read from the desk's own tables.")
