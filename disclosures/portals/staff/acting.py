"""What every page of an act shares: what it asks for, and its one press, whose refusal stands beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.clocks import DESK_ZONE, local_date
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.facts import Fact
from disclosures.portals.staff.words import FACTS
from paletten.shell.words import said

LONGEST = 4000
NOT_YET = {"required": _("Select one")}
STAYS = _("It stays in the file; who asked does not read it.")

Read = Mapping[str, Any]


class Question(forms.Form):
    """What one act asks; ``about`` is what it is done to, by whom and when."""

    def __init__(self, data: Any = None, *, about: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.about = about


def reason(help_text: Any = STAYS, *, required: bool = True) -> Any:
    """A field for the words that stay in the file."""
    return forms.CharField(
        label=_("Reason") if required else _("Reason (optional)"),
        help_text=help_text,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter a reason")},
    )


class Nothing(Question):
    """Only the press of the button."""


class Why(Question):
    """A reason."""

    reason = reason()


class WhyIfAny(Question):
    """A reason, where there is something to say."""

    reason = reason(required=False)


def _always(_about: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: what it is called, asks, says before and after, and does; ``warns`` marks what cannot be undone."""

    label: Promise
    says: Promise
    done: Promise
    do: Callable[[Any, Read], Any]
    form: type[Question] = Nothing
    warns: bool = False
    is_there: Callable[[Any], bool] = _always
    button: Callable[[Any], str] | None = None
    """What the button says where that is more than the label, for example who will read it."""


def press(act: Act, about: Any, form: Question) -> tuple[int, Any]:
    """Does it once: ``(0, what was made)``, or the status to ask again with; the form then says why and keeps all."""
    if not form.is_valid():
        return 200, None
    try:
        return 0, act.do(about, form.cleaned_data)
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        _explain(form, refusal)
        return refusal.status, None


def _explain(form: Question, refusal: DeskError) -> None:
    named = (name.replace(".", "_") for name in refusal.fields)
    asked = (name for name in named if name in form.fields and not form.fields[name].widget.is_hidden)
    missing = f" {FACTS[Fact(refusal.fact)]}" if refusal.fact else ""
    form.add_error(next(asked, None), f"{said(refusal.detail)}{missing}")


def after_last_day(form: Question, name: str) -> datetime:
    """The instant at which a day is over by the desk's clock: ends are exclusive."""
    day = form.cleaned_data[name]
    if day < local_date(form.about.at):
        raise ValidationError(_("The day must be today or later"))
    return midnight(day + timedelta(days=1))


def midnight(day: Any) -> datetime:
    """When a day begins by the desk's clock."""
    return datetime.combine(day, time(), tzinfo=DESK_ZONE).astimezone(UTC)
