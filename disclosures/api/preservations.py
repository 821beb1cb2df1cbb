"""What an authority asks to have kept, sealed, until an instrument follows (P3c): it discloses nothing.

The answers are the same whether or not anybody named exists, and whether or not there was anything to keep.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.serializers import ValidationError

from disclosures.actions import preservation_steps, preservations
from disclosures.actions.preservations import MOST_NAMED, Wish
from disclosures.api import pagination, preserved
from disclosures.api.cases.asks import Asks
from disclosures.api.cases.readers import Nothing, Reason, Refusal
from disclosures.api.documentation import operation
from disclosures.api.fields import Strict, Words
from disclosures.api.idempotency import once
from disclosures.api.preserved import PreservationSerializer
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain import references
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import NotFound
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.grounds import RefusalCode
from disclosures.domain.route import StepName
from disclosures.models import Preservation
from disclosures.policies import registers

NO_PRESERVATION = "PR-0000-0000"
"""No preservation has this reference: what cannot be one is looked for all the same."""
ACT_CODES = ("not_found", "same_person", "move_not_allowed", "invalid")


class WantedReader(Strict):
    """Whose data, which items and of which time, for which inquiry, under which law."""

    subjects = serializers.ListField(child=Words(trim_whitespace=True), min_length=1, max_length=MOST_NAMED)
    items = Asks()
    inquiry = Words(trim_whitespace=True, help_text="Which inquiry an instrument is to follow in.")
    statute = Words(trim_whitespace=True, help_text="The law that the request rests on.")

    def validate_items(self, asked: dict[ItemKey, Extent]) -> dict[ItemKey, Period]:
        """Items are kept whole; only a period can be less."""
        if any(extent.detail is not Detail.FULL for extent in asked.values()):
            raise ValidationError("A preservation keeps an item in full; name a period, or nothing.")
        return {item: extent.period for item, extent in asked.items()}


class PreservationView(DeskView):
    """Views of preservations."""

    def preservation(self, reference: str) -> Preservation:
        """The preservation, when the reader may know of it; ``NotFound`` otherwise, by the same work."""
        proper = references.normalise(reference[:40])
        known = proper if references.is_valid(proper) else NO_PRESERVATION
        rows = registers.preservations_visible_to(self.by, at=self.at).select_related("authority", "filed_by")
        return registers.only(rows, reference=known)

    def show(self, reference: str, *, status: int = 200) -> Response:
        """The preservation, read afresh."""
        return Response(preserved.written(self.preservation(reference), by=self.by, at=self.at), status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The preservation that was acted on, as it is now."""
        return self.show(Preservation.objects.get(pk=ident).reference)


def act(name: str, *, body: Any = Nothing, codes: tuple[str, ...] = ()) -> Callable[..., Any]:
    """Describes one act on a preservation: it answers with it."""
    return operation(
        f"preservations_{name}",
        tag="preservations",
        body=body,
        answers={200: PreservationSerializer},
        codes=(*ACT_CODES, *codes),
        keyed=True,
    )


class Preservations(PreservationView):
    """Listing and asking."""

    @operation(
        "preservations_list",
        tag="preservations",
        answers={200: pagination.page_of("Preservation", PreservationSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List what your authority asked to have kept; the desk sees all, but none in which the reader is named."""
        rows = registers.preservations_visible_to(self.by, at=self.at).select_related("authority", "filed_by")
        return pagination.page(
            rows,
            request=request,
            name="reference",
            present=lambda page: [preserved.written(row, by=self.by, at=self.at) for row in page],
        )

    @operation(
        "preservations_ask",
        tag="preservations",
        body=WantedReader,
        answers={201: PreservationSerializer},
        codes=("invalid",),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Ask that items of named persons be kept for 90 days; the answer is alike whoever is named."""
        read = self.body(WantedReader)
        made = preservations.ask(wish=Wish(**read), by=self.by, at=self.at)
        return self.show(made.reference, status=201)


class OnePreservation(PreservationView):
    """One preservation."""

    @operation("preservations_show", tag="preservations", answers={200: PreservationSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show where it stands; never whether there was anything to keep."""
        return self.show(reference)


class Approve(PreservationView):
    """A yes."""

    @act("approve_step", codes=("fact_missing",))
    @once
    def post(self, request: Request, reference: str, step: str) -> Response:
        """Sign the step that is due; with the last signature the snapshot is taken."""
        preservation = self.preservation(reference)
        self.body(Nothing)
        if step not in [*StepName]:
            raise NotFound
        preservation_steps.sign(preservation=preservation, step=StepName(step), by=self.by, at=self.at)
        return self.show(reference)


class Refuse(PreservationView):
    """A no."""

    @act("refuse", body=Refusal)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Refuse it before it is signed, with a code; the reason stays in the file."""
        preservation, read = self.preservation(reference), self.body(Refusal)
        code, words = RefusalCode(read["code"]), read["reason"]
        preservations.refuse(preservation=preservation, code=code, words=words, by=self.by, at=self.at)
        return self.show(reference)


class Withdraw(PreservationView):
    """It is needed no more."""

    @act("withdraw")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Withdraw it: what was kept is destroyed."""
        preservation = self.preservation(reference)
        self.body(Nothing)
        preservations.withdraw(preservation=preservation, by=self.by, at=self.at)
        return self.show(reference)


class AskExtension(PreservationView):
    """Once more."""

    @act("ask_extension", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Ask, once, that it be kept 90 days longer; somebody of the desk decides before it ends."""
        preservation = self.preservation(reference)
        reason = self.body(Reason)["reason"]
        preservations.ask_extension(preservation=preservation, reason=reason, by=self.by, at=self.at)
        return self.show(reference)


class Extend(PreservationView):
    """Giving it."""

    @act("extend", codes=("fact_missing",))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Extend it, once, as its authority asked."""
        preservation = self.preservation(reference)
        self.body(Nothing)
        preservations.extend(preservation=preservation, by=self.by, at=self.at)
        return self.show(reference)


class MyPreservations(DeskView):
    """What was kept of the member, once it is over."""

    @operation(
        "me_preservations",
        tag="me",
        answers={200: pagination.page_of("MyPreservation", preserved.MineSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """Show which authority had data about you preserved, which items, and until when; never a value."""
        rows = registers.preservations_shown_to_subject(self.by, at=self.at).select_related("authority")
        return pagination.page(
            rows, request=request, name="reference", present=lambda page: [preserved.mine(row) for row in page]
        )
