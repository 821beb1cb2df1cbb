"""Fills an empty desk: people first and whole, then the cases, each through the real actions."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.models import Organisation, User
from accounts.models.user import SYSTEM_NAME
from disclosures import outbox
from disclosures.demo import holdings, people, records, sign_ins, timeline
from disclosures.demo.sign_ins import SignIns
from disclosures.models import Case
from disclosures.scenarios import world as worlds
from disclosures.scenarios.world import World

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""


def is_empty() -> bool:
    """True while nobody but the desk's own timer is known, and nothing was filed."""
    somebody = User.objects.exclude(name=SYSTEM_NAME).exists()
    return not (somebody or Organisation.objects.exists() or Case.objects.exists())


def fill(*, at: datetime, step: Callable[[int], None]) -> SignIns:
    """Writes the whole demo as of ``at``; ``step`` is told percents.

    The sign-ins are on disk before the first case begins.
    """
    world = World(at=at)
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))
    with transaction.atomic():
        people.write(world=world, password=password)
    people.join(world=world)
    with transaction.atomic():
        worlds.accept_for_everybody(world)
        holdings.write(world=world)
        records.write(world=world)
        tokens = sign_ins.issue_tokens(at=at)
    made = SignIns(password=password, tokens=tokens)
    sign_ins.save(made)
    with outbox.inline():
        timeline.play(world=world, step=step)
    return made
