"""Something changes between the last signature and the release: nothing leaves, or only the lesser, and it is recorded.

Each change happens twice: before a worker has begun, and in the middle of its work, later by the clock than its start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from accounts.models import ConsentItem, MemberRecord, RoleAssignment, User
from disclosures.delivery import opening, vault
from disclosures.models import Finding, LedgerEntry, Release, Right
from tests.cast import AT, ACase, a_case

LAPSED = ("refused", "fact_lapsed")
SIGN_AGAIN = ("review", "")


@dataclass(frozen=True)
class Change:
    """What happens to whom, and where the case must be afterwards."""

    basis: str
    happens: Callable[[ACase], object]
    ends: tuple[str, str]
    leaves: frozenset[str] | None = None


def lines(verb, **words):
    return lambda case: case.does(verb, **words)


def disable(case):
    User.objects.filter(name="reviewer.rui").update(is_active=False)


def take_role(case):
    RoleAssignment.objects.filter(user__name="reviewer.rui").delete()


def make_party(case):
    User.objects.filter(name="reviewer.rui").update(organisation=case.stage.world.organisations["travelco"])


def protect(case):
    MemberRecord.objects.filter(subject__name="mei").update(protected_at=case.at)


def prefer_email(case):
    MemberRecord.objects.filter(subject__name="mei").update(preferred_channel="email")


def narrow_consent(case):
    ConsentItem.objects.filter(item="contact.email").delete()


def widen_consent(case):
    consent = ConsentItem.objects.first().consent
    ConsentItem.objects.create(consent=consent, item="contact.phone", detail="full")


def appeal_finding(case):
    Finding.objects.update(appeal="pending")


def let_right_expire(case):
    Right.objects.update(valid_to=AT - timedelta(days=1))


def suspend_officer(case):
    User.objects.filter(name="officer").update(suspended_at=case.at)


NAME, EMAIL, PHONE = "identity.legal_name", "contact.email", "contact.phone"
CHANGES = {
    "consent is withdrawn": Change("consent", lines("consent_withdrawn", by="mei"), LAPSED),
    "consent is narrowed": Change("consent", narrow_consent, ("released", "partly_granted"), frozenset({NAME})),
    "consent is widened": Change("consent", widen_consent, ("released", "partly_granted"), frozenset({NAME, EMAIL})),
    "the engagement ends": Change(
        "service_provision", lines("end_engagement", name="delivery", by="privacy.pei"), LAPSED
    ),
    "the order is closed": Change(
        "service_provision", lines("close_order", engagement="delivery", member="mei"), LAPSED
    ),
    "the transaction is closed": Change("transaction_dispute", lines("close_transaction", name="t1"), LAPSED),
    "the preferred channel changes": Change(
        "transaction_dispute", prefer_email, ("released", "partly_granted"), frozenset({NAME})
    ),
    "the complaint is withdrawn": Change("ip_complaint", lines("withdraw_complaint", by="nora"), LAPSED),
    "a tick is removed": Change(
        "ip_complaint",
        lines("ask_to_pass_on", by="nora", items=[]),
        ("released", "partly_granted"),
        frozenset({NAME, EMAIL}),
    ),
    "the right expires": Change("ip_complaint", let_right_expire, LAPSED),
    "the finding is appealed": Change("violation", appeal_finding, LAPSED),
    "the officer is suspended": Change("legal_request", suspend_officer, LAPSED),
    "a signer is disabled": Change("consent", disable, SIGN_AGAIN),
    "a signer loses the role": Change("consent", take_role, SIGN_AGAIN),
    "a signer becomes a party": Change("consent", make_party, SIGN_AGAIN),
    "the member becomes protected": Change("consent", protect, SIGN_AGAIN),
}


def in_the_middle(case, happens, monkeypatch):
    """Let it happen once, a second later by the clock, after the package was written and before it is committed."""
    real, left = vault.write, [happens]

    def write(name, content):
        real(name, content)
        if left:
            begun = case.at
            left.pop()(case.later(seconds=1))
            case.stage.at = begun

    monkeypatch.setattr(vault, "write", write)


@pytest.mark.parametrize("moment", ["before the worker begins", "while it works"])
@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_after_the_last_signature_counts(db, name, moment, monkeypatch):
    change = CHANGES[name]
    case = a_case(change.basis).approved()
    assert case.row.status == "approved"
    if moment == "while it works":
        in_the_middle(case, change.happens, monkeypatch)
    else:
        change.happens(case)

    case.worked()

    assert (case.row.status, case.row.outcome) == change.ends
    events = set(LedgerEntry.objects.filter(chain=f"case:{case.row.pk}").values_list("event", flat=True))
    if change.leaves is None:
        assert not Release.objects.exists()
        assert events & {"case_refused", "back_to_review"}
        assert "released" not in events
    else:
        (subject,) = opening.unsealed(case.release)["subjects"]
        assert set(subject["items"]) == change.leaves


def test_after_the_signer_was_disabled_another_signs_and_the_release_goes_on(db):
    case = a_case("consent").approved()
    disable(case)
    case.worked()
    assert case.signatures() == 0
    case.does("sign", step="review", by="reviewer.ren").worked()
    assert case.row.status == "released"
    assert Release.objects.count() == 1
