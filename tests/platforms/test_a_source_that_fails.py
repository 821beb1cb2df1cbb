"""A source that is away delays a release, for staff to see; one broken for good makes it fail, for them to decide."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy.exc import SQLAlchemyError

from accounts.models import MemberRecord
from disclosures import outbox
from disclosures.delivery.snapshots import drawing
from disclosures.domain import waits
from disclosures.models import Job, Release
from disclosures.models.job import JobState
from disclosures.outbox import limits
from disclosures.queries import trouble, waiting
from disclosures.queries.waiting import Reader
from disclosures.sources import patience
from tests.callers import Caller, Cast
from tests.cast import a_case, a_world

pytestmark = pytest.mark.django_db
GONE = "sqlite:////nowhere/platform.sqlite3"


@pytest.fixture
def world(platform):
    made = a_world()
    for name in ("mei", "ana", "shop"):
        MemberRecord.objects.filter(subject__name=name).update(external_id=name)
        platform.holds(name)
    return made


@pytest.fixture
def away(platform, settings):
    """Take the database away, and bring it back."""

    def _away(*, address: str = GONE) -> None:
        patience.forget()
        settings.DESK_SOURCE_SECRETS = {"DESK_SOURCE_PLATFORM": address}

    return _away


def work(case, **later):
    patience.forget()  # which is of seconds, and the case's clock runs otherwise
    return case.later(**later).worked()


def waits_as(case, *, by="reviewer.rui"):
    found = waiting.waiting(Reader(case.user(by), case.at), most=50)
    return [(wait.way.kind, wait.code, wait.is_late) for wait in found if wait.reference == case.row.reference]


def test_a_source_that_is_away_delays_the_release_visibly_and_it_goes_on_when_it_is_back(world, platform, away):
    case = a_case("consent", world=world).approved()
    away()
    work(case)
    assert case.row.status == "approved"
    assert waits_as(case) == [("delayed", "source_away", False)]
    assert trouble.of(case.row).next_try_at > case.at
    for _ in range(limits.attempts() + 2):
        work(case, minutes=16)
    assert case.row.status == "approved"
    away(address=platform.address)
    work(case, minutes=16)
    assert case.row.status == "released"
    assert waits_as(case) == []
    assert Release.objects.count() == 1
    assert {row["source"] for row in case.release.manifest["items"] if row["detail"] != "none"} == {"platform"}


def test_the_rests_grow(world, away):
    case = a_case("consent", world=world).approved()
    away()
    rests = []
    for _ in range(3):
        work(case)
        rests.append((trouble.of(case.row).next_try_at - case.at).total_seconds())
        case.stage.at = trouble.of(case.row).next_try_at
    assert rests == [5, 10, 20]


def test_one_that_is_away_for_a_day_makes_it_fail(world, away):
    case = a_case("consent", world=world).approved()
    away()
    work(case)
    case.later(seconds=waits.SOURCE_AWAY.total_seconds())
    assert waits_as(case) == [("delayed", "source_away", True)]
    for _ in range(limits.attempts()):
        work(case, minutes=20)
    assert case.row.status == "release_failed"
    assert [row[:2] for row in waits_as(case)] == [("release_failed", "source_away")]


def test_others_go_on(world, away):
    case = a_case("consent", world=world).approved()
    away()
    other = a_case("ip_complaint", world=world).approved()  # of a complainant, whom the platform does not know
    work(other)
    assert (case.row.status, other.row.status) == ("approved", "released")


@pytest.fixture
def failed(world, platform):
    """A case whose source gives what it does not promise."""
    case = a_case("consent", world=world).approved()
    platform.say("ALTER TABLE people RENAME COLUMN mail TO mail_address")
    for _ in range(limits.attempts()):
        work(case, minutes=20)
    yield case
    with suppress(SQLAlchemyError):
        mend(platform)


def mend(platform):
    platform.say("ALTER TABLE people RENAME COLUMN mail_address TO mail")


def api(case, name):
    cast = object.__new__(Cast)
    cast.world, cast.callers = case.stage.world, {}
    caller: Caller = cast(name)
    return caller


def test_one_that_is_broken_for_good_ends_as_failed_with_its_reason(failed, caplog):
    assert failed.row.status == "release_failed"
    assert [row[:2] for row in waits_as(failed)] == [("release_failed", "source_refused")]
    shown = api(failed, "counsel.chen").get(f"/cases/{failed.row.reference}/").json()
    assert shown["release_trouble"] == {"code": "source_refused", "next_try_at": None}
    assert {"retry", "refuse"} <= set(shown["can_do"])
    assert not Release.objects.exists()
    assert "release_trouble" not in api(failed, "tom").get(f"/cases/{failed.row.reference}/").json()
    assert "mei-" not in caplog.text


def test_it_is_retried_by_a_person_once_it_is_mended(failed, platform):
    mend(platform)
    answer = api(failed, "counsel.chen").post(f"/cases/{failed.row.reference}/retry/")
    assert answer.json()["status"] == "approved"
    work(failed)
    assert failed.row.status == "released"


def test_or_refused_and_nothing_is_left_to_look_at(failed):
    body = {"code": "service_not_covered", "reason": "the source is gone for good"}
    answer = api(failed, "counsel.chen").post(f"/cases/{failed.row.reference}/refuse/", body)
    assert (answer.json()["status"], answer.json()["outcome"]) == ("refused", "service_not_covered")
    assert {kind for kind, *_ in waits_as(failed)} <= {"notice_held"}  # to who asked, at the time of the answer
    assert outbox.backlog(at=failed.at).dead == 0
    assert Job.objects.get(topic="release.build").state == JobState.DONE
    work(failed, days=2)
    assert not Release.objects.exists()


def test_who_may_not_see_the_case_sees_nothing_of_its_delay(world, away):
    case = a_case("violation", world=world).approved()
    away()
    work(case)
    assert [row[:2] for row in waits_as(case)] == [("delayed", "source_away")]
    assert waits_as(case, by="reviewer.triage") == []  # who filed it


def test_what_is_held_is_asked_of_a_source_once_in_a_release_and_never_while_the_desk_writes(world, platform):
    case = a_case("transaction_dispute", world=world).approved()
    platform.heard.clear()
    work(case)
    assert case.row.status == "released"
    assert len([said for said in platform.heard if "EXISTS" in said]) == 1


def test_while_a_source_is_away_the_case_is_read_signed_and_its_window_ends(world, platform, away):
    away()
    case = a_case("transaction_dispute", world=world).submitted()
    patience.forget()
    case.accepted().signed()
    assert api(case, "counsel.chen").get(f"/cases/{case.row.reference}/").status_code == 200
    case.stage.at = case.row.window_ends_at
    work(case)
    assert (case.row.status, trouble.of(case.row).code) == ("approved", "source_away")
    away(address=platform.address)
    work(case, minutes=16)
    left = {row["item"] for row in case.release.manifest["items"] if row["detail"] != "none"}
    assert left == {"identity.legal_name", "contact.phone"}  # one channel, whatever could not be asked at the signature


def test_a_channel_that_came_meanwhile_is_one_all_the_same(world, platform, monkeypatch):
    platform.say("UPDATE people SET mobile = '', mail = ''")
    case = a_case("transaction_dispute", world=world).approved()
    real = drawing.sources.collect

    def collect(**words):
        platform.say("UPDATE people SET mobile = '+8613800138000', mail = 'mei@example.com'")
        return real(**words)

    monkeypatch.setattr(drawing.sources, "collect", collect)
    work(case)
    left = {row["item"] for row in case.release.manifest["items"] if row["detail"] != "none"}
    assert left == {"identity.legal_name", "contact.phone"}
