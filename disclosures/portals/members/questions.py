"""The questions of giving a consent, one page each: to whom, for what, which data, how much of it, until when (P3a)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from disclosures.domain.catalogue import CATALOGUE, ItemClass, ItemKey
from disclosures.domain.clocks import local_date
from disclosures.domain.errors import DeskError
from disclosures.domain.extents import Detail
from disclosures.domain.purposes import is_bundle, is_forbidden, normalised
from disclosures.domain.roles import Role
from disclosures.models import clock
from disclosures.queries import named
from paletten.kit.dates import DateField
from paletten.shell.item_words import DETAILS, ITEMS

PERSON, ORGANISATION = "person", "organisation"
DAYS = {30: _("30 days"), 90: _("90 days")}
ANOTHER_DAY = "day"


class Question(forms.Form):
    """One page. ``answers`` are those of the pages before it; ``heading`` is the page's own."""

    heading: Any = ""
    why: Any = ""

    def __init__(self, data: Any = None, *, answers: Any, by: User) -> None:
        super().__init__(data, initial=answers)
        self.answers, self.by = answers, by


class ToWhom(Question):
    """The one recipient."""

    heading = _("Who may have your data?")
    why = _("A consent is for one recipient. Give a separate one for each.")
    kind = forms.ChoiceField(
        label=_("Is it an organisation or a person?"),
        choices=[(ORGANISATION, _("An organisation")), (PERSON, _("A person"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether it is an organisation or a person")},
    )
    recipient = forms.CharField(
        label=_("Name"),
        help_text=_("Of an organisation, the name in our register. Of a person, their name at the desk."),
        max_length=200,
        error_messages={"required": _("Enter the name of the recipient")},
    )

    def clean(self) -> dict[str, Any]:
        """An organisation must be known here; a person need not be, and nobody is told whether they are."""
        found = super().clean() or {}
        name, is_person = found.get("recipient", ""), found.get("kind") == PERSON
        if name and found.get("kind"):
            try:
                party = named.party(name, is_person=is_person)
            except DeskError:
                words = _("Enter an organisation as our register names it. The register has none of this name")
                self.add_error("recipient", words)
            else:
                if party == self.by:
                    self.add_error("recipient", _("Enter somebody else: you have your own data already"))
        return found


class ForWhat(Question):
    """The one purpose."""

    heading = _("What may they use it for?")
    why = _("The recipient may use your data for this and nothing else.")
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("One purpose, in the words the recipient used when they asked you, for example “holiday offers”."),
        max_length=200,
        error_messages={"required": _("Enter the purpose")},
    )

    def clean_purpose(self) -> str:
        """One purpose, and not the trade in data."""
        said: str = self.cleaned_data["purpose"]
        if not normalised(said):
            raise ValidationError(_("Enter the purpose"))
        if is_forbidden(said):
            raise ValidationError(_("Members' data is never sold, rented or traded. Enter another purpose"))
        if is_bundle(said):
            raise ValidationError(_("Enter one purpose only. Give a separate consent for each other one"))
        return said


class WhichData(Question):
    """The items, each named."""

    heading = _("Which data?")
    why = _("Only what you tick is covered. Tick as little as the purpose needs.")
    items = forms.MultipleChoiceField(
        label=_("Tick each kind of data that they may have"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one kind of data")},
    )

    def __init__(self, data: Any = None, *, answers: Any, by: User) -> None:
        super().__init__(data, answers=answers, by=by)
        offered = [(key.value, words) for key, words in ITEMS.items() if _can_be_given(key, by=by)]
        self.fields["items"].choices = offered  # type: ignore[attr-defined]  # a choice field


def _can_be_given(key: ItemKey, *, by: User) -> bool:
    """What the policy does not cover cannot be consented to; complaints are the complainants'."""
    item = CATALOGUE[key]
    is_theirs = not item.of_complainant or Role.COMPLAINANT in by.roles
    return item.item_class is not ItemClass.OUTSIDE_POLICY and is_theirs


class HowMuch(Question):
    """For each item that has a masked form, whether that is enough."""

    heading = _("How much of it?")
    why = _("Some data can be shown partly hidden, for example the last digits of a number.")

    def __init__(self, data: Any = None, *, answers: Any, by: User) -> None:
        super().__init__(data, answers=answers, by=by)
        for key in maskable(answers):
            self.fields[key.value] = forms.ChoiceField(
                label=str(ITEMS[key]),
                choices=[(detail.word, capfirst(str(DETAILS[detail]))) for detail in (Detail.MASKED, Detail.FULL)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Select how much they may have")},
            )


def maskable(answers: Any) -> list[ItemKey]:
    """The items ticked that have a masked form."""
    return [key for key in ItemKey if key.value in answers.get("items", ()) and CATALOGUE[key].mask is not None]


class UntilWhen(Question):
    """The end."""

    heading = _("Until when?")
    why = _("On that day the consent ends by itself. You can take it back before.")
    length = forms.ChoiceField(
        label=_("How long does the consent count?"),
        choices=[*((str(days), words) for days, words in DAYS.items()), (ANOTHER_DAY, _("Until a day that I enter"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how long the consent counts")},
    )
    day = DateField(label=_("Last day (if you chose to enter one)"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day that is asked for must be there and lie ahead."""
        found = super().clean() or {}
        if found.get("length") == ANOTHER_DAY and "day" not in self.errors:
            today = local_date(clock.now())
            if found.get("day") is None:
                self.add_error("day", _("Enter the last day of the consent"))
            elif found["day"] < today:
                self.add_error("day", _("The last day must be today or later"))
            elif found["day"] > today + LONGEST:
                self.add_error("day", _("The last day must be within ten years"))
        return found


LONGEST = timedelta(days=3652)
"""A consent that nobody remembers is none."""

QUESTIONS: dict[str, type[Question]] = {
    "to-whom": ToWhom,
    "for-what": ForWhat,
    "which-data": WhichData,
    "how-much": HowMuch,
    "until-when": UntilWhen,
}
