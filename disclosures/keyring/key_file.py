"""The key file: made once with mode 0600, refused when others can read it."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from disclosures.keyring import keys
from disclosures.keyring.keys import KeyringUnreadable, Keys

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read(*, path: Path) -> Keys:
    """Read the keys; raises ``KeyringUnreadable`` when the file can be read by more than its owner."""
    with path.open(encoding="utf-8") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & OTHERS:
            msg = f"The key file {path} has mode {mode:04o}: others can read it. Run: chmod 600 {path}"
            raise KeyringUnreadable(msg)
        return keys.parse(file.read())


def make(*, path: Path) -> None:
    """Make the file with fresh keys unless it is there; of several processes at once one wins, whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _write_beside(path, keys.generate())
    # link() refuses an existing name, so nobody ever reads half a file and no key is ever written over.
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def renew(*, path: Path) -> str:
    """Put a fresh wrapping key in front of the others and return its id; the file is replaced whole."""
    renewed = keys.renew(read(path=path))
    _write_beside(path, renewed).replace(path)
    return renewed.current


def _write_beside(path: Path, content: Keys) -> Path:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(keys.dump(content))
        file.flush()
        os.fsync(file.fileno())
    return fresh
