"""Outside organisations: who is verified until when, whose word each value is, who belongs to them (P3c)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, Organisation, RegisterValue
from disclosures import policies
from disclosures.actions import organisations, verifications
from disclosures.domain import mail_domains
from disclosures.domain.register_entry import PHONE, Entry
from disclosures.domain.roles import LEGAL_STAFF, OrganisationKind, Role
from disclosures.policies import registers
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import NOT_YET, Question, Read
from disclosures.portals.staff.registers.call_backs import OfOrganisation
from disclosures.portals.staff.registers.shape import About, Act, Cell, Line, Part, Register, Table

KEEPERS = LEGAL_STAFF | {Role.ADMINISTRATOR}
LONGEST_NUMBER = 15
MOST_PEOPLE = 100
KINDS: Mapping[str, Promise] = {
    OrganisationKind.AUTHORITY: _("Authority"),
    OrganisationKind.COURT: _("Court"),
    OrganisationKind.PARTNER: _("Partner"),
    OrganisationKind.COMPANY: _("Company"),
    OrganisationKind.RIGHTS_HOLDER: _("Rights holder"),
}
FIELDS: Mapping[str, Promise] = {
    RegisterValue.Field.NAME: _("Name"),
    RegisterValue.Field.COUNTRY: _("Country"),
    RegisterValue.Field.DOMAIN: _("Domain of mail"),
    RegisterValue.Field.PHONE: _("Published number"),
    RegisterValue.Field.ADDRESS: _("Registered address"),
}
LANGUAGES: Mapping[str, str] = {Language.ENGLISH: "English", Language.CHINESE: "简体中文"}
"""Each in itself, as everywhere."""
VERIFIED = "verified"


def verification(thing: Any, *, at: datetime) -> Cell:
    """Whether staff's verification stands, and until when."""
    if thing.suspended_at is not None:
        return Cell(_("Suspended"), colour="red", at=thing.suspended_at)
    if thing.is_verified(at=at):
        return Cell(_("Verified until"), colour="green", at=thing.verified_until)
    if thing.verified_until is not None:
        return Cell(_("Verification ran out"), colour="yellow", at=thing.verified_until)
    return Cell(_("Not verified"), colour="grey")


def stands(at: datetime) -> Q:
    """Those whose verification counts at this moment."""
    return Q(verified_at__lte=at) & (Q(verified_until__isnull=True) | Q(verified_until__gt=at))


class Words(Question):
    """An entry: what our register knows of an organisation."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Enter the name")})
    country = forms.RegexField(
        r"^[A-Z]{2}$",
        label=_("Country"),
        help_text=_("Its two letters, for example CN."),
        error_messages={
            "required": _("Enter the two letters of a country, for example CN"),
            "invalid": _("Enter the two letters of a country, for example CN"),
        },
    )
    domain = forms.CharField(
        label=_("Official domain of mail"),
        help_text=_("What stands after the @ of its mail; its people join by it."),
        max_length=253,
        error_messages={"required": _("Enter the official domain")},
    )
    phone = forms.RegexField(
        PHONE,
        label=_("Published number"),
        help_text=_("With + and the code of the country. Call-backs go there."),
        max_length=40,
        error_messages={
            "required": _("Enter the published number"),
            "invalid": _("Enter the number with + and the code of the country, for example +86 10 5555 0100"),
        },
    )
    phone_source = forms.CharField(
        label=_("Where that number is published"),
        max_length=300,
        error_messages={"required": _("Enter where the number is published")},
    )
    registered_email = forms.EmailField(
        label=_("Registered address"),
        help_text=_("Where releases go, on the official domain."),
        error_messages={"required": _("Enter the registered address")},
    )


class Registering(Words):
    """A new entry."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[*KINDS.items()], widget=forms.RadioSelect, error_messages=NOT_YET
    )
    field_order = ("name", "kind")


class Changing(Words):
    """The entry as it was read, with what is different now."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, about: About, initial: dict[str, Any] | None = None) -> None:
        thing = about.thing
        now = {name: getattr(thing, name) for name in (*Words.base_fields, "edition")}
        super().__init__(data, about=about, initial=now | (initial or {}))


class Speaking(Question):
    """In which language it is written to."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("In each")), *LANGUAGES.items()], widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: Any = None, *, about: About, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, about=about, initial={"language": about.thing.language, **(initial or {})})


def _words(about: About) -> dict[str, Any]:
    return {"organisation": about.thing, "by": about.by, "at": about.at}


def _register(about: About, read: Read) -> Organisation:
    entry = Entry(**{**read, "kind": OrganisationKind(read["kind"])})
    return organisations.register(entry=entry, by=about.by, at=about.at)


def _change(about: About, read: Read) -> None:
    values = {name: word for name, word in read.items() if name != "edition"}
    entry = organisations.entry_of(about.thing, **values)
    organisations.change(entry=entry, edition=read["edition"], **_words(about))


def _verify(about: About, read: Read) -> None:
    kept = {name: read[name] for name in ("until", "evidence", "call", "edition")}
    verifications.verify(**kept, **_words(about))


def _lines(about: About) -> Iterator[Line]:
    thing = about.thing
    yield Line(_("Kind"), Cell(KINDS[thing.kind]))
    yield Line(_("Verification"), verification(thing, at=about.at))
    yield Line(_("Country"), Cell(thing.country))
    yield Line(_("Domain of mail"), Cell(thing.domain, sub=_near(thing)))
    yield Line(_("Published number"), Cell(thing.phone, sub=thing.phone_source))
    yield Line(_("Registered address"), Cell(thing.registered_email))
    yield Line(_("Written to in"), Cell(LANGUAGES.get(thing.language, _("In each"))))


