"""The ledger's state is signed once an hour by itself."""

from __future__ import annotations

from datetime import timedelta

from disclosures import keyring, ledger, outbox
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.ledger import notes
from disclosures.models import LedgerEntry
from tests.cast import a_case


def test_the_timer_signs_every_entry(world, at):
    a_case("transaction_dispute", world=world).submitted()
    entries = LedgerEntry.objects.count()
    with keyring.ephemeral():
        outbox.promise_periods(timers={Topic.LEDGER_CHECKPOINT: TIMERS[Topic.LEDGER_CHECKPOINT]}, at=at)
        outbox.drain(at=at)
        made = ledger.checkpoints.newest()
        assert notes.read(made.note, keys=[keyring.signing_key().public_key()]).size == made.size == entries


def test_it_comes_round_every_hour():
    assert TIMERS[Topic.LEDGER_CHECKPOINT] == timedelta(hours=1)
