"""Plays one scenario: the world, each line through the real actions, then the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction

from disclosures.domain.errors import DeskError
from disclosures.scenarios import expectations, reading, world
from disclosures.scenarios.reading import Line, Scenario, ScenarioError
from disclosures.scenarios.stage import Stage
from disclosures.scenarios.verbs import VERBS
from disclosures.scenarios.world import World


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario went; no differences is a pass."""

    id: str
    title: str
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """True when everything was as expected."""
        return not self.differences


def play(raw: Mapping[str, Any]) -> Result:
    """Plays a scenario on the database at hand, which must be empty; an error of the scenario is a difference."""
    title = str(raw.get("title", ""))
    try:
        scenario = reading.read(raw)
        return Result(scenario.id, title, tuple(_play(scenario)))
    except (ScenarioError, KeyError, TypeError, ValueError) as wrong:
        said = str(wrong) if isinstance(wrong, ScenarioError) else f"{type(wrong).__name__}: {wrong}"
        return Result(str(raw.get("id")), title, (f"the scenario is wrong: {said}",))


def _play(scenario: Scenario) -> list[str]:
    stage = Stage(world=_given(scenario), written=scenario.case, at=scenario.at)
    stage.case_id = stage.draft().pk
    found: list[str] = []
    for line in scenario.do:
        found += _play_line(stage, line)
        stage.work()
    return [*found, *expectations.differences(stage, scenario.expect)]


def _given(scenario: Scenario) -> World:
    try:
        with transaction.atomic():
            return world.build(scenario.given, at=scenario.at)
    except DatabaseError as refused:
        raise ScenarioError(f"given: the database refuses it ({refused})") from refused


def _play_line(stage: Stage, line: Line) -> list[str]:
    stage.remember()
    said = f"do {line.number} {line.verb}"
    try:
        VERBS[line.verb](stage, line.words)
    except DeskError as refusal:
        if line.fails is None:
            return [f"{said}: refused with {_named(refusal.code, refusal.fact)}"]
        if (refusal.code, refusal.fact if line.fact else None) != (line.fails, line.fact):
            return [f"{said}: expected {_named(line.fails, line.fact)}, got {_named(refusal.code, refusal.fact)}"]
        return [f"{said}: was refused, and changed something"] if stage.has_changed and not stage.pending_id else []
    return [f"{said}: expected {line.fails}, it was not refused"] if line.fails else []


def _named(code: str, fact: str | None) -> str:
    return f"{code} {fact}" if fact else code
