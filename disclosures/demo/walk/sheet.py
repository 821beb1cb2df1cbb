"""Prints the walk: a sheet for each case that a lawyer can read top down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from disclosures.demo import paper
from disclosures.demo.walk import story, words
from disclosures.domain.clocks import local
from disclosures.domain.clocks.wording import instant
from disclosures.domain.extents import Detail, Extent
from disclosures.models import Release

A_MOMENT = timedelta(microseconds=1)


def show(*, console: Console) -> None:
    """One sheet for each basis that has a release."""
    chosen = story.chosen()
    for release in chosen:
        _sheet(release, console)
    if not chosen:
        console.print("Nothing was released yet, so there is no case to walk through. Fill an empty desk with `demo`.")


def _sheet(release: Release, console: Console) -> None:
    case, rules = release.case, release.case.rules
    console.print(Rule(Text(f"{rules.clause} {rules.title}", style="bold"), characters="=", align="left"))
    console.print(_facts_of_case(release))
    console.print(Text("\nWhat happened", style="bold"))
    console.print(_deeds(release))
    console.print(Text("\nWhat had to be shown, asked at acceptance and again by the release", style="bold"))
    for fact in story.facts_shown(release):
        console.print(Text(f"  [met] {fact}"))
    for position, subject in enumerate(case.subjects.order_by("position")):
        console.print(Text(f"\nWhat left about {subject.named}, and why not more", style="bold"))
        console.print(*_items(release, position), sep="\n")
    console.print(Text("\nWho was told", style="bold"))
    console.print(_told(release))
    console.print(Text(f"\nEnds: {_end(release)}\n"))


def _facts_of_case(release: Release) -> Table:
    case = release.case
    sheet = Table.grid(padding=(0, 2))
    sheet.add_column(no_wrap=True)
    sheet.add_column(overflow="fold")
    asker = f"{case.filed_by}, {case.filed_by.organisation}" if case.filed_by.organisation else str(case.filed_by)
    for name, said in (
        ("Case", f"{case.reference}, {case.status}, outcome: {words.of_code(case.outcome)}"),
        ("The clause", case.rules.summary),
        ("Asked by", asker),
        ("About", ", ".join(case.subjects.order_by("position").values_list("named", flat=True))),
        ("Goes to", f"{case.recipient} ({release.country_to})"),
        ("Purpose", case.purpose),
        ("Legal ground", f"{words.of_code(case.legal_ground)}, {case.legal_article}"),
        ("Route", ", ".join(words.of_code(step) for step in case.route) or "none: standing approval"),
    ):
        sheet.add_row(name, Text(said))
    return sheet


def _deeds(release: Release) -> Table:
    sheet = _table(("When", 17), ("Who", 17), ("Role", 15), ("What", None))
    for deed in story.deeds(release):
        sheet.add_row(instant(deed.at), Text(deed.who), Text(deed.role), Text(deed.what))
    return sheet


def _items(release: Release, position: int) -> Iterator[Table | str]:
    sheet = _table(("Item", 24), ("Asked", 11), ("Clause allows", 11), ("Consent or paper", 11), ("Left", None))
    reasons = _table(("Item", 24), ("Why not all of it", None))
    for item in (item for item in story.items(release) if item.subject == position):
        name = Text(words.of_code(item.item))
        extents = [Text(_said(extent)) for extent in (item.asked, item.clause, item.paper)]
        sheet.add_row(name, *extents, Text(_said(item.left), style="bold"))
        why = "\n".join(f"{words.REASONS[code]} [{code}]" for code in item.reasons)
        if why:
            reasons.add_row(name, Text(why))
    yield sheet
    if reasons.row_count:
        yield ""
        yield reasons


def _told(release: Release) -> Table:
    sheet = _table(("When", 21), ("Who", 30), ("What", None))
    for notice in release.case.notices.select_related("to_user", "to_organisation").order_by("due_at", "pk"):
        when = instant(notice.sent_at) if notice.sent_at else f"due {instant(notice.due_at)}"
        sheet.add_row(when, Text(str(notice.to_user or notice.to_organisation)), Text(words.TOLD[notice.kind]))
    return sheet


def _end(release: Release) -> str:
    grant, times = release.grant, "once" if release.grant.openings == 1 else f"{release.grant.openings} times"
    opened = f"Opened {times}." if grant.openings else "Not opened yet."
    if release.ended_at:
        return f"ended on {instant(release.ended_at)} ({words.of_code(release.end_reason)}). {opened}"
    return f"{'; '.join(_ends(release))}. {opened}"


def _ends(release: Release) -> Iterator[str]:
    rules = release.case.rules.ends
    if release.grant.until:
        yield f"on {instant(release.grant.until)} at the latest"
    if rules.with_consent:
        yield "when the member withdraws the consent"
    if rules.with_order:
        yield "when the order is closed or the contract ends"
    if rules.with_transaction:
        yield "when the transaction is closed"
    if rules.days_after_complaint is not None and not release.grant.until:
        yield f"{rules.days_after_complaint} days after the complaint is closed or withdrawn"


def _said(extent: Extent | None) -> str:
    if extent is None:
        return "-"
    if extent.detail is Detail.NONE:
        return "nothing"
    if extent.period.is_all:
        return extent.detail.word
    last = extent.period.end - A_MOMENT if extent.period.end else None  # periods are half-open
    return f"{extent.detail.word}\n{_day(extent.period.start)}\nto {_day(last)}"


def _day(at: datetime | None) -> str:
    return f"{local(at):%d.%m.%y}" if at else "..."


def _table(*columns: tuple[str, int | None]) -> Table:
    sheet = Table(box=paper.LINES, width=paper.WIDTH, show_edge=False, pad_edge=False, padding=(0, 1))
    for name, width in columns:
        sheet.add_column(name, width=width, overflow="fold")
    return sheet
