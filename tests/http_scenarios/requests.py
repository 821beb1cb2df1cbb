"""What each verb of ``do`` is at the API (FORMAT "do")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import isodate

from disclosures.domain.instants import parse
from disclosures.domain.moves import Status
from disclosures.models import Performance, Transaction
from disclosures.scenarios.stage import plain
from disclosures.scenarios.world import PLATFORM, TRIAGE_DESK
from tests.http_scenarios.answers import body_of
from tests.http_scenarios.driver import Play, kind_of

Words = Mapping[str, Any]
Act = Callable[[Play, Words], None]
NO_REASON = "as the scenario says"
UNREAD = "0" * 64
"""The scope that somebody shows who could not read the case."""


def act(name: str, *said: str, always: Words | None = None) -> Act:
    """An act on the case by one person, with these words of the line."""

    def send(play: Play, words: Words) -> None:
        body = {word: plain(words.get(word, NO_REASON)) for word in said} | dict(always or {})
        body_of(play.cast(words["by"]).post(f"{play.address}{name}/", body))

    return send


def submit(play: Play, words: Words) -> None:
    """Files the case; after it was decided the same case anew. Then staff enter what staff alone may say."""
    stage = play.stage
    if stage.case.outcome:
        stage.pending_id = stage.pending_id or play.draft().pk
        anew = type(stage.case).objects.get(pk=stage.pending_id)
        body_of(play.cast(words["by"]).post(f"/cases/{anew.reference}/submit/"))
        stage.case_id, stage.pending_id = anew.pk, 0
    else:
        body_of(play.cast(words["by"]).post(f"{play.address}submit/"))
    check(play)


def check(play: Play) -> None:
    """The call-back, the approval number and the transfer ground, by the desk's own token."""
    said = play.scenario.case.get("particulars") or {}
    names = ("called_back", "approval_number", "transfer_ground")
    entered = {name: plain(said[name]) for name in names if said.get(name)}
    if entered and play.stage.case.status == Status.TRIAGE:
        body_of(play.cast(TRIAGE_DESK).post(f"{play.address}check/", entered))


def sign(play: Play, words: Words) -> None:
    """Reads the case and signs the scope that was shown."""
    signer = play.cast(words["by"])
    shown = signer.get(play.address).json().get("scope_hash", UNREAD)
    body_of(signer.post(f"{play.address}steps/{words['step']}/approve/", {"shown": shown}))


def consent_withdrawn(play: Play, words: Words) -> None:
    """Withdraws each live consent that the member gave for this recipient and purpose."""
    member, case = play.cast(words["by"]), play.scenario.case
    live = [
        consent["id"]
        for consent in body_of(member.get("/consents/"))["results"]
        if consent["recipient"]["name"] == case["recipient"]
        and consent["purpose"] == case["purpose"]
        and consent["withdrawn_at"] is None
        and parse(consent["until"]) > play.stage.at
    ]
    if not live:  # there is none that they could name
        live = [str(uuid4())]
    for consent in live:
        body_of(member.post(f"/consents/{consent}/withdraw/"))


def on_complaint(name: str, *said: str) -> Act:
    """An act on the complaint that the case names."""

    def send(play: Play, words: Words) -> None:
        body = {word: plain(words[word] or []) for word in said}
        reference = play.scenario.case["particulars"]["complaint"]
        body_of(play.cast(words["by"]).post(f"/complaints/{reference}/{name}/", body))

    return send


def end_engagement(play: Play, words: Words) -> None:
    """Ends the contract."""
    body_of(play.cast(words["by"]).post(f"/engagements/{words['name']}/end/"))


def close_order(play: Play, words: Words) -> None:
    """The platform reports the member's orders as done."""
    address = f"/engagements/{words['engagement']}/orders/close/"
    body_of(play.cast(PLATFORM).post(address, {"member": words["member"]}))


def close_transaction(play: Play, words: Words) -> None:
    """The platform reports the transaction whole, and closed."""
    made = Transaction.objects.select_related("buyer", "seller").get(external_id=words["name"])
    body = {
        "version": made.platform_version + 1,
        "buyer": made.buyer.name,
        "seller": made.seller.name,
        "status": "closed",
        "performed": [performed(row) for row in made.performances.select_related("party")],
    }
    body_of(play.cast(PLATFORM).send("put", f"/platform/transactions/{words['name']}/", body))


def performed(row: Performance) -> dict[str, Any]:
    """What a party did, as the platform reports it."""
    return {"party": row.party.name, "kind": row.kind, "at": row.at.isoformat(), "is_partial": row.is_partial}


def wait(play: Play, words: Words) -> None:
    """The desk's clock goes on."""
    play.stage.at += isodate.parse_duration(str(words["for"]))


def worker(play: Play, words: Words) -> None:
    """Stops or starts the background work."""
    play.stage.worker_runs = words["is"] == "running"


def release_address(play: Play) -> str:
    """Where the release answers; before there is one, nowhere."""
    release = play.stage.release
    return f"/releases/{release.pk if release else uuid4()}"


def open_release(play: Play, words: Words) -> None:
    """Opens what was released, or tries to."""
    body_of(play.cast(words["by"]).post(f"{release_address(play)}/content/", {"accept_use_limits": True}))


def report_misuse(play: Play, words: Words) -> None:
    """Reports, and upholds by each of those who decide."""
    against = {kind_of(words["against"], play.cast): words["against"]}
    report = body_of(play.cast(words["by"]).post("/misuse-reports/", {"against": against, "reason": NO_REASON}))
    for name in words["decided_by"]:
        play.stage.remember()  # the report and each decision are acts of their own
        body_of(play.cast(name).post(f"/misuse-reports/{report['id']}/uphold/"))


REQUESTS: Mapping[str, Act] = {
    "submit": submit,
    "accept": act("accept"),
    "return": act("return", "reason"),
    "resubmit": act("resubmit"),
    "refuse": act("refuse", "code"),
    "withdraw": act("withdraw"),
    "appeal": act("appeal", "reason"),
    "sign": sign,
    "narrow": act("narrow", "item", "to", "reason"),
    "answer": act("answer", "grant"),
    "consent_withdrawn": consent_withdrawn,
    "object": act("objections", "reason"),
    "uphold_objection": act("objections/uphold"),
    "overrule_objection": act("objections/overrule", "reason"),
    "ask_to_pass_on": on_complaint("pass-on", "items"),
    "withdraw_complaint": on_complaint("withdraw"),
    "end_engagement": end_engagement,
    "close_order": close_order,
    "close_transaction": close_transaction,
    "wait": wait,
    "worker": worker,
    "open": open_release,
    "revoke": act("revoke", "reason"),
    "misuse": report_misuse,
}
