"""Policy 3(g): other disclosures found fitting under law or policy; the narrowest door."""

from disclosures.domain.basis import Basis, BasisCode, Ends, Notice
from disclosures.domain.facts import Fact
from disclosures.domain.particulars import Particular, Shape
from disclosures.domain.permissions import Anything, OutsidePolicyStays, SensitiveNeedsItsSentence
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

KINDS = (
    "danger",
    "merger",
    "succession",
    "next_of_kin",
    "insurer",
    "auditor",
    "adviser",
    "child_protection",
    "public_health",
)

BASIS = Basis(
    code=BasisCode.OTHER,
    clause="3(g)",
    policy_id="P3g",
    prefix="OT",
    title=_("On other lawful grounds"),
    summary=_("A closed list of kinds, a written ground, two officers."),
    filed_by=frozenset({Role.COUNSEL, Role.PRIVACY_OFFICER}),
    subject_is=Party.DATA_SUBJECT,
    recipient_is=Party.ANYBODY_REGISTERED,
    particulars=(
        Particular("kind", Shape.CHOICE, choices=KINDS, why="Nothing outside this list has a door here."),
        Particular("rationale", Shape.TEXT, required=False, why="What these items are needed for."),
        Particular("because", Shape.SENTENCES, required=False, why="A sensitive item needs a sentence of its own."),
        Particular("assessment", Shape.TEXT, required=False, why="The impact assessment's reference."),
        Particular("ends", Shape.DURATION, required=False, why="How long the recipient needs it, at most 30 days."),
        Particular("may_tell", Shape.FLAG, required=False, why="The member is always told unless law forbids it."),
        Particular("hold_until", Shape.INSTANT, required=False, why="A hold has an end date."),
        Particular(
            "hold_paper", Shape.TEXT, required=False, why="The statute that forbids telling, if not the one you act on."
        ),
    ),
    must_show=frozenset({Fact.RATIONALE_WRITTEN, Fact.ASSESSMENT_ON_FILE}),
    steps=(Step(StepName.LEGAL_REVIEW), Step(StepName.PRIVACY)),
    may_leave=(OutsidePolicyStays(), Anything(), SensitiveNeedsItsSentence()),
    tells=("kind",),
    notice=Notice(days_before=7, may_be_held=True),
    ends=Ends(days=30, as_fixed=True),
)

REVISIONS = (BASIS,)
