"""Real commits: a transaction is asked for, and two who write to one chain at once leave it whole."""

from threading import Barrier, Lock, Thread

import pytest
from django.db import connection, transaction

from accounts.models.user import User
from disclosures import ledger
from disclosures.domain.events import Event
from disclosures.models.ledger import LedgerChain, LedgerEntry
from tests.ledger.conftest import AT

THREADS, EACH = 4, 15


@pytest.fixture
def committed_clerk(committed_db):
    ledger.triggers.install(connection)
    return User.objects.create(name="clerk", password="!")


def test_nothing_is_recorded_outside_a_transaction(committed_clerk):
    with pytest.raises(transaction.TransactionManagementError, match="open a transaction"):
        ledger.append(Event.APPROVED, chain=ledger.Chain("case", "1"), by=committed_clerk, at=AT)
    assert not LedgerChain.objects.exists()


def test_many_who_start_and_fill_one_chain_at_once_leave_it_whole(committed_clerk, key):
    together, seal, wrong = Barrier(THREADS), Lock(), []

    def fill():
        try:
            together.wait()
            for number in range(EACH):
                with transaction.atomic(durable=True):
                    chain = ledger.Chain("case", str(number % 3))
                    ledger.append(Event.APPROVED, chain=chain, by=committed_clerk, at=AT, number=number)
                if number == EACH // 2 and seal.acquire(blocking=False):
                    ledger.checkpoints.make(at=AT, key=key)
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=fill) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    ledger.checkpoints.make(at=AT, key=key)
    assert LedgerEntry.objects.count() == THREADS * EACH
    assert sorted(LedgerChain.objects.values_list("name", "seq")) == [
        (f"case:{number}", THREADS * EACH // 3) for number in range(3)
    ]
    assert not list(ledger.verify(keys=[key.public_key()]))
