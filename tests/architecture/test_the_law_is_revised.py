"""The rules of a clause are revised: a case filed before still decides by its own revision (P0b)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disclosures.bases import REGISTRY
from disclosures.domain.basis import Ends, Notice
from disclosures.domain.permissions import Listed
from disclosures.domain.registry import Registry
from disclosures.domain.route import Step, StepName
from tests.cast import a_case

NOW = REGISTRY.current("transaction_dispute")
STRICTER = replace(
    NOW,
    revision=NOW.revision + 1,
    steps=(*NOW.steps, Step(StepName.PRIVACY)),
    may_leave=(*NOW.may_leave, Listed(("identity.legal_name",))),
    notice=Notice(days_before=5, at_release=True),
    ends=Ends(days=10, with_transaction=True),
)


@pytest.fixture
def revise(db):
    """Puts a revision in force; every module holds the one registry, so it is this that changes, and changes back."""
    before = REGISTRY.revisions
    yield lambda basis: object.__setattr__(REGISTRY, "revisions", REGISTRY.revised(basis).revisions)
    object.__setattr__(REGISTRY, "revisions", before)


def left(case):
    """Which items the opened package holds, and for how many days it is open."""
    release = case.release
    days = (release.grant.until - release.released_at).days
    (subject,) = case.opened().contents["subjects"]
    return {*subject["items"]}, days


def test_a_case_filed_before_decides_by_its_own_revision_and_a_new_one_by_the_new(db, revise):
    old = a_case("transaction_dispute").submitted()
    drafted = a_case("transaction_dispute", world=old.stage.world)
    revise(STRICTER)
    new = drafted.submitted()
    assert (old.row.basis_revision, new.row.basis_revision) == (1, 2)

    old.accepted().signed()
    new.accepted().signed()
    assert (old.row.route, new.row.route) == (["review"], ["review", "privacy"])
    assert [(case.row.window_ends_at - case.at).days for case in (old, new)] == [3, 5]

    old.stage.at = new.stage.at = new.row.window_ends_at
    old.worked()
    assert left(old) == ({"identity.legal_name", "contact.phone"}, 30)
    assert left(new) == ({"identity.legal_name"}, 10)


def test_a_case_returned_and_filed_again_keeps_its_revision(db, revise):
    case = a_case("transaction_dispute").submitted().does("return", by="reviewer.ren", reason="say more")
    revise(STRICTER)
    case.does("resubmit", by="ana").accepted()
    assert (case.row.basis_revision, case.row.route) == (1, ["review"])


def test_an_approved_case_is_released_by_the_revision_it_was_approved_under(db, revise):
    case = a_case("transaction_dispute").approved()
    revise(STRICTER)
    assert left(case.worked()) == ({"identity.legal_name", "contact.phone"}, 30)


def test_the_registry_knows_each_revision_and_the_latest_is_in_force():
    both = REGISTRY.revised(STRICTER)
    assert both.current("transaction_dispute") is STRICTER
    assert both.of("transaction_dispute", 1) is NOW
    assert [basis.code for basis in both.in_force] == [basis.code for basis in REGISTRY.in_force]
    assert REGISTRY.current("transaction_dispute") is NOW


def test_an_unknown_clause_or_revision_is_a_key_error():
    with pytest.raises(KeyError):
        Registry(()).current("consent")
    with pytest.raises(KeyError):
        REGISTRY.of("consent", 99)
