"""A case about one complaint reads that complaint's words; other complaints never leave (P3e)."""

from __future__ import annotations

import pytest

from accounts.models import User
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import EVERYTHING
from disclosures.models import Complaint, Right
from tests.sources.conftest import AT, VISITED, fill

WORDS = {ItemKey.COMPLAINT_RIGHT: EVERYTHING, ItemKey.COMPLAINT_STATEMENT: EVERYTHING}


@pytest.fixture
def owner(db) -> User:
    return fill(User.objects.create_user(name="owner"), "owner")


@pytest.fixture
def complaint(owner):
    def make(reference: str, statement: str) -> Complaint:
        right, _ = Right.objects.get_or_create(
            reference="R-1",
            defaults={
                "owner": owner, "kind": "trademark", "number": "1", "office": "CNIPA",
                "valid_from": VISITED, "valid_to": AT,
            },
        )  # fmt: skip
        respondent, _ = User.objects.get_or_create(name="respondent")
        return Complaint.objects.create(
            reference=reference,
            complainant=owner,
            respondent=respondent,
            right=right,
            right_text="trademark 1",
            statement=statement,
            opened_at=VISITED,
        )

    return make


def test_that_complaint_and_no_other(owner, complaint, queries):
    complaint("C-1", "the first")
    second = complaint("C-2", "the second")
    with queries() as made:
        collected = sources.collect(subject=owner, wanted=WORDS, at=AT, context=sources.Context(complaint_id=second.pk))
    assert collected.values_of(key=ItemKey.COMPLAINT_STATEMENT) == (sources.Value("the second"),)
    assert collected.values_of(key=ItemKey.COMPLAINT_RIGHT) == (sources.Value("trademark 1"),)
    assert "complaint_statement" not in str(list(made))
    assert "counter_statement" not in str(list(made))


def test_without_a_complaint_the_record_as_last_stated(owner):
    collected = sources.collect(subject=owner, wanted=WORDS, at=AT)
    assert collected.values_of(key=ItemKey.COMPLAINT_STATEMENT) == (sources.Value("owner-statement"),)


def test_a_complaint_without_words_is_not_filled_from_the_record(owner, complaint):
    context = sources.Context(complaint_id=complaint("C-1", "").pk)
    assert sources.held(subject=owner, items=WORDS, context=context) == {ItemKey.COMPLAINT_RIGHT}
    assert sources.collect(subject=owner, wanted=WORDS, at=AT, context=context).held == {ItemKey.COMPLAINT_RIGHT}


def test_somebody_elses_complaint_gives_nothing(complaint, mei):
    context = sources.Context(complaint_id=complaint("C-1", "the first").pk)
    assert sources.held(subject=mei, items=WORDS, context=context) == set()
    assert sources.collect(subject=mei, wanted=WORDS, at=AT, context=context).held == set()
