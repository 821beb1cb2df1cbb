"""Every page of the table of doors, as somebody sees it to whom it opens: a new page is looked at by itself."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings

from disclosures import outbox
from disclosures.policies.doors import Door, pages
from tests import sign_ins
from tests.browser.look import ALLOWED, LOGIN, Look, signed_in
from tests.doors.cast import STANDINGS, a_platform

WORDS = re.compile(r"<(?:(\w+):)?(\w+)>")
STRANGER, VISITOR = "a stranger", "who allowed the necessary cookie"
ALSO = {
    "": STRANGER,
    "account/login/": STRANGER,
    "account/2fa/": "lin",
    "account/2fa/totp/activate/": "lin",
    "account/2fa/webauthn/": "lin",
}
"""Pages that are another to who allowed no cookie, or has no second factor yet."""
# Who looks, the first to whom a door opens.
LOOKERS = (
    "mei", "reviewer.ren", "counsel.chen", "privacy.pei", "auditor.an", "admin.ada", "nora", "kai", "officer", "tom",
    "shop",
)  # fmt: skip
AMIDST = {
    "account/confirm-email/",
    "account/password/reset/confirm/",
    "account/2fa/authenticate/",
}
"""Shown to who came by the page before; the second test goes there."""
NO_PAGE = {
    "account/2fa/webauthn/login/",  # what a script asks for, or a way back
    "account/2fa/webauthn/reauthenticate/",  # needs a real key; the journey of test_signs_up adds one
}
ELSEWHERE = {
    "me/messages/<str:reference>/",
}
"""Pages that need another world: the journey of test_parties goes there."""


def lookers(door: Door, platform) -> list[str]:
    """Who goes to see it."""
    also = [ALSO[door.route]] if door.route in ALSO else []
    if door.is_open:
        return [VISITOR, *also]

    def may(name):
        standings = STANDINGS.get(door.thing, {}).get(name, set())
        roles = platform.cast.world.users[name].roles
        return any(who.means(roles=lambda: roles, standings=standings) for who in door.opens_to)

    return [*[name for name in LOOKERS if may(name)][:1], *also]


def path(door: Door, named: dict) -> str:
    def word(found: re.Match[str]) -> str:
        name = named[found[1]] if found[1] == "mail" else named[found[2]]
        return str(name[door.thing] if isinstance(name, dict) else name)

    return "/" + WORDS.sub(word, door.route)


@pytest.fixture
def platform(committed_db):
    """One of each thing; mei has every kind of second factor."""
    with outbox.inline():
        made = a_platform()
    mei = made.cast.world.users["mei"]
    sign_ins.with_app(mei)
    RecoveryCodes.activate(mei)
    key = {"name": "Key 1", "passwordless": True, "credential": {}}
    made.named["pk"] = Authenticator.objects.create(user=mei, type=Authenticator.Type.WEBAUTHN, data=key).pk
    folder = committed_db.folder / "mail"
    folder.mkdir(exist_ok=True)
    head = "Subject: Hello\nFrom: desk@desk.example\nTo: mei@people.example\nDate: Mon, 2 Mar 2026 09:00:00 -0000"
    (folder / "hello.eml").write_text(f"{head}\n\nhttps://desk.example/\n", encoding="utf-8")
    made.named["mail"] = "hello"
    return made


@pytest.fixture
def look_as(chromium_browser, desk_at, platform):
    """The browser of somebody, always the same one."""
    looks = {}

    def look(name: str) -> Look:
        if name not in looks:
            cookies = {STRANGER: {}, VISITOR: ALLOWED}.get(name)
            if cookies is None:
                cookies = signed_in(platform.cast.world.users[name])
            looks[name] = Look(browser=chromium_browser, address=desk_at, cookies=cookies)
        return looks[name]

    return look


def test_every_page_can_be_used_by_everybody_on_a_phone(platform, look_as):
    """Some seconds: a real browser looks at every page there is, with a whole set of rules (WCAG 2.2 AA)."""
    wrong, unseen = [], []
    for door in pages.DOORS:
        if "GET" not in door.methods:
            continue
        where = path(door, platform.named)
        looks = [look_as(name).at(where) for name in lookers(door, platform)]
        wrong += [each for _shown, found in looks for each in found]
        unseen += [] if any(shown for shown, _found in looks) else [door.route]
    assert not wrong, "\n".join(wrong)
    assert set(unseen) == AMIDST | NO_PAGE | ELSEWHERE, (
        "nobody of the cast sees these: name one of those to whom they open"
    )


def test_pages_amidst_signing_in_can_be_used_on_a_phone(chromium_browser, desk_at, code_in_mail):
    """Some seconds, for the same reason."""
    look = Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED)
    page, olga, wrong = look.page, sign_ins.a_person(), []
    sign_ins.with_app(olga)

    def goes_on(words: str, **typed: str) -> None:
        for name, said in typed.items():
            page.locator(f'input[name="{name}"]').fill(said)
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=words, exact=True).click()
        wrong.extend(look.judge())

    page.goto("/account/signup/")
    goes_on("Send me the code", email="nora@nordlys.example", password1="short")
    goes_on("Send me the code", email="nora@nordlys.example", password1=sign_ins.PASSWORD)
    goes_on("Continue", code="AAAA-AAAA")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.goto("/account/password/reset/")
    goes_on("Send me the code", email=olga.email)
    goes_on("Continue", code=code_in_mail(olga.email))
    goes_on("Set the password", password1="short", password2="other")
    page.goto(LOGIN)
    goes_on("Sign in", login=olga.email, password=sign_ins.PASSWORD)
    goes_on("Sign in", code="000000")
    assert not wrong, "\n".join(wrong)
    assert {url.partition("/account/")[2] for url in look.seen} >= {at.removeprefix("account/") for at in AMIDST}
