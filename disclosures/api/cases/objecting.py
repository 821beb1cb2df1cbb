"""What the member does, and what becomes of it: answer, object, offer another channel."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.actions import consents, objections
from disclosures.api.cases.readers import Answer, Channel, Reason, ReasonIfAny
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.problems import Malformed
from disclosures.api.view import Response


class Answers(CaseView):
    """The member's answer to a consent question."""

    @case_act("answer", body=Answer, codes=("widening_refused",))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Grant all, some or none of what was asked."""
        case = self.case_to_act_on(reference)
        read = self.body(Answer)
        until = read.get("until")
        if until is not None and until <= self.at:
            raise Malformed("/until: a consent ends in the future.", fields=("/until",))
        consents.answer(case=case, grant=read["grant"], by=self.by, at=self.at, until=until)
        return self.show_again(case)


class Objections(CaseView):
    """The member's no."""

    @case_act("object", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Object: nothing leaves until somebody decided. Your words are for the desk alone."""
        case = self.case_to_act_on(reference)
        objections.raise_objection(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)


class Uphold(CaseView):
    """The member is right."""

    @case_act("uphold_objection", body=ReasonIfAny)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Uphold the objection: the case is refused."""
        case = self.case_to_act_on(reference)
        objections.uphold(case=case, by=self.by, at=self.at, **self.body(ReasonIfAny))
        return self.show_again(case)


class Overrule(CaseView):
    """The release goes on."""

    @case_act("overrule_objection", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Overrule the objection, with a reason."""
        case = self.case_to_act_on(reference)
        objections.overrule(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)


class Channels(CaseView):
    """Another way to be reached."""

    @case_act("offer_channel", body=Channel, codes=("widening_refused",))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Offer another channel of those asked for; the case is signed again."""
        case = self.case_to_act_on(reference)
        objections.offer_channel(case=case, by=self.by, at=self.at, **self.body(Channel))
        return self.show_again(case)
