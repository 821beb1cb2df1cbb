"""The privacy policy and the Service Use Agreement: every version, and what changed between any two (P0b)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Document, Language, PolicyVersion
from accounts.terms import difference
from disclosures.models import clock
from disclosures.queries import terms

MOST = 32_767
"""The largest number that a version can have."""


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Both documents with all their versions, the announced ones among them."""
    words = {"title": _("Privacy policy and agreement"), "documents": [_history(document) for document in Document]}
    return render(request, "visitors/policy_overview.html", words)


@require_safe
def current(request: HttpRequest, document: str) -> HttpResponse:
    """The version in force, at an address that stays."""
    if document not in Document.values:
        raise Http404
    return _shown(request, terms.current(at=clock.now())[Document(document)])


@require_safe
def version(request: HttpRequest, document: str, number: int) -> HttpResponse:
    """One version, clause by clause."""
    return _shown(request, _version(document, number))


@require_safe
def changes(request: HttpRequest, document: str, number: int, older: int) -> HttpResponse:
    """What one version says differently from another; the form on the page names the two by ``from`` and ``to``."""
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    if all(word.isascii() and word.isdigit() and len(word) <= len(str(MOST)) for word in asked):
        names = {"document": document, "older": int(asked[0]), "number": int(asked[1])}
        return HttpResponseRedirect(reverse("policy-changes", kwargs=names))
    old, new = _version(document, older), _version(document, number)
    texts = [terms.text_of(one, language=_language()) for one in (old, new)]
    clauses = difference.between(*texts)
    words = {
        "title": _("What changes from version %(old)s to version %(new)s") % {"old": old.number, "new": new.number},
        "document": texts[1].title,
        "old": old,
        "new": new,
        "changed": [clause for clause in clauses if clause.change is not difference.Change.SAME],
        "same": [clause for clause in clauses if clause.change is difference.Change.SAME],
        "versions": _history(Document(document))["versions"],
    }
    return render(request, "visitors/policy_changes.html", words)


def _shown(request: HttpRequest, version: PolicyVersion) -> HttpResponse:
    text = terms.text_of(version, language=_language())
    history = _history(Document(version.document))
    words = {"title": text.title, "text": text, "version": version, **history}
    return render(request, "visitors/policy_version.html", words)


def _history(document: Document) -> dict[str, object]:
    at = clock.now()
    now = terms.current(at=at)[document]
    rows = list(PolicyVersion.objects.filter(document=document).order_by("-number"))
    title = terms.text_of(now, language=_language()).title
    return {"name": document.value, "heading": title, "in_force": now, "versions": rows, "newest": rows[0]}


def _version(document: str, number: int) -> PolicyVersion:
    found = PolicyVersion.objects.filter(document=document, number=number).first() if number <= MOST else None
    if found is None:
        raise Http404
    return found


def _language() -> str:
    """The page's language where the documents have it; they have every language of the pages."""
    asked = get_language() or ""
    return asked if asked in Language.values else Language.ENGLISH.value
