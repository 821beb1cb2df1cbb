"""What a member may know of the cases about them, beside what left: who signed, what they were told, who worked on it.

Everything begins with the cases that the member was told of, so that what a hold hides is in none of it (DESIGN 5.10).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import RoleAssignment, User
from disclosures import ledger
from disclosures.domain.events import Event
from disclosures.domain.instants import parse
from disclosures.domain.moves import Status
from disclosures.domain.roles import STAFF, Role
from disclosures.models import Case, LedgerEntry, Notice, Objection, Opening, Release, Signature
from disclosures.models.case import CaseQuerySet
from disclosures.policies import registers, visibility
from disclosures.queries import disclosures, sought

RELATED = ("filed_by", "requester_organisation", "recipient_user", "recipient_organisation", "finding")
OVER = frozenset({Status.REFUSED, Status.WITHDRAWN})
"""Where nothing left and nothing will, unless somebody appeals."""

SHOWN = frozenset(
    {
        Event.CASE_OPENED,
        Event.CASE_TAKEN,
        Event.CASE_HANDED_OVER,
        Event.PARTICULARS_CHECKED,
        Event.CALLED_BACK,
        Event.CASE_ACCEPTED,
        Event.CASE_RETURNED,
        Event.CASE_REFUSED,
        Event.NARROWED,
        Event.STEP_SIGNED,
        Event.EVIDENCE_READ,
        Event.RECORDS_READ,
        Event.RECORDS_SOUGHT,
        Event.HOLD_SET,
        Event.HOLD_ENDED,
        Event.OBJECTION_UPHELD,
        Event.OBJECTION_OVERRULED,
        Event.EMERGENCY_REVIEWED,
        Event.DRAWN_REVIEW_DONE,
        Event.RELEASE_REVOKED,
        Event.INCIDENT_REPORTED,
    }
)
"""What somebody of the desk does with a member's record before them."""


@dataclass(frozen=True, slots=True)
class StaffAct:
    """One thing that somebody of the desk did about the member, in a case or in none: their role, never their name."""

    at: datetime
    role: Role
    event: str
    reference: str


def case_told_to(by: User, *, reference: str, at: datetime) -> Case:
    """The case, when ``by`` was told of it; ``NotFound`` otherwise, whether it exists or not."""
    return registers.only(visibility.cases_told_to(by, at=at).select_related(*RELATED), reference=reference)


def without_release(by: User, *, at: datetime) -> CaseQuerySet:
    """The cases that ``by`` was told of, does not answer now, and from which nothing is shown as released."""
    shown = disclosures.shown_to(by, at=at).filter(case=OuterRef("pk"))
    asking = disclosures.waiting_for(by, at=at).values("pk")
    objecting = Objection.objects.undecided().filter(by=by, case=OuterRef("pk"))
    windows = disclosures.open_to_objection(by, at=at).exclude(Exists(objecting)).values("pk")
    told = visibility.cases_told_to(by, at=at).exclude(Exists(shown)).exclude(pk__in=asking).exclude(pk__in=windows)
    return told.select_related(*RELATED).prefetch_related("asked_items").order_by("-submitted_at", "-pk")


def releases_of(case: Case, *, by: User, at: datetime) -> list[disclosures.Disclosure]:
    """What left in this case, oldest first."""
    shown = disclosures.shown_to(by, at=at).filter(case=case).values("pk")
    releases = Release.objects.filter(pk__in=shown).select_related(*disclosures.RELATED).order_by("version")
    return disclosures.of(list(releases), by=by)


def signed(release: Release) -> QuerySet[Signature]:
    """The signatures that this release stood on."""
    return release.case.signatures.live().filter(version=release.version).order_by("position")


def openings(release: Release) -> QuerySet[Opening]:
    """Every time its recipient opened it; who of their people did is not the member's to know."""
    return Opening.objects.filter(release=release).order_by("at", "pk")


def told(case: Case, *, by: User, at: datetime) -> QuerySet[Notice]:
    """What the member was told of this case, in order."""
    return Notice.objects.filter(case=case, to_user=by, due_at__lte=at).order_by("due_at", "pk")


def objections(case: Case, *, by: User) -> QuerySet[Objection]:
    """The member's own objections, in order."""
    return case.objections.filter(by__in=by.accounts).order_by("at", "pk")


ABOUT_AN_OBJECTION = frozenset({Event.OBJECTION_UPHELD, Event.OBJECTION_OVERRULED})
"""Told of one's own only: that somebody else objected is nobody's affair."""


def staff_acts(by: User, *, at: datetime) -> list[StaffAct]:
    """What people of the desk did in cases about ``by`` that ``by`` knows of, the newest first."""
    cases = visibility.cases_told_to(by, at=at).only("pk", "reference")
    chains = {ledger.chain_of(case).name: case.reference for case in cases}
    entries = LedgerEntry.objects.filter(chain__in=chains, event__in=SHOWN).order_by("-pk")
    said = [(entry, entry.content) for entry in entries]
    actors = {int(content["actor"]) for _entry, content in said if content["actor"].isdigit()}
    mine = set(
        Objection.objects.filter(case__in=cases, by__in=by.accounts).values_list("case__reference", "decided_at")
    )
    held: dict[str, set[str]] = {}
    for user, role in RoleAssignment.objects.filter(user__in=actors, role__in=STAFF).values_list("user", "role"):
        held.setdefault(str(user), set()).add(role)
    in_cases = [
        StaffAct(parse(content["at"]), _role(content["body"], held[content["actor"]]), entry.event, chains[entry.chain])
        for entry, content in said
        if content["actor"] in held
        and (entry.event not in ABOUT_AN_OBJECTION or (chains[entry.chain], parse(content["at"])) in mine)
    ]
    return sorted([*in_cases, *_searches(by, at=at)], key=lambda act: act.at, reverse=True)


def _searches(by: User, *, at: datetime) -> Iterator[StaffAct]:
    """Searches by the name of ``by`` that found nothing they were told of; the others are in the histories of cases."""
    rows = list(sought.about_oneself(by, at=at))
    held: dict[int, set[str]] = {}
    for user, role in RoleAssignment.objects.filter(user__in={row.by_id for row in rows}, role__in=STAFF).values_list(
        "user", "role"
    ):
        held.setdefault(user, set()).add(role)
    for row in rows:
        if row.by_id in held:
            yield StaffAct(row.at, _role({}, held[row.by_id]), Event.RECORDS_SOUGHT, "")


def _role(body: Mapping[str, object], held: Collection[str]) -> Role:
    """The role in which it was signed, else the first that the person holds."""
    return next(role for role in Role if role == body.get("role", role) and (role in held or "role" in body))
