"""The page that asks a member to agree, and what stays open without (P0b, P0c)."""

from __future__ import annotations

import re

import pytest

from accounts.models import Acceptance, Consent
from disclosures.domain.roles import Role
from disclosures.policies import doors
from disclosures.policies.acceptance import ASKED, is_exempt
from disclosures.policies.doors import pages
from tests.browsing import signed_in, stranger
from tests.sign_ins import PASSWORD, sign_in
from tests.terms.conftest import let_it_apply, publish

ADDRESS = "/me/agreement/"
CONSENT = {
    "kind": "organisation", "recipient": "travelco", "purpose": "a prize", "items": ["contact.email"],
    "length": "30", "step": "check",
}  # fmt: skip
BOTH = {"privacy_policy": "1", "service_agreement": "1"}


@pytest.fixture
def newcomer(cast, browser):
    Acceptance.objects.filter(user=cast.world.users["bo"]).delete()
    return browser


def test_whoever_has_still_to_agree_is_led_to_the_page_and_then_back(newcomer):
    led = newcomer.get("/me/consents/give/")
    assert led.headers["Location"] == "/me/agreement/?next=%2Fme%2Fconsents%2Fgive%2F"
    page = newcomer.get(led.headers["Location"]).text
    assert "You accept both documents in one act" in page
    done = newcomer.post(ADDRESS, BOTH | {"next": "/me/consents/give/"})
    assert done.headers["Location"] == "/me/consents/give/"
    assert newcomer.get("/me/consents/give/").status_code == 200
    assert Acceptance.objects.get(user__name="bo").means == "page"


def test_every_page_waits_but_those_in_the_table(newcomer, cast):
    cast.world.users["bo"].role_assignments.create(role=Role.COMPLAINANT)
    waiting = []
    for door in pages.DOORS:
        enters = any(who.means(roles=lambda: ASKED) for who in door.opens_to)
        if "<" in door.route or door.is_open or not enters:
            continue
        for method in door.methods:
            asked = {"GET": newcomer.get, "POST": newcomer.press}[method]
            led = asked(f"/{door.route}").headers.get("Location", "").startswith(ADDRESS)
            if led is is_exempt(method=method, route=door.route):
                waiting.append((method, door.route, led))
    assert waiting == []
    assert not is_exempt(method="GET", route="me/consents/give/")


def test_a_page_that_nobody_listed_waits():
    assert not is_exempt(method="GET", route="me/something-new/")


def test_every_exception_is_a_door():
    from disclosures.policies.acceptance import EXEMPT

    listed = [operation.split(" ", 1) for operation in EXEMPT]
    assert [one for one in listed if doors.find(route=one[1], method=one[0]) is None] == []


def test_what_was_not_on_the_page_is_not_accepted(newcomer, cast):
    page = newcomer.get(ADDRESS).text
    assert re.findall(r'name="privacy_policy" value="(\d)"', page) == ["1"]
    publish(cast)
    let_it_apply()
    late = newcomer.post(ADDRESS, BOTH)
    assert late.status_code == 409
    assert "A newer version applies since you opened this page" in late.text
    assert not Acceptance.objects.filter(user__name="bo").exists()


@pytest.mark.parametrize("number", ["", "x", "1" * 30, "-1", "9"])
def test_a_number_that_is_none_is_refused(newcomer, number):
    assert newcomer.post(ADDRESS, BOTH | {"privacy_policy": number}).status_code == 409


def test_who_agreed_before_is_shown_what_changed_since(browser, cast):
    publish(cast)
    let_it_apply()
    page = browser.get(ADDRESS).text
    assert "/policy/privacy_policy/2/changes/1/" in page
    assert "which you accepted" in page


def test_an_announced_version_is_shown_with_its_changes_and_may_be_accepted_ahead(browser, cast):
    publish(cast)
    page = browser.get(ADDRESS).text
    assert "What is announced" in page
    browser.post(ADDRESS, BOTH | {"privacy_policy": "2"})
    assert "What is announced" not in browser.get(ADDRESS).text


def test_the_page_leads_nowhere_else(newcomer):
    assert newcomer.post(ADDRESS, BOTH | {"next": "//evil.example/"}).headers["Location"] == "/"


def test_a_form_sent_too_late_is_led_to_the_page_too(newcomer):
    answer = newcomer.post("/me/consents/give/", {"step": "check"})
    assert answer.headers["Location"].startswith(ADDRESS)


def test_a_stranger_is_led_to_the_sign_in_and_staff_are_told_who_can(cast):
    assert "login" in stranger().get(ADDRESS).headers["Location"]
    assert signed_in(cast.world.users["reviewer.ren"]).get(ADDRESS).status_code == 403


def test_the_policy_is_read_in_both_languages_with_every_clause(cast):
    browser = stranger()
    for path, words in (("", "Nothing leaves without permission"), ("?lang=zh-hans", "未经许可，数据不外传")):
        page = browser.get(f"/policy/privacy_policy/1/{path}").text
        assert words in page
        assert len(re.findall(r'<section class="pc-clause"', page)) == 21


def test_changes_are_marked_by_more_than_colour(cast):
    publish(cast)
    page = stranger().get("/policy/privacy_policy/2/changes/1/").text
    marked = re.findall(
        r'<ins class="pc-added"><span class="govuk-visually-hidden">added: </span>(.*?)<span', page, re.DOTALL
    )
    assert [words.strip() for words in marked][-1] == "We also keep how you hold the camera."
    assert "end of addition" in page


def test_two_versions_are_chosen_by_a_form_without_a_script(cast):
    publish(cast)
    answer = stranger().get("/policy/privacy_policy/2/changes/1/?from=2&to=1")
    assert answer.headers["Location"] == "/policy/privacy_policy/1/changes/2/"


@pytest.mark.parametrize(
    "path", ["nonsense/", "privacy_policy/9/", "privacy_policy/99999999/", "privacy_policy/1/changes/7/"]
)
def test_what_was_never_published_is_not_found(db, path):
    assert stranger().get(f"/policy/{path}").status_code == 404


def test_what_was_sent_long_after_signing_in_is_not_played_again_past_the_agreement(newcomer, cast):
    bo = cast.world.users["bo"]
    bo.set_password(PASSWORD)
    bo.save()
    sign_in(newcomer, bo, method="password", ago=60 * 60)
    sent = newcomer.post("/me/consents/give/", CONSENT)
    asked = f"{sent.headers['Location'].partition('?')[0]}?next=/me/consents/give/"
    newcomer.post(asked, {"password": PASSWORD, "next": "/me/consents/give/"})
    assert sent.headers["Location"].startswith(ADDRESS)
    assert not Consent.objects.filter(subject=bo).exists()
