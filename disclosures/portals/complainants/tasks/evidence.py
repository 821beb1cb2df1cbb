"""The task of the files: sent one by one on a page of their own, done when the complainant says that these are all."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.portals import enclosing
from disclosures.portals.complainants.tasks.base import Row, State, Task

ENCLOSED = _("Screenshots, photographs, letters. Only the desk reads them; they never go to the other side.")


class Evidence(Task):
    """Whether the files are all there."""

    slug, label = "evidence", _("Evidence files")
    all_sent = forms.BooleanField()

    @property
    def state(self) -> State:
        """Begun by the first file."""
        found = super().state
        if found is State.NOT_STARTED and enclosing.of(self.writing.grievance, by=self.writing.by).exists():
            return State.IN_PROGRESS
        return found

    def rows(self) -> list[Row]:
        """Their names and sizes."""
        files = enclosing.rows(self.writing.grievance, by=self.writing.by)
        lines = [f"{file['name']} ({file['size']})" for file in files]
        return [(self.label, lines or ([gettext("None")] if self.is_done() else []))]
