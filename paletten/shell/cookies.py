"""What a person allowed the browser to keep (P5a): read here, written by whoever offers the choice.

``request.cookie_choice`` is the set of categories that were allowed (``necessary``, ``functional``, ``promotional``),
empty after a no, and absent or ``None`` while nobody has chosen.
"""

from __future__ import annotations

from django.http import HttpRequest


def may_keep(request: HttpRequest, *, category: str) -> bool:
    """True when this kind of cookie was allowed."""
    return category in (getattr(request, "cookie_choice", None) or ())
