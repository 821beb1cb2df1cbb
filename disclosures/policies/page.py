"""Writes down who may do what from the tables that decide it, for the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc, getmembers, isfunction
from types import ModuleType

from disclosures.bases import REGISTRY
from disclosures.domain.roles import Role
from disclosures.domain.route import SIGNERS
from disclosures.policies import acceptance, deciding, doors, evidence, joining, preserving, recipients, table
from disclosures.policies.acceptance import BELOW, EXEMPT
from disclosures.policies.doors import Door, Who, api, pages
from disclosures.policies.doors.door import KNOWN_TO
from disclosures.policies.table import POLICIES, ROLES_OF

INTRODUCTION = """\
# Who may do what

Written from the tables in `disclosures/policies/`, `disclosures/domain/route.py` and `disclosures/bases/` by
`python manage.py docs`; a test compares the two. What is not here is nobody's. What somebody cannot see answers
`not_found`, a role that may never do a thing `not_permitted`, a person barred by the two-person rules `same_person`.
An address that is in none of the first tables opens to nobody. *When* a thing can be done is in
[the life of a case](states.md).
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the page: its title, its heads, its rows; what is code stands between backticks."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


AREAS: tuple[tuple[str, tuple[Door, ...]], ...] = (
    ("Pages: signing in, and one's own account", pages.ACCOUNT),
    ("Pages: policy, cookies, help", pages.POLICY),
    ("Pages: members", pages.MEMBERS),
    ("Pages: who asks", pages.REQUESTS),
    ("Pages: recipients", pages.RECIPIENTS),
    ("Pages: complainants", pages.COMPLAINANTS),
    ("Pages: authorities", pages.AUTHORITIES),
    ("Pages: partners", pages.PARTNERS),
    ("Pages: the desk", pages.STAFF),
    ("Pages: registers", pages.REGISTERS),
    ("Pages: audit", pages.AUDITORS),
    ("The API", api.DOORS),
)
"""Each address stands in one of these, or in the last part."""


def sections(*, role: Role | None = None) -> list[Section]:
    """Everything that decides who may do what, table by table; with a role only what that role is named in.

    What opens by how somebody stands to a thing, whoever they are, is then left out, and so are tables without roles.
    """
    ours = [
        *_addresses(role),
        Section("Filing", ("clause", "filed by"), tuple(_filers(role))),
        Section("Acts on a case", ("act", "who may", "barred by"), tuple(_acts(role))),
        Section("Signatures", ("step", "signed by"), tuple(_signers(role))),
    ]
    if role is not None:
        return [section for section in ours if section.rows]
    return [
        *ours,
        Section("The named predicates of the addresses", ("predicate", "says"), tuple(_predicates())),
        Section("Who may know that a thing is there", ("thing", "known to"), tuple(_known())),
        Section("The two-person rules", ("rule", "says"), tuple(_bars())),
        Section("Acts on the records behind the cases", ("rule", "says"), tuple(_records())),
        Section("Without having accepted the policy in force", ("operation", "because it is"), tuple(_exempt())),
    ]


def _addresses(role: Role | None) -> Iterator[Section]:
    placed = {door for _title, those in AREAS for door in those}
    rest = tuple(door for door in doors.ALL if door not in placed)
    for title, those in (*AREAS, ("Pages: all others", rest)):
        named = tuple(door for door in those if role is None or any(_names(who, role) for who in door.opens_to))
        yield Section(title, ("method", "address", "opens to", "behind it"), tuple(_doors(named)))


def _names(who: Who, role: Role) -> bool:
    """True when holding the role is enough, or one of the things that are."""
    by_role = role in who.roles or (not who.roles and who.stands is None)
    return by_role and role not in (who.but or ())


def permissions() -> str:
    """The page ``docs/permissions.md``."""
    return "\n".join([INTRODUCTION, *(line for section in sections() for line in _table(section))])


def _table(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    yield f"| {' | '.join(section.heads)} |"
    yield "|---" * len(section.heads) + "|"
    yield from (f"| {' | '.join(row)} |" for row in section.rows)
    yield ""


def _doors(those: tuple[Door, ...]) -> Iterator[tuple[str, ...]]:
    for door in those:
        behind = f"`{door.thing}`" if door.thing else "–"
        yield ", ".join(door.methods), f"`/{door.route}`", ", ".join(f"`{who.name}`" for who in door.opens_to), behind


def _predicates() -> Iterator[tuple[str, ...]]:
    for who in dict.fromkeys(who for door in doors.ALL for who in door.opens_to):
        yield f"`{who.name}`", who.says


def _known() -> Iterator[tuple[str, ...]]:
    for thing, those in KNOWN_TO.items():
        yield f"`{thing}`", ", ".join(f"`{who.name}`" for who in those)


def _filers(role: Role | None) -> Iterator[tuple[str, ...]]:
    for basis in REGISTRY.in_force:
        if role is None or role in basis.filed_by:
            yield f"{basis.clause} `{basis.code}`", _named(basis.filed_by)


def _acts(role: Role | None) -> Iterator[tuple[str, ...]]:
    for permission, policy in POLICIES.items():
        if role is not None and role not in ROLES_OF.get(policy.may, ()):
            continue
        barred = ", ".join(f"`{bars.__name__}`" for bars in policy.barred) or "–"
        yield f"`{permission}`", _said(policy.may), barred


def _bars() -> Iterator[tuple[str, ...]]:
    for bars in dict.fromkeys(bars for policy in POLICIES.values() for bars in policy.barred):
        yield f"`{bars.__name__}`", _said(bars)


def _signers(role: Role | None) -> Iterator[tuple[str, ...]]:
    for step, roles in SIGNERS.items():
        if role is None or role in roles:
            yield f"`{step}`", _named(roles)


def _records() -> Iterator[tuple[str, ...]]:
    for module in (table, deciding, joining, recipients, preserving, evidence, acceptance):
        yield from ((f"`{name}`", _said(rule)) for name, rule in _rules_of(module) if name != table.require.__name__)


def _exempt() -> Iterator[tuple[str, ...]]:
    yield "every door that is open to anybody", "for anybody, signed in or not"
    yield from ((f"`{operation}`", reason) for operation, reason in EXEMPT.items())
    yield from ((f"everything below `{route}`", reason) for route, reason in BELOW.items())


def _rules_of(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    for name, rule in getmembers(module, isfunction):
        if name.startswith("require") and rule.__module__ == module.__name__:
            yield name, rule


def _named(roles: frozenset[Role]) -> str:
    return ", ".join(f"`{role}`" for role in Role if role in roles)


def _said(rule: Callable[..., object]) -> str:
    """The first paragraph of its docstring, on one line."""
    return " ".join((getdoc(rule) or "").partition("\n\n")[0].split()).replace("``", "`")
