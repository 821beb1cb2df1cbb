"""What anybody may know of the desk: how often on which ground, in steps, without sums, and never said otherwise."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.core.management import CommandError, call_command

from disclosures import outbox
from disclosures.domain.basis import BasisCode
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.domain.transparency import DeskFigure, Figure, HalfYear, least, most, said
from disclosures.models import LedgerEntry, TransparencyReport
from disclosures.portals.visitors import transparency as pages
from disclosures.queries import transparency
from tests.cast import a_case, a_world

FIRST = HalfYear(2026, 1)
SUMMER = datetime(2026, 7, 31, tzinfo=UTC)
"""When the first half of 2026 is published, and some hours."""


def work(*, at):
    """What the workers do by themselves that day."""
    topic = Topic.TRANSPARENCY_PUBLISH
    outbox.promise_periods(timers={topic: TIMERS[topic]}, at=at)
    outbox.drain(at=at)


def published(client):
    answer = client.get("/api/v1/transparency/")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def of(report, basis):
    return next(row for row in report["bases"] if row["basis"] == basis)


@pytest.fixture
def world(desk):
    return a_world()


@pytest.fixture
def filed(world):
    """One case."""
    a_case("consent", world=world).submitted()
    return world


@pytest.fixture
def busy(world):
    """Six releases on consent, one of them in full, and one refusal."""
    for asks in [["contact.email"], *[["contact.email", "contact.phone"]] * 5]:
        a_case("consent", world=world, asks=asks).released()
    refused = a_case("other", world=world).submitted()
    refused.does("refuse", by="privacy.pan", code="insufficient_information", reason="too little is said")
    assert refused.row.status == "refused"
    return world


@pytest.mark.parametrize(
    ("at", "half_year"),
    [
        (datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC), "2026-H1"),
        (datetime(2026, 6, 30, 16, tzinfo=UTC), "2026-H2"),
        (datetime(2026, 12, 31, 16, tzinfo=UTC), "2027-H1"),
    ],
)
def test_a_half_year_turns_at_the_desks_midnight(at, half_year):
    found = HalfYear.of(at)
    assert str(found) == half_year
    assert found.starts_at <= at < found.ends_at == found.following.starts_at


def test_numbers_are_counted_and_said_as_steps(client, busy):
    counted = transparency.counted(FIRST)
    assert {figure: counted[figure].get("consent", 0) for figure in Figure} == {
        "asked": 6, "released_whole": 1, "released_in_part": 5, "refused": 0, "members": 1, "abroad": 0,
        "objections": 0,
    }  # fmt: skip
    assert counted[Figure.REFUSED] == {"other": 1}
    assert transparency.counted(FIRST.following) == {figure: {} for figure in Figure}

    work(at=SUMMER)
    (report,) = published(client)
    assert (report["half_year"], report["since"], report["until"]) == (
        "2026-H1", "2025-12-31T16:00:00Z", "2026-06-30T16:00:00Z",
    )  # fmt: skip
    few, some = {"least": 0, "most": 4}, {"least": 5, "most": 9}
    assert of(report, "consent") == {
        "basis": "consent", "clause": "3(a)", "asked": some, "released_whole": few, "released_in_part": some,
        "refused": few, "members": few, "abroad": few, "objections": few,
    }  # fmt: skip
    assert of(report, "other")["refused"] == few
    assert report["desk"] == dict.fromkeys(["emergencies", "incidents", "misuses"], few)


def test_what_is_under_five_cannot_be_worked_out():
    """Whatever a count under five is, the whole report says the same; so does it for each other step."""
    counts = {figure: dict.fromkeys(BasisCode, 7) for figure in Figure}
    desk = dict.fromkeys(DeskFigure, 7)

    def reports(place, key, numbers):
        before = place[key]
        for number in numbers:
            place[key] = number
            yield json.dumps(said(of_bases=counts, of_the_desk=desk))
        place[key] = before

    places = [(counts[figure], basis) for figure, basis in product(Figure, BasisCode)]
    for place, key in [*places, *((desk, figure) for figure in DeskFigure)]:
        few, some = ({*reports(place, key, numbers)} for numbers in (range(5), range(5, 10)))
        assert (len(few), len(some), len(few & some)) == (1, 1, 0)


def test_nothing_is_kept_but_steps(filed):
    work(at=SUMMER)
    kept = TransparencyReport.objects.get().figures
    assert set(kept) == {"bases", "desk"}, "a sum would let parts be subtracted"
    numbers = [foot for figures in (*kept["bases"].values(), kept["desk"]) for foot in figures.values()]
    assert len(numbers) == len(Figure) * len(BasisCode) + len(DeskFigure)
    assert {foot % 5 for foot in numbers} == {0}
    assert [(least(count), most(least(count))) for count in (0, 4, 5, 9, 10)] == [
        (0, 4), (0, 4), (5, 9), (5, 9), (10, 14),
    ]  # fmt: skip


def test_a_half_year_is_published_when_it_is_over_for_thirty_days(client, filed):
    assert transparency.due(at=FIRST.due_at - timedelta(seconds=1)) == []
    assert transparency.due(at=FIRST.due_at) == [FIRST]
    work(at=FIRST.ends_at)
    assert published(client) == []
    work(at=SUMMER)
    assert [report["half_year"] for report in published(client)] == ["2026-H1"]
    work(at=FIRST.following.due_at + timedelta(days=1))
    assert [report["half_year"] for report in published(client)] == ["2026-H2", "2026-H1"]


def test_before_the_first_filing_there_is_nothing_to_report(client, desk):
    work(at=SUMMER)
    assert published(client) == []


def test_what_is_published_is_never_said_otherwise(client, filed):
    work(at=SUMMER)
    before = client.get("/api/v1/transparency/").content
    for _ in range(4):
        a_case("consent", world=filed, at=FIRST.ends_at - timedelta(days=9)).submitted()
    assert transparency.counted(FIRST)[Figure.ASKED] == {"consent": 5}
    work(at=SUMMER + timedelta(days=1))
    assert client.get("/api/v1/transparency/").content == before
    with pytest.raises(TypeError):
        TransparencyReport.objects.update(figures={})
    (entry,) = LedgerEntry.objects.filter(event="transparency_published")
    assert entry.content["body"]["half_year"] == "2026-H1"


def test_anybody_reads_the_page(client, filed):
    assert "Nothing is published yet" in client.get("/transparency/").text
    work(at=SUMMER)
    page = client.get("/transparency/").text
    assert "January to June 2026" in page
    assert "fewer than 5" in page
    assert [pages.step(foot) for foot in (0, 5, 10)] == ["fewer than 5", "5 to 9", "10 to 14"]
    assert "2026年1月至6月" in client.get("/transparency/?lang=zh-hans").text


def test_the_command_publishes_what_is_due_and_prints_it(filed, capsys, monkeypatch):
    monkeypatch.setattr("disclosures.models.clock.now", lambda: SUMMER)
    call_command("transparency_report")
    printed = capsys.readouterr().out
    assert "2026-H1, published 2026-07-31" in printed
    assert "consent: asked 0-4, released_whole 0-4, released_in_part 0-4" in printed
    call_command("transparency_report", "2026-H1", "--json")
    assert json.loads(capsys.readouterr().out)["bases"]["consent"]["asked"] == 0
    assert TransparencyReport.objects.count() == 1
    for wrong, words in (("2026-H2", "Not published"), ("2026", "written as 2026-H1")):
        with pytest.raises(CommandError, match=words):
            call_command("transparency_report", wrong)
