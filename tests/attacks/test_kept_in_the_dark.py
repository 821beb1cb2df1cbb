"""A member is kept from knowing or from objecting, by going round in one case."""

from __future__ import annotations

from datetime import timedelta

from disclosures.actions import objections
from disclosures.domain.moves import MoveName, Status
from disclosures.models import Case, Notice
from tests.cast import a_case


def told(kind):
    return Notice.objects.filter(kind=kind).count()


def test_a_second_question_in_one_case_is_put_without_a_word_and_never_ends(world):
    case = a_case("consent", world=world, purpose="newsletter").submitted().accepted()
    case.does("answer", by="mei", grant=["contact.email"])
    case.does("return", by="reviewer.ren", reason="say more")
    mei = case.user("mei")
    mei.consents.filter(purpose="newsletter").update(withdrawn_at=case.at)
    case.later(days=1).does("resubmit", by="tom").accepted()
    assert (case.row.status, told("consent_asked")) == ("waiting_for_subject", 2)
    case.later(days=30, minutes=1).worked()
    assert (case.row.status, case.row.outcome) == ("refused", "not_consented")


def test_a_second_window_in_one_case_opens_without_a_word(world):
    case = a_case("transaction_dispute", world=world).submitted().accepted().signed()
    objections.offer_channel(case=case.row, item="contact.email", by=case.user("mei"), at=case.at)
    case.later(hours=1).signed()
    assert (case.row.status, told("about_to_release")) == ("notice", 2)


def test_a_second_return_is_not_told(world):
    case = a_case("transaction_dispute", world=world).submitted()
    for _ in range(2):
        case.does("return", by="reviewer.ren", reason="say more").later(hours=1).does("resubmit", by="ana")
    assert told("returned") == 2


def test_a_failed_release_cannot_be_objected_to_before_it_is_tried_again(world):
    case = a_case("transaction_dispute", world=world).approved()
    Case.objects.take(case.row, move=MoveName.RELEASE_FAILS, to=Status.RELEASE_FAILED)
    objections.raise_objection(case=case.row, by=case.user("mei"), at=case.at + timedelta(minutes=1), reason="unsafe")
    case.later(days=9).worked()
    assert (case.row.status, case.release) == ("notice", None)
