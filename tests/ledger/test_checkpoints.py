"""Signed checkpoints over the whole log, and what they show when it was changed."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction

from disclosures import ledger
from disclosures.ledger import notes
from disclosures.ledger.merkle import Frontier
from disclosures.models.ledger import LedgerCheckpoint, LedgerEntry, LedgerLeaf
from tests.ledger.conftest import AT


def seal(key):
    return ledger.checkpoints.make(at=AT, key=key)


def test_a_checkpoint_states_every_entry_in_the_order_of_the_log(write, key):
    write("case:1", times=3), write("case:2", times=2)
    checkpoint = seal(key)
    frontier = Frontier()
    for leaf in LedgerEntry.objects.order_by("pk").values_list("hash", flat=True):
        frontier.add(bytes.fromhex(leaf))
    assert notes.read(checkpoint.note, keys=[key.public_key()]) == notes.Statement(size=5, root=frontier.root)
    assert list(LedgerLeaf.objects.order_by("pk").values_list("log_index", flat=True)) == list(range(5))


def test_the_next_checkpoint_goes_on_where_the_last_one_ended(write, key):
    for _ in range(4):
        write(times=3)
        seal(key)
    assert list(LedgerCheckpoint.objects.order_by("size").values_list("size", flat=True)) == [3, 6, 9, 12]
    assert not list(ledger.verify(keys=[key.public_key()]))


def test_an_entry_that_committed_late_is_sealed_after_those_that_were_first(write, key):
    late, first = write("case:1")[0], write("case:2")[0]
    LedgerLeaf.objects.create(log_index=0, entry_id=first.pk, chain=first.chain, seq=1, hash=first.hash)
    frontier = Frontier()
    frontier.add(bytes.fromhex(first.hash))
    stated = notes.Statement(size=1, root=frontier.root)
    LedgerCheckpoint.objects.create(
        size=1, root=frontier.root.hex(), frontier=frontier.root.hex(), note=notes.sign(stated, key=key), made_at=AT
    )
    seal(key)
    assert list(LedgerLeaf.objects.order_by("pk").values_list("entry_id", flat=True)) == [first.pk, late.pk]
    assert not list(ledger.verify(keys=[key.public_key()]))


def test_nothing_new_makes_no_new_checkpoint(write, key):
    write()
    assert seal(key) == seal(key)
    assert LedgerCheckpoint.objects.count() == 1


def test_an_empty_ledger_has_the_empty_root(guarded, key):
    assert seal(key).root.startswith("e3b0c442")
    assert not list(ledger.verify(keys=[key.public_key()]))


def test_two_sealers_cannot_give_one_place_twice(write, key):
    write()
    seal(key)
    taken = LedgerLeaf.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerLeaf(log_index=0, entry_id=taken.entry_id + 1, chain="case:1", seq=2, hash="x").save()


def test_a_note_is_read_only_under_a_key_that_signed_it(write, key):
    write()
    note = seal(key).note
    stranger = Ed25519PrivateKey.generate().public_key()
    assert notes.read(note, keys=[stranger, key.public_key()]).size == 1
    for keys, text in [
        ([stranger], note),
        ([], note),
        ([key.public_key()], note.replace("\n1\n", "\n2\n")),
        ([key.public_key()], note.replace(notes.ORIGIN, "other/ledger")),
        ([key.public_key()], "nonsense"),
        ([key.public_key()], note.split("\n\n")[0]),
    ]:
        with pytest.raises(notes.NoteRefused):
            notes.read(text, keys=keys)


def test_the_verifier_key_is_written_as_signed_notes_write_it(key):
    name, key_id, encoded = notes.verifier_key(key.public_key()).split("+", 2)
    assert (name, len(key_id), encoded[:2]) == (notes.ORIGIN, 8, "AQ")
