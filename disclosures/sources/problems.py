"""What went wrong with a source, said to the log by name and item: never a value, a member or an address."""

from __future__ import annotations

import logging

from disclosures.domain.errors import SourceMisread, SourceProblem, SourceRefused
from disclosures.sources import patience

log = logging.getLogger(__name__)


def away(source: str) -> SourceProblem:
    """It does not answer, or not in time."""
    return _said(patience.away(source), source)


def refused(source: str, place: str = "") -> SourceProblem:
    """It answers, but not with what it was asked for."""
    return _said(SourceRefused(), source, place)


def misread(source: str, place: str) -> SourceProblem:
    """What it gave is not what the mapping promises."""
    return _said(SourceMisread(), source, place)


def _said(problem: SourceProblem, source: str, place: str = "") -> SourceProblem:
    log.warning("A source of members' data failed.", extra={"source": source, "item": place, "code": problem.code})
    return problem
