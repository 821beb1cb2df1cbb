"""The paper behind a request, what it names, whether it forbids telling the member; and the emergency before one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.actions.filings import Filing
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.clocks import local_date
from disclosures.domain.holds import LONGEST_PAPER
from disclosures.domain.instants import parse_or_none, period, text
from disclosures.domain.particulars import InstrumentKind
from disclosures.portals.requests.filing.questions.base import (
    LINE,
    LONG,
    NOT_YET,
    Question,
    day_of,
    day_said,
    last_day_of,
    midnight,
    midnight_after,
)
from disclosures.portals.requests.filing.questions.data import require_order
from paletten.kit.dates import DateField
from paletten.shell.item_words import ITEMS

KINDS: Mapping[InstrumentKind, Promise] = {
    InstrumentKind.LETTER: _("An official letter"),
    InstrumentKind.ADMINISTRATIVE_ORDER: _("An administrative order"),
    InstrumentKind.COURT_ORDER: _("A court order"),
    InstrumentKind.WARRANT: _("A warrant"),
}
YES, NO = "yes", "no"


class OfPaper(Question):
    """A question about one and the same paper: asked only where there is one."""

    def is_asked(self) -> bool:
        return self.draft.filing.particulars.get(self.key) is not None

    @property
    def paper(self) -> dict[str, Any]:
        """What was said of it."""
        return dict(self.draft.filing.particulars.get(self.key) or {})

    def _with(self, filing: Filing, **said: Any) -> Filing:
        paper = dict(filing.particulars.get(self.key) or {}) | said
        kept = {name: value for name, value in paper.items() if value not in (None, "", [])}
        return replace(filing, particulars={**filing.particulars, self.key: kept})


class Paper(OfPaper):
    """Kind, number, date and statute; its body is the filer's own."""

    heading = _("What paper is it?")
    why = _("Your own office is its body: releases go only to the address of that office in our register.")
    label = _("Paper")
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

    def held(self) -> dict[str, Any]:
        return self.paper | {"issued_at": day_said(self.paper.get("issued_at"))}

    def clean_issued_at(self) -> Any:
        """It was issued by now."""
        day = self.cleaned_data["issued_at"]
        if day > local_date(self.draft.at):
            raise ValidationError(_("The date of issue must be today or earlier"))
        return day

    def shown(self) -> list[str]:
        paper = self.paper
        if not paper.get("kind"):
            return []
        kind = KINDS[InstrumentKind(paper["kind"])] if paper["kind"] in [*InstrumentKind] else paper["kind"]
        said = [kind, paper.get("number"), day_said(paper.get("issued_at")), paper.get("statute")]
        return [str(one) for one in said if one]

    def applied(self, filing: Filing) -> Filing:
        read = self.cleaned_data
        issued = read["issued_at"].isoformat()
        return self._with(filing, kind=read["kind"], number=read["number"], issued_at=issued, statute=read["statute"])


