"""Whether data may leave the country it is stored in (P4)."""

from disclosures.domain.grounds import MAINLAND_CHINA
from disclosures.domain.roles import PUBLIC_BODIES


def may_cross(*, stored_in: str, recipient_in: str, recipient_kind: str, ground: str, approval_number: str) -> bool:
    """True at home, abroad with a ground; from mainland China to a foreign public body only with an approval."""
    if stored_in == recipient_in:
        return True
    if stored_in == MAINLAND_CHINA and recipient_kind in PUBLIC_BODIES and not approval_number:
        return False
    return bool(ground)
