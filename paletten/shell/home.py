"""Where somebody comes to after signing in: the first page of the navigation that their role is offered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from paletten.shell import navigation


@require_safe
def lead_home(request: HttpRequest) -> HttpResponse:
    """Leads there; without a role, to one's own account."""
    first = next(navigation.entries_for(request), None)
    return redirect(first["href"] if first else "account_home")
