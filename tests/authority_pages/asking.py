"""How an officer answers the questions of data to be kept."""

from __future__ import annotations

import re
from typing import Any

from disclosures.models import PreservationDraft

NEW = "/preservations/new/"
ANSWERS: dict[str, dict[str, Any]] = {
    "whose": {"names": "mei\nnobody.known"},
    "what": {"items": ["contact.phone", "access.ip_address"]},
    "when": {"begins-day": "1", "begins-month": "2", "begins-year": "2026"},
    "inquiry": {"inquiry": "F-9"},
    "law": {"statute": "CPL 54"},
}
SECOND = {"may_vanish": "on", "will_follow": "on"}


def edition(page: Any) -> str:
    """As the page carries it."""
    found = re.search(r'name="edition" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


def answered(officer: Any) -> str:
    """Every question is answered; where the answers are checked."""
    where = officer.press(NEW).headers["Location"]
    for answer in ANSWERS.values():
        where = officer.press(where, {"edition": edition(officer.get(where)), **answer}).headers["Location"]
    return str(where)


def ask(officer: Any) -> str:
    """Asked; where it is followed."""
    where = answered(officer)
    done = officer.press(where, {**SECOND, "edition": edition(officer.get(where))})
    assert PreservationDraft.objects.filter(preservation__isnull=False).exists(), done.text
    return str(done.headers["Location"])
