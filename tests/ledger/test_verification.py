"""Each kind of damage, made by raw SQL with the triggers away, is found and named."""

from hashlib import sha256

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from disclosures import ledger
from disclosures.ledger import Damage, chain_walk
from disclosures.models.ledger import LedgerChain, LedgerEntry
from tests.ledger import damage
from tests.ledger.conftest import AT

ENTRY, CHAIN, LEAF, CHECKPOINT = (
    "disclosures_ledgerentry", "disclosures_ledgerchain", "disclosures_ledgerleaf", "disclosures_ledgercheckpoint",
)  # fmt: skip


@pytest.fixture
def chain(write):
    write("case:0"), write("case:2", times=2)
    return write("case:1", times=5)


@pytest.fixture
def sealed(chain, key):
    ledger.checkpoints.make(at=AT, key=key)
    return chain


def found(key=None):
    keys = [key.public_key()] if key else []
    return [(finding.damage, finding.chain, finding.seq) for finding in ledger.verify(keys=keys)]


def forge(entry, **changes):
    """The row of a forger who knows the format: text and hash that agree with each other."""
    text = rfc8785.dumps({**entry.content, **changes})
    return text.decode(), sha256(b"\x00" + text).hexdigest()


def insert(entry, seq, prev, *, hash_, text):
    damage.run(
        f"INSERT INTO {ENTRY} (id, chain, seq, event, text, prev_hash, hash) VALUES (1000, %s, %s, %s, %s, %s, %s)",
        entry.chain, seq, entry.event, text, prev, hash_,
    )  # fmt: skip


def test_a_whole_ledger_has_no_findings(sealed, key):
    assert found(key) == []


def test_findings_are_the_same_whatever_the_size_of_the_batches(sealed, monkeypatch, key):
    monkeypatch.setattr(chain_walk, "HEADS", 1)
    assert found(key) == []
    with damage.suspended():
        damage.run(f"DELETE FROM {CHAIN} WHERE name = 'case:1'")
    assert found() == [(Damage.INSERTED, "case:1", 1)]


def test_progress_tells_every_row(sealed, key):
    told = []
    assert not list(ledger.verify(keys=[key.public_key()], progress=told.append))
    assert sum(told) == ledger.work_ahead() == 16


@pytest.mark.parametrize(
    "sql", ["text = replace(text, '2026', '2027')", "hash = 'x'", "text = 'x'", "event = 'x'", "prev_hash = 'x'"]
)
def test_an_edited_entry_is_named(chain, sql):
    with damage.suspended():
        damage.run(f"UPDATE {ENTRY} SET {sql} WHERE chain = 'case:1' AND seq = 3")
    assert (Damage.EDITED, "case:1", 3) in found()
    assert {seq for _, _, seq in found()} == {3}


def test_an_entry_edited_together_with_its_hash_is_named(chain):
    text, hash_ = forge(chain[2], actor="0")
    with damage.suspended():
        damage.run(f"UPDATE {ENTRY} SET text = %s, hash = %s WHERE chain = 'case:1' AND seq = 3", text, hash_)
    assert found() == [(Damage.EDITED, "case:1", 3)]


@pytest.mark.parametrize("text", ["[]", "7", "nonsense", '{"seq":3}'])
def test_a_text_that_is_no_entry_is_named_though_its_hash_is_right(chain, text):
    with damage.suspended():
        hash_ = sha256(b"\x00" + text.encode()).hexdigest()
        damage.run(f"UPDATE {ENTRY} SET text = %s, hash = %s WHERE chain = 'case:1' AND seq = 3", text, hash_)
    assert (Damage.EDITED, "case:1", 3) in found()


def test_the_last_entry_edited_together_with_its_hash_is_named_by_the_head(chain):
    text, hash_ = forge(chain[4], actor="0")
    with damage.suspended():
        damage.run(f"UPDATE {ENTRY} SET text = %s, hash = %s WHERE chain = 'case:1' AND seq = 5", text, hash_)
    assert found() == [(Damage.HEAD, "case:1", 5)]


def test_a_whole_tail_rewritten_with_its_head_is_named_once_it_was_sealed(sealed, key):
    text, hash_ = forge(sealed[4], actor="0")
    with damage.suspended():
        damage.run(f"UPDATE {ENTRY} SET text = %s, hash = %s WHERE chain = 'case:1' AND seq = 5", text, hash_)
        damage.run(f"UPDATE {CHAIN} SET head = %s WHERE name = 'case:1'", hash_)
    assert found(key) == [(Damage.EDITED, "case:1", 5)]
    with damage.suspended():
        damage.run(f"UPDATE {LEAF} SET hash = %s WHERE chain = 'case:1' AND seq = 5", hash_)
    assert found(key) == [(Damage.CHECKPOINT, "", None)]


@pytest.mark.parametrize(("seqs", "named"), [((1,), 1), ((3,), 3), ((2, 3), 2), ((5,), 5), ((1, 2, 3, 4, 5), 1)])
def test_deleted_entries_are_named(chain, seqs, named):
    with damage.suspended():
        for seq in seqs:
            damage.run(f"DELETE FROM {ENTRY} WHERE chain = 'case:1' AND seq = %s", seq)
    assert found() == [(Damage.DELETED, "case:1", named)]


def test_a_tail_deleted_with_its_head_is_named_once_it_was_sealed(sealed):
    with damage.suspended():
        damage.run(f"DELETE FROM {ENTRY} WHERE chain = 'case:1' AND seq = 5")
        damage.run(f"UPDATE {CHAIN} SET seq = 4, head = %s WHERE name = 'case:1'", sealed[3].hash)
    assert found() == [(Damage.DELETED, "case:1", 5)]


