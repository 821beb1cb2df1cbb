"""One request: what was asked, where it is, what happens next and when, what happened, what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.domain.moves import DECIDED_WITHOUT_APPEAL, Status
from disclosures.portals import enclosing
from disclosures.portals.requests import found, overview, words
from disclosures.portals.requests.acts import ACTS
from disclosures.portals.requests.filing import drafts, questions
from disclosures.portals.requests.found import Found
from disclosures.queries import correspondence, told
from disclosures.queries import drafts as kept_drafts
from disclosures.queries.standing import Word
from paletten.shell.outcome_words import OUTCOMES

WAY = (Word.RECEIVED, Word.BEING_CHECKED, Word.DECIDED)
"""The stations that every request passes."""


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Its page."""
    about = found.of(request, reference)
    written = correspondence.read_by(about.by, about.case, at=about.at)
    context = {
        **_head(about),
        "way": list(_way(about)),
        "acts": [(name, act) for name, act in ACTS.items() if act.is_offered(about)],
        "lines": list(_lines(about)),
        "messages_written": written.messages,
        "relays": list(written.relays),
        "is_ready": about.word is Word.READY_FOR_YOU,
    }
    return render(request, "requests/request.html", context)


@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """That it was filed, with everything asked, to print and to keep."""
    about = found.of(request, reference)
    if about.is_draft:
        return HttpResponseRedirect(reverse("request", args=[about.case.reference]))
    return render(request, "requests/receipt.html", {**_head(about), "title": _("Receipt of your request")})


@require_safe
def filed(request: HttpRequest, reference: str) -> HttpResponse:
    """Where filing ends: the reference, and what happens next."""
    about = found.of(request, reference)
    if about.is_draft:
        return HttpResponseRedirect(reverse("request", args=[about.case.reference]))
    return render(request, "requests/filed.html", {**_head(about), "title": _("Your request is filed")})


def _head(about: Found) -> dict[str, Any]:
    return {
        "title": _("Your request %(reference)s") % {"reference": about.case.reference},
        **overview.row(about.case, by=about.by, at=about.at),
        "is_open": about.is_open,
        "files": enclosing.rows(about.case, by=about.by),
        "summary": _(about.case.rules.summary),
        "rows": questions.rows(drafts.of(about)),
        "nexts": list(_next(about)),
    }


def _way(about: Found) -> Iterator[dict[str, Any]]:
    here = WAY.index(about.word) if about.word in WAY else -1
    if about.word is Word.WE_NEED_SOMETHING_FROM_YOU:
        yield {"words": words.WORDS[about.word], "is_now": True}
    is_over = about.word in {Word.READY_FOR_YOU, Word.CLOSED}
    for place, word in enumerate(WAY):
        yield {"words": words.WORDS[word], "is_now": place == here, "is_done": is_over or place < here}
    if is_over:
        yield {"words": words.WORDS[about.word], "is_now": True}


def _lines(about: Found) -> Iterator[dict[str, Any]]:
    newest_first = reversed([*told.lines(about.case, about.standing, by=about.by)])
    for event, alike in groupby(newest_first, key=lambda line: line.event):
        line = next(alike)  # each answer of a draft is a change: the last of them is enough
        yield {
            "at": line.at,
            "event": words.EVENTS.get(event, event),
            "by": words.ACTORS[line.by],
            "code": OUTCOMES.get(line.code, line.code),
        }


def _next(about: Found) -> Iterator[str]:
    """What comes next, with its dates: the same sentences whoever is asked about, known to the desk or not."""
    case, word = about.case, about.word
    if about.is_draft:
        yield _("You have not filed it yet. Nobody at the desk reads it before you do.")
        yield _("This draft is kept until %(until)s; each change keeps it longer. Then it ends, with its files.") % {
            "until": _time(kept_drafts.kept_until(case))
        }
    elif word is Word.WE_NEED_SOMETHING_FROM_YOU:
        yield _("Read the messages below, change what is missing, and file it again. Until then our time stands still.")
        yield _("If nothing comes before %(until)s it ends by itself.") % {"until": _time(case.returned_until)}
    elif word in {Word.RECEIVED, Word.BEING_CHECKED}:
        if "relay" in about.verbs:
            yield _("You can first send the other party a message through us. Often that settles it.")
        yield from _answer(about)
    elif word is Word.READY_FOR_YOU:
        yield _("What leaves is ready for you. You need a code, which we send when you ask for it.")
    elif case.status == Status.REFUSED:
        yield _("Nothing leaves. The outcome above says why.")
        if case.outcome not in DECIDED_WITHOUT_APPEAL:
            yield _("If you think that this is wrong, appeal with a reason: others decide then.")
    elif word is Word.DECIDED:
        yield _("It was released to its recipient.")
    else:
        yield _("It is closed. What you still need is a new request.")


def _answer(about: Found) -> Iterator[str]:
    due_at = about.case.due_at
    yield _("We check who asks, on what ground, and that no more leaves than is needed.")
    if due_at is not None and about.at < due_at:
        yield _("You have our answer before %(at)s.") % {"at": _time(due_at)}
    elif due_at is not None:
        yield _("Our answer was due %(at)s. We are late; write to us if you cannot wait.") % {"at": _time(due_at)}
    rules = about.case.rules.after_emergency
    if rules is not None and drafts.of(about).is_emergency:
        yield _(
            "It is an emergency: two people decide at once. Within %(hours)s hours of a release it is reviewed in "
            "full, and within %(days)s days you present the formal paper here."
        ) % {"hours": rules.review_hours, "days": rules.instrument_days}
        return
    yield _("Where a person must be asked or told first, it can take up to 30 days more. You need do nothing.")


def _time(at: datetime | None) -> str:
    return date_format(localtime(at), r"Y-m-d H:i \U\T\CO") if at is not None else ""
