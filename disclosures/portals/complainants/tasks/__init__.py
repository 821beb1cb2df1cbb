"""The tasks of a complaint in their order, and the complaint that they make."""

from __future__ import annotations

from disclosures.actions.complaints import Accusation
from disclosures.domain.catalogue import ItemKey
from disclosures.portals.complainants.found import Writing
from disclosures.portals.complainants.tasks.base import State, Task
from disclosures.portals.complainants.tasks.evidence import Evidence
from disclosures.portals.complainants.tasks.passing_on import YES, YourDetails, right_of
from disclosures.portals.complainants.tasks.saying import AboutYou, Declarations, WhatInfringes, WhichRight

ORDER: tuple[type[Task], ...] = (AboutYou, WhichRight, WhatInfringes, Evidence, YourDetails, Declarations)
BY_SLUG = {kind.slug: kind for kind in ORDER}


def of(writing: Writing) -> list[Task]:
    """All of them, as they are kept."""
    return [kind(writing=writing) for kind in ORDER]


def are_done(writing: Writing) -> bool:
    """It can be checked and filed."""
    return all(task.state is State.DONE for task in of(writing))


def accusation(writing: Writing) -> Accusation:
    """As the action takes it; all tasks are done."""
    answers, right = writing.answers, right_of(writing)
    assert right is not None  # the task of the right is done
    return Accusation(
        right=right,
        against=answers["against"],
        listings=tuple(answers["listings"]),
        statement=answers["statement"],
        in_good_faith=answers["in_good_faith"],
        is_true=answers["is_true"],
        pass_on=frozenset(map(ItemKey, answers["items"])) if answers["pass_on"] == YES else None,
    )
