"""A draft is filed while its file is taken back, or ends while somebody adds to it: one of the two is first."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from disclosures import keyring, outbox
from disclosures.actions import cases, drafts, evidence
from disclosures.domain.errors import MoveNotAllowed
from disclosures.models import Case, Evidence, EvidenceBox, LedgerEntry
from tests.cast import a_case
from tests.services.crowd import at_once


@pytest.fixture
def case(committed_db):
    """Drafted, with one file."""
    return a_case("consent")


@pytest.fixture
def file(case) -> Evidence:
    box = EvidenceBox.objects.create(case=case.row, files=1, bytes=9, numbered=1)
    words = {"kind": "other", "file_type": "text/plain", "size": 9, "sha256": "0" * 64, "package": "a" * 32}
    tom = case.user("tom")
    return Evidence.objects.create(
        box=box, number=1, uploaded_by=tom, organisation=tom.organisation, uploaded_at=case.at, **words
    )


def told(event: str) -> list[int]:
    """Where in its chain each of these stands."""
    return list(LedgerEntry.objects.filter(event=event).order_by("seq").values_list("seq", flat=True))


def test_a_file_is_taken_back_before_the_filing_or_not_at_all(case, file):
    tom = case.user("tom")
    answers = at_once(
        [
            partial(cases.submit, case=case.row, by=tom, at=case.at),
            partial(evidence.take_back, evidence=file, by=tom, at=case.at),
        ]
    )
    filed, taken = (not isinstance(answer, Exception) for answer in answers)
    assert all(isinstance(answer, MoveNotAllowed) for answer in answers if isinstance(answer, Exception))
    assert filed
    file.refresh_from_db()
    assert (file.state == "destroyed") is taken
    if taken:
        assert told("evidence_taken_back") < told("case_submitted"), "what was filed had no such file"


def test_a_draft_ends_or_is_filed(case, file):
    tom, late = case.user("tom"), case.at + timedelta(days=100)
    outbox.promise_periods(timers={}, at=late)
    with keyring.ephemeral():
        answers = at_once(
            [
                partial(cases.submit, case=case.row, by=tom, at=late),
                partial(drafts._end_request, case.row, at=late),
            ]
        )
    status = Case.objects.get(pk=case.row.pk).status
    ended = told("draft_ended")
    assert (status == "withdrawn") is bool(ended) is isinstance(answers[0], MoveNotAllowed)
    file.refresh_from_db()
    assert (file.state == "destroyed") is bool(ended)
