"""Is the ledger whole: its last signed head, and the export that proves itself without us."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from disclosures import keyring, ledger
from disclosures.actions import checkpoints
from disclosures.domain.roles import Role
from disclosures.ledger import notes, verify_export
from disclosures.models import LedgerEntry, LedgerLeaf, clock

HOW = """Checking this export without the desk
======================================

You need Python 3.11 or newer and the package cryptography.

    python verify_export.py ledger.jsonl --key ledger.pub

It says that every entry is as it was signed, or names what was edited, deleted, inserted or reordered.
Compare ledger.pub with the key you were given before; a later export must contain the checkpoint you keep.
"""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, and how much came after it."""
    newest = ledger.checkpoints.newest()
    context = {
        "title": _("Is the record whole?"),
        "newest": newest,
        "entries": LedgerEntry.objects.count(),
        "since": LedgerLeaf.objects.count() - newest.size if newest else 0,
        "exports": isinstance(request.user, User) and Role.AUDITOR in request.user.roles,
        "key": notes.verifier_key(keyring.signing_key().public_key()),
    }
    return render(request, "auditors/integrity.html", context)


@require_POST
def export(request: HttpRequest) -> FileResponse:
    """Everything up to now under a new signed head, with the program that checks it and how to run it."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    checkpoint = checkpoints.for_export(by=request.user, at=clock.now())
    key = keyring.signing_key()
    whole = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer when it was sent
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as pack:
        with pack.open("ledger.jsonl", "w") as file:
            ledger.export.write(checkpoint=checkpoint, file=file, progress=lambda _rows: None)  # type: ignore[arg-type]  # it is written to only
        pack.writestr("ledger.pub", notes.verifier_key(key.public_key()) + "\n")
        pack.write(Path(verify_export.__file__), "verify_export.py")
        pack.writestr("README.txt", HOW)
    whole.seek(0)
    return FileResponse(
        whole, as_attachment=True, filename=f"ledger-{checkpoint.size}.zip", content_type="application/zip"
    )
