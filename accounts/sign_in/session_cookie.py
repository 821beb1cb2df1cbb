"""The session's cookie is signed: its key alone, read in a copy of the database, opens nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

SALT = "accounts.session"


def signed(key: str) -> str:
    """What the browser keeps."""
    return Signer(salt=SALT).sign(key)


def key_in(said: str) -> str | None:
    """The session that a browser names; ``None`` where this desk never wrote that."""
    try:
        return Signer(salt=SALT).unsign(said)
    except BadSignature:
        return None


class SessionCookieMiddleware(SessionMiddleware):
    """Django's, with a signature on the cookie."""

    def process_request(self, request: HttpRequest) -> None:
        """Finds the session."""
        request.session = self.SessionStore(key_in(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponseBase:  # type: ignore[override]  # as Django's own
        """Keeps it, and signs what the browser gets."""
        answer = super().process_response(request, response)
        cookie = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.value:
            value = signed(cookie.value)
            cookie.set(cookie.key, value, value)
        return answer
