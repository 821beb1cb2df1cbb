"""One table: each way of waiting that ends by itself, after how long, and what has become of it then.

Whatever else waits stays in the list, late, until somebody acts; nothing waits outside the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from disclosures.actions import counter_statements, relays, undelivered
from disclosures.domain.moves import Status
from disclosures.models import Job, Notice
from disclosures.models.job import OPEN
from disclosures.queries import waiting
from tests.cast import AT, ACase, a_case

pytestmark = pytest.mark.django_db
FORBIDS = {
    "kind": "court_order", "number": "C-3", "issued_at": AT.isoformat(), "statute": "Criminal Procedure Law 54",
    "items": ["contact.phone"], "may_tell": False, "hold_until": (AT + timedelta(days=20)).isoformat(),
}  # fmt: skip


def asked() -> ACase:
    return a_case("consent", purpose="another purpose").submitted().accepted().worked()


def filed() -> ACase:
    return a_case("transaction_dispute").submitted().worked()


def returned() -> ACase:
    return filed().does("return", by="reviewer.ren", reason="which order?").worked()


def in_window() -> ACase:
    return filed().accepted().signed().worked()


def objected() -> ACase:
    return in_window().does("object", by="mei", reason="refunded").worked()


def bounced() -> ACase:
    case = in_window()
    notice = Notice.objects.get(case=case.row, kind="about_to_release")
    undelivered.report_bounce(notice=notice, code="5.1.1", by=case.user("platform.machine"), at=case.at)
    return case


def relayed() -> ACase:
    case = filed()
    relays.send(case=case.row, text="Will you take it back?", by=case.user("ana"), at=case.at)
    return case.worked()


def answered() -> ACase:
    case = relayed()
    relays.answer(relay=case.row.relays.get(), text="Send it.", by=case.user("mei"), at=case.at)
    return case.worked()


def countered() -> ACase:
    case = a_case("ip_complaint").submitted()
    said = {"complaint": case.row.complaint, "by": case.user("shop"), "at": case.at}
    counter_statements.state(statement="it is mine", **said)
    counter_statements.pass_on(**said)
    return case.worked()


def held() -> ACase:
    particulars = {"authority": "psb", "called_back": True, "instrument": FORBIDS}
    return a_case("legal_request", asks=["contact.phone"], particulars=particulars).released()


def decision(case: ACase) -> tuple[str, str]:
    return case.row.status, case.row.outcome


def relay_and_case(case: ACase) -> tuple[str, str]:
    return case.row.relays.get().end, case.row.status


def complaint_is_closed(case: ACase) -> bool:
    return case.row.complaint.closed_at is not None


def mei_was_told(case: ACase) -> bool:
    about = Notice.objects.filter(case=case.row, kind="released_about_you", to_user__name="mei")
    return about.filter(sent_at__isnull=False).exists()


@dataclass(frozen=True)
class Stated:
    """What waits so ends after this time by itself, and then this has become of it."""

    kind: str
    begins: Callable[[], ACase]
    ends_after: timedelta
    asks: Callable[[ACase], Any]
    then: Any


STATED = (
    Stated("consent_asked", asked, timedelta(days=30), decision, ("refused", "not_consented")),
    Stated("returned", returned, timedelta(days=30), decision, ("withdrawn", "")),
    Stated("window", in_window, timedelta(days=3), decision, ("released", "partly_granted")),
    Stated("objection", objected, timedelta(days=30), decision, ("refused", "objection_upheld")),
    Stated("notice_undelivered", bounced, timedelta(days=14), decision, ("refused", "nothing_to_release")),
    Stated("relay_answer", relayed, timedelta(days=3), relay_and_case, ("no_answer", "triage")),
    Stated("relay_helped", answered, timedelta(days=7), relay_and_case, ("taken_as_helped", "withdrawn")),
    Stated("suit", countered, timedelta(days=15), complaint_is_closed, True),
    Stated("notice_held", held, timedelta(days=20), mei_was_told, True),
)
UNTIL_SOMEBODY_ACTS = frozenset({
    "answer", "delayed", "release_failed", "finding_appeal", "message", "drawn_review", "emergency_review",
    "formal_instrument", "formal_instrument_late", "formal_instrument_check", "incident_authority", "incident",
    "call_back", "joining", "role_grant", "agency", "complaint_message",
    "misuse_report", "misuse_lift", "evidence_held", "evidence_quarantined", "gave_up", "notice_unsent", "destruction",
})  # fmt: skip
"""Late when they are late, and there until somebody did them: the desk's own work does not vanish by a clock."""
TRIED_ELSEWHERE = frozenset({
    "attestation", "preservation", "preservation_asked", "preservation_unkept", "preservation_extension",
})  # fmt: skip


@pytest.mark.parametrize("stated", STATED, ids=lambda stated: stated.kind)
def test_it_is_seen_before_and_ends_by_its_clock(found, stated):
    case = stated.begins()
    began = case.at
    case.later(seconds=stated.ends_after.total_seconds() - 1).worked()
    assert stated.kind in [row[0] for row in found(case)]
    assert stated.asks(case) != stated.then
    case.stage.at = began + stated.ends_after
    case.worked()
    assert stated.asks(case) == stated.then
    assert stated.kind not in [row[0] for row in found(case)]


def test_every_way_of_the_list_ends_by_itself_or_stays_until_somebody_acts():
    by_itself = {stated.kind for stated in STATED}
    assert not by_itself & UNTIL_SOMEBODY_ACTS
    assert set(waiting.KINDS) - TRIED_ELSEWHERE == by_itself | UNTIL_SOMEBODY_ACTS


NOBODY_WAITS_IN = frozenset({
    Status.DRAFT, Status.RELEASED, Status.CLOSED, Status.REFUSED, Status.WITHDRAWN
})  # fmt: skip
"""Nobody else knows of a draft; a release has its own end."""
WAITS_IN = {
    Status.TRIAGE: filed,
    Status.REVIEW: lambda: filed().accepted(),
    Status.WAITING_FOR_SUBJECT: asked,
    Status.RETURNED: returned,
    Status.NOTICE: in_window,
}


@pytest.mark.parametrize("status", WAITS_IN)
def test_whatever_stands_still_is_in_the_list(found, status):
    case = WAITS_IN[status]()
    assert (case.row.status, len(found(case))) == (status, 1)


def test_an_approved_case_has_its_promise_and_a_failed_release_its_row(found):
    case = a_case("consent").approved()
    assert case.row.status == Status.APPROVED
    assert Job.objects.filter(OPEN, topic="release.build", ids__case_id=case.row.pk).exists()
    others = {*WAITS_IN, *NOBODY_WAITS_IN, Status.APPROVED, Status.RELEASE_FAILED}
    assert set(Status) == others
