"""The scenario files that were given with the policy, as they are or as if they happened now."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from disclosures.domain.instants import parse
from disclosures.scenarios import reading

FOLDER = Path(__file__).parent.parent / "scenarios"
GIVEN = [raw for path in sorted(FOLDER.glob("[a-g]_*.yaml")) for raw in reading.load(path)]
OWN = [raw for path in sorted(FOLDER.glob("own_*.yaml")) for raw in reading.load(path)]


def telling(given: Iterable[Mapping[str, Any]], more: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Of ``more`` those that meet, line by line, what none before them met: a verb in a refusal, an outcome of a basis.

    All of ours agree as well; playing them all takes longer than it tells.
    """
    met = {sight for raw in given for sight in _sights(raw)}
    for raw in more:
        if new := set(_sights(raw)) - met:
            met |= new
            yield raw


def _sights(raw: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    yield raw["case"]["basis"], (raw.get("expect") or {}).get("outcome")
    for line in raw.get("do") or ():
        ((verb, words),) = line.items()
        yield verb, words.get("fails"), words.get("fact")
        yield from ((verb, word, type(said)) for word, said in words.items() if word not in {"fails", "fact"})


def happening(raw: Mapping[str, Any], *, at: datetime) -> Mapping[str, Any]:
    """The scenario with every time in it moved, so that it begins at ``at``."""
    moved: Mapping[str, Any] = _moved(raw, by=at - parse(raw.get("at") or reading.DEFAULT_START))
    return {**moved, "at": at}


def _moved(words: Any, *, by: timedelta) -> Any:
    if isinstance(words, Mapping):
        return {name: _moved(inner, by=by) for name, inner in words.items()}
    if isinstance(words, list):
        return [_moved(inner, by=by) for inner in words]
    return parse(words) + by if isinstance(words, date) else words
