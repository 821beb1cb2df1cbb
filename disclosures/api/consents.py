"""Consents: a member lists, gives and withdraws their own (P3a)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from accounts.models import Consent, ConsentItem
from disclosures.actions import consents
from disclosures.api import pagination, parties
from disclosures.api.cases.asks import Asks
from disclosures.api.cases.readers import Nothing
from disclosures.api.cases.shapes import ItemSerializer
from disclosures.api.documentation import operation
from disclosures.api.fields import Instant, Strict
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.constraints import fitted
from disclosures.domain.errors import ConsentBundled
from disclosures.domain.instants import text
from disclosures.policies import registers
from disclosures.queries import named, receipts


class ConsentReader(Strict):
    """To whom, for what, which items, until when."""

    recipient = parties.Recipient()
    purpose = parties.Folded()
    items = Asks()
    until = Instant()


class ConsentSerializer(serializers.Serializer[Any]):
    """One permission."""

    id = serializers.UUIDField()
    of = serializers.CharField()
    recipient = parties.PartySerializer()
    purpose = serializers.CharField()
    items = ItemSerializer(many=True)
    given_at = serializers.DateTimeField()
    until = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


def present(rows: Sequence[Consent]) -> list[dict[str, Any]]:
    """Consents as their member reads them."""
    return [
        {
            "id": str(row.public_id),
            "of": row.subject.name,
            "recipient": parties.written(row.recipient_organisation or row.recipient_user, named=row.recipient_name),
            "purpose": row.purpose,
            "items": [_item(item) for item in row.items.all()],
            "given_at": text(row.given_at),
            "until": text(row.until),
            "withdrawn_at": text(row.withdrawn_at),
        }
        for row in rows
    ]


def _item(row: ConsentItem) -> dict[str, Any]:
    return {"item": row.item, "detail": row.detail, "from": text(row.start_at), "to": text(row.end_at)}


class ConsentView(DeskView):
    """Views of consents."""

    def again(self, *, ident: str, **names: Any) -> Response:
        """The consent that was given or withdrawn, as it is now."""
        return self.show(registers.only(registers.consents_visible_to(self.by), pk=ident))

    def show(self, consent: Consent, *, status: int = 200) -> Response:
        """One consent."""
        return Response(present([consent])[0], status=status)


class Consents(ConsentView):
    """Listing and giving."""

    @operation(
        "consents_list",
        tag="consents",
        answers={200: pagination.page_of("Consent", ConsentSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List your own consents, newest first; staff see all."""
        rows = registers.consents_visible_to(self.by).prefetch_related("items")
        rows = rows.select_related("subject", "recipient_user", "recipient_organisation")
        return pagination.page(rows, request=request, present=present, name="public_id")

    @operation(
        "consents_give",
        tag="consents",
        body=ConsentReader,
        answers={201: ConsentSerializer},
        codes=("invalid", "purpose_forbidden", "consent_bundled"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Give a consent before anybody asks: one recipient, one purpose, named items, an end."""
        _refuse_bundle(request.data)
        read = self.body(ConsentReader)
        name, is_person = read["recipient"]
        given = consents.give(
            recipient=named.party(name, is_person=is_person),
            named=name,
            purpose=read["purpose"],
            items={item: fitted(item, extent) for item, extent in read["items"].items() if not extent.is_nothing},
            until=read["until"],
            by=self.by,
            at=self.at,
        )
        return self.show(given, status=201)


def _refuse_bundle(sent: object) -> None:
    """Several recipients or purposes are not a slip of the pen: the answer says what to do instead."""
    if isinstance(sent, dict) and any(isinstance(sent.get(name), list) for name in ("recipient", "purpose")):
        raise ConsentBundled


class ReceiptSerializer(serializers.Serializer[Any]):
    """A consent receipt in the shape of the Kantara Initiative's specification 1.1."""

    version = serializers.CharField()
    jurisdiction = serializers.CharField()
    consentTimestamp = serializers.IntegerField(help_text="Seconds since 1970.")  # noqa: N815 - the standard's names
    collectionMethod = serializers.CharField()  # noqa: N815 - as above
    consentReceiptID = serializers.UUIDField()  # noqa: N815 - as above
    language = serializers.CharField()
    piiPrincipalId = serializers.CharField()  # noqa: N815 - as above
    piiControllers = serializers.ListField(child=serializers.DictField())  # noqa: N815 - as above
    policyUrl = serializers.URLField()  # noqa: N815 - as above
    services = serializers.ListField(child=serializers.DictField())
    sensitive = serializers.BooleanField()
    spiCat = serializers.ListField(child=serializers.CharField())  # noqa: N815 - as above


class Receipt(ConsentView):
    """The proof that a member keeps."""

    @operation("consents_receipt", tag="consents", answers={200: ReceiptSerializer}, codes=("not_found",))
    def get(self, request: Request, consent_id: UUID) -> Response:
        """Show the receipt of one of your consents."""
        mine = registers.consents_visible_to(self.by).select_related("subject", "recipient_user")
        consent = registers.only(mine.select_related("recipient_organisation"), public_id=consent_id)
        return Response(receipts.receipt(consent))


class Withdraw(ConsentView):
    """Taking a consent back."""

    @operation(
        "consents_withdraw",
        tag="consents",
        body=Nothing,
        answers={200: ConsentSerializer},
        codes=("not_found", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, consent_id: UUID) -> Response:
        """Withdraw it: what was released on it alone is closed at once."""
        consent = registers.only(registers.consents_visible_to(self.by), public_id=consent_id)
        self.body(Nothing)
        consents.withdraw(consent=consent, by=self.by, at=self.at)
        consent.refresh_from_db()
        return self.show(consent)
