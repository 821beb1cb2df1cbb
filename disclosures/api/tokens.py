"""Tokens for machines: made once proved who asks, shown once, listed without their secret, ended at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from accounts.models import Scope, Token
from disclosures.actions import tokens
from disclosures.actions.tokens import Wish
from disclosures.api import pagination, reauthentication
from disclosures.api.cases.readers import Nothing
from disclosures.api.documentation import operation
from disclosures.api.fields import Instant, Strict, Words
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.policies import registers
from disclosures.queries import named

SCOPES = [(scope.value, scope.name) for scope in Scope]


class WishReader(Strict):
    """What the token shall be."""

    label = Words(max_length=80, help_text="What you call it.")  # type: ignore[assignment]  # a field, not the option
    scopes = serializers.ListField(
        child=serializers.ChoiceField(SCOPES),
        min_length=1,
        max_length=len(SCOPES),
        help_text="Give no more than needed.",
    )
    engagement = Words(required=False, help_text="It then reaches that engagement's cases and releases, nothing else.")
    holder = Words(required=False, help_text="A service account, for administrators; otherwise it is yours.")
    expires_at = Instant(required=False, help_text="At most a year from now; 90 days unless said.")


class TokenSerializer(serializers.Serializer[Any]):
    """A token without its secret."""

    id = serializers.UUIDField()
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]  # a field, not the option
    holder = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(SCOPES), help_text="None: everything you may do.")
    engagement = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the hour.")
    ended_at = serializers.DateTimeField(allow_null=True)


class NewTokenSerializer(TokenSerializer):
    """A token with its secret, which is kept nowhere and shown this once."""

    secret = serializers.CharField(
        required=False, help_text="Missing when the request was sent again: end it, make one."
    )


def present(rows: Sequence[Token]) -> list[dict[str, Any]]:
    """Tokens as their holders and the desk read them."""
    return [
        {
            "id": str(row.public_id),
            "label": row.label,
            "holder": row.user.name,
            "scopes": row.scopes,
            "engagement": row.bond.engagement.name if hasattr(row, "bond") else None,
            "created_at": text(row.created_at),
            "expires_at": text(row.expires_at),
            "last_used_at": text(row.last_used_at),
            "ended_at": text(row.revoked_at),
        }
        for row in rows
    ]


class TokenView(DeskView):
    """Views of tokens."""

    def show(self, **names: Any) -> dict[str, Any]:
        """The token as it is now; ``NotFound`` when it is not the reader's to see."""
        rows = registers.tokens_visible_to(self.by).select_related("user", "bond__engagement")
        return present([registers.only(rows, **names)])[0]


class Tokens(TokenView):
    """Listing and making."""

    tells_a_secret = True

    @operation(
        "tokens_list",
        tag="tokens",
        answers={200: pagination.page_of("Token", TokenSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List your tokens, ended ones too; administrators see all, privacy officers those of engagements."""
        rows = registers.tokens_visible_to(self.by).select_related("user", "bond__engagement")
        return pagination.page(rows, request=request, present=present, name="public_id", newest_first_by="created_at")

    @operation(
        "tokens_make",
        tag="tokens",
        body=WishReader,
        answers={201: NewTokenSerializer},
        codes=("not_found", "no_code_typed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Make a token, within five minutes of signing in; one that opens, in a browser where a code was typed."""
        reauthentication.require(request)
        read = self.body(WishReader)
        if Scope.OPEN in read["scopes"] and "holder" not in read:  # nothing is ever released to a service account
            reauthentication.require_code(request, by=self.by, at=self.at)
        wish = Wish(read["label"], read["scopes"], self._engagement(read), read.get("expires_at"))
        holder = named.service_account(read["holder"], by=self.by) if "holder" in read else self.by
        token, secret = tokens.make(holder=holder, wish=wish, by=self.by, at=self.at)
        return Response({**self.show(pk=token.pk), "secret": secret}, status=201)

    def _engagement(self, read: dict[str, Any]) -> Any:
        if "engagement" not in read:
            return None
        return registers.only(registers.engagements_visible_to(self.by), name=read["engagement"])

    def again(self, *, ident: str, **names: Any) -> Response:
        """The token that was made, without its secret."""
        return Response(self.show(pk=ident), status=201)


class End(TokenView):
    """The end of a token."""

    @operation(
        "tokens_end",
        tag="tokens",
        body=Nothing,
        answers={200: TokenSerializer},
        codes=("not_found", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, token_id: UUID) -> Response:
        """End a token at once; a token may end itself."""
        token = registers.only(registers.tokens_visible_to(self.by), public_id=token_id)
        self.body(Nothing)
        tokens.end(token=token, by=self.by, at=self.at)
        return Response(self.show(pk=token.pk))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The token that was ended."""
        return Response(self.show(pk=ident))
