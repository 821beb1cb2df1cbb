"""Whether a person may use the API at all; what they may do to a thing is asked by the actions (policies)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.models import Scope, Token
from accounts.sign_in import proofs
from disclosures import policies
from disclosures.api.authentication import moment
from disclosures.domain.errors import NotFound, NotPermitted, SecondFactorNeeded, SignInAgain
from disclosures.policies import doors

if TYPE_CHECKING:
    from rest_framework.views import APIView  # it imports this file by name, from the settings


class MayUseDesk(BasePermission):
    """Signed in, not suspended, with a token whose scopes cover the request, and agreed to what is in force (P0c).

    A view that answers suspended people itself (an opening is ``access_ended`` to them) says so by
    ``answers_suspended``.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """False makes a 401; ``NotPermitted`` is raised for who is known and may not."""
        if not request.user or not request.user.is_authenticated:
            return False
        if not policies.can_act(request.user) and not getattr(view, "answers_suspended", False):
            raise NotPermitted("This account, or its organisation, is suspended. Write to the desk.")
        if request.auth is None:
            _ask_session(request, view)
        scope = Scope.READ if request.method in SAFE_METHODS else getattr(view, "scope", Scope.ACT)
        if isinstance(request.auth, Token) and not request.auth.allows(scope):
            raise NotPermitted(f"This token may not be used to {scope}. Use one that may.")
        if request.user.reach is not None and not getattr(view, "serves_engagements", False):
            raise NotPermitted("This token reaches the cases and releases of its engagement only.")
        _go_through_the_door(request, view)
        route = request.resolver_match.route if request.resolver_match else ""
        policies.require_door(by=request.user, method=request.method or "", route=route, at=moment(request))
        return True


class ReadByAnybody(MayUseDesk):
    """What is public is read without signing in; all else is asked as everywhere."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Reading needs no sign-in."""
        return request.method in SAFE_METHODS or super().has_permission(request, view)


def _ask_session(request: Request, view: APIView) -> None:
    """What a token answers by itself: a second factor, and for acts that the person showed lately who they are."""
    plain = request._request  # noqa: SLF001 - the session's own request
    if proofs.lacks_second_factor(plain):
        raise SecondFactorNeeded
    within = proofs.OPENING if getattr(view, "scope", Scope.ACT) == Scope.OPEN else proofs.ACTING
    if request.method not in SAFE_METHODS and not proofs.is_recent(plain, within=within):
        raise SignInAgain


def _go_through_the_door(request: Request, view: APIView) -> None:
    """What the table of doors says of this address; a method that no view answers is no affair of the table."""
    if request.method is None or not hasattr(view, request.method.lower()):
        return
    match = request.resolver_match
    door = doors.find(route=match.route, method=request.method) if match else None
    if door is None:
        raise NotFound
    if not door.lets_in(request.user):
        raise NotPermitted
