"""What each verb of ``do`` does, through the real actions (FORMAT "do")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import isodate

from accounts.models import Consent
from disclosures.actions import (
    cases,
    complaints,
    consents,
    decisions,
    endings,
    engagements,
    misuse,
    objections,
    scope,
    steps,
)
from disclosures.actions import transactions as platform
from disclosures.actions.scope import Part
from disclosures.delivery import opening
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import NotFound
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.grounds import RefusalCode, TransferGround
from disclosures.domain.instants import parse
from disclosures.domain.moves import Status
from disclosures.domain.route import StepName
from disclosures.models import Complaint
from disclosures.queries import filing
from disclosures.scenarios.reading import ScenarioError
from disclosures.scenarios.stage import Stage
from disclosures.scenarios.world import PLATFORM, TRIAGE_DESK

Words = Mapping[str, Any]
NO_REASON = "as the scenario says"


def submit(stage: Stage, words: Words) -> None:
    by = stage.world.user(words["by"])
    if not stage.case.outcome:
        cases.submit(case=stage.case, by=by, at=stage.at)
    else:
        stage.pending_id = stage.pending_id or stage.draft().pk
        anew = type(stage.case).objects.get(pk=stage.pending_id)
        cases.submit(case=anew, by=by, at=stage.at)
        stage.case_id, stage.pending_id = anew.pk, 0
    _enter_what_staff_say(stage)


def _enter_what_staff_say(stage: Stage) -> None:
    said = stage.written.get("particulars") or {}
    ground = said.get("transfer_ground")
    entered = (bool(said.get("called_back")), said.get("approval_number") or "", ground)
    if any(entered) and stage.case.status == Status.TRIAGE:
        cases.check_particulars(
            case=stage.case,
            by=stage.world.user(TRIAGE_DESK),
            at=stage.at,
            called_back=entered[0],
            approval_number=str(entered[1]),
            transfer_ground=TransferGround(ground) if ground else None,
        )


def _reason(words: Words) -> str:
    reason = words.get("reason", NO_REASON)
    return str(reason) if reason is not None else ""


def accept(stage: Stage, words: Words) -> None:
    cases.accept(case=stage.case, by=stage.world.user(words["by"]), at=stage.at)


def return_for_more(stage: Stage, words: Words) -> None:
    by, reason = stage.world.user(words["by"]), _reason(words)
    decisions.return_for_more(case=stage.case, by=by, at=stage.at, reason=reason)


def resubmit(stage: Stage, words: Words) -> None:
    cases.resubmit(case=stage.case, by=stage.world.user(words["by"]), at=stage.at)


def refuse(stage: Stage, words: Words) -> None:
    by, code = stage.world.user(words["by"]), RefusalCode(words["code"])
    decisions.refuse(case=stage.case, by=by, at=stage.at, code=code)


def withdraw(stage: Stage, words: Words) -> None:
    cases.withdraw(case=stage.case, by=stage.world.user(words["by"]), at=stage.at)


def appeal(stage: Stage, words: Words) -> None:
    by, reason = stage.world.user(words["by"]), _reason(words)
    decisions.appeal(case=stage.case, by=by, at=stage.at, reason=reason)


def sign(stage: Stage, words: Words) -> None:
    by, step = stage.world.user(words["by"]), StepName(words["step"])
    steps.approve(case=stage.case, step=step, by=by, at=stage.at)


def narrow(stage: Stage, words: Words) -> None:
    item, to = ItemKey(words["item"]), words["to"]
    named = to if isinstance(to, Mapping) else {"detail": str(to)}
    detail = Detail.of(named["detail"]) if "detail" in named else None
    period = Period(_instant(named, "from"), _instant(named, "to")) if {"from", "to"} & named.keys() else None
    scope.narrow(
        case=stage.case,
        item=item,
        to=Part(detail, period),
        by=stage.world.user(words["by"]),
        at=stage.at,
        reason=_reason(words),
    )


def _instant(words: Words, name: str) -> Any:
    return parse(words[name]) if words.get(name) else None


def answer(stage: Stage, words: Words) -> None:
    granted = words["grant"] or ()
    details = granted if isinstance(granted, Mapping) else dict.fromkeys(granted, "full")
    grant = {ItemKey(key): Extent(Detail.of(detail)) for key, detail in details.items()}
    consents.answer(case=stage.case, grant=grant, by=stage.world.user(words["by"]), at=stage.at)


def consent_withdrawn(stage: Stage, words: Words) -> None:
    by, case = stage.world.user(words["by"]), stage.case
    found = filing.resolve(case, at=stage.at)
    live = Consent.objects.live(at=stage.at).filter(
        subject__in=[subject for subject in found.subjects if subject],
        recipient_user=found.recipient_user,
        recipient_organisation=found.recipient_organisation,
        purpose_key=case.purpose_key,
    )
    if not live:
        raise NotFound
    for consent in live:
        consents.withdraw(consent=consent, by=by, at=stage.at)


def object_to(stage: Stage, words: Words) -> None:
    by, reason = stage.world.user(words["by"]), _reason(words)
    objections.raise_objection(case=stage.case, by=by, at=stage.at, reason=reason)


def uphold_objection(stage: Stage, words: Words) -> None:
    objections.uphold(case=stage.case, by=stage.world.user(words["by"]), at=stage.at)


def overrule_objection(stage: Stage, words: Words) -> None:
    by, reason = stage.world.user(words["by"]), _reason(words)
    objections.overrule(case=stage.case, by=by, at=stage.at, reason=reason)


def _complaint(stage: Stage) -> Complaint:
    name = (stage.written.get("particulars") or {}).get("complaint")
    if name not in stage.world.complaints:
        raise ScenarioError("the case names no complaint")
    return Complaint.objects.get(pk=stage.world.complaints[name].pk)


def ask_to_pass_on(stage: Stage, words: Words) -> None:
    items = [ItemKey(key) for key in words["items"] or ()]
    by = stage.world.user(words["by"])
    complaints.ask_to_pass_on(complaint=_complaint(stage), items=items, by=by, at=stage.at)


def withdraw_complaint(stage: Stage, words: Words) -> None:
    complaints.withdraw(complaint=_complaint(stage), by=stage.world.user(words["by"]), at=stage.at)


def end_engagement(stage: Stage, words: Words) -> None:
    engagement = _of(stage.world.engagements, words["name"])
    engagements.end(engagement=engagement, by=stage.world.user(words["by"]), at=stage.at)


def close_order(stage: Stage, words: Words) -> None:
    engagements.close_order(
        engagement=_of(stage.world.engagements, words["engagement"]),
        member=stage.world.user(words["member"]),
        by=stage.world.user(PLATFORM),
        at=stage.at,
    )


def close_transaction(stage: Stage, words: Words) -> None:
    made = _of(stage.world.transactions, words["name"])
    platform.close(transaction=made, by=stage.world.user(PLATFORM), at=stage.at)


def _of(things: Mapping[str, Any], name: str) -> Any:
    if name not in things:
        raise ScenarioError(f"nothing is called {name}")
    return things[name]


def wait(stage: Stage, words: Words) -> None:
    try:
        later = stage.at + isodate.parse_duration(str(words["for"]))
    except (isodate.ISO8601Error, OverflowError) as unreadable:
        raise ScenarioError(f"not a duration: {words['for']}") from unreadable
    if later < stage.at:
        raise ScenarioError(f"the clock goes forward only: {words['for']}")
    stage.at = later


def worker(stage: Stage, words: Words) -> None:
    stage.worker_runs = words["is"] == "running"


def open_release(stage: Stage, words: Words) -> None:
    release = stage.release
    by = stage.world.user(words["by"])
    release_id = release.pk if release else uuid4()
    opening.open_release(release_id=release_id, by=by, at=stage.at, session_key=None, accepts_use_limits=True)


def revoke(stage: Stage, words: Words) -> None:
    by, reason = stage.world.user(words["by"]), _reason(words)
    endings.revoke(case=stage.case, by=by, at=stage.at, reason=reason)


def report_misuse(stage: Stage, words: Words) -> None:
    against = stage.world.party(words["against"])
    by = stage.world.user(words["by"])
    report = misuse.report(against=against, by=by, at=stage.at, reason=NO_REASON)
    for name in words["decided_by"]:
        stage.remember()  # the report and each decision are acts of their own: a refused one leaves the earlier
        report.refresh_from_db()
        misuse.uphold(report=report, by=stage.world.user(name), at=stage.at)


VERBS: Mapping[str, Callable[[Stage, Words], None]] = {
    "submit": submit,
    "accept": accept,
    "return": return_for_more,
    "resubmit": resubmit,
    "refuse": refuse,
    "withdraw": withdraw,
    "appeal": appeal,
    "sign": sign,
    "narrow": narrow,
    "answer": answer,
    "consent_withdrawn": consent_withdrawn,
    "object": object_to,
    "uphold_objection": uphold_objection,
    "overrule_objection": overrule_objection,
    "ask_to_pass_on": ask_to_pass_on,
    "withdraw_complaint": withdraw_complaint,
    "end_engagement": end_engagement,
    "close_order": close_order,
    "close_transaction": close_transaction,
    "wait": wait,
    "worker": worker,
    "open": open_release,
    "revoke": revoke,
    "misuse": report_misuse,
}
