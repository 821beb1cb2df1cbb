"""An authority that has something kept, walked through the API; time passes by the desk's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import DateTimeField, F

from accounts.models import MemberRecord
from disclosures.models import Job, LedgerEntry, Preservation, SnapshotKey
from tests.callers import Cast


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


VISITS = ("2026-01-10T08:00:00Z", "2026-02-10T08:00:00Z")
PHONE, ADDRESS, INQUIRY = "+86 138 0000 1111", "203.0.113.9", "fraud of Lake Road"
WORLD = {
    "members": {
        "mei": {"access": [{"at": at, "ip_address": ADDRESS} for at in VISITS]},
        "twin": {"access": [{"at": at, "ip_address": ADDRESS} for at in VISITS]},
    },
    "organisations": {"psb": {"kind": "authority"}, "customs": {"kind": "authority"}, "travelco": {"kind": "company"}},
    "people": {
        "officer": {"role": "authority", "of": "psb"},
        "colleague": {"role": "authority", "of": "psb"},
        "other.officer": {"role": "authority", "of": "customs"},
        "tom": {"role": "partner", "of": "travelco"},
    },
}
WISH = {
    "subjects": ["mei", "nobody.known"],
    "items": ["contact.phone", "access.ip_address"],
    "inquiry": INQUIRY,
    "statute": "Criminal Procedure Law 54",
}
SIGNERS = {"authenticate": "reviewer.rui", "legal_review": "counsel.chen"}


@dataclass
class Desk:
    """One authority's preservation and everybody around it."""

    cast: Cast
    reference: str = ""

    def by(self, name: str, act: str = "", body: Any = None):
        """Somebody acts on it; the answer."""
        return self.cast(name).post(f"/preservations/{self.reference}/{act}", body)

    def asked(self, **changes: Any) -> Desk:
        answer = self.cast("officer").post("/preservations/", WISH | changes)
        assert answer.status_code == 201, answer.text
        self.reference = answer.json()["reference"]
        return self

    def signed(self) -> Desk:
        for step, name in SIGNERS.items():
            answer = self.by(name, f"steps/{step}/approve/")
            assert answer.status_code == 200, answer.text
        return self

    def kept(self, **changes: Any) -> Desk:
        self.asked(**changes).signed().cast.work()
        assert SnapshotKey.objects.filter(snapshot__preservation=self.row).exists()
        return self

    @property
    def row(self) -> Preservation:
        return Preservation.objects.get(reference=self.reference)

    def later(self, **time: float) -> Desk:
        """Let time pass: what is kept becomes so much older, and the desk does what it promised."""
        by, row = timedelta(**time), self.row
        times = [field.name for field in Preservation._meta.fields if isinstance(field, DateTimeField)]
        older = {name: getattr(row, name) - by for name in times if getattr(row, name)}
        Preservation.objects.filter(pk=row.pk).update(**older)
        Job.objects.filter(topic__startswith="preservation.").update(
            run_after=F("run_after") - by, ring_at=F("ring_at") - by
        )
        self.cast.work()
        return self

    def shown(self, name: str = "officer") -> dict[str, Any]:
        return self.cast(name).get(f"/preservations/{self.reference}/").json()

    def events(self) -> list[str]:
        return [entry.event for entry in self.entries()]

    def entries(self) -> list[LedgerEntry]:
        return list(LedgerEntry.objects.filter(chain=f"preservation:{self.row.pk}").order_by("seq"))

    def erase(self, name: str = "mei") -> None:
        """The platform holds nothing of the member any more, and so tells the desk."""
        body = {"version": 9, "name": name}
        answer = self.cast("platform.machine").send("put", f"/platform/members/x-{name}/", body)
        assert answer.status_code == 200, answer.text

    def instrument(self, *, by: str = "officer", **changes: Any):
        """A warrant, filed on what was kept; the answer."""
        paper = {
            "kind": "warrant", "number": "W-1", "issued_at": "2026-02-01T00:00:00Z", "statute": "Law 1",
            "items": ["contact.phone", "access.ip_address"], "period": ["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"],
        }  # fmt: skip
        particulars = {"authority": "psb", "instrument": paper | changes.pop("paper", {})}
        filing = {
            "basis": "legal_request", "subjects": ["mei"], "recipient": {"organisation": "psb"}, "purpose": "inquiry",
            "asks": ["contact.phone", "access.ip_address"], "submit": True,
            "legal_ground": {"ground": "legal_duty", "article": "CPL 54"},
            "particulars": particulars | {"preservation": self.reference},
        }  # fmt: skip
        return self.cast(by).post("/cases/", filing | changes)

    def released(self, **changes: Any) -> dict[str, Any]:
        """The contents of the release that the warrant brings."""
        answer = self.instrument(**changes)
        assert answer.status_code == 201, answer.text
        return self.worked(answer.json()["reference"])

    def worked(self, reference: str) -> dict[str, Any]:
        self.cast("reviewer.ren").post(f"/cases/{reference}/check/", {"called_back": True})
        answer = self.cast("reviewer.ren").post(f"/cases/{reference}/accept/")
        assert answer.status_code == 200, answer.text
        for step, name in (SIGNERS | {"countersign": "privacy.pan"}).items():
            shown = self.cast(name).get(f"/cases/{reference}/").json()["scope_hash"]
            answer = self.cast(name).post(f"/cases/{reference}/steps/{step}/approve/", {"shown": shown})
            assert answer.status_code == 200, answer.text
        self.cast.pass_window(reference)
        self.cast.work()
        found = [
            one for one in self.cast("officer").get("/releases/").json()["results"] if one["reference"] == reference
        ]
        assert found, self.cast("reviewer.ren").get(f"/cases/{reference}/").text
        answer = self.cast("officer").post(f"/releases/{found[0]['id']}/content/")
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def at_the_desk(desk) -> Desk:
    cast = Cast(WORLD)
    MemberRecord.objects.filter(subject__name="mei").update(phone=PHONE)
    return Desk(cast)
