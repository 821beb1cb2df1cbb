"""The manifest that goes with a package: what left, how far, why not more, from where and as of when; no value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from disclosures.delivery.forms.file import File, Package
from disclosures.domain.instants import text

FORMAT = 1
COLUMNS = ("subject", "item", "asked", "detail", "from", "to", "reason", "bound_by", "source", "stored_in", "as_of")


def of(package: Package, files: Iterable[File]) -> bytes:
    """As JSON. The hashes are of whole files: that of one phone number could be guessed."""
    told = package.contents
    manifest = {
        "format": FORMAT,
        "release": told["release"],
        "reference": package.reference,
        "clause": told["clause"],
        "recipient": told["recipient"],
        "purpose": told["purpose"],
        "released_at": text(package.released_at),
        "access_ends": text(package.until),
        "sealed_sha256": package.sealed_sha256,
        "items": [{name: row.get(name) for name in COLUMNS} for row in package.manifest["items"]],
        "files": [
            {"name": file.name, "bytes": len(file.content), "sha256": hashlib.sha256(file.content).hexdigest()}
            for file in files
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode()
