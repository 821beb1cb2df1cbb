"""A small platform that lays files before the desk, with and without a virus scanner."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures import keyring, outbox
from tests.callers import API, Caller, Cast
from tests.evidence import files, scanner
from tests.fuzz.world import PLATFORM, PRIZE

MORE = """
  nordlys: {kind: rights_holder}
"""
WORLD = (
    PLATFORM.replace("people:\n", MORE.strip("\n") + "\npeople:\n  nora: {role: complainant, of: nordlys}\n")
    + """
rights:
  tm: {owner: nora, valid: [2020-01-01, 2090-01-01]}
complaints: {c1: {by: nora, against: lin, right: tm}}
findings: {f1: {member: lin, injured: [bo], acted: [2026-01-01, 2026-01-05], decided_at: 2026-01-06}}
"""
)


@pytest.fixture(autouse=True)
def desk(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    settings.DESK_CLAMAV = ""
    with keyring.ephemeral(), outbox.inline():
        yield


@pytest.fixture
def cast(desk):
    return Cast(WORLD)


@pytest.fixture
def clamav(settings):
    with TemporaryDirectory() as folder, scanner.running(folder=Path(folder)) as made:
        settings.DESK_CLAMAV = made.address
        yield made


@pytest.fixture
def case(cast):
    """A case that tom filed about mei; in triage."""
    return cast("tom").post("/cases/", PRIZE | {"submit": True}).json()["reference"]


def upload(caller: Caller, path: str, content: bytes | None = None, *, name: str = "a.png", **words: str):
    """Send one file."""
    file = SimpleUploadedFile(name, files.png() if content is None else content, "application/octet-stream")
    headers = {"Authorization": f"Bearer {caller.secret}", **words.pop("headers", {})}
    return caller.client.post(f"{API}{path}", {"file": file, **words}, headers=headers)


def download(caller: Caller, evidence: str, **words):
    """Read one file."""
    return caller.post(f"/evidence/{evidence}/download/", words)


def bytes_of(answer) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)
