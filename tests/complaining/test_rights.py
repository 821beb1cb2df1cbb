"""A right is registered with its proof, checked by the desk once, renewed and given up (P3e)."""

from __future__ import annotations

from typing import Any

import pytest

from disclosures.models import Complaint, Evidence, Right, clock
from tests.browsing import signed_in
from tests.complaining.conftest import send
from tests.evidence import files
from tests.members.test_about_me_pages import plain


def days(name: str, year: int) -> dict[str, str]:
    return {f"{name}-day": "1", f"{name}-month": "1", f"{name}-year": str(year)}


CLAIM = {
    "kind": "design", "number": "D-7", "office": "EUIPO", "territory": "EU", "proof": "certificate",
    **days("valid_from", 2020), **days("valid_until", 2090),
}  # fmt: skip


def register(browser, **changes):
    return browser.post("/rights/new/", {**CLAIM, **changes})


def test_a_right_is_registered_once_and_its_proof_follows(nora):
    wheres = [register(nora)["Location"] for _ in range(2)]
    right = Right.objects.get(number="D-7")
    assert wheres == [f"/rights/{right.reference}/files/"] * 2
    send(nora, wheres[0], files.pdf(), name="certificate.pdf")
    page = plain(nora.get(f"/rights/{right.reference}/"))
    assert Evidence.objects.get().sha256 in page
    assert "Being checked: you can use it already" in page
    assert "Registered design D-7" in plain(nora.get("/rights/"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"number": ""}, "Enter the number of the right"),
        (days("valid_until", 2019), "The last day must be the first day or later"),
        ({**days("valid_from", 2018), **days("valid_until", 2019)}, "Correct or fill in"),
        ({"agent_scope": "complain"}, "Enter the owner for whom you act"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_the_rest_is_kept(nora, changes, says):
    page = register(nora, **changes)
    assert page.text.count(says) == 2
    assert "EUIPO" in page.text
    assert not Right.objects.filter(office="EUIPO").exists()


def test_an_agent_says_for_whom_and_until_when(nora):
    register(nora, agent_scope="complain", agent_for="Nordlys", **days("agent_until", 2089))
    right = Right.objects.get(number="D-7")
    assert (right.agent_for, right.may_pass_on) == ("Nordlys", False)


def test_it_is_given_up_after_a_page_that_says_what_that_does(nora):
    assert "Nothing new can stand on it" in plain(nora.get("/rights/tm/withdraw/"))
    assert Right.objects.get(reference="tm").withdrawn_at is None
    for _ in range(2):
        nora.post("/rights/tm/withdraw/")
    assert "Given up" in plain(nora.get("/rights/tm/"))


@pytest.mark.parametrize("since", ["checked", "taken back", "complained on"])
def test_a_proof_that_somebody_relies_on_is_not_taken_back(nora, world, since):
    right = Right.objects.get(reference="tm")
    Right.objects.filter(pk=right.pk).update(proven_at=None, proven_by=None)
    if since != "complained on":
        Complaint.objects.update(right=Right.objects.create(**other(right)))
    send(nora, "/rights/tm/files/")
    file = Evidence.objects.get()
    if since == "checked":
        Right.objects.filter(pk=right.pk).update(proven_at=clock.now())
    if since == "taken back":
        Right.objects.filter(pk=right.pk).update(
            disqualified_at=clock.now(), disqualified_by=world.user("counsel.chen")
        )
    nora.post(f"/rights/tm/files/{file.pk}/")
    file.refresh_from_db()
    assert file.state != "destroyed"
    assert "Take back" not in nora.get("/rights/tm/files/").text


def other(right: Right) -> dict[str, Any]:
    """A right like this one."""
    kept = ("owner", "kind", "number", "office", "valid_from", "valid_to")
    return {"reference": "tm-2", **{name: getattr(right, name) for name in kept}}


def test_one_reviewer_checks_the_proof_and_sees_its_files(nora, world):
    register(nora)
    right = Right.objects.get(number="D-7")
    send(nora, f"/rights/{right.reference}/files/", files.pdf(), name="certificate.pdf")
    where = f"/staff/registers/rights/{right.reference}/"
    counsel, reviewer = (signed_in(world.user(name)) for name in ("counsel.chen", "reviewer.ren"))
    assert "Who can: reviewer" in plain(counsel.get(where)).replace("Reviewer", "reviewer")
    counsel.post(f"{where}do/qualify/")
    assert Right.objects.get(pk=right.pk).proven_at is None
    assert "certificate.pdf" in plain(reviewer.get(where))
    reviewer.post(f"{where}do/qualify/")
    right.refresh_from_db()
    assert right.proven_by == world.user("reviewer.ren")
    assert "Checked: you can use it" in plain(nora.get("/rights/"))
    reviewer.post(f"{where}do/disqualify/", {"reason": "a false stamp"})
    assert "Taken back by the desk" in plain(nora.get("/rights/"))


def test_a_strangers_right_is_not_there(world):
    assert signed_in(world.user("mei")).get("/rights/tm/").status_code == 404
