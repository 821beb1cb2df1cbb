"""The cast of a small platform, and what a reader finds waiting."""

from __future__ import annotations

from datetime import datetime

import pytest

from disclosures.queries import waiting
from disclosures.queries.waiting import Reader
from tests.cast import ACase


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


@pytest.fixture
def found():
    """What `name` finds waiting in the case's world, at its clock or at another."""

    def look(case: ACase, *, by: str = "reviewer.rui", at: datetime | None = None):
        reader = Reader(case.user(by), at or case.at)
        return [
            (wait.way.kind, wait.due_at, wait.is_late)
            for wait in waiting.waiting(reader, most=50)
            if wait.reference in {case.row.reference, *_records_of(case)}
        ]

    return look


def _records_of(case: ACase) -> set[str]:
    row = case.row
    return {record.reference for record in (row.complaint, row.finding) if record is not None}
