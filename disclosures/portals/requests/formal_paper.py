"""The paper that is owed after an emergency, as its authority presents it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from disclosures.actions.formal_instruments import Paper
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Period
from disclosures.domain.particulars import InstrumentKind
from disclosures.portals.requests.filing.questions.base import LINE, NOT_YET, midnight, midnight_after
from disclosures.portals.requests.filing.questions.papers import KINDS
from disclosures.portals.requests.found import Found
from paletten.kit.dates import DateField
from paletten.shell.item_words import ITEMS


class FormalPaper(forms.Form):
    """Kind, number, date and statute, and what it names; its body is the office that asked."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=list(KINDS.items()), widget=forms.RadioSelect, error_messages=NOT_YET
    )
    number = forms.CharField(
        label=_("Number"), max_length=LINE, error_messages={"required": _("Enter the number of the paper")}
    )
    issued_at = DateField(label=_("Date of issue"), error_messages={"required": _("Enter the date of issue")})
    statute = forms.CharField(
        label=_("Statute and article on which it rests"),
        max_length=LINE,
        error_messages={"required": _("Enter the statute and its article")},
    )
    items = forms.MultipleChoiceField(
        label=_("Tick what stands in the paper"),
        choices=[(key.value, ITEMS[key]) for key in ItemKey],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one kind of data")},
    )
    begins = DateField(label=_("First day that the paper names (optional)"), required=False)
    ends = DateField(label=_("Last day that the paper names (optional)"), required=False)

    def clean(self) -> dict[str, Any]:
        """A period has both its ends, in their order."""
        found = super().clean() or {}
        begins, ends = found.get("begins"), found.get("ends")
        if bool(begins) != bool(ends):
            self.add_error("ends" if begins else "begins", _("Enter both days, or none"))
        elif begins and ends and ends < begins:
            self.add_error("ends", _("The last day must be the first day or later"))
        return found

    @staticmethod
    def paper(read: Mapping[str, Any], about: Found) -> Paper:
        """What was typed, as the action takes it."""
        begins, ends, issued = midnight(read["begins"]), midnight_after(read["ends"]), midnight(read["issued_at"])
        assert issued is not None
        return Paper(
            kind=InstrumentKind(read["kind"]),
            number=read["number"],
            issued_by=about.case.recipient_name,
            issued_at=issued,
            statute=read["statute"],
            items=tuple(read["items"]),
            period=Period(begins, ends) if begins and ends else None,
        )
