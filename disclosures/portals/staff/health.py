"""How the desk is: each part in a state, a sentence, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures import outbox
from disclosures.delivery import reachable
from disclosures.delivery.evidence import clamav
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.domain.topics import Topic
from disclosures.ledger import checkpoints
from disclosures.models import clock
from disclosures.models.heartbeat import Heartbeat
from disclosures.outbox.queues import QueueName
from disclosures.portals.staff import figures_nav
from disclosures.queries import health
from disclosures.queries.waiting import Reader
from paletten.start import status
from paletten.start.status import LATE, State

Kind = Heartbeat.Kind
QUEUES = {
    QueueName.RELEASES: gettext_noop("queue of releases"),
    QueueName.NOTICES: gettext_noop("queue of notices"),
    QueueName.UPKEEP: gettext_noop("queue of upkeep"),
}
SILENT = timedelta(minutes=25)
"""So long without what comes round every ten minutes: nobody promises it, or nobody does it."""
UNSEALED = timedelta(hours=2)
LITTLE_ROOM = 1024**3
CHAPTERS = {
    "jobs": "The outbox grows",
    "release": "A release failed",
    "beat": "The outbox grows",
    "worker": "A worker dies",
    "broker": "The broker is down",
    "notice": "A notice did not arrive",
    "ledger": "The ledger verification reports something",
    "scanner": "The virus scanner is down, or found something",
    "source": "A source of members' data fails",
    "disk": "A disk is full",
}
"""Headings of docs/operations.md."""
ALIVE = {Kind.BEAT: gettext_noop("beat"), Kind.WORKER: gettext_noop("workers")}
SCANNER = gettext_noop("evidence scanner")
SOURCES = gettext_noop("sources of members' data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part: its state, what is so, since when, and what to do, by a chapter of the operations manual."""

    name: str
    state: State
    sentence: str
    at: datetime | None = None
    chapter: str = ""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Asked anew at each visit; nothing of a member is read for it."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    at = clock.now()
    reader = Reader(request.user, at)
    lines = [line for ask in PARTS for line in ask(reader)]
    troubled = [line for line in lines if line.state in {State.DEGRADED, State.FAILED}]
    words = {
        "title": _("System health"),
        "at": at,
        "lines": lines,
        "troubled": troubled,
        "waits": [line for line in lines if line.state is State.WAITS],
        "tabs": figures_nav.tabs("health"),
    }
    return render(request, "staff/health.html", words)


def _database(_reader: Reader) -> Iterator[Line]:
    for part, chapter in ((status.ask_database(), "disk"), (status.ask_broker(), "broker")):
        yield Line(name=part.name, state=part.state, sentence=part.sentence, chapter=_when_bad(part.state, chapter))


def _when_bad(state: State, chapter: str) -> str:
    return "" if state in {State.OK, State.UNSET, State.NEVER} else CHAPTERS[chapter]


def _alive(reader: Reader) -> Iterator[Line]:
    """Who gives signs of life in the database; whether they also get something done is the next line's affair."""
    at = reader.at
    has_begun = not health.last_round(health.HEARTBEAT, at=at).is_first
    for kind, silence, chapter in (
        (Kind.BEAT, gettext_lazy("No beat answers: nothing that comes round is started."), "beat"),
        (Kind.WORKER, gettext_lazy("No worker answers: releases and notices wait in the database."), "worker"),
    ):
        name = ALIVE[kind]
        answer, silent = outbox.heard(kind, at=at)
        named = _("Silent: %(names)s.") % {"names": ", ".join(one.name for one in silent)} if silent else ""
        if answer:
            number = ngettext("%(number)s answers, last:", "%(number)s answer, last:", len(answer)) % {
                "number": len(answer)
            }
            state = State.WAITS if silent and kind is Kind.WORKER else State.OK
            yield Line(
                name=name,
                state=state,
                sentence=f"{named} {number}".strip(),
                at=answer[0].at,
                chapter=CHAPTERS[chapter] if state is State.WAITS else "",
            )
        elif silent or has_begun:
            at_last = silent[0].at if silent else None
            sentence = f"{silence} {named}".strip()
            yield Line(name=name, state=State.DEGRADED, sentence=sentence, at=at_last, chapter=CHAPTERS[chapter])
        else:
            yield Line(name=name, state=State.NEVER, sentence=_("It was never started here; start it with the desk."))


def _rounds(reader: Reader) -> Iterator[Line]:
    at = reader.at
    name, found = gettext_noop("work that comes round"), health.last_round(health.HEARTBEAT, at=at)
    if found.done_at is not None and at - found.done_at <= SILENT:
        yield Line(name=name, state=State.OK, sentence=_("It was last done:"), at=found.done_at)
    elif found.is_first or (found.done_at is None and found.promised_at and at - found.promised_at <= LATE):
        sentence = _("The desk has just begun; it is done for the first time within ten minutes.")
        yield Line(name=name, state=State.NEVER, sentence=sentence)
    else:
        sentence = _("Nothing that comes round was done lately.")
        chapter = CHAPTERS["jobs"]
        yield Line(name=name, state=State.DEGRADED, sentence=sentence, at=found.done_at, chapter=chapter)


