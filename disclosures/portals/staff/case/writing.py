"""Messages to the parties of a case, and notes that no party ever reads: two pages that cannot be mistaken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages as banners
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from disclosures import policies
from disclosures.actions import messages as writing
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.threads import Thread
from disclosures.models import CaseNote
from disclosures.policies import Permission, visibility
from disclosures.portals.staff.case import found
from disclosures.portals.staff.case.found import Found
from disclosures.queries import correspondence
from paletten.shell.words import said

LONGEST = 4000


class Writing(forms.Form):
    """The one field of both pages."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Enter what you want to write")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class Noting(Writing):
    """A note, and whom it is to reach."""

    mentions = forms.MultipleChoiceField(
        label=gettext_lazy("Whom should it reach? (optional)"),
        help_text=gettext_lazy("They find the case under “Mentioned” on their Today page."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, colleagues: Mapping[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = colleagues
        mentions = self.fields["mentions"]
        assert isinstance(mentions, forms.MultipleChoiceField)
        mentions.choices = [(key, one.name) for key, one in colleagues.items()]
        if not colleagues:
            del self.fields["mentions"]

    def clean_mentions(self) -> list[User]:
        """The people."""
        return [self.colleagues[key] for key in self.cleaned_data["mentions"]]


@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, reference: str) -> HttpResponse:
    """Both threads, each with its own form whose button says who will read it."""
    about = found.of(request, reference)
    sent = request.POST.get("to", "")
    bound = Writing(request.POST) if request.method == "POST" else None
    status = 200
    if bound is not None and bound.is_valid():
        thread, position = _addressee(about, sent)
        try:
            writing.write_to_party(
                case=about.case, to=thread, position=position, by=about.by, at=about.at, **bound.cleaned_data
            )
        except (NotFound, NotPermitted):
            raise
        except DeskError as refusal:
            bound.add_error("text", str(said(refusal.detail)))
            status = refusal.status
        else:
            banners.success(request, _("Sent. They are told that there is a message."))
            return HttpResponseRedirect(reverse("case-messages", args=[about.case.reference]))
    read = correspondence.read_by(about.by, about.case, at=about.at)
    threads = [_thread(about, one, read, bound=bound, sent=sent) for one in _sides(about)]
    answer = found.show(
        request,
        about,
        tab="case-messages",
        threads=threads,
        relays=list(read.relays),
        can_write=policies.is_free(Permission.WRITE_FOR_DESK, by=about.by, case=about.case),
        form=bound,
    )
    answer.status_code = status
    return answer


def _sides(about: Found) -> list[dict[str, Any]]:
    """Who asked, and each of those it is about, with what the button says."""
    case = about.case
    asker = case.requester_organisation.name if case.requester_organisation else case.filed_by.name
    sides: list[dict[str, Any]] = [
        {"to": Thread.REQUESTER.value, "name": asker, "subject": None, "title": _("Who asked")}
    ]
    for row in case.named:
        if row.subject is not None:
            title = _("Whose data it is")
            sides.append(
                {"to": f"{Thread.SUBJECT}:{row.position}", "name": row.named, "subject": row.subject, "title": title}
            )
    return sides


def _thread(
    about: Found, side: dict[str, Any], read: correspondence.Correspondence, *, bound: Writing | None, sent: str
) -> dict[str, Any]:
    subject = side["subject"]
    is_told = subject is None or visibility.was_told(subject, about.case, at=about.at)
    of_thread = read.messages.filter(thread=Thread.REQUESTER if subject is None else Thread.SUBJECT)
    return side | {
        "messages": list(of_thread if subject is None else of_thread.filter(subject=subject)),
        "cannot": "" if is_told or sent == side["to"] else said(writing.NOT_TOLD),
        "form": bound
        if bound is not None and sent == side["to"]
        else Writing(auto_id=f"id_{side['to'].replace(':', '_')}_%s"),
        "button": _("Send to %(name)s, who will read it") % {"name": side["name"]},
    }


def _addressee(about: Found, sent: str) -> tuple[Thread, int]:
    """The side that was pressed; ``NotFound`` for any other."""
    if sent not in {side["to"] for side in _sides(about)}:
        raise NotFound
    name, _colon, position = sent.partition(":")
    return Thread(name), int(position or 0)


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, reference: str) -> HttpResponse:
    """What staff write for themselves; who filed the case is a party to it and reads none."""
    about = found.of(request, reference)
    policies.require_case_reader(by=about.by, case=about.case)
    free = policies.who_is_free(Permission.NOTE, case=about.case)
    form = Noting(request.POST or None, colleagues={str(one.pk): one for one in free if one.pk != about.by.pk})
    if request.method == "POST" and form.is_valid():
        writing.note(case=about.case, by=about.by, at=about.at, **form.cleaned_data)
        return HttpResponseRedirect(reverse("case-notes", args=[about.case.reference]))
    rows = (
        CaseNote.objects.filter(case=about.case).select_related("by").prefetch_related("mentions").order_by("at", "pk")
    )
    return found.show(
        request,
        about,
        tab="case-notes",
        form=form,
        notes=rows,
        can_write=policies.is_free(Permission.NOTE, by=about.by, case=about.case),
    )
