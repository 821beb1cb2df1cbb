"""Measures the desk: `python -m tests.bench [releases|filings|visits|strangers|ledger|pages|desk|scenarios]`."""

import os
import sys
from collections.abc import Callable, Iterable

from tests.bench import desk, ground, scenarios
from tests.bench.figure import Figure, show
from tests.bench.ground import Ground

Measure = Callable[[], Iterable[Figure]]


def main(chosen: list[str]) -> int:
    """Print the table; 0 whatever was missed, for a figure is no test."""
    with ground.prepared() as place:
        measures = _measures(place)
        if unknown := set(chosen) - set(measures):
            print(f"There is no {', '.join(sorted(unknown))}; choose from {', '.join(measures)}.")
            return 2
        figures = [figure for name, measure in measures.items() if name in (chosen or measures) for figure in measure()]
    show(figures, title=f"One run on {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}, PostgreSQL with fsync")
    return 0


def _measures(place: Ground) -> dict[str, Measure]:
    """By name, in the order in which they build on each other's rows; imported here, when Django is set up."""
    from tests.bench import chains, crowd, filings, pages, releases, strangers, visits

    people = crowd.gather()
    return {
        "releases": lambda: releases.measure(place, people),
        "filings": lambda: filings.measure(place, people),
        "visits": lambda: visits.measure(people),
        "strangers": lambda: strangers.measure(people),
        "ledger": chains.measure,
        "pages": lambda: pages.measure(people),
        "desk": desk.measure,
        "scenarios": scenarios.measure,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
