"""Signing the step that is due."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.actions import steps
from disclosures.api.cases import deciding
from disclosures.api.cases.readers import Reason, Refusal, Signature
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.domain.errors import NotFound
from disclosures.domain.route import StepName


def _step(name: str) -> StepName:
    if name not in [*StepName]:
        raise NotFound
    return StepName(name)


class Approve(CaseView):
    """A yes, bound to the scope that was shown."""

    @case_act("approve_step", body=Signature, codes=("signature_stale",))
    @once
    def post(self, request: Request, reference: str, step: str) -> Response:
        """Sign the step; send the `scope_hash` that you read."""
        case = self.case_to_act_on(reference)
        read, name = self.body(Signature), _step(step)
        steps.approve(case=case, step=name, by=self.by, at=self.at, shown=read["shown"])
        return self.show_again(case)


class ReturnStep(deciding.Return):
    """Not yet."""

    @case_act("return_step", body=Reason)
    def post(self, request: Request, reference: str, **step: str) -> Response:
        """Send the case back instead of signing."""
        _step(step["step"])
        answer: Response = super().post(request, reference=reference)
        return answer


class RefuseStep(deciding.Refuse):
    """No."""

    @case_act("refuse_step", body=Refusal)
    def post(self, request: Request, reference: str, **step: str) -> Response:
        """Refuse the case instead of signing."""
        _step(step["step"])
        answer: Response = super().post(request, reference=reference)
        return answer
