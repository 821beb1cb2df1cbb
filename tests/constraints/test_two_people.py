"""The two-person rules in the database too: raw rows that no action would write are refused (DESIGN 5.3, 5.6)."""

from __future__ import annotations

import uuid

import pytest

from accounts.models import RoleGrant
from disclosures.models import (
    DrawnReview,
    EmergencyFollowUp,
    EngagementSignature,
    Finding,
    FormalInstrument,
    MisuseReport,
    MisuseSignature,
    Objection,
    Preservation,
    PreservationSignature,
    Refusal,
    Release,
    Right,
    Signature,
)
from tests.constraints.conftest import refused_by
from tests.constraints.rows import AT, LATER


def test_nobody_signs_what_they_filed_by_any_account(rows):
    with refused_by("nobody_signs_what_they_filed"):
        rows.make(Signature, person=rows.one.person)


def test_a_place_on_the_route_has_one_live_signature(rows):
    rows.make(Signature, position=1)
    with refused_by("one_live_signature_per_place"):
        rows.make(Signature, position=1, by=rows.three, person=rows.three.person)


def test_a_person_has_one_live_signature_in_a_case(rows):
    rows.make(Signature, position=0)
    with refused_by("one_live_signature_per_person"):
        rows.make(Signature, position=1, step="legal_review", by=rows.three)


def test_a_voided_signature_frees_its_place_and_its_person(rows):
    rows.make(Signature, voided_at=AT)
    rows.make(Signature)


def test_two_cases_have_each_their_signatures(rows):
    first = rows.make(Signature)
    del rows.case
    assert rows.make(Signature).case != first.case


def test_a_round_of_a_case_is_refused_once(rows):
    rows.make(Refusal)
    with refused_by("a_version_is_refused_once"):
        rows.make(Refusal, by=rows.three, person=rows.three.person)


def test_a_person_refuses_a_case_once_in_all_its_rounds(rows):
    rows.make(Refusal, version=1)
    with refused_by("a_person_refuses_a_case_once"):
        rows.make(Refusal, version=2)
    rows.make(Refusal, version=2, by=rows.three, person=rows.three.person)


def test_a_round_of_a_case_is_released_once(rows):
    rows.make(Release, version=1)
    with refused_by("a_version_is_released_once"):
        rows.make(Release, version=1)
    rows.make(Release, version=2)


def test_a_person_has_one_undecided_objection_in_a_case(rows):
    rows.make(Objection)
    with refused_by("one_undecided_objection_each"):
        rows.make(Objection, version=2)
    rows.make(Objection, by=rows.three)


def test_a_decided_objection_leaves_room_for_the_next(rows):
    rows.make(Objection, decided_at=AT, decided_by=rows.three, upheld=False, decision="safe")
    rows.make(Objection, version=2)


def test_nobody_approves_an_engagement_they_proposed(rows):
    with refused_by("nobody_approves_their_own_engagement"):
        rows.make(EngagementSignature, person=rows.one.person)


def test_an_engagement_is_signed_once_in_each_role(rows):
    rows.make(EngagementSignature)
    with refused_by("engagement_signed_once_per_role"):
        rows.make(EngagementSignature, by=rows.three, person=rows.three.person)


def test_one_person_is_not_both_who_approve_an_engagement(rows):
    rows.make(EngagementSignature, role="reviewer")
    with refused_by("engagement_signed_once_per_person"):
        rows.make(EngagementSignature, role="privacy_officer", by=rows.three)


def test_nobody_upholds_their_own_report(rows):
    with refused_by("nobody_upholds_their_own_report"):
        rows.make(MisuseSignature, person=rows.one.person)


def test_a_report_is_signed_once_in_each_role(rows):
    rows.make(MisuseSignature)
    with refused_by("misuse_signed_once_per_role"):
        rows.make(MisuseSignature, person=uuid.uuid4())


def test_one_person_is_not_both_who_uphold_a_report(rows):
    rows.make(MisuseSignature, role="counsel")
    with refused_by("misuse_signed_once_per_person"):
        rows.make(MisuseSignature, role="privacy_officer")


def test_nobody_rejects_their_own_report(rows):
    with refused_by("misuse_is_rejected_by_somebody_with_a_reason"):
        rows.make(MisuseReport, rejected_at=AT, rejected_by=rows.one, rejection="nothing in it")
    rows.make(MisuseReport, rejected_at=AT, rejected_by=rows.three, rejection="nothing in it")


def test_an_appeal_is_decided_by_another_than_who_decided(rows):
    with refused_by("finding_appeal_decided_by_somebody_else"):
        rows.make(Finding, decided_by=rows.two, appeal="dismissed", appeal_decided_by=rows.two)
    rows.make(Finding, decided_by=rows.two, appeal="dismissed", appeal_decided_by=rows.three)


@pytest.mark.parametrize(("by", "at"), [("one", AT), ("two", None)])
def test_a_right_is_proven_at_a_time_and_not_by_its_owner(rows, by, at):
    with refused_by("right_is_not_proven_by_its_owner"):
        rows.make(Right, proven_by=getattr(rows, by), proven_at=at)
    rows.make(Right, proven_by=rows.two, proven_at=LATER)


