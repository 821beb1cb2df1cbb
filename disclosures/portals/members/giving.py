"""Giving a consent, one question a page. The answers travel with the form: nothing is stored before the last press."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from disclosures.actions import consents
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.clocks import DESK_ZONE
from disclosures.domain.constraints import fitted
from disclosures.domain.extents import Detail, Extent
from disclosures.models import clock
from disclosures.portals.members import asker
from disclosures.portals.members.questions import ANOTHER_DAY, PERSON, QUESTIONS, HowMuch, Question, maskable
from disclosures.queries import named
from paletten.shell.item_words import DETAILS, ITEMS

NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "step", "to", "ident"})
CHECK = "check"
FULL = Detail.FULL.word


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """The next question that has no good answer yet, the one that is to be changed, or all of them to check."""
    by, sent = asker.of(request), request.POST
    if request.method != "POST":
        return _ask(request, next(iter(QUESTIONS)), by=by)
    asked = sent.get("to", "")
    if asked in QUESTIONS:
        return _ask(request, asked, by=by)
    forms = {step: QUESTIONS[step](sent, answers=answers(sent), by=by) for step in _steps(sent)}
    for step, form in forms.items():
        if not form.is_valid():
            return _ask(request, step, by=by, form=form if sent.get("step") in {step, CHECK} else None)
    said = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    return _given(request, said) if sent.get("step") == CHECK else _check(request, said)


def answers(sent: QueryDict) -> dict[str, Any]:
    """What was answered so far, as it was typed."""
    found: dict[str, Any] = {name: sent[name] for name in sent if name not in NOT_ANSWERS}
    found["items"] = sent.getlist("items")
    found["day"] = [sent.get(f"day-{part}", "") for part in ("day", "month", "year")]
    return found


def _steps(sent: QueryDict) -> list[str]:
    """The questions to be asked; how much is asked only where there is a choice."""
    has_choice = bool(maskable({"items": sent.getlist("items")}))
    return [step for step, question in QUESTIONS.items() if question is not HowMuch or has_choice]


def _ask(request: HttpRequest, step: str, *, by: User, form: Question | None = None) -> HttpResponse:
    form = form or QUESTIONS[step](answers=answers(request.POST), by=by)
    order = _steps(request.POST) if request.POST else list(QUESTIONS)
    place = order.index(step) if step in order else 0
    own = {name for field in form.fields for name in (field, *(f"{field}-{part}" for part in ("day", "month", "year")))}
    words = {
        "title": form.heading,
        "why": form.why,
        "form": form,
        "step": step,
        "before": order[place - 1] if place else "",
        "carried": [pair for pair in pairs(request.POST) if pair[0] not in own],
    }
    return render(request, "members/give.html", words)


def pairs(sent: QueryDict) -> list[tuple[str, str]]:
    """Every answer as a hidden field carries it."""
    return [(name, str(value)) for name, values in sent.lists() if name not in NOT_ANSWERS for value in values]


def _check(request: HttpRequest, said: Mapping[str, Any]) -> HttpResponse:
    extents = _extents(said)
    words = {
        "title": _("Check your consent"),
        "said": said,
        "until": until(said, at=clock.now()),
        "items": [f"{ITEMS[item]}, {DETAILS[extent.detail]}" for item, extent in extents.items()],
        "can_choose_detail": bool(maskable(said)),
        "carried": pairs(request.POST),
        "ident": uuid4(),
    }
    return render(request, "members/give_check.html", words)


def _given(request: HttpRequest, said: Mapping[str, Any]) -> HttpResponse:
    at = clock.now()
    given = consents.give(
        recipient=named.party(said["recipient"], is_person=said["kind"] == PERSON),
        named=said["recipient"],
        purpose=said["purpose"],
        items=_extents(said),
        until=until(said, at=at),
        by=asker.of(request),
        at=at,
        ident=_ident(request.POST.get("ident", "")),
    )
    messages.success(request, _("Your consent is given. This is its receipt."))
    return HttpResponseRedirect(reverse("consent", args=[given.public_id]))


def _extents(said: Mapping[str, Any]) -> dict[ItemKey, Extent]:
    details = {ItemKey(name): Detail.of(said.get(name, FULL)) for name in said["items"]}
    return {item: fitted(item, Extent(details[item])) for item in ItemKey if item in details}


def until(said: Mapping[str, Any], *, at: datetime) -> datetime:
    """So many days from now, or the end of the last day by the desk's clock: ends are exclusive."""
    if said["length"] != ANOTHER_DAY:
        return at + timedelta(days=int(said["length"]))
    return datetime.combine(said["day"] + timedelta(days=1), time(), tzinfo=DESK_ZONE).astimezone(UTC)


def _ident(word: str) -> UUID | None:
    """The consent's name, made when it was checked: pressed twice it is given once."""
    try:
        return UUID(word)
    except ValueError:
        return None
