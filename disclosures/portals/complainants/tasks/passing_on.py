"""The task that decides what the one complained about may learn: nothing, unless the complainant asks for it (P3e)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.actions.complaints import words_of
from disclosures.delivery import own_values
from disclosures.domain.catalogue import ItemKey
from disclosures.models import Right
from disclosures.portals.complainants import rights
from disclosures.portals.complainants.found import Writing
from disclosures.portals.complainants.tasks.base import Row, Task
from disclosures.portals.requests.filing.questions.base import LINE
from disclosures.queries import accusations
from paletten.shell.item_words import ITEMS

YES, NO = "yes", "no"
CHOICES = (
    (NO, _("No, not now: you can ask for it later")),
    (YES, _("Yes, I ask that my details be passed on to them")),
)


def ticked_field() -> forms.MultipleChoiceField:
    """What goes beyond the default, each only if it is ticked."""
    return forms.MultipleChoiceField(
        label=_("May these go as well? (optional)"),
        required=False,
        choices=[(item.value, ITEMS[item]) for item in accusations.only_if_ticked()],
        widget=forms.CheckboxSelectMultiple,
    )


class YourDetails(Task):
    """The one complained about, and whether they may learn who complains."""

    slug, label = "details", _("Your details and the one you complain about")
    heading = _("Who do you complain about, and may they know who you are?")
    why = _(
        "We tell them which listings are complained about. Who you are, your right and your words go to them only at "
        "your request, so that you can settle it between you. Their details never come to you this way."
    )
    extra = "complainants/_preview.html"
    against = forms.CharField(
        label=_("Name of the seller"),
        help_text=_("As the listing shows it."),
        max_length=LINE,
        error_messages={"required": _("Enter the name of the seller")},
    )
    pass_on = forms.ChoiceField(
        label=_("May your details be passed on to them?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether your details may be passed on")},
    )
    items = forms.MultipleChoiceField(required=False)

    def prepare(self) -> None:
        """What can be ticked, by the rules."""
        self.fields["items"] = ticked_field()

    def clean(self) -> dict[str, Any]:
        """An agent asks for it only where the authorisation says so."""
        read = super().clean() or {}
        right = right_of(self.writing)
        if read.get("pass_on") == YES and right is not None and not right.may_pass_on:
            self.add_error("pass_on", _("The owner's authorisation does not cover this. Select no, or another right"))
        return read

    def words(self) -> dict[str, Any]:
        """All that could go, each with when it does."""
        return {"seen": seen(self.writing, everything=True)}

    def rows(self) -> list[Row]:
        """Against whom, and exactly what they would see."""
        answers = self.writing.answers
        against = [answers["against"]] if answers.get("against") else []
        chosen = dict(CHOICES).get(answers.get("pass_on", ""))
        lines = [str(chosen)] if chosen else []
        if answers.get("pass_on") == YES:
            nothing = gettext("nothing is held")
            lines += [f"{row['item']}: {', '.join(row['values']) or nothing}" for row in seen(self.writing)]
        return [(self.base_fields["against"].label, against), (self.base_fields["pass_on"].label, lines)]


def right_of(writing: Writing) -> Right | None:
    """The right that was chosen."""
    found: Right | None = rights.of(writing.by).filter(reference=writing.answers.get("right", "")).first()
    return found


def seen(writing: Writing, *, everything: bool = False) -> list[dict[str, Any]]:
    """What the one complained about would see: every value as it would go."""
    right, answers = right_of(writing), writing.answers
    return preview(
        writing,
        right_text=words_of(right) if right else "",
        statement=answers.get("statement", ""),
        ticked=accusations.only_if_ticked() if everything else [ItemKey(item) for item in answers.get("items", [])],
    )


def preview(about: Any, *, right_text: str, statement: str, ticked: Any) -> list[dict[str, Any]]:
    """The same of any complaint; ``about`` has ``by`` and ``at``."""
    said = {ItemKey.COMPLAINT_RIGHT: right_text, ItemKey.COMPLAINT_STATEMENT: statement}
    optional = set(accusations.only_if_ticked())
    going = [item for item in accusations.askable() if item not in optional or item in ticked]
    held = own_values.read(by=about.by, items=[item for item in going if item not in said], at=about.at)
    return [
        {
            "item": ITEMS[item],
            "values": [said[item]] if said.get(item) else (held or {}).get(item, []),
            "only_if_ticked": item in optional,
            "unread": held is None and item not in said,
        }
        for item in going
    ]
