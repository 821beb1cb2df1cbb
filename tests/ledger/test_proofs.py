"""Commitments that prove a value, and say nothing once their key is gone."""

import hmac

import pytest

from disclosures import ledger
from disclosures.domain.events import Event
from disclosures.ledger.content import Unrecordable
from disclosures.models.ledger import LedgerEntry, LedgerProof
from tests.ledger.conftest import AT

NAME = "李伟 Li Wei"


@pytest.fixture
def record(clerk):
    def record(**proofs):
        return ledger.append(Event.CASE_SUBMITTED, chain=ledger.Chain("case", "1"), by=clerk, at=AT, proofs=proofs)

    return record


def test_the_entry_holds_no_trace_of_the_value_but_proves_it(record):
    entry = record(subject=NAME, phone="+8613800138000")
    stored = LedgerEntry.objects.get(pk=entry.pk)
    assert NAME not in stored.text
    assert "13800138000" not in stored.text
    assert ledger.proofs.check(entry=stored, name="subject", value=NAME)
    assert not ledger.proofs.check(entry=stored, name="subject", value="Li Wei")
    assert not ledger.proofs.check(entry=stored, name="phone", value=NAME)


def test_anybody_given_key_and_value_can_recompute_it(record):
    entry = record(subject=NAME)
    key = bytes(LedgerProof.objects.get().key)
    assert len(key) == 32
    assert entry.content["proofs"]["subject"] == hmac.new(key, b"subject\x00" + NAME.encode(), "sha256").hexdigest()


def test_the_same_value_never_looks_the_same_twice(record):
    assert record(subject=NAME).content["proofs"] != record(subject=NAME).content["proofs"]


def test_erasing_ends_the_proof_and_leaves_the_chain_whole(record):
    entry = record(subject=NAME, phone="1")
    assert ledger.proofs.erase(entry=entry) == 2
    assert not LedgerProof.objects.exists()
    with pytest.raises(ledger.proofs.ProofErased):
        ledger.proofs.check(entry=entry, name="subject", value=NAME)
    assert not list(ledger.verify())


@pytest.mark.parametrize("proofs", [{"Li Wei": "x"}, {"": "x"}, {"age": 3}])
def test_proofs_are_text_under_a_code(record, proofs):
    with pytest.raises(Unrecordable):
        record(**proofs)
