"""What a verification asks: what was checked, until when it counts, and the call to the number of our register."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from disclosures.actions.verifications import Call
from disclosures.domain.clocks import DESK_ZONE
from disclosures.domain.roles import PUBLIC_BODIES
from disclosures.portals.staff.acting import LONGEST, Question, after_last_day
from paletten.kit.dates import DateField

CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
CALL = ("call_number", "call_spoke_to", "call_at", "call_time")
MISSING = {
    "call_number": _("Enter the number that you dialled"),
    "call_spoke_to": _("Enter who answered"),
    "call_at": _("Enter the day of the call"),
    "call_time": _("Enter the time of the call"),
}


class Verification(Question):
    """Of a person; the call may be left out where no public body is verified through it."""

    evidence = forms.CharField(
        label=_("What you checked"),
        help_text=_("What shows that they are who they say. It stays in the file."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter what you checked")},
    )
    until = DateField(label=_("Last day on which this counts"), error_messages={"required": _("Enter the last day")})
    call_number = forms.CharField(
        label=_("Number that you dialled"),
        help_text=_("The published number in our own register, never one that came with a request."),
        max_length=40,
        required=False,
    )
    call_spoke_to = forms.CharField(label=_("Who answered for the office"), max_length=200, required=False)
    call_at = DateField(label=_("Day of the call"), required=False)
    call_time = forms.CharField(
        label=_("Time of the call"),
        help_text=_("By the desk's clock, for example 14:30."),
        max_length=5,
        required=False,
    )

    @property
    def needs_call(self) -> bool:
        """An officer of a public body is verified by a call and by nothing else."""
        home = self.about.thing.organisation
        return home is not None and home.kind in PUBLIC_BODIES

    def clean_until(self) -> datetime:
        """The end of that day."""
        return after_last_day(self, "until")

    def clean_call_time(self) -> time | None:
        """Hours and minutes."""
        typed = self.cleaned_data["call_time"].strip()
        if not typed:
            return None
        found = CLOCK.fullmatch(typed)
        if found is None:
            raise ValidationError(_("Enter a time, for example 14:30"))
        return time(int(found[1]), int(found[2]))

    def clean(self) -> dict[str, Any]:
        """A call is said whole or not at all."""
        read = super().clean() or {}
        if self.needs_call or any(read.get(name) for name in CALL):
            for name in CALL:
                if not read.get(name) and name not in self.errors:
                    self.add_error(name, MISSING[name])
        if not self.errors and read["call_number"]:
            when = datetime.combine(read["call_at"], read["call_time"], tzinfo=DESK_ZONE).astimezone(UTC)
            read["call"] = Call(read["call_number"], read["call_spoke_to"], when)
        return read


class OfOrganisation(Verification):
    """Of an organisation: of the edition of its entry that was read, and always by a call."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, about: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial={"edition": about.thing.edition, **(initial or {})})

    @property
    def needs_call(self) -> bool:
        """Always."""
        return True
