"""A release that failed is taken up again by one of the legal staff, through the API."""

import pytest

from disclosures import sources


class SourceDown(Exception):
    """What a source that is away raises."""


@pytest.fixture
def failed(cast, prize, settings):
    """The reference of a case whose release failed for good; the source is up again."""
    settings.DESK_JOB_ATTEMPTS = 1
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")

    def collect(**words):
        raise SourceDown

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "collect", collect)
        shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
        cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
        cast.work()
    return reference


def test_staff_see_that_it_failed_and_try_again_once(cast, failed):
    staff = cast("counsel.chen")
    case = staff.get(f"/cases/{failed}/").json()
    assert case["status"] == "release_failed"
    assert "retry" in case["can_do"]
    assert staff.post(f"/cases/{failed}/retry/").json()["status"] == "approved"
    cast.work()
    assert staff.get(f"/cases/{failed}/").json()["status"] == "released"
    assert staff.post(f"/cases/{failed}/retry/").json()["code"] == "move_not_allowed"


def test_nobody_else_may_and_the_requester_is_told_nothing_of_it(cast, failed):
    case = cast("tom").get(f"/cases/{failed}/").json()
    assert case["status"] == "being_checked"
    assert "retry" not in case["can_do"]
    assert cast("tom").post(f"/cases/{failed}/retry/").json()["code"] == "not_permitted"
    assert cast("bo").post(f"/cases/{failed}/retry/").json()["code"] == "not_found"
