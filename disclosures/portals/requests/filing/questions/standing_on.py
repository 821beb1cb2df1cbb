"""What a request stands on: a record of one's own, one of a closed list, a paper or an emergency, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.actions.filings import Filing
from disclosures.domain.particulars import Reference
from disclosures.domain.roles import Role
from disclosures.portals.requests.filing.questions.base import LINE, LONG, NOT_YET, Question
from disclosures.queries import own_records

FEW = 8
"""So many are shown one below the other; more are a list to open."""
RECORDS: Mapping[str, tuple[Promise, Promise, Promise]] = {
    Reference.TRANSACTION: (
        _("Transaction"),
        _("Which transaction is it about?"),
        _("You have no transaction here. A request of this kind is for the parties of one."),
    ),
    Reference.COMPLAINT: (
        _("Complaint"),
        _("Which complaint is it about?"),
        _("You are no side of a complaint here. File the complaint first."),
    ),
    Reference.ENGAGEMENT: (
        _("Contract"),
        _("Under which contract?"),
        _("Your organisation has no contract here. Ask your contact at the platform."),
    ),
    Reference.FINDING: (
        _("Finding"),
        _("On which finding does it stand?"),
        _("No finding names you as injured. A request of this kind stands on one."),
    ),
    Reference.PRESERVATION: (
        _("Kept data"),
        _("Did we keep data for this at your request?"),
        _("Your office asked us to keep nothing."),
    ),
}
"""Of each kind: its name, its question, and what is said when there is none."""


class Record(Question):
    """One of one's own records; an authority names a finding by its reference."""

    record = forms.CharField(max_length=LINE)

    def prepare(self) -> None:
        """The records of who asks, or one line where they are not theirs to list."""
        self.label, self.heading, self.nothing = RECORDS[self.key]
        if self.is_named:
            self.fields["record"] = forms.CharField(
                label=_("Reference"),
                max_length=LINE,
                help_text=_("As it stands in our letter."),
                error_messages={"required": _("Enter the reference")},
            )
            return
        choices = [
            (own.name, self._says(own)) for own in own_records.of(self.draft.by, Reference(self.key), at=self.draft.at)
        ]
        self.is_empty = not choices
        if not self.is_needed:
            choices.insert(0, ("", gettext("No")))
        widget: Any = forms.RadioSelect if len(choices) <= FEW else forms.Select
        self.fields["record"] = forms.ChoiceField(
            label=self.label, choices=choices, widget=widget, required=self.is_needed, error_messages=NOT_YET
        )

    is_empty = False

    @property
    def is_needed(self) -> bool:
        """False where the request can stand without it."""
        return self.particular is None or self.particular.required

    def is_asked(self) -> bool:
        return self.is_needed or not (self.is_empty or self.draft.is_emergency)

    def is_answered(self) -> bool:
        return super().is_answered() or not self.is_needed

    @property
    def is_named(self) -> bool:
        """True for a finding where the asker is an office and no member."""
        return self.key == Reference.FINDING and Role.MEMBER not in self.draft.by.roles

    def _says(self, own: own_records.Own) -> str:
        return own.name if own.is_open else gettext("%(name)s (closed)") % {"name": own.name}

    def held(self) -> dict[str, Any]:
        return {"record": self.draft.particulars.get(self.key, "")}

    def shown(self) -> list[str]:
        return [str(self.draft.particulars[self.key])] if self.draft.particulars.get(self.key) else []

    def applied(self, filing: Filing) -> Filing:
        named = self.cleaned_data["record"]
        if named:
            return _with(filing, self.key, named)
        others = {name: value for name, value in filing.particulars.items() if name != self.key}
        return replace(filing, particulars=others)


CHOICES: Mapping[str, Promise] = {
    "regulator": _("A regulator"),
    "court": _("A court"),
    "payment_partner": _("A payment partner"),
    "insurance_partner": _("An insurance partner"),
    "injured_party": _("The person who was injured"),
}
CHOICE_HEADINGS: Mapping[str, tuple[Promise, Promise]] = {
    "recipient_kind": (_("Kind of recipient"), _("As what do you ask?")),
}


