"""Who may do what, and who may know of what: denied by default (DESIGN 4)."""

from disclosures.policies.table import (
    POLICIES,
    Permission,
    Policy,
    can_act,
    require,
    require_complainant,
    require_consent_giver,
    require_data_subject,
    require_misuse_decider,
    require_role,
    require_signer,
)

__all__ = [
    "POLICIES",
    "Permission",
    "Policy",
    "can_act",
    "require",
    "require_complainant",
    "require_consent_giver",
    "require_data_subject",
    "require_misuse_decider",
    "require_role",
    "require_signer",
]
