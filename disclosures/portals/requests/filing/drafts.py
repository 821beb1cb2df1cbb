"""A filing under way: what is saved of it, by which rules it is asked, and how an answer is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from accounts.models import User
from disclosures.actions import filings
from disclosures.actions.filings import Filing
from disclosures.bases import REGISTRY
from disclosures.domain.basis import Basis
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Extent
from disclosures.models import Case
from disclosures.portals.requests.found import Found
from disclosures.queries import offered, settled


@dataclass(frozen=True, slots=True)
class Draft:
    """What it says now. ``with_filing`` gives what it would say."""

    case: Case
    by: User
    at: datetime
    filing: Filing

    @property
    def rules(self) -> Basis:
        """Those under which it will be filed: the clause's latest."""
        return REGISTRY.current(self.case.basis)

    @property
    def particulars(self) -> dict[str, Any]:
        """What the clause asks beyond the common fields."""
        return dict(self.filing.particulars)

    @property
    def is_emergency(self) -> bool:
        """True on the shorter way without a paper."""
        return self.filing.particulars.get("emergency") is not None

    def offers(self, *, purpose: str | None = None) -> dict[ItemKey, Extent]:
        """What could leave at most."""
        said = self.filing.purpose if purpose is None else purpose
        return offered.most(self.rules, purpose=said, particulars=self.filing.particulars, by=self.by, at=self.at)

    def with_filing(self, filing: Filing) -> Draft:
        """The same, saying something else; what the records settle is filled in."""
        rules, by = self.rules, self.by
        particulars = {**filing.particulars, **settled.body(rules, by=by)}
        subjects = settled.subjects(rules, particulars=particulars, by=by)
        named = filing.subjects if subjects is None else subjects
        recipient = settled.recipient(rules, subjects=named, particulars=particulars, by=by)
        chosen = (filing.recipient, filing.recipient_is_person)
        name, is_person = recipient or (("", False) if chosen == settled.own(by) else chosen)
        return replace(
            self,
            filing=replace(
                filing, particulars=particulars, subjects=named, recipient=name, recipient_is_person=is_person
            ),
        )

    @property
    def chooses_recipient(self) -> bool:
        """True where who receives is the filer's to say."""
        filing = self.filing
        return (
            settled.recipient(self.rules, subjects=filing.subjects, particulars=filing.particulars, by=self.by) is None
        )

    @property
    def names_subjects(self) -> bool:
        """True where whose data it is is the filer's to say."""
        return settled.subjects(self.rules, particulars=self.filing.particulars, by=self.by) is None

    def save(self) -> None:
        """Saves what it says; an older save meets ``MoveNotAllowed``."""
        filings.edit(case=self.case, filing=self.filing, by=self.by, at=self.at)


def of(about: Found) -> Draft:
    """The filing of a request, as saved."""
    return Draft(about.case, about.by, about.at, filings.of(about.case))
