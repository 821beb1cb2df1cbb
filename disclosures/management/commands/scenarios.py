"""``manage.py scenarios PATH…``: plays situations through the real rules on a scratch database (DESIGN 9)."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosures.scenarios import player, reading, scratch
from disclosures.scenarios.player import Result


class Command(BaseCommand):
    """Prints a line for each scenario and exits with 1 if any fails."""

    help = "Play scenarios (YAML files or folders) and say what would leave."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, and whether the answer is for a machine."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plays everything, then says how many passed."""
        try:
            raw = [scenario for path in reading.files(options["paths"]) for scenario in reading.load(path)]
        except reading.ScenarioError as wrong:
            raise CommandError(str(wrong)) from wrong
        results = []
        with scratch.database() as desk:
            for scenario in raw:
                desk.fresh()
                results.append(player.play(scenario))
                if not options["as_json"]:
                    self._print(results[-1])
        failed = sum(not result.passed for result in results)
        if options["as_json"]:
            self.stdout.write(json.dumps([_plain(result) for result in results], ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"{len(results) - failed} passed, {failed} failed")
        if failed or not results:
            sys.exit(1)

    def _print(self, result: Result) -> None:
        if result.passed:
            self.stdout.write(f"PASS {result.id}")
        for difference in result.differences:
            self.stdout.write(f"FAIL {result.id}: {difference}")


def _plain(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "title": result.title,
        "passed": result.passed,
        "differences": list(result.differences),
    }
