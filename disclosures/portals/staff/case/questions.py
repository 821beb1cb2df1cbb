"""What an act on a case asks of who does it: a reason, a code, a date, an item and how much of it may still leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from disclosures.domain.catalogue import ItemKey, is_series
from disclosures.domain.extents import Detail
from disclosures.domain.grounds import TELL_OF_HOLDINGS, RefusalCode, TransferGround
from disclosures.domain.holds import ENTERED, LONGEST_PAPER, HoldKind
from disclosures.models import DrawnReview, EmergencyFollowUp
from disclosures.portals.staff import acting, words
from disclosures.portals.staff.acting import LONGEST, NOT_YET, Question, after_last_day
from disclosures.portals.staff.case.found import Found
from disclosures.queries import handing, scopes
from paletten.kit.dates import DateField
from paletten.shell.item_words import DETAILS, ITEMS
from paletten.shell.outcome_words import REFUSALS

HOLDS = {HoldKind.ORDER: _("An order"), HoldKind.STATUTE: _("A statute")}


class HandingOver(Question):
    """Whose work the case becomes, and why if there is something to say."""

    to = forms.ChoiceField(
        label=_("Whose work it becomes"),
        help_text=_("Everybody who may work on this case, with how many cases they have now."),
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    reason = acting.reason(
        _("It becomes a note of the case that your colleague finds under “Mentioned”."), required=False
    )

    def __init__(self, data: Any = None, *, about: Found, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial=initial)
        self.colleagues = {str(one.user.pk): one for one in handing.colleagues(about.case, by=about.by)}
        field: Any = self.fields["to"]
        is_taken = any(one.has_it for one in self.colleagues.values())
        field.choices = [
            (key, _with_load(one))
            for key, one in self.colleagues.items()
            if data is not None or not (one.has_it or (not is_taken and one.user.pk == about.by.pk))
        ]
        if not field.choices:
            field.help_text = _(
                "Nobody else may work on this case now: they filed it, are a party to it, or cannot act."
            )

    def clean_to(self) -> User:
        """The colleague."""
        return self.colleagues[self.cleaned_data["to"]].user


def _with_load(one: handing.Colleague) -> str:
    has = ngettext("%(number)s case", "%(number)s cases", one.open) % {"number": one.open}
    return f"{one.user.name} ({has})"


class Refusal(Question):
    """A code for who asked, words for the file."""

    code = forms.ChoiceField(
        label=_("What who asked is told"),
        choices=[(code.value, REFUSALS[code]) for code in RefusalCode],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    reason = acting.reason(required=False)

    def __init__(self, data: Any = None, *, about: Found, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial=initial)
        if not about.case.rules.holdings_may_be_named:
            field: Any = self.fields["code"]
            field.choices = [(code, says) for code, says in field.choices if code not in TELL_OF_HOLDINGS]


class Check(Question):
    """What staff alone may say before a case is taken on."""

    called_back = forms.BooleanField(
        label=_("I called the agency back at its number in our register, and it confirmed the request"), required=False
    )
    approval_number = forms.CharField(
        label=_("Approval number of the competent authority (optional)"),
        help_text=_("For a foreign public body, where data is stored in mainland China."),
        max_length=80,
        required=False,
    )
    transfer_ground = forms.ChoiceField(
        label=_("Ground for a transfer abroad (optional)"),
        choices=[("", _("None")), *((ground.value, words.TRANSFER_GROUNDS[ground]) for ground in TransferGround)],
        required=False,
    )

    def __init__(self, data: Any = None, *, about: Found, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial=initial)
        called = about.case.recipient_organisation
        if called is not None and called.phone:
            words_of_it = {"name": called.name, "number": called.phone}
            self.fields["called_back"].help_text = _("In our register for %(name)s: %(number)s") % words_of_it

    def clean(self) -> dict[str, Any]:
        """Something must be entered."""
        found = super().clean() or {}
        if not any(found.values()) and not self.errors:
            raise ValidationError(_("Enter at least one of these, or go back"))
        return found


class OverScope(Question):
    """Decided over the scope that was shown: over another one it is refused."""

    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, about: Found, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial={"shown": scopes.scope_hash(about.case), **(initial or {})})

    def show_anew(self) -> None:
        """After a refusal the page shows the scope as it is now, and that is what the next press is about."""
        self.data = {**dict(self.data.items()), "shown": scopes.scope_hash(self.about.case)}


class Narrowing(OverScope):
    """One item, how much of it may still leave, and why not more."""

    item = forms.ChoiceField(label=_("Which data"), error_messages=NOT_YET)
    detail = forms.ChoiceField(
        label=_("How much of it may still leave"),
        choices=[
            (one.word, capfirst(str(DETAILS[one])))
            for one in (Detail.NONE, Detail.EXISTENCE, Detail.MASKED, Detail.FULL)
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    begins = DateField(label=_("First day (optional)"), help_text=_("Only for what has a period."), required=False)
    ends = DateField(label=_("Last day (optional)"), required=False)
    reason = acting.reason(_("Why not more. It stands beside the item from now on."))

    def __init__(self, data: Any = None, *, about: Found, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial=initial)
        leaving = {
            key
            for bounds in about.seen.decided().values()
            for key, bound in bounds.items()
            if not bound.extent.is_nothing
        }
        field: Any = self.fields["item"]
        field.choices = [(key.value, ITEMS[key]) for key in ItemKey if key in leaving]

    def clean(self) -> dict[str, Any]:
        """A period is for series only, and has a length."""
        found = super().clean() or {}
        begins, ends = found.get("begins"), found.get("ends")
        if (begins or ends) and found.get("item") and not is_series(ItemKey(found["item"])):
            self.add_error("begins", _("This kind of data has no period. Leave the days empty"))
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day must be the first day or later"))
        return found


class Signature(OverScope):
    """Only the scope that was shown."""


class Hold(Question):
    """Which paper forbids telling the member, whose it is, and until when."""

    kind = forms.ChoiceField(
        label=_("What forbids telling the member"),
        choices=[(kind, HOLDS[kind]) for kind in ENTERED],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    paper = forms.CharField(
        label=_("Its name and number"), max_length=LONGEST_PAPER, error_messages={"required": _("Enter the paper")}
    )
    by = forms.CharField(
        label=_("The body whose paper it is"),
        max_length=LONGEST_PAPER,
        error_messages={"required": _("Enter the body")},
    )
    until = DateField(
        label=_("Last day of the hold"),
        help_text=_("On the next day the member is told by itself."),
        error_messages={"required": _("Enter the last day")},
    )

    def clean_until(self) -> datetime:
        """It lies ahead."""
        return after_last_day(self, "until")


class EmergencyReview(Question):
    """What the full review of an emergency found."""

    result = forms.ChoiceField(
        label=_("What the review found"),
        choices=[
            (EmergencyFollowUp.Result.CONFIRMED, _("The release was right")),
            (EmergencyFollowUp.Result.REVOKED, _("It was wrong: end the access now")),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    hold_until = DateField(
        label=_("Last day on which the member is not told"),
        help_text=_("At the latest 30 days after the release. Today ends the hold at the end of the day."),
        error_messages={"required": _("Enter the last day")},
    )
    reason = acting.reason(_("What was found; it stays in the file."))

    def clean_hold_until(self) -> datetime:
        """The end of that day."""
        return after_last_day(self, "hold_until")


class DrawnReviewed(Question):
    """What the drawn review found."""

    result = forms.ChoiceField(
        label=_("What the review found"),
        choices=[
            (DrawnReview.Result.IN_ORDER, _("The release was right")),
            (DrawnReview.Result.OBJECTION, _("It was wrong: end the access now")),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_YET,
    )
    reason = acting.reason(_("Needed where it was wrong."), required=False)


class Incident(Question):
    """What reached the wrong recipient."""

    what = forms.CharField(
        label=_("What happened"),
        help_text=_("Without the data itself. It begins the record for the breach notice."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Enter what happened")},
    )
