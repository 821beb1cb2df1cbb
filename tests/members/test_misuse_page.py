"""A member reports misuse: once however often it is pressed, and a name nobody knows is taken like any other (P2b)."""

from __future__ import annotations

import re

import pytest

from disclosures.models import MisuseReport
from tests.browsing import signed_in
from tests.members.conftest import worked
from tests.members.test_about_me_pages import plain

WHERE = "/me/misuse/"
SAID = {"kind": "organisation", "against": "travelco", "reason": "they called me about something else"}


def test_a_report_is_kept_once_and_shown_with_its_state(browser):
    ident = re.search(r'name="ident"[^>]*value="([^"]+)"', browser.get(WHERE).text)[1]
    for words in ("Your report is kept", "You sent this report before"):
        assert browser.post(WHERE, SAID | {"ident": ident}).headers["Location"] == WHERE
        assert words in plain(browser.get(WHERE))
    report = MisuseReport.objects.get()
    assert (report.by.name, report.against_organisation.name) == ("bo", "travelco")
    assert "Received" in plain(browser.get(WHERE))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": ""}, "Select whether it is an organisation or a person"),
        ({"against": ""}, "Name who misuses the data"),
        ({"against": "unheard of"}, "It has none of this name"),
        ({"reason": " "}, "Say what happened"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(browser, change, words):
    page = browser.post(WHERE, SAID | change).text
    assert page.count(words) == 2
    assert all(value in page for value in (SAID | change).values() if value.strip())
    assert not MisuseReport.objects.exists()


def test_a_person_nobody_knows_is_answered_as_one_that_is_known(browser):
    for name in ("lin", "nobody"):
        assert browser.post(WHERE, SAID | {"kind": "person", "against": name}).headers["Location"] == WHERE
    assert MisuseReport.objects.count() == 2


def test_from_a_disclosure_its_recipient_is_filled_in_and_from_somebody_else_s_nothing(browser, cast, prize):
    reference = worked(cast, prize)
    assert 'value="travelco"' in signed_in(cast.world.users["mei"]).get(f"{WHERE}?case={reference}").text
    assert 'value="travelco"' not in browser.get(f"{WHERE}?case={reference}").text
