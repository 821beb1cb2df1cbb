"""What was laid before the desk is opened again by who brought it, and by staff who may: to keep, and recorded."""

from __future__ import annotations

import pytest

from disclosures.actions import evidence as actions
from disclosures.domain.events import Event
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.models import Complaint, Evidence, LedgerEntry, Right, clock
from tests.browsing import signed_in
from tests.complaining.conftest import begun, send
from tests.evidence import files
from tests.members.test_about_me_pages import plain

PLACES = ("complaint", "right", "draft")


@pytest.fixture
def sent(nora, world, request):
    """Where the files of a thing are, with one in it that the scanner passed."""
    where = {
        "complaint": lambda: f"/complaints/{Complaint.objects.get().reference}/files/",
        "right": lambda: "/rights/tm/files/",
        "draft": lambda: f"{begun(nora)}files/",
    }[request.param]()
    send(nora, where)
    settled(EvidenceState.SAFE)
    return where


def settled(state: EvidenceState) -> Evidence:
    Evidence.objects.update(state=EvidenceState.HELD, scanned_at=None, finding_of_scan="")
    one = Evidence.objects.get()
    actions.settle(one, to=state, found="Eicar" if state == EvidenceState.QUARANTINED else "", at=clock.now())
    return one


def reads() -> int:
    return LedgerEntry.objects.filter(event=Event.EVIDENCE_READ).count()


@pytest.mark.parametrize("sent", PLACES, indirect=True)
def test_who_brought_it_opens_it_again_and_that_is_recorded(nora, sent):
    path = f"{sent}{Evidence.objects.get().pk}/open/"
    assert f'action="{path}"' in nora.get(sent).text
    assert nora.get(path).status_code == 405, "looking at an address opens nothing"
    assert reads() == 0
    given = nora.press(path)
    assert b"".join(given.streaming_content) == files.png()
    assert given["Content-Disposition"].startswith("attachment; ")
    assert (given["X-Content-Type-Options"], given["Cache-Control"]) == ("nosniff", "no-store")
    assert reads() == 1


@pytest.mark.parametrize("sent", PLACES, indirect=True)
def test_to_anybody_else_there_is_no_such_file(world, sent):
    path = f"{sent}{Evidence.objects.get().pk}/open/"
    for name in ("shop", "mei", "reviewer.ren"):
        assert signed_in(world.user(name)).press(path).status_code == 404
    assert reads() == 0


@pytest.mark.parametrize("sent", ["complaint"], indirect=True)
def test_a_file_of_another_thing_is_not_opened_under_this_one(nora, sent):
    assert nora.press(f"/rights/tm/files/{Evidence.objects.get().pk}/open/").status_code == 404


@pytest.mark.parametrize("sent", ["complaint"], indirect=True)
@pytest.mark.parametrize("state", [EvidenceState.HELD, EvidenceState.QUARANTINED])
def test_what_is_not_safe_is_not_given_out(nora, sent, state):
    Evidence.objects.update(state=EvidenceState.HELD, scanned_at=None)
    one = settled(state) if state != EvidenceState.HELD else Evidence.objects.get()
    path = f"{sent}{one.pk}/open/"
    assert f'action="{path}"' not in nora.get(sent).text
    assert nora.press(path).status_code == 409
    assert reads() == 0


@pytest.mark.parametrize(("sent", "register"), [("complaint", "complaints"), ("right", "rights")], indirect=["sent"])
def test_staff_open_what_their_register_lists(world, sent, register):
    reference = Complaint.objects.get().reference if register == "complaints" else Right.objects.get().reference
    page = f"/staff/registers/{register}/{reference}/"
    path = f"{page}files/{Evidence.objects.get().pk}/"
    ren = signed_in(world.user("reviewer.ren"))
    assert f'action="{path}"' in ren.get(page).text
    assert b"".join(ren.press(path).streaming_content) == files.png()
    assert reads() == 1
    assert ren.get(path).status_code == 405
    assert signed_in(world.user("mei")).press(path).status_code == 403


@pytest.mark.parametrize("sent", ["right"], indirect=True)
def test_staff_say_that_they_know_where_nobody_scanned(world, sent):
    one = settled(EvidenceState.UNSCANNED)
    ren, page = signed_in(world.user("reviewer.ren")), "/staff/registers/rights/tm/"
    assert "I know that no scanner looked at it" in plain(ren.get(page))
    assert ren.press(f"{page}files/{one.pk}/").status_code == 409
    assert ren.press(f"{page}files/{one.pk}/", {"accept_unscanned": "yes"}).status_code == 200
    assert reads() == 1
