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
from disclosures.policies.doors.door import KNOWN_TO
from disclosures.policies.table import POLICIES

INTRODUCTION = """\
# Who may do what

Written from the tables in `disclosures/policies/`, `disclosures/domain/route.py` and `disclosures/bases/` by
`python manage.py docs`; a test compares the two. What is not here is nobody's. What somebody cannot see answers
`not_found`, a role that may never do a thing `not_permitted`, a person barred by the two-person rules `same_person`.
An address that is not in the first table opens to nobody. *When* a thing can be done is in
[the life of a case](states.md).
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the page: its title, its heads, its rows; what is code stands between backticks."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections() -> list[Section]:
    """Everything that decides who may do what, table by table."""
    return [
        Section("Every address", ("method", "address", "opens to", "behind it"), tuple(_doors())),
        Section("The named predicates of the addresses", ("predicate", "says"), tuple(_predicates())),
        Section("Who may know that a thing is there", ("thing", "known to"), tuple(_known())),
        Section("Filing", ("clause", "filed by"), tuple(_filers())),
        Section("Acts on a case", ("act", "who may", "barred by"), tuple(_acts())),
        Section("The two-person rules", ("rule", "says"), tuple(_bars())),
        Section("Signatures", ("step", "signed by"), tuple(_signers())),
        Section("Acts on the records behind the cases", ("rule", "says"), tuple(_records())),
        Section("Without having accepted the policy in force", ("operation", "because it is"), tuple(_exempt())),
    ]


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


def _doors() -> Iterator[tuple[str, ...]]:
    for door in doors.ALL:
        behind = f"`{door.thing}`" if door.thing else "–"
        yield ", ".join(door.methods), f"`/{door.route}`", ", ".join(f"`{who.name}`" for who in door.opens_to), behind


def _predicates() -> Iterator[tuple[str, ...]]:
    for who in dict.fromkeys(who for door in doors.ALL for who in door.opens_to):
        yield f"`{who.name}`", who.says


def _known() -> Iterator[tuple[str, ...]]:
    for thing, those in KNOWN_TO.items():
        yield f"`{thing}`", ", ".join(f"`{who.name}`" for who in those)


def _filers() -> Iterator[tuple[str, ...]]:
    for basis in REGISTRY.in_force:
        yield f"{basis.clause} `{basis.code}`", _named(basis.filed_by)


def _acts() -> Iterator[tuple[str, ...]]:
    for permission, policy in POLICIES.items():
        barred = ", ".join(f"`{bars.__name__}`" for bars in policy.barred) or "–"
        yield f"`{permission}`", _said(policy.may), barred


def _bars() -> Iterator[tuple[str, ...]]:
    for bars in dict.fromkeys(bars for policy in POLICIES.values() for bars in policy.barred):
        yield f"`{bars.__name__}`", _said(bars)


def _signers() -> Iterator[tuple[str, ...]]:
    for step, roles in SIGNERS.items():
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
