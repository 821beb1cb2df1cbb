"""How one collects what was given: the last steps of everybody who is given something on a page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Step

COLLECT = (
    Step(
        _("Ask for the code"),
        _(
            "The mail that something is ready holds a reference and a link; neither opens anything. Sign "
            "in, open “Ready for you”, and press “Send me the code”. It is good for ten minutes, once, in "
            "that browser."
        ),
        "code",
    ),
    Step(
        _("Accept the limits of use"),
        _(
            "For this purpose only, passed on to nobody, deleted at the end. Who breaks them loses every "
            "access at once."
        ),
        "limits",
    ),
    Step(
        _("Show what you need"),
        _(
            "Values stay hidden until you press “Show”. Each press that shows or downloads is one "
            "opening, recorded by your name; the page says how many are left and when access ends."
        ),
        "hidden",
    ),
)
