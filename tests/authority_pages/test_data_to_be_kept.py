"""An officer asks that data be kept, follows it, extends it once and ends it; nothing tells what there is (P3c)."""

from __future__ import annotations

import pytest

from accounts.models import RoleAssignment, User
from disclosures import keyring, outbox
from disclosures.actions import preservation_steps, preservations
from disclosures.domain.roles import Role
from disclosures.domain.route import StepName
from disclosures.models import Preservation, clock
from tests import browsing
from tests.authority_pages.asking import ask


@pytest.fixture
def officer(browser_of):
    return browser_of("officer")


@pytest.fixture
def kept(officer, settings):
    """Asked by page, signed by two, and taken."""
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    with keyring.ephemeral(), outbox.inline():
        ask(officer)
        for step, name in ((StepName.AUTHENTICATE, "reviewer.rui"), (StepName.LEGAL_REVIEW, "counsel.chen")):
            by = User.objects.get(name=name)
            preservation_steps.sign(preservation=Preservation.objects.get(), step=step, by=by, at=clock.now())
        outbox.drain(at=clock.now())
        yield f"/preservations/{Preservation.objects.get().reference}/"


def test_it_is_followed_extended_once_and_withdrawn(kept, officer):
    shown = officer.get(kept).text
    assert "Kept" in shown
    assert "working days left" in shown
    assert "Say why no instrument could follow yet" in officer.press(f"{kept}extend/", {"reason": ""}).text
    officer.press(f"{kept}extend/", {"reason": "the court sits in May"})
    assert "not decided yet" in officer.get(kept).text
    assert "Ask for the one extension" not in officer.get(kept).text
    officer.press(f"{kept}extend/", {"reason": "once more"})
    assert "its one extension was asked for already" in officer.get(kept).text
    by = User.objects.get(name="privacy.pei")
    preservations.extend(preservation=Preservation.objects.get(), by=by, at=clock.now())
    assert "extended " in officer.get(kept).text
    assert officer.get(f"{kept}withdraw/").status_code == 200
    assert Preservation.objects.get().ended_at is None, "a look ends nothing"
    officer.press(f"{kept}withdraw/")
    shown = officer.get(kept).text
    assert "Withdrawn" in shown
    assert "nothing is kept under it" in shown


def test_another_office_has_no_such_preservation(kept, world):
    assert browsing.signed_in(User.objects.get(name="mei")).get(kept).status_code == 403
    User.objects.filter(name="officer").update(organisation=User.objects.get(name="tom").organisation)
    assert browsing.signed_in(User.objects.get(name="officer")).get(kept).status_code == 404


def test_a_colleague_whom_staff_did_not_call_back_ends_nothing(kept, world):
    authority = Preservation.objects.get().authority
    someone = User.objects.create(name="impostor", email="i@psb.example", password="!", organisation=authority)
    RoleAssignment.objects.create(user=someone, role=Role.AUTHORITY)
    impostor = browsing.signed_in(someone)
    for act, typed in (("withdraw", {}), ("extend", {"reason": "the court sits in May"})):
        assert impostor.press(f"{kept}{act}/", typed).status_code == 404
    found = Preservation.objects.get()
    assert (found.ended_at, found.extension_asked_at) == (None, None)
