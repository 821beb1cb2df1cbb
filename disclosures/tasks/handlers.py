"""Who carries out which topic. Every handler finishes its claim in its own durable transaction and may run twice."""

from __future__ import annotations

from disclosures.delivery import vault
from disclosures.domain.topics import Topic
from disclosures.outbox import Handler

HANDLERS: dict[Topic, Handler] = {
    Topic.KEY_VACUUM: vault.vacuum,
    Topic.RELEASE_TEMPORARY_FILES: vault.clean,
}

# Shown when a job has died: the hook makes the failure visible and calls `outbox.bury` in the same transaction.
ON_DEAD: dict[Topic, Handler] = {}
