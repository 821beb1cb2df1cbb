"""What the desk and a party write to each other, and what staff write for themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import User
from disclosures import policies
from disclosures.actions import messages
from disclosures.api.cases.readers import Reason
from disclosures.api.cases.relaying import RelaySerializer
from disclosures.api.cases.relaying import written as relay_written
from disclosures.api.cases.view import ACT_CODES, CaseView, known, looked_at
from disclosures.api.documentation import operation
from disclosures.api.fields import Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.domain.instants import text
from disclosures.domain.plain_text import LONGEST
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.domain.threads import Thread
from disclosures.models import Case, CaseNote, Message
from disclosures.policies import visibility
from disclosures.queries import correspondence

MOST_SUBJECTS = 1000


class TextReader(Strict):
    """Plain text."""

    text = Words(max_length=LONGEST)


class MessageReader(TextReader):
    """Plain text; staff say who is to read it."""

    to = one_of(Thread, required=False, help_text="Of staff alone.")
    position = serializers.IntegerField(
        required=False, min_value=0, max_value=MOST_SUBJECTS, help_text="Which of those it is about."
    )


class MessageSerializer(serializers.Serializer[Any]):
    """One message. Who wrote it shows by their side; names are for the desk."""

    id = serializers.UUIDField()
    thread = one_of(Thread)
    from_desk = serializers.BooleanField()
    by = serializers.CharField(required=False)
    at = serializers.DateTimeField()
    text = serializers.CharField(allow_blank=True, help_text="Empty once it was erased.")
    erased_at = serializers.DateTimeField(allow_null=True)


class CorrespondenceSerializer(serializers.Serializer[Any]):
    """What was written in a case, as far as it is the reader's."""

    messages = MessageSerializer(many=True)
    relayed = RelaySerializer(many=True)


class WrittenSerializer(serializers.Serializer[Any]):
    """That it was written; the text is not said again."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()


class ErasedSerializer(serializers.Serializer[Any]):
    """That its text is gone."""

    id = serializers.UUIDField()
    erased_at = serializers.DateTimeField()


class NoteSerializer(serializers.Serializer[Any]):
    """One note of staff."""

    id = serializers.UUIDField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    text = serializers.CharField(allow_blank=True)


class Messages(CaseView):
    """The threads of a case."""

    @operation("cases_messages", tag="messages", answers={200: CorrespondenceSerializer}, codes=["not_found"])
    def get(self, request: Request, reference: str) -> Response:
        """Read your thread with the desk, and what was passed on to you or for you; staff read both threads."""
        spoken_of = visibility.case_spoken_of(self.by, reference=known(reference), at=self.at)
        case = looked_at(spoken_of, by=self.by, at=self.at)
        seen = correspondence.read_by(self.by, case, at=self.at)
        return Response(
            {
                "messages": [_written(row, as_desk=seen.as_desk) for row in seen.messages],
                "relayed": [
                    relay_written(row, as_desk=seen.as_desk, as_requester=seen.as_requester) for row in seen.relays
                ],
            }
        )

    @operation(
        "cases_write",
        tag="messages",
        body=MessageReader,
        answers={201: WrittenSerializer},
        codes=ACT_CODES,
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Write to the desk; staff write to the side that `to` names. The mail about it has the reference only."""
        case, read = self.case_to_act_on(reference), self.body(MessageReader)
        if "to" in read or _is_of_the_desk_only(self.by, case):
            to = Thread(read["to"]) if "to" in read else None
            made = messages.write_to_party(
                case=case, to=to, text=read["text"], position=read.get("position", 0), by=self.by, at=self.at
            )
        else:
            made = messages.write_to_desk(case=case, text=read["text"], by=self.by, at=self.at)
        return Response({"id": str(made.pk), "at": text(made.at)}, status=201)


def _is_of_the_desk_only(by: User, case: Case) -> bool:
    return bool(by.roles & LEGAL_STAFF) and not policies.table.is_requester_or_subject(by, case)


def _written(row: Message, *, as_desk: bool) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "thread": row.thread,
        "from_desk": row.from_desk,
        "at": text(row.at),
        "text": row.text,
        "erased_at": text(row.erased_at),
    } | ({"by": row.by.name} if as_desk else {})


class EraseMessage(CaseView):
    """Text that should not have been written."""

    @operation(
        "cases_erase_message",
        tag="messages",
        body=Reason,
        answers={200: ErasedSerializer},
        codes=ACT_CODES,
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str, message_id: UUID) -> Response:
        """Erase the text of one message for good; that it was written stays known."""
        case = self.case_to_act_on(reference)
        messages.erase(case=case, message_id=message_id, by=self.by, at=self.at, **self.body(Reason))
        return Response({"id": str(message_id), "erased_at": text(self.at)})


class Notes(CaseView):
    """What staff write for each other."""

    @operation(
        "cases_notes", tag="messages", answers={200: NoteSerializer(many=True)}, codes=["not_found", "same_person"]
    )
    def get(self, request: Request, reference: str) -> Response:
        """Read the notes of staff; no party ever does."""
        case = self.case(reference)
        policies.require_case_reader(by=self.by, case=case)
        return Response([_note(row) for row in case.notes.select_related("by").order_by("at", "pk")])

    @operation(
        "cases_note", tag="messages", body=TextReader, answers={201: WrittenSerializer}, codes=ACT_CODES, keyed=True
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Write a note that only staff read."""
        case = self.case_to_act_on(reference)
        made = messages.note(case=case, by=self.by, at=self.at, **self.body(TextReader))
        return Response({"id": str(made.pk), "at": text(made.at)}, status=201)


def _note(row: CaseNote) -> dict[str, Any]:
    return {"id": str(row.pk), "by": row.by.name, "at": text(row.at), "text": row.text}
