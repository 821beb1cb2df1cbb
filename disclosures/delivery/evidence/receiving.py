"""Makes an upload evidence: looked into, stored sealed, then written down in one transaction; nothing is half-saved."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from disclosures import keyring
from disclosures.actions import evidence as actions
from disclosures.delivery import vault
from disclosures.delivery.evidence import inspecting, pieces
from disclosures.delivery.evidence.arriving import Arrived
from disclosures.domain.errors import DeskError
from disclosures.domain.evidence.kinds import EvidenceKind
from disclosures.domain.evidence.names import safe_name
from disclosures.domain.evidence.sealed_file import SealedFile
from disclosures.models import Evidence
from disclosures.policies.evidence import Thing


def receive(*, thing: Thing, arrived: Arrived, kind: EvidenceKind, by: User, at: datetime) -> Evidence:
    """The file as the desk has it from now on; raises each refusal of a file, and those of ``actions.evidence.add``."""
    type_ = inspecting.inspect(arrived)
    wrapped_key, wrapped_by = keyring.wrap(arrived.key)
    name = safe_name(arrived.name, type_=type_)
    file = SealedFile(
        id=arrived.id,
        kind=kind,
        file_type=type_,
        size=arrived.size,
        sha256=arrived.sha256,
        package=vault.new_name(folder=vault.EVIDENCE),
        sealed_name=pieces.seal_name(name, key=arrived.key, ident=str(arrived.id)),
        wrapped_key=wrapped_key,
        wrapped_by=wrapped_by,
    )
    vault.write_from(file.package, arrived.sealed)
    try:
        return actions.add(thing=thing, file=file, by=by, at=at)
    except DeskError:
        vault.remove(file.package)  # after any other error the commit may have happened; orphans are swept by age
        raise
