"""The help of each group, step by step; a step that names a picture has it in both languages (`make pictures`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Step:
    """What one does, and what then happens; ``picture`` is the name of the page's picture, empty for none."""

    heading: Promise
    says: Promise
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The page of one group, and the chapter of the repository's guides that says more."""

    title: Promise
    says: Promise
    steps: tuple[Step, ...]
    more: str


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
GUIDES: Mapping[str, Guide] = {
    "staff": Guide(
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
    ),
    "complainants": Guide(
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
            ),
            Step(
                _("Complain"),
                _(
                    "Name the right, the exact listings and the respondent, and declare that it is true "
                    "and in good faith. A false claim can end your account."
                ),
            ),
            Step(
                _("Decide what may be passed on"),
                _(
                    "Name, mail address, the right and your statement go only when you ask; phone and "
                    "postal address only if you tick each. You see before what they would see."
                ),
            ),
            Step(
                _("Follow it"),
                _(
                    "The respondent may answer by a counter-statement. Report a suit within 15 days of "
                    "its arrival, or the complaint is closed. You may withdraw at any time."
                ),
            ),
        ),
        "complainants",
    ),
    "respondents": Guide(
        _("Help for those who are complained about"),
        _(
            "A notice leads to a page, not to content. You see what is alleged about which listing, and "
            "what you can do."
        ),
        (
            Step(
                _("Read what is alleged"),
                _(
                    "Sign in and press the link in our mail, or open “Your data and others”. The "
                    "complaint is listed there with its reference."
                ),
            ),
            Step(
                _("Answer by a counter-statement"),
                _(
                    "Say why you may sell what you list. The complainant reads it only if you agree; then "
                    "15 days begin, after which the measures end unless a suit is reported."
                ),
            ),
            Step(
                _("Ask for the complainant's details"),
                _("That invites the complainant to agree. It never releases anything by itself."),
            ),
            *COLLECT,
        ),
        "complainants",
    ),
    "parties": Guide(
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
    ),
    "members": Guide(
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
                _(
                    "The next page says what your answer allows, to whom and until when. Nothing is sent "
                    "before you press."
                ),
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
    ),
    "authorities": Guide(
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
    ),
    "partners": Guide(
        _("Help for partners"),
        _("You serve a member under an engagement with us, and need some of their data for one order."),
        (
            Step(
                _("Know your engagement"),
                _(
                    "It says which items you may ever receive and until when. Sensitive items and other "
                    "orders never come."
                ),
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
    ),
    "auditors": Guide(
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
    ),
}
