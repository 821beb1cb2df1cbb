"""JSON pointers (RFC 6901): where in an answer a value stands."""

from __future__ import annotations

from typing import Any

from disclosures.sources.kinds import Misread


def find(document: Any, pointer: str) -> Any:
    """The value there; ``None`` where there is none. Raises ``Misread`` for a way through what holds nothing."""
    found = document
    for step in pointer.split("/")[1:]:
        if found is None:
            return None
        if isinstance(found, dict):
            found = found.get(step.replace("~1", "/").replace("~0", "~"))
        elif isinstance(found, list) and step.isascii() and step.isdigit():
            found = found[int(step)] if int(step) < len(found) else None
        else:
            raise Misread
    return found


def field(pointer: str) -> str:
    """How a pointer is said to an API that gives only the fields asked for: ``address.city`` for ``/address/city``."""
    return ".".join(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
