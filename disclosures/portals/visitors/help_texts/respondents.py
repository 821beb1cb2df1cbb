"""Those who are complained about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.collecting import COLLECT
from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for those who are complained about"),
    _("A notice leads to a page, not to content. You see what is alleged about which listing, and what you can do."),
    (
        Step(
            _("Read what is alleged"),
            _(
                "Sign in and press the link in our mail, or open “Your data and others”. The "
                "complaint is listed there with its reference."
            ),
            "notice",
        ),
        Step(
            _("Answer by a counter-statement"),
            _(
                "Say why you may sell what you list. The complainant reads it only if you agree; then "
                "15 days begin, after which the measures end unless a suit is reported."
            ),
            "counter",
        ),
        Step(
            _("Ask for the complainant's details"),
            _("That invites the complainant to agree. It never releases anything by itself."),
            "ask",
        ),
        Step(
            _("See what you were given"),
            _("The page of the complaint says it, and until when you can open it. Press its reference to collect it."),
            "given",
        ),
        *COLLECT,
    ),
    "complainants",
)
