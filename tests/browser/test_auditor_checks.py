"""An auditor looks whether the record is whole, draws a sample, reads a case as it was, and takes the proof away."""

from __future__ import annotations

import zipfile
from datetime import timedelta

import pytest

from disclosures import keyring, outbox
from disclosures.domain.roles import Role
from disclosures.ledger import checkpoints
from disclosures.models import Case, clock
from disclosures.queries import audit
from tests import sign_ins
from tests.cast import a_case, a_world, staff


@pytest.fixture
def decided(committed_db):
    """Two cases that are decided, one of them answered late."""
    with outbox.inline():
        world = a_world(at=clock.now() - timedelta(hours=2))
        cases = [a_case("consent", world=world).submitted().accepted().signed().worked() for _ in range(2)]
    Case.objects.filter(pk=cases[0].row.pk).update(due_at=clock.now() - timedelta(hours=3))
    return [case.row.reference for case in cases]


def test_from_the_last_signed_head_to_the_export(language, decided, walk_as):
    checkpoints.make(at=clock.now(), key=keyring.signing_key())
    secret = sign_ins.with_app(sign_ins.may_sign_in(staff("aud", Role.AUDITOR)))
    auditor = walk_as("aud", secret=secret, start="/audit/")
    auditor.sees("Last signed head")
    auditor.picture("auditors", "integrity")
    auditor.follow("Draw a sample")
    auditor.fill(number="", seed="autumn")
    auditor.press("Draw")
    auditor.is_refused()
    then = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    auditor.fill(number="1", seed="autumn", at=then)
    auditor.press("Draw")
    drawn = min(decided, key=lambda name: audit.place("autumn", name))
    auditor.picture("auditors", "sample")
    auditor.follow(drawn)
    auditor.sees("As it is now")
    auditor.sees("Filed")
    auditor.at(f"/staff/cases/{drawn}/history/")
    auditor.press("Verify this history")
    if language == "en":
        auditor.sees("each follows from the one before, and none is missing")
    auditor.at("/audit/exceptions/")
    auditor.picture("auditors", "exceptions")
    for kind in [*audit.EXCEPTIONS, *audit.RECORDED]:
        auditor.at(f"/audit/exceptions/?kind={kind}")
        is_late = decided[0] in auditor.main.inner_text()
        assert is_late == (kind == "answered_late"), kind
    auditor.at("/audit/")
    export = auditor.downloads(auditor.main.get_by_role("button", name=auditor.say("Download the export")))
    with zipfile.ZipFile(export.path()) as pack:
        assert {"ledger.jsonl", "ledger.pub", "verify_export.py", "README.txt"} <= set(pack.namelist())
    auditor.at("/audit/exceptions/?kind=exports")
    auditor.sees("The ledger was exported")
    auditor.follow("Findings")
    auditor.is_helped("auditors")
