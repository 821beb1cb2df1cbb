"""Two people who try every operation of a running desk."""

from __future__ import annotations

from collections import Counter
from typing import Any

import schemathesis
from drf_spectacular.generators import SchemaGenerator

from accounts.models import Token, User
from disclosures import outbox
from disclosures.models import clock
from tests.callers import Cast
from tests.fuzz.trying import try_out
from tests.fuzz.world import PLATFORM, known_to

PEOPLE = ("tom", "counsel.chen")  # a partner, who files and receives; one of the staff, who decides


def come_in() -> tuple[Cast, dict[str, str]]:
    """Write the platform and what happened on it so far."""
    with outbox.inline():
        cast = Cast(PLATFORM)
        return cast, known_to(cast)


def try_everything(cast: Cast, known: dict[str, str], *, address: str, examples: int) -> int:
    """Try every operation as each of the people; say what came, and return 1 when an answer was wrong."""
    api = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
    operations = [found.ok() for found in api.get_all_operations()]
    ended: Counter[str] = Counter()
    for number, operation in enumerate(operations, start=1):
        for name in PEOPLE:
            said = _try_as(cast.world.users[name], operation, known, address=address, examples=examples)
            ended["wrong" if said else "well"] += 1
            print(f"{number}/{len(operations)} {name} {operation.label}: {said or 'well'}", flush=True)
    print(f"{examples} examples for each: {ended['well']} well, {ended['wrong']} wrong")
    return int(ended["wrong"] > 0)


def _try_as(user: User, operation: Any, known: dict[str, str], *, address: str, examples: int) -> str:
    """Return what was wrong, or nothing. A token each time: one of the operations takes them back."""
    _, secret = Token.objects.issue(user=user, at=clock.now(), label="made-up input")
    try:
        try_out(
            operation,
            known=known,
            examples=examples,
            base_url=address,
            headers={"Authorization": f"Bearer {secret}"},
            timeout=60,
        )
    except Exception as wrong:  # noqa: BLE001 - what is wrong with one operation is said, and the others are tried
        return "\n".join(str(one) for one in getattr(wrong, "exceptions", [wrong]))
    return ""
