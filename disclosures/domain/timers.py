"""Work that comes round by itself, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from disclosures.domain.topics import Topic

TIMERS: Mapping[Topic, timedelta] = {
    Topic.RELEASE_TEMPORARY_FILES: timedelta(minutes=10),
    Topic.LEDGER_CHECKPOINT: timedelta(hours=1),
    Topic.ACCESS_RECORDS_END: timedelta(hours=1),
    Topic.ANSWERS_END: timedelta(minutes=10),
    Topic.SESSIONS_END: timedelta(hours=1),
    Topic.DRAFTS_END: timedelta(hours=1),
    Topic.RETENTION_PROPOSE: timedelta(days=1),
    Topic.TRANSPARENCY_PUBLISH: timedelta(days=1),
}