def test_a_chain_deleted_with_its_head_is_named_once_it_was_sealed(sealed):
    with damage.suspended():
        damage.run(f"DELETE FROM {ENTRY} WHERE chain = 'case:2'")
        damage.run(f"DELETE FROM {CHAIN} WHERE name = 'case:2'")
    assert found() == [(Damage.DELETED, "case:2", 1), (Damage.DELETED, "case:2", 2)]


def test_an_entry_inserted_after_the_head_is_named(chain):
    text, hash_ = forge(chain[4], seq=6, prev=chain[4].hash)
    insert(chain[4], 6, chain[4].hash, hash_=hash_, text=text)
    assert found() == [(Damage.INSERTED, "case:1", 6)]


def test_a_chain_without_a_head_is_named(chain):
    text, hash_ = forge(chain[0], chain="case:9", prev=sha256(b"case:9").hexdigest())
    entry = LedgerEntry(chain="case:9", event=chain[0].event)
    insert(entry, 1, sha256(b"case:9").hexdigest(), hash_=hash_, text=text)
    assert found() == [(Damage.INSERTED, "case:9", 1)]


def test_an_entry_squeezed_in_between_is_named(chain):
    text, hash_ = forge(chain[2], actor="0")
    with damage.unlocked():
        damage.run(f"UPDATE {ENTRY} SET seq = seq + 1 WHERE chain = 'case:1' AND seq >= 3")
        damage.run(f"UPDATE {CHAIN} SET seq = 6 WHERE name = 'case:1'")
        insert(chain[2], 3, chain[1].hash, hash_=hash_, text=text)
    assert found() == [(Damage.INSERTED, "case:1", 3)]


def test_a_second_entry_in_one_place_is_named(chain):
    text, hash_ = forge(chain[2], actor="0")
    with damage.unlocked():
        insert(chain[2], 3, chain[1].hash, hash_=hash_, text=text)
    assert (Damage.INSERTED, "case:1", 3) in found()


def test_reordered_entries_are_named(chain):
    with damage.suspended():
        for old, new in [(2, 99), (3, 2), (99, 3)]:
            damage.run(f"UPDATE {ENTRY} SET seq = %s WHERE chain = 'case:1' AND seq = %s", new, old)
    assert found() == [(Damage.REORDERED, "case:1", 2), (Damage.REORDERED, "case:1", 3)]


def test_an_entry_moved_to_another_chain_is_named_in_both(chain):
    with damage.suspended():
        damage.run(f"UPDATE {ENTRY} SET chain = 'case:2', seq = 3 WHERE chain = 'case:1' AND seq = 5")
    assert set(found()) == {
        (Damage.DELETED, "case:1", 5), (Damage.REORDERED, "case:2", 3), (Damage.INSERTED, "case:2", 3),
    }  # fmt: skip


def test_a_false_head_is_named(chain):
    with damage.suspended():
        damage.run(f"UPDATE {CHAIN} SET head = 'x' WHERE name = 'case:1'")
    assert found() == [(Damage.HEAD, "case:1", 5)]


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        (f"UPDATE {CHECKPOINT} SET root = '{'00' * 32}'", Damage.CHECKPOINT),
        (f"UPDATE {CHECKPOINT} SET note = replace(note, '8', '9')", Damage.CHECKPOINT),
        (f"UPDATE {CHECKPOINT} SET size = 9", Damage.DELETED),
        (f"DELETE FROM {CHECKPOINT}", Damage.CHECKPOINT),
        (f"DELETE FROM {LEAF} WHERE log_index = 3", Damage.DELETED),
        (f"DELETE FROM {LEAF} WHERE log_index = 7", Damage.DELETED),
        (f"UPDATE {LEAF} SET log_index = 8 WHERE log_index = 7", Damage.DELETED),
    ],
)
def test_damage_to_the_log_and_its_checkpoints_is_found(sealed, key, sql, kind):
    with damage.suspended():
        damage.run(sql)
    assert (kind, "", None) in found(key)


def test_a_checkpoint_signed_by_a_stranger_is_found(sealed, key):
    assert (Damage.CHECKPOINT, "", None) in found(Ed25519PrivateKey.generate())
    assert found() == []


def test_damage_before_a_checkpoint_is_not_blamed_on_later_ones(sealed, write, key):
    write("case:3", times=2)
    ledger.checkpoints.make(at=AT, key=key)
    with damage.suspended():
        damage.run(f"UPDATE {CHECKPOINT} SET root = '{'00' * 32}' WHERE size = 8")
    sentences = [str(finding) for finding in ledger.verify(keys=[key.public_key()])]
    assert sentences == ["checkpoint: the log does not give the root of the checkpoint of 8 (log entries 0 to 7)"]


def test_a_chain_that_grows_while_it_is_verified_is_no_finding(chain, write):
    heads = dict(LedgerChain.objects.values_list("name", "seq"))
    walk = chain_walk._check_range(
        {name: (seq, LedgerChain.objects.get(name=name).head) for name, seq in heads.items()},
        after=None, until=None, progress=lambda _rows: None,
    )  # fmt: skip
    write("case:1"), write("case:7")
    assert list(walk) == []


def test_a_finding_reads_as_a_sentence(chain):
    with damage.suspended():
        damage.run(f"DELETE FROM {ENTRY} WHERE chain = 'case:1' AND seq = 3")
    assert [str(finding) for finding in ledger.verify()] == ["deleted: case:1 entry 3: this entry is gone"]
