"""Which data, how much of it and of which time: only what the clause could let leave is offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from disclosures.actions.filings import Filing
from disclosures.domain.catalogue import ItemKey, has_mask, is_series
from disclosures.domain.extents import ALL, Detail, Extent, Period
from disclosures.domain.permissions import (
    Consented,
    EngagedItems,
    InEmergency,
    OneChannel,
    OptedIn,
    UnderInstrument,
    WithinActs,
)
from disclosures.portals.requests.filing.questions.base import (
    NOT_YET,
    Question,
    day_of,
    last_day_of,
    midnight,
    midnight_after,
)
from paletten.kit.dates import DateField
from paletten.shell.item_words import DETAILS, ITEMS

IN_EMERGENCY = _("Only what meets the danger leaves; of IP addresses those of the last 72 hours.")
USUALLY: Mapping[type, Promise] = {
    OneChannel: _("One way to reach the person is enough: of phone number and email address usually one leaves."),
    Consented: _("Only what the member agrees to leaves. Where there is no consent yet, the member is asked."),
    EngagedItems: _("Only what your contract lists leaves."),
    OptedIn: _("Phone number and postal address leave only where the complainant chose to pass each on."),
    WithinActs: _("Of IP addresses those of the time of the acts leave."),
    UnderInstrument: _("Only what the paper names leaves, and only what its kind can open."),
}
"""What a rule usually does to what is asked, said before it is asked."""


class Data(Question):
    """The items, each ticked."""

    slug = "data"
    heading = _("Which data do you ask for?")
    why = _("Tick only what the purpose needs: what is ticked too much makes the check longer, and does not leave.")
    label = _("Data")
    items = forms.MultipleChoiceField(
        label=_("Tick each kind of data"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one kind of data")},
    )

    def prepare(self) -> None:
        """Only what could leave."""
        field: Any = self.fields["items"]
        field.choices = [(key.value, ITEMS[key]) for key in self.draft.offers()]

    @property
    def notes(self) -> list[Any]:
        """What usually leaves of it."""
        if self.draft.is_emergency and any(isinstance(rule, InEmergency) for rule in self.draft.rules.may_leave):
            return [IN_EMERGENCY]
        return [USUALLY[type(rule)] for rule in self.draft.rules.may_leave if type(rule) in USUALLY]

    def held(self) -> dict[str, Any]:
        return {"items": [item.value for item in self.draft.filing.asks]}

    def shown(self) -> list[str]:
        return [str(ITEMS[item]) for item in ItemKey if item in self.draft.filing.asks]

    def applied(self, filing: Filing) -> Filing:
        period = series_period(filing)
        ticked = [ItemKey(word) for word in self.cleaned_data["items"]]
        new = {item: Extent(Detail.FULL, period if is_series(item) else ALL) for item in ticked}
        return replace(filing, asks={item: filing.asks.get(item, extent) for item, extent in new.items()})


class HowMuch(Question):
    """For each item, whether less than all of it is enough."""

    slug = "how-much"
    heading = _("How much of it do you need?")
    why = _("Often less is enough: that we hold something, or a part of it, for example the last digits of a number.")
    label = _("How much")

    def prepare(self) -> None:
        """One choice for each item that was ticked."""
        for item, extent in sorted(self.draft.filing.asks.items(), key=lambda pair: list(ItemKey).index(pair[0])):
            details = (
                (Detail.EXISTENCE, Detail.MASKED, Detail.FULL) if has_mask(item) else (Detail.EXISTENCE, Detail.FULL)
            )
            self.fields[item.value] = forms.ChoiceField(
                label=str(ITEMS[item]),
                choices=[(detail.word, capfirst(str(DETAILS[detail]))) for detail in details],
                initial=extent.detail.word,
                widget=forms.RadioSelect,
                error_messages=NOT_YET,
            )

    def is_asked(self) -> bool:
        return bool(self.draft.filing.asks) and not self.draft.is_emergency

    def shown(self) -> list[str]:
        asks = self.draft.filing.asks
        return [f"{ITEMS[item]}: {DETAILS[asks[item].detail]}" for item in ItemKey if item in asks]

    def applied(self, filing: Filing) -> Filing:
        details = {ItemKey(name): Detail.of(word) for name, word in self.cleaned_data.items()}
        return replace(
            filing,
            asks={
                item: Extent(details.get(item, extent.detail), extent.period) for item, extent in filing.asks.items()
            },
        )


class Dates(Question):
    """The first and the last day of what has a time."""

    slug = "period"
    heading = _("Of which time?")
    why = _("Records of visits are kept with their time. We look at no day outside these.")
    label = _("Period")
    begins = DateField(label=_("First day"), help_text=_("For example 27 3 2026."), required=False)
    ends = DateField(label=_("Last day"), required=False)

    @property
    def is_needed(self) -> bool:
        """Where a request without a period would be too broad."""
        return self.draft.rules.names_and_period_or_overbroad

    def prepare(self) -> None:
        """Says so where it may be left out."""
        if not self.is_needed:
            self.fields["begins"].label, self.fields["ends"].label = _("First day (optional)"), _("Last day (optional)")

    def is_asked(self) -> bool:
        return any(is_series(item) for item in self.draft.filing.asks) and not self.draft.is_emergency

    def is_answered(self) -> bool:
        return not self.is_needed or not series_period(self.draft.filing).is_all

    def held(self) -> dict[str, Any]:
        period = series_period(self.draft.filing)
        return {"begins": day_of(period.start), "ends": last_day_of(period.end)}

    def clean(self) -> dict[str, Any]:
        """Both days where they are needed, in their order."""
        found = super().clean() or {}
        for name, words in (("begins", _("Enter the first day")), ("ends", _("Enter the last day"))):
            if self.is_needed and not found.get(name) and name not in self.errors:
                self.add_error(name, words)
        require_order(self, found)
        return found

    def shown(self) -> list[str]:
        return list(_said(series_period(self.draft.filing)))

    def applied(self, filing: Filing) -> Filing:
        period = Period(midnight(self.cleaned_data["begins"]), midnight_after(self.cleaned_data["ends"]))
        asks = {
            item: Extent(extent.detail, period) if is_series(item) else extent for item, extent in filing.asks.items()
        }
        return replace(filing, asks=asks)


def require_order(form: Question, found: Mapping[str, Any]) -> None:
    """The last day is not before the first."""
    if found.get("begins") and found.get("ends") and found["ends"] < found["begins"]:
        form.add_error("ends", _("The last day must be the first day or later"))


def series_period(filing: Filing) -> Period:
    """The period of what has a time; everything while none is named."""
    return next((extent.period for item, extent in filing.asks.items() if is_series(item)), ALL)


def _said(period: Period) -> Iterator[str]:
    begins, ends = day_of(period.start), last_day_of(period.end)
    if begins or ends:
        yield f"{begins or '…'} – {ends or '…'}"
