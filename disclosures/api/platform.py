"""How the platform keeps the desk in step: its machine client puts members and transactions (P3f)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.models import MemberRecord
from disclosures.actions import members, transactions
from disclosures.actions.members import Account, Profile
from disclosures.actions.transactions import Performed, Report
from disclosures.api.documentation import operation
from disclosures.api.fields import Flag, Instant, Strict, Words
from disclosures.api.outsiders.shapes import COUNTRY
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.clocks import local_date
from disclosures.domain.instants import text
from disclosures.models import Performance, Transaction
from disclosures.queries import named

MOST_PERFORMED = 200
MOST_VERSIONS = 2**53 - 1
EXTERNAL = 80
NEWEST = "The newest that the desk has."
LATE = "The desk had a newer version already: what was sent changed nothing, and need not be sent again."


class Optional(Words):
    """Text that may be blank: not held."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "allow_blank": True, "default": "", **options})


class Version(serializers.IntegerField):
    """Grows with every change on the platform's side."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": MOST_VERSIONS, **options})

    def to_internal_value(self, data: Any) -> int:
        """Refuses a number written as text."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class AddressReader(Strict):
    """A postal address, whole."""

    line = Words(max_length=300)
    city = Words(max_length=100)
    postcode = Optional(max_length=20)
    country = serializers.RegexField(COUNTRY)


class MemberReader(Strict):
    """A member as the platform has it, whole: what is left out is not held."""

    version = Version()
    name = Words(max_length=150, required=False, help_text="The handle; the external id unless said.")
    country = serializers.RegexField(COUNTRY, default="CN", help_text="Where the member lives.")
    stored_in = serializers.RegexField(COUNTRY, default="CN", help_text="Where the data is stored (P4).")
    username = Optional(max_length=150)
    registered_at = Instant(required=False)
    legal_name = Optional(max_length=200)
    date_of_birth = Instant(required=False, help_text="A date.")
    government_id = Optional(max_length=64)
    email = serializers.EmailField(required=False, allow_blank=True, default="")
    phone = Optional(max_length=40)
    postal_address = AddressReader(required=False)
    payment_account = Optional(max_length=64)
    preferred_channel = serializers.ChoiceField(["", "phone", "email"], required=False, default="")
    closed = Flag(default=False, help_text="The account is closed: no sign-in, no token, no consent of it any more.")


class PerformedReader(Strict):
    """One thing a party did, by the platform's own records."""

    party = Words()
    kind = serializers.ChoiceField(Performance.Kind.choices)
    at = Instant()
    is_partial = Flag(default=False)


class TransactionReader(Strict):
    """A transaction as the platform has it, whole."""

    version = Version()
    buyer = Words(help_text="The platform's id of the member, or their handle.")
    seller = Words(help_text="The platform's id of the member, or their handle.")
    status = serializers.ChoiceField(Transaction.Status.choices)
    performed = serializers.ListField(child=PerformedReader(), required=False, default=list, max_length=MOST_PERFORMED)


class MemberSerializer(serializers.Serializer[Any]):
    """What the desk took over, without any value."""

    external_id = serializers.CharField()
    name = serializers.CharField()
    version = serializers.IntegerField(help_text=NEWEST)
    is_late = serializers.BooleanField(help_text=LATE)
    closed_at = serializers.DateTimeField(allow_null=True)


class TransactionSerializer(serializers.Serializer[Any]):
    """The transaction as the desk has it now."""

    external_id = serializers.CharField()
    version = serializers.IntegerField(help_text=NEWEST)
    is_late = serializers.BooleanField(help_text=LATE)
    status = serializers.ChoiceField(Transaction.Status.choices)
    buyer = serializers.CharField()
    seller = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)


def _external(word: str) -> str:
    if len(word) > EXTERNAL or not word.isprintable():
        raise Malformed(f"An external id is at most {EXTERNAL} characters.", fields=("external_id",))
    return word


class Members(DeskView):
    """Members, as the platform reports them."""

    @operation(
        "platform_members_put",
        tag="platform",
        body=MemberReader,
        answers={200: MemberSerializer},
        codes=("invalid", "version_conflict"),
    )
    def put(self, request: Request, external_id: str) -> Response:
        """Report a member whole; what is left out is erased, a late message changes nothing."""
        read, ident = self.body(MemberReader), _external(external_id)
        record = members.keep_in_step(
            external_id=ident,
            account=Account(read.get("name") or ident, read["email"], read["country"], read["closed"]),
            profile=_profile(read),
            version=read["version"],
            by=self.by,
            at=self.at,
        )
        return Response(_member(record, version=read["version"]))


def _profile(read: dict[str, Any]) -> Profile:
    address, born = read.get("postal_address") or {}, read.get("date_of_birth")
    return Profile(
        username=read["username"],
        registered_at=read.get("registered_at"),
        legal_name=read["legal_name"],
        date_of_birth=local_date(born) if born else None,
        government_id=read["government_id"],
        email=read["email"],
        phone=read["phone"],
        payment_account=read["payment_account"],
        stored_in=read["stored_in"],
        preferred_channel=read["preferred_channel"],
        **{f"address_{name}": value for name, value in address.items()},
    )


def _member(record: MemberRecord, *, version: int) -> dict[str, Any]:
    return {
        "external_id": record.external_id,
        "name": record.subject.name,
        "version": record.platform_version,
        "is_late": record.platform_version > version,
        "closed_at": text(record.closed_at),
    }


class Transactions(DeskView):
    """Transactions, as the platform reports them."""

    @operation(
        "platform_transactions_put",
        tag="platform",
        body=TransactionReader,
        answers={200: TransactionSerializer},
        codes=("invalid", "version_conflict"),
    )
    def put(self, request: Request, external_id: str) -> Response:
        """Report a transaction; closing it ends what was opened for it, a late message changes nothing."""
        read, ident = self.body(TransactionReader), _external(external_id)
        kept = transactions.keep_in_step(external_id=ident, report=self._report(read), by=self.by, at=self.at)
        return Response(
            {
                "external_id": kept.external_id,
                "version": kept.platform_version,
                "is_late": kept.platform_version > read["version"],
                "status": kept.status,
                "buyer": kept.buyer.name,
                "seller": kept.seller.name,
                "closed_at": text(kept.closed_at),
            }
        )

    def _report(self, read: dict[str, Any]) -> Report:
        words = {read["buyer"], read["seller"], *(done["party"] for done in read["performed"])}
        people = {word: named.member_of_platform(word, by=self.by) for word in words}
        return Report(
            buyer=people[read["buyer"]],
            seller=people[read["seller"]],
            status=Transaction.Status(read["status"]),
            version=read["version"],
            performed=tuple(
                Performed(people[done["party"]], Performance.Kind(done["kind"]), done["at"], done["is_partial"])
                for done in read["performed"]
            ),
        )
