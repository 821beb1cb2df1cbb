"""Policy 3(f): a party that has performed may be given what it needs to reach its counterparty."""

from disclosures.domain.basis import Basis, BasisCode, Ends, Notice
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.particulars import Particular, Reference, Shape
from disclosures.domain.permissions import Listed, OneChannel, OutsidePolicyStays
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

CHANNELS = ("contact.phone", "contact.email")

BASIS = Basis(
    code=BasisCode.TRANSACTION_DISPUTE,
    clause="3(f)",
    policy_id="P3f",
    prefix="TX",
    title=_("To the other party of a transaction"),
    summary=_("A party that performed asks for what it needs to complete the transaction or settle the dispute."),
    filed_by=frozenset({Role.MEMBER}),
    subject_is=Party.COUNTERPARTY,
    recipient_is=Party.REQUESTER,
    reference=Reference.TRANSACTION,
    purposes=frozenset({"complete", "return", "dispute"}),
    particulars=(Particular("transaction", Shape.REFERENCE, why="The transaction that both are party to."),),
    must_show=frozenset({Fact.IS_PARTY, Fact.HAS_PERFORMED, Fact.TRANSACTION_OPEN}),
    steps=(
        Step(StepName.REVIEW),
        Step(StepName.LEGAL_REVIEW, only_if=Circumstance.ADDRESS_ASKED),
    ),
    may_leave=(
        OutsidePolicyStays(),
        Listed(("identity.legal_name", *CHANNELS), for_purpose={"return": ("contact.postal_address",)}),
        OneChannel(CHANNELS),
    ),
    notice=Notice(days_before=3, at_release=True),
    ends=Ends(days=30, with_transaction=True),
    relays_first=True,
    offers_channels=True,
    use_limits=True,
)

REVISIONS = (BASIS,)
