"""What every task of a complaint is: a form of one page that keeps each answer it was given, and says how far it is."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.portals.complainants.found import Writing

Row = tuple[Any, list[str]]
"""A label and the lines of its answer."""


class State(StrEnum):
    """How far a task is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


STATES: dict[State, tuple[Promise, str]] = {
    State.NOT_STARTED: (_("Not started"), "blue"),
    State.IN_PROGRESS: (_("In progress"), "yellow"),
    State.DONE: (_("Done"), ""),
}


class Task(forms.Form):
    """One task. Its fields are named as the answers that it keeps."""

    slug: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    heading: ClassVar[Any] = ""
    why: ClassVar[Any] = ""
    extra: ClassVar[str] = ""
    """A template with what stands above the fields."""

    def __init__(self, data: Any = None, *, writing: Writing) -> None:
        self.writing = writing
        kept = {name: self.shape(name, writing.answers[name]) for name in self.base_fields if name in writing.answers}
        super().__init__(data, initial=kept if data is None else None)
        self.prepare()

    def prepare(self) -> None:
        """Fills in what the form offers here."""

    def shape(self, _name: str, kept: Any) -> Any:
        """What is kept, as the field shows it."""
        return kept

    def hints(self) -> dict[str, Any]:
        """What is said below each choice."""
        return {}

    def words(self) -> dict[str, Any]:
        """What the template above the fields shows."""
        return {}

    def changes(self) -> dict[str, Any]:
        """What is to be kept: each answer that is right, also where another is not yet."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}

    @classmethod
    def mark(cls, writing: Writing) -> str:
        """Tells what is kept of this task from what was kept before, so that another task's save disturbs nobody."""
        own = {name: writing.answers.get(name) for name in cls.base_fields}
        return hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def state(self) -> State:
        """By what is kept."""
        if self.is_done():
            return State.DONE
        begun = any(self.writing.answers.get(name) for name in self.base_fields)
        return State.IN_PROGRESS if begun else State.NOT_STARTED

    def is_done(self) -> bool:
        """All is there that the complaint needs."""
        return all(self.writing.answers.get(name) for name, field in self.base_fields.items() if field.required)

    def rows(self) -> list[Row]:
        """What is kept, in words."""
        raise NotImplementedError
