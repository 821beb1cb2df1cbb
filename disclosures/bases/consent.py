"""Policy 3(a): to third parties with the member's prior consent."""

from disclosures.domain.basis import Basis, BasisCode, Ends, Notice
from disclosures.domain.facts import Fact
from disclosures.domain.grounds import Ground
from disclosures.domain.permissions import Anything, Consented, OutsidePolicyStays
from disclosures.domain.roles import PUBLIC_BODIES, Party, Role
from disclosures.domain.route import Step, StepName
from disclosures.domain.words import _

BASIS = Basis(
    code=BasisCode.CONSENT,
    clause="3(a)",
    policy_id="P3a",
    prefix="CO",
    title=_("With the member's consent"),
    summary=_("The member agreed to this recipient, this purpose and these items, or is asked now."),
    filed_by=frozenset({Role.MEMBER, Role.COMPLAINANT, Role.AUTHORITY, Role.PARTNER, Role.REVIEWER}),
    subject_is=Party.DATA_SUBJECT,
    recipient_is=Party.ANYBODY_REGISTERED,
    never_to=PUBLIC_BODIES,
    outsiders_file_for_themselves=True,
    filing_by_subject_consents=True,
    subject_may_answer=True,
    silence_days=30,
    not_again_days=90,
    own_ground=Ground.CONSENT,
    own_article="PIPL 13(1)",
    must_show=frozenset({Fact.LIVE_CONSENT}),
    steps=(Step(StepName.REVIEW),),
    may_leave=(OutsidePolicyStays(), Anything(), Consented()),
    notice=Notice(at_release=True),
    ends=Ends(days=90, with_consent=True),
)

REVISIONS = (BASIS,)
