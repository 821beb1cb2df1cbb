"""Two members alike, of whom one has a case under a hold: no road tells them apart until it ends (DESIGN 5.10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import MemberRecord
from disclosures.actions import incidents, members
from disclosures.actions.members import Account, Profile
from disclosures.models import Notice, clock
from disclosures.scenarios import world as worlds
from tests.cast import AT, PRIZE, a_case
from tests.holds.twins import Twin


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


pytestmark = pytest.mark.django_db
HELD, FREE = "lian", "xian"
"""Of one length, so that lengths can be compared."""
UNTIL = AT + timedelta(days=20)
PAPER = {
    "kind": "court_order", "number": "C-3", "issued_at": AT.isoformat(), "statute": "Criminal Procedure Law 54",
    "items": ["contact.phone"], "may_tell": False, "hold_until": UNTIL.isoformat(),
}  # fmt: skip


@pytest.fixture
def world():
    consent = {
        "to": "travelco",
        "purpose": PRIZE,
        "items": ["contact.phone"],
        "until": (AT + timedelta(60)).isoformat(),
    }
    return worlds.build(
        {
            "members": {HELD: {}, FREE: {}},
            "organisations": {"travelco": {"kind": "company"}, "psb": {"kind": "authority"}},
            "people": {
                "tom": {"role": "partner", "of": "travelco"},
                "officer": {"role": "authority", "of": "psb"},
            },
            "consents": [{"of": name} | consent for name in (HELD, FREE)],
        },
        at=AT,
    )


@pytest.fixture
def at_the_desk(monkeypatch):
    """Let the desk's clock stand where a case's stands."""

    def stand(at):
        monkeypatch.setattr(clock, "now", lambda: at)

    return stand


def prize_of(name, world):
    return a_case("consent", world=world, subjects=[name], asks=["contact.phone"]).released()


def phone_changes(name, case):
    """The platform says that a number is another now."""
    MemberRecord.objects.filter(subject=case.user(name)).update(external_id=f"m-{name}")
    record = MemberRecord.objects.get(subject=case.user(name))
    held = {field: getattr(record, field) for field in Profile.__dataclass_fields__}
    members.keep_in_step(
        external_id=f"m-{name}", account=Account(name, case.user(name).email),
        profile=Profile(**held | {"phone": "+8613900000000"}), version=7, by=case.user("platform.machine"), at=case.at,
    )  # fmt: skip


def hidden_case(world):
    """Filed, signed, released, opened, its data changed since, and then found to have reached the wrong hands."""
    particulars = {"authority": "psb", "called_back": True, "instrument": PAPER}
    return a_case(
        "legal_request", world=world, subjects=[HELD], asks=["contact.phone"], particulars=particulars
    ).released()


@pytest.fixture
def twins(desk, world, at_the_desk):
    at_the_desk(AT)
    owns = {name: prize_of(name, world) for name in (HELD, FREE)}
    case = hidden_case(world)
    case.opened()
    case.later(minutes=1)
    for name in (HELD, FREE):
        phone_changes(name, case)
    case.worked()
    incidents.report(case=case.row, what="to another station", by=case.user("counsel.cai"), at=case.at)
    case.worked()
    at_the_desk(case.at)
    held, free = (Twin(case.user(name), owns[name].row.reference) for name in (HELD, FREE))
    return case, held, free


def hidden_things(case):
    notice = Notice.objects.filter(case=case.row, to_user=case.user(HELD)).first()
    return {"reference": case.row.reference, "release_id": case.release.pk, "notice_id": notice.pk}


def differing(one, other):
    return sorted(road for road in one if one[road] != other[road])


def acts_of(twin):
    """What a member does of their own accord, whose answers could count or name what is hidden."""
    later = {"items": ["contact.email"], "until": (UNTIL + timedelta(20)).isoformat()}
    return {
        path: twin.does(path, body)
        for path, body in {
            "/consents/": {"recipient": {"organisation": "psb"}, "purpose": "an inquiry"} | later,
            "/misuse-reports/": {"against": {"organisation": "psb"}, "reason": "a letter came"},
            "/cases/": {
                "basis": "consent", "subjects": [twin.user.name], "recipient": {"organisation": "psb"},
                "purpose": "an inquiry", "asks": ["contact.email"], "submit": True,
            },
            "/me/preferences/": {"partner_marketing": True},
        }.items()
    }  # fmt: skip


APPEARS = {
    "GET api/v1/me/disclosures/",
    "GET api/v1/cases/",
    "GET me/",
    "GET me/record/",
    "GET me/everything.csv",
    "GET me/everything.pdf",
    *(f"GET me/about/<str:reference>/{rest} hidden" for rest in ("", "answer/", "object/", "channel/")),
    *(
        f"GET api/v1/cases/<str:reference>/{rest} hidden"
        for rest in ("", "subjects/", "items/", "timeline/", "messages/")
    ),
}
"""On these roads a case that the member knows of is there."""


def test_no_road_tells_them_apart_until_the_hold_ends_and_then_all_of_it_is_there(twins, at_the_desk):
    case, held, free = twins
    hidden = hidden_things(case)
    at_the_desk(UNTIL - timedelta(seconds=1))
    case.stage.at = UNTIL - timedelta(seconds=1)
    case.worked()
    assert differing(acts_of(held), acts_of(free)) == []
    assert differing(held.knocks_everywhere(hidden=hidden), free.knocks_everywhere(hidden=hidden)) == []
    before = held.looks_everywhere(hidden=hidden)
    assert differing(before, free.looks_everywhere(hidden=hidden)) == []
    mailed = held.mails()
    assert mailed == free.mails() != []

    at_the_desk(UNTIL)  # no worker has done anything yet
    now = differing(before, held.looks_everywhere(hidden=hidden))
    assert set(now) >= APPEARS
    assert [road for road in now if road not in APPEARS and "cases/<str:reference>/" not in road] == []
    page = held.caller.get("/me/disclosures/").json()["results"]
    (shown,) = (row for row in page if row["reference"] == case.row.reference)
    assert (shown["openings"], bool(shown["ended_at"])) == (1, True)
    assert [change["items"] for change in shown["changes"]] == [["contact.phone"]]
    told = {line["event"] for line in held.caller.get(f"/cases/{case.row.reference}/timeline/").json()}
    assert told >= {"released", "release_opened", "release_revoked"}
    case.stage.at = UNTIL
    case.worked()
    assert len(held.mails()) == len(mailed) + 2  # of the disclosure, and that it went wrong
    assert mailed == free.mails()
