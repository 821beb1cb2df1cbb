"""What a member is told of a case about them, beside who receives which items: on their page, never in a mail.

Of a paper the part that concerns them (P3c), of a finding what was decided (P3d), and the ground with its article. The
words of staff and of the other side are not among it (DESIGN 5.10).
"""

from __future__ import annotations

from typing import Any

from disclosures.domain.instants import text
from disclosures.models import Case

Told = dict[str, Any]


def reasons(case: Case) -> Told:
    """The reasons as the clause lists them; the member knows of the case, or this is not asked."""
    told = {name: case.particulars[name] for name in case.rules.tells if case.particulars.get(name)}
    paper = case.particulars.get("instrument") or {}
    if case.rules.tells_of_paper and paper:
        told["instrument"] = {name: paper[name] for name in case.rules.tells_of_paper if paper.get(name)}
    if case.finding is not None:
        told["finding"] = {
            "reference": case.finding.reference,
            "rule": case.finding.rule,
            "acted_from": text(case.finding.acted_from),
            "acted_to": text(case.finding.acted_to),
            "decided_at": text(case.finding.decided_at),
        }
    return told | {"legal_ground": case.legal_ground, "legal_article": case.legal_article}


def objections(case: Case, *, by_accounts: frozenset[int]) -> list[dict[str, Any]]:
    """The member's own objections and how they were decided; nobody's words, not even their own again."""
    mine = case.objections.filter(by__in=by_accounts).order_by("at", "pk")
    return [{"at": text(row.at), "decided_at": text(row.decided_at), "upheld": row.upheld} for row in mine]
