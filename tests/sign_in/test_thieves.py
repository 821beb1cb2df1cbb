"""A thief of a cookie, of a password or of a copy of the database gets no further than the theft."""

import base64
import re
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db as plain
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from accounts.models import Organisation
from disclosures import outbox
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import clock
from tests.browsing import visitor
from tests.sign_ins import PASSWORD, a_person, code_in_mail, code_of, sign_in, type_password

HOUR = 60 * 60


def is_signed_in(browser):
    return browser.get("/account/").status_code == 200


def test_a_stolen_cookie_is_not_kept_alive_by_using_it(db):
    thief = sign_in(visitor(), a_person(), method="password", ago=8 * HOUR - 60)
    assert thief.post("/account/sessions/others/end/").status_code == 302
    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=7), "the row itself lives on"
    began = thief.session
    began["account_authentication_methods"][0]["at"] -= 61
    began.save()
    assert not is_signed_in(thief)
    assert not Session.objects.exists()


def test_showing_the_password_again_makes_no_session_older_than_a_working_day(db):
    user = a_person()
    thief = sign_in(visitor(), user, method="password", ago=8 * HOUR - 60)
    thief.post("/account/reauthenticate/", {"password": PASSWORD})
    began = thief.session
    assert len(began["account_authentication_methods"]) == 2
    began["account_authentication_methods"][0]["at"] -= 61
    began.save()
    assert thief.get("/api/v1/cases/").status_code == 401


def test_the_first_second_factor_ends_the_sessions_that_were_opened_without_it(committed_db):
    user = a_person()
    thief, owner = visitor(), visitor()
    type_password(thief, user)
    type_password(owner, user)
    secret = re.search(r"secret=([A-Z2-7]+)", owner.get("/account/2fa/totp/activate/").context["totp_url"])[1]
    owner.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert is_signed_in(owner)
    assert not is_signed_in(thief)


def test_an_address_asked_for_before_joining_does_not_come_after_it(client, db):
    user = a_person("officer", email="officer@psb.example")
    sign_in(client, user)
    client.post("/account/email/", {"email": "officer@elsewhere.example", "action_add": ""})
    user.organisation = Organisation.objects.create(name="psb", kind="authority", domain="psb.example")
    user.save()
    client.post("/account/confirm-email/", {"code": code_in_mail()})
    user.refresh_from_db()
    assert user.email == "officer@psb.example"
    assert not user.emailaddress_set.filter(email="officer@elsewhere.example", verified=True).exists()


def test_asking_for_the_code_again_sends_as_many_mails_whoever_has_the_address(db):
    a_person("olga")
    sent = {}
    for name in ("olga", "nobody"):
        mail.outbox.clear()
        browser = visitor()
        browser.post("/account/signup/", {"email": f"{name}@people.example", "password1": PASSWORD})
        browser.post("/account/confirm-email/", {"action": "resend"})
        sent[name] = [one.to for one in mail.outbox]
    assert sent == {"olga": [["olga@people.example"]] * 2, "nobody": [["nobody@people.example"]] * 2}


def test_a_copy_of_the_database_signs_nobody_in_and_says_nothing_of_a_session(db):
    user = a_person()
    type_password(visitor(), user)
    kept = Session.objects.get()
    thief = visitor()
    thief.cookies["session"] = kept.session_key
    assert not is_signed_in(thief)
    assert plain.SessionStore().decode(kept.session_data) == {}
    assert user.email not in str(base64.b64decode(kept.session_data))


def test_a_session_that_somebody_wrote_into_the_database_is_none(db):
    owner = visitor()
    type_password(owner, a_person())
    Session.objects.update(session_data=plain.SessionStore().encode(dict(owner.session)))
    assert not is_signed_in(owner)


def test_where_somebody_signed_in_is_forgotten_with_the_session(db):
    users = [a_person(name) for name in ("olga", "mei")]
    for user in users:
        type_password(visitor(), user)
    mine, other = (UserSession.objects.get(user=user) for user in users)
    Session.objects.filter(session_key=mine.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    UserSession.objects.update(created_at=timezone.now() - timedelta(hours=8))
    with outbox.inline():
        outbox.promise_periods(timers={Topic.SESSIONS_END: TIMERS[Topic.SESSIONS_END]}, at=clock.now())
        outbox.drain(at=clock.now())
    assert [one.session_key for one in Session.objects.all()] == [other.session_key]
    assert list(UserSession.objects.all()) == [other]
