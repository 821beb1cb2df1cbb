"""How long the desk lets a thing wait where the policy names no number: each ends by its clock and is seen before."""

from datetime import timedelta

RETURNED = timedelta(days=30)
"""A returned case that the requester does not file again is withdrawn."""
REMINDED_BEFORE = timedelta(days=7)
"""So long before, who asked is told once more."""
OBJECTION = timedelta(days=7)
"""A member's objection is to be decided; then whoever may decide it is told that nobody did."""
OBJECTION_ENDS = timedelta(days=30)
"""An objection that nobody decided is upheld, and nothing leaves."""
APPEAL = timedelta(days=10)
"""A member's appeal against a finding is to be decided; the finding is not final until it is."""
DRAWN_REVIEW_DAYS = 10
"""Days of the desk for the review of a release that the lot fell on; then anybody may do it."""
JOINING = timedelta(days=10)
"""Who asks to be let in, for a role, or that an agency be entered, is to have an answer."""
MESSAGE = timedelta(days=7)
"""What a party wrote to the desk is to be answered."""
RELAY = timedelta(days=3)
"""A message through the desk is answered within this, or the request goes on without an answer."""
RELAY_HELPED = timedelta(days=7)
"""So long the asker may say that the answer did not help; after it, it did."""
UNDELIVERED = timedelta(days=14)
"""A notice that came back is to be dealt with; of one inside a window, nothing is released and the case ends then."""
FORMAL_INSTRUMENT = timedelta(days=2)
"""A paper that was presented after an emergency is to be checked."""
UNSIGNED_PRESERVATION = timedelta(days=30)
"""A preservation that nobody signs ends."""
PRESERVATION_SIGNED = timedelta(days=2)
"""A preservation is to be signed: what is not kept yet can vanish."""
PRESERVATION_REMINDED_BEFORE = timedelta(days=14)
"""So long before its end, its officer is told once more."""
GAVE_UP = timedelta(days=1)
"""Somebody is to look at work that gave up."""
SOURCE_AWAY = timedelta(days=1)
"""So long a release waits for a source that does not answer; then its tries count, and it fails visibly."""
UNSCANNED = timedelta(hours=1)
"""A file waits for the virus scanner no longer than that; it stays held, and is seen."""
QUARANTINE = timedelta(days=7)
"""A file in quarantine is to be decided about."""
UNSENT = timedelta(hours=1)
"""A notice that is due is to be on its way."""
AUTHORITY = timedelta(hours=72)
"""The authority is told of an incident within this, counted from its discovery, or spared for a reason."""
AUTHORITY_REMINDED_BEFORE = timedelta(hours=24)
"""So long before, the privacy officers are told once more."""
INCIDENT = timedelta(days=30)
"""An incident is closed by a privacy officer; until then it stays in the list, late after this."""
DESTRUCTION = timedelta(days=30)
"""A list of cases that have had their time is to be signed by two."""
MISUSE = timedelta(days=10)
"""A report of misuse is to be decided by two; of two signatures the second is to follow the first within this."""
ATTESTATION_DAYS = 10
"""Of the desk: so long a partner has to attest that it deleted what it received."""
ATTESTATION_REMINDED_BEFORE = timedelta(days=3)
"""So long before it is due, the partner is told once more."""
ATTESTATION_ESCALATES = timedelta(days=3)
"""So long after it was due, the privacy officers are told."""
ATTESTATION_LAPSES = timedelta(days=30)
"""So long after it was due, nobody waits for it any more: the engagement's record says that it was never given."""