class Named(OfPaper):
    """Which of the data asked the paper names, and of which time."""

    heading = _("Which of these does the paper name?")
    why = _("What the paper does not name does not leave, even if it is asked.")
    label = _("The paper names")
    items = forms.MultipleChoiceField(
        label=_("Tick what stands in the paper"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one kind of data")},
    )
    begins = DateField(label=_("First day that the paper names (optional)"), required=False)
    ends = DateField(label=_("Last day that the paper names (optional)"), required=False)

    @property
    def name(self) -> str:
        return f"{super().name}-names"

    def prepare(self) -> None:
        """Of what is asked."""
        field: Any = self.fields["items"]
        field.choices = [(item.value, ITEMS[item]) for item in ItemKey if item in self.draft.filing.asks]

    def is_asked(self) -> bool:
        return super().is_asked() and bool(self.draft.filing.asks)

    def held(self) -> dict[str, Any]:
        named = period(self.paper.get("period"))
        begins, ends = (named.start, named.end) if named else (None, None)
        return {"items": self.paper.get("items", []), "begins": day_of(begins), "ends": last_day_of(ends)}

    def clean(self) -> dict[str, Any]:
        """A period has both its ends."""
        found = super().clean() or {}
        require_order(self, found)
        for name, other in (("begins", "ends"), ("ends", "begins")):
            if found.get(other) and not found.get(name) and name not in self.errors:
                self.add_error(name, _("Enter both days, or none"))
        return found

    def shown(self) -> list[str]:
        named = period(self.paper.get("period"))
        said = [str(ITEMS[item]) for item in ItemKey if item in self.paper.get("items", [])]
        return [*said, f"{day_of(named.start)} – {last_day_of(named.end)}"] if named and said else said

    def applied(self, filing: Filing) -> Filing:
        begins, ends = midnight(self.cleaned_data["begins"]), midnight_after(self.cleaned_data["ends"])
        bounds = [text(begins), text(ends)] if begins and ends else None
        return self._with(filing, items=list(self.cleaned_data["items"]), period=bounds)


class Telling(OfPaper):
    """Whether the member may be told; if not, by which law and until when."""

    heading = _("May we tell the person before anything leaves?")
    why = _("We tell the person seven days before, so that they can object. Only a paper or a law can forbid it.")
    label = _("Telling the person")
    may_tell = forms.ChoiceField(
        label=_("May we tell the person?"),
        choices=[(YES, _("Yes")), (NO, _("No, it is forbidden for now"))],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    hold_until = DateField(
        label=_("If not: the last day on which it is forbidden"),
        help_text=_("On the next day the person is told by itself."),
        required=False,
    )
    hold_paper = forms.CharField(
        label=_("If not: what forbids it (optional)"),
        help_text=_("A law with its article, if it is not the paper itself."),
        max_length=LONGEST_PAPER,
        required=False,
    )

    @property
    def name(self) -> str:
        return f"{super().name}-telling"

    def is_asked(self) -> bool:
        return super().is_asked() and self.draft.rules.notice.may_be_held

    def held(self) -> dict[str, Any]:
        paper = self.paper
        said = (YES if paper["may_tell"] else NO) if "may_tell" in paper else None
        until = parse_or_none(paper.get("hold_until"))
        return {"may_tell": said, "hold_until": last_day_of(until), "hold_paper": paper.get("hold_paper", "")}

    def clean(self) -> dict[str, Any]:
        """A hold has an end that lies ahead."""
        found = super().clean() or {}
        until = found.get("hold_until")
        if found.get("may_tell") == NO and "hold_until" not in self.errors:
            if until is None:
                self.add_error("hold_until", _("Enter the last day on which it is forbidden"))
            elif until < local_date(self.draft.at):
                self.add_error("hold_until", _("The day must be today or later"))
        return found

    def shown(self) -> list[str]:
        paper = self.paper
        if "may_tell" not in paper:
            return []
        if paper["may_tell"]:
            return [gettext("Yes")]
        until = last_day_of(parse_or_none(paper.get("hold_until")))
        said = [gettext("No, until the end of %(day)s") % {"day": until}, paper.get("hold_paper", "")]
        return [one for one in said if one]

    def applied(self, filing: Filing) -> Filing:
        read, is_forbidden = self.cleaned_data, self.cleaned_data["may_tell"] == NO
        until = text(midnight_after(read["hold_until"])) if is_forbidden else None
        paper = read["hold_paper"] if is_forbidden else ""
        return self._with(filing, may_tell=not is_forbidden, hold_until=until, hold_paper=paper)


class Emergency(OfPaper):
    """Who is in danger, and how the data help."""

    heading = _("What is the danger?")
    why = _("Two people decide on it at once. A full review follows, and the paper is owed within five days.")
    label = _("Danger")
    danger = forms.CharField(
        label=_("Who is in danger, of what?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter what the danger is")},
    )
    how_data_help = forms.CharField(
        label=_("How do these data help?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter how the data help")},
    )

    def held(self) -> dict[str, Any]:
        return self.paper

    def shown(self) -> list[str]:
        return [str(self.paper[name]) for name in ("danger", "how_data_help") if self.paper.get(name)]

    def applied(self, filing: Filing) -> Filing:
        return self._with(filing, **self.cleaned_data)
