"""The codes that a scenario may use, by place; any other is an error of the scenario (FORMAT)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.facts import Fact
from disclosures.domain.grounds import RefusalCode, TransferGround
from disclosures.domain.moves import Outcome, Status
from disclosures.domain.reasons import Reason
from disclosures.domain.roles import OrganisationKind
from disclosures.domain.route import StepName

ITEMS = frozenset(ItemKey)
PATTERNS = ITEMS | {f"{key.partition('.')[0]}.*" for key in ItemKey}
"""What a paper, a consent or a contract may name: items, or all below a key."""
ONE_OF: Mapping[tuple[str, str], Collection[str]] = {
    ("members", "preferred_channel"): ("phone", "email", ""),
    ("organisations", "kind"): tuple(OrganisationKind),
    ("people", "role"): ("authority", "partner", "complainant"),
    ("findings", "appeal"): ("none", "pending", "dismissed"),
    ("transactions", "status"): ("open", "dispute", "closed"),
}
INSTRUMENTS = ("letter", "administrative_order", "court_order", "warrant")
RECIPIENT_KINDS = ("regulator", "court", "payment_partner", "insurance_partner", "injured_party")
LISTS_OF_ITEMS = {("members", "lacks"): ITEMS, ("engagements", "items"): PATTERNS, ("complaints", "pass_on"): ITEMS}


def unknown(raw: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each code that the format does not know."""
    yield from _in_given(raw.get("given") or {})
    yield from _in_case(raw.get("case") or {})
    for line in raw.get("do") or ():
        yield from _in_line(next(iter(line.values())) or {})
    yield from _in_expectation(raw.get("expect") or {})


def _in_given(given: Mapping[str, Any]) -> Iterator[str]:
    for (section, key), known in ONE_OF.items():
        values = [words[key] for words in _of(given, section) if words.get(key) is not None]
        yield from _strange(values, known, f"given.{section} {key}")
    for (section, key), known in LISTS_OF_ITEMS.items():
        yield from _strange(_all(_of(given, section), key), known, f"given.{section} {key}")
    yield from _strange(_all(given.get("consents") or (), "items"), PATTERNS, "given.consents items")


def _of(given: Mapping[str, Any], section: str) -> list[Mapping[str, Any]]:
    return [words for words in (given.get(section) or {}).values() if words]


def _all(things: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [value for words in things for value in words.get(key) or ()]


def _in_case(case: Mapping[str, Any]) -> Iterator[str]:
    particulars = case.get("particulars") or {}
    instrument = particulars.get("instrument") or {}
    yield from _strange(_one(case, "basis"), tuple(BasisCode), "case basis")
    yield from _strange(case.get("asks") or (), ITEMS, "case asks")
    yield from _strange(_one(instrument, "kind"), INSTRUMENTS, "instrument kind")
    yield from _strange(instrument.get("items") or (), PATTERNS, "instrument items")
    yield from _strange(particulars.get("because") or (), ITEMS, "particulars because")
    yield from _strange(_one(particulars, "recipient_kind"), RECIPIENT_KINDS, "particulars recipient_kind")
    yield from _strange(_one(particulars, "transfer_ground"), tuple(TransferGround), "particulars transfer_ground")


def _in_line(words: Mapping[str, Any]) -> Iterator[str]:
    yield from _strange(_one(words, "fact"), tuple(Fact), "do fact")
    yield from _strange(_one(words, "step"), tuple(StepName), "do step")
    yield from _strange(_one(words, "code"), tuple(RefusalCode), "do code")
    yield from _strange([*_one(words, "item"), *(words.get("items") or ()), *(words.get("grant") or ())], ITEMS, "do")
    if words.get("fact") and words.get("fails") != "fact_missing":
        yield "do: a fact goes with fails: fact_missing"


def _in_expectation(expect: Mapping[str, Any]) -> Iterator[str]:
    yield from _strange(_one(expect, "status"), tuple(Status), "expect status")
    yield from _strange(_one(expect, "outcome"), (*Outcome, *RefusalCode), "expect outcome")
    yield from _strange(expect.get("route") or (), tuple(StepName), "expect route")
    yield from _strange([*(expect.get("leaves") or ()), *(expect.get("withheld") or ())], ITEMS, "expect")
    yield from _strange((expect.get("withheld") or {}).values(), tuple(Reason), "expect withheld")


def _one(words: Mapping[str, Any], key: str) -> list[Any]:
    return [words[key]] if words.get(key) else []


def _strange(values: Iterable[Any], known: Collection[str], where: str) -> Iterator[str]:
    yield from (f"{where}: no such code: {value}" for value in values if value not in known)