class Choice(Question):
    """One of the clause's list."""

    choice = forms.ChoiceField(widget=forms.RadioSelect, error_messages=NOT_YET)

    def prepare(self) -> None:
        """What fits who asks."""
        assert self.particular is not None
        self.label, self.heading = CHOICE_HEADINGS[self.key]
        self.why = gettext(self.particular.why)
        field: Any = self.fields["choice"]
        field.label = self.label
        field.choices = [(one, CHOICES.get(one, one)) for one in self.particular.choices if self._fits(one)]

    def _fits(self, choice: str) -> bool:
        kinds, home = self.draft.rules.recipient_kinds.get(choice), self.draft.by.organisation
        if kinds is None:
            return True
        return home.kind in kinds if home is not None else not kinds

    def held(self) -> dict[str, Any]:
        return {"choice": self.draft.particulars.get(self.key)}

    def shown(self) -> list[str]:
        said = self.draft.particulars.get(self.key)
        return [str(CHOICES.get(str(said), said))] if said else []

    def applied(self, filing: Filing) -> Filing:
        return _with(filing, self.key, self.cleaned_data["choice"])


TEXTS: Mapping[str, tuple[Promise, Promise]] = {
    "necessity": (_("Why it is needed"), _("Why do you need it?")),
}


class Words(Question):
    """A text of one's own."""

    text = forms.CharField(
        label=_("In your own words"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter why you need it")},
    )

    def prepare(self) -> None:
        """The heading of this text."""
        assert self.particular is not None
        self.label, self.heading = TEXTS[self.key]
        self.why = gettext(self.particular.why)

    def held(self) -> dict[str, Any]:
        return {"text": self.draft.particulars.get(self.key, "")}

    def shown(self) -> list[str]:
        return [str(self.draft.particulars[self.key])] if self.draft.particulars.get(self.key) else []

    def applied(self, filing: Filing) -> Filing:
        return _with(filing, self.key, self.cleaned_data["text"])


WAYS: Mapping[str, tuple[Promise, Promise]] = {
    "instrument": (_("A paper: an order, a warrant or an official letter"), _("Its kind decides what may leave.")),
    "emergency": (
        _("Imminent danger to life, before there is a paper"),
        _("A shorter form, answered within hours. The paper is owed within five days."),
    ),
}


class Way(Question):
    """Which of the clause's ways this request goes; the form of the other is not asked."""

    slug = "way"
    heading = _("On what do you ask?")
    label = _("It stands on")
    way = forms.ChoiceField(label=_("It stands on"), widget=forms.RadioSelect, error_messages=NOT_YET)

    def prepare(self) -> None:
        """The ways of this clause."""
        field: Any = self.fields["way"]
        field.choices = [(name, WAYS[name][0]) for name in self._ways]

    @property
    def _ways(self) -> tuple[str, ...]:
        return self.draft.rules.one_of[0] if self.draft.rules.one_of else ()

    @property
    def hints(self) -> dict[str, Any]:
        """What each means."""
        return {name: WAYS[name][1] for name in self._ways}

    def is_asked(self) -> bool:
        return bool(self._ways)

    def _chosen(self) -> str | None:
        return next((name for name in self._ways if self.draft.filing.particulars.get(name) is not None), None)

    def held(self) -> dict[str, Any]:
        return {"way": self._chosen()}

    def shown(self) -> list[str]:
        chosen = self._chosen()
        return [str(WAYS[chosen][0])] if chosen else []

    def applied(self, filing: Filing) -> Filing:
        chosen = self.cleaned_data["way"]
        kept = {name: value for name, value in filing.particulars.items() if name not in self._ways}
        return replace(filing, particulars={**kept, chosen: filing.particulars.get(chosen) or {}})


def _with(filing: Filing, key: str, value: Any) -> Filing:
    return replace(filing, particulars={**filing.particulars, key: value})
