"""The files of a case, complaint, finding or right: listing one's own, and adding one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from rest_framework.parsers import MultiPartParser

from disclosures.actions import evidence as actions
from disclosures.api.cases.view import known, looked_at
from disclosures.api.documentation import operation
from disclosures.api.evidence.shapes import RELATED, EvidenceSerializer, present, row_of
from disclosures.api.idempotency import once
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.delivery.evidence import receiving
from disclosures.delivery.evidence.arriving import Arrived
from disclosures.domain.evidence.kinds import EvidenceKind
from disclosures.models import Evidence
from disclosures.policies import evidence as policies
from disclosures.policies import registers, visibility
from disclosures.policies.evidence import Thing

FILE, KIND = "file", "kind"
ONE_FILE = "Send one file, in a part named file that has a file name."
BODY = {
    "multipart/form-data": {
        "type": "object",
        "properties": {
            FILE: {"type": "string", "format": "binary", "description": "One file."},
            KIND: {
                "type": "string",
                "enum": [kind.value for kind in EvidenceKind],
                "default": EvidenceKind.OTHER.value,
            },
        },
        "required": [FILE],
        "additionalProperties": False,
    }
}
REFUSALS = (
    "not_found",
    "same_person",
    "move_not_allowed",
    "file_empty",
    "file_too_large",
    "file_type_refused",
    "file_password_protected",
    "file_unpacks_too_large",
    "file_holds_program",
    "file_damaged",
    "evidence_full",
)


def listing(name: str) -> Callable[..., Any]:
    """Describes the list of files of one thing."""
    return operation(
        f"{name}_evidence", tag="evidence", answers={200: EvidenceSerializer(many=True)}, codes=("not_found",)
    )


def adding(name: str) -> Callable[..., Any]:
    """Describes the adding of one file."""
    return operation(
        f"{name}_evidence_add",
        tag="evidence",
        body=BODY,
        answers={201: EvidenceSerializer},
        codes=REFUSALS,
        keyed=True,
    )


class BoxView(DeskView):
    """The box of one thing. What the body holds is not looked at before it is known that its sender may send it."""

    parser_classes = (MultiPartParser,)
    looked_at: tuple[Thing, Arrived, EvidenceKind] | None = None

    def thing(self, reference: str) -> Thing:
        """What the files belong to, when the reader may know of it; ``NotFound`` otherwise."""
        raise NotImplementedError

    def files(self, thing: Thing) -> list[Evidence]:
        """Those that the reader may read, in order."""
        box = {f"box__{type(thing).__name__.lower()}": thing}
        return list(
            policies.evidence_visible_to(self.by, at=self.at).filter(**box).select_related(*RELATED).order_by("number")
        )

    def show(self, reference: str) -> Response:
        """The list."""
        return Response(present(self.files(self.thing(reference)), by=self.by))

    def receive(self, request: Request, reference: str) -> Response:
        """Takes the file in."""
        thing, arrived, kind = self._look(request, reference)
        evidence = receiving.receive(thing=thing, arrived=arrived, kind=kind, by=self.by, at=self.at)
        return Response(row_of(evidence, by=self.by), status=201)

    def sent(self, request: Request) -> bytes:
        """The hash of the file stands for the file, and is made while it comes in."""
        _, arrived, kind = self._look(request, self.kwargs["reference"])
        return f"{arrived.sha256} {arrived.size} {kind} {arrived.name}".encode(errors="replace")

    def again(self, *, ident: str, **names: Any) -> Response:
        """The file that was added last."""
        mine = [row for row in self.files(self.thing(names["reference"])) if row.uploaded_by_id == self.by.pk]
        return Response(row_of(mine[-1], by=self.by), status=201)

    def _look(self, request: Request, reference: str) -> tuple[Thing, Arrived, EvidenceKind]:
        if self.looked_at is None:
            thing = self.thing(reference)
            policies.require_evidence_adder(by=self.by, thing=thing, at=self.at)
            actions.require_open(thing, by=self.by, at=self.at)
            self.looked_at = (thing, *_parts(request))
        return self.looked_at


def _parts(request: Request) -> tuple[Arrived, EvidenceKind]:
    """The one file, and what it is laid before the desk as."""
    if not isinstance(request.data, QueryDict):  # a request without any body
        raise Malformed(ONE_FILE, fields=(f"/{FILE}",))
    kinds = request.data.getlist(KIND) or [EvidenceKind.OTHER]
    files = request.FILES.getlist(FILE)
    unknown = sorted({*request.data, *request.FILES} - {FILE, KIND})
    if unknown:
        raise Malformed("There are such parts here: file, kind.", fields=tuple(f"/{name[:80]}" for name in unknown))
    if len(files) != 1 or not isinstance(files[0], Arrived):
        raise Malformed(ONE_FILE, fields=(f"/{FILE}",))
    if len(kinds) != 1 or kinds[0] not in {*EvidenceKind}:
        raise Malformed(f"kind is one of {', '.join(EvidenceKind)}.", fields=(f"/{KIND}",))
    return files[0], EvidenceKind(kinds[0])


class OfCase(BoxView):
    """The files of a case."""

    serves_engagements = True

    def thing(self, reference: str) -> Thing:
        """The case."""
        if self.request.method == "POST":
            return visibility.case_to_act_on(self.by, reference=known(reference), at=self.at)
        case = visibility.case_for(self.by, reference=known(reference), at=self.at)
        return looked_at(case, by=self.by, at=self.at)

    @listing("cases")
    def get(self, request: Request, reference: str) -> Response:
        """List the files that you, or your colleagues, laid before the desk; for the desk all."""
        return self.show(reference)

    @adding("cases")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Add a file. It can be downloaded once the virus scanner has passed it."""
        return self.receive(request, reference)


class OfComplaint(BoxView):
    """The files of a complaint: each side's its own."""

    def thing(self, reference: str) -> Thing:
        """The complaint."""
        return registers.only(registers.complaints_visible_to(self.by), reference=reference)

    @listing("complaints")
    def get(self, request: Request, reference: str) -> Response:
        """List the files that you laid before the desk; for the desk those of both sides."""
        return self.show(reference)

    @adding("complaints")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Add a file. The other side never sees it."""
        return self.receive(request, reference)


class OfFinding(BoxView):
    """The files of a finding."""

    def thing(self, reference: str) -> Thing:
        """The finding."""
        return registers.only(registers.findings_visible_to(self.by), reference=reference)

    @listing("findings")
    def get(self, request: Request, reference: str) -> Response:
        """List the files that you laid before the desk; for the desk all."""
        return self.show(reference)

    @adding("findings")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Add a file: staff what shows the breach, the member found what speaks for them."""
        return self.receive(request, reference)


class OfRight(BoxView):
    """The proof of a right."""

    def thing(self, reference: str) -> Thing:
        """The right."""
        return registers.only(registers.rights_visible_to(self.by), reference=reference)

    @listing("rights")
    def get(self, request: Request, reference: str) -> Response:
        """List the proof that you laid before the desk; for the desk all."""
        return self.show(reference)

    @adding("rights")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Add a proof of the right."""
        return self.receive(request, reference)
