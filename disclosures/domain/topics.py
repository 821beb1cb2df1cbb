"""What background work the desk promises itself (DESIGN 5.7). A job carries ids only."""

from enum import StrEnum


class Topic(StrEnum):
    """One kind of job; each has one handler in ``disclosures.tasks.handlers``."""

    RELEASE_BUILD = "release.build"
    RELEASE_SHRED = "release.shred"
    RELEASE_ENDS = "release.ends"
    RELEASE_CODE = "release.code"
    RELEASE_TEMPORARY_FILES = "release.temporary_files"
    NOTICE_SEND = "notice.send"
    POLICY_ANNOUNCED = "notice.policy_announced"
    RETURN_REMINDS = "case.return_reminds"
    RETURN_ENDS = "case.return_ends"
    WINDOW_ENDS = "case.window_ends"
    SILENCE_ENDS = "case.silence_ends"
    ENGAGEMENT_ENDS = "engagement.ends"
    COMPLAINT_LAPSES = "complaint.lapses"
    EMERGENCY_CHASED = "case.emergency_chased"
    REVIEW_DRAWN = "review.drawn"
    ATTESTATION_REMINDS = "attestation.reminds"
    ATTESTATION_ESCALATES = "attestation.escalates"
    ATTESTATION_LAPSES = "attestation.lapses"
    INCIDENT_CHASED = "incident.chased"
    LEDGER_CHECKPOINT = "ledger.checkpoint"
    ACCESS_RECORDS_END = "access_records.end"
    ANSWERS_END = "answers.end"
    SESSIONS_END = "sessions.end"
    EVIDENCE_SCAN = "evidence.scan"
    EVIDENCE_SHRED = "evidence.shred"
    KEY_VACUUM = "key.vacuum"
