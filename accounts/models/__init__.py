"""Who people are, what they agreed to, and the data held about them: one table per file."""

from accounts.models.access_record import AccessRecord
from accounts.models.activity_record import ActivityRecord
from accounts.models.consent import Consent, ConsentItem
from accounts.models.counter import Counter
from accounts.models.language import Language
from accounts.models.member_record import MemberRecord
from accounts.models.membership import Membership
from accounts.models.organisation import Organisation
from accounts.models.partner_record import PartnerRecord
from accounts.models.policy import Acceptance, Document, PolicyText, PolicyVersion
from accounts.models.preferences import Preferences
from accounts.models.register_value import RegisterValue
from accounts.models.role_grant import RoleGrant
from accounts.models.token import Scope, Token
from accounts.models.user import Reach, RoleAssignment, User
from accounts.models.verification import Verification

__all__ = [
    "Acceptance",
    "AccessRecord",
    "ActivityRecord",
    "Consent",
    "ConsentItem",
    "Counter",
    "Document",
    "Language",
    "MemberRecord",
    "Membership",
    "Organisation",
    "PartnerRecord",
    "PolicyText",
    "PolicyVersion",
    "Preferences",
    "Reach",
    "RegisterValue",
    "RoleAssignment",
    "RoleGrant",
    "Scope",
    "Token",
    "User",
    "Verification",
]