@pytest.mark.parametrize("role", ["reviewer", "administrator", "service"])
def test_nobody_asks_a_role_of_the_desk_for_themselves(rows, role):
    with refused_by("nobody_asks_a_staff_role_for_themselves"):
        rows.make(RoleGrant, role=role, asked_by=rows.one, asked_person=rows.one.person)
    rows.make(RoleGrant, role="complainant", asked_by=rows.one, asked_person=rows.one.person)


@pytest.mark.parametrize("by", ["one", "two"])
def test_a_role_is_granted_by_neither_who_holds_it_nor_who_asked(rows, by):
    def decided(who):
        return {"decided_at": AT, "decided_by": who, "decided_person": who.person}

    with refused_by("a_role_is_granted_by_a_second_person"):
        rows.make(RoleGrant, granted=True, **decided(getattr(rows, by)))
    rows.make(RoleGrant, granted=True, **decided(rows.three))


def test_a_right_is_taken_back_by_somebody_else_than_its_owner(rows):
    with refused_by("right_is_disqualified_by_somebody"):
        rows.make(Right, disqualified_at=AT, disqualified_by=rows.one)
    with refused_by("right_is_disqualified_by_somebody"):
        rows.make(Right, disqualified_at=AT)
    rows.make(Right, disqualified_at=AT, disqualified_by=rows.two)


@pytest.mark.parametrize(
    "columns",
    [
        {"agent_until": LATER},
        {"agent_scope": "complain"},
        {"agent_scope": "everything", "agent_until": LATER},
        {"agent_for": "the owner"},
    ],
)
def test_an_agency_has_scope_and_end(rows, columns):
    with refused_by("agency_has_scope_and_end"):
        rows.make(Right, **columns)
    rows.make(Right, agent_scope="complain", agent_until=LATER, agent_for="the owner")


def _done(person, **changes):
    return {"done_at": AT, "done_by": person, "person": person.person, "result": "in_order", **changes}


def test_nobody_reviews_the_release_of_what_they_filed(rows):
    rows.make(DrawnReview, **_done(rows.two))
    with refused_by("nobody_reviews_what_they_filed"):
        rows.make(DrawnReview, **_done(rows.one))


def test_an_objection_to_a_release_says_why(rows):
    rows.make(DrawnReview, **_done(rows.two, result="objection", words="no order"))
    with refused_by("objection_to_a_release_says_why"):
        rows.make(DrawnReview, **_done(rows.two, result="objection"))


def _reviewed(person, **changes):
    review = {"reviewed_at": AT, "reviewed_by": person, "reviewer": person.person, "hold_until": AT}
    return {**review, "result": "confirmed", "words": "all well", **changes}


def test_an_emergency_is_signed_by_two(rows):
    with refused_by("emergency_is_signed_by_two"):
        rows.make(EmergencyFollowUp, second_signer=rows.two.person)


@pytest.mark.parametrize("name", ["one", "two", "three"])
def test_nobody_reviews_the_emergency_that_they_filed_or_signed(rows, name):
    with refused_by("emergency_is_reviewed_by_who_did_not_sign"):
        rows.make(EmergencyFollowUp, **_reviewed(getattr(rows, name)))
    rows.make(EmergencyFollowUp, **_reviewed(rows.one, reviewer=uuid.uuid4()))
    with refused_by("emergency_hold_ends_in_time"):
        rows.make(EmergencyFollowUp, **_reviewed(rows.one, reviewer=uuid.uuid4(), hold_until=LATER + LATER.resolution))


def test_nobody_accepts_the_paper_that_they_presented(rows):
    decided = {"decided_at": AT, "decided_by": rows.two, "decider": rows.two.person, "accepted": True}
    assert rows.follow_up.pk
    with refused_by("nobody_accepts_the_paper_they_presented"):
        rows.make(FormalInstrument, **decided | {"decider": rows.one.person})
    rows.make(FormalInstrument, **decided)
    with refused_by("one_paper_is_accepted"):
        rows.make(FormalInstrument, **decided)
    with refused_by("refused_paper_says_why"):
        rows.make(FormalInstrument, **decided | {"accepted": False})


def test_one_paper_is_checked_at_a_time(rows):
    rows.make(FormalInstrument)
    with refused_by("one_paper_at_a_time"):
        rows.make(FormalInstrument)


def test_nobody_signs_the_preservation_that_they_asked_for_or_signs_it_twice(rows):
    assert rows.preservation.pk
    with refused_by("nobody_signs_the_preservation_they_asked"):
        rows.make(PreservationSignature, by=rows.one, person=rows.one.person)
    rows.make(PreservationSignature)
    with refused_by("preservation_is_signed_once_by_a_person"):
        rows.make(PreservationSignature, position=1)
    with refused_by("preservation_place_is_signed_once"):
        rows.make(PreservationSignature, by=rows.three, person=rows.three.person)


def test_nobody_extends_the_preservation_that_they_asked_for(rows):
    extended = {
        "signed_at": AT, "kept_from": AT, "until": LATER, "latest_at": LATER, "extension_asked_at": AT,
        "extension_asked_by": rows.one, "extension_reason": "no court sits", "extended_at": AT,
        "extended_by": rows.two, "extender": rows.two.person,
    }  # fmt: skip
    rows.make(Preservation, **extended)
    for same in ({"extended_by": rows.one}, {"extender": rows.one.person}):
        with refused_by("preservation_is_extended_by_somebody_else_once_asked"):
            rows.make(Preservation, **extended | same)
