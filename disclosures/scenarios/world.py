"""Writes the given world straight into the tables, and remembers who holds which value (FORMAT "given")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import (
    Acceptance,
    AccessRecord,
    ActivityRecord,
    Consent,
    ConsentItem,
    Document,
    MemberRecord,
    Membership,
    Organisation,
    PartnerRecord,
    RoleAssignment,
    User,
)
from disclosures.domain.agency import AgencyScope
from disclosures.domain.catalogue import CATALOGUE, ItemKey, Provenance, expand
from disclosures.domain.instants import parse, text
from disclosures.domain.purposes import normalised
from disclosures.domain.roles import Role
from disclosures.models import Complaint, Engagement, Finding, Order, Performance, Right, Transaction
from disclosures.policies.acceptance import ASKED
from disclosures.queries import terms
from disclosures.scenarios.reading import ScenarioError

STAFF = {
    "reviewer.ren": Role.REVIEWER,
    "reviewer.rui": Role.REVIEWER,
    "counsel.chen": Role.COUNSEL,
    "counsel.cai": Role.COUNSEL,
    "privacy.pei": Role.PRIVACY_OFFICER,
    "privacy.pan": Role.PRIVACY_OFFICER,
    "auditor.an": Role.AUDITOR,
}
TRIAGE_DESK = "reviewer.triage"
"""A reviewer who does nothing else: enters what staff alone may say."""
PLATFORM = "platform.machine"
PARTNER_OF_RECORDS = "partner of records"
ADULT_BORN = date(1990, 5, 17)
BEFORE = timedelta(days=400)

Held = list[tuple[datetime | None, Any]]


@dataclass(slots=True)
class World:
    """Everybody and everything of one scenario, by name."""

    at: datetime
    users: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    engagements: dict[str, Engagement] = field(default_factory=dict)
    complaints: dict[str, Complaint] = field(default_factory=dict)
    transactions: dict[str, Transaction] = field(default_factory=dict)
    holdings: dict[str, dict[ItemKey, Held]] = field(default_factory=dict)

    def user(self, name: str) -> User:
        """The person of this name, freshly read, as each request reads them; ``ScenarioError`` when there is none."""
        if name not in self.users:
            raise ScenarioError(f"nobody is called {name}")
        return User.objects.select_related("organisation").get(pk=self.users[name].pk)

    def party(self, name: str) -> User | Organisation:
        """A person or an organisation of this name."""
        if name in self.organisations:
            return self.organisations[name]
        return self.user(name)


def build(given: Mapping[str, Any], *, at: datetime) -> World:
    """Writes everything in ``given`` as of ``at``."""
    world = World(at=at)
    _let_staff_in(world)
    world.organisations[PARTNER_OF_RECORDS] = Organisation.objects.create(name=PARTNER_OF_RECORDS, kind="partner")
    for name, words in _section(given, "organisations"):
        world.organisations[name] = _organisation(name, words, world)
    for name, words in _section(given, "members"):
        world.users[name] = _person(name, Role.MEMBER, world)
        _hold(name, words, world)
    for name, words in _section(given, "people"):
        role = Role(words.get("role", "partner"))
        world.users[name] = _person(name, role, world, words)
        if role is Role.COMPLAINANT:
            _hold(name, {}, world)
    accept_for_everybody(world)
    _write_records(given, world)
    return world


def accept_for_everybody(world: World) -> None:
    """Whoever is asked to has agreed to what is in force (FORMAT, P0c)."""
    current = terms.current(at=world.at)
    asked = User.objects.filter(role_assignments__role__in=ASKED).distinct()
    Acceptance.objects.bulk_create(
        Acceptance(
            user=person,
            policy=current[Document.PRIVACY_POLICY],
            agreement=current[Document.SERVICE_AGREEMENT],
            at=world.at - BEFORE,
            means=Acceptance.Means.PAGE,
        )
        for person in asked
    )


def _write_records(given: Mapping[str, Any], world: World) -> None:
    for name, words in _section(given, "engagements"):
        world.engagements[name] = _engagement(name, words, world)
    for number, words in enumerate(given.get("orders") or ()):
        _order(number, words, world)
    for words in given.get("consents") or ():
        _consent(words, world)
    for name, words in _section(given, "findings"):
        _finding(name, words, world)
    rights = {name: _right(name, words, world) for name, words in _section(given, "rights")}
    for name, words in _section(given, "complaints"):
        world.complaints[name] = _complaint(name, words, rights, world)
    for name, words in _section(given, "transactions"):
        world.transactions[name] = _transaction(name, words, world)


def _section(given: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    return [(key, words or {}) for key, words in (given.get(name) or {}).items()]


def _named(things: Mapping[str, Any], name: str) -> Any:
    if name not in things:
        raise ScenarioError(f"nothing is called {name}")
    return things[name]


def _person(name: str, role: Role, world: World, words: Mapping[str, Any] | None = None) -> User:
    words = words or {}
    user = User.objects.create(
        name=name,
        email=f"{name}@people.example",
        organisation=_named(world.organisations, words["of"]) if words.get("of") else None,
        country=words.get("country", "CN"),
        verified_at=world.at - BEFORE if words.get("verified", True) else None,
        password="!",  # noqa: S106 - an unusable password: nobody signs in here
    )
    RoleAssignment.objects.create(user=user, role=role)
    if user.organisation is not None:
        _join(user, user.organisation, role, world)
    return user


def _let_staff_in(world: World) -> None:
    """Writes the cast that is in every scenario, so in one statement for all."""
    roles = {**STAFF, TRIAGE_DESK: Role.REVIEWER, PLATFORM: Role.SERVICE}
    people = User.objects.bulk_create(
        User(
            name=name,
            email=f"{name}@people.example",
            country="CN",
            verified_at=world.at - BEFORE,
            password="!",  # noqa: S106 - an unusable password: nobody signs in here
        )
        for name in roles
    )
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=roles[user.name]) for user in people)
    world.users.update((user.name, user) for user in people)


def _join(user: User, organisation: Organisation, role: Role, world: World) -> None:
    """Let in by a person of the staff who does nothing else in any case."""
    Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        address=user.email,
        asked_at=world.at - BEFORE,
        approved_at=world.at - BEFORE,
        approved_by=world.users[TRIAGE_DESK],
    )


def _organisation(name: str, words: Mapping[str, Any], world: World) -> Organisation:
    return Organisation.objects.create(
        name=name,
        kind=words.get("kind", "company"),
        country=words.get("country", "CN"),
        verified_at=world.at - BEFORE if words.get("verified", True) else None,
        domain=f"{name}.example".lower(),
        registered_email=f"office@{name}.example",
        phone="+86 10 5555 0100",
        phone_source=f"{name}.example/contact",
    )


def _hold(name: str, words: Mapping[str, Any], world: World) -> None:
    """Gives a member or complainant a value of each provided and partner item, and the automatic ones given."""
    user, at = world.users[name], world.at - BEFORE
    lacks = {ItemKey(key) for key in words.get("lacks") or ()}
    born = parse(words["born"]).date() if words.get("born") else ADULT_BORN
    address = {"line": f"{name} Road 8", "city": "Suzhou", "postcode": "215000", "country": "CN"}
    values: dict[ItemKey, Held] = {
        ItemKey.ACCOUNT_USERNAME: [(None, name)],
        ItemKey.ACCOUNT_REGISTERED_AT: [(None, text(at))],
        ItemKey.IDENTITY_LEGAL_NAME: [(None, f"{name.capitalize()} Zhang")],
        ItemKey.IDENTITY_DATE_OF_BIRTH: [(None, born.isoformat())],
        ItemKey.IDENTITY_GOVERNMENT_ID: [(None, f"3205{user.pk:014d}")],
        ItemKey.CONTACT_EMAIL: [(None, f"{name}@mail.example")],
        ItemKey.CONTACT_PHONE: [(None, f"+86138{user.pk:08d}")],
        ItemKey.CONTACT_POSTAL_ADDRESS: [(None, address)],
        ItemKey.PAYMENT_ACCOUNT: [(None, f"6222{user.pk:012d}")],
        ItemKey.COMPLAINT_RIGHT: [(None, f"the mark of {name}")],
        ItemKey.COMPLAINT_STATEMENT: [(None, f"{name} says it is copied")],
        ItemKey.PARTNER_PROFILE: [(at, f"profile of {name}")],
        ItemKey.POSTED_PARTICIPATION: [(at, f"{name} took part")],
        ItemKey.POSTED_TRANSACTIONS: [(at, f"{name} sold a lens")],
        ItemKey.POSTED_EVALUATIONS: [(at, f"{name} was praised")],
        **_automatic(words, world),
    }
    held = {item: values[item] for item in values if item not in lacks and values[item]}
    world.holdings[name] = held
    _write_record(user, held, born, words, world)
    _write_series(user, held, words, world)


def _automatic(words: Mapping[str, Any], world: World) -> dict[ItemKey, Held]:
    found: dict[ItemKey, Held] = {
        ItemKey.SEARCH_KEYWORDS: [(world.at - BEFORE, w) for w in words.get("search_keywords") or ()]
    }
    for record in words.get("access") or ():
        at = parse(record["at"])
        for column, value in record.items():
            item = ItemKey.ACCESS_VISITED_AT if column == "at" else ItemKey(f"access.{column}")
            found.setdefault(item, []).append((at, text(at) if column == "at" else _written(value)))
    return found


def _written(value: object) -> str:
    """A list or mapping of pages or features as text, one entry a line."""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {inner}" for key, inner in value.items())
    return "\n".join(str(inner) for inner in value) if isinstance(value, list) else str(value)


def _one(held: Mapping[ItemKey, Held], item: ItemKey) -> Any:
    return held[item][0][1] if item in held else None


def _write_record(user: User, held: Mapping[ItemKey, Held], born: date, words: Mapping[str, Any], world: World) -> None:
    address = _one(held, ItemKey.CONTACT_POSTAL_ADDRESS) or {}
    MemberRecord.objects.create(
        subject=user,
        username=_one(held, ItemKey.ACCOUNT_USERNAME) or "",
        registered_at=_one(held, ItemKey.ACCOUNT_REGISTERED_AT),
        legal_name=_one(held, ItemKey.IDENTITY_LEGAL_NAME) or "",
        date_of_birth=born if ItemKey.IDENTITY_DATE_OF_BIRTH in held else None,
        government_id=_one(held, ItemKey.IDENTITY_GOVERNMENT_ID) or "",
        email=_one(held, ItemKey.CONTACT_EMAIL) or "",
        phone=_one(held, ItemKey.CONTACT_PHONE) or "",
        address_line=address.get("line", ""),
        address_city=address.get("city", ""),
        address_postcode=address.get("postcode", ""),
        address_country=address.get("country", ""),
        payment_account=_one(held, ItemKey.PAYMENT_ACCOUNT) or "",
        complaint_right=_one(held, ItemKey.COMPLAINT_RIGHT) or "",
        complaint_statement=_one(held, ItemKey.COMPLAINT_STATEMENT) or "",
        stored_in=words.get("stored_in", "CN"),
        protected_at=world.at - BEFORE if words.get("protected") else None,
        preferred_channel=words.get("preferred_channel", ""),
    )


def _write_series(user: User, held: Mapping[ItemKey, Held], words: Mapping[str, Any], world: World) -> None:
    for record in words.get("access") or ():
        columns = {name: _written(value) for name, value in record.items() if name != "at"}
        AccessRecord.objects.create(subject=user, at=parse(record["at"]), **columns)
    ActivityRecord.objects.bulk_create(
        ActivityRecord(subject=user, item=item, at=at or world.at, text=value)
        for item in (ItemKey.SEARCH_KEYWORDS, *_posted())
        for at, value in held.get(item, ())
    )
    if ItemKey.PARTNER_PROFILE in held:
        PartnerRecord.objects.create(
            subject=user,
            partner=world.organisations[PARTNER_OF_RECORDS],
            obtained_at=world.at - BEFORE,
            ground="contract_necessity",
            article="PIPL 13(2)",
            profile=_one(held, ItemKey.PARTNER_PROFILE),
        )


def _posted() -> list[ItemKey]:
    return [
        key for key, item in CATALOGUE.items() if key.startswith("posted.") and item.provenance is Provenance.PROVIDED
    ]


def _engagement(name: str, words: Mapping[str, Any], world: World) -> Engagement:
    approved = world.at - BEFORE if words.get("approved", True) else None
    return Engagement.objects.create(
        name=name,
        partner=_named(world.organisations, words["partner"]),
        items=sorted(key for word in words.get("items") or () for key in expand(word)),
        assessment="PIA-1",
        approved_at=approved,
        standing_at=approved if words.get("standing", True) else None,
        ends_at=parse(words["ends"]) if words.get("ends") else None,
    )


def _order(number: int, words: Mapping[str, Any], world: World) -> None:
    Order.objects.create(
        engagement=_named(world.engagements, words["engagement"]),
        member=world.user(words["member"]),
        number=f"order-{number}",
        opened_at=world.at - timedelta(days=1),
        closed_at=None if words.get("open", True) else world.at - timedelta(hours=1),
    )


def _consent(words: Mapping[str, Any], world: World) -> None:
    to = world.party(words["to"])
    consent = Consent.objects.create(
        subject=world.user(words["of"]),
        recipient_user=to if isinstance(to, User) else None,
        recipient_organisation=to if isinstance(to, Organisation) else None,
        purpose=words["purpose"],
        purpose_key=normalised(words["purpose"]),
        given_at=parse(words["given_at"]) if words.get("given_at") else world.at - timedelta(days=1),
        until=parse(words["until"]) if words.get("until") else world.at + timedelta(days=90),
    )
    items = words.get("items") or ()
    details = items if isinstance(items, Mapping) else dict.fromkeys(items, "full")
    ConsentItem.objects.bulk_create(
        ConsentItem(consent=consent, item=key, detail=detail)
        for word, detail in details.items()
        for key in expand(word)
    )


def _finding(name: str, words: Mapping[str, Any], world: World) -> None:
    appeal = words.get("appeal", "none")
    acted = words["acted"]
    finding = Finding.objects.create(
        reference=name,
        member=world.user(words["member"]),
        rule=words.get("rule", "a rule"),
        acted_from=parse(acted[0]),
        acted_to=parse(acted[1]),
        decided_at=parse(words["decided_at"]),
        decided_by=world.users["reviewer.ren"],
        appeal=appeal,
        appeal_decided_by=world.users["counsel.cai"] if appeal in {"dismissed", "upheld"} else None,
    )
    finding.injured.set([world.user(injured) for injured in words.get("injured") or ()])


def _right(name: str, words: Mapping[str, Any], world: World) -> Right:
    return Right.objects.create(
        reference=name,
        owner=world.user(words["owner"]),
        kind=words.get("kind", "trademark"),
        number=str(words.get("number", "1")),
        office=words.get("office", "CNIPA"),
        valid_from=parse(words["valid"][0]),
        valid_to=parse(words["valid"][1]),
        proven_at=world.at - BEFORE if words.get("proven", True) else None,
        agent_until=parse(words["agent_until"]) if words.get("agent_until") else None,
        agent_scope=AgencyScope.COMPLAIN_AND_PASS_ON if words.get("agent_until") else "",
    )


def _complaint(name: str, words: Mapping[str, Any], rights: Mapping[str, Right], world: World) -> Complaint:
    by = world.user(words["by"])
    held = world.holdings.get(words["by"], {})
    opened_at = world.at - timedelta(days=2)
    return Complaint.objects.create(
        reference=name,
        complainant=by,
        respondent=world.user(words["against"]),
        right=_named(rights, words["right"]),
        listings=["https://market.example/listing/1"],
        right_text=_one(held, ItemKey.COMPLAINT_RIGHT) or "",
        statement=_one(held, ItemKey.COMPLAINT_STATEMENT) or "",
        opened_at=opened_at,
        closed_at=None if words.get("open", True) else world.at - timedelta(hours=1),
        asked_at=opened_at if words.get("asked", True) else None,
        pass_on=[ItemKey(key) for key in words.get("pass_on") or ()],
    )


def _transaction(name: str, words: Mapping[str, Any], world: World) -> Transaction:
    status = words.get("status", "open")
    made = Transaction.objects.create(
        external_id=name,
        buyer=world.user(words["buyer"]),
        seller=world.user(words["seller"]),
        status=status,
        closed_at=world.at - timedelta(hours=1) if status == "closed" else None,
    )
    for key, is_partial in (("performed_by", False), ("partly_performed_by", True)):
        for party in words.get(key) or ():
            Performance.objects.create(
                transaction=made,
                party=world.user(party),
                kind="payment_captured",
                is_partial=is_partial,
                at=world.at - timedelta(days=1),
            )
    return made
