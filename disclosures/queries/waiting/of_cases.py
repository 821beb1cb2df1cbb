"""What waits in a case: an answer, a signature, a filing again, a window, a decision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from disclosures.bases import REGISTRY
from disclosures.domain import waits
from disclosures.domain.facts import Fact
from disclosures.domain.moves import Status
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Job, Objection
from disclosures.models.job import OPEN
from disclosures.policies import visibility
from disclosures.queries import trouble
from disclosures.queries.waiting.way import Actor, Reader, Way


def later(name: str, by: timedelta) -> Expression:
    """A column of times, so much later."""
    return ExpressionWrapper(F(name) + by, output_field=DateTimeField())


def _answer(reader: Reader) -> QuerySet[Any]:
    return reader.cases.filter(status__in=[Status.TRIAGE, Status.REVIEW], due_at__isnull=False)


def _call_back(reader: Reader) -> QuerySet[Any]:
    """Where the clause asks for a call-back that nobody entered yet."""
    called = [basis.code for basis in REGISTRY.in_force if Fact.CALLED_BACK in basis.must_show]
    return _answer(reader).filter(status=Status.TRIAGE, basis__in=called, called_back_at__isnull=True)


def _consent(reader: Reader) -> QuerySet[Any]:
    return reader.cases.filter(status=Status.WAITING_FOR_SUBJECT)


def _returned(reader: Reader) -> QuerySet[Any]:
    known = reader.cases.filter(status=Status.RETURNED).values("pk")
    mine = visibility.returned_to(reader.by).values("pk")
    return Case.objects.filter(pk__in=known.union(mine))


def _undecided() -> QuerySet[Objection]:
    return Objection.objects.undecided().filter(case=OuterRef("pk"))


def _window(reader: Reader) -> QuerySet[Any]:
    return reader.cases.filter(~Exists(_undecided()), status=Status.NOTICE)


def _objection(reader: Reader) -> QuerySet[Any]:
    raised = Subquery(_undecided().order_by("at").values("at")[:1])
    return reader.cases.filter(Exists(_undecided()), status=Status.NOTICE).annotate(raised_at=raised)


def _release_failed(reader: Reader) -> QuerySet[Any]:
    return reader.cases.filter(status=Status.RELEASE_FAILED).annotate(why=trouble.CODE)


def _delayed(reader: Reader) -> QuerySet[Any]:
    """Of few jobs their case, not of each case its jobs."""
    failing = Job.objects.filter(OPEN, topic=Topic.RELEASE_BUILD).exclude(last_error="")
    of_case = Cast(KeyTextTransform("case_id", "ids"), BigIntegerField())
    approved = reader.cases.filter(pk=OuterRef("of_case"), status=Status.APPROVED)
    rows = failing.alias(of_case=of_case).annotate(of=Subquery(approved.values("reference")[:1]))
    return rows.filter(of__isnull=False)


WAYS = (
    Way(
        kind="answer",
        says=_("The desk's answer: ten days, in an emergency eight hours"),
        who=Actor.LEGAL_STAFF,
        about="case",
        rows=_answer,
        reference="reference",
        since="submitted_at",
        due_at="due_at",
        code="status",
    ),
    Way(
        kind="call_back",
        says=_("An agency to be called back at the number of our register, before its request is taken on"),
        who=Actor.LEGAL_STAFF,
        about="case",
        rows=_call_back,
        reference="reference",
        since="submitted_at",
        due_at="due_at",
    ),
    Way(
        kind="consent_asked",
        says=_("A member's answer to a question; silence is a no"),
        who=Actor.MEMBER,
        about="case",
        rows=_consent,
        reference="reference",
        since="accepted_at",
        due_at="waiting_until",
    ),
    Way(
        kind="returned",
        says=_("What was returned, to be filed again; else it is withdrawn"),
        who=Actor.REQUESTER,
        about="case",
        rows=_returned,
        reference="reference",
        since="returned_at",
        due_at="returned_until",
    ),
    Way(
        kind="window",
        says=_("The member's time to object; then it is released"),
        who=Actor.MEMBER,
        about="case",
        rows=_window,
        reference="reference",
        since="approved_at",
        due_at="window_ends_at",
    ),
    Way(
        kind="objection",
        says=_("A member's objection to be decided; nothing is released before, and after 30 days it is upheld"),
        who=Actor.SUPERVISOR,
        about="case",
        rows=_objection,
        reference="reference",
        since="raised_at",
        due_at=later("raised_at", waits.OBJECTION),
    ),
    Way(
        kind="delayed",
        says=_("A release that is delayed, to be tried again by itself"),
        who=Actor.ADMINISTRATOR,
        about="case",
        rows=_delayed,
        reference="of",
        since="created_at",
        due_at=later("created_at", waits.SOURCE_AWAY),
        code="last_error",
    ),
    Way(
        kind="release_failed",
        says=_("A release that failed, to be tried again or refused"),
        who=Actor.LEGAL_STAFF,
        about="case",
        rows=_release_failed,
        reference="reference",
        since="approved_at",
        due_at=later("approved_at", waits.GAVE_UP),
        code="why",
    ),
)
