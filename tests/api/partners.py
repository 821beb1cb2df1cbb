"""Two partners with engagements, and what one of them files for an order."""

from __future__ import annotations

from typing import Any

from disclosures.domain.roles import Role
from tests.callers import Cast
from tests.cast import staff

WORLD = """
members: {mei: {}, bo: {}}
organisations: {courier: {kind: partner}, rival: {kind: partner}}
people:
  kai: {role: partner, of: courier}
  kim: {role: partner, of: courier}
  rob: {role: partner, of: rival}
engagements:
  delivery: {partner: courier, items: [identity.legal_name, contact.phone], ends: 2090-01-01}
  repair: {partner: courier, items: [identity.legal_name, contact.phone], ends: 2090-01-01}
orders:
  - {engagement: delivery, member: mei}
  - {engagement: repair, member: mei}
"""


def a_cast() -> Cast:
    """Everybody of that world, and an administrator."""
    made = Cast(WORLD)
    made.world.users["admin.ada"] = staff("admin.ada", Role.ADMINISTRATOR)
    return made


def filing(engagement: str = "delivery") -> dict[str, Any]:
    """A filing on the order of one member."""
    return {
        "basis": "service_provision", "subjects": ["mei"], "recipient": {"organisation": "courier"},
        "purpose": "delivery", "asks": ["contact.phone"], "submit": True,
        "legal_ground": {"ground": "contract_necessity", "article": "PIPL 13(2)"},
        "particulars": {"engagement": engagement},
    }  # fmt: skip
