"""Authorities and courts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from disclosures.portals.visitors.help_texts.guide import Guide, Step

GUIDE = Guide(
    _("Help for authorities and courts"),
    _(
        "We verify your agency and you, by a call to the published number. We answer to the address "
        "in our register, never to one that came with a request."
    ),
    (
        Step(
            _("Register your agency and yourself"),
            _(
                "Name the official domain and a telephone number that is published. Staff enter the agency, verify "
                "it, and call back; until then nothing opens."
            ),
            "register",
        ),
        Step(
            _("Begin a request"),
            _(
                "Choose what you file: a request by law, or an emergency, which is another, shorter "
                "form with a second check of its own."
            ),
            "kinds",
        ),
        Step(
            _("Name the paper"),
            _(
                "Its kind, number, date and statute. The paper decides what can be given: a court "
                "order opens access records of a period, a warrant more."
            ),
            "paper",
        ),
        Step(
            _("Name the persons and the items"),
            _(
                "Persons by their identifiers, items each with its period. What is too broad is "
                "returned for narrowing, not refused; the clock stops meanwhile. May the member be "
                "told? If not, say by which law and until when."
            ),
        ),
        Step(
            _("Check your answers, and file"),
            _("Each answer is saved as you go; you can change each of them before you file."),
            "check",
        ),
        Step(
            _("Keep the reference"),
            _(
                "The receipt waives no objection. We answer within ten days, in an emergency within "
                "eight hours, alike whether or not the person exists here."
            ),
            "filed",
        ),
        Step(
            _("Follow it, and collect"),
            _(
                "“Your requests” says where it is. The production page asks for a code that goes to "
                "your agency's registered address; it lists files with size and SHA-256, and a "
                "certificate that you can check without us."
            ),
            "production",
        ),
        Step(
            _("Have data kept"),
            _(
                "If you fear that data vanish before the paper is there: two of our people sign, then they are "
                "kept, sealed, for 90 days. Nothing is disclosed, not even whether there was anything."
            ),
            "keep",
        ),
    ),
    "authorities",
)
