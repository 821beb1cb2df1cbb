"""A member's data changes after it left: who has it is told that it changed, the member sees that they were told."""

from __future__ import annotations

import pytest
from django.core import mail

from accounts.models import MemberRecord
from disclosures.actions import members
from disclosures.actions.members import Account, Profile
from disclosures.models import Correction, LedgerEntry, Notice, Release
from disclosures.queries import disclosures
from tests.cast import a_case

FIELDS = [*Profile.__dataclass_fields__]


@pytest.fixture
def changes(world, who):
    """The platform says that something of mei's is otherwise now, or gone."""
    versions = iter(range(1, 100))
    MemberRecord.objects.filter(subject=who("mei")).update(external_id="m-mei")

    def _changes(case, **new):
        record = MemberRecord.objects.get(subject=who("mei"))
        profile = Profile(**{name: getattr(record, name) for name in FIELDS} | new)
        by = who("platform.machine")
        account = Account("mei", "mei@mail.example")
        members.keep_in_step(
            external_id="m-mei", account=account, profile=profile, version=next(versions), by=by, at=case.at
        )
        return case.worked()

    return _changes


def told(case) -> list[str]:
    """Whom the desk told that something changed."""
    sent = Notice.objects.filter(kind="data_changed", case=case.row, sent_at__isnull=False)
    return sorted((row.to_user or row.to_organisation).name for row in sent)


def seen(case, who) -> list[list[str]]:
    """What mei reads of it: the items of each time."""
    releases = list(disclosures.shown_to(who("mei"), at=case.at))
    return [change.items for one in disclosures.of(releases, by=who("mei")) for change in one.changes]


def test_a_recipient_is_told_that_it_changed_and_never_what_it_is_now(world, who, changes):
    case = a_case("consent", world=world).released().later(hours=1)
    changes(case, email="new@mail.example", legal_name="Other Name")
    assert told(case) == ["tom"]
    (letter,) = [letter for letter in mail.outbox if "changed" in letter.subject]
    assert case.row.reference in letter.body
    assert f"received/{case.row.reference}/" in letter.body
    assert "new@mail" not in str(letter.message())
    assert seen(case, who) == [["contact.email", "identity.legal_name"]]
    (entry,) = LedgerEntry.objects.filter(event="correction_told")
    assert entry.content["body"] == {
        "items": ["contact.email", "identity.legal_name"], "release": str(case.release.pk)
    }  # fmt: skip


def test_each_change_is_told_and_none_twice(world, who, changes):
    case = a_case("consent", world=world).released().later(hours=1)
    changes(case, email="new@mail.example")
    changes(case.later(hours=1), email="new@mail.example")
    changes(case.later(hours=1), email="")
    assert told(case) == ["tom", "tom"]
    assert seen(case, who) == [["contact.email"], ["contact.email"]]


def test_what_did_not_leave_or_did_not_change_is_nobody_s_news(world, who, changes):
    case = a_case("consent", world=world).released().later(hours=1)
    changes(case, phone="+8613900000000", payment_account="6222", preferred_channel="email")
    assert (told(case), seen(case, who)) == ([], [])


@pytest.mark.parametrize(
    ("detail", "email", "is_told"),
    [
        ("masked", "m.other@mail.example", False),
        ("masked", "m@elsewhere.example", True),
        ("existence", "other@elsewhere.example", False),
        ("existence", "", True),
    ],
)
def test_what_left_masked_changed_when_its_mask_did(world, who, changes, detail, email, is_told):
    MemberRecord.objects.filter(subject=who("mei")).update(email="mei@mail.example")
    case = a_case("consent", world=world, asks={"contact.email": detail}).released().later(hours=1)
    changes(case, email=email)
    assert bool(told(case)) is is_told


def test_who_has_no_access_any_more_is_not_told(world, who, changes):
    over = a_case("consent", world=world).released().later(days=91)
    changes(over, email="new@mail.example")
    revoked = a_case("consent", world=world).released().does("revoke", by="reviewer.rui", reason="x")
    changes(revoked, email="newer@mail.example")
    assert not Correction.objects.exists()


def test_another_member_s_part_of_a_release_is_not_theirs(world, who, changes):
    case = a_case("legal_request", world=world, subjects=["mei", "ana"]).released()
    Release.objects.update(hidden_until=None)
    changes(case, phone="+8613900000000")
    assert seen(case, who) == [["contact.phone"]]
    releases = list(disclosures.shown_to(who("ana"), at=case.at))
    assert [one.changes for one in disclosures.of(releases, by=who("ana"))] == [()]


def test_under_a_hold_the_recipient_is_told_and_the_member_sees_all_of_it_when_it_ends(world, who, changes):
    emergency = {"authority": "psb", "called_back": True, "emergency": {"danger": "a life", "how_data_help": "find"}}
    case = a_case("legal_request", world=world, particulars=emergency).released()
    changes(case.later(hours=1), phone="+8613900000000")
    assert told(case) == ["officer"]
    assert seen(case, who) == []
    assert list(disclosures.shown_to(who("mei"), at=case.at)) == []
    case.later(days=30)
    assert seen(case, who) == [["contact.phone"]]
