"""The platform keeps the desk in step; a late message never undoes a newer one (P3f)."""

from __future__ import annotations

import pytest

from accounts.models import Consent, MemberRecord, Token, User
from disclosures.actions import members, transactions
from disclosures.actions.members import Account, Profile
from disclosures.actions.platform_order import VersionConflict
from disclosures.actions.transactions import Performed, Report
from disclosures.domain.errors import DeskError, NotPermitted
from disclosures.models import LedgerEntry, Performance, Transaction
from tests.cast import a_case

STATUS = Transaction.Status


@pytest.fixture
def tells(who, at):
    def _tells(version, *, status=STATUS.OPEN, by="platform.machine", performed=(), external_id="t-9", seller="mei"):
        report = Report(who("ana"), who(seller), status, version, tuple(performed))
        return transactions.keep_in_step(external_id=external_id, report=report, by=who(by), at=at)

    return _tells


def test_a_first_message_makes_the_transaction_and_a_newer_one_changes_it(tells, who, at):
    assert tells(1).status == "open"
    paid = Performed(who("ana"), Performance.Kind.PAYMENT_CAPTURED, at)
    kept = tells(2, status=STATUS.DISPUTE, performed=[paid])
    assert (kept.status, kept.platform_version) == ("dispute", 2)
    assert kept.performances.get().party.name == "ana"


def test_a_late_or_repeated_message_changes_nothing(tells):
    tells(5, status=STATUS.DISPUTE)
    entries = LedgerEntry.objects.count()
    assert tells(4).status == "dispute"
    assert tells(5, status=STATUS.DISPUTE).status == "dispute"
    assert LedgerEntry.objects.count() == entries


def test_closing_ends_what_the_transaction_opened(tells, world):
    case = a_case("transaction_dispute", world=world).released()
    tells(1, external_id="t1", status=STATUS.CLOSED)
    assert case.row.status == "closed"
    assert case.release.end_reason == "transaction_closed"


def test_a_transaction_closed_before_the_release_lets_nothing_leave(tells, world):
    case = a_case("transaction_dispute", world=world).approved()
    tells(1, external_id="t1", status=STATUS.CLOSED)
    case.worked()
    assert case.row.outcome == "fact_lapsed"


def test_performances_taken_back_are_gone(tells, who, at):
    tells(1, performed=[Performed(who("ana"), Performance.Kind.PARCEL_SCANNED, at, is_partial=True)])
    assert not tells(2).performances.exists()


def test_parties_do_not_change_and_only_they_perform(tells, who, at):
    tells(1)
    with pytest.raises(DeskError):
        tells(2, seller="shop")
    with pytest.raises(DeskError):
        tells(2, seller="ana")
    with pytest.raises(DeskError):
        tells(2, performed=[Performed(who("shop"), Performance.Kind.PARCEL_SCANNED, at)])


def test_one_version_never_says_two_things(tells, who, at):
    paid = Performed(who("ana"), Performance.Kind.PAYMENT_CAPTURED, at)
    tells(5, performed=[paid])
    tells(5, performed=[paid])
    for changed in ({"status": STATUS.DISPUTE, "performed": [paid]}, {}):
        with pytest.raises(VersionConflict):
            tells(5, **changed)
    assert Transaction.objects.get(external_id="t-9").performances.count() == 1


@pytest.mark.parametrize("name", ["mei", "reviewer.ren", "counsel.cai"])
def test_only_the_machine_client_speaks_for_the_platform(tells, name):
    with pytest.raises(NotPermitted):
        tells(1, by=name)
    assert not Transaction.objects.filter(external_id="t-9").exists()


# --- members -------------------------------------------------------------------------------------------------------


@pytest.fixture
def keeps(who, at):
    def _keeps(version, *, name="yu", by="platform.machine", external_id="m-1", is_closed=False, **columns):
        return members.keep_in_step(
            external_id=external_id,
            account=Account(name, f"{name}@mail.example", is_closed=is_closed),
            profile=Profile(**columns),
            version=version,
            by=who(by),
            at=at,
        )

    return _keeps


