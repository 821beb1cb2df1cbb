"""Whether data may leave the country it is stored in, and which country it then went to (P4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from disclosures.domain.grounds import MAINLAND_CHINA
from disclosures.domain.roles import PUBLIC_BODIES


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a recipient is, in one country or for a person of an organisation abroad in two, and of which kind."""

    countries: tuple[str, ...]
    kind: str = ""

    def crosses(self, *, stored_in: str) -> bool:
        """True when anything of the recipient is in another country."""
        return any(country != stored_in for country in self.countries)

    def country(self, *, stored_in: Collection[str]) -> str:
        """The country that the data went to, as the register of transfers names it: where there is one, that abroad."""
        abroad = (country for country in self.countries if set(stored_in) - {country})
        return next(abroad, self.countries[0])


def may_cross(*, stored_in: str, to: Destination, ground: str, approval_number: str) -> bool:
    """True at home, abroad with a ground; from mainland China to a foreign public body only with an approval."""
    if not to.crosses(stored_in=stored_in):
        return True
    if stored_in == MAINLAND_CHINA and to.kind in PUBLIC_BODIES and not approval_number:
        return False
    return bool(ground)
