"""How people and organisations are named in bodies and answers outside cases."""

from __future__ import annotations

from typing import Any

from accounts.models import Organisation, User
from disclosures.api.cases.filing import Folded, Recipient
from disclosures.api.cases.rows import PartySerializer

__all__ = ["Folded", "PartySerializer", "Recipient", "written"]


def written(party: User | Organisation | None, *, named: str = "") -> dict[str, Any]:
    """A party by kind and name; somebody whom the desk does not know as the writer named them."""
    kind = "organisation" if isinstance(party, Organisation) else "person"
    return {"kind": kind, "name": named or (party.name if party else "")}
