"""Verify an exported ledger without the desk: `python verify_export.py FILE --key desk.pub [--earlier NOTE]`.

Needs Python 3.11 and the `cryptography` package, nothing else; shares no code with the desk on purpose. Prints OK and
leaves with 0, or names what is wrong and leaves with 1. An earlier checkpoint note that you kept yourself shows that
nothing before it was rewritten since, even by whoever holds the desk's key.
"""

from __future__ import annotations

import argparse
import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEAD, TAIL = b'{"entry":', b',"hash":"'  # a line is HEAD text TAIL 64-hex-digits "}
TAIL_LENGTH = len(TAIL) + 64 + 2


class Wrong(Exception):
    """The first thing that makes further checking pointless."""


def read_key(text: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """Return name, key id and key of a line name+id+base64 (C2SP signed note)."""
    name, key_id, encoded = text.strip().split("+", 2)
    blob = b64decode(encoded, validate=True)
    if blob[:1] != b"\x01" or sha256(name.encode() + b"\n" + blob).hexdigest()[:8] != key_id:
        raise Wrong("the key file is not an Ed25519 verifier key")
    return name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(blob[1:])


def read_note(note: str, key: tuple[str, bytes, Ed25519PublicKey]) -> tuple[int, bytes]:
    """Return size and root that a signed checkpoint states."""
    name, key_id, public = key
    text, _, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        dash, signer, encoded = line.split(" ")
        blob = b64decode(encoded, validate=True)
        if (dash, signer) == ("—", name) and blob[:4] == key_id and b64encode(blob).decode() == encoded:
            try:
                public.verify(blob[4:], (text + "\n").encode())
            except InvalidSignature:
                raise Wrong("the checkpoint's signature is false") from None
            origin, size, root = text.split("\n")
            if origin != name:
                raise Wrong("the checkpoint is of another ledger")
            return int(size), b64decode(root, validate=True)
    raise Wrong("the checkpoint is not signed by this key")


def grow(peaks: list[bytes], size: int, leaf: bytes) -> None:
    """Add leaf number `size` to the right edge of an RFC 6962 tree."""
    while size & 1:
        leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
        size >>= 1
    peaks.append(leaf)


def root_of(peaks: list[bytes]) -> bytes:
    """Return the tree's root."""
    if not peaks:
        return sha256().digest()
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = sha256(b"\x01" + peak + root).digest()
    return root


def check_line(line: bytes, place: str, ends: dict[str, tuple[int, str]]) -> tuple[bytes, list[str]]:
    """Return the leaf that the line's text gives, and what is wrong with it; moves its chain's end on."""
    text, claimed = line[len(HEAD) : -TAIL_LENGTH], line[-66:-2].decode("ascii", "replace")
    leaf = sha256(b"\x00" + text).digest()
    if not line.startswith(HEAD) or line[-TAIL_LENGTH:-66] != TAIL or line[-2:] != b'"}':
        return leaf, [f"{place}: the line is malformed"]
    try:
        said: Any = json.loads(text)
        chain, seq, prev = str(said["chain"]), int(said["seq"]), str(said["prev"])
    except (ValueError, TypeError, KeyError):
        return leaf, [f"{place}: the entry cannot be read: edited or deleted"]
    wrong = []
    if leaf.hex() != claimed:
        wrong.append(f"{place}, {chain} entry {seq}: edited: its text is not what was hashed")
    last, end = ends.get(chain, (0, sha256(chain.encode()).hexdigest()))
    if seq != last + 1:
        wrong.append(f"{place}, {chain} entry {seq}: entry {last + 1} was expected: deleted, inserted or reordered")
    elif prev != end:
        wrong.append(f"{place}, {chain} entry {seq}: does not follow from the entry before it")
    ends[chain] = (seq, claimed)
    return leaf, wrong


def verify(path: Path, key: tuple[str, bytes, Ed25519PublicKey], earlier: list[str]) -> Iterator[str]:
    """Yield what is wrong with an export, line by line, then with the whole."""
    with path.open("rb") as file:
        first = file.readline()
        header = json.loads(first)
        if json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" != first:
            raise Wrong("the header is not as the desk writes it")
        if header["format"] != "paletten-ledger" or header["version"] != 1:
            raise Wrong("this file is not a ledger export of version 1")
        stated = [read_note(note, key) for note in [*earlier, header["checkpoint"]]]
        sizes = {size for size, _root in stated}
        ends: dict[str, tuple[int, str]] = {}
        peaks: list[bytes] = []
        roots, count = {0: root_of([])}, 0
        for count, line in enumerate(file, start=1):
            leaf, wrong = check_line(line.rstrip(b"\n"), f"line {count + 1}", ends)
            yield from wrong
            grow(peaks, count - 1, leaf)
            if count in sizes:
                roots[count] = root_of(peaks)
    if count != stated[-1][0]:
        yield f"the file has {count} entries, its checkpoint says {stated[-1][0]}"
    for size, root in stated:
        if roots.get(size) != root:
            yield f"the first {size} entries are not those that the checkpoint of {size} was signed for"


def main() -> int:
    """Read the arguments, print the outcome, return the exit code."""
    parser = argparse.ArgumentParser(description="Verify an exported ledger.")
    parser.add_argument("file", type=Path, help="the exported ledger (JSON lines)")
    parser.add_argument("--key", type=Path, required=True, help="the desk's public key file")
    parser.add_argument("--earlier", type=Path, action="append", default=[], help="a checkpoint note kept from before")
    options = parser.parse_args()
    try:
        key = read_key(options.key.read_text("utf-8"))
        wrong = list(verify(options.file, key, [note.read_text("utf-8") for note in options.earlier]))
    except (Wrong, OSError, ValueError, KeyError, TypeError) as error:
        wrong = [f"cannot be checked: {error}"]
    for sentence in wrong:
        print(sentence)  # noqa: T201 - a command for a terminal
    print("NOT OK: this is not the ledger that was signed" if wrong else "OK: every entry is as it was signed")  # noqa: T201 - a program
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
