"""The page that prints who may do what."""

from __future__ import annotations

import re

import pytest

from disclosures.domain.roles import Role
from disclosures.policies import doors
from tests.cast import staff
from tests.sign_ins import sign_in

PAGE = "/staff/permissions/"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_staff_read_every_address_with_who_may_enter(client, role):
    sign_in(client, staff("sam", role))
    page = client.get(PAGE)
    assert page.status_code == 200
    for door in doors.ALL:
        route = f"/{door.route}".replace("<", "&lt;").replace(">", "&gt;")
        assert f"<td><code>{route}</code></td>" in page.text
        assert all(f"<code>{who.name}</code>" in page.text for who in door.opens_to)


@pytest.mark.django_db
def test_nobody_else_does(client):
    assert client.get(PAGE).status_code == 302
    sign_in(client, staff("olga", Role.PARTNER))
    assert client.get(PAGE).status_code == 403


def addresses(page: str) -> set[str]:
    return {
        found.replace("&lt;", "<").replace("&gt;", ">") for found in re.findall(r"<td><code>/(.*?)</code></td>", page)
    }


@pytest.mark.django_db
def test_a_role_narrows_the_tables_to_what_it_opens(client):
    sign_in(client, staff("sam", Role.REVIEWER))
    everything = addresses(client.get(PAGE).text)
    auditor = client.get(f"{PAGE}?role=auditor").text
    assert {"staff/", "audit/", "account/", "audit/export/"} <= addresses(auditor) < everything
    assert not addresses(auditor) & {"staff/take-next/", "me/", "received/<str:reference>/", "complain/join/"}
    assert "<code>retry</code>" not in auditor
    assert "<code>retry</code>" in client.get(f"{PAGE}?role=reviewer").text
    assert addresses(client.get(f"{PAGE}?role=nonsense").text) == everything
