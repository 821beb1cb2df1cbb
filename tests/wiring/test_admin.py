"""The admin shows states and changes nothing, whoever asks."""

import pytest
from django.contrib import admin

from accounts.models import User
from tests.cast import a_case
from tests.sign_ins import sign_in


@pytest.fixture
def administrator(client, db):
    sign_in(client, User.objects.create_superuser(name="root", password="x" * 20))
    return client


def addresses():
    return [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry]


def test_nothing_can_be_added_changed_or_deleted(administrator):
    case = a_case("consent").released().row
    assert administrator.get("/admin/").status_code == 200
    for address in addresses():
        assert administrator.get(address).status_code == 200, address
        assert administrator.get(f"{address}add/").status_code == 403, address
    one = f"/admin/disclosures/case/{case.pk}/"
    assert administrator.get(f"{one}change/").status_code == 200
    assert administrator.post(f"{one}change/", {"status": "draft"}).status_code == 403
    assert administrator.post(f"{one}delete/", {"post": "yes"}).status_code == 403


def test_no_word_of_a_case_is_shown(administrator):
    case = a_case("consent").released().row
    shown = administrator.get(f"/admin/disclosures/case/{case.pk}/change/").text
    assert case.reference in shown
    assert case.purpose not in shown


def test_legal_staff_and_members_do_not_get_in(client, db):
    sign_in(client, User.objects.create_user(name="reviewer", password="x" * 20))
    assert client.get("/admin/").status_code == 302
