"""Each page of a case: what it is, what the records say, what would leave, who signed, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.actions.mailing import SUBJECT_LINES
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.instants import parse_or_none
from disclosures.domain.moves import Status
from disclosures.domain.roles import Role
from disclosures.domain.route import SIGNERS, StepName
from disclosures.domain.topics import Topic
from disclosures.models import Case, Incident, Job, Notice, Release
from disclosures.models.job import OPEN
from disclosures.portals.members.words import KINDS
from disclosures.portals.staff import event_words, failures, words
from disclosures.portals.staff.case import found, steps, table
from disclosures.queries import facts, history, purposes, scopes, trouble, turns
from disclosures.queries.history import Earlier
from paletten.shell.item_words import DETAILS, ITEMS
from paletten.shell.words import ROLES

LOOKED = "looked"
MOST_LOOKS = 90
"""So often the page of a release comes again by itself, every two seconds; then somebody must want it."""
ITEMS_BY_NAME: Mapping[str, Any] = {key.value: says for key, says in ITEMS.items()}


@require_safe
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """What is asked, by whom, for what; and the one next step."""
    about = found.of(request, reference)
    case = about.case
    taken = getattr(case, "assignment", None)
    failing = trouble.of(case)
    return found.show(
        request,
        about,
        tab="case",
        summary=_(case.rules.summary),
        purpose=purposes.words(case),
        ground=words.GROUNDS.get(case.legal_ground, case.legal_ground),
        people=[row.named for row in case.named],
        asked=[f"{ITEMS[ItemKey(row.item)]}, {DETAILS[Detail.of(row.detail)]}" for row in case.asked_rows],
        particulars=list(_particulars(case)),
        lines=found.deadline_lines(case),
        next=steps.next_step(about),
        others=steps.others(about),
        taken=taken,
        trouble=failing,
        failure=failures.of(failing.code) if failing else None,
        incident=Incident.objects.filter(release__case=case).first(),
        hold=case if case.hold_until else None,
        paper=words.paper(case.hold_paper),
        is_held=case.hold_until is not None and about.at < case.hold_until,
        refusals=[{"row": row, "says": words.outcome(row.code)} for row in case.refusals.select_related("by")],
        turns=[
            {"turn": turn, "says": event_words.of(turn.event), "granted": [ITEMS_BY_NAME[key] for key in turn.granted]}
            for turn in turns.of(case)
        ],
        objections=list(case.objections.select_related("by", "decided_by").order_by("pk")),
    )


def _particulars(case: Case) -> Iterator[tuple[Any, Any]]:
    """What the filing says besides, one line each; lists and papers are written out."""
    for name, said in case.particulars.items():
        label = words.PARTICULARS.get(name, name)
        if isinstance(said, dict):
            parts = (
                (words.PARTICULARS.get(part, ITEMS_BY_NAME.get(part, part)), value) for part, value in said.items()
            )
            yield from ((f"{label}: {part}", _plain(value)) for part, value in parts)
        else:
            yield label, _plain(said)


def _plain(said: Any) -> Any:
    if isinstance(said, bool):
        return _("Yes") if said else _("No")
    if isinstance(said, list):
        return ", ".join(str(_plain(part)) for part in said)
    moment = parse_or_none(said) if isinstance(said, str) else None
    if moment is not None:
        return localtime(moment).strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    return ITEMS_BY_NAME.get(said) or words.PAPERS.get(said) or KINDS.get(said) or said


@require_safe
def show_facts(request: HttpRequest, reference: str) -> HttpResponse:
    """Each fact of the clause, as our records answer it now; and who asked before."""
    about = found.of(request, reference)
    case = about.case
    answers = facts.answers(case, circumstances=about.seen.circumstances, at=about.at)
    before = history.of_requester(case, by=about.by, at=about.at)
    return found.show(
        request,
        about,
        tab="case-facts",
        facts=[{"says": words.FACTS[fact], "met": met} for fact, met in answers.items()],
        circumstances=[words.CIRCUMSTANCES[one] for one in words.CIRCUMSTANCES if one in about.seen.circumstances],
        ground=words.GROUNDS.get(case.legal_ground, case.legal_ground),
        transfer=words.TRANSFER_GROUNDS.get(case.transfer_ground, case.transfer_ground),
        history=before,
        earlier=[_earlier(one) for one in before.earlier],
        can_check="check" in about.verbs,
        next=steps.next_step(about),
    )


def _earlier(one: Earlier) -> tuple[Any, ...]:
    case = one.case
    colour = words.COLOURS.get(case.status, "grey")
    said = words.outcome(case.outcome) if case.outcome else ""
    return one, words.CAME[one.channel], words.status(case.status), colour, said


@require_safe
def show_scope(request: HttpRequest, reference: str) -> HttpResponse:
    """For each person and item: asked, what each rule leaves, what would leave, and every reason."""
    about = found.of(request, reference)
    return found.show(
        request,
        about,
        tab="case-scope",
        table=table.of(about),
        narrowings=[
            {"row": row, "item": ITEMS[ItemKey(row.item)], "detail": DETAILS[Detail.of(row.detail)]}
            for row in about.case.narrowings.select_related("by").order_by("pk")
        ],
        can_narrow="narrow" in about.verbs,
    )


@require_safe
def show_signatures(request: HttpRequest, reference: str) -> HttpResponse:
    """How many, by whom, and what keeps this person from the one that is due."""
    about = found.of(request, reference)
    case = about.case
    every = list(case.signatures.select_related("by").order_by("pk"))
    standing = [row for row in every if row.voided_at is None and row.version == case.version]
    due = about.due_step
    return found.show(
        request,
        about,
        tab="case-signatures",
        route=[_place(place, step, standing) for place, step in enumerate(about.route)],
        voided=[
            {"row": row, "step": words.STEPS[row.step], "role": ROLES[Role(row.role)]}
            for row in every
            if row not in standing
        ],
        due_words=words.STEPS[due.step] if due else "",
        by_you=bool(due and due.by_you),
        because=steps.BARS.get(due.because, "") if due else "",
        able=[ROLES[role] for role in due.signed_by] if due else [],
        scope_hash=scopes.scope_hash(case),
        circumstances=[words.CIRCUMSTANCES[one] for one in words.CIRCUMSTANCES if one in about.seen.circumstances],
    )


def _place(place: int, step: str, standing: list[Any]) -> dict[str, Any]:
    signed = next((row for row in standing if row.position == place), None)
    return {
        "step": words.STEPS[step],
        "roles": [ROLES[role] for role in Role if role in SIGNERS[StepName(step)]],
        "signed": signed,
        "role": ROLES[Role(signed.role)] if signed else "",
        "is_now": signed is None and place == len(standing),
    }


@require_safe
def show_release(request: HttpRequest, reference: str) -> HttpResponse:
    """How far the background work is, and what was released, to whom, until when; loaded again while it works."""
    about = found.of(request, reference)
    case = about.case
    failing = trouble.of(case)
    works, looked = case.status == Status.APPROVED, _times_looked(request)
    releases = Release.objects.filter(case=case).select_related("grant").order_by("-version")
    return found.show(
        request,
        about,
        tab="case-release",
        releases=[_release(row) for row in releases],
        trouble=failing,
        failure=failures.of(failing.code) if failing else None,
        works=works,
        looks_again=f"?{urlencode({LOOKED: looked + 1})}" if works and looked < MOST_LOOKS else "",
        building=Job.objects.filter(OPEN, topic=Topic.RELEASE_BUILD, ids__case_id=case.pk).first(),
        acts=steps.after_release(about),
    )


def _times_looked(request: HttpRequest) -> int:
    """How often the page has come again by itself; what is no such number counts as too often."""
    said = request.GET.get(LOOKED, "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(MOST_LOOKS)) else MOST_LOOKS


def _release(row: Release) -> dict[str, Any]:
    items = row.manifest["items"]
    given = {ItemKey(one["item"]) for one in items if one["detail"] != Detail.NONE.word}
    return {
        "row": row,
        "because": words.ENDED.get(row.end_reason, row.end_reason),
        "given": [ITEMS[key] for key in ItemKey if key in given],
        "withheld": sum(1 for one in items if one["detail"] == Detail.NONE.word),
    }


@require_safe
def show_notices(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is told what and when: sent, due, held back, or come back to us."""
    about = found.of(request, reference)
    rows = Notice.objects.filter(case=about.case).select_related("to_user", "to_organisation").order_by("due_at", "pk")
    return found.show(
        request,
        about,
        tab="case-notices",
        rows=[
            {
                "row": row,
                "says": _(SUBJECT_LINES[Notice.Kind(row.kind)]),
                "to": (row.to_user or row.to_organisation),
                "is_ahead": row.due_at > about.at,
            }
            for row in rows
        ],
        is_held=about.case.hold_until is not None and about.at < about.case.hold_until,
        paper=words.paper(about.case.hold_paper),
    )
