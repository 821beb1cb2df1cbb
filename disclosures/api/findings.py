"""Findings: decisions that a member broke a rule, and appeals against them (P3d)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from accounts.models import User
from disclosures.actions import findings
from disclosures.actions.findings import Breach, Verdict
from disclosures.api import pagination
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Instant, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.models import Finding
from disclosures.policies import registers
from disclosures.queries import named

MOST_INJURED = 50


class FindingReader(Strict):
    """Who broke which rule, when, what shows it, and who was injured."""

    member = Words()
    injured = serializers.ListField(child=Words(), max_length=MOST_INJURED, required=False, default=list)
    rule = Words()
    facts = Words(max_length=LONG)
    evidence = Words(max_length=LONG)
    acted_from = Instant()
    acted_to = Instant()


class VerdictReader(Strict):
    """What becomes of the appeal, and why; the words stay in the file."""

    verdict = one_of(Verdict)
    reason = Words(max_length=LONG)


class FindingSerializer(serializers.Serializer[Any]):
    """One decision. Those injured read the first four keys, the member found and staff all but the last three."""

    reference = serializers.CharField()
    rule = serializers.CharField()
    decided_at = serializers.DateTimeField()
    is_final = serializers.BooleanField()
    member = serializers.CharField(required=False)
    acted_from = serializers.DateTimeField(required=False)
    acted_to = serializers.DateTimeField(required=False)
    facts = serializers.CharField(required=False, allow_blank=True)
    appeal = serializers.ChoiceField(Finding.Appeal.choices, required=False)
    appealed_at = serializers.DateTimeField(required=False, allow_null=True)
    appeal_until = serializers.DateTimeField(required=False)
    evidence = serializers.CharField(required=False, allow_blank=True)
    injured = serializers.ListField(child=serializers.CharField(), required=False)
    appeal_reason = serializers.CharField(required=False, allow_blank=True)


def present(rows: Sequence[Finding], *, by: User, at: datetime) -> list[dict[str, Any]]:
    """Each finding as far as this reader may see it."""
    return [_row(row, by=by, at=at) for row in rows]


def _row(row: Finding, *, by: User, at: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {
        "reference": row.reference,
        "rule": row.rule,
        "decided_at": text(row.decided_at),
        "is_final": row.is_final(at=at),
    }
    inside = bool(by.roles & registers.READERS) and not _is_party(by, row)
    if inside or row.member_id == by.pk:
        found |= {
            "member": row.member.name,
            "acted_from": text(row.acted_from),
            "acted_to": text(row.acted_to),
            "facts": row.facts,
            "appeal": row.appeal,
            "appealed_at": text(row.appealed_at),
            "appeal_until": text(row.appeal_until),
        }
    if inside:
        found |= {
            "evidence": row.evidence,
            "injured": sorted(person.name for person in row.injured.all()),
            "appeal_reason": row.appeal_reason,
        }
    return found


def _is_party(by: User, row: Finding) -> bool:
    """Who works here and was found or injured, by any account, reads that part and no more."""
    return not by.accounts.isdisjoint({row.member_id, *(person.pk for person in row.injured.all())})


class FindingView(DeskView):
    """Views of findings."""

    def finding(self, **names: Any) -> Finding:
        """The finding, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(registers.findings_visible_to(self.by).select_related("member", "decided_by"), **names)

    def show(self, finding: Finding, *, status: int = 200) -> Response:
        """The finding, read afresh."""
        return Response(_row(self.finding(pk=finding.pk), by=self.by, at=self.at), status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The finding that was acted on, as it is now."""
        return self.show(self.finding(pk=ident))


class Findings(FindingView):
    """Listing and recording."""

    @operation(
        "findings_list",
        tag="findings",
        answers={200: pagination.page_of("Finding", FindingSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the findings about you or that name you as injured; staff see all."""
        rows = registers.findings_visible_to(self.by).select_related("member").prefetch_related("injured")
        return pagination.page(
            rows, request=request, name="reference", present=lambda page: present(page, by=self.by, at=self.at)
        )

    @operation(
        "findings_record",
        tag="findings",
        body=FindingReader,
        answers={201: FindingSerializer},
        codes=("same_person", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Decide as a reviewer that a member broke a rule; the member is told and may appeal for 14 days."""
        read = self.body(FindingReader)
        member = named.member_of_platform(read["member"], by=self.by)
        injured = [named.member_of_platform(name, by=self.by) for name in read["injured"]]
        breach = Breach(**{name: read[name] for name in ("rule", "facts", "evidence", "acted_from", "acted_to")})
        made = findings.record(member=member, injured=injured, breach=breach, by=self.by, at=self.at)
        return self.show(made, status=201)


class OneFinding(FindingView):
    """One decision."""

    @operation("findings_show", tag="findings", answers={200: FindingSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show one finding."""
        return self.show(self.finding(reference=reference))


class Appeal(FindingView):
    """The member's no."""

    @operation(
        "findings_appeal",
        tag="findings",
        body=Reason,
        answers={200: FindingSerializer},
        codes=("not_found", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Appeal within 14 days; nothing is released on the finding before the appeal is decided."""
        finding = self.finding(reference=reference)
        findings.appeal(finding=finding, by=self.by, at=self.at, **self.body(Reason))
        return self.show(finding)


class DecideAppeal(FindingView):
    """What becomes of an appeal."""

    @operation(
        "findings_decide_appeal",
        tag="findings",
        body=VerdictReader,
        answers={200: FindingSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Decide an appeal against a finding that somebody else made."""
        finding, read = self.finding(reference=reference), self.body(VerdictReader)
        findings.decide_appeal(
            finding=finding, verdict=Verdict(read["verdict"]), by=self.by, at=self.at, reason=read["reason"]
        )
        return self.show(finding)
