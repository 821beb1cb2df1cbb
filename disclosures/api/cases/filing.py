"""Reads a filing from a body. It is saved whatever it says, as long as it can be read at all."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.serializers import ValidationError

from disclosures.actions.filings import Filing
from disclosures.api.cases import particulars
from disclosures.api.cases.asks import Asks
from disclosures.api.fields import SHORT, Flag, Strict, Words, one_of
from disclosures.bases import REGISTRY
from disclosures.domain.basis import BasisCode
from disclosures.domain.grounds import Ground
from disclosures.domain.purposes import normalised

MOST_SUBJECTS = 50
RECIPIENT = {
    "oneOf": [
        {
            "type": "object",
            "properties": {kind: {"type": "string", "minLength": 1, "maxLength": SHORT}},
            "required": [kind],
            "additionalProperties": False,
        }
        for kind in ("organisation", "person")
    ]
}


@extend_schema_field(RECIPIENT)
class Recipient(serializers.Field):  # type: ignore[type-arg]  # no generic at run time
    """``{"organisation": name}`` or ``{"person": name}``."""

    def to_internal_value(self, data: Any) -> tuple[str, bool]:
        """The name, and whether it is a person's."""
        if not isinstance(data, dict) or len(data) != 1 or not set(data) <= {"organisation", "person"}:
            raise ValidationError('Write {"organisation": name} or {"person": name}.')
        kind, name = next(iter(data.items()))
        return Words().run_validation(name), kind == "person"


class Folded(Words):
    """Words that are also kept folded, which may be longer than they are."""

    def to_internal_value(self, data: Any) -> str:
        """The words as they came."""
        words = super().to_internal_value(data)
        if len(normalised(words)) > SHORT:
            self.fail("max_length", max_length=SHORT)
        return words


class LegalGround(Strict):
    """A clause is not by itself a legal ground."""

    ground = one_of(Ground)
    article = Words(max_length=120, allow_blank=True, required=False)


class FilingReader(Strict):
    """What somebody asks: whose data, for whom, what for, which items, and the particulars of the clause."""

    basis = one_of(BasisCode)
    subjects = serializers.ListField(
        child=Folded(), max_length=MOST_SUBJECTS, required=False, help_text="Names of those whose data is asked."
    )
    recipient = Recipient(required=False)
    purpose = Folded(required=False, allow_blank=True)
    asks = Asks(required=False)
    legal_ground = LegalGround(required=False)
    particulars = serializers.DictField(
        required=False, help_text="By clause: see `particulars` of /api/v1/bases/{code}/."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The particulars are the clause's own."""
        basis = REGISTRY.current(attrs["basis"])
        try:
            attrs["particulars"] = particulars.read(basis, attrs.get("particulars") or {})
        except ValidationError as error:
            raise ValidationError({"particulars": error.detail}) from error
        return attrs


class NewFilingReader(FilingReader):
    """A filing, and whether to submit it at once; one that is refused then leaves nothing behind."""

    submit = Flag(default=False)


def filing_of(read: dict[str, Any]) -> Filing:
    """What a reader found, as the action wants it."""
    name, is_person = read.get("recipient") or ("", False)
    ground = read.get("legal_ground") or {}
    return Filing(
        basis=BasisCode(read["basis"]),
        subjects=tuple(read.get("subjects") or ()),
        recipient=name,
        recipient_is_person=is_person,
        purpose=read.get("purpose") or "",
        asks=read.get("asks") or {},
        ground=ground.get("ground", ""),
        article=ground.get("article", ""),
        particulars=read["particulars"],
    )
