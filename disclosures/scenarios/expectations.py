"""Compares what happened with what the scenario expects (FORMAT "expect"); each difference is one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from disclosures import sources
from disclosures.delivery import plan
from disclosures.domain.catalogue import CATALOGUE, ItemKey, MaskName, is_series
from disclosures.domain.constraints import Bound
from disclosures.domain.extents import Detail, Period
from disclosures.domain.instants import parse, parse_or_none
from disclosures.domain.instants import text as iso
from disclosures.domain.masking import mask
from disclosures.domain.roles import STAFF
from disclosures.models import Notice, Release
from disclosures.queries import situations
from disclosures.scenarios.stage import Stage, extent

Row = Mapping[str, Any]


def differences(stage: Stage, expect: Mapping[str, Any]) -> Iterator[str]:
    """Every expectation that was not met; a key absent from ``expect`` is not checked."""
    case = stage.case
    if "status" in expect and case.status != expect["status"]:
        yield f"status: expected {expect['status']}, got {case.status}"
    if "outcome" in expect and case.outcome != (expect["outcome"] or ""):
        yield f"outcome: expected {expect['outcome']}, got {case.outcome or 'none'}"
    if "route" in expect and case.route != list(expect["route"]):
        yield f"route: expected {list(expect['route'])}, got {case.route}"
    if expect.get("nothing_released") and Release.objects.exists():
        yield "nothing_released: something was released"
    if "leaves" in expect:
        yield from _leaving(stage, expect["leaves"])
    if "withheld" in expect:
        yield from _withheld(stage, expect["withheld"])
    if "told" in expect:
        yield from _told(stage, set(expect["told"]))


def _told(stage: Stage, expected: set[str]) -> Iterator[str]:
    notices = Notice.objects.filter(sent_at__isnull=False, sent_at__lte=stage.at)
    told = set()
    for notice in notices.select_related("to_user", "to_organisation"):
        if notice.to_user is None:
            told.add(str(notice.to_organisation))
        elif not notice.to_user.roles & STAFF:
            told.add(notice.to_user.name)
    if told != expected:
        yield f"told: expected {sorted(expected)}, got {sorted(told)}"


def _rows(stage: Stage) -> dict[int, dict[ItemKey, Row]]:
    """The manifest by subject; for a case without a release what one would say now."""
    release = stage.release
    if release is None:
        return _rows_without_release(stage)
    found: dict[int, dict[ItemKey, Row]] = {view: {} for view in range(stage.case.subjects.count())}
    for row in release.manifest["items"]:
        found[row["subject"]][ItemKey(row["item"])] = row
    return found


def _rows_without_release(stage: Stage) -> dict[int, dict[ItemKey, Row]]:
    case, at = stage.case, stage.at
    if case.submitted_at is None:
        return {}
    seen = situations.picture(case, at=at)
    found = {}
    for view in seen.views:
        bounds = seen.decided()[view.position]
        wanted = {item: bound.extent for item, bound in bounds.items() if not bound.extent.is_nothing}
        held = sources.held(subject=view.subject, items=wanted, context=situations.context_of(case))
        if case.signed_scope is not None:
            bounds = plan.bounds_of(case, seen, view, held=held)
        found[view.position] = {item: _row(bound, held=item in held) for item, bound in bounds.items()}
    return found


def _row(bound: Bound, *, held: bool) -> Row:
    gone = bound.extent.is_nothing
    return {
        "detail": "none",
        "reason": bound.reason if gone or held else "not_held",
        "bound_by": [],
        "from": None,
        "to": None,
    }


def _leaving(stage: Stage, expected: Mapping[str, Any]) -> Iterator[str]:
    release = stage.release
    for position, rows in _rows(stage).items():
        leaving = {item: row for item, row in rows.items() if row["detail"] != "none"}
        for key in sorted({*expected, *leaving}):
            yield from _item_difference(ItemKey(key), expected.get(key), rows.get(ItemKey(key)))
        if release is not None:
            yield from _package_differences(stage, release, position, leaving)


def _item_difference(item: ItemKey, expected: Any, row: Row | None) -> Iterator[str]:
    got = row["detail"] if row else "none"
    wanted = extent(expected) if expected is not None else extent("none")
    decided_by = ", ".join(cut["reason"] for cut in row["bound_by"]) if row and row["bound_by"] else "no rule"
    if got != wanted.detail.word:
        yield f"item {item}: expected {wanted.detail.word}, got {got} (decided by {decided_by})"
    elif isinstance(expected, Mapping) and row is not None:
        bounds = [iso(parse(expected[name])) if expected.get(name) else None for name in ("from", "to")]
        if bounds != [row["from"], row["to"]]:
            expected_period, got_period = " to ".join(map(str, bounds)), f"{row['from']} to {row['to']}"
            yield f"item {item}: expected {expected_period}, got {got_period} (decided by {decided_by})"


def _package_differences(
    stage: Stage, release: Release, position: int, leaving: Mapping[ItemKey, Row]
) -> Iterator[str]:
    package = stage.held_by_package.get(release.pk)
    if package is None:
        yield "package: nobody could look into it when it was made"
        return
    subject = package["subjects"][position]
    items: Mapping[str, Row] = subject["items"]
    if set(items) != set(leaving):
        yield f"package: the manifest says {sorted(leaving)}, the sealed package holds {sorted(items)}"
    holdings = stage.world.holdings.get(subject["named"], {})
    for key, got in items.items():
        wanted = _values(ItemKey(key), holdings.get(ItemKey(key), []), got)
        if _in_order(got["values"]) != _in_order(wanted):
            yield f"package: the values of {key} are not what is held, cut to {got['detail']}"


def _values(item: ItemKey, held: list[tuple[datetime | None, Any]], got: Row) -> list[Row]:
    detail = Detail.of(got["detail"])
    period = Period(parse_or_none(got["from"]), parse_or_none(got["to"]))
    inside = [(at, value) for at, value in held if not is_series(item) or (at is not None and period.contains(at))]
    if detail is Detail.EXISTENCE:
        return [{"value": True}] if inside else []
    if detail is not Detail.MASKED:
        shown = inside
    elif CATALOGUE[item].mask is MaskName.DATE:  # the moment beside it would be what the mask took away
        shown = [(None, mask(item, value)) for _at, value in inside]
    else:
        shown = [(at, mask(item, value)) for at, value in inside]
    return [{"value": value} if at is None else {"at": iso(at), "value": value} for at, value in shown]


def _in_order(values: list[Row]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in values)


def _withheld(stage: Stage, expected: Mapping[str, str]) -> Iterator[str]:
    for rows in _rows(stage).values():
        # Before a release nothing has left yet of what no rule cuts: it has no reason, and is not withheld.
        got = {str(item): str(row["reason"]) for item, row in rows.items() if row["detail"] == "none" and row["reason"]}
        for key in sorted({*expected, *got}):
            if expected.get(key) != got.get(key):
                wanted, found = expected.get(key, "nothing withheld"), got.get(key, "nothing withheld")
                yield f"withheld {key}: expected {wanted}, got {found}"
