"""Who may do what, and who may know of what: denied by default (DESIGN 4)."""

from disclosures.policies.acceptance import require_accepted, require_door
from disclosures.policies.deciding import (
    require_appeal_decider,
    require_complaint_closer,
    require_engagement_signer,
    require_finder,
    require_found_member,
    require_misuse_rejecter,
    require_qualifier,
    require_respondent,
    require_verifier,
)
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
    require_publisher,
    require_role,
    require_signer,
)

__all__ = [
    "POLICIES",
    "Permission",
    "Policy",
    "can_act",
    "require",
    "require_accepted",
    "require_appeal_decider",
    "require_complainant",
    "require_complaint_closer",
    "require_consent_giver",
    "require_data_subject",
    "require_door",
    "require_engagement_signer",
    "require_finder",
    "require_found_member",
    "require_misuse_decider",
    "require_misuse_rejecter",
    "require_publisher",
    "require_qualifier",
    "require_respondent",
    "require_role",
    "require_signer",
    "require_verifier",
]
