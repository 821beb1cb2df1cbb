"""Who carries out which topic. Every handler finishes its claim in its own durable transaction and may run twice."""

from __future__ import annotations

from disclosures.actions import (
    attestations,
    checkpoints,
    consents,
    counter_statements,
    destructions,
    drafts,
    drawn_reviews,
    emergencies,
    endings,
    engagements,
    incidents,
    mailing,
    objections,
    opening_codes,
    policy_versions,
    preservation_ends,
    relays,
    retention,
    returned,
    transparency,
)
from disclosures.delivery import build, shredding, upkeep, vault
from disclosures.delivery.evidence import scanning
from disclosures.delivery.evidence import shredding as evidence_shredding
from disclosures.delivery.snapshots import destroying, taking
from disclosures.domain.topics import Topic
from disclosures.outbox import Handler

HANDLERS: dict[Topic, Handler] = {
    Topic.RELEASE_BUILD: build.build,
    Topic.RELEASE_SHRED: shredding.shred,
    Topic.RELEASE_ENDS: endings.end_by_time,
    Topic.RELEASE_CODE: opening_codes.send,
    Topic.RELEASE_TEMPORARY_FILES: upkeep.clean,
    Topic.NOTICE_SEND: mailing.send,
    Topic.POLICY_ANNOUNCED: policy_versions.announce,
    Topic.RETURN_REMINDS: returned.remind,
    Topic.RETURN_ENDS: returned.end,
    Topic.RELAY_ENDS: relays.end,
    Topic.WINDOW_ENDS: objections.end_window,
    Topic.OBJECTION_LATE: objections.chase,
    Topic.OBJECTION_ENDS: objections.end,
    Topic.SILENCE_ENDS: consents.end_silence,
    Topic.ENGAGEMENT_ENDS: engagements.end_by_date,
    Topic.COMPLAINT_LAPSES: counter_statements.lapse,
    Topic.EMERGENCY_CHASED: emergencies.chase,
    Topic.REVIEW_DRAWN: drawn_reviews.assign,
    Topic.ATTESTATION_REMINDS: attestations.remind,
    Topic.ATTESTATION_ESCALATES: attestations.escalate,
    Topic.ATTESTATION_LAPSES: attestations.lapse,
    Topic.INCIDENT_CHASED: incidents.chase,
    Topic.PRESERVATION_KEEP: taking.take,
    Topic.PRESERVATION_ENDS: preservation_ends.end_by_time,
    Topic.PRESERVATION_REMINDS: preservation_ends.remind,
    Topic.PRESERVATION_TELLS: preservation_ends.tell,
    Topic.SNAPSHOT_SHRED: destroying.destroy,
    Topic.LEDGER_CHECKPOINT: checkpoints.make,
    Topic.ACCESS_RECORDS_END: retention.end_access_records,
    Topic.ANSWERS_END: retention.end_answers,
    Topic.SESSIONS_END: retention.end_sessions,
    Topic.DRAFTS_END: drafts.end,
    Topic.RETENTION_PROPOSE: destructions.propose,
    Topic.RETENTION_DESTROY: destructions.destroy,
    Topic.TRANSPARENCY_PUBLISH: transparency.publish,
    Topic.EVIDENCE_SCAN: scanning.scan,
    Topic.EVIDENCE_SHRED: evidence_shredding.shred,
    Topic.KEY_VACUUM: vault.vacuum,
}

# Shown when a job has died: the hook makes the failure visible and calls `outbox.bury` in the same transaction.
ON_DEAD: dict[Topic, Handler] = {
    Topic.RELEASE_BUILD: build.show_failure,
    Topic.EVIDENCE_SCAN: scanning.give_up,
    Topic.NOTICE_SEND: mailing.give_up,
}
