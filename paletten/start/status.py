"""What is running, asked of each part itself; a part that does not answer is a state, not an error."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from disclosures import outbox
from disclosures.models.clock import now
from disclosures.outbox.backlogs import NOBODY
from paletten import broker_policy

DATABASE, BROKER, WORKERS, GIVEN_UP, MAIL = (
    gettext_noop("database"),
    gettext_noop("broker"),
    gettext_noop("workers"),
    gettext_noop("given up"),
    gettext_noop("mail"),
)
LATE = timedelta(seconds=60)  # every approved case is released within this of a worker's return


class State(StrEnum):
    """How a part is."""

    OK = gettext_noop("ok")
    DEGRADED = gettext_noop("degraded")  # the desk works, something waits
    FAILED = gettext_noop("failed")
    WAITS = gettext_noop("waits for a person")  # all parts do their work; something is for somebody to decide
    UNSET = gettext_noop("not set up")
    NEVER = gettext_noop("not run yet")


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
        return Part(name=DATABASE, state=State.FAILED, sentence=_("The database does not answer."))
    if missing:
        return Part(name=DATABASE, state=State.FAILED, sentence=_("Migrations are missing: run `manage.py migrate`."))
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    return Part(
        name=DATABASE, state=State.OK, sentence=_("%(kind)s answers; all migrations are applied.") % {"kind": kind}
    )


def ask_broker() -> Part:
    """Ask the broker for its policy; without one the desk still files and signs."""
    match broker_policy.ask_policy(url=settings.CELERY_BROKER_URL):
        case broker_policy.Policy.KEEPS:
            return Part(name=BROKER, state=State.OK, sentence=_("It answers and never evicts a message."))
        case broker_policy.Policy.EVICTS:
            return Part(name=BROKER, state=State.DEGRADED, sentence=_("Its policy is not noeviction: set it."))
        case broker_policy.Policy.SILENT:
            return Part(name=BROKER, state=State.DEGRADED, sentence=_("It does not answer: jobs wait in the database."))
        case _:
            return Part(name=BROKER, state=State.OK, sentence=_("Not Redis or Valkey; its policy is its own."))


def ask_workers() -> Part:
    """Judge the workers by what waits for them: a due job grows old only when nobody takes it."""
    try:
        backlog = outbox.backlog(at=now())
    except DatabaseError:
        return Part(name=WORKERS, state=State.DEGRADED, sentence=_("Nobody knows while the database does not answer."))
    waiting = _("%(due)s due, %(leased)s at work.") % {"due": backlog.due, "leased": backlog.leased}
    if backlog.oldest > LATE:
        sentence = _("The oldest job is %(late)s s late:") % {"late": int(backlog.oldest.total_seconds())}
        return Part(name=WORKERS, state=State.DEGRADED, sentence=f"{sentence} {waiting}")
    sentence = _("Jobs are taken in time:")
    return Part(name=WORKERS, state=State.OK, sentence=f"{sentence} {waiting}")


def ask_given_up(*, besides: Q = NOBODY) -> Part:
    """Jobs that somebody must look at, without those ``besides``: the workers did all that they can do about them."""
    try:
        backlog = outbox.backlog(at=now(), besides=besides)
    except DatabaseError:
        sentence = _("Nobody knows while the database does not answer.")
        return Part(name=GIVEN_UP, state=State.DEGRADED, sentence=sentence)
    if not backlog.dead and not backlog.parked:
        return Part(name=GIVEN_UP, state=State.OK, sentence=_("No job waits for a person."))
    sentence = _("%(dead)s given up, %(parked)s parked; `manage.py jobs` names them.") % {
        "dead": backlog.dead,
        "parked": backlog.parked,
    }
    return Part(name=GIVEN_UP, state=State.WAITS, sentence=sentence)


def describe_mail() -> Part:
    """Say where mail goes; nobody is bothered with a trial mail."""
    is_folder = settings.EMAIL_BACKEND == "paletten.mail.EmlFolder"
    sentence = _("Mails are written to a folder on this machine.") if is_folder else _("Mails leave by SMTP.")
    return Part(name=MAIL, state=State.OK, sentence=sentence)
