"""Policy 3(b): to the partner of an active engagement, for an order the member placed."""

from disclosures.domain.basis import Basis, BasisCode, Ends, Notice
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.grounds import Ground
from disclosures.domain.particulars import Particular, Reference, Shape
from disclosures.domain.permissions import EngagedItems, OutsidePolicyStays
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

BASIS = Basis(
    code=BasisCode.SERVICE_PROVISION,
    clause="3(b)",
    policy_id="P3b",
    prefix="SV",
    title=_("For a service the member asked for"),
    summary=_("A partner under contract needs it to carry out the member's own order."),
    filed_by=frozenset({Role.REVIEWER, Role.PARTNER, Role.SERVICE}),
    subject_is=Party.DATA_SUBJECT,
    recipient_is=Party.ENGAGED_PARTNER,
    reference=Reference.ENGAGEMENT,
    particulars=(
        Particular("engagement", Shape.REFERENCE, why="The contract under which the partner serves members."),
    ),
    own_ground=Ground.CONTRACT_NECESSITY,
    own_article="PIPL 13(2)",
    must_show=frozenset({Fact.ENGAGEMENT_ACTIVE, Fact.ORDER_OPEN}),
    steps=(
        Step(StepName.REVIEW, waived_by=Circumstance.STANDING_APPROVAL),
        Step(StepName.PRIVACY, waived_by=Circumstance.STANDING_APPROVAL),
    ),
    may_leave=(OutsidePolicyStays(), EngagedItems()),
    notice=Notice(),
    ends=Ends(with_order=True),
    draws_for_review=True,
)

REVISIONS = (BASIS,)
