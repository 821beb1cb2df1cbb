"""A message through the desk to the other side of a transaction, its answer, and whether it helped (P3f)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from disclosures.actions import relays
from disclosures.api.cases.view import ACT_CODES, CaseView, case_act, known
from disclosures.api.documentation import operation
from disclosures.api.fields import Flag, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.domain.errors import MoveNotAllowed, NotPermitted
from disclosures.domain.instants import text
from disclosures.domain.plain_text import LONGEST
from disclosures.domain.threads import RelayEnd
from disclosures.models import Relay
from disclosures.policies import table, visibility


class RelayReader(Strict):
    """Plain text for the other side; it is shown to them as it is, so leave out who and where you are if you like."""

    text = Words(max_length=LONGEST)


class HelpedReader(Strict):
    """Whether it helped."""

    helped = Flag()


class RelaySerializer(serializers.Serializer[Any]):
    """One message that was passed on, and its answer. Nobody's name or address is in it."""

    id = serializers.UUIDField()
    transaction = serializers.CharField(allow_blank=True, help_text="The platform's number, which both sides know.")
    from_you = serializers.BooleanField(required=False)
    at = serializers.DateTimeField()
    text = serializers.CharField(allow_blank=True)
    answer_until = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField(allow_blank=True)
    say_until = serializers.DateTimeField(allow_null=True, help_text="Until when to say that it did not help.")
    ended_at = serializers.DateTimeField(allow_null=True)
    end = one_of(RelayEnd, allow_blank=True)


class RelayedSerializer(serializers.Serializer[Any]):
    """That it is being passed on, and until when an answer may come."""

    id = serializers.UUIDField()
    answer_until = serializers.DateTimeField()


class Relays(CaseView):
    """Writing to the other side."""

    @operation(
        "cases_relay",
        tag="messages",
        body=RelayReader,
        answers={201: RelayedSerializer},
        codes=(*ACT_CODES, "fact_missing"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Write to the other side of the transaction through the desk, before anything is disclosed."""
        case = self.case_to_act_on(reference)
        made = relays.send(case=case, by=self.by, at=self.at, **self.body(RelayReader))
        return Response({"id": str(made.pk), "answer_until": text(made.until)}, status=201)


class RelayAnswer(CaseView):
    """The other side's word."""

    @operation(
        "cases_relay_answer",
        tag="messages",
        body=RelayReader,
        answers={200: RelayedSerializer},
        codes=ACT_CODES,
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Answer what was passed on to you; who asks reads your words and nothing else of you."""
        relay = self._relay(reference)
        relays.answer(relay=relay, by=self.by, at=self.at, **self.body(RelayReader))
        return Response({"id": str(relay.pk), "answer_until": text(relay.until)})

    def _relay(self, reference: str) -> Relay:
        mine = Relay.objects.filter(case__reference=known(reference), to=self.by, at__lte=self.at)
        relay = mine.select_related("case__filed_by").order_by("-at").first()
        if relay is not None:
            return relay
        case = visibility.case_to_act_on(self.by, reference=known(reference), at=self.at)
        raise MoveNotAllowed if table.is_subject(self.by, case) else NotPermitted


class RelayHelped(CaseView):
    """The asker's word about the answer."""

    @case_act("relay_helped", body=HelpedReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Say whether the answer helped: then the case ends without a disclosure, or else your request goes on."""
        case, read = self.case_to_act_on(reference), self.body(HelpedReader)
        say = relays.say_it_helped if read["helped"] else relays.say_it_did_not
        say(case=case, by=self.by, at=self.at)
        return self.show_again(case)


def written(row: Relay, *, as_desk: bool, as_requester: bool) -> dict[str, Any]:
    """One relayed message as its reader sees it."""
    transaction = row.case.transaction
    return {
        "id": str(row.pk),
        "transaction": transaction.external_id if transaction else "",
        "at": text(row.at),
        "text": row.text,
        "answer_until": text(row.until),
        "answered_at": text(row.answered_at),
        "answer": row.answer,
        "say_until": text(row.helped_by) if as_desk or as_requester else None,
        "ended_at": text(row.ended_at),
        "end": row.end if as_desk or as_requester else "",
    } | ({} if as_desk else {"from_you": as_requester})
