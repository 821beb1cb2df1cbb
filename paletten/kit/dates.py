"""A date asked as three numbers: no calendar to fight with, any order of keys, the same on every device."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
LABELS = (_("Day"), _("Month"), _("Year"))
LONGEST = 10  # characters of one part


class DateInput(forms.MultiWidget):
    """Three boxes, named ``<name>-day``, ``-month`` and ``-year``."""

    kit_template = "kit/date.html"

    def __init__(self) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS})
        self.widgets_names = [f"-{part}" for part in PARTS]

    def decompress(self, value: Any) -> list[Any]:
        """A date as its three numbers; nothing as three empty boxes."""
        return [value.day, value.month, value.year] if isinstance(value, date | datetime) else [None] * 3


class DateField(forms.MultiValueField):
    """A day that exists. What was typed is kept and shown again with a sentence that says what is missing."""

    widget = DateInput

    def __init__(self, *, required: bool = True, **words: Any) -> None:
        parts = [forms.CharField(required=False, max_length=LONGEST) for _part in PARTS]
        super().__init__(parts, required=required, require_all_fields=False, **words)

    def clean(self, value: Any) -> date | None:
        """The date; ``None`` when it may be left out and was."""
        typed = [str(part or "").strip() for part in value or [""] * 3]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        for part, words in zip(typed, MISSING, strict=True):
            if not part:
                raise ValidationError(str(words), code="incomplete")
        found = _date_of(typed)
        self.run_validators(found)
        return found

    def compress(self, data_list: Any) -> date:
        """One value of three."""
        return _date_of([str(part) for part in data_list])


MISSING: tuple[Promise, ...] = (
    _("The date must include a day"),
    _("The date must include a month"),
    _("The date must include a year"),
)


def _date_of(typed: list[str]) -> date:
    try:
        day, month, year = (int(part) for part in typed if len(part) <= LONGEST)
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise ValidationError(_("Enter a date that exists, for example 27 3 2026"), code="invalid") from None
