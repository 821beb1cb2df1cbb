"""One of each thing, everybody who stands to it and a stranger of each role, for walking through every door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from accounts.models import Consent, Scope, Token
from disclosures import keyring
from disclosures.actions import grievances, lookings, preservation_drafts, saved_views, tokens
from disclosures.actions.saved_views import Filter
from disclosures.actions.tokens import Wish
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.domain.looking import SearchReason
from disclosures.domain.roles import Role
from disclosures.ledger import checkpoints
from disclosures.models import (
    AgencyRequest,
    Attestation,
    Complaint,
    Destruction,
    Engagement,
    Evidence,
    EvidenceBox,
    Finding,
    Grievance,
    Incident,
    Notice,
    PreservationDraft,
    RecordSearch,
    Release,
    SavedView,
    clock,
)
from disclosures.policies.doors import Standing, Thing
from tests.callers import Cast
from tests.cast import staff
from tests.evidence.conftest import upload
from tests.evidence.files import jpeg

WORLD = """
members: {mei: {}, ana: {}, lin: {}, shop: {}}
organisations:
  travelco: {kind: company}
  courier: {kind: partner}
  psb: {kind: authority}
  court: {kind: court}
  nordlys: {kind: rights_holder}
people:
  tom: {role: partner, of: travelco}
  tina: {role: partner, of: travelco}
  kai: {role: partner, of: courier}
  officer: {role: authority, of: psb}
  judge: {role: authority, of: court}
  nora: {role: complainant, of: nordlys}
  otto: {role: complainant}
rights:
  tm: {owner: nora, valid: [2020-01-01, 2090-01-01]}
  logo: {owner: otto, valid: [2020-01-01, 2090-01-01]}
