"""The cast of the tests: a world of people, and cases that walk through the real actions.

`a_case("transaction_dispute").submitted().accepted().signed().released()`; every verb acts at the case's own clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import RoleAssignment, User
from disclosures import outbox
from disclosures.delivery import opening
from disclosures.delivery.opening import Opened
from disclosures.domain.roles import Role
from disclosures.models import Case, Release
from disclosures.scenarios import world as worlds
from disclosures.scenarios.stage import Stage
from disclosures.scenarios.verbs import VERBS
from disclosures.scenarios.world import World

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PRIZE = "photo competition prize"
ASKED = ("identity.legal_name", "contact.email", "contact.phone")


def a_world(*, at: datetime = AT, **members: Mapping[str, Any]) -> World:
    """Write everybody that the cases below need; `mei={…}` changes what a member is or holds."""
    return worlds.build(_given(at, members), at=at)


def _given(at: datetime, members: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    def on(days: float) -> str:
        return (at + timedelta(days=days)).isoformat()

    visit = {"at": on(-60), "ip_address": "203.0.113.9", "browser_type": "Firefox/140", "language": "zh-CN"}
    mine = {"preferred_channel": "phone", "access": [visit], "search_keywords": ["old lens"]}
    return {
        "members": {"mei": mine | members.get("mei", {}), "ana": members.get("ana", {}), "shop": {}},
        "organisations": {
            "travelco": {"kind": "company"},
            "courier": {"kind": "partner"},
            "psb": {"kind": "authority"},
            "nordlys": {"kind": "rights_holder"},
        },
        "people": {
            "tom": {"role": "partner", "of": "travelco"},
            "kai": {"role": "partner", "of": "courier"},
            "officer": {"role": "authority", "of": "psb"},
            "nora": {"role": "complainant", "of": "nordlys"},
        },
        "consents": [{"of": "mei", "to": "travelco", "purpose": PRIZE, "items": ASKED[:2], "until": on(60)}],
        "engagements": {"delivery": {"partner": "courier", "items": [*ASKED[::2]], "ends": on(300)}},
        "orders": [{"engagement": "delivery", "member": "mei"}],
        "findings": {"f1": {"member": "mei", "acted": [on(-70), on(-50)], "decided_at": on(-40), "injured": ["ana"]}},
        "rights": {"tm": {"owner": "nora", "valid": [on(-900), on(900)]}},
        "complaints": {"c1": {"by": "nora", "against": "shop", "right": "tm", "pass_on": ["contact.phone"]}},
        "transactions": {"t1": {"buyer": "ana", "seller": "mei", "status": "dispute", "performed_by": ["ana"]}},
    }


def _filings(at: datetime) -> dict[str, dict[str, Any]]:
    paper = {
        "kind": "letter", "number": "L-1", "issued_at": at.isoformat(), "statute": "Criminal Procedure Law 54",
        "items": [*ASKED], "period": [(at - timedelta(days=90)).isoformat(), at.isoformat()],
    }  # fmt: skip
    return {
        "consent": {"filed_by": "tom", "subjects": ["mei"], "recipient": "travelco", "purpose": PRIZE},
        "service_provision": {
            "filed_by": "kai", "subjects": ["mei"], "recipient": "courier", "purpose": "delivery",
            "particulars": {"engagement": "delivery"},
        },
        "legal_request": {
            "filed_by": "officer", "subjects": ["mei"], "recipient": "psb", "purpose": "fraud inquiry",
            "particulars": {"authority": "psb", "called_back": True, "instrument": paper},
        },
        "violation": {
            "filed_by": "reviewer.triage", "subjects": ["mei"], "recipient": "psb", "purpose": "report of a fake",
            "particulars": {"finding": "f1", "recipient_kind": "regulator", "necessity": "the regulator investigates"},
        },
        "ip_complaint": {
            "filed_by": "nora", "subjects": ["nora"], "recipient": "shop", "purpose": "rights dispute",
            "particulars": {"complaint": "c1"},
        },
        "transaction_dispute": {
            "filed_by": "ana", "subjects": ["mei"], "recipient": "ana", "purpose": "dispute",
            "particulars": {"transaction": "t1"},
        },
        "other": {
            "filed_by": "counsel.cai", "subjects": ["mei"], "recipient": "travelco", "purpose": "statutory audit",
            "particulars": {"kind": "auditor", "rationale": "a sample for the audit", "assessment": "PIA-7"},
        },
    }  # fmt: skip


GROUND = {"ground": "legal_duty", "article": "PIPL 13(3)"}
SIGNERS = {
    "review": ("reviewer.rui",),
    "legal_review": ("counsel.chen",),
    "privacy": ("privacy.pei",),
    "authenticate": ("reviewer.rui",),
    "countersign": ("privacy.pan",),
    "emergency": ("counsel.chen", "privacy.pei"),
    "qualify": ("reviewer.rui",),
    "ip_review": ("counsel.chen",),
}
BASES = ("consent", "service_provision", "legal_request", "violation", "ip_complaint", "transaction_dispute", "other")


@dataclass(slots=True)
class ACase:
    """One case with its world and its clock; each verb is the real action and returns the case for the next."""

    stage: Stage

    @property
    def row(self) -> Case:
        """The case as the database has it now."""
        return self.stage.case

    @property
    def release(self) -> Release | None:
        """Its latest release."""
        return self.stage.release

    @property
    def at(self) -> datetime:
        """The case's clock."""
        return self.stage.at

    def user(self, name: str) -> User:
        """Somebody of its world, freshly read."""
        return self.stage.world.user(name)

    def does(self, verb: str, **words: Any) -> ACase:
        """Play one line of FORMAT's `do`; what it raises is raised."""
        VERBS[verb](self.stage, words)
        return self

    def submitted(self) -> ACase:
        """File the draft; staff enter what they alone may say."""
        return self.does("submit", by=self.stage.written["filed_by"])

    def accepted(self, *, by: str = "reviewer.ren") -> ACase:
        """Take it on; a standing approval did so already."""
        return self if self.row.status != "triage" else self.does("accept", by=by)

    def signed(self, *, but: int = 0) -> ACase:
        """Give every signature of the route that is missing, except the last `but`."""
        while (due := self.due_step()) and len(self.row.route) - self.signatures() > but:
            self.does("sign", step=due, by=SIGNERS[due][self.times_signed(due)])
        return self

    def due_step(self) -> str | None:
        """The step that waits for its signature."""
        case = self.row
        done = self.signatures()
        return case.route[done] if case.status == "review" and done < len(case.route) else None

    def signatures(self) -> int:
        """How many signatures stand."""
        return self.row.signatures.live().filter(version=self.row.version).count()

    def times_signed(self, step: str) -> int:
        """How many signatures of this step stand."""
        return self.row.signatures.live().filter(version=self.row.version, step=step).count()

    def later(self, **by: float) -> ACase:
        """Let time pass: `later(days=3)`."""
        self.stage.at += timedelta(**by)
        return self

    def worked(self) -> ACase:
        """Let the background work run to its end at the case's clock."""
        outbox.drain(at=self.at)
        return self

    def approved(self) -> ACase:
        """Walk to the approval, the objection window included; nothing is released yet."""
        self.submitted().accepted().signed()
        window = self.row.window_ends_at
        if self.row.status == "notice" and window:
            self.stage.at = max(self.at, window)
            while self.row.status == "notice":
                assert outbox.drain(at=self.at, limit=1), "the window's timer was never promised"
        return self

    def released(self) -> ACase:
        """Walk to the release."""
        return self.approved().worked()

    def opened(self, *, by: str | None = None) -> Opened:
        """Let the recipient open the release, limits of use accepted."""
        release = self.release
        assert release is not None
        reader = self.user(by or READERS[self.row.basis])
        return opening.open_release(
            release_id=release.pk, by=reader, at=self.at, session_key=None, accepts_use_limits=True
        )


READERS = {
    "consent": "tom",
    "service_provision": "kai",
    "legal_request": "officer",
    "violation": "officer",
    "ip_complaint": "shop",
    "transaction_dispute": "ana",
    "other": "tom",
}


def a_case(basis: str, *, world: World | None = None, at: datetime | None = None, **changes: Any) -> ACase:
    """Draft a case on a basis in a world of its own, or in one that is there; `asks=…` changes the filing."""
    at = at or (world.at if world else AT)
    world = world or a_world(at=at)
    written = {"basis": basis, "asks": list(ASKED), "legal_ground": GROUND} | _filings(at)[basis] | changes
    stage = Stage(world=world, written=written, at=at)
    stage.case_id = stage.draft().pk
    return ACase(stage)


def staff(name: str, role: Role) -> User:
    """One more person of the staff."""
    user = User.objects.create(name=name, email=f"{name}@desk.example", country="CN", password="!")
    RoleAssignment.objects.create(user=user, role=role)
    return user
