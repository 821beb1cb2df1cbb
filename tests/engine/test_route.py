"""Which signatures each clause needs in which circumstances, as tables (POLICY "steps", "For every basis")."""

from __future__ import annotations

from itertools import product

import pytest

from disclosures.bases import REGISTRY
from disclosures.domain.facts import Circumstance
from disclosures.domain.roles import Role
from disclosures.domain.route import SIGNERS, StepName, roles_wanted, route

STANDING, EMERGENCY = Circumstance.STANDING_APPROVAL, Circumstance.EMERGENCY
ADDRESS, SENSITIVE, PROTECTED = Circumstance.ADDRESS_ASKED, Circumstance.SENSITIVE_ASKED, Circumstance.PROTECTED
UNTOLD = Circumstance.TELLING_FORBIDDEN

ROUTES = {
    "consent": [
        ((), "review"),
        ((SENSITIVE,), "review privacy"),
        ((PROTECTED,), "review legal_review privacy"),
        ((SENSITIVE, PROTECTED), "review legal_review privacy"),
        ((ADDRESS,), "review"),
        ((UNTOLD,), "review"),
    ],
    "service_provision": [
        ((), "review privacy"),
        ((SENSITIVE,), "review privacy"),
        ((STANDING,), ""),
        ((STANDING, PROTECTED), "legal_review privacy"),
        ((PROTECTED,), "review privacy legal_review"),
    ],
    "legal_request": [
        ((), "authenticate legal_review countersign"),
        ((SENSITIVE,), "authenticate legal_review countersign privacy"),
        ((PROTECTED,), "authenticate legal_review countersign privacy"),
        ((EMERGENCY,), "emergency emergency"),
        ((EMERGENCY, SENSITIVE), "emergency emergency"),
        ((EMERGENCY, PROTECTED), "emergency emergency"),
        ((EMERGENCY, PROTECTED, SENSITIVE), "emergency emergency"),
    ],
    "violation": [
        ((), "review legal_review privacy"),
        ((SENSITIVE,), "review legal_review privacy"),
        ((PROTECTED,), "review legal_review privacy"),
    ],
    "ip_complaint": [
        ((), "qualify ip_review"),
        ((SENSITIVE,), "qualify ip_review privacy"),
        ((PROTECTED,), "qualify ip_review legal_review privacy"),
    ],
    "transaction_dispute": [
        ((), "review"),
        ((ADDRESS,), "review legal_review"),
        ((PROTECTED,), "review legal_review privacy"),
        ((ADDRESS, PROTECTED), "review legal_review privacy"),
        ((SENSITIVE,), "review privacy"),
        ((ADDRESS, SENSITIVE), "review legal_review privacy"),
    ],
    "other": [
        ((), "legal_review privacy"),
        ((SENSITIVE,), "legal_review privacy"),
        ((PROTECTED,), "legal_review privacy"),
    ],
}
ROWS = [(basis, *row) for basis, rows in ROUTES.items() for row in rows]
ALL_CIRCUMSTANCES = [
    frozenset(circumstance for circumstance, on in zip(Circumstance, switches, strict=True) if on)
    for switches in product((False, True), repeat=len(Circumstance))
]


@pytest.mark.parametrize(("basis", "circumstances", "steps"), ROWS)
def test_the_route_of_a_clause(basis, circumstances, steps):
    found = route(REGISTRY.current(basis).steps, circumstances=frozenset(circumstances))
    assert list(found) == steps.split()


def test_every_clause_has_its_routes_written_down():
    assert set(ROUTES) == {basis.code for basis in REGISTRY.in_force}


@pytest.mark.parametrize("basis", REGISTRY.in_force, ids=lambda basis: basis.code.value)
def test_whatever_the_circumstances_privacy_comes_once_and_after_counsel_where_it_was_added(basis):
    for circumstances in ALL_CIRCUMSTANCES:
        found = route(basis.steps, circumstances=circumstances)
        assert found.count(StepName.PRIVACY) <= 1
        if EMERGENCY in circumstances:
            continue
        assert len(set(found)) == len(found)
        assert SENSITIVE not in circumstances or StepName.PRIVACY in found
        if PROTECTED in circumstances:
            assert {StepName.LEGAL_REVIEW, StepName.PRIVACY} <= set(found)


@pytest.mark.parametrize("basis", REGISTRY.in_force, ids=lambda basis: basis.code.value)
def test_nobody_is_spared_by_more_circumstances_but_by_the_two_that_waive(basis):
    for circumstances in ALL_CIRCUMSTANCES:
        if circumstances & {EMERGENCY, STANDING}:
            continue
        plain = set(route(basis.steps, circumstances=frozenset()))
        assert plain <= set(route(basis.steps, circumstances=circumstances))


STEP_ROLES = [
    ("review", "reviewer"),
    ("legal_review", "counsel"),
    ("privacy", "privacy_officer"),
    ("authenticate", "reviewer"),
    ("countersign", "counsel privacy_officer"),
    ("emergency", "counsel privacy_officer"),
    ("qualify", "reviewer"),
    ("ip_review", "counsel"),
]


@pytest.mark.parametrize(("step", "roles"), STEP_ROLES)
def test_each_step_is_signed_by_its_roles(step, roles):
    assert SIGNERS[StepName(step)] == {Role(role) for role in roles.split()}
    assert roles_wanted(StepName(step), earlier=[], circumstances=frozenset()) == SIGNERS[StepName(step)]


def test_every_step_has_its_signers_written_down():
    assert [step for step, _ in STEP_ROLES] == [*StepName]


@pytest.mark.parametrize("first", [Role.COUNSEL, Role.PRIVACY_OFFICER])
def test_the_emergency_of_a_protected_person_is_signed_by_one_of_each(first):
    protected = frozenset({EMERGENCY, PROTECTED})
    second = roles_wanted(StepName.EMERGENCY, earlier=[first], circumstances=protected)
    assert second == {Role.COUNSEL, Role.PRIVACY_OFFICER} - {first}


@pytest.mark.parametrize("first", [Role.COUNSEL, Role.PRIVACY_OFFICER])
def test_any_other_emergency_takes_two_of_the_same_role(first):
    wanted = roles_wanted(StepName.EMERGENCY, earlier=[first], circumstances=frozenset({EMERGENCY}))
    assert wanted == SIGNERS[StepName.EMERGENCY]


def test_without_an_emergency_a_protected_person_changes_nobody_s_role():
    wanted = roles_wanted(StepName.COUNTERSIGN, earlier=[Role.COUNSEL], circumstances=frozenset({PROTECTED}))
    assert wanted == SIGNERS[StepName.COUNTERSIGN]
