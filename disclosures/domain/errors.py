"""Every refusal the desk can give: a stable code, a sentence that says what to do, an HTTP status (DESIGN 5.12, 8)."""

from __future__ import annotations

from typing import ClassVar


class DeskError(Exception):
    """A refusal that a user can act on. It never carries personal data."""

    code: ClassVar[str] = "invalid"
    status: ClassVar[int] = 422
    sentence: ClassVar[str] = "Check what you sent and try again."

    def __init__(self, sentence: str | None = None, *, fact: str | None = None, fields: tuple[str, ...] = ()) -> None:
        self.detail = sentence or self.sentence
        self.fact = fact
        self.fields = fields
        super().__init__(self.detail)


class NotFound(DeskError):
    code, status = "not_found", 404
    sentence = "There is nothing here that you can see. Check the reference."


class NotPermitted(DeskError):
    code, status = "not_permitted", 403
    sentence = "Your role does not do this. Ask somebody whose role does."


class SamePerson(DeskError):
    code, status = "same_person", 403
    sentence = "Another person must do this: you filed the case, are a party to it, changed its scope, or decided in it before."


class MoveNotAllowed(DeskError):
    code, status = "move_not_allowed", 409
    sentence = "The case is not at the point where this can be done. Look at its present state and try again."


class SignatureStale(DeskError):
    code, status = "signature_stale", 409
    sentence = "The scope changed after you opened it. Read the new version, then sign."


class AccessEnded(DeskError):
    code, status = "access_ended", 410
    sentence = "Access to this release has ended. For more, file a new request."


class FilingIncomplete(DeskError):
    code = "filing_incomplete"
    sentence = "Something is missing from the filing. Fill in the fields named and submit again."


class FactMissing(DeskError):
    code = "fact_missing"
    sentence = "A condition of this clause is not met by the records."


class Overbroad(DeskError):
    code = "overbroad"
    sentence = "The request is too broad: name the persons, and the period for access records. Return it for narrowing."


class BasisUnsuited(DeskError):
    code = "basis_unsuited"
    sentence = "This clause does not cover whose data is asked, or who would receive it. Choose the clause that does."


class PurposeForbidden(DeskError):
    code = "purpose_forbidden"
    sentence = "Members' data is never sold, rented or traded. State another purpose, if there is one."


class GroundMissing(DeskError):
    code = "ground_missing"
    sentence = "A policy clause alone is not a legal ground. Name the ground and its article."


class TransferNotAllowed(DeskError):
    code = "transfer_not_allowed"
    sentence = "The data may not leave the country where it is stored. Record a transfer ground, and the approval number for a foreign authority."


class AskedTooSoon(DeskError):
    code = "asked_too_soon"
    sentence = "The same question was answered with no. It may be asked again 90 days after that answer."


class WideningRefused(DeskError):
    code = "widening_refused"
    sentence = "A scope can only be narrowed. Choose less than what would leave now."
