"""Members."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for members"),
    _(
        "“Your data and others” shows who received which kinds of data about you, why, and until "
        "when. It never shows values, and nobody outside learns that you looked."
    ),
    (
        Step(
            _("Answer a request"),
            _(
                "Who asks for your consent is named, with the purpose. Allow all, some or none of it. "
                "Thirty days without an answer are a no."
            ),
            "answer",
        ),
        Step(
            _("See the effect before you press"),
            _("The next page says what your answer allows, to whom and until when. Nothing is sent before you press."),
            "effect",
        ),
        Step(
            _("See what left"),
            _("Each row opens: the clause, who signed, what was withheld and why, and each opening."),
            "list",
        ),
        Step(
            _("Withdraw, object, or report misuse"),
            _(
                "A consent can be withdrawn at any time; what was open on it alone is closed at once. "
                "You may object to what is planned; nothing leaves until that is decided."
            ),
            "withdraw",
        ),
        Step(
            _("What a law hides"),
            _(
                "What a law or an order forbids to tell you is in none of these pages. It appears by "
                "itself on the day the hold ends."
            ),
        ),
    ),
    "members",
)
