"""Legal grounds a case stores beside its clause, and grounds for a transfer abroad (POLICY "For every basis", P4)."""

from enum import StrEnum


class Ground(StrEnum):
    """A policy clause is not by itself a legal ground."""

    CONSENT = "consent"
    CONTRACT_NECESSITY = "contract_necessity"
    LEGAL_DUTY = "legal_duty"
    EMERGENCY = "emergency"
    PUBLIC_INTEREST = "public_interest"
    PUBLIC_DATA = "public_data"
    OTHER_LAW = "other_law"


class TransferGround(StrEnum):
    """Why an item may leave the country it is stored in."""

    TREATY = "treaty"
    STANDARD_CONTRACT = "standard_contract"
    SECURITY_ASSESSMENT = "security_assessment"
    CERTIFICATION = "certification"
    SEPARATE_CONSENT = "separate_consent"
    OTHER_LAW = "other_law"


MAINLAND_CHINA = "CN"
"""What is stored here goes to no foreign public body without the competent authority's approval number (P4)."""


class RefusalCode(StrEnum):
    """The ten of the EU's Form 3; staff refuse with one of them on every basis."""

    INCOMPLETE = "incomplete"
    MANIFEST_ERRORS = "manifest_errors"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    NOT_HELD = "not_held"
    IMPOSSIBLE = "impossible"
    NOT_PROPERLY_ISSUED = "not_properly_issued"
    NOT_FOR_IDENTIFYING_USER = "not_for_identifying_user"
    SERVICE_NOT_COVERED = "service_not_covered"
    IMMUNITIES = "immunities"
    CONFLICT_OF_LAWS = "conflict_of_laws"


TELL_OF_HOLDINGS = frozenset({RefusalCode.NOT_HELD, RefusalCode.IMPOSSIBLE})
"""Codes that say what is held: only where the clause allows it, and after the instrument was authenticated (P3c)."""
