"""What every question of a filing is: a form of one page that knows whether it is asked, and how its answer is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from disclosures.actions.filings import Filing
from disclosures.domain.clocks import DESK_ZONE
from disclosures.domain.instants import parse_or_none
from disclosures.domain.particulars import Particular
from disclosures.portals.requests.filing.drafts import Draft

LINE, LONG = 200, 4000
"""Characters of one line and of a text, as the API takes them."""
NOT_YET = {"required": _("Select one")}


class Question(forms.Form):
    """One page. ``particular`` is the field of the clause that it answers, where it answers one."""

    slug: ClassVar[str] = ""
    heading: Any = ""
    why: Any = ""
    label: Any = ""
    """What the answer is called where all are checked."""

    def __init__(self, data: Any = None, *, draft: Draft, particular: Particular | None = None) -> None:
        self.draft, self.particular = draft, particular
        super().__init__(data, initial=self.held() if data is None else None)
        self.prepare()

    @property
    def name(self) -> str:
        """Its part of the address."""
        return self.particular.name.replace("_", "-") if self.particular is not None else self.slug

    @property
    def key(self) -> str:
        """Under which the filing keeps it."""
        assert self.particular is not None
        return self.particular.name

    def answered_with(self, data: Any) -> Question:
        """The same question with what was sent."""
        return type(self)(data, draft=self.draft, particular=self.particular)

    def of(self, draft: Draft) -> Question:
        """The same question about another state of the filing."""
        return type(self)(draft=draft, particular=self.particular)

    def prepare(self) -> None:
        """Fills in what the form offers here."""

    def is_asked(self) -> bool:
        """Whether the filing needs it."""
        return True

    def held(self) -> dict[str, Any]:
        """What was answered before, as the form's first values."""
        return {}

    def is_answered(self) -> bool:
        """Whether an answer that the clause needs is there."""
        return bool(self.shown())

    def shown(self) -> list[str]:
        """The saved answer in words."""
        raise NotImplementedError

    def applied(self, filing: Filing) -> Filing:
        """The filing with this answer."""
        raise NotImplementedError


def midnight(day: date | None) -> datetime | None:
    """The beginning of a day by the desk's clock."""
    return datetime.combine(day, time(), tzinfo=DESK_ZONE).astimezone(UTC) if day else None


def midnight_after(day: date | None) -> datetime | None:
    """The end of a day: ends are exclusive."""
    return midnight(day + timedelta(days=1)) if day else None


def day_of(at: datetime | None) -> date | None:
    """The day by the desk's clock on which an instant falls."""
    return at.astimezone(DESK_ZONE).date() if at else None


def last_day_of(end: datetime | None) -> date | None:
    """The last day before an exclusive end."""
    return day_of(end - timedelta(microseconds=1)) if end else None


def day_said(value: object) -> date | None:
    """The day that a filing names in text."""
    return day_of(parse_or_none(value))
