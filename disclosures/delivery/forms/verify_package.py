"""Check an unpacked package without the desk: `python verify_package.py FOLDER --key key.pem`.

Needs Python 3.11 and the `cryptography` package, nothing else; shares no code with the desk on purpose. Take the key
from the desk's own page, not from the package: what comes with a package proves nothing about it. Prints a line for
each file and leaves with 0, or says what is wrong and leaves with 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

LINE = re.compile(r"([0-9a-f]{64})  ([A-Z0-9-]+\.[a-z.]+)")  # a name, and no way into another folder


class Wrong(Exception):
    """Why the package is not to be relied on."""


def signed(folder: Path, key: Path) -> str:
    """Return the certificate's text once its signature is found true."""
    certificates = list(folder.glob("*.certificate.txt"))
    if len(certificates) != 1:
        raise Wrong(
            f"there are {len(certificates)} certificates in {folder}: unpack one package into a folder of its own"
        )
    public = load_pem_public_key(key.read_bytes())
    if not isinstance(public, Ed25519PublicKey):
        raise Wrong("the key is not an Ed25519 key")
    (certificate,) = certificates
    signature = certificate.with_name(certificate.name.replace(".certificate.txt", ".signature.bin"))
    content = certificate.read_bytes()
    try:
        public.verify(signature.read_bytes(), content)
    except InvalidSignature:
        raise Wrong("the certificate's signature is false: it was changed, or another key signed it") from None
    return content.decode()


def check(folder: Path, key: Path) -> Iterator[str]:
    """Yield what the certificate says, then each file that is as it was released."""
    lines = signed(folder, key).splitlines()
    yield from (line for line in lines if line.startswith("#"))
    for line in (line for line in lines if not line.startswith("#")):
        listed = LINE.fullmatch(line)
        if listed is None:
            raise Wrong("the certificate has a line that says nothing")
        told, name = listed.groups()
        if sha256((folder / name).read_bytes()).hexdigest() != told:
            raise Wrong(f"{name} was changed")
        yield f"{name}: OK"


def main() -> int:
    """Print what is found; 0 when all is as it was released."""
    parser = argparse.ArgumentParser(description="Check an unpacked package of the Paletten Disclosure Desk.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--key", type=Path, required=True, help="the desk's public key (PEM), from its own page")
    asked = parser.parse_args()
    try:
        for line in check(asked.folder, asked.key):
            print(line)  # noqa: T201 - a program for a terminal
    except (Wrong, OSError, ValueError) as wrong:
        print(f"NOT GENUINE: {wrong}")  # noqa: T201 - a program
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
