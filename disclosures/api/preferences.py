"""The member's switches for marketing, and what a browser's privacy signal did to them (P2c)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from accounts.models import Preferences
from disclosures import policies
from disclosures.actions import preferences
from disclosures.api.documentation import operation
from disclosures.api.fields import Flag, Strict
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.policies.signals import is_signalled
from disclosures.queries import preferences as kept

SIGNAL = OpenApiParameter(
    "Sec-GPC", str, OpenApiParameter.HEADER, description="`1` counts as a no to partners' marketing (P2c)."
)


class PreferencesReader(Strict):
    """What to change; the rest stays."""

    own_marketing = Flag(required=False)
    partner_marketing = Flag(required=False)


class PreferencesSerializer(serializers.Serializer[Any]):
    """What holds now."""

    own_marketing = serializers.BooleanField()
    partner_marketing = serializers.BooleanField(help_text="Whether data may go to partners for their marketing.")
    signal_at = serializers.DateTimeField(allow_null=True, help_text="First Global Privacy Control signal.")
    switched_off_by_signal = serializers.BooleanField()
    may_be_asked = serializers.BooleanField(help_text="Not within 90 days of a no.")


class MyPreferences(DeskView):
    """Your switches."""

    @operation("me_preferences", tag="me", answers={200: PreferencesSerializer}, parameters=[SIGNAL])
    def get(self, request: Request) -> Response:
        """Show your switches."""
        policies.require_data_subject(by=self.by)
        self.heed(request)
        return self.show(kept.of(self.by))

    @operation(
        "me_preferences_choose",
        tag="me",
        body=PreferencesReader,
        answers={200: PreferencesSerializer},
        parameters=[SIGNAL],
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Switch on or off what you name. To switch partners' marketing on, the current policy must be accepted."""
        read = self.body(PreferencesReader)
        self.heed(request)
        return self.show(preferences.choose(by=self.by, at=self.at, **read))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The switches as they are now."""
        return self.show(kept.of(self.by))

    def heed(self, request: Request) -> None:
        """Let the browser's signal count before anything is shown or said."""
        if is_signalled(request.headers) and kept.of(self.by).signal_at is None:
            preferences.heed_signal(by=self.by, at=self.at)

    def show(self, row: Preferences) -> Response:
        """The switches."""
        return Response(
            {
                "own_marketing": row.own_marketing,
                "partner_marketing": row.shares_for_marketing,
                "signal_at": text(row.signal_at),
                "switched_off_by_signal": row.partner_marketing and row.is_signal_standing,
                "may_be_asked": row.may_be_asked(at=self.at),
            }
        )