def _near(thing: Organisation) -> str:
    """Registered domains that look much like its own, for who compares them letter by letter."""
    others = Organisation.objects.exclude(pk=thing.pk).exclude(domain="").values_list("domain", flat=True)
    like = mail_domains.likeness(thing.domain, registered=others) if thing.domain else None
    return ", ".join([*like.same_to_the_eye, *like.near]) if like else ""


def _tables(about: About) -> Iterator[Table]:
    thing = about.thing
    people = thing.people.order_by("name")[:MOST_PEOPLE]
    yield Table(
        title=_("Its people"),
        heads=(_("Person"), _("Verification")),
        rows=tuple(
            (Cell(one.name, href=reverse("register-people-one", args=[one.name])), verification(one, at=about.at))
            for one in people
        ),
        empty=_("Nobody belongs to it here. People ask to join by a mail on its domain."),
    )
    yield checks(thing)
    values = thing.values.standing().select_related("by").order_by("field")
    yield Table(
        title=_("Whose word each value is"),
        heads=(_("Value"), _("Entered by"), _("At")),
        rows=tuple((Cell(FIELDS.get(one.field, one.field)), Cell(one.by.name), Cell(at=one.at)) for one in values),
        empty=_("It stands here since before the register kept that."),
    )


def checks(thing: Any) -> Table:
    """How an organisation or a person was verified, the last first."""
    found = thing.verifications.select_related("by").order_by("-pk")
    return Table(
        title=_("How it was verified"),
        heads=(_("By"), _("What was checked"), _("Call-back"), _("Until"), _("Ended")),
        rows=tuple(
            (
                Cell(one.by.name, at=one.at),
                Cell(one.evidence),
                Cell(one.number_called, at=one.called_back_at, sub=one.spoke_to),
                Cell(at=one.until),
                Cell(at=one.ended_at),
            )
            for one in found
        ),
        empty=_("Nobody has verified this yet."),
    )


def _find(_by: Any, word: str) -> Organisation:
    known = int(word) if word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER else 0
    return registers.only(Organisation.objects.all(), pk=known)


def ending(do: Callable[[About, Read], object]) -> Act:
    """The act that ends a verification, of an organisation or of a person."""
    return Act(
        label=_("End the verification"),
        says=_("It ends at once. Cases that rest on it and are not released are looked at again."),
        done=_("The verification has ended."),
        do=do,
        form=acting.Why,
        warns=True,
        is_there=lambda about: about.thing.verified_at is not None,
        require=lambda about: policies.require_verification_ender(by=about.by, of=about.thing),
        roles=LEGAL_STAFF,
    )


REGISTER = Register(
    name="organisations",
    word="organisation",
    title=_("Organisations"),
    says=_("Who can be a recipient: authorities, courts, partners, companies. Verified by a call-back, until a day."),
    empty=_("No organisation is here. Enter one; somebody else verifies it by a call to its published number."),
    parts={
        "unverified": Part(label=_("Not verified"), of=lambda at: ~stands(at)),
        VERIFIED: Part(label=_("Verified"), of=stands),
        "all": Part(label=_("All")),
    },
    rows=lambda _by: Organisation.objects.order_by("name"),
    find=_find,
    ident=lambda row: str(row.pk),
    called=lambda row: row.name,
    heads=(_("Organisation"), _("Verification"), _("Published number")),
    line=lambda row, at: (
        Cell(row.name, sub=KINDS[row.kind]),
        verification(row, at=at),
        Cell(row.phone, sub=row.domain),
    ),
    lines=_lines,
    tables=_tables,
    sought=("name", "domain"),
    begins=Act(
        label=_("Enter an organisation"),
        says=_("Somebody else verifies it afterwards, by a call to its published number."),
        done=_("Entered. Somebody else verifies it now."),
        do=_register,
        form=Registering,
        require=lambda about: policies.require_registrar(by=about.by),
        roles=KEEPERS,
    ),
    acts={
        "verify": Act(
            label=_("Verify by call-back"),
            says=_("You called its published number and it was answered. What you enter counts until the last day."),
            done=_("Verified."),
            do=_verify,
            form=OfOrganisation,
            require=lambda about: policies.require_verifier(by=about.by, of=about.thing),
            roles=LEGAL_STAFF,
        ),
        "end-verification": ending(lambda about, read: verifications.end(reason=read["reason"], **_words(about))),
        "change": Act(
            label=_("Change the entry"),
            says=_("The verification ends with the change; somebody else verifies the entry anew."),
            done=_("Changed. The entry has to be verified anew."),
            do=_change,
            form=Changing,
            require=lambda about: policies.require_registrar(by=about.by, organisation=about.thing),
            roles=KEEPERS,
        ),
        "language": Act(
            label=_("Choose its language"),
            says=_("In which language it is written to. Its verification stands."),
            done=_("It is written to in this language from now on."),
            do=lambda about, read: organisations.choose_language(language=read["language"], **_words(about)),
            form=Speaking,
            require=lambda about: policies.require_registrar(by=about.by, organisation=about.thing),
            roles=KEEPERS,
        ),
    },
)
