"""No address without a door, no door without an address; and the pages print what the table says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from disclosures.domain.roles import Role
from disclosures.policies import doors
from disclosures.policies.doors import pages
from tests.cast import staff
from tests.sign_ins import sign_in

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from _addresses(entry, route)


def _answers(view: Any) -> set[str]:
    """The methods an operation of the API has; a page answers those of its door and no other."""
    shown = getattr(view, "cls", None)
    return {method for method in METHODS if hasattr(shown, method.lower())} if shown else set()


ADDRESSES = {route: view for route, view in _addresses() if not route.startswith(pages.ADMIN)}


def test_every_address_and_method_has_a_door():
    """Add a row to disclosures/policies/doors/ for each that is missing: who may enter, and what lies behind."""
    missing = [route for route in ADDRESSES if not doors.methods_of(route=route)]
    operations = [(method, route) for route, view in ADDRESSES.items() for method in _answers(view)]
    missing += [(method, route) for method, route in operations if doors.find(route=route, method=method) is None]
    assert missing == []


def test_every_door_leads_somewhere():
    nowhere = [door for door in doors.ALL if door.route not in ADDRESSES]
    unanswered = [
        (method, door.route)
        for door in doors.ALL
        for method in door.methods
        if _answers(ADDRESSES.get(door.route)) and method not in _answers(ADDRESSES[door.route])
    ]
    assert (nowhere, unanswered) == ([], [])
    assert len(doors.DOORS) == sum(len(door.methods) for door in doors.ALL), "a door stands twice"


@pytest.mark.django_db
def test_an_address_without_a_door_opens_to_nobody(client, monkeypatch):
    kept = {at: door for at, door in doors.DOORS.items() if "bases" not in door.route and door.route != ""}
    monkeypatch.setattr(doors, "DOORS", kept)
    assert client.get("/").status_code == 404
    assert client.get("/api/v1/bases/").status_code == 401


@pytest.mark.django_db
def test_an_api_operation_without_a_door_is_not_found_to_who_is_signed_in(admin_user, client, monkeypatch):
    sign_in(client, admin_user)
    assert client.get("/api/v1/bases/").status_code == 200
    monkeypatch.setattr(doors, "DOORS", {at: door for at, door in doors.DOORS.items() if "bases" not in door.route})
    assert client.get("/api/v1/bases/").json()["code"] == "not_found"


@pytest.mark.django_db
def test_a_page_is_shut_to_strangers_and_says_to_others_who_can(client, monkeypatch):
    monkeypatch.setitem(doors.DOORS, ("", "GET"), doors.Door(("GET",), "", (doors.who.SUPERVISOR,)))
    stranger = client.get("/")
    assert (stranger.status_code, "next=/" in stranger.headers["Location"]) == (302, True)
    sign_in(client, staff("reviewer.ria", Role.REVIEWER))
    refused = client.get("/")
    assert (refused.status_code, "privacy officer" in refused.text) == (403, True)
    sign_in(client, staff("counsel.cy", Role.COUNSEL))
    assert client.get("/").status_code == 200
