"""Asking that data be kept: one question after the other, each saved, the answers checked, then asked once (P3c)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from disclosures.actions import preservation_drafts as drafts
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted
from disclosures.models import PreservationDraft, clock
from disclosures.policies import registers
from disclosures.portals.authorities import questions
from disclosures.portals.authorities.questions import Question, SecondCheck
from disclosures.queries import drafts as kept
from paletten.shell.words import said

CHECK = "check"
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "edition", "to"})


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """What it is and what follows; the button begins one. One that says nothing yet is taken again."""
    if request.method != "POST":
        return render(request, "authorities/preservation_new.html", {"title": _("Ask that data be kept")})
    by = _by(request)
    blank = PreservationDraft.objects.filter(officer=by, preservation=None, dropped_at=None, edition=0).first()
    return _to(blank or drafts.begin(by=by, at=clock.now()), questions.Whose.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, draft: str, question: str) -> HttpResponse:
    """One question; its answer is saved before the next is shown."""
    found = _found(request, draft)
    kind = questions.BY_SLUG.get(question)
    if not found.is_open:
        return _over(found)
    if kind is None or not kind.is_asked(found.answers):
        return _to(found, questions.unanswered(found.answers))
    to_check = (request.POST if request.method == "POST" else request.GET).get("to") == CHECK
    if request.method != "POST":
        return _ask(request, found, kind(answers=found.answers), to_check=to_check)
    form = kind(request.POST, answers=found.answers)
    if not form.is_valid():
        return _ask(request, found, form, to_check=to_check)
    wanted = {**found.answers, **form.said()}
    if wanted != found.answers and not _save(request, found, wanted):
        return _conflict(request, _found(request, draft), wanted, kind, to_check=to_check)
    return _to(found, questions.unanswered(wanted) if to_check else questions.after(wanted, kind.slug))


def _save(request: HttpRequest, found: PreservationDraft, answers: dict[str, Any]) -> bool:
    """False where another tab saved in between."""
    if request.POST.get("edition") != str(found.edition):
        return False
    try:
        drafts.save(draft=found, answers=answers, edition=found.edition, by=_by(request), at=clock.now())
    except MoveNotAllowed:
        return False
    return True


def _ask(request: HttpRequest, found: PreservationDraft, form: Question, *, to_check: bool) -> HttpResponse:
    before = questions.before(found.answers, form.slug)
    context = {
        "title": form.heading,
        "question": form,
        "form": form,
        "draft": found,
        "to": CHECK if to_check else "",
        "back": _address(found, None if to_check else before) if to_check or before else reverse("own-preservations"),
    }
    return render(request, "authorities/preservation_ask.html", context)


def _conflict(
    request: HttpRequest, saved: PreservationDraft, wanted: dict[str, Any], kind: type[Question], *, to_check: bool
) -> HttpResponse:
    """Both versions, and a button for each."""
    if not saved.is_open:
        return _over(saved)
    sent = [(name, values) for name, values in request.POST.lists() if name not in NOT_ANSWERS]
    then = questions.unanswered(saved.answers) if to_check else questions.after(saved.answers, kind.slug)
    context = {
        "title": _("This was changed in the meantime"),
        "label": kind.label,
        "draft": saved,
        "theirs": kind.shown(saved.answers),
        "mine": kind.shown(wanted),
        "to": CHECK if to_check else "",
        "typed": [(name, str(value)) for name, values in sent for value in values],
        "keep": _address(saved, then),
        "action": _address(saved, kind.slug),
    }
    return render(request, "authorities/preservation_conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft: str) -> HttpResponse:
    """All answers with their change links, and the second check; the button asks, once."""
    found = _found(request, draft)
    if not found.is_open:
        return _over(found)
    missing = questions.unanswered(found.answers)
    if missing:
        messages.info(request, _("Answer every question first."))
        return _to(found, missing)
    if request.method != "POST":
        return _check(request, found, SecondCheck())
    second = SecondCheck(request.POST)
    if request.POST.get("edition") != str(found.edition):
        wrong = _("The answers were changed after you opened them. Check them again")
        return _check(request, found, SecondCheck(), wrong, 409)
    if not second.is_valid():
        return _check(request, found, second)
    return _send(request, found, second)


def _send(request: HttpRequest, found: PreservationDraft, second: SecondCheck) -> HttpResponse:
    wish, by = questions.wish(found.answers), _by(request)
    try:
        drafts.ask(draft=found, wish=wish, edition=found.edition, by=by, at=clock.now())
    except MoveNotAllowed:  # the other press of a double press was first
        return _over(_found(request, found.reference))
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        return _check(request, found, second, str(said(refusal.detail)), refusal.status)
    messages.success(request, _("Asked. Your reference is %(reference)s.") % {"reference": found.reference})
    return HttpResponseRedirect(reverse("own-preservation", args=[found.reference]))


def _check(
    request: HttpRequest, found: PreservationDraft, second: SecondCheck, wrong: str = "", status: int = 200
) -> HttpResponse:
    errors = [{"text": wrong, "href": ""}] if wrong else []
    errors += [{"text": str(words[0]), "href": f"#id_{name}"} for name, words in second.errors.items()]
    context = {
        "title": _("Check your answers"),
        "draft": found,
        "rows": questions.rows(found.answers),
        "second": second,
        "errors": errors,
        "until": kept.kept_until(found),
    }
    return render(request, "authorities/preservation_check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, draft: str) -> HttpResponse:
    """Throws it away, after a page that says so."""
    found = _found(request, draft)
    if not found.is_open:
        return _over(found)
    if request.method != "POST":
        words = {"title": _("Throw this draft away"), "draft": found}
        return render(request, "authorities/preservation_drop.html", words)
    try:
        drafts.drop(draft=found, by=_by(request), at=clock.now())
    except MoveNotAllowed:
        return _over(_found(request, draft))
    messages.success(request, _("Thrown away."))
    return HttpResponseRedirect(reverse("own-preservations"))


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user


def _found(request: HttpRequest, reference: str) -> PreservationDraft:
    """``NotFound`` for who does not write it, colleagues among them; it may be over."""
    return registers.only(PreservationDraft.objects.filter(officer=_by(request)), reference=reference)


def _address(found: PreservationDraft, slug: str | None) -> str:
    if slug is None:
        return reverse("own-preservation-check", args=[found.reference])
    return reverse("own-preservation-ask", args=[found.reference, slug])


def _to(found: PreservationDraft, slug: str | None) -> HttpResponse:
    """To a question; to the check where none is left."""
    return HttpResponseRedirect(_address(found, slug))


def _over(found: PreservationDraft) -> HttpResponse:
    """Asked: its page. Thrown away: the list. Open all the same: the check."""
    if found.preservation_id is not None:
        return HttpResponseRedirect(reverse("own-preservation", args=[found.reference]))
    return _to(found, None) if found.is_open else HttpResponseRedirect(reverse("own-preservations"))
