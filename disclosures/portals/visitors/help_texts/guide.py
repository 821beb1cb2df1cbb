"""What the help of a group is made of; a step that names a picture has it in both languages (`make pictures`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Step:
    """What one does, and what then happens; ``picture`` is the name of the page's picture, empty for none."""

    heading: Promise
    says: Promise
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The page of one group, and the chapter of the repository's guides that says more."""

    title: Promise
    says: Promise
    steps: tuple[Step, ...]
    more: str
