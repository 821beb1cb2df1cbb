"""Which signatures a case needs, in order, and who may give each (POLICY "steps", DESIGN 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from disclosures.domain.facts import Circumstance
from disclosures.domain.roles import Role


class StepName(StrEnum):
    """The signatures known to the desk."""

    REVIEW = "review"
    LEGAL_REVIEW = "legal_review"
    PRIVACY = "privacy"
    AUTHENTICATE = "authenticate"
    COUNTERSIGN = "countersign"
    EMERGENCY = "emergency"
    QUALIFY = "qualify"
    IP_REVIEW = "ip_review"


SIGNERS: Mapping[StepName, frozenset[Role]] = {
    StepName.REVIEW: frozenset({Role.REVIEWER}),
    StepName.LEGAL_REVIEW: frozenset({Role.COUNSEL}),
    StepName.PRIVACY: frozenset({Role.PRIVACY_OFFICER}),
    StepName.AUTHENTICATE: frozenset({Role.REVIEWER}),
    StepName.COUNTERSIGN: frozenset({Role.COUNSEL, Role.PRIVACY_OFFICER}),
    StepName.EMERGENCY: frozenset({Role.COUNSEL, Role.PRIVACY_OFFICER}),
    StepName.QUALIFY: frozenset({Role.REVIEWER}),
    StepName.IP_REVIEW: frozenset({Role.COUNSEL}),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One place on a basis's route. ``only_if`` adds it, ``waived_by`` takes it away."""

    name: StepName
    waived_by: Circumstance | None = None
    only_if: Circumstance | None = None


def route(steps: Collection[Step], *, circumstances: frozenset[Circumstance]) -> tuple[StepName, ...]:
    """The steps that these circumstances need, in the order of signing.

    A protected subject adds counsel and then the privacy officer after the basis's own steps, a sensitive item the
    privacy officer once and last; each unless it is there already. An emergency keeps its two signatures.
    """
    own = [step.name for step in steps if _is_needed(step, circumstances)]
    if Circumstance.EMERGENCY in circumstances:
        return tuple(own)
    added: list[StepName] = []
    if Circumstance.PROTECTED in circumstances:
        added += [StepName.LEGAL_REVIEW, StepName.PRIVACY]
    if Circumstance.SENSITIVE_ASKED in circumstances:
        added += [StepName.PRIVACY]
    return tuple(dict.fromkeys(own + added)) if added else tuple(own)


def _is_needed(step: Step, circumstances: frozenset[Circumstance]) -> bool:
    if step.waived_by is not None and step.waived_by in circumstances:
        return False
    return step.only_if is None or step.only_if in circumstances


def roles_wanted(
    step: StepName, *, earlier: Collection[Role], circumstances: frozenset[Circumstance]
) -> frozenset[Role]:
    """The roles that can give the signature that is due.

    ``earlier`` are the roles under which the same step was signed before. An emergency's two signatures for a
    protected subject are one counsel's and one privacy officer's (POLICY "For every basis").
    """
    if {Circumstance.EMERGENCY, Circumstance.PROTECTED} <= circumstances:
        return SIGNERS[step] - frozenset(earlier)
    return SIGNERS[step]
