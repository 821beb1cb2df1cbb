"""Every operation by every role, on their own and on somebody else's thing, does what the table of doors says."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client

from disclosures.policies import doors
from disclosures.policies.doors import Door, Thing, api
from disclosures.policies.doors.door import KNOWN_TO
from tests.doors.bodies import body_of
from tests.doors.cast import EVERYBODY, STANDINGS, Platform, a_platform

PUBLIC = ("health/", "schema/", "docs/")
PARTS = 8  # a platform is dear: each is tried with a share of the doors
WORDS = re.compile(r"<(?:\w+:)?(\w+)>")


def _expected(door: Door, name: str, platform: Platform) -> str:
    """``enters``, or the code of the refusal."""
    user = platform.cast.world.users[name]
    standings = STANDINGS.get(door.thing, {}).get(name, set()) if door.thing else set()

    def meant(who):
        return who.means(roles=lambda: user.roles, standings=standings)

    if door.is_open:
        return "enters"
    if door.thing and not any(meant(who) for who in KNOWN_TO[door.thing]):
        return "not_found"
    return "enters" if any(meant(who) for who in door.opens_to) else "not_permitted"


def _met(answer) -> str:
    """What the answer says of who asked; a refusal of what was asked is no refusal of who."""
    code = answer.json()["code"] if answer.status_code in {401, 403, 404} else ""
    return code if code in {"not_found", "not_permitted", "not_authenticated"} else "enters"


def _path(door: Door, named: dict) -> str:
    def word(found: re.Match[str]) -> str:
        name = named[found[1]]
        return str(name[door.thing] if isinstance(name, dict) else name)

    return "/" + WORDS.sub(word, door.route.removeprefix(api.ROOT))


def _knock(door: Door, name: str, platform: Platform) -> str:
    """Try the door and take back what happened."""
    body = body_of(f"{door.methods[0]} {door.route.removeprefix(api.ROOT)}", name=name)
    path, caller = _path(door, platform.named), platform.cast(name)
    before = transaction.savepoint()
    answer = caller.get(path) if door.methods == ("GET",) else caller.send(door.methods[0].lower(), path, body)
    transaction.savepoint_rollback(before)
    assert answer.status_code != 400, (door, name, answer.content)
    assert answer.status_code < 500, (door, name)
    return _met(answer)


@pytest.fixture
def platform(desk):
    return a_platform()


@pytest.mark.parametrize("part", range(PARTS))
def test_each_door_opens_to_whom_the_table_says(platform, part):
    wrong = [
        f"{door.methods[0]} {door.route} as {name}: {met}, the table says {said}"
        for door in api.DOORS[part::PARTS]
        for name in EVERYBODY
        if (met := _knock(door, name, platform)) != (said := _expected(door, name, platform))
    ]
    assert not wrong, "\n".join(wrong)


def test_nobody_who_is_not_signed_in_enters_but_by_an_open_door(platform):
    client = Client(raise_request_exception=False)
    for door in api.DOORS:
        path = "/api/v1" + _path(door, platform.named)
        answer = client.generic(door.methods[0], path, "{}", content_type="application/json")
        assert (answer.status_code == 401) is not door.is_open, door


def test_each_kind_of_thing_has_somebody_who_stands_to_it_and_a_stranger():
    for thing in Thing:
        assert thing is Thing.PERSON or set(STANDINGS[thing]) < set(EVERYBODY)
    assert {door.thing for door in doors.ALL if door.thing} == set(Thing)
