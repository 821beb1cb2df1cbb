"""Policy 3(d): the member has broken the law, the agreement or its rules, and disclosure is needed."""

from disclosures.domain.basis import Basis, BasisCode, Ends, Notice
from disclosures.domain.facts import Fact
from disclosures.domain.particulars import Particular, Reference, Shape
from disclosures.domain.permissions import ListedByRecipient, OutsidePolicyStays, WithinActs
from disclosures.domain.roles import OrganisationKind, Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

TO_PUBLIC_BODY = ("identity.legal_name", "contact.*", "access.ip_address")
TO_PARTNER = ("identity.legal_name", "contact.email")
RECIPIENTS = ("regulator", "court", "payment_partner", "insurance_partner", "injured_party")

BASIS = Basis(
    code=BasisCode.VIOLATION,
    clause="3(d)",
    policy_id="P3d",
    prefix="VI",
    title=_("After a violation"),
    summary=_("A final finding says that the member broke a rule, and this recipient needs to know."),
    filed_by=frozenset({Role.REVIEWER, Role.AUTHORITY, Role.MEMBER}),
    subject_is=Party.OFFENDER,
    recipient_is=Party.CALLED_FOR_BY_FINDING,
    outsiders_file_for_themselves=True,
    reference=Reference.FINDING,
    particulars=(
        Particular("finding", Shape.REFERENCE, why="The decision that a rule was broken."),
        Particular(
            "recipient_kind", Shape.CHOICE, choices=RECIPIENTS, why=_("What may leave depends on who receives it.")
        ),
        Particular("necessity", Shape.TEXT, required=False, why=_("Why this recipient needs it.")),
    ),
    recipient_kinds={
        "regulator": frozenset({OrganisationKind.AUTHORITY}),
        "court": frozenset({OrganisationKind.COURT}),
        "payment_partner": frozenset({OrganisationKind.PARTNER, OrganisationKind.COMPANY}),
        "insurance_partner": frozenset({OrganisationKind.PARTNER, OrganisationKind.COMPANY}),
        "injured_party": frozenset(),
    },
    must_show=frozenset({Fact.FINDING_FINAL, Fact.NECESSITY_STATED}),
    steps=(Step(StepName.REVIEW), Step(StepName.LEGAL_REVIEW), Step(StepName.PRIVACY)),
    may_leave=(
        OutsidePolicyStays(),
        ListedByRecipient(
            {
                "regulator": TO_PUBLIC_BODY,
                "court": TO_PUBLIC_BODY,
                "payment_partner": TO_PARTNER,
                "insurance_partner": TO_PARTNER,
                "injured_party": ("account.username",),
            }
        ),
        WithinActs(("access.ip_address",)),
    ),
    tells=("recipient_kind",),
    notice=Notice(days_before=7),
    ends=Ends(days=30),
)

REVISIONS = (BASIS,)
