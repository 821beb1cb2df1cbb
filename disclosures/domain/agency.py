"""What an owner can authorise an agent to do with a right at the desk (P3e)."""

from enum import StrEnum


class AgencyScope(StrEnum):
    """How far an agent's authorisation goes."""

    COMPLAIN = "complain"
    COMPLAIN_AND_PASS_ON = "complain_and_pass_on"