engagements: {delivery: {partner: courier, items: [contact.phone], ends: 2090-01-01}}
consents: [{of: mei, to: travelco, purpose: prize, items: [identity.legal_name]}]
findings: {f1: {member: mei, injured: [ana], acted: [2026-01-01, 2026-01-05], decided_at: 2026-01-06}}
complaints: {c1: {by: nora, against: shop, right: tm}}
"""

STANDINGS: dict[Thing, dict[str, set[Standing]]] = {
    Thing.CASE: {
        "tom": {Standing.REQUESTER, Standing.RECIPIENT},
        "tina": {Standing.REQUESTER, Standing.RECIPIENT},
        "mei": {Standing.SUBJECT},
        "reviewer.ren": {Standing.SIGNER},
    },
    Thing.REQUEST: {"tom": {Standing.REQUESTER}, "tina": {Standing.REQUESTER}},
    Thing.RELEASE: {"tom": {Standing.RECIPIENT}, "tina": {Standing.RECIPIENT}},
    Thing.PACKAGE: {"tom": {Standing.RECIPIENT}, "tina": {Standing.RECIPIENT}},
    Thing.CONSENT: {"mei": {Standing.OWNER}},
    Thing.ENGAGEMENT: {"kai": {Standing.OWNER}},
    Thing.FINDING: {"mei": {Standing.OWNER}, "ana": {Standing.INJURED}},
    Thing.ORGANISATION: {"officer": {Standing.COLLEAGUE}},
    Thing.MEMBERSHIP: {"tom": {Standing.OWNER, Standing.COLLEAGUE}, "tina": {Standing.COLLEAGUE}},
    Thing.ROLE_GRANT: {"lin": {Standing.OWNER}},
    Thing.RIGHT: {"nora": {Standing.OWNER}},
    Thing.COMPLAINT: {"nora": {Standing.OWNER}, "shop": {Standing.RESPONDENT}},
    Thing.ACCUSING: {"nora": {Standing.OWNER}},
    Thing.GRIEVANCE: {"nora": {Standing.OWNER}},
    Thing.ACCUSATION: {"shop": {Standing.RESPONDENT}},
    Thing.MISUSE_REPORT: {"lin": {Standing.OWNER}},
    Thing.ATTESTATION: {"kai": {Standing.OWNER}},
    Thing.INCIDENT: {},
    Thing.DESTRUCTION: {},
    Thing.NOTICE: {},
    Thing.EVIDENCE: {"tom": {Standing.OWNER}, "tina": {Standing.OWNER}},
    Thing.PRESERVATION: {"officer": {Standing.REQUESTER}, "reviewer.ren": {Standing.SIGNER}},
    Thing.TOKEN: {"kai": {Standing.OWNER}},
}
"""Who stands how to the one thing of each kind; everybody else is a stranger to it."""

EVERYBODY = (
    "mei", "ana", "lin", "shop", "tom", "tina", "kai", "officer", "judge", "nora", "otto", "reviewer.ren",
    "counsel.chen", "privacy.pei", "auditor.an", "admin.ada", "platform.machine",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Platform:
    """The cast, and how each thing is named in an address."""

    cast: Cast
    named: dict[str, Any]


def a_platform() -> Platform:
    """Write the world and walk one case to its release."""
    cast = Cast(WORLD)
    cast.world.users["admin.ada"] = staff("admin.ada", Role.ADMINISTRATOR)
    filing = {
        "basis": "consent", "subjects": ["mei"], "recipient": {"organisation": "travelco"}, "purpose": "prize",
        "asks": ["identity.legal_name"], "submit": True,
    }  # fmt: skip
    case = cast("tom").post("/cases/", filing).json()["reference"]
    cast("reviewer.rui").post(f"/cases/{case}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{case}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{case}/steps/review/approve/", {"shown": shown})
    cast.work()
    evidence = upload(cast("tom"), f"/cases/{case}/evidence/")
    cast.work()
    report = cast("lin").post("/misuse-reports/", {"against": {"organisation": "travelco"}, "reason": "sold it"})
    grant = cast("lin").post("/role-grants/", {"role": "complainant", "reason": "passport shown"})
    wish = {"subjects": ["mei"], "items": ["contact.email"], "inquiry": "fraud", "statute": "Law 1"}
    preserved = cast("officer").post("/preservations/", wish)
    proof = upload(cast("nora"), "/rights/tm/evidence/")
    grievance, shot = _a_grievance(cast)
    shown = _a_file_of(Complaint.objects.get(), cast)
    checkpoints.make(at=clock.now(), key=keyring.signing_key())
    return Platform(
        cast,
        {
            "reference": {
                None: case,  # as the desk's own pages name it
                Thing.CASE: case,
                Thing.PACKAGE: case,
                Thing.REQUEST: case,
                Thing.FINDING: Finding.objects.get().reference,
                Thing.RIGHT: "tm",
                Thing.PRESERVATION: preserved.json()["reference"],
                Thing.COMPLAINT: Complaint.objects.get().reference,
                Thing.ACCUSING: Complaint.objects.get().reference,
                Thing.GRIEVANCE: grievance.reference,
                Thing.ACCUSATION: Complaint.objects.get().reference,
                Thing.ATTESTATION: _an_attestation().reference,
                Thing.INCIDENT: _an_incident(cast).reference,
                Thing.DESTRUCTION: Destruction.objects.create(
                    reference="DE-0000-0001", proposed_at=clock.now()
                ).reference,
            },
            "release_id": cast("tom").get("/releases/").json()["results"][0]["id"],
            "consent_id": Consent.objects.get().public_id,
            "name": {Thing.ENGAGEMENT: "delivery", Thing.PERSON: "officer"},
            "organisation_id": cast.world.organisations["psb"].pk,
            "membership_id": cast("tom").get("/memberships/").json()["results"][-1]["id"],
            "grant_id": grant.json()["id"],
            "report_id": report.json()["id"],
            "message_id": cast("tom").post(f"/cases/{case}/messages/", {"text": "hello"}).json()["id"],
            "notice_id": Notice.objects.filter(case__reference=case).order_by("due_at", "pk").first().pk,
            # The staff's registers.
            "organisation": cast.world.organisations["psb"].pk,
            "organisation_act": "verify",
            "person": "officer",
            "person_act": "verify",
            "agency": _an_agency_that_asks(cast).public_id,
            "agency_act": "refuse",
            "joining": cast("tom").get("/memberships/").json()["results"][-1]["id"],
            "joining_act": "remove",
            "grant": grant.json()["id"],
            "grant_act": "refuse",
            "engagement": _a_proposal(cast).name,
            "engagement_act": "sign",
            "attestation": "DA-0000-0001",
            "attestation_act": "enter",
            "finding": _an_appeal().reference,
            "finding_act": "decide",
            "report": report.json()["id"],
            "report_act": "uphold",
            "incident": "IN-0000-0001",
            "incident_act": "told",
            "preservation": preserved.json()["reference"],
            "preservation_act": "sign",
            "notice": _a_notice_that_came_back(case).pk,
            "notice_act": "send-again",
            "file": _a_file_in_quarantine(cast, case).pk,
            "file_act": "clear",
            "act": "revoke",
            "table": "cases",
            "group": "staff",
            "verb": {Thing.REQUEST: "write", Thing.ACCUSING: "pass-on"},
            "task": "details",
            "file_id": {
                Thing.REQUEST: evidence.json()["id"],
                Thing.RIGHT: proof.json()["id"],
                Thing.GRIEVANCE: shot.pk,
                Thing.ACCUSING: shown.pk,
                None: shown.pk,  # in the registers
            },
            "right": "tm",
            "right_act": "disqualify",
            "complaint": Complaint.objects.get().reference,
            "complaint_act": "close",
            "question": {Thing.REQUEST: "purpose", None: "inquiry"},
            "draft": _a_preservation_draft(cast).reference,
            "code": "consent",
            "step": {Thing.CASE: "review", Thing.PRESERVATION: "authenticate"},
            "external_id": "x-1",
            "colleague": cast.world.users["reviewer.ren"].pk,
            "view": _a_view(cast).pk,
            "search": _a_search(cast).pk,
            "document": "privacy_policy",
            "number": 1,
            "older": 1,
            "evidence_id": evidence.json()["id"],
            "token_id": _a_token_of_an_engagement(cast).public_id,
        },
    )


def _a_view(cast: Cast) -> SavedView:
    shows = Filter(tab="open", basis="", status="")
    return saved_views.save(by=cast.world.users["reviewer.ren"], at=clock.now(), name="all", shows=shows)


def _a_search(cast: Cast) -> RecordSearch:
    ren = cast.world.users["reviewer.ren"]
    return lookings.search(by=ren, at=clock.now(), named="mei", reason=SearchReason.AUDIT, note="sample 9")


def _a_proposal(cast: Cast) -> Engagement:
    """One that waits for its signatures."""
    rui, at = cast.world.users["reviewer.rui"], clock.now()
    courier = cast.world.organisations["courier"]
    words = {"items": ["contact.phone"], "assessment": "PIA-2", "proposed_by": rui, "proposed_at": at}
    return Engagement.objects.create(name="gifts", partner=courier, **words)


def _an_agency_that_asks(cast: Cast) -> AgencyRequest:
    """Of somebody who is in no organisation."""
    words = {"name": "customs", "kind": "authority", "country": "CN", "domain": "customs.example"}
    more = {"published_at": "customs.example/contact", "office": "fraud unit", "asked_at": clock.now()}
    return AgencyRequest.objects.create(user=cast.world.users["lin"], **words, **more)


def _an_appeal() -> Finding:
    """The finding is appealed."""
    Finding.objects.update(appeal=Finding.Appeal.PENDING, appealed_at=clock.now(), appeal_reason="it was not me")
    return Finding.objects.get()


def _a_notice_that_came_back(case: str) -> Notice:
    """Another one than the walk by the API deals with."""
    notice = Notice.objects.filter(case__reference=case).order_by("due_at", "pk").last()
    assert notice is not None
    Notice.objects.filter(pk=notice.pk).update(undelivered_at=clock.now(), undelivered_code="5.1.1")
    return notice


def _a_file_in_quarantine(cast: Cast, case: str) -> Evidence:
    """Another one than the walk by the API reads."""
    brought = upload(cast("tom"), f"/cases/{case}/evidence/").json()["id"]
    found = {"state": EvidenceState.QUARANTINED, "finding_of_scan": "Eicar-Test-Signature", "scanned_at": clock.now()}
    Evidence.objects.filter(pk=brought).update(**found)
    return Evidence.objects.get(pk=brought)


def _an_attestation() -> Attestation:
    """Of an engagement under which nothing ended: the walk needs one that lasts."""
    at = clock.now()
    delivery = Engagement.objects.get(name="delivery")
    return Attestation.objects.create(
        reference="DA-0000-0001", engagement=delivery, owed_at=at, due_at=at + timedelta(days=10)
    )


def _an_incident(cast: Cast) -> Incident:
    """Of another case and its release: one that goes wrong ends, and the walk needs one that is open."""
    release = Release.objects.select_related("case").get()
    release.case.pk, release.case.reference = None, "CO-0000-0001"
    release.case.recipient_organisation = None
    release.case.save()
    release.pk, release.case = uuid4(), release.case
    release.save()
    at = clock.now()
    return Incident.objects.create(
        reference="IN-0000-0001",
        release=release,
        kind="wrong_recipient",
        what="another company",
        discovered_at=at,
        reported_at=at,
        reported_by=cast.world.users["reviewer.ren"],
        openings=0,
        held=False,
        authority_due_at=at + timedelta(hours=72),
    )


def _a_grievance(cast: Cast) -> tuple[Grievance, Evidence]:
    """Everything is answered, and there is a file."""
    nora, at = cast.world.users["nora"], clock.now()
    grievance = grievances.begin(by=nora, at=at)
    answers = {
        "confirmed": True, "right": "tm", "listings": ["https://market.example/9"], "statement": "it copies our mark",
        "all_sent": True, "against": "shop", "pass_on": "yes", "items": [], "in_good_faith": True, "is_true": True,
    }  # fmt: skip
    grievances.save(grievance=grievance, answers=answers, edition=0, by=nora, at=at)
    brought = upload(cast("nora"), "/rights/tm/evidence/", jpeg()).json()["id"]
    size = Evidence.objects.get(pk=brought).size
    box = EvidenceBox.objects.create(grievance=grievance, files=1, bytes=size)
    Evidence.objects.filter(pk=brought).update(box=box)
    return grievance, Evidence.objects.get(pk=brought)


def _a_preservation_draft(cast: Cast) -> PreservationDraft:
    """Everything is answered, and nothing asked yet."""
    officer, at = cast.world.users["officer"], clock.now()
    draft = preservation_drafts.begin(by=officer, at=at)
    answers = {
        "names": ["mei"], "items": ["access.ip_address"], "begins": "", "ends": "", "inquiry": "F-9",
        "statute": "Law 1",
    }  # fmt: skip
    preservation_drafts.save(draft=draft, answers=answers, edition=0, by=officer, at=at)
    return draft


def _a_file_of(complaint: Complaint, cast: Cast) -> Evidence:
    """What its complainant laid before the desk."""
    brought = upload(cast("nora"), f"/complaints/{complaint.reference}/evidence/").json()["id"]
    return Evidence.objects.get(pk=brought)


def _a_token_of_an_engagement(cast: Cast) -> Token:
    kai = cast.world.users["kai"]
    wish = Wish("parcels", [Scope.READ], Engagement.objects.get(name="delivery"))
    return tokens.make(holder=kai, wish=wish, by=kai, at=clock.now())[0]
