"""The pages of filing: choose for what, one question after the other, check the answers, file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from disclosures.actions import cases, filings
from disclosures.actions.filings import Filing
from disclosures.bases import REGISTRY
from disclosures.domain.basis import BasisCode
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted
from disclosures.domain.moves import Status
from disclosures.models import Case, clock
from disclosures.policies.doors import who
from disclosures.portals import enclosing
from disclosures.portals.requests import found
from disclosures.portals.requests.filing import drafts, questions, refusals
from disclosures.portals.requests.filing.drafts import Draft
from disclosures.portals.requests.filing.questions.base import Question
from disclosures.portals.requests.filing.questions.standing_on import WAYS
from disclosures.portals.requests.found import Found

CHECK = "check"
EMERGENCY = "emergency"
IN_EMERGENCY = f":{EMERGENCY}"
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "edition", "to"})


class ForWhat(forms.Form):
    """The clauses that somebody of these roles files on, in plain words."""

    basis = forms.ChoiceField(
        label=gettext_lazy("What is your request about?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what your request is about")},
    )

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data)
        roles = by.roles & who.FILER.roles
        self.offered = [rules for rules in REGISTRY.in_force if rules.filed_by & roles]
        field: Any = self.fields["basis"]
        field.choices = list(self._choices())

    def _choices(self) -> Iterator[tuple[str, Any]]:
        for rules in self.offered:
            yield rules.code.value, _(rules.title)
            if rules.after_emergency is not None:
                yield f"{rules.code.value}{IN_EMERGENCY}", WAYS[EMERGENCY][0]

    @property
    def hints(self) -> dict[str, str]:
        """What each is for."""
        usual = {rules.code.value: _(rules.summary) for rules in self.offered}
        return usual | {f"{code}{IN_EMERGENCY}": str(WAYS[EMERGENCY][1]) for code in usual}


class SecondCheck(forms.Form):
    """What an officer says once more before an emergency is filed: it is decided in hours, before there is a paper."""

    is_danger = forms.BooleanField(
        label=gettext_lazy("A life is in danger now, and no paper can come in time"),
        error_messages={"required": gettext_lazy("Confirm that a life is in danger now, or file with a paper")},
    )
    is_mine = forms.BooleanField(
        label=gettext_lazy("My office can be called back on its published number now"),
        error_messages={"required": gettext_lazy("Confirm that your office can be called back now")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begins a draft; one that was begun and says nothing yet is taken again."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    form = ForWhat(request.POST if request.method == "POST" else None, by=by)
    if not form.is_valid():
        return render(request, "requests/new.html", {"title": _("File a request"), "form": form})
    word, _mark, way = form.cleaned_data["basis"].partition(":")
    code = BasisCode(word)
    case = _blank(by, code) or filings.draft(filing=Filing(basis=code), by=by, at=at)
    draft = drafts.of(Found(case, by, at))
    if way:
        draft = draft.with_filing(replace(draft.filing, particulars={EMERGENCY: {}}))
        draft.save()
    return _to(draft, questions.unanswered(draft))


def _blank(by: User, code: BasisCode) -> Case | None:
    blank = Case.objects.filter(filed_by=by, basis=code, status=Status.DRAFT, edition=0, particulars={})
    return blank.filter(purpose="", recipient_name="", subjects=None, asked_items=None).first()


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, reference: str, question: str) -> HttpResponse:
    """One question; its answer is saved before the next is shown."""
    about = found.of(request, reference)
    if not about.is_open:
        return _to_request(about.case)
    draft = drafts.of(about)
    unbound = questions.asked(draft).get(question)
    if unbound is None:
        return _to(draft, questions.unanswered(draft))
    to_check = (request.POST if request.method == "POST" else request.GET).get("to") == CHECK
    if request.method != "POST":
        return _ask(request, draft, unbound, to_check=to_check)
    form = unbound.answered_with(request.POST)
    if not form.is_valid():
        return _ask(request, draft, form, to_check=to_check)
    return _save(request, draft, form, to_check=to_check)


def _save(request: HttpRequest, draft: Draft, form: Question, *, to_check: bool) -> HttpResponse:
    """Keeps the answer, or shows both where another was saved in between; the same answer again changes nothing."""
    wanted = draft.with_filing(form.applied(draft.filing))
    if wanted.filing != draft.filing:
        if request.POST.get("edition") != str(draft.case.edition):
            return _conflict(request, draft, wanted, form.name, to_check=to_check)
        try:
            wanted.save()
        except MoveNotAllowed:
            about = found.of(request, draft.case.reference)
            if not about.is_open:
                return _to_request(about.case)
            again = drafts.of(about)
            return _conflict(
                request, again, again.with_filing(form.applied(again.filing)), form.name, to_check=to_check
            )
    return _to(wanted, questions.unanswered(wanted) if to_check else questions.after(wanted, form.name))


def _ask(request: HttpRequest, draft: Draft, question: Question, *, to_check: bool) -> HttpResponse:
    before = questions.before(draft, question.name)
    context = {
        "title": question.heading,
        "question": question,
        "form": question,
        "draft": draft,
        "case": draft.case,
        "clause": _(draft.rules.title),
        "edition": draft.case.edition,
        "to": CHECK if to_check else "",
        "back": _address(draft.case, None if to_check else before) if to_check or before else "",
    }
    return render(request, "requests/ask.html", context)


def _conflict(request: HttpRequest, draft: Draft, wanted: Draft, name: str, *, to_check: bool) -> HttpResponse:
    """Somebody, or another tab, saved in between: both versions, and a button for each."""
    question = questions.asked(draft)[name]
    context = {
        "title": _("This was changed in the meantime"),
        "label": question.label,
        "case": draft.case,
        "theirs": question.of(draft).shown(),
        "mine": question.of(wanted).shown(),
        "edition": draft.case.edition,
        "to": CHECK if to_check else "",
        "typed": _pairs(request),
        "keep": _address(draft.case, questions.unanswered(draft) if to_check else questions.after(draft, name)),
        "action": _address(draft.case, name),
    }
    return render(request, "requests/conflict.html", context, status=409)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that was typed, as hidden fields carry it."""
    sent = [(name, values) for name, values in request.POST.lists() if name not in NOT_ANSWERS]
    return [(name, str(value)) for name, values in sent for value in values]


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """All answers with their change links; the button files them, once."""
    about = found.of(request, reference)
    if not about.is_open:
        return _to_filed(about.case) if request.method == "POST" and not about.is_draft else _to_request(about.case)
    draft = drafts.of(about)
    second = SecondCheck(request.POST if request.method == "POST" else None) if draft.is_emergency else None
    if request.method != "POST":
        return _check(request, draft, second=second)
    if request.POST.get("edition") != str(draft.case.edition):
        return _check(
            request, draft, [("", _("The answers were changed after you opened them. Check them again"))], 409
        )
    if second is not None and not second.is_valid():
        return _check(request, draft, status=422, second=second)
    return _file(request, about)


