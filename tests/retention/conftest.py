"""Cases that are over, the timer that proposes, and two who sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclosures import outbox
from disclosures.actions import destructions
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import Destruction
from tests.cast import ACase, a_case


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


PURPOSE = "prize of the secret raffle"


@pytest.fixture
def over(desk) -> Callable[..., ACase]:
    """A case with words in it, withdrawn: the shortest way for a case to be over."""

    def withdrawn(**changes) -> ACase:
        case = a_case("consent", **{"purpose": PURPOSE, **changes}).submitted()
        return case.does("withdraw", by="tom").worked()

    return withdrawn


@pytest.fixture
def propose() -> Callable[[ACase], Destruction | None]:
    """The day's timer at the case's clock, and the list that it left to be signed."""

    def proposed(case: ACase) -> Destruction | None:
        outbox.promise_periods(timers={Topic.RETENTION_PROPOSE: TIMERS[Topic.RETENTION_PROPOSE]}, at=case.at)
        case.worked()
        return Destruction.objects.unsigned().first()

    return proposed


@pytest.fixture
def signed(propose) -> Callable[[ACase], Destruction]:
    """The day's list with both signatures; the work is still to be done."""

    def both(case: ACase) -> Destruction:
        found = propose(case)
        assert found is not None
        for name in ("counsel.chen", "privacy.pan"):
            destructions.sign(destruction=found, by=case.user(name), at=case.at)
        return found

    return both
