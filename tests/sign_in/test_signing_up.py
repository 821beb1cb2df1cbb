"""Signing up: an address, proven by the code in a mail, before anything else works."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from tests.browsing import visitor
from tests.sign_ins import PASSWORD, a_person, code_in_mail, type_password

NEW = {"email": "Nora@Nordlys.example", "password1": PASSWORD}


def test_who_types_the_code_of_the_mail_has_an_account(client, db):
    asked = client.post("/account/signup/", NEW, follow=True)
    assert "Type the code from the mail" in asked.text
    came = client.post("/account/confirm-email/", {"code": code_in_mail()}, follow=True)
    assert came.redirect_chain[-1][0] == "/account/"
    user = User.objects.get()
    assert (user.email, user.roles) == ("nora@nordlys.example", frozenset())
    assert EmailAddress.objects.get().verified


def test_the_handle_says_nothing_about_its_person(client, db):
    client.post("/account/signup/", NEW)
    name = User.objects.get().name
    assert name.startswith("p-")
    assert "nora" not in name


def test_without_the_code_nothing_opens(client, db):
    client.post("/account/signup/", NEW)
    assert client.get("/account/").headers["Location"].startswith("/account/login/")
    assert not client.session.get("_auth_user_id")
    client.post("/account/confirm-email/", {"code": "BBBB-BBBB"})
    assert not EmailAddress.objects.get().verified
    assert User.objects.get().email == ""


def test_a_code_is_tried_three_times_and_no_more(client, db):
    client.post("/account/signup/", NEW)
    code = code_in_mail()
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "BBBB-BBBB"})
    client.post("/account/confirm-email/", {"code": code})
    assert not EmailAddress.objects.get().verified


def test_a_mail_holds_a_code_and_nothing_about_anybody(client, db):
    client.post("/account/signup/", NEW)
    sent = mail.outbox[0]
    assert "nora" not in sent.body.lower() + sent.subject.lower()
    assert User.objects.get().name not in sent.body
    assert "/account/" not in sent.body  # nothing to press: what scans mail presses every link


@pytest.mark.parametrize("password", ["short", "123456789012345", "password1234", "nora@nordlys.example"])
def test_a_weak_password_is_refused_beside_its_field(client, db, password):
    page = client.post("/account/signup/", NEW | {"password1": password})
    assert "There is a problem" in page.text
    assert 'href="#id_password1"' in page.text
    assert not User.objects.exists()


def test_nobody_holds_another_s_address_by_typing_it(client, db):
    client.post("/account/signup/", NEW | {"password1": "the password of a stranger"})
    client = visitor()
    client.post("/account/signup/", NEW)
    client.post("/account/confirm-email/", {"code": code_in_mail()})
    user = User.objects.get()
    assert user.check_password(PASSWORD)
    assert user.email == "nora@nordlys.example"


def test_who_closed_the_page_gets_a_new_code_by_signing_in(client, db):
    client.post("/account/signup/", NEW)
    client = visitor()
    first = code_in_mail()
    asked = client.post("/account/login/", {"login": NEW["email"], "password": PASSWORD}, follow=True)
    assert "Type the code from the mail" in asked.text
    assert code_in_mail() != first
    client.post("/account/confirm-email/", {"code": code_in_mail()})
    assert client.get("/account/").status_code == 200


def test_a_member_whom_the_platform_made_known_comes_in_by_setting_a_password(client, db):
    member = User.objects.create_user(name="mei", email="mei@mail.example")
    member.role_assignments.create(role="member")
    client.post("/account/password/reset/", {"email": "Mei@mail.example"})
    client.post("/account/password/reset/confirm/", {"code": code_in_mail()})
    client.post("/account/password/reset/complete/", {"password1": PASSWORD, "password2": PASSWORD})
    came = client.post("/account/login/", {"login": "mei@mail.example", "password": PASSWORD}, follow=True)
    assert came.redirect_chain[-1][0] == "/me/agreement/?next=%2Fhome%2F"
    assert int(client.session["_auth_user_id"]) == member.pk


def test_an_address_of_an_organisation_is_changed_by_staff_only(client, db):
    from accounts.models import Organisation

    user = a_person(organisation=Organisation.objects.create(name="psb", kind="authority"))
    type_password(client, user)
    page = client.post("/account/email/", {"email": "else@where.example", "action_add": "yes"})
    assert "belongs to your organisation" in page.text
    assert EmailAddress.objects.get().email == user.email


def test_a_changed_address_counts_when_its_code_came_back(client, db):
    user = a_person()
    type_password(client, user)
    client.post("/account/email/", {"email": "new@people.example", "action_add": "yes"})
    assert User.objects.get().email == user.email
    client.post("/account/confirm-email/", {"code": code_in_mail()})
    assert User.objects.get().email == "new@people.example"
    assert EmailAddress.objects.get().email == "new@people.example"
