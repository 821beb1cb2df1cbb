"""Policy 3(e): a qualified complainant's details, to the respondent, at the complainant's request."""

from disclosures.domain.basis import Basis, BasisCode, Ends, Notice
from disclosures.domain.facts import Fact
from disclosures.domain.grounds import Ground
from disclosures.domain.particulars import Particular, Reference, Shape
from disclosures.domain.permissions import Listed, OptedIn, OutsidePolicyStays
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

BY_DEFAULT = ("identity.legal_name", "contact.email", "complaint.right", "complaint.statement")
IF_TICKED = ("contact.phone", "contact.postal_address")

BASIS = Basis(
    code=BasisCode.IP_COMPLAINT,
    clause="3(e)",
    policy_id="P3e",
    prefix="IP",
    title=_("After an intellectual-property complaint"),
    summary=_("The complainant's own details go to the respondent, never the other way round."),
    filed_by=frozenset({Role.COMPLAINANT, Role.MEMBER}),
    subject_is=Party.COMPLAINANT,
    recipient_is=Party.RESPONDENT,
    reference=Reference.COMPLAINT,
    invited_on=(Ground.LEGAL_DUTY, "E-Commerce Law 42, 43"),
    particulars=(Particular("complaint", Shape.REFERENCE, why="The complaint that both sides deal with."),),
    must_show=frozenset(
        {
            Fact.COMPLAINANT_QUALIFIED,
            Fact.COMPLAINT_OPEN,
            Fact.COMPLAINANT_ASKED,
            Fact.RECIPIENT_IS_RESPONDENT,
        }
    ),
    steps=(Step(StepName.QUALIFY), Step(StepName.IP_REVIEW)),
    may_leave=(OutsidePolicyStays(), Listed((*BY_DEFAULT, *IF_TICKED)), OptedIn(IF_TICKED)),
    notice=Notice(at_release=True),
    ends=Ends(days_after_complaint=15),
)

REVISIONS = (BASIS,)
