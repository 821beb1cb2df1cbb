"""Every refusal the desk can give: a stable code, a sentence that says what to do, an HTTP status (DESIGN 5.12, 8)."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from disclosures.domain.roles import Role
from disclosures.domain.words import _


class DeskError(Exception):
    """A refusal that a user can act on. It never carries personal data."""

    code: ClassVar[str] = "invalid"
    status: ClassVar[int] = 422
    sentence: ClassVar[str] = _("Check what you sent and try again.")

    def __init__(self, sentence: str | None = None, *, fact: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.detail = sentence or self.sentence
        self.fact = fact
        self.fields = fields
        super().__init__(self.detail)


class NotFound(DeskError):
    """There is no such thing, or it is not the asker's to see: the answer is the same (DESIGN 5.9)."""

    code, status = "not_found", 404
    sentence = _("There is nothing here that you can see. Check the reference.")


class NotPermitted(DeskError):
    """A role that may never do this; ``roles`` names those that may, where roles decide it."""

    code, status = "not_permitted", 403
    sentence = _("Your role does not do this. Ask somebody whose role does.")

    def __init__(self, sentence: str | None = None, *, roles: Collection[Role] = ()) -> None:
        super().__init__(sentence)
        self.roles = frozenset(roles)


class SecondFactorNeeded(DeskError):
    """A session without the second factor that the role needs."""

    code, status = "second_factor_needed", 403
    sentence = _("Your role needs a second factor. Add one under your account, then sign in with it.")


class SignInAgain(DeskError):
    """A session whose person has not shown for a while who they are, and would act."""

    code, status = "sign_in_again", 403
    sentence = _(
        "Confirm in your browser that it is you, at /account/reauthenticate/, then repeat this; a token does not do."
    )


class SamePerson(DeskError):
    """Barred by the two-person rules."""

    code, status = "same_person", 403
    sentence = _("Another person must do this: you filed it, are a party to it, changed its scope or decided in it.")


class AcceptanceMissing(DeskError):
    """A member or complainant who has not accepted what is in force (P0c)."""

    code, status = "acceptance_missing", 403
    sentence = _(
        "Accept the current privacy policy and Service Use Agreement first. Without that you can see your own page, "
        "object, answer, and withdraw consents."
    )


class PolicyVersionStale(DeskError):
    """Accepted what is not, or no longer, in force or announced."""

    code, status = "policy_version_stale", 409
    sentence = _("These are not the versions in force. Read the current ones, then accept.")


class MoveNotAllowed(DeskError):
    """The wrong state or order; also when somebody else was first."""

    code, status = "move_not_allowed", 409
    sentence = _("The case is not at the point where this can be done. Look at its present state and try again.")


class SignatureStale(DeskError):
    """Signed over a scope that has changed since it was shown."""

    code, status = "signature_stale", 409
    sentence = _("The scope changed after you opened it. Read the new version, then sign.")


class AccessEnded(DeskError):
    """The recipient's access is over (DESIGN 5.8)."""

    code, status = "access_ended", 410
    sentence = _("Access to this release has ended. For more, file a new request.")


class FilingIncomplete(DeskError):
    """A field that the basis needs is missing or cannot be read."""

    code = "filing_incomplete"
    sentence = _("Something is missing from the filing. Fill in the fields named and submit again.")


class FactMissing(DeskError):
    """A fact of the basis is not met by the records; ``fact`` names it."""

    code = "fact_missing"
    sentence = _("A condition of this clause is not met by the records.")


class Overbroad(DeskError):
    """No named person, or access records without a period (P3c)."""

    code = "overbroad"
    sentence = _(
        "The request is too broad: name the persons, and the period for access records. Return it for narrowing."
    )


class BasisUnsuited(DeskError):
    """The basis does not cover whose data is asked, or who would receive it."""

    code = "basis_unsuited"
    sentence = _(
        "This clause does not cover whose data is asked, or who would receive it. Choose the clause that does."
    )


class PurposeForbidden(DeskError):
    """Sale, rent or trade (P2a)."""

    code = "purpose_forbidden"
    sentence = _("Members' data is never sold, rented or traded. State another purpose, if there is one.")


class ConsentBundled(DeskError):
    """Several recipients or purposes in one consent (P3a)."""

    code = "consent_bundled"
    sentence = _("A consent is for one recipient and one purpose. Give a separate one for each.")


class GroundMissing(DeskError):
    """A policy clause is not by itself a legal ground."""

    code = "ground_missing"
    sentence = _("A policy clause alone is not a legal ground. Name the ground and its article.")


class TransferNotAllowed(DeskError):
    """Nothing may cross to the recipient's country (P4)."""

    code = "transfer_not_allowed"
    sentence = _(
        "The data may not leave the country where it is stored. Record a transfer ground, and for a foreign authority "
        "the approval number."
    )


class AskedTooSoon(DeskError):
    """The member said no less than 90 days ago (P3a)."""

    code = "asked_too_soon"
    sentence = _("The same question was answered with no. It may be asked again 90 days after that answer.")


class WideningRefused(DeskError):
    """More than would leave now."""

    code = "widening_refused"
    sentence = _("A scope can only be narrowed. Choose less than what would leave now.")


class SourceProblem(DeskError):
    """A place where members' data is kept could not be read. It names neither a member nor what was asked."""


class SourceAway(SourceProblem):
    """A source does not answer, or not in time; it is asked again."""

    code, status = "source_away", 503
    sentence = _("A source of members' data does not answer now. It is asked again by itself; try again later.")


class SourceRefused(SourceProblem):
    """A source answers, but not what it was asked: no such column, no permission, a status that was not declared."""

    code, status = "source_refused", 503
    sentence = _(
        "A source of members' data does not give what it is asked for. Ask an administrator to check its mapping."
    )


class SourceMisread(SourceProblem):
    """A source gave something that its mapping does not promise: a value of another type, two rows for one."""

    code, status = "source_misread", 503
    sentence = _(
        "A source of members' data gave what cannot be read as declared. Ask an administrator to check its mapping."
    )
