"""Policy 3(c): under the law, or as an administrative or judicial authority requires."""

from datetime import timedelta

from disclosures.domain.basis import AfterEmergency, Basis, BasisCode, DeskClock, Ends, Notice, Preserving
from disclosures.domain.catalogue import ItemClass
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.grounds import Ground
from disclosures.domain.particulars import InstrumentKind, Particular, Reference, Shape
from disclosures.domain.permissions import InEmergency, UnderInstrument
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

SUBSCRIBER = ("account.*", "identity.legal_name", "contact.*")
ACCESS = (*SUBSCRIBER, "access.*")
EVERYTHING_HELD = (*ACCESS, "identity.date_of_birth", "identity.government_id", "payment.account", "partner.*")

BASIS = Basis(
    code=BasisCode.LEGAL_REQUEST,
    clause="3(c)",
    policy_id="P3c",
    prefix="LE",
    title=_("Required by law"),
    summary=_("An authority or court requires it under an instrument, or life is in imminent danger."),
    filed_by=frozenset({Role.AUTHORITY, Role.REVIEWER}),
    subject_is=Party.DATA_SUBJECT,
    recipient_is=Party.NAMED_PUBLIC_BODY,
    outsiders_file_for_themselves=True,
    many_subjects=True,
    names_and_period_or_overbroad=True,
    holdings_may_be_named=True,
    reference=Reference.PRESERVATION,
    particulars=(
        Particular("authority", Shape.ORGANISATION, why="Releases go to its address in our own register only."),
        Particular("instrument", Shape.INSTRUMENT, required=False, why="The paper decides which items may leave."),
        Particular(
            "emergency", Shape.EMERGENCY, required=False, why="Imminent danger to life needs no paper at first."
        ),
        Particular(
            "preservation", Shape.REFERENCE, required=False, why="Items kept under it are given as they were then."
        ),
    ),
    one_of=(("instrument", "emergency"),),
    own_ground=Ground.LEGAL_DUTY,
    own_article="PIPL 13(3)",
    emergency_article="PIPL 13(4)",
    must_show=frozenset({Fact.OFFICER_VERIFIED, Fact.INSTRUMENT_COMPLETE, Fact.CALLED_BACK}),
    not_asked_when={Fact.INSTRUMENT_COMPLETE: Circumstance.EMERGENCY},
    steps=(
        Step(StepName.AUTHENTICATE, waived_by=Circumstance.EMERGENCY),
        Step(StepName.LEGAL_REVIEW, waived_by=Circumstance.EMERGENCY),
        Step(StepName.COUNTERSIGN, waived_by=Circumstance.EMERGENCY),
        Step(StepName.EMERGENCY, only_if=Circumstance.EMERGENCY),
        Step(StepName.EMERGENCY, only_if=Circumstance.EMERGENCY),
    ),
    may_leave=(
        UnderInstrument(
            opens={
                InstrumentKind.LETTER: SUBSCRIBER,
                InstrumentKind.ADMINISTRATIVE_ORDER: SUBSCRIBER,
                InstrumentKind.COURT_ORDER: ACCESS,
                InstrumentKind.WARRANT: EVERYTHING_HELD,
            },
            if_named={InstrumentKind.WARRANT: (ItemClass.OUTSIDE_POLICY,)},
        ),
        InEmergency(items=SUBSCRIBER, recent={"access.ip_address": timedelta(hours=72)}),
    ),
    tells_of_paper=("kind", "number", "issued_at", "statute", "items", "period"),
    notice=Notice(days_before=7, may_be_held=True),
    ends=Ends(days=30),
    clock=DeskClock(days=10, emergency_hours=8),
    preserving=Preserving(
        filed_by=frozenset({Role.AUTHORITY}),
        steps=(Step(StepName.AUTHENTICATE), Step(StepName.LEGAL_REVIEW)),
        as_far_as=InstrumentKind.WARRANT,
        days=90,
        extension_days=90,
    ),
    after_emergency=AfterEmergency(review_hours=24, instrument_days=5, hold_days=30),
)

REVISIONS = (BASIS,)
