"""Who works here and is a side of a case, a complaint or a finding reads that side's part and no more (DESIGN 5.10)."""

import pytest

from accounts.models import Organisation, User
from disclosures.domain.errors import NotFound, SamePerson
from disclosures.models import Case, Evidence, Preservation, Release, Right, clock
from disclosures.policies import deciding, preserving, visibility
from tests import browsing
from tests.api.test_walks import DISPUTE
from tests.callers import Cast
from tests.cast import a_world
from tests.complaining.conftest import send
from tests.fuzz.world import PLATFORM, PRIZE
from tests.preservations.conftest import WISH
from tests.preservations.conftest import WORLD as KEEPING

KEPT_AT_THE_DESK = {"signatures", "objections", "narrowings", "refusals", "facts", "requester_history", "subjects"}


def same_person(one: str, other: str) -> None:
    """Both accounts are one natural person's."""
    User.objects.filter(name=one).update(person=User.objects.get(name=other).person)


@pytest.fixture
def cast(desk):
    return Cast(PLATFORM)


def test_whoever_is_asked_about_reads_their_own_case_as_any_member_does(cast):
    reference = cast("tom").post("/cases/", PRIZE | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
    cast.work()
    User.objects.get(name="mei").role_assignments.create(role="reviewer")
    mine = cast("mei").get(f"/cases/{reference}/").json()
    assert mine["you_are"] == ["subject"]
    assert not KEPT_AT_THE_DESK & set(mine)
    assert {row["by"] for row in cast("mei").get(f"/cases/{reference}/timeline/").json()} <= {"you", "the desk"}
    assert [row["you_are"] for row in cast("mei").get("/cases/").json()["results"]] == [["subject"]]
    release = Release.objects.get()
    assert cast("mei").get(f"/releases/{release.pk}/").status_code == 404
    assert cast("reviewer.ren").get(f"/releases/{release.pk}/").status_code == 200


def test_whoever_asks_for_themselves_reads_nothing_of_it_at_the_desk(cast):
    reference = cast("bo").post("/cases/", DISPUTE).json()["reference"]
    same_person("reviewer.ren", "bo")
    colleague = cast("reviewer.ren").get(f"/cases/{reference}/").json()
    assert not KEPT_AT_THE_DESK - {"subjects"} & set(colleague)
    browser = browsing.signed_in(User.objects.get(name="reviewer.ren"))
    assert browser.get(f"/staff/cases/{reference}/").status_code == 404
    other = browsing.signed_in(User.objects.get(name="reviewer.rui"))
    assert other.get(f"/staff/cases/{reference}/").status_code == 200


def test_whoever_filed_for_the_desk_reads_no_notes_about_it(cast):
    reference = cast("tom").post("/cases/", PRIZE | {"submit": True}).json()["reference"]
    Case.objects.update(filed_by=User.objects.get(name="reviewer.ren"), requester_organisation=None)
    browser = browsing.signed_in(User.objects.get(name="reviewer.ren"))
    assert browser.get(f"/staff/cases/{reference}/").status_code == 200
    assert browser.get(f"/staff/cases/{reference}/notes/").status_code == 403


def test_a_colleague_of_somebody_named_signs_no_preservation(desk):
    cast = Cast(KEEPING)
    reference = cast("officer").post("/preservations/", WISH).json()["reference"]
    home = Organisation.objects.get(name="travelco")
    User.objects.filter(name="mei").update(organisation=home)
    same_person("reviewer.rui", "tom")
    kept = Preservation.objects.get(reference=reference)
    with pytest.raises(SamePerson):
        preserving.require_preservation_refuser(
            by=User.objects.get(name="reviewer.rui"), preservation=kept, at=clock.now()
        )
    preserving.require_preservation_refuser(by=User.objects.get(name="reviewer.ren"), preservation=kept, at=clock.now())


def test_an_extension_is_not_given_by_who_asked_for_it(desk):
    cast = Cast(KEEPING)
    reference = cast("officer").post("/preservations/", WISH).json()["reference"]
    same_person("counsel.chen", "colleague")
    User.objects.filter(name="colleague").update(organisation=None)
    kept = Preservation.objects.get(reference=reference)
    kept.extension_asked_by = User.objects.get(name="colleague")
    with pytest.raises(SamePerson):
        preserving.require_preservation_extender(
            by=User.objects.get(name="counsel.chen"), preservation=kept, at=clock.now()
        )


def test_what_somebody_asks_for_the_desk_is_still_theirs_to_read(cast):
    reference = cast("tom").post("/cases/", PRIZE | {"submit": True}).json()["reference"]
    ren = User.objects.get(name="reviewer.ren")
    Case.objects.update(filed_by=ren, requester_organisation=None)
    assert visibility.case_at_desk(ren, reference=reference).reference == reference


def test_whoever_is_complained_about_neither_reads_nor_takes_back_the_right_that_it_stands_on(desk, settings):
    settings.DESK_CLAMAV = ""
    cast = Cast(a_world(at=clock.now()))
    right = Right.objects.get()
    send(browsing.signed_in(User.objects.get(name="nora")), f"/rights/{right.reference}/files/")
    file = f"/evidence/{Evidence.objects.get().pk}/download/"
    same_person("reviewer.ren", "shop")
    ren, rui = (User.objects.get(name=name) for name in ("reviewer.ren", "reviewer.rui"))
    for path in (f"/rights/{right.reference}/", f"/rights/{right.reference}/evidence/"):
        assert cast("reviewer.rui").get(path).status_code == 200, path
        assert cast("reviewer.ren").get(path).status_code == 404, path
    assert cast("reviewer.ren").get("/rights/").json()["results"] == []
    cast.work()
    assert cast("reviewer.rui").post(file, {"accept_unscanned": True}).status_code == 200
    assert cast("reviewer.ren").post(file, {"accept_unscanned": True}).status_code == 404
    page = f"/staff/registers/rights/{right.reference}/"
    assert browsing.signed_in(rui).get(page).status_code == 200
    assert browsing.signed_in(ren).get(page).status_code == 404
    deciding.require_disqualifier(by=rui, right=right)
    for rule in (deciding.require_disqualifier, deciding.require_qualifier):
        with pytest.raises(NotFound):
            rule(by=ren, right=right)
