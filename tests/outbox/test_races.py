"""Claims and promises where commits are real."""

import pytest

from disclosures import outbox
from disclosures.domain.topics import Topic
from tests.services.crowd import at_once


def test_of_eight_who_claim_at_once_one_has_it(committed_db, promise, at):
    for number in range(10):
        job = promise(key=f"release.build:{number}")
        claims = at_once([lambda job=job: outbox.claim(job_id=job.pk, at=at)] * 8)
        assert [claim.fence for claim in claims if claim is not None] == [1]


def test_a_promise_outside_a_transaction_is_refused(committed_db, at):
    with pytest.raises(RuntimeError):
        outbox.put(Topic.RELEASE_BUILD, key="k", at=at, case_id="c-1")


def test_finishing_outside_the_effects_transaction_is_refused(committed_db, promise, at):
    claim = outbox.claim(job_id=promise().pk, at=at)
    with pytest.raises(RuntimeError):
        outbox.finish(claim, at=at)
