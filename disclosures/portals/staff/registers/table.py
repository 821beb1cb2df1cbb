"""All registers, in the order of their cards; the name is the one in the address."""

from __future__ import annotations

from collections.abc import Mapping

from disclosures.portals.staff.registers import (
    agencies,
    attestations,
    complaints,
    engagements,
    findings,
    incidents,
    joinings,
    misuse,
    organisations,
    people,
    preservations,
    quarantine,
    rights,
    roles,
    undelivered,
)
from disclosures.portals.staff.registers.shape import Register

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for register in (
        organisations.REGISTER,
        agencies.REGISTER,
        people.REGISTER,
        joinings.REGISTER,
        roles.REGISTER,
        engagements.REGISTER,
        attestations.REGISTER,
        rights.REGISTER,
        complaints.REGISTER,
        findings.REGISTER,
        misuse.REGISTER,
        incidents.REGISTER,
        preservations.REGISTER,
        undelivered.REGISTER,
        quarantine.REGISTER,
    )
}
