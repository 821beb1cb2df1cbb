"""Partners."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for partners"),
    _("You serve a member under an engagement with us, and need some of their data for one order."),
    (
        Step(
            _("Know your engagement"),
            _("It says which items you may ever receive and until when. Sensitive items and other orders never come."),
            "engagements",
        ),
        Step(
            _("File for one order"),
            _(
                "One order of one member at a time. With a standing approval it is released within "
                "seconds, except for a protected member; otherwise staff sign each."
            ),
        ),
        Step(
            _("Collect, by page or by token"),
            _(
                "On “Ready for you” with a code that goes to your company's registered address, or by "
                "a token of the engagement, which opens without a code: guard it. Each opening is "
                "recorded by name."
            ),
            "tokens",
        ),
        Step(
            _("Delete, and attest it"),
            _(
                "Access ends with the order, the engagement or its date. Delete your copies then and "
                "attest it by name within ten days; a token cannot."
            ),
            "attest",
        ),
    ),
    "partners",
)
