"""``manage.py transparency_report``: publishes what is due of the transparency report, and prints what is published."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from disclosures.actions import transparency as reports
from disclosures.domain.basis import BasisCode
from disclosures.domain.transparency import DeskFigure, Figure, HalfYear, most
from disclosures.models import TransparencyReport, clock
from disclosures.queries import transparency


class Command(BaseCommand):
    """The workers do the same once a day; here nobody waits for them."""

    help = "Publish the transparency report of each half-year that is over for 30 days, and print the newest or one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which report, and how."""
        parser.add_argument("half_year", nargs="?", help="as 2026-H1; the newest when not given")
        parser.add_argument("--json", action="store_true", help="as JSON: of each number the least that it can be")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, then print."""
        wanted: str | None = options["half_year"]
        if wanted is not None and HalfYear.named(wanted) is None:
            raise CommandError("A half-year is written as 2026-H1.")
        with transaction.atomic(durable=True):
            reports.publish_due(at=clock.now())
        found = transparency.published()
        report = (found.filter(half_year=wanted) if wanted else found).first()
        if report is None:
            raise CommandError("Not published: a report comes 30 days after the end of a half-year with filings.")
        self.stdout.write(json.dumps(_whole(report), indent=2) if options["json"] else "\n".join(_lines(report)))


def _whole(report: TransparencyReport) -> dict[str, Any]:
    return {"half_year": report.half_year, "published_at": report.published_at.isoformat(), **report.figures}


def _lines(report: TransparencyReport) -> list[str]:
    """One line for each basis, and one for each figure of the desk."""
    head = [f"{report.half_year}, published {report.published_at:%Y-%m-%d}; each number lies in the step that is shown"]
    bases, desk = report.figures["bases"], report.figures["desk"]
    named = [
        f"{basis}: " + ", ".join(f"{figure} {_step(bases[basis][figure])}" for figure in Figure) for basis in BasisCode
    ]
    return [*head, *named, *(f"{figure}: {_step(desk[figure])}" for figure in DeskFigure)]


def _step(foot: int) -> str:
    return f"{foot}-{most(foot)}"
