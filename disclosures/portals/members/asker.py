"""Who asks for a page of a member: the table of doors let in nobody else."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User


def of(request: HttpRequest) -> User:
    """The person who is signed in."""
    assert isinstance(request.user, User)
    return request.user


def back(request: HttpRequest) -> str:
    """Where the person was going when this page came between; the first page for an address elsewhere."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_inside = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_inside else reverse("start")
