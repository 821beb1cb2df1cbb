"""Named yes/no questions that the desk answers from its own records (POLICY, "Facts"; FORMAT, last paragraph)."""

from enum import StrEnum


class Fact(StrEnum):
    """What a basis must show. In the order in which a missing one is named."""

    LIVE_CONSENT = "live_consent"
    ENGAGEMENT_ACTIVE = "engagement_active"
    ORDER_OPEN = "order_open"
    OFFICER_VERIFIED = "officer_verified"
    INSTRUMENT_COMPLETE = "instrument_complete"
    CALLED_BACK = "called_back"
    FINDING_FINAL = "finding_final"
    NECESSITY_STATED = "necessity_stated"
    COMPLAINANT_QUALIFIED = "complainant_qualified"
    COMPLAINT_OPEN = "complaint_open"
    COMPLAINANT_ASKED = "complainant_asked"
    RECIPIENT_IS_RESPONDENT = "recipient_is_respondent"
    IS_PARTY = "is_party"
    HAS_PERFORMED = "has_performed"
    TRANSACTION_OPEN = "transaction_open"
    RATIONALE_WRITTEN = "rationale_written"
    ASSESSMENT_ON_FILE = "assessment_on_file"


class Circumstance(StrEnum):
    """What waives or adds a step, a fact or a permission. Not something a requester must show."""

    STANDING_APPROVAL = "standing_approval"
    EMERGENCY = "emergency"
    TELLING_FORBIDDEN = "telling_forbidden"
    ADDRESS_ASKED = "address_asked"
    SENSITIVE_ASKED = "sensitive_asked"
    PROTECTED = "protected"
