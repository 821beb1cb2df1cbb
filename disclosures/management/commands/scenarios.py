"""``manage.py scenarios PATH…``: plays situations through the real rules on a scratch database (DESIGN 9)."""

from __future__ import annotations

import itertools
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosures.scenarios import player, reading, scratch
from disclosures.scenarios.player import Result
from disclosures.scenarios.scratch import Scratch


class Command(BaseCommand):
    """Prints a line for each scenario and exits with 1 if any fails."""

    help = "Play scenarios (YAML files or folders) and say what would leave."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, and whether the answer is for a machine."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plays everything, then says how many passed; a file that cannot be read fails, and the others are played."""
        try:
            paths = list(reading.files(options["paths"]))
        except reading.ScenarioError as wrong:
            raise CommandError(str(wrong)) from wrong
        results = []
        with scratch.database() as desk:
            for result in itertools.chain.from_iterable(_played(path, desk=desk) for path in paths):
                results.append(result)
                if not options["as_json"]:
                    self._print(result)
        failed = sum(not result.passed for result in results)
        if options["as_json"]:
            self.stdout.write(json.dumps([_plain(result) for result in results], ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"{len(results) - failed} passed, {failed} failed")
        if not results:
            raise CommandError("no scenario in there: a scenario file is a list, a folder means its *.yaml")
        if failed:
            sys.exit(1)

    def _print(self, result: Result) -> None:
        if result.passed:
            self.stdout.write(f"PASS {result.id}")
        for difference in result.differences:
            self.stdout.write(f"FAIL {result.id}: {difference}")


def _played(path: Path, *, desk: Scratch) -> Iterator[Result]:
    try:
        found = reading.load(path)
    except reading.ScenarioError as wrong:
        yield Result(path.name, "", (str(wrong),))
        return
    for raw in found:
        desk.fresh()
        yield player.play(raw)


def _plain(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "title": result.title,
        "passed": result.passed,
        "differences": list(result.differences),
    }
