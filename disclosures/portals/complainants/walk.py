"""Writing a complaint: the task list, one page for each task, check, file. Each page saves; the list shows how far."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosures.actions import grievances
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted
from disclosures.models import Grievance, clock
from disclosures.portals import files
from disclosures.portals.complainants import found, tasks
from disclosures.portals.complainants.found import Writing
from disclosures.portals.complainants.tasks.base import STATES, State, Task
from disclosures.portals.complainants.tasks.evidence import ENCLOSED, Evidence
from disclosures.portals.files import Place
from disclosures.queries import drafts
from paletten.shell.words import said

NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "edition", "to"})
CHECK = "check"


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begins one; one that says nothing yet is taken again, so that a double press begins one."""
    by, at = found.by(request), clock.now()
    blank = Grievance.objects.filter(complainant=by, complaint=None, dropped_at=None, edition=0, evidence_box=None)
    made = blank.first() or grievances.begin(by=by, at=at)
    return HttpResponseRedirect(reverse("grievance", args=[made.reference]))


@require_safe
def task_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Every task with how far it is."""
    writing = found.writing(request, reference)
    if not writing.grievance.is_open:
        return _over(writing)
    all_ = tasks.of(writing)
    context = {
        "title": _("Your complaint"),
        "grievance": writing.grievance,
        "tasks": [_task(writing, number, task) for number, task in enumerate(all_, 1)],
        "until": drafts.kept_until(writing.grievance),
        "done": sum(task.state is State.DONE for task in all_),
        "all": len(all_),
    }
    return render(request, "complainants/tasks.html", context)


def _task(writing: Writing, number: int, task: Task) -> dict[str, Any]:
    words, colour = STATES[task.state]
    return {
        "id": f"task-{number}",
        "label": task.label,
        "href": _address(writing, type(task)),
        "state": words,
        "colour": colour,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, reference: str, task: str) -> HttpResponse:
    """One task; what is right of it is kept, also where something else of it is not yet."""
    writing = found.writing(request, reference)
    kind = tasks.BY_SLUG.get(task)
    if not writing.grievance.is_open:
        return _over(writing)
    if kind is None or kind is Evidence:
        raise NotFound
    to_check = (request.POST if request.method == "POST" else request.GET).get("to") == CHECK
    if request.method != "POST":
        return _ask(request, kind(writing=writing), to_check=to_check)
    form = kind(request.POST, writing=writing)
    is_whole = form.is_valid()
    wanted = writing.saying(form.changes())
    if wanted.answers != writing.answers:
        if request.POST.get("edition") != kind.mark(writing) or not _saved(wanted):
            return _conflict(request, found.writing(request, reference), wanted, kind, to_check=to_check)
        writing = found.writing(request, reference)
    if not is_whole:
        form.writing = writing
        return _ask(request, form, to_check=to_check)
    return HttpResponseRedirect(reverse("grievance-check" if to_check else "grievance", args=[reference]))


def _saved(wanted: Writing) -> bool:
    grievance = wanted.grievance
    try:
        grievances.save(
            grievance=grievance, answers=wanted.answers, edition=grievance.edition, by=wanted.by, at=wanted.at
        )
    except MoveNotAllowed:
        return False
    return True


def _ask(request: HttpRequest, form: Task, *, to_check: bool) -> HttpResponse:
    grievance = form.writing.grievance
    context = {
        "title": form.heading,
        "task": form,
        "form": form,
        "grievance": grievance,
        "edition": form.mark(form.writing),
        "to": CHECK if to_check else "",
        "back": reverse("grievance-check" if to_check else "grievance", args=[grievance.reference]),
        **form.words(),
    }
    return render(request, "complainants/task.html", context)


def _conflict(
    request: HttpRequest, saved: Writing, wanted: Writing, kind: type[Task], *, to_check: bool
) -> HttpResponse:
    """Another tab saved in between: both versions, and a button for each."""
    if not saved.grievance.is_open:
        messages.info(request, _("This complaint was filed or thrown away in the meantime. Nothing was changed."))
        return _over(saved)
    theirs, mine = kind(writing=saved).rows(), kind(writing=wanted).rows()
    context = {
        "title": _("This was changed in the meantime"),
        "grievance": saved.grievance,
        "pairs": [(label, one, other) for (label, one), (_label, other) in zip(theirs, mine, strict=True)],
        "edition": kind.mark(saved),
        "to": CHECK if to_check else "",
        "typed": _pairs(request),
        "keep": reverse("grievance-check" if to_check else "grievance", args=[saved.grievance.reference]),
        "action": _address(saved, kind),
    }
    return render(request, "complainants/conflict.html", context, status=409)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    sent = [(name, values) for name, values in request.POST.lists() if name not in NOT_ANSWERS]
    return [(name, str(value)) for name, values in sent for value in values]


@require_http_methods(["GET", "HEAD", "POST"])
def send_files(request: HttpRequest, reference: str) -> HttpResponse:
    """The task of the files."""
    writing = found.writing(request, reference)
    return files.page(request, _place(writing)) if writing.grievance.is_open else _over(writing)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, reference: str, file_id: Any) -> HttpResponse:
    """One of them."""
    writing = found.writing(request, reference)
    return files.take_back(request, _place(writing), ident=file_id) if writing.grievance.is_open else _over(writing)


@require_POST
def open_again(request: HttpRequest, reference: str, file_id: Any) -> StreamingHttpResponse:
    """One of them, to who writes."""
    writing = found.writing(request, reference)
    return files.give_out(request, writing.grievance, by=writing.by, ident=file_id)


@require_POST
def all_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """These are all: it changes nothing that another tab could have typed, so no edition is asked."""
    writing = found.writing(request, reference)
    if not writing.answers.get("all_sent") and writing.grievance.is_open:
        _saved(writing.saying({"all_sent": True}))
    return HttpResponseRedirect(reverse("grievance", args=[writing.grievance.reference]))


def _place(writing: Writing) -> Place:
    reference = writing.grievance.reference
    return Place(
        thing=writing.grievance,
        by=writing.by,
        caption=reference,
        title=Evidence.label,
        says=ENCLOSED,
        here=reverse("grievance-files", args=[reference]),
        back=reverse("grievance", args=[reference]),
        done=reverse("grievance-all-sent", args=[reference]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """All answers with their change links; the button files them, once."""
    writing = found.writing(request, reference)
    if not writing.grievance.is_open:
        return _over(writing)
    if not tasks.are_done(writing):
        messages.info(request, _("Finish every task first."))
        return HttpResponseRedirect(reverse("grievance", args=[reference]))
    if request.method != "POST":
        return _check(request, writing)
    return _file(request, writing)


def _file(request: HttpRequest, writing: Writing) -> HttpResponse:
    reference = writing.grievance.reference
    if request.POST.get("edition") != str(writing.grievance.edition):
        return _check(request, writing, _("The answers were changed after you opened them. Check them again"), 409)
    try:
        grievances.file(
            grievance=writing.grievance,
            accusation=tasks.accusation(writing),
            edition=writing.grievance.edition,
            by=writing.by,
            at=writing.at,
        )
    except (NotFound, NotPermitted):
        raise
    except MoveNotAllowed:  # the other press of a double press was first
        return _over(found.writing(request, reference))
    except DeskError as refusal:
        return _check(request, writing, str(said(refusal.detail)), refusal.status)
    return HttpResponseRedirect(reverse("complaint-filed", args=[reference]))


def _check(request: HttpRequest, writing: Writing, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "title": _("Check your answers"),
        "grievance": writing.grievance,
        "rows": [
            {"label": label, "answer": lines, "href": _address(writing, type(task)), "is_first": place == 0}
            for task in tasks.of(writing)
            for place, (label, lines) in enumerate(task.rows())
        ],
        "errors": [{"text": wrong}] if wrong else [],
        "edition": writing.grievance.edition,
    }
    return render(request, "complainants/check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, reference: str) -> HttpResponse:
    """Throws it away, after a page that says so."""
    writing = found.writing(request, reference)
    if not writing.grievance.is_open:
        return _over(writing)
    if request.method != "POST":
        words = {"title": _("Throw this complaint away"), "grievance": writing.grievance}
        return render(request, "complainants/drop.html", words)
    try:
        grievances.drop(grievance=writing.grievance, by=writing.by, at=writing.at)
    except MoveNotAllowed:
        return _over(found.writing(request, reference))
    messages.success(request, _("Thrown away, with its files."))
    return HttpResponseRedirect(reverse("complaints"))


def _address(writing: Writing, kind: type[Task]) -> str:
    reference = writing.grievance.reference
    if kind is Evidence:
        return reverse("grievance-files", args=[reference])
    return reverse("grievance-task", args=[reference, kind.slug])


def _over(writing: Writing) -> HttpResponse:
    """Filed: where filing ends. Thrown away: the list. Open all the same: the tasks."""
    grievance = writing.grievance
    if grievance.complaint_id is not None:
        return HttpResponseRedirect(reverse("complaint-filed", args=[grievance.reference]))
    return HttpResponseRedirect(
        reverse("grievance", args=[grievance.reference]) if grievance.is_open else reverse("complaints")
    )
