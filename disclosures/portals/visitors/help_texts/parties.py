"""Parties to a transaction."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.collecting import COLLECT
from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for parties to a transaction"),
    _(
        "If you have performed, at least in part, you can ask for what you need to reach the other "
        "side. A person always decides; an address is no right."
    ),
    (
        Step(
            _("Say what you need it for"),
            _(
                "Choose the transaction and the purpose: complete, return or dispute. The purpose "
                "decides what can be given: the name and one channel; the postal address for a return "
                "only."
            ),
            "purpose",
        ),
        Step(
            _("Write through the desk first"),
            _(
                "The other side reads your words and nothing else of you, and has three days to "
                "answer. Say whether it helped; often nothing more is needed."
            ),
            "message",
        ),
        Step(
            _("Check your answers, and file"),
            _("Each answer is saved as you go; you can change each of them before you file."),
            "check",
        ),
        Step(
            _("Follow it"),
            _(
                "“Your requests” says in plain words where it is. The other side is told and has "
                "three days to object; an objection is decided by somebody who signed nothing."
            ),
            "status",
        ),
        *COLLECT,
    ),
    "parties",
)
