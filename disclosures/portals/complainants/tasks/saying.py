"""The tasks in which the complainant says who they are, on which right, what infringes it, and that it is true."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.models import Right
from disclosures.portals.complainants import rights
from disclosures.portals.complainants.tasks.base import Row, Task
from disclosures.portals.requests.filing.questions.base import LONG

MOST_LISTINGS, LONGEST_ADDRESS = 50, 2000


class AboutYou(Task):
    """Who complains."""

    slug, label, heading = "about-you", _("About you"), _("Are these details of you right?")
    why = _("The desk writes to you at this address. Nobody else is told them, unless you ask for it in a later task.")
    extra = "complainants/_about_you.html"
    confirmed = forms.BooleanField(
        label=_("Yes, these details are right"),
        error_messages={"required": _("Say that the details are right; change them in your account if not")},
    )

    def words(self) -> dict[str, Any]:
        """Name, address and house."""
        return {"who": self.writing.by}

    def rows(self) -> list[Row]:
        """Who it is."""
        who = self.writing.by
        lines = [who.name, who.email, *([who.organisation.name] if who.organisation else [])]
        return [(self.label, lines if self.is_done() else [])]


class WhichRight(Task):
    """The right relied on."""

    slug, label, heading = "right", _("The right"), _("Which right of yours is infringed?")
    why = _("A right that was proven once can be used again while it is valid.")
    extra = "complainants/_rights_link.html"
    right = forms.ChoiceField(
        label=_("Your right"), widget=forms.RadioSelect, error_messages={"required": _("Select the right")}
    )

    def prepare(self) -> None:
        """Those in force."""
        by, at = self.writing.by, self.writing.at
        mine = rights.of(by).select_related("owner")
        self.usable = {row.reference: row for row in mine if row.is_in_force(at=at) and row.is_held_by(by)}
        field: Any = self.fields["right"]
        field.choices = [(reference, rights.words(row)) for reference, row in self.usable.items()]

    def hints(self) -> dict[str, Any]:
        """Where it holds, and whether it was checked."""
        said = {key: rights.state(row, at=self.writing.at)[0] for key, row in self.usable.items()}
        return {key: f"{row.office}, {row.territory}. {said[key]}" for key, row in self.usable.items()}

    def words(self) -> dict[str, Any]:
        """Whether there is any."""
        return {"none": not self.usable}

    @property
    def chosen(self) -> Right | None:
        """The right, while it is in force."""
        return self.usable.get(self.writing.answers.get("right", ""))

    def is_done(self) -> bool:
        """One that has gone out of force since is chosen anew."""
        return self.chosen is not None

    def rows(self) -> list[Row]:
        """Which."""
        return [(self.label, [rights.words(self.chosen)] if self.chosen else [])]


class WhatInfringes(Task):
    """The addresses and why."""

    slug, label, heading = "listings", _("What infringes it"), _("Which listings infringe it?")
    why = _("Each address is looked at by a person. The one you complain about reads the addresses.")
    listings = forms.CharField(
        label=_("Addresses of the listings"),
        help_text=_("One on each line, as your browser shows it, beginning with https://. At most 50."),
        max_length=MOST_LISTINGS * LONGEST_ADDRESS,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        error_messages={"required": _("Enter at least one address")},
    )
    statement = forms.CharField(
        label=_("Why do they infringe it?"),
        help_text=_("In your own words. The one you complain about reads them only if you ask for it."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why they infringe it")},
    )

    def shape(self, name: str, kept: Any) -> Any:
        """One on each line."""
        return "\n".join(kept) if name == "listings" else kept

    def clean_listings(self) -> list[str]:
        """Each is an address, none twice."""
        lines = [line.strip() for line in self.cleaned_data["listings"].splitlines() if line.strip()]
        found = list(dict.fromkeys(lines))
        if len(found) > MOST_LISTINGS:
            raise ValidationError(_("Enter at most 50 addresses"))
        wrong = [line for line in found if not _is_address(line)]
        if wrong:
            raise ValidationError(
                [gettext("This is no address of a page: %(line)s") % {"line": w[:200]} for w in wrong]
            )
        return found

    def rows(self) -> list[Row]:
        """Both."""
        answers = self.writing.answers
        said = [answers["statement"]] if answers.get("statement") else []
        return [(self.fields["listings"].label, answers.get("listings", [])), (self.fields["statement"].label, said)]


def _is_address(line: str) -> bool:
    try:
        parts = urlsplit(line)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        return False
    is_whole = parts.scheme in {"http", "https"} and "." in host.strip(".") and not parts.username
    return is_whole and len(line) <= LONGEST_ADDRESS and line.isprintable() and " " not in line


class Declarations(Task):
    """The two declarations, and what a false one means."""

    slug, label, heading = "declarations", _("Declarations"), _("What you declare")
    why = _(
        "A false complaint is misuse: it ends every access, accounts are suspended, and you may owe damages to the "
        "one you complained about."
    )
    in_good_faith = forms.BooleanField(
        label=_("I believe in good faith that this use of my right is not allowed."),
        error_messages={"required": _("Declare your good faith, or do not file")},
    )
    is_true = forms.BooleanField(
        label=_("What I say in this complaint is true."),
        error_messages={"required": _("Declare that it is true, or do not file")},
    )

    def rows(self) -> list[Row]:
        """Those that were made."""
        made = [str(field.label) for name, field in self.base_fields.items() if self.writing.answers.get(name)]
        return [(self.label, made)]
