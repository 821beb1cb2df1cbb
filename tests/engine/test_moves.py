"""The life of a case as DESIGN 4 tells it, against the table of moves."""

from __future__ import annotations

import pytest

from disclosures.domain import moves
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.moves import MOVES, MoveName, Status

LIVES = [
    "draft submit triage accept review sign review open_window notice window_ends approved release released end closed",
    "draft submit triage accept review sign review approve approved release released end closed",
    "draft submit triage accept review approve approved",
    "draft submit triage ask_subject waiting_for_subject answer_some review",
    "draft submit triage ask_subject waiting_for_subject answer_none refused",
    "draft submit triage ask_subject waiting_for_subject silence refused",
    "triage return returned resubmit triage",
    "review return returned withdraw withdrawn",
    "review return returned return_ends withdrawn",
    "draft draft_ends withdrawn",
    "triage settle withdrawn",
    "triage refuse refused appeal triage",
    "review refuse refused appeal review",
    "review narrow review",
    "notice object notice overrule_objection notice window_ends approved",
    "notice object notice uphold_objection refused",
    "approved object notice",
    "notice telling_fails refused",
    "notice offer_channel review",
    "approved offer_channel review",
    "notice sign_again review",
    "approved sign_again review",
    "approved release_fails release_failed retry approved",
    "release_failed refuse refused",
    "approved release_nothing refused",
    "approved fact_lapses refused",
    "notice withdraw_for_misuse withdrawn",
    "release_failed withdraw_for_misuse withdrawn",
]
STEPS = {
    (MoveName(move), Status(source), Status(target))
    for life in LIVES
    for source, move, target in zip(life.split()[::2], life.split()[1::2], life.split()[2::2], strict=False)
}
FINAL = {Status.CLOSED, Status.WITHDRAWN}


@pytest.mark.parametrize(("move", "source", "target"), sorted(STEPS))
def test_a_case_can_go_the_ways_that_the_design_tells(move, source, target):
    row = moves.require(move, status=source)
    assert target in row.targets


@pytest.mark.parametrize("move", MoveName)
def test_a_move_starts_nowhere_but_where_the_table_says(move):
    for status in Status:
        if status in MOVES[move].sources:
            assert moves.require(move, status=status).name is move
        else:
            with pytest.raises(MoveNotAllowed):
                moves.require(move, status=status)


@pytest.mark.parametrize("status", Status)
def test_what_is_possible_is_what_the_table_says(status):
    assert set(moves.possible(status=status)) == {name for name, row in MOVES.items() if status in row.sources}


def test_every_move_is_told_in_some_life():
    assert {move for move, _, _ in STEPS} == set(MoveName)


def test_every_state_is_reached_from_a_draft():
    reached = {Status.DRAFT}
    while more := {target for row in MOVES.values() if row.sources & reached for target in row.targets} - reached:
        reached |= more
    assert reached == set(Status)


def test_nothing_leads_out_of_the_end_and_something_out_of_everything_else():
    assert {status for status in Status if not moves.possible(status=status)} == FINAL


def test_nothing_is_approved_but_from_its_signatures_its_window_or_a_retry():
    ways = {name for name, row in MOVES.items() if Status.APPROVED in row.targets}
    assert ways == {MoveName.APPROVE, MoveName.WINDOW_ENDS, MoveName.RETRY}


def test_nothing_is_released_but_from_an_approval():
    assert {name for name, row in MOVES.items() if Status.RELEASED in row.targets} == {MoveName.RELEASE}
    assert MOVES[MoveName.RELEASE].sources == {Status.APPROVED}


def test_the_requester_withdraws_until_the_last_signature():
    assert not MOVES[MoveName.WITHDRAW].sources & {Status.NOTICE, Status.APPROVED, Status.RELEASED, Status.CLOSED}


def test_what_is_unreleased_is_every_state_before_a_release_in_which_one_can_still_come():
    decided = {Status.RELEASED, Status.CLOSED, Status.REFUSED, Status.WITHDRAWN}
    assert set(Status) - decided == moves.UNRELEASED
