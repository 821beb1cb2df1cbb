"""Who reads Chinese meets no English on any page; a new page is walked without being named here."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import Acceptance, Consent, User
from disclosures.actions import registrations
from disclosures.policies.doors import pages
from tests.browsing import signed_in, stranger
from tests.sign_ins import a_person, with_app
from tests.words.conftest import LANGUAGE
from tests.words.reading import foreign_on

FILES = (".ico", ".json", ".pem", ".py", ".pdf")
ROUTES = [door.route for door in pages.DOORS if "GET" in door.methods and not door.route.endswith(FILES)]
PARTS = {"<str:document>": "privacy_policy", "<mail:name>": "none"}
STAFF = "privacy.pei"
KNOWN = (f"{STAFF}@people.example", STAFF, "partner of records", "CN")
"""Names of the cast, and the letters of a country."""


@pytest.fixture
def readers(cast, mei):
    """Somebody nobody knows, a member, an officer of the desk, and somebody with a second factor and no role."""
    olga = a_person("olga")
    with_app(olga)
    signed = {"mei": mei, "pei": signed_in(cast.world.users[STAFF], headers=LANGUAGE)}
    return {"": stranger(headers=LANGUAGE), **signed, "olga": signed_in(olga, headers=LANGUAGE)}


def _address(route):
    """The page of one thing that is there."""
    named = PARTS | {"<uuid:consent_id>": str(Consent.objects.get().public_id)}
    for part, value in named.items():
        route = route.replace(part, value)
    return "/" + re.sub(r"<int:\w+>", "1", route)


@pytest.mark.parametrize("route", ROUTES)
def test_no_page_says_anything_in_english(readers, route):
    address = _address(route)
    colleagues = User.objects.filter(name__contains=".").values_list("name", flat=True)
    references = [registrations.reference_of(user) for user in User.objects.all()]
    for browser in readers.values():
        page = browser.get(address)
        assert page.status_code < 500
        assert foreign_on(page.text, known=(*KNOWN, *colleagues, *references)) == []


def test_a_key_is_listed_renamed_and_removed_in_chinese(readers):
    olga = User.objects.get(name="olga")
    data = {"name": "手机", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    key = Authenticator.objects.create(user=olga, type=Authenticator.Type.WEBAUTHN, data=data)
    for path in ("", f"keys/{key.pk}/edit/", f"keys/{key.pk}/remove/"):
        page = readers["olga"].get(f"/account/2fa/webauthn/{path}")
        assert "手机" in page.text
        assert foreign_on(page.text) == []


def test_the_walk_sees_what_a_page_says(readers):
    """One that saw nothing would find no English either."""
    assert {"Sign", "in", "Language"} <= set(foreign_on(stranger().get("/").text))
    assert "披露受理处" in readers[""].get("/").text


def test_each_language_is_offered_in_its_own_words(readers):
    """Who cannot read the page must find the way out of it."""
    assert 'lang="en">English</button>' in readers[""].get("/").text
    assert 'lang="zh-hans">简体中文</button>' in stranger().get("/").text


def test_a_demo_s_own_words_are_chinese(db, settings, tmp_path):
    settings.DESK_DEMO, settings.EMAIL_BACKEND = True, "paletten.mail.EmlFolder"
    settings.DESK_MAIL_DIR = str(tmp_path)
    for path in ("/", "/mails/", "/account/login/"):
        assert foreign_on(stranger(headers=LANGUAGE).get(path).text, known=("manage.py",)) == []


def test_who_must_agree_first_is_asked_in_chinese(mei):
    Acceptance.objects.all().delete()
    page = mei.get("/me/consents/give/", follow=True)
    assert "接受现行条款" in page.text
    assert foreign_on(page.text) == []
