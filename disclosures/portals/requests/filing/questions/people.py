"""Whose data, who receives it, for what, and on which ground in law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.actions.filings import Filing
from disclosures.domain.grounds import Ground
from disclosures.domain.purposes import is_forbidden, normalised
from disclosures.portals.requests.filing.questions.base import LINE, NOT_YET, Question
from disclosures.queries import purposes
from disclosures.queries.purposes import LISTED
from paletten.shell.item_words import ITEMS

MOST = 50
PERSON, ORGANISATION = "person", "organisation"


class Whose(Question):
    """The names, one a line where there may be several."""

    slug = "whose"
    heading = _("Whose data do you ask for?")
    why = _("We look for exactly this name and for nobody else. You are not told whether we know somebody.")
    label = _("Whose data")
    names = forms.CharField(label=_("User name"), error_messages={"required": _("Enter whose data you ask for")})

    def prepare(self) -> None:
        """Several, where the clause takes several."""
        field = self.fields["names"]
        if self.draft.rules.many_subjects:
            field.label = _("User names, one a line")
            field.help_text = _("As they stand on the platform, without a title. At most 50.")
            field.widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        else:
            field.help_text = _("As it stands on the platform.")
            if self.draft.rules.filing_by_subject_consents:
                field.help_text = _("As it stands on the platform. If it is your own data, enter your own.")
            field.widget = forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"})

    def is_asked(self) -> bool:
        return self.draft.names_subjects

    def held(self) -> dict[str, Any]:
        return {"names": "\n".join(self.draft.filing.subjects)}

    def clean_names(self) -> tuple[str, ...]:
        """Each a name that the filing can keep."""
        names = tuple(dict.fromkeys(line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()))
        if len(names) > MOST:
            raise ValidationError(_("Enter at most 50 names. File a second request for the others"))
        if any(len(normalised(name)) > LINE or not normalised(name) for name in names):
            raise ValidationError(_("Enter names of at most 200 characters"))
        return names

    def shown(self) -> list[str]:
        return list(self.draft.filing.subjects)

    def applied(self, filing: Filing) -> Filing:
        return replace(filing, subjects=self.cleaned_data["names"])


class Recipient(Question):
    """The one who would receive, where the filer chooses."""

    slug = "recipient"
    heading = _("Who shall receive it?")
    why = _("One request has one recipient. Releases go only to who is in our register, at the address there.")
    label = _("Recipient")
    kind = forms.ChoiceField(
        label=_("Is it an organisation or a person?"),
        choices=[(ORGANISATION, _("An organisation")), (PERSON, _("A person"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether it is an organisation or a person")},
    )
    recipient = forms.CharField(
        label=_("Name"),
        help_text=_("Of an organisation, the name in our register. Of a person, their name at the desk."),
        max_length=LINE,
        error_messages={"required": _("Enter the name of the recipient")},
    )

    def is_asked(self) -> bool:
        return self.draft.chooses_recipient

    def held(self) -> dict[str, Any]:
        filing = self.draft.filing
        kind = PERSON if filing.recipient_is_person else ORGANISATION
        return {"recipient": filing.recipient, "kind": kind if filing.recipient else None}

    def shown(self) -> list[str]:
        return [self.draft.filing.recipient] if self.draft.filing.recipient else []

    def applied(self, filing: Filing) -> Filing:
        read = self.cleaned_data
        return replace(filing, recipient=read["recipient"], recipient_is_person=read["kind"] == PERSON)


class Purpose(Question):
    """For what: of a list, where the clause has one."""

    slug = "purpose"
    heading = _("What is it needed for?")
    why = _("It may be used for this and for nothing else. Members' data is never sold, rented or traded.")
    label = _("Purpose")
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("One purpose, in a few words."),
        max_length=LINE,
        error_messages={"required": _("Enter the purpose")},
    )

    def prepare(self) -> None:
        """A choice, where the clause lists what there is."""
        listed = self.draft.rules.purposes
        if listed:
            self.fields["purpose"] = forms.ChoiceField(
                label=_("Purpose"),
                choices=[(code, capfirst(str(words))) for code, words in LISTED.items() if code in listed],
                widget=forms.RadioSelect,
                error_messages=NOT_YET,
            )

    @property
    def hints(self) -> dict[str, str]:
        """What each purpose of the list can unlock."""
        unlocked = {code: self.draft.offers(purpose=code) for code in self.draft.rules.purposes}
        named = {code: ", ".join(str(ITEMS[item]) for item in items) for code, items in unlocked.items()}
        return {code: gettext("Can unlock: %(items)s") % {"items": items} for code, items in named.items()}

    def held(self) -> dict[str, Any]:
        return {"purpose": self.draft.filing.purpose}

    def clean_purpose(self) -> str:
        """Some words, and not the trade in data."""
        said: str = self.cleaned_data["purpose"]
        if not normalised(said) or len(normalised(said)) > LINE:
            raise ValidationError(_("Enter the purpose"))
        if is_forbidden(said):
            raise ValidationError(_("Members' data is never sold, rented or traded. Enter another purpose"))
        return said

    def shown(self) -> list[str]:
        said = self.draft.filing.purpose
        return [capfirst(purposes.said(self.draft.rules, said))] if said else []

    def applied(self, filing: Filing) -> Filing:
        return replace(filing, purpose=self.cleaned_data["purpose"])


GROUNDS: Mapping[str, tuple[Promise, str]] = {
    Ground.CONTRACT_NECESSITY: (_("It is necessary for a contract that I am a party to"), "PIPL 13(2)"),
    Ground.LEGAL_DUTY: (_("The law makes it my duty"), "PIPL 13(3)"),
    Ground.OTHER_LAW: (_("Another law gives me the right to it"), ""),
}
"""Each with the article that stands for it where none is named."""


class LegalGround(Question):
    """The ground in law, where the clause does not bring its own."""

    slug = "ground"
    heading = _("On which law do you rely?")
    why = _("A clause of our policy alone is no ground in law. If you are not sure, take what fits best; we check it.")
    label = _("Legal ground")
    ground = forms.ChoiceField(
        label=_("Legal ground"),
        choices=[(code, words) for code, (words, _article) in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    article = forms.CharField(
        label=_("Law and article (needed for another law)"),
        help_text=_("For example “Civil Code 1194”."),
        max_length=120,
        required=False,
    )

    def is_asked(self) -> bool:
        return self.draft.rules.own_ground is None

    def held(self) -> dict[str, Any]:
        return {"ground": self.draft.filing.ground, "article": self.draft.filing.article}

    def clean(self) -> dict[str, Any]:
        """Another law is named."""
        found = super().clean() or {}
        if found.get("ground") and not (found.get("article", "").strip() or GROUNDS[found["ground"]][1]):
            self.add_error("article", _("Enter the law and its article"))
        return found

    def shown(self) -> list[str]:
        filing = self.draft.filing
        words, _article = GROUNDS.get(filing.ground, (filing.ground, ""))
        return [str(words), filing.article] if filing.ground else []

    def applied(self, filing: Filing) -> Filing:
        ground = self.cleaned_data["ground"]
        return replace(filing, ground=ground, article=self.cleaned_data["article"].strip() or GROUNDS[ground][1])
