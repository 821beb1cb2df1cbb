"""Writes who is at the platform: organisations, staff, outside people, members. One password hash for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import RoleAssignment, User
from accounts.sign_in import demo
from disclosures.demo import reading, register
from disclosures.domain.roles import Role
from disclosures.scenarios.world import TRIAGE_DESK, World

SIGNED_UP = timedelta(days=400)
"""So long ago everybody was registered and verified."""
CALLS_BACK = "reviewer.ru"


def write(*, world: World, password: str) -> None:
    """Writes everybody into the tables and remembers them in ``world``; who is of an organisation has yet to join."""
    words = reading.read("people.yaml", now=world.at)
    hashed = make_password(password)  # once: slow on purpose, and everybody shares it here
    for name, role in words["staff"].items():
        _person(name, Role(role), world, {}, "!" if role == Role.SERVICE else hashed)
    for name, person in (words["outside"] | words["complainants"]).items():
        _person(name, None, world, person, hashed)
    for name, person in reading.read("members.yaml", now=world.at).items():
        _person(name, Role.MEMBER, world, person, hashed)
    world.users[TRIAGE_DESK] = world.users[CALLS_BACK]


def join(*, world: World) -> None:
    """Registers the organisations and lets their people join, through the real actions."""
    words = reading.read("people.yaml", now=world.at)
    at = world.at - SIGNED_UP
    for name, entry in _organisations(world).items():
        world.organisations[name] = register.organisation(name, entry, staff=world.users, at=at)
    for name, person in (words["outside"] | words["complainants"]).items():
        role = Role(person.get("role", Role.COMPLAINANT))
        home = world.organisations[person["of"]]
        world.users[name] = register.join(world.users[name], home, role=role, staff=world.users, at=at)


def _organisations(world: World) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = reading.read("organisations.yaml", now=world.at)
    return found


def of_role(role: Role) -> Iterable[User]:
    """Everybody with this role, in the order in which they were written."""
    return User.objects.filter(role_assignments__role=role).select_related("organisation").order_by("pk")


def _person(name: str, role: Role | None, world: World, words: dict[str, Any], password: str) -> None:
    at = world.at - SIGNED_UP
    domain = _organisations(world)[words["of"]]["domain"] if words.get("of") else "people.example"
    user = User.objects.create(
        name=name,
        email=f"{name}@{domain}",
        country=words.get("country", "CN"),
        verified_at=None if role is None else at,
        is_staff=role is Role.ADMINISTRATOR,
        is_superuser=role is Role.ADMINISTRATOR,
        password=password,
        created_at=at,
    )
    if role is not None:
        RoleAssignment.objects.create(user=user, role=role)
    if role is not Role.SERVICE:
        demo.give(user=user)
    world.users[name] = user