def _queues(reader: Reader) -> Iterator[Line]:
    for queue, backlog in health.queues(reader).items():
        is_late = backlog.oldest > LATE
        yield Line(
            name=QUEUES[queue],
            state=State.DEGRADED if is_late else State.OK,
            sentence=_("%(due)s due, %(leased)s at work; the oldest promise is %(late)s s late.")
            % {"due": backlog.due, "leased": backlog.leased, "late": int(backlog.oldest.total_seconds())},
            chapter=CHAPTERS["jobs"] if is_late else "",
        )
    given_up = status.ask_given_up(besides=health.own_work(reader))
    yield Line(
        name=given_up.name,
        state=given_up.state,
        sentence=given_up.sentence,
        chapter=_when_bad(given_up.state, "release"),
    )


def _mail(reader: Reader) -> Iterator[Line]:
    part, lost = status.describe_mail(), health.undelivered(reader)
    said = _("Undelivered, and nobody dealt with it: %(number)s.") % {"number": lost}
    yield Line(
        name=part.name,
        state=State.WAITS if lost else part.state,
        sentence=f"{part.sentence} {said}",
        chapter=CHAPTERS["notice"] if lost else "",
    )


def _ledger(reader: Reader) -> Iterator[Line]:
    at = reader.at
    sealed, newest = health.last_round(Topic.LEDGER_CHECKPOINT, at=at), checkpoints.newest()
    name = gettext_noop("ledger")
    if sealed.done_at is not None and at - sealed.done_at <= UNSEALED:
        size = newest.size if newest else 0
        sentence = _("Its last head was signed over %(size)s entries.") % {"size": size}
        yield Line(name=name, state=State.OK, sentence=sentence, at=sealed.done_at)
    elif sealed.is_first or (sealed.promised_at and at - sealed.promised_at <= LATE):
        yield Line(name=name, state=State.NEVER, sentence=_("Its first head is signed within the hour."))
    else:
        sentence = _("No head was signed for two hours.")
        yield Line(name=name, state=State.DEGRADED, sentence=sentence, at=sealed.done_at, chapter=CHAPTERS["ledger"])


def _scanner(reader: Reader) -> Iterator[Line]:
    waiting = health.unpassed_evidence(reader)
    held, kept = waiting[EvidenceState.HELD], waiting[EvidenceState.QUARANTINED]
    said = _("Files held: %(held)s, in quarantine: %(kept)s.") % {"held": held, "kept": kept}
    if not clamav.is_set_up():
        sentence = _("None is set up; files are marked as not scanned.")
        yield Line(name=SCANNER, state=State.WAITS if kept else State.UNSET, sentence=f"{sentence} {said}")
        return
    if not clamav.answers():
        sentence = _("It does not answer; files are held until it does.")
        yield Line(name=SCANNER, state=State.DEGRADED, sentence=f"{sentence} {said}", chapter=CHAPTERS["scanner"])
        return
    state = State.WAITS if kept else State.OK
    yield Line(name=SCANNER, state=state, sentence=f"{_('It answers.')} {said}", chapter=_when_bad(state, "scanner"))


def _sources(_reader: Reader) -> Iterator[Line]:
    answers = reachable.sources_now()
    if not answers:
        yield Line(name=SOURCES, state=State.OK, sentence=_("Everything is read from the desk's own tables."))
    for answer in answers:
        named = {"source": answer.source.name, "code": answer.trouble}
        sentence = (
            _("%(source)s does not answer as it should (%(code)s).") if answer.trouble else _("%(source)s answers.")
        )
        yield Line(
            name=SOURCES,
            state=State.DEGRADED if answer.trouble else State.OK,
            sentence=sentence % named,
            chapter=CHAPTERS["source"] if answer.trouble else "",
        )


def _storage(_reader: Reader) -> Iterator[Line]:
    name = gettext_noop("sealed storage")
    if not reachable.storage_answers():
        yield Line(name=name, state=State.FAILED, sentence=_("It does not answer."), chapter=CHAPTERS["disk"])
        return
    room = reachable.room()
    sentence = (
        _("It answers.") if room is None else _("It answers; %(room)s are free.") % {"room": filesizeformat(room)}
    )
    is_low = room is not None and room < LITTLE_ROOM
    yield Line(
        name=name,
        state=State.DEGRADED if is_low else State.OK,
        sentence=sentence,
        chapter=CHAPTERS["disk"] if is_low else "",
    )


PARTS: tuple[Callable[[Reader], Iterator[Line]], ...] = (
    _database, _alive, _rounds, _queues, _mail, _ledger, _scanner, _sources, _storage,
)  # fmt: skip
