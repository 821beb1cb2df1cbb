"""Walking the global log: every sealed entry is there and unchanged, every checkpoint's root and signature holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Exists, OuterRef

from disclosures.ledger import notes
from disclosures.ledger.findings import Damage, Finding
from disclosures.ledger.merkle import Frontier
from disclosures.ledger.reading import CHUNK, read
from disclosures.models.ledger import LedgerCheckpoint, LedgerEntry, LedgerLeaf


def walk(*, keys: Collection[Ed25519PublicKey], progress: Callable[[int], None]) -> Iterator[Finding]:
    """Check leaves against entries and checkpoints against leaves, in the order of the log; stops at a gap."""
    frontier, is_false = Frontier(), False
    for checkpoint in LedgerCheckpoint.objects.order_by("size").iterator(chunk_size=CHUNK):
        began = frontier.size
        yield from _grow(frontier, until=checkpoint.size, progress=progress)
        if frontier.size != checkpoint.size:
            yield Finding(
                Damage.DELETED, f"the log breaks off at {frontier.size}, a checkpoint covers {checkpoint.size}"
            )
            return
        if not is_false and (problem := _problem(checkpoint, frontier, keys)):
            yield Finding(Damage.CHECKPOINT, f"{problem} (log entries {began} to {checkpoint.size - 1})")
            is_false = True
    newest = LedgerCheckpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    if beyond := LedgerLeaf.objects.filter(log_index__gte=max(newest, frontier.size)).count():
        yield Finding(Damage.CHECKPOINT, f"{beyond} log entries stand after the newest checkpoint")


def _grow(frontier: Frontier, *, until: int, progress: Callable[[int], None]) -> Iterator[Finding]:
    """Add the leaves up to a size or a gap; the database compares them with their entries and returns what differs."""
    part = LedgerLeaf.objects.filter(log_index__gte=frontier.size, log_index__lt=until).order_by("log_index")
    entry = LedgerEntry.objects.filter(pk=OuterRef("entry_id"), chain=OuterRef("chain"), seq=OuterRef("seq"))
    differs = part.filter(~Exists(entry.filter(hash=OuterRef("hash")))).annotate(is_there=Exists(entry))
    for log_index, chain, seq, is_there in differs.values_list("log_index", "chain", "seq", "is_there").iterator():
        if is_there:
            yield Finding(Damage.EDITED, f"log entry {log_index} was rewritten after it was sealed", chain, seq)
        else:
            yield Finding(Damage.DELETED, f"log entry {log_index} was sealed and is gone", chain, seq)
    for log_index, sealed in read(part.values_list("log_index", "hash"), progress=progress):
        if log_index != frontier.size:
            return
        frontier.add(bytes.fromhex(sealed))


def _problem(checkpoint: LedgerCheckpoint, frontier: Frontier, keys: Collection[Ed25519PublicKey]) -> str:
    """Return what is wrong with one checkpoint, or nothing."""
    stated = notes.Statement(size=checkpoint.size, root=bytes.fromhex(checkpoint.root))
    if stated.root != frontier.root:
        return f"the log does not give the root of the checkpoint of {checkpoint.size}"
    if not checkpoint.note.startswith(f"{stated.text}\n"):
        return f"the note of the checkpoint of {checkpoint.size} says something else than its row"
    if keys:
        try:
            notes.read(checkpoint.note, keys=keys)
        except notes.NoteRefused as error:
            return f"the checkpoint of {checkpoint.size} is not signed: {error}"
    return ""
