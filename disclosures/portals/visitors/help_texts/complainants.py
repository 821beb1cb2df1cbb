"""Those who complain about intellectual property."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for those who complain about intellectual property"),
    _(
        "Know first: your details may go to the person you complain about, only at your request. "
        "Theirs never go to you."
    ),
    (
        Step(
            _("Become a complainant"),
            _(
                "Join your house with a verified mail of its domain, or ask for yourself. Staff check "
                "who you are; the check has an end date."
            ),
        ),
        Step(
            _("Register your right"),
            _(
                "Once, with its number, office, class, validity and proof. It serves every complaint "
                "while it is in force. If it is sold or struck out, say so."
            ),
            "proof",
        ),
        Step(
            _("Complain"),
            _(
                "Name the right, the exact listings and the respondent, and declare that it is true "
                "and in good faith. A false claim can end your account."
            ),
            "tasks",
        ),
        Step(
            _("Decide what may be passed on"),
            _(
                "Name, mail address, the right and your statement go only when you ask; phone and "
                "postal address only if you tick each. You see before what they would see."
            ),
            "preview",
        ),
        Step(
            _("Check your answers, and file"),
            _("Each answer is saved as you go; you can change each of them before you file."),
            "check",
        ),
        Step(
            _("Keep the reference"),
            _("The next page says what happens now and by when. Its receipt can be printed."),
            "filed",
        ),
        Step(
            _("Follow it"),
            _(
                "The respondent may answer by a counter-statement. Report a suit within 15 days of "
                "its arrival, or the complaint is closed. You may withdraw at any time."
            ),
            "answered",
        ),
    ),
    "complainants",
)
