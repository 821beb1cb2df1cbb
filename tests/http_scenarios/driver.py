"""Plays a scenario through the HTTP API; what the file expects is compared exactly as the first driver does."""

from __future__ import annotations

from collections.abc import Callable

from disclosures.domain.particulars import STAFF_ONLY
from disclosures.models import Case
from disclosures.scenarios import expectations
from disclosures.scenarios.reading import Line, Scenario
from disclosures.scenarios.stage import Stage, plain
from tests.callers import Cast
from tests.http_scenarios.answers import Refused, body_of

NAMED_AT_THE_API = frozenset({"consent_withdrawn", "misuse"})


class Play:
    """One scenario on its way: the stage, and the people with their tokens."""

    def __init__(self, scenario: Scenario, *, cast: Cast, is_alone: bool = True) -> None:
        self.scenario, self.cast = scenario, cast
        self.is_alone = is_alone  # nobody else writes meanwhile, so a refusal must leave everything as it was
        self.stage = Stage(world=cast.world, written=scenario.case, at=scenario.at)
        self.stage.case_id = self.draft().pk

    @property
    def address(self) -> str:
        """Where the case answers."""
        return f"/cases/{self.stage.case.reference}/"

    def draft(self) -> Case:
        """Saves the written case as a new draft, by its filer's token."""
        answer = self.cast(self.scenario.case["filed_by"]).post("/cases/", filing_of(self.scenario, self.cast))
        return Case.objects.get(reference=body_of(answer)["reference"])

    def line(self, line: Line, act: Callable[..., None]) -> list[str]:
        """Plays one line; what is not as the line says is a sentence."""
        self.stage.remember()
        said = f"do {line.number} {line.verb}"
        try:
            act(self, line.words)
        except Refused as refusal:
            got = (refusal.code, refusal.fact if line.fact else None)
            if got != (line.fails, line.fact) and not _has_no_name_for_them(line, refusal):
                return [f"{said}: expected {line.fails} {line.fact}, got {refusal}"]
            changed = self.is_alone and self.stage.has_changed and not self.stage.pending_id
            return [f"{said}: was refused, and changed something"] if changed else []
        return [f"{said}: expected {line.fails}, it was not refused"] if line.fails else []

    def differences(self) -> list[str]:
        """What is not as expected."""
        return list(expectations.differences(self.stage, self.scenario.expect))


def _has_no_name_for_them(line: Line, refusal: Refused) -> bool:
    """A scenario means the case's consent or the report just made; the API wants a name, told to few (DESIGN 5.9)."""
    return line.verb in NAMED_AT_THE_API and (line.fails, refusal.code) == ("not_permitted", "not_found")


def filing_of(scenario: Scenario, cast: Cast) -> dict[str, object]:
    """The case as written, as a body of ``POST /cases/``."""
    case = scenario.case
    filing = {
        name: plain(case[name]) for name in ("basis", "subjects", "purpose", "asks", "legal_ground") if name in case
    }
    if recipient := case.get("recipient"):
        filing["recipient"] = {kind_of(recipient, cast): recipient}
    said = case.get("particulars") or {}
    return filing | {"particulars": {name: plain(value) for name, value in said.items() if name not in STAFF_ONLY}}


def kind_of(name: str, cast: Cast) -> str:
    """How a body names this party."""
    return "organisation" if name in cast.world.organisations else "person"
