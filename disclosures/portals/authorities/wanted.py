"""What an officer types to have data kept: persons, items and their time, the inquiry and the law."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.actions import preservations
from disclosures.actions.preservations import MOST_NAMED, Wish
from disclosures.domain.catalogue import ItemKey, is_series
from disclosures.domain.extents import ALL, Period
from disclosures.portals.requests.filing.questions.base import LINE, midnight, midnight_after
from paletten.kit.dates import DateField
from paletten.shell.item_words import ITEMS


class Wanted(forms.Form):
    """The whole of it on one page: it is asked in a hurry, and it discloses nothing."""

    names = forms.CharField(
        label=_("User names, one a line"),
        help_text=_("As they stand on the platform, without a title. At most 50."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        error_messages={"required": _("Enter whose data is to be kept")},
    )
    items = forms.MultipleChoiceField(
        label=_("What is to be kept"),
        help_text=_("Only what a warrant could open."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one kind of data")},
    )
    begins = DateField(label=_("First day (optional)"), required=False)
    ends = DateField(label=_("Last day (optional)"), required=False)
    inquiry = forms.CharField(
        label=_("Inquiry"),
        help_text=_("In which an instrument is to follow. Its number is enough."),
        max_length=LINE,
        error_messages={"required": _("Enter the inquiry")},
    )
    statute = forms.CharField(
        label=_("Statute and article on which it rests"),
        max_length=LINE,
        error_messages={"required": _("Enter the statute and its article")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        items: Any = self.fields["items"]
        items.choices = [(key.value, ITEMS[key]) for key in ItemKey if key in preservations.offered()]
        self.fields["begins"].help_text = _("Of records that have a time, such as visits. For example 27 3 2026.")

    def clean_names(self) -> list[str]:
        """Each once, and no more than one request can name."""
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()))
        if not names or len(names) > MOST_NAMED or any(len(name) > LINE for name in names):
            raise ValidationError(_("Enter at most 50 names of at most 200 characters"))
        return names

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found = super().clean() or {}
        if found.get("begins") and found.get("ends") and found["ends"] < found["begins"]:
            self.add_error("ends", _("The last day must be the first day or later"))
        return found

    def wish(self) -> Wish:
        """What was typed, as the action takes it."""
        read = self.cleaned_data
        named = Period(midnight(read["begins"]), midnight_after(read["ends"]))
        items = {ItemKey(word): named if is_series(ItemKey(word)) else ALL for word in read["items"]}
        return Wish(read["names"], items, read["inquiry"], read["statute"], read["ident"])

    def rows(self) -> list[tuple[Any, list[Any]]]:
        """The answers in words, to be checked."""
        read = self.cleaned_data
        days = [str(day) if day else "…" for day in (read["begins"], read["ends"])]
        return [
            (_("Whose data"), read["names"]),
            (_("What is to be kept"), [ITEMS[ItemKey(word)] for word in read["items"]]),
            (_("Period"), [" – ".join(days)] if read["begins"] or read["ends"] else [gettext("All of it")]),
            (_("Inquiry"), [read["inquiry"]]),
            (_("Statute"), [read["statute"]]),
        ]
