"""What the desk does to a case, as one table: what each act is called, asks, says before and after, and does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from disclosures.actions import (
    assignments,
    cases,
    decisions,
    drawn_reviews,
    emergencies,
    endings,
    formal_instruments,
    holds,
    incidents,
    legal_holds,
    objections,
    refused_signatures,
    releases,
    scope,
    steps,
)
from disclosures.actions.scope import Part
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed, SamePerson
from disclosures.domain.extents import Detail, Period
from disclosures.domain.grounds import RefusalCode, TransferGround
from disclosures.domain.holds import Hold, HoldKind
from disclosures.models import CaseAssignment, DrawnReview, EmergencyFollowUp
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import Read, midnight
from disclosures.portals.staff.case import questions
from disclosures.portals.staff.case.found import Found


def _untaken(about: Found) -> bool:
    return not CaseAssignment.objects.filter(case=about.case).exists()


def _taken(about: Found) -> bool:
    return not _untaken(about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(acting.Act):
    """One act on a case: ``verb`` is that of the table of what is possible."""

    verb: str
    shows_scope: bool = False


def _words(about: Found) -> dict[str, Any]:
    return {"case": about.case, "by": about.by, "at": about.at}


def _hand_over(about: Found, read: Read) -> None:
    assignments.hand_over(to=read["to"], reason=read["reason"], **_words(about))


def _sign(about: Found, read: Read) -> None:
    if about.due_step is None:
        raise MoveNotAllowed
    try:
        steps.approve(step=about.due_step.step, shown=read["shown"], **_words(about))
    except SamePerson:
        refused_signatures.record(step=about.due_step.step, **_words(about))
        raise


def _check(about: Found, read: Read) -> None:
    ground = read["transfer_ground"]
    cases.check_particulars(
        called_back=read["called_back"],
        approval_number=read["approval_number"],
        transfer_ground=TransferGround(ground) if ground else None,
        **_words(about),
    )


def _refuse(about: Found, read: Read) -> None:
    decisions.refuse(code=RefusalCode(read["code"]), reason=read["reason"], **_words(about))


def _narrow(about: Found, read: Read) -> None:
    to = Part(Detail.of(read["detail"]), _period(read))
    scope.narrow(item=ItemKey(read["item"]), to=to, reason=read["reason"], shown=read["shown"], **_words(about))


def _period(read: Read) -> Period | None:
    begins, ends = read["begins"], read["ends"]
    if not begins and not ends:
        return None
    return Period(begins and midnight(begins), ends and midnight(ends + timedelta(days=1)))


def _hold(about: Found, read: Read) -> None:
    holds.enter(hold=Hold(HoldKind(read["kind"]), read["paper"], read["by"], read["until"]), **_words(about))


def _review_emergency(about: Found, read: Read) -> None:
    result = EmergencyFollowUp.Result(read["result"])
    emergencies.review(result=result, words=read["reason"], hold_until=read["hold_until"], **_words(about))


def _review_drawn(about: Found, read: Read) -> None:
    drawn_reviews.finish(result=DrawnReview.Result(read["result"]), words=read["reason"], **_words(about))


def _report(about: Found, read: Read) -> None:
    incidents.report(what=read["what"], **_words(about))


ACTS: Mapping[str, Act] = {
    "take": Act(
        verb="take",
        label=_("Take this case"),
        says=_("The case becomes your work. Others see that, and can still sign what you may not."),
        done=_("The case is your work now."),
        do=lambda about, read: assignments.take(**_words(about)),
        is_there=_untaken,
    ),
    "put-back": Act(
        verb="put_back",
        label=_("Put it back"),
        says=_("The case becomes nobody's work, and others can take it."),
        done=_("The case is nobody's work now."),
        do=lambda about, read: assignments.put_back(**_words(about)),
        is_there=_taken,
    ),
    "hand-over": Act(
        verb="hand_over",
        label=_("Give it to a colleague"),
        says=_("The case becomes their work, whoever had it. That gives them no right that they do not have already."),
        done=_("The case is your colleague's work now."),
        do=_hand_over,
        form=questions.HandingOver,
    ),
    "sign": Act(
        verb="sign",
        label=_("Sign this step"),
        says=_("You sign exactly what the table shows. When it changes, your signature is void."),
        done=_("Signed."),
        do=_sign,
        form=questions.Signature,
        shows_scope=True,
    ),
    "check": Act(
        verb="check",
        label=_("Enter what was checked"),
        says=_("Only staff can say these. They count for the facts of the case from now on."),
        done=_("Entered."),
        do=_check,
        form=questions.Check,
    ),
    "accept": Act(
        verb="accept",
        label=_("Accept the case"),
        says=_("The case goes to its signatures. Where only the member's consent is missing, the member is asked."),
        done=_("Accepted."),
        do=lambda about, read: cases.accept(**_words(about)),
        shows_scope=True,
    ),
    "narrow": Act(
        verb="narrow",
        label=_("Let less of it leave"),
        says=_("A scope can only be narrowed. Signatures given before are void, and you cannot sign this case then."),
        done=_("Narrowed. Signatures given before are void."),
        do=_narrow,
        form=questions.Narrowing,
        shows_scope=True,
    ),
    "return": Act(
        verb="return",
        label=_("Ask for more"),
        says=_("The case goes back to who asked, and our clock stands still until they file it again."),
        done=_("Returned. Who asked is told."),
        do=lambda about, read: decisions.return_for_more(reason=read["reason"], **_words(about)),
        form=acting.Why,
    ),
    "refuse": Act(
        verb="refuse",
        label=_("Refuse"),
        says=_("Nothing leaves. Who asked is told the code, and can appeal; others decide then."),
        done=_("Refused. Who asked is told."),
        do=_refuse,
        form=questions.Refusal,
        warns=True,
    ),
    "hold": Act(
        verb="hold",
        label=_("Hold back telling the member"),
        says=_("Until that day nothing of this case shows on the member's page. Then all of it appears by itself."),
        done=_("The hold stands."),
        do=_hold,
        form=questions.Hold,
    ),
    "end-hold": Act(
        verb="end_hold",
        label=_("End the hold now"),
        says=_("What was kept back appears on the member's page at once, and the notice goes out."),
        done=_("The hold has ended."),
        do=lambda about, read: holds.end(reason=read["reason"], **_words(about)),
        form=acting.Why,
        warns=True,
    ),
    "legal-hold": Act(
        verb="legal_hold",
        label=_("Place a legal hold"),
        says=_("Nothing of this case is destroyed, however long it has been over, until the legal hold is lifted."),
        done=_("The legal hold stands."),
        do=lambda about, read: legal_holds.place(reason=read["reason"], **_words(about)),
        form=acting.Why,
    ),
    "lift-legal-hold": Act(
        verb="lift_legal_hold",
        label=_("Lift the legal hold"),
        says=_("What has had its time comes on the next list, and is destroyed when two have signed that."),
        done=_("The legal hold is lifted."),
        do=lambda about, read: legal_holds.lift(reason=read["reason"], **_words(about)),
        form=acting.Why,
        warns=True,
    ),
    "uphold-objection": Act(
        verb="uphold_objection",
        label=_("Uphold the objection"),
        says=_("The member is right: the case is refused and nothing leaves."),
        done=_("The objection is upheld. The case is refused."),
        do=lambda about, read: objections.uphold(reason=read["reason"], **_words(about)),
        form=acting.WhyIfAny,
        warns=True,
    ),
    "overrule-objection": Act(
        verb="overrule_objection",
        label=_("Overrule the objection"),
        says=_("The release goes on when the member's time is over. The member is told the result."),
        done=_("The objection is overruled."),
        do=lambda about, read: objections.overrule(reason=read["reason"], **_words(about)),
        form=acting.Why,
        warns=True,
    ),
    "retry": Act(
        verb="retry",
        label=_("Try the release again"),
        says=_("Facts, signatures and rules are asked anew before anything leaves."),
        done=_("The release is being tried again."),
        do=lambda about, read: releases.retry(**_words(about)),
    ),
    "review-emergency": Act(
        verb="review_emergency",
        label=_("Review this emergency"),
        says=_("The full review of what was released in the emergency, by somebody who did not sign it."),
        done=_("The review is entered."),
        do=_review_emergency,
        form=questions.EmergencyReview,
        warns=True,
    ),
    "accept-instrument": Act(
        verb="decide_instrument",
        label=_("Accept the paper presented"),
        says=_("The formal paper after the emergency is what was owed. Say why where it does not cover everything."),
        done=_("The paper is accepted."),
        do=lambda about, read: formal_instruments.accept(words=read["reason"], **_words(about)),
        form=acting.WhyIfAny,
    ),
    "refuse-instrument": Act(
        verb="decide_instrument",
        label=_("Refuse the paper presented"),
        says=_("Another paper is still owed by the same day."),
        done=_("The paper is refused."),
        do=lambda about, read: formal_instruments.refuse(words=read["reason"], **_words(about)),
        form=acting.Why,
    ),
    "give-up-instrument": Act(
        verb="give_up_instrument",
        label=_("Stop waiting for the paper"),
        says=_("No paper came in time. The access ends with it."),
        done=_("The desk no longer waits for the paper."),
        do=lambda about, read: formal_instruments.give_up(words=read["reason"], **_words(about)),
        form=acting.Why,
        warns=True,
    ),
    "review-drawn": Act(
        verb="review_drawn",
        label=_("Enter the drawn review"),
        says=_("One release in twenty is drawn by lot and looked at again."),
        done=_("The review is entered."),
        do=_review_drawn,
        form=questions.DrawnReviewed,
    ),
    "revoke": Act(
        verb="revoke",
        label=_("Revoke the access"),
        says=_("The access ends at once and its key is destroyed. It cannot be given back; that needs a new case."),
        done=_("The access has ended."),
        do=lambda about, read: endings.revoke(reason=read["reason"], **_words(about)),
        form=acting.Why,
        warns=True,
    ),
    "incident": Act(
        verb="incident",
        label=_("Report a wrong recipient"),
        says=_(
            "Ends the access, its codes and its tokens, destroys its key, and opens the record for the breach notice."
        ),
        done=_("The access has ended and the incident is open."),
        do=_report,
        form=questions.Incident,
        warns=True,
    ),
}
"""In the order of a case's life; the name is the one in the address."""
