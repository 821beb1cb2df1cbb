"""Writes who is at the platform: organisations, staff, outside people, members. One password hash for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import Organisation, RoleAssignment, User
from accounts.sign_in import demo
from disclosures.demo import reading
from disclosures.domain.roles import Role
from disclosures.scenarios.world import TRIAGE_DESK, World

SIGNED_UP = timedelta(days=400)
"""So long ago everybody was registered and verified."""
CALLS_BACK = "reviewer.ru"


def write(*, world: World, password: str) -> None:
    """Writes everybody into the tables and remembers them in ``world``."""
    words = reading.read("people.yaml", now=world.at)
    for name, organisation in reading.read("organisations.yaml", now=world.at).items():
        world.organisations[name] = _organisation(name, organisation, at=world.at - SIGNED_UP)
    hashed = make_password(password)  # once: slow on purpose, and everybody shares it here
    for name, role in words["staff"].items():
        _person(name, Role(role), world, {}, "!" if role == Role.SERVICE else hashed)
    for name, person in words["outside"].items():
        _person(name, Role(person["role"]), world, person, hashed)
    for name, person in words["complainants"].items():
        _person(name, Role.COMPLAINANT, world, person, hashed)
    for name, person in reading.read("members.yaml", now=world.at).items():
        _person(name, Role.MEMBER, world, person, hashed)
    world.users[TRIAGE_DESK] = world.users[CALLS_BACK]


def of_role(role: Role) -> Iterable[User]:
    """Everybody with this role, in the order in which they were written."""
    return User.objects.filter(role_assignments__role=role).select_related("organisation").order_by("pk")


def _organisation(name: str, words: dict[str, Any], *, at: datetime) -> Organisation:
    return Organisation.objects.create(name=name, verified_at=at, registered_email=f"office@{words['domain']}", **words)


def _person(name: str, role: Role, world: World, words: dict[str, Any], password: str) -> None:
    at = world.at - SIGNED_UP
    organisation = world.organisations[words["of"]] if words.get("of") else None
    user = User.objects.create(
        name=name,
        email=f"{name}@{organisation.domain if organisation else 'people.example'}",
        organisation=organisation,
        country=words.get("country", "CN"),
        verified_at=at,
        is_staff=role is Role.ADMINISTRATOR,
        is_superuser=role is Role.ADMINISTRATOR,
        password=password,
        created_at=at,
    )
    RoleAssignment.objects.create(user=user, role=role)
    if role is not Role.SERVICE:
        demo.give(user=user)
    world.users[name] = user