def _file(request: HttpRequest, about: Found) -> HttpResponse:
    try:
        (cases.submit if about.is_draft else cases.resubmit)(case=about.case, by=about.by, at=about.at)
    except NotPermitted:
        raise
    except MoveNotAllowed:  # the other press of a double press was first
        return _to_filed(about.case)
    except DeskError as refusal:
        again = drafts.of(found.of(request, about.case.reference))
        return _check(request, again, refusals.places(again, refusal), 422)
    return _to_filed(about.case)


def _check(
    request: HttpRequest,
    draft: Draft,
    wrong: Iterable[tuple[str, str]] = (),
    status: int = 200,
    *,
    second: SecondCheck | None = None,
) -> HttpResponse:
    said = list(wrong)
    errors = [{"text": words, "href": f"#row-{name}" if name else ""} for name, words in said]
    errors += [
        {"text": str(words[0]), "href": f"#id_{name}"} for name, words in (second.errors if second else {}).items()
    ]
    second = second or (SecondCheck() if draft.is_emergency else None)
    by_question = dict(said)
    rows = [row | {"error": by_question.get(row.get("name", "-"), "")} for row in questions.rows(draft)]
    context = {
        "title": _("Check your answers"),
        "case": draft.case,
        "clause": _(draft.rules.title),
        "clause_number": draft.rules.clause,
        "rows": rows,
        "files": enclosing.rows(draft.case, by=draft.by),
        "errors": errors,
        "edition": draft.case.edition,
        "is_draft": draft.case.status == Status.DRAFT,
        "second": second,
        "after_emergency": draft.rules.after_emergency if draft.is_emergency else None,
        "use_limits": draft.rules.use_limits,
    }
    return render(request, "requests/check.html", context, status=status)


def _address(case: Case, name: str | None) -> str:
    return (
        reverse("request-ask", args=[case.reference, name]) if name else reverse("request-check", args=[case.reference])
    )


def _to(draft: Draft, name: str | None) -> HttpResponse:
    """To a question; to the check where none is left."""
    return HttpResponseRedirect(_address(draft.case, name))


def _to_request(case: Case) -> HttpResponse:
    return HttpResponseRedirect(reverse("request", args=[case.reference]))


def _to_filed(case: Case) -> HttpResponse:
    return HttpResponseRedirect(reverse("request-filed", args=[case.reference]))
