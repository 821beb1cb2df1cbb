"""What an officer is asked to have data kept: five questions, one page each, with why we ask (P3c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.actions import preservations
from disclosures.actions.preservations import MOST_NAMED, Wish
from disclosures.domain.catalogue import ItemKey, is_series
from disclosures.domain.extents import ALL, Period
from disclosures.portals.requests.filing.questions.base import LINE, midnight, midnight_after
from paletten.kit.dates import DateField
from paletten.shell.item_words import ITEMS

Answers = Mapping[str, Any]


class Question(forms.Form):
    """One page. Its fields are named as the answers that it keeps."""

    slug: ClassVar[str] = ""
    heading: ClassVar[Any] = ""
    why: ClassVar[Any] = ""
    label: ClassVar[Any] = ""

    def __init__(self, data: Any = None, *, answers: Answers) -> None:
        self.answers = answers
        held = {name: answers[name] for name in self.base_fields if name in answers}
        super().__init__(data, initial=self.shaped(held) if data is None else None)
        self.prepare()

    def prepare(self) -> None:
        """Fills in what the form offers here."""

    def shaped(self, held: dict[str, Any]) -> dict[str, Any]:
        """What is kept, as the fields show it."""
        return held

    def said(self) -> dict[str, Any]:
        """What is to be kept of what was typed."""
        return dict(self.cleaned_data)

    @classmethod
    def is_asked(cls, answers: Answers) -> bool:  # noqa: ARG003 - one question reads them
        """Whether it is needed, by what was answered before."""
        return True

    @classmethod
    def is_answered(cls, answers: Answers) -> bool:
        """Whether an answer that is needed is there."""
        return all(answers.get(name) for name, field in cls.base_fields.items() if field.required)

    @classmethod
    def shown(cls, answers: Answers) -> list[str | Promise]:
        """The kept answer in words."""
        return [answers[name] for name in cls.base_fields if answers.get(name)]


class Whose(Question):
    """The persons."""

    slug, label = "whose", _("Whose data")
    heading = _("Whose data is to be kept?")
    why = _("Only what belongs to the people you name is kept. You are not told who of them is known here.")
    names = forms.CharField(
        label=_("User names, one a line"),
        help_text=_("As they stand on the platform, without a title. At most 50."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        error_messages={"required": _("Enter whose data is to be kept")},
    )

    def shaped(self, held: dict[str, Any]) -> dict[str, Any]:
        """One a line."""
        return {name: "\n".join(value) for name, value in held.items()}

    def clean_names(self) -> list[str]:
        """Each once, and no more than one request can name."""
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()))
        if not names or len(names) > MOST_NAMED or any(len(name) > LINE for name in names):
            raise ValidationError(_("Enter at most 50 names of at most 200 characters"))
        return names

    @classmethod
    def shown(cls, answers: Answers) -> list[str | Promise]:
        """Each name."""
        return list(answers.get("names", []))


class What(Question):
    """The kinds of data."""

    slug, label = "what", _("What is to be kept")
    heading = _("Which data is to be kept?")
    why = _("Only what a warrant could open can be kept. Ask for what the inquiry needs, and no more.")
    items = forms.MultipleChoiceField(
        label=_("What is to be kept"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one kind of data")},
    )

    def prepare(self) -> None:
        """What the strongest paper could open."""
        items: Any = self.fields["items"]
        items.choices = [(key.value, ITEMS[key]) for key in ItemKey if key in preservations.offered()]

    @classmethod
    def shown(cls, answers: Answers) -> list[str | Promise]:
        """In words."""
        return [ITEMS[ItemKey(word)] for word in answers.get("items", [])]


class When(Question):
    """The period of what has a time."""

    slug, label = "when", _("Period")
    heading = _("From which time?")
    why = _("Visits and addresses have a time. A period keeps it narrow; without one, all of them are kept.")
    begins = DateField(label=_("First day (optional)"), help_text=_("For example 27 3 2026."), required=False)
    ends = DateField(label=_("Last day (optional)"), required=False)

    def shaped(self, held: dict[str, Any]) -> dict[str, Any]:
        """As days."""
        return {name: _day(value) for name, value in held.items()}

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found = super().clean() or {}
        if found.get("begins") and found.get("ends") and found["ends"] < found["begins"]:
            self.add_error("ends", _("The last day must be the first day or later"))
        return found

    def said(self) -> dict[str, Any]:
        """As text; that it was asked is an answer too."""
        return {name: day.isoformat() if day else "" for name, day in self.cleaned_data.items()}

    @classmethod
    def is_asked(cls, answers: Answers) -> bool:
        """Only of data that has a time."""
        return any(is_series(ItemKey(word)) for word in answers.get("items", []))

    @classmethod
    def is_answered(cls, answers: Answers) -> bool:
        """An empty period is an answer: all of it."""
        return "begins" in answers

    @classmethod
    def shown(cls, answers: Answers) -> list[str | Promise]:
        """From the first to the last day."""
        if not cls.is_answered(answers):
            return []
        days = [answers.get(name) or "…" for name in ("begins", "ends")]
        return [" – ".join(days) if answers.get("begins") or answers.get("ends") else gettext("All of it")]


class Inquiry(Question):
    """What an instrument is to follow in."""

    slug, label = "inquiry", _("Inquiry")
    heading = _("In which inquiry?")
    why = _("An instrument is to follow in it; if none does, what was kept is destroyed.")
    inquiry = forms.CharField(
        label=_("Inquiry"),
        help_text=_("Its number is enough."),
        max_length=LINE,
        error_messages={"required": _("Enter the inquiry")},
    )


class Law(Question):
    """On what it rests."""

    slug, label = "law", _("Statute")
    heading = _("On which law does it rest?")
    why = _("Two people of the desk look it up before they sign.")
    statute = forms.CharField(
        label=_("Statute and article on which it rests"),
        max_length=LINE,
        error_messages={"required": _("Enter the statute and its article")},
    )


ALL_OF_THEM: tuple[type[Question], ...] = (Whose, What, When, Inquiry, Law)
BY_SLUG: Mapping[str, type[Question]] = {kind.slug: kind for kind in ALL_OF_THEM}


class SecondCheck(forms.Form):
    """What an officer says once more before it is asked: it is kept in days, before there is a paper."""

    may_vanish = forms.BooleanField(
        label=_("Without this the data could be gone before our instrument can come"),
        error_messages={"required": _("Confirm that the data could be gone before, or file with the instrument")},
    )
    will_follow = forms.BooleanField(
        label=_("We mean to bring an instrument in this inquiry"),
        error_messages={"required": _("Confirm that an instrument is to follow")},
    )


def asked(answers: Answers) -> list[type[Question]]:
    """In the order of their pages."""
    return [kind for kind in ALL_OF_THEM if kind.is_asked(answers)]


def unanswered(answers: Answers) -> str | None:
    """The first question without its answer."""
    return next((kind.slug for kind in asked(answers) if not kind.is_answered(answers)), None)


def after(answers: Answers, slug: str) -> str | None:
    """The next question; nothing after the last."""
    slugs = [kind.slug for kind in asked(answers)]
    return slugs[slugs.index(slug) + 1] if slug in slugs[:-1] else None


def before(answers: Answers, slug: str) -> str | None:
    """The question before it; nothing before the first."""
    slugs = [kind.slug for kind in asked(answers)]
    return slugs[slugs.index(slug) - 1] if slug in slugs[1:] else None


def rows(answers: Answers) -> list[dict[str, Any]]:
    """Every answer in words, with the name of its question."""
    return [{"name": kind.slug, "label": kind.label, "answer": kind.shown(answers)} for kind in asked(answers)]


def wish(answers: Answers) -> Wish:
    """What was answered, as the action takes it."""
    named = Period(midnight(_day(answers.get("begins"))), midnight_after(_day(answers.get("ends"))))
    items = {ItemKey(word): named if is_series(ItemKey(word)) else ALL for word in answers.get("items", [])}
    return Wish(answers.get("names", []), items, answers.get("inquiry", ""), answers.get("statute", ""))


def _day(value: Any) -> date | None:
    return datetime.fromisoformat(value).date() if value else None
