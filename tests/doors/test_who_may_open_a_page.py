"""Every page by every role, one's own and somebody else's, does what the table of doors says."""

from __future__ import annotations

import copy
import re
from collections import defaultdict

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.test import Client

from disclosures.policies.doors import Door, pages
from tests import browsing
from tests.doors.cast import EVERYBODY, STANDINGS, Platform, a_platform
from tests.sign_ins import PASSWORD, sign_in, with_app

WORDS = re.compile(r"<\w+:(\w+)>")
OWNED = {"me/consents/<uuid:consent_id>/": "mei", "staff/search/member/<uuid:search>/": "reviewer.ren"}
"""Whose the one consent and the one search are: to everybody else there is none of that number."""
LEADS_AWAY = "account/logout/"
NEEDS_A_PASSKEY = "account/2fa/webauthn/reauthenticate/"  # which only a browser can make: tests/browser does
DOORS = [(door, method) for door in pages.DOORS for method in door.methods if door.route != LEADS_AWAY]
KNOCKS = [(door, method) for door, method in DOORS if door.route != NEEDS_A_PASSKEY]
PARTS = 4  # a platform is dear: each is tried by a share of the people


@pytest.fixture
def platform(desk):
    """Everybody has what their own account's pages are about: a password, an app and recovery codes."""
    made = a_platform()
    for name in EVERYBODY:
        user = made.cast.world.users[name]
        user.set_password(PASSWORD)
        user.save()
        with_app(user)
        RecoveryCodes.activate(user)
    return made


def _expected(door: Door, name: str, platform: Platform) -> set[int]:
    """The statuses that say who may: refused, not there, or anything else."""
    if not door.is_open and not door.lets_in(platform.cast.world.users[name]):
        return {403}
    owner = next((whose for route, whose in OWNED.items() if door.route.startswith(route)), None)
    theirs = {owner} if owner else STANDINGS.get(door.thing, {name})
    return set() if name in theirs else {404}


def _met(status: int) -> set[int]:
    return {status} & {403, 404}


def _path(door: Door, named: dict) -> str:
    def word(found: re.Match[str]) -> str:
        name = named.get(found[1], 1)
        return str(name.get(door.thing, 1) if isinstance(name, dict) else name)

    return "/" + WORDS.sub(word, door.route)


def _may_be_missing(door: Door) -> bool:
    """True for what is named by a number or word of which nobody of the cast has one, and for the mails of a demo."""
    is_anything = door.thing is None and "<str:" in door.route
    return "<int:" in door.route or is_anything or door.route.startswith("mails/")


def _refusals_that_differ(platform: Platform, *, name: str, knocks: list[tuple[Door, str]]) -> list[str]:
    """Try the doors as one person, taking back what happened, and say where the table says something else."""
    client, wrong = sign_in(Client(raise_request_exception=False), platform.cast.world.users[name]), []
    signed_in = copy.deepcopy(client.cookies)
    for door, method in knocks:
        before, client.cookies = transaction.savepoint(), copy.deepcopy(signed_in)
        answer = client.generic(method, _path(door, platform.named), headers={"Origin": "http://testserver"})
        transaction.savepoint_rollback(before)
        said = _expected(door, name, platform)
        met = _met(answer.status_code) - ({404} if _may_be_missing(door) else set())
        if answer.status_code >= 500 or met != said:
            wrong.append(f"{method} {door.route} as {name}: {answer.status_code}, the table says {said or 'enters'}")
    return wrong


@pytest.mark.screen
@pytest.mark.parametrize("part", range(PARTS))
def test_each_page_opens_to_whom_the_table_says(platform, part):
    wrong = [
        line for name in EVERYBODY[part::PARTS] for line in _refusals_that_differ(platform, name=name, knocks=KNOCKS)
    ]
    assert not wrong, "\n".join(wrong)


def test_each_page_answers_the_first_to_whom_it_opens(platform):
    """On both databases; that it opens to nobody else is a question of the table alone, and asked on one."""
    knocks = defaultdict(list)
    for door, method in KNOCKS:
        name = next((name for name in EVERYBODY if not _expected(door, name, platform)), None)
        if name:
            knocks[name].append((door, method))
    assert sum(map(len, knocks.values())) > len(KNOCKS) * 0.9
    wrong = [
        line for name, doors in knocks.items() for line in _refusals_that_differ(platform, name=name, knocks=doors)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_stranger_is_led_to_the_sign_in_by_every_page_that_is_not_open(platform):
    for door, method in DOORS:
        if not door.is_open:
            answer = browsing.visitor().generic(method, _path(door, platform.named))
            assert (answer.status_code, "/account/login/" in answer.headers.get("Location", "")) == (302, True), door
