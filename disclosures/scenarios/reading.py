"""Reads scenario files; a key, verb or code that is not in the format is an error, never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from disclosures.domain.instants import parse
from disclosures.scenarios.format import SCENARIO

SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as quick
DEFAULT_START = "2026-03-02T09:00:00+08:00"


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
        text = path.read_text(encoding="utf-8")
        twice = _written_twice(text)
        content = yaml.load(text, Loader=SafeLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError) as unreadable:
        raise ScenarioError(f"not YAML ({' '.join(str(unreadable).split())})") from unreadable
    if twice:
        raise ScenarioError(f"written twice: {', '.join(sorted(twice))}")
    if not isinstance(content, list) or not all(isinstance(raw, dict) and raw.get("id") for raw in content):
        raise ScenarioError("a scenario file is a list of scenarios, each with an id")
    return content


def _written_twice(text: str) -> list[str]:
    """Keys that stand twice in one mapping: the first of them would be passed over."""
    waiting, seen, found = [yaml.compose(text, Loader=SafeLoader)], set(), []
    while waiting:
        node = waiting.pop()
        if node in seen:  # a node that has a name stands in several places, perhaps in itself
            continue
        seen.add(node)
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            found += [f"{key} (line {node.start_mark.line + 1})" for key in {*keys} if keys.count(key) > 1]
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return found


def read(raw: Mapping[str, Any]) -> Scenario:
    """A checked scenario; ``ScenarioError`` names what is not in the format."""
    if strange := list(SCENARIO.wrong(raw, "scenario")):
        raise ScenarioError("; ".join(strange))
    lines = tuple(_line(number, line) for number, line in enumerate(raw.get("do") or (), 1))
    at = parse(raw.get("at") or DEFAULT_START)
    return Scenario(str(raw["id"]), at, raw.get("given") or {}, raw["case"], lines, raw.get("expect") or {})


def _line(number: int, line: Mapping[str, Any]) -> Line:
    verb, words = next(iter(line.items()))
    words = {name: _reason(word) if name == "reason" else word for name, word in words.items()}
    fails, fact = words.pop("fails", None), words.pop("fact", None)
    if fact is not None and fails != "fact_missing":
        raise ScenarioError(f"do {number} {verb}: a fact goes with fails: fact_missing")
    return Line(number, verb, words, fails, fact)


def _reason(word: Any) -> str:
    """A reason is text, also where YAML reads ``no`` as a Boolean and 5 as a number."""
    return {True: "yes", False: "no", None: ""}[word] if word is None or isinstance(word, bool) else str(word)
