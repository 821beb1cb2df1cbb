"""The newest signed state of the ledger, for whoever wants to check it without us (DESIGN 5.5)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures import keyring, ledger
from disclosures.api.documentation import operation
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.errors import NotFound
from disclosures.domain.instants import text
from disclosures.ledger import notes


class CheckpointSerializer(serializers.Serializer[Any]):
    """A C2SP signed note and the key that it is checked with."""

    note = serializers.CharField()
    verifier_key = serializers.CharField(help_text="As signed notes write it.")
    public_key = serializers.CharField(help_text="The same in PEM.")
    made_at = serializers.DateTimeField()


class Checkpoint(DeskView):
    """The ledger's signed state."""

    @operation("ledger_checkpoint", tag="ledger", answers={200: CheckpointSerializer}, codes=("not_found",))
    def get(self, request: Request) -> Response:
        """Show the newest checkpoint; one is made every hour in which something happened."""
        newest = ledger.checkpoints.newest()
        if newest is None:
            raise NotFound("There is no checkpoint yet.")
        key = keyring.signing_key().public_key()
        return Response(
            {
                "note": newest.note,
                "verifier_key": notes.verifier_key(key),
                "public_key": keyring.public_key(),
                "made_at": text(newest.made_at),
            }
        )
