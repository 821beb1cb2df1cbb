"""How old a person is, and who is a minor, by the desk's calendar."""

from __future__ import annotations

from datetime import date, datetime

from disclosures.domain.clocks.zone import local_date

MAJORITY = 18
"""Years; the Civil Code's article 17."""


def age_on(born: date, on: date) -> int:
    """Full years lived on a day; who was born on 29 February grows older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_minor(born: date, at: datetime) -> bool:
    """Whether the person is under 18 at this instant, counted on the desk's calendar."""
    return age_on(born, local_date(at)) < MAJORITY
