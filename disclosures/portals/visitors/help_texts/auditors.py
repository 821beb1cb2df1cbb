"""Auditors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for auditors"),
    _("You read everything the desk sees of a case, with values masked; you decide nothing and open no release."),
    (
        Step(
            _("Is the record whole?"),
            _(
                "Every entry follows from the one before, and a signed head covers all of them. Keep "
                "the head that you see; a later export must contain it."
            ),
            "integrity",
        ),
        Step(
            _("Draw a sample"),
            _("Choose a number and a seed. Whoever draws with the same seed gets the same cases."),
            "sample",
        ),
        Step(
            _("Look at what is out of the ordinary"),
            _(
                "Late answers, emergencies, voided signatures, overruled objections, papers that "
                "never came: each with its cases."
            ),
            "exceptions",
        ),
        Step(
            _("Take the export with you"),
            _(
                "It holds the whole record, our public key and a program that checks both on a "
                "machine of yours, without us. That you took it is recorded."
            ),
        ),
    ),
    "auditors",
)
