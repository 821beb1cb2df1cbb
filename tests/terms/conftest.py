"""The desk, its cast, and a second version of a document, as a privacy officer would publish it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Acceptance, PolicyVersion
from disclosures.models import clock
from tests.terms.texts import body


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


@pytest.fixture
def newcomer(cast):
    """A member who has accepted nothing yet."""
    Acceptance.objects.filter(user=cast.world.users["bo"]).delete()
    return cast("bo")


def publish(cast, document="privacy_policy", **more):
    answer = cast("privacy.pei").post("/policy-versions/", body(document, **more))
    assert answer.status_code == 201, answer.content
    return answer.json()


def let_it_apply(document="privacy_policy"):
    """As a week would."""
    now = clock.now()
    PolicyVersion.objects.filter(document=document, number=2).update(
        published_at=now - timedelta(days=7, seconds=1), effective_at=now - timedelta(seconds=1)
    )
