"""What the views of one case share: finding it, acting on it, showing it as it is then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts.models import User
from disclosures.actions import lookings
from disclosures.api.cases import for_desk, for_parties, rows
from disclosures.api.cases.readers import Nothing
from disclosures.api.cases.shapes import CaseSerializer
from disclosures.api.documentation import operation
from disclosures.api.view import DeskView, Response
from disclosures.domain import references
from disclosures.models import Case
from disclosures.policies import visibility
from disclosures.queries import sought
from disclosures.queries.standing import Standing, read_at_desk, standings

NO_CASE = "XX-0000-0000"
"""No case has this reference: what cannot be one is looked for all the same."""

ACT_CODES = ("not_found", "same_person", "move_not_allowed", "invalid")


class CaseView(DeskView):
    """Views of one case."""

    serves_engagements = True

    def case(self, reference: str) -> Case:
        """The case, when the reader may read of it; ``NotFound`` otherwise, by the same work.

        That somebody of the desk reads it is written down first.
        """
        return looked_at(visibility.case_for(self.by, reference=known(reference), at=self.at), by=self.by, at=self.at)

    def case_to_act_on(self, reference: str) -> Case:
        """The case, when the asker may know that it is there; ``NotFound`` otherwise, by the same work."""
        return visibility.case_to_act_on(self.by, reference=known(reference), at=self.at)

    def standing(self, case: Case) -> tuple[Standing, ...]:
        """Whom the reader is to the case."""
        own = {case.pk} if any(row.subject_id == self.by.pk for row in case.named) else ()
        return standings(case, by=self.by, about_them=own, at_desk=read_at_desk([case], by=self.by))

    def show(self, case: Case, *, status: int = 200) -> Response:
        """The case as this reader sees it."""
        standing = self.standing(case)
        if Standing.DESK in standing:
            part = for_desk.desk_part(case, by=self.by, at=self.at)
        else:
            part = for_parties.party_part(case, by=self.by, standing=standing, at=self.at)
        return Response(rows.row(case, standing=standing, at=self.at) | part, status=status)

    def show_again(self, case: Case) -> Response:
        """The case after an act, read afresh."""
        return self.show(visibility.case_for(self.by, reference=case.reference, at=self.at))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The case that was acted on, as it is now."""
        return self.show_again(Case.objects.get(pk=ident))


def looked_at(case: Case, *, by: User, at: datetime) -> Case:
    """The case, once it is written down that somebody of the desk reads it, as its pages do; once a day (0080)."""
    if read_at_desk([case], by=by) and not sought.is_noted(case, by=by, at=at):
        lookings.note_reading(case=case, by=by, at=at)
    return case


def known(reference: str) -> str:
    """What was typed, as a reference that can be looked for."""
    proper = references.normalise(reference[:40])
    return proper if references.is_valid(proper) else NO_CASE


def case_act(
    name: str, *, body: Any = Nothing, codes: tuple[str, ...] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Describes one act on a case: it answers with the case."""
    described: Callable[[Callable[..., Any]], Callable[..., Any]] = operation(
        f"cases_{name}",
        tag="cases",
        body=body,
        answers={200: CaseSerializer},
        codes=(*ACT_CODES, *codes),
        keyed=True,
    )
    return described
