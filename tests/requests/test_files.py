"""A request takes files: refused beside their field, listed with size and hash, taken back before it is filed."""

from __future__ import annotations

import pytest

from disclosures import keyring, outbox
from disclosures.models import Case, Evidence, clock
from tests.complaining.conftest import send
from tests.evidence import files
from tests.members.test_about_me_pages import plain


@pytest.fixture
def where(browser_of, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    settings.DESK_CLAMAV = ""
    with keyring.ephemeral(), outbox.inline():
        browser_of("officer").post("/requests/new/", {"basis": "legal_request"})
        yield f"/requests/{Case.objects.get().reference}/"


def test_a_file_is_listed_where_the_answers_are_checked(browser_of, where):
    officer = browser_of("officer")
    page = send(officer, f"{where}files/", b"", name="order.pdf")
    assert page.text.count("The file is empty") == 2
    send(officer, f"{where}files/", files.pdf(), name="order.pdf")
    for path in (where, f"{where}check/", f"{where}files/"):
        page = plain(officer.get(path))
        assert "order.pdf" in page
        assert Evidence.objects.get().sha256 in page


def test_it_is_taken_back_before_the_request_is_filed_and_not_after(browser_of, where):
    officer = browser_of("officer")
    for content in (files.png(), files.jpeg()):
        send(officer, f"{where}files/", content)
    first, second = Evidence.objects.order_by("number")
    officer.post(f"{where}files/{first.pk}/")
    Case.objects.update(status="withdrawn", closed_at=clock.now())
    page = officer.post(f"{where}files/{second.pk}/", follow=True)
    assert "It is sent" in plain(page)
    assert [one.state == "destroyed" for one in Evidence.objects.order_by("number")] == [True, False]


def test_to_a_stranger_there_is_no_such_page(browser_of, where):
    assert browser_of("ana").get(f"{where}files/").status_code == 404
