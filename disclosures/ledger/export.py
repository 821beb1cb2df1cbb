"""Writing the ledger to a file that proves itself to somebody outside: see verify_export.py, which shares no code.

JSON lines. First the header, then one line for each entry of the log, in its order: {"entry":TEXT,"hash":"HEX"}, where
TEXT is the exact canonical bytes that were hashed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import BinaryIO

from django.db.models import OuterRef, Subquery

from disclosures.ledger.reading import read
from disclosures.models.ledger import LedgerCheckpoint, LedgerEntry, LedgerLeaf

FORMAT = "paletten-ledger"
VERSION = 1


def write(*, checkpoint: LedgerCheckpoint, file: BinaryIO, progress: Callable[[int], None]) -> None:
    """Write every entry that the checkpoint covers; one that is gone is written as null."""
    header = {"format": FORMAT, "version": VERSION, "checkpoint": checkpoint.note}
    file.write(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    text = LedgerEntry.objects.filter(pk=OuterRef("entry_id")).values("text")
    leaves = LedgerLeaf.objects.filter(log_index__lt=checkpoint.size).order_by("log_index")
    rows = leaves.annotate(text=Subquery(text)).values_list("hash", "text")
    lines = read(rows, progress=progress)
    file.writelines(f'{{"entry":{entry or "null"},"hash":"{leaf}"}}\n'.encode() for leaf, entry in lines)
