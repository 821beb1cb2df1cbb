"""Reads scenario files; a key, verb or code that is not in the format is an error, never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from disclosures.domain.instants import parse
from disclosures.scenarios import vocabulary

SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as quick
DEFAULT_START = "2026-03-02T09:00:00+08:00"

TOP = {"id", "title", "policy", "at", "given", "case", "do", "expect"}
GIVEN = {
    "members": {"born", "protected", "preferred_channel", "lacks", "stored_in", "access", "search_keywords"},
    "organisations": {"kind", "country", "verified"},
    "people": {"role", "of", "verified", "country"},
    "engagements": {"partner", "items", "approved", "standing", "ends"},
    "findings": {"member", "rule", "injured", "acted", "decided_at", "appeal"},
    "rights": {"owner", "kind", "number", "office", "valid", "proven", "agent_until"},
    "complaints": {"by", "against", "right", "open", "asked", "pass_on"},
    "transactions": {"buyer", "seller", "status", "performed_by", "partly_performed_by"},
}
GIVEN_LISTS = {
    "consents": {"of", "to", "purpose", "items", "until", "given_at"},
    "orders": {"engagement", "member", "open"},
}
ACCESS = {"at", "ip_address", "browser_type", "language", "device_features", "page_requests", "cookie_id"}
CASE = {"basis", "filed_by", "subjects", "recipient", "purpose", "asks", "legal_ground", "particulars"}
EXPECT = {"status", "outcome", "route", "leaves", "withheld", "told", "nothing_released"}
PARTICULARS = {
    "engagement", "authority", "instrument", "emergency", "approval_number", "called_back", "finding",
    "recipient_kind", "necessity", "complaint", "transaction", "kind", "rationale", "because", "assessment", "ends",
    "may_tell", "hold_until", "transfer_ground",
}  # fmt: skip
INSTRUMENT = {"kind", "number", "issued_at", "statute", "items", "period", "may_tell", "hold_until"}
VERBS = {
    "submit": {"by"},
    "accept": {"by"},
    "return": {"by", "reason"},
    "resubmit": {"by"},
    "refuse": {"by", "code"},
    "withdraw": {"by"},
    "appeal": {"by", "reason"},
    "sign": {"step", "by"},
    "narrow": {"item", "to", "by", "reason"},
    "answer": {"by", "grant"},
    "consent_withdrawn": {"by"},
    "object": {"by", "reason"},
    "uphold_objection": {"by"},
    "overrule_objection": {"by", "reason"},
    "ask_to_pass_on": {"by", "items"},
    "withdraw_complaint": {"by"},
    "end_engagement": {"name", "by"},
    "close_order": {"engagement", "member"},
    "close_transaction": {"name"},
    "wait": {"for"},
    "worker": {"is"},
    "open": {"by"},
    "revoke": {"by", "reason"},
    "misuse": {"against", "by", "decided_by"},
}
CODES = {
    "not_permitted", "move_not_allowed", "same_person", "filing_incomplete", "fact_missing", "signature_stale",
    "overbroad", "basis_unsuited", "purpose_forbidden", "ground_missing", "transfer_not_allowed", "asked_too_soon",
    "access_ended", "widening_refused", "not_found",
}  # fmt: skip


class ScenarioError(Exception):
    """The scenario itself is wrong: it does not follow the format."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``do``: a verb, its words, and the refusal it must meet, if any."""

    number: int
    verb: str
    words: Mapping[str, Any]
    fails: str | None
    fact: str | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation as written."""

    id: str
    at: datetime
    given: Mapping[str, Any]
    case: Mapping[str, Any]
    do: tuple[Line, ...]
    expect: Mapping[str, Any]


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and the ``*.yaml`` of each folder named, sorted; ``ScenarioError`` for what is not there."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        elif path.is_file():
            yield path
        else:
            raise ScenarioError(f"{path}: no such file or folder")


def load(path: Path) -> list[Mapping[str, Any]]:
    """The raw scenarios of one file; ``ScenarioError`` when it is not a list of mappings with an id."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as unreadable:
        raise ScenarioError(f"{path.name}: not YAML ({unreadable})") from unreadable
    if not isinstance(content, list) or not all(isinstance(raw, dict) and raw.get("id") for raw in content):
        raise ScenarioError(f"{path.name}: a scenario file is a list of scenarios, each with an id")
    return content


def read(raw: Mapping[str, Any]) -> Scenario:
    """A checked scenario; ``ScenarioError`` names what is not in the format."""
    _known(raw, TOP, "scenario")
    given = raw.get("given") or {}
    _known(given, GIVEN.keys() | GIVEN_LISTS.keys(), "given")
    for section, keys in GIVEN.items():
        for name, words in (given.get(section) or {}).items():
            _known(words or {}, keys, f"given.{section}.{name}")
    for section, keys in GIVEN_LISTS.items():
        for words in given.get(section) or ():
            _known(words, keys, f"given.{section}")
    for name, member in (given.get("members") or {}).items():
        for record in (member or {}).get("access") or ():
            _known(record, ACCESS, f"given.members.{name}.access")
    case = raw.get("case") or {}
    _known(case, CASE, "case")
    particulars = case.get("particulars") or {}
    _known(particulars, PARTICULARS, "case.particulars")
    _known(particulars.get("instrument") or {}, INSTRUMENT, "case.particulars.instrument")
    _known(particulars.get("emergency") or {}, {"danger", "how_data_help"}, "case.particulars.emergency")
    expect = raw.get("expect") or {}
    _known(expect, EXPECT, "expect")
    lines = tuple(_line(number, line) for number, line in enumerate(raw.get("do") or (), 1))
    if strange := list(vocabulary.unknown(raw)):
        raise ScenarioError("; ".join(strange))
    return Scenario(str(raw["id"]), parse(raw.get("at") or DEFAULT_START), given, case, lines, expect)


def _line(number: int, line: object) -> Line:
    if not isinstance(line, dict) or len(line) != 1:
        raise ScenarioError(f"do {number}: each line is one verb")
    verb, words = next(iter(line.items()))
    words = dict(words or {})
    if verb not in VERBS:
        raise ScenarioError(f"do {number}: no such verb: {verb}")
    fails, fact = words.pop("fails", None), words.pop("fact", None)
    if fails is not None and fails not in CODES:
        raise ScenarioError(f"do {number}: no such code: {fails}")
    _known(words, VERBS[verb], f"do {number} {verb}")
    if missing := VERBS[verb] - {"reason"} - words.keys():
        raise ScenarioError(f"do {number} {verb}: missing {', '.join(sorted(missing))}")
    return Line(number, verb, words, fails, fact)


def _known(words: object, keys: Iterable[str], where: str) -> None:
    if not isinstance(words, Mapping):
        raise ScenarioError(f"{where}: a mapping is wanted")
    if unknown := [str(key) for key in words if key not in set(keys)]:
        raise ScenarioError(f"{where}: no such key: {', '.join(unknown)}")