def test_a_new_member_can_be_asked_about_at_once(keeps, world):
    record = keeps(1, legal_name="Yu Chen", phone="+8613800000000")
    assert record.subject.roles == {"member"}
    assert record.legal_name == "Yu Chen"
    assert not record.subject.has_usable_password()


def test_a_newer_message_wins_and_a_late_one_does_not(keeps, world, events):
    keeps(1, phone="+8613800000001")
    keeps(3, phone="+8613800000003", name="yu.chen")
    kept = keeps(2, phone="+8613800000002")
    assert (kept.phone, kept.platform_version, kept.subject.name) == ("+8613800000003", 3, "yu.chen")
    assert events("user", kept.pk) == ["member_kept", "member_kept"]
    assert "+8613800000003" not in "".join(LedgerEntry.objects.values_list("text", flat=True))


def test_what_is_no_longer_held_is_gone(keeps, world):
    keeps(1, phone="+8613800000001", address_line="1 Road", address_city="Suzhou", address_country="CN")
    assert keeps(2).address_line == keeps(2).phone == ""


def test_a_member_known_already_is_taken_over_by_handle(keeps, who):
    mei = who("mei")
    assert keeps(1, name="mei", external_id="m-77", phone="+8613800000007").subject == mei
    with pytest.raises(DeskError):
        keeps(1, name="mei", external_id="m-78")


@pytest.mark.parametrize("name", ["reviewer.ren", "nora", "officer"])
def test_nobody_elses_account_is_ever_taken_over(keeps, world, name):
    with pytest.raises(DeskError):
        keeps(1, name=name)
    assert User.objects.get(name=name).roles.isdisjoint({"member"})
    assert not MemberRecord.objects.filter(external_id="m-1").exists()


def test_a_handle_cannot_be_changed_to_somebody_elses(keeps, world):
    keeps(1)
    with pytest.raises(DeskError):
        keeps(2, name="mei")
    assert MemberRecord.objects.get(external_id="m-1").platform_version == 1


def test_a_change_is_looked_at_before_a_release(keeps, world, who):
    case = a_case("transaction_dispute", world=world).approved()
    edition = case.row.edition
    keeps(1, name="mei", external_id="m-77", legal_name="Mei Zhang")
    assert case.row.edition == edition + 1
    case.worked()
    assert case.row.outcome == "partly_granted"


def test_half_an_address_is_refused(keeps, world):
    with pytest.raises(DeskError):
        keeps(1, address_city="Suzhou")


def test_one_version_never_says_two_things_about_a_member(keeps, world):
    keeps(2, phone="+8613800000001")
    assert keeps(2, phone="+8613800000001").platform_version == 2
    for changed in ({"phone": "+8613800000002"}, {"phone": "+8613800000001", "is_closed": True}, {}):
        with pytest.raises(VersionConflict):
            keeps(2, **changed)
    assert MemberRecord.objects.get(external_id="m-1").phone == "+8613800000001"


def test_a_closed_account_is_cut_off_and_nothing_leaves_on_its_consents(keeps, world, events):
    mei = world.user("mei")
    case = a_case("consent", world=world).released()
    token, _ = Token.objects.issue(user=mei, at=case.at)
    kept = keeps(1, name="mei", is_closed=True)
    assert kept.closed_at is not None
    assert not kept.subject.is_active
    assert not Token.objects.live(at=case.at).filter(pk=token.pk).exists()
    assert not Consent.objects.live(at=case.at).filter(subject=mei).exists()
    assert (case.row.status, case.release.end_reason) == ("closed", "consent_withdrawn")
    assert events("user", mei.pk)[-2:] == ["member_kept", "member_closed"]


def test_an_account_opened_again_signs_in_again_and_its_consents_stay_withdrawn(keeps, world, at, events):
    keeps(1, name="mei", is_closed=True)
    keeps(2, name="mei", is_closed=True)
    kept = keeps(3, name="mei")
    assert kept.subject.is_active
    assert not Consent.objects.live(at=at).filter(subject=kept.subject).exists()
    assert [event for event in events("user", kept.pk) if "kept" not in event] == ["member_closed", "member_reopened"]


def test_a_late_closing_closes_nothing(keeps, world):
    keeps(4, name="mei")
    assert keeps(3, name="mei", is_closed=True).subject.is_active
