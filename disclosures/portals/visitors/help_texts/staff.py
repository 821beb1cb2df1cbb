"""Legal staff."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for legal staff"),
    _(
        "You decide what may leave, and no one alone. The desk works out the most that a clause "
        "allows; you may only narrow it."
    ),
    (
        Step(
            _("Begin with Today"),
            _(
                "The first sentence says what is yours, what waits for your signature and what is "
                "late. “Take the next one” gives you the most pressing case that nobody works on."
            ),
            "today",
        ),
        Step(
            _("Read the case"),
            _(
                "Its page says the one next step, what is missing, and what else you can do. Each act "
                "asks once more on a page of its own and says what it does."
            ),
            "case",
        ),
        Step(
            _("Check the facts"),
            _(
                "Each fact of the clause is met, missing, or to be entered by you: a call-back, an "
                "approval number, a ground for sending abroad. Call the number of our register, never "
                "one that came with the request."
            ),
            "facts",
        ),
        Step(
            _("Narrow what leaves"),
            _(
                "The table shows what was asked, what each rule allows and what would leave, with "
                "every reason. Narrowing needs a reason; widening is not possible; who narrows does "
                "not sign."
            ),
            "scope",
        ),
        Step(
            _("Look at the preview"),
            _(
                "It shows what the recipient would see at this moment, masked for you. Each press is "
                "recorded. Who signs the next step and gives a reason sees the values."
            ),
            "preview",
        ),
        Step(
            _("Sign, and let it leave"),
            _(
                "The page says how many signatures and why that many. You cannot sign what you filed, "
                "are a party to, narrowed, or signed before. After the last one the desk collects, "
                "cuts, seals and delivers by itself."
            ),
            "signatures",
        ),
    ),
    "staff",
)
