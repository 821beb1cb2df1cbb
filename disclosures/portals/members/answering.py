"""A member's answer to a question for consent: item by item, how much, until when; its effect is said first (P3a)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from disclosures.actions import consents
from disclosures.domain.catalogue import CATALOGUE, ItemKey
from disclosures.domain.constraints import fitted
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.extents import Detail, Extent
from disclosures.models import Case
from disclosures.portals.members import found, giving, words
from disclosures.portals.members.found import Found
from disclosures.portals.members.questions import UntilWhen
from disclosures.queries.asked import asked
from paletten.shell.item_words import DETAILS, ITEMS

CHECK, CHANGE = "check", "change"
NOTHING = Detail.NONE.word


class Answer(UntilWhen):
    """How much of each item that was asked; and until when, where anything is granted."""

    def __init__(self, data: Any = None, *, answers: Any, about: Found) -> None:
        super().__init__(data, answers=answers, by=about.by)
        self.wanted = asked(about.case)
        for item in self.items:
            self.fields[item.value] = forms.ChoiceField(
                label=str(ITEMS[item]),
                choices=[(detail.word, capfirst(str(DETAILS[detail]))) for detail in _offered(item, self.wanted[item])],
                widget=forms.RadioSelect,
                error_messages={"required": _("Select how much they may have: %(item)s") % {"item": ITEMS[item]}},
            )
        self.fields["length"].required = False
        self.fields["length"].help_text = gettext_lazy("Only needed where you let them have something.")
        self.order_fields([item.value for item in self.items])

    @property
    def items(self) -> list[ItemKey]:
        """What was asked for, in the order of the catalogue."""
        return [item for item in ItemKey if item in self.wanted]

    @property
    def granted(self) -> dict[ItemKey, Extent]:
        """What the member lets go, of the period that was asked."""
        details = {item: Detail.of(self.cleaned_data[item.value]) for item in self.items}
        return {
            item: fitted(item, Extent(detail, self.wanted[item].period))
            for item, detail in details.items()
            if detail is not Detail.NONE
        }

    def clean(self) -> dict[str, Any]:
        """An end is needed where something is granted."""
        sent = super().clean()
        grants = any(sent.get(item.value) not in {None, NOTHING} for item in self.items)
        if grants and not sent.get("length") and "length" not in self.errors:
            self.add_error("length", _("Select how long the consent counts"))
        return sent


def _offered(item: ItemKey, wanted: Extent) -> list[Detail]:
    """Nothing, as much as was asked, and less where the item has a masked form."""
    masked = [Detail.MASKED] if CATALOGUE[item].mask is not None and wanted.detail is Detail.FULL else []
    return [Detail.NONE, *masked, wanted.detail]


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks, shows what the answer does, and takes it when that page's button is pressed."""
    about, sent = found.of(request, reference), request.POST
    if "answer" not in about.verbs:
        return about.cannot(request)
    if request.method != "POST" or sent.get("to") == CHANGE:
        return _ask(request, about, Answer(answers=giving.answers(sent), about=about))
    form = Answer(sent, answers=giving.answers(sent), about=about)
    if not form.is_valid():
        return _ask(request, about, form)
    return _answered(request, about, form) if sent.get("step") == CHECK else _check(request, about, form)


def _ask(request: HttpRequest, about: Found, form: Answer) -> HttpResponse:
    context = {"title": _("Answer the request"), "form": form, **_words(about.case)}
    return render(request, "members/answer.html", context)


def _words(case: Case) -> dict[str, Any]:
    return {"case": case, "recipient": words.recipient(case), "asker": words.asker(case)}


def _check(request: HttpRequest, about: Found, form: Answer) -> HttpResponse:
    given = form.granted
    context = {
        "title": _("Check your answer"),
        "given": [words.left({"item": item, "detail": extent.detail.word}) for item, extent in given.items()],
        "kept": [words.item(item) for item in form.items if item not in given],
        "until": giving.until(form.cleaned_data, at=about.at) if given else None,
        "carried": giving.pairs(request.POST),
        **_words(about.case),
    }
    return render(request, "members/answer_check.html", context)


def _answered(request: HttpRequest, about: Found, form: Answer) -> HttpResponse:
    given = form.granted
    until = giving.until(form.cleaned_data, at=about.at) if given else None
    try:
        consents.answer(case=about.case, grant=given, by=about.by, at=about.at, until=until)
    except MoveNotAllowed:
        return about.cannot(request)
    messages.success(request, _done(given))
    return HttpResponseRedirect(about.address)


def _done(given: Mapping[ItemKey, Extent]) -> str:
    if given:
        return _("Your consent is given. The desk checks the request; you are told when something leaves.")
    return _("You let them have nothing. The request is refused, and nothing leaves.")
