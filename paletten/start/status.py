"""What is running, asked of each part itself; a part that does not answer is a state, not an error."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from disclosures import outbox
from disclosures.models.clock import now
from paletten import broker_policy

LATE = timedelta(seconds=60)  # every approved case is released within this of a worker's return


class State(StrEnum):
    """How a part is."""

    OK = "ok"
    DEGRADED = "degraded"  # the desk works, something waits
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the desk, its state, and a sentence about it without names or addresses."""

    name: str
    state: State
    sentence: str


def ask_database() -> Part:
    """Ask the database for an answer and for its migrations."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Part(name="database", state=State.FAILED, sentence="The database does not answer.")
    if missing:
        return Part(name="database", state=State.FAILED, sentence="Migrations are missing: run `manage.py migrate`.")
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    return Part(name="database", state=State.OK, sentence=f"{kind} answers; all migrations are applied.")


def ask_broker() -> Part:
    """Ask the broker for its policy; without one the desk still files and signs."""
    match broker_policy.ask_policy(url=settings.CELERY_BROKER_URL):
        case broker_policy.Policy.KEEPS:
            return Part(name="broker", state=State.OK, sentence="It answers and never evicts a message.")
        case broker_policy.Policy.EVICTS:
            return Part(name="broker", state=State.DEGRADED, sentence="Its policy is not noeviction: set it.")
        case broker_policy.Policy.SILENT:
            return Part(name="broker", state=State.DEGRADED, sentence="It does not answer: jobs wait in the database.")
        case _:
            return Part(name="broker", state=State.OK, sentence="Not Redis or Valkey; its policy is its own.")


def ask_workers() -> Part:
    """Judge the workers by what waits for them: a due job grows old only when nobody takes it."""
    try:
        backlog = outbox.backlog(at=now())
    except DatabaseError:
        return Part(name="workers", state=State.DEGRADED, sentence="Nobody knows while the database does not answer.")
    waiting = f"{backlog.due} due, {backlog.leased} at work, {backlog.dead} given up, {backlog.parked} parked."
    if backlog.oldest > LATE:
        late = int(backlog.oldest.total_seconds())
        return Part(name="workers", state=State.DEGRADED, sentence=f"The oldest job is {late} s late: {waiting}")
    if backlog.dead or backlog.parked:
        sentence = f"Some jobs wait for a person; `manage.py jobs` names them: {waiting}"
        return Part(name="workers", state=State.DEGRADED, sentence=sentence)
    return Part(name="workers", state=State.OK, sentence=f"Jobs are taken in time: {waiting}")


def describe_mail() -> Part:
    """Say where mail goes; nobody is bothered with a trial mail."""
    is_folder = settings.EMAIL_BACKEND == "paletten.mail.EmlFolder"
    sentence = "Mails are written to a folder on this machine." if is_folder else "Mails leave by SMTP."
    return Part(name="mail", state=State.OK, sentence=sentence)
