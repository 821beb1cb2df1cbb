"""Many tabs of one recipient in the same moment: one code is mailed, spent once, and no opening goes uncounted."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from django.core import mail

from disclosures import outbox
from disclosures.actions import opening_codes
from disclosures.actions.opening_codes import Answer
from disclosures.delivery import opening
from disclosures.delivery.opening import OpeningsUsedUp
from disclosures.models import Grant, LedgerEntry, Opening, OpeningCode, Release
from tests.cast import a_case
from tests.services.crowd import at_once
from tests.sign_ins import code_in_mail

TABS = 6


@pytest.fixture
def case(committed_db):
    return a_case("consent").released()


def told(event: str) -> int:
    return LedgerEntry.objects.filter(event=event).count()


def test_a_code_is_asked_and_spent_once_and_the_last_opening_is_one_persons(case):
    release, tom = Release.objects.get(), case.user("tom")
    words = {"release": release, "by": tom, "at": case.at}
    sent = len(mail.outbox)

    assert at_once([partial(opening_codes.ask, **words)] * TABS) == [None] * TABS
    case.worked()
    assert len(mail.outbox) == sent + 1
    assert (OpeningCode.objects.count(), told("code_asked"), told("code_sent")) == (1, 1, 1)

    spend = partial(opening_codes.spend, **words, typed=code_in_mail())
    answers = at_once([partial(spend, session_key=f"tab {number}") for number in range(TABS)])
    assert Counter(answers) == {Answer.SPENT: 1, Answer.OVER: TABS - 1}
    assert told("code_spent") == 1

    Grant.objects.update(openings=49)
    open_ = partial(opening.open_release, by=tom, at=case.at, release_id=release.pk, accepts_use_limits=False)
    opened = at_once([partial(open_, session_key=None)] * TABS)
    refused = [answer for answer in opened if isinstance(answer, Exception)]
    assert [type(answer) for answer in refused] == [OpeningsUsedUp] * (TABS - 1)
    assert (Opening.objects.count(), told("release_opened"), Grant.objects.get().openings) == (1, 1, 50)


def test_of_many_wrong_codes_at_once_five_are_looked_at(case):
    release, tom = Release.objects.get(), case.user("tom")
    opening_codes.ask(release=release, by=tom, at=case.at)
    outbox.drain(at=case.at)
    spend = partial(opening_codes.spend, release=release, by=tom, at=case.at, typed="BBBB-BBBB", session_key="one")
    at_once([spend] * 8)
    assert OpeningCode.objects.get().tries == 5
    assert told("code_refused") == 5
    assert spend(typed=code_in_mail()) is Answer.OVER
