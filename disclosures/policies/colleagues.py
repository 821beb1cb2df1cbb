"""With whom somebody shares what an organisation asked and received: by a role of it, an officer once called back.

A stolen mailbox of a real office gets an impostor in, and no further than what they write themselves (decision 0083);
and whose role was taken away is as far outside as who left (decision 0088).
"""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from disclosures.domain.roles import PUBLIC_BODIES, OrganisationKind, Role

ROLES_OF_KIND: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.AUTHORITY: (Role.AUTHORITY,),
    OrganisationKind.COURT: (Role.AUTHORITY,),
    OrganisationKind.PARTNER: (Role.PARTNER,),
    OrganisationKind.COMPANY: (Role.PARTNER, Role.COMPLAINANT),
    OrganisationKind.RIGHTS_HOLDER: (Role.COMPLAINANT,),
}
"""What joining an organisation can make of a person; the first when nothing is said. A law firm is a company."""


def home_of(by: User, *, at: datetime) -> int | None:
    """The organisation whose requests, preservations and files ``by`` shares; ``None`` where that is nobody's yet."""
    home = by.organisation
    if home is None or by.roles.isdisjoint(ROLES_OF_KIND[OrganisationKind(home.kind)]):
        return None
    if home.kind in PUBLIC_BODIES and not by.is_verified(at=at):
        return None
    return home.pk


def verified_home_of(by: User, *, at: datetime) -> int | None:
    """The organisation for which ``by`` receives and speaks: staff verified them, whatever its kind."""
    return home_of(by, at=at) if by.is_verified(at=at) else None
