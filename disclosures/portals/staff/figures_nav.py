"""The pages about the desk itself, as tabs above each of them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """Label, address, and whether it is shown."""
    pages = {"statistics": _("Statistics"), "health": _("System health")}
    return [(label, reverse(name), name == here) for name, label in pages.items()]
