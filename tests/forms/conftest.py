"""A package made up of what is hard to print."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from disclosures import keyring
from disclosures.delivery.forms.file import Package

RELEASED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WITHHELD = "contact.phone"


def package(
    *,
    named: str = "陈美玲",
    values: dict[str, list[dict[str, Any]]] | None = None,
    row: dict[str, Any] | None = None,
    **told: str,
) -> Package:
    """One person's package; what is asked and not given is the phone number."""
    held = values or {"identity.legal_name": [{"value": "陈美玲"}], "contact.email": [{"value": "mei@mail.example"}]}
    items = {item: {"detail": "full", "from": None, "to": None, "values": found} for item, found in held.items()}
    given = [
        _row(item, **{"detail": "full", "source": "desk", "as_of": "2026-03-02T09:30:00Z"} | (row or {}))
        for item in items
    ]
    return Package(
        contents={
            "format": 1,
            "release": "0d3f8a52-6a4e-4f0e-9d8a-000000000001",
            "reference": "LR-4TQ8-ZK3M",
            "clause": "3(c)",
            "recipient": "上海市公安局",
            "purpose": "investigation",
            "released_at": "2026-03-02T09:30:00Z",
            "subjects": [{"named": named, "items": items}],
        }
        | told,
        manifest={"items": [*given, _row(WITHHELD, detail="none", reason="instrument_too_weak")]},
        sealed_sha256="ab" * 32,
        released_at=RELEASED,
        until=None,
        purpose=told.get("purpose", "investigation"),
        ends=["when the desk ends it"],
    )


def _row(item: str, **rest: Any) -> dict[str, Any]:
    empty = {"subject": 0, "item": item, "reason": None, "from": None, "to": None, "source": None, "as_of": None}
    return empty | rest


@pytest.fixture
def _keys():
    with keyring.ephemeral():
        yield
