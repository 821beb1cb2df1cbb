"""The pages of every register: all of them as cards, one as a list, one thing, and the one page of an act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from disclosures.domain.errors import MoveNotAllowed, NotFound
from disclosures.domain.roles import Role
from disclosures.models import clock
from disclosures.policies import doors
from disclosures.portals import files
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import Question
from disclosures.portals.staff.registers import shape
from disclosures.portals.staff.registers.shape import About, Act, Register
from disclosures.portals.staff.registers.table import REGISTERS
from paletten.shell.words import ROLES

ROWS = 30
LONGEST = 100
BARRED = 409
"""To who may go through the door and not do this: the page says who can instead of asking."""


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """A card for each register, with how much waits in it; for those one may not read, who can."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    by, at = request.user, clock.now()
    cards = [_card(register, by=by, at=at) for register in REGISTERS.values()]
    return render(request, "staff/registers/landing.html", {"title": _("Registers"), "cards": cards})


def _card(register: Register, *, by: User, at: Any) -> dict[str, Any]:
    door = doors.find(route=f"staff/registers/{register.name}/", method="GET")
    waits = next(iter(register.parts.values()))
    card: dict[str, Any] = {"register": register, "href": "", "who": []}
    if door is None or not door.lets_in(by):
        return card | {"who": [ROLES[role] for role in Role if door is not None and role in door.roles]}
    count = register.rows(by).filter(waits.of(at)).count()
    return card | {"href": reverse(f"register-{register.name}"), "waits": waits.label, "count": count}


@require_safe
def listing(request: HttpRequest, register: Register) -> HttpResponse:
    """One page of a register, a part of it or what has the words that were looked for."""
    by, at = _reader(request), clock.now()
    first = next(iter(register.parts))
    part = request.GET.get("part", "") if request.GET.get("part") in register.parts else first
    typed = request.GET.get("q", "").strip()[:LONGEST] if register.sought else ""
    sought = Q(*((f"{name}__icontains", typed) for name in register.sought), _connector=Q.OR) if typed else Q()
    rows = register.rows(by).filter(register.parts[part].of(at), sought)
    shown = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    kept = {"part": part} | ({"q": typed} if typed else {})
    context = {
        "title": register.title,
        "register": register,
        "tabs": list(_tabs(register, part)),
        "part": part,
        "typed": typed,
        "heads": register.heads,
        "rows": [_row(register, row, at=at) for row in shown],
        "before": f"?{urlencode(kept | {'page': shown.previous_page_number()})}" if shown.has_previous() else "",
        "following": f"?{urlencode(kept | {'page': shown.next_page_number()})}" if shown.has_next() else "",
        "begins": _beginning(register, About(None, by, at)),
    }
    return render(request, "staff/registers/list.html", context)


def _tabs(register: Register, current: str) -> Iterator[dict[str, Any]]:
    for name, part in register.parts.items():
        yield {"label": part.label, "href": f"?{urlencode({'part': name})}", "is_current": name == current}


def _row(register: Register, row: Any, *, at: Any) -> dict[str, Any]:
    cells = register.line(row, at)
    return {
        "name": register.called(row),
        "href": reverse(f"register-{register.name}-one", args=[register.ident(row)]),
        "first": cells[0],
        "cells": list(zip(register.heads[1:], cells[1:], strict=True)),
    }


def _beginning(register: Register, about: About) -> dict[str, Any] | None:
    act = register.begins
    if act is None:
        return None
    return {"act": act, "href": reverse(f"register-{register.name}-new"), "bar": shape.bar(act, about)}


@require_safe
def page(request: HttpRequest, register: Register, **named: str) -> HttpResponse:
    """One thing: what is known of it, and what can be done, by whom."""
    about = _about(request, register, named)
    called = register.called(about.thing)
    context = {
        "title": f"{called} – {register.title}",
        "heading": called,
        "register": register,
        "back": reverse(f"register-{register.name}"),
        "lines": list(register.lines(about)),
        "tables": list(register.tables(about)),
        "acts": [
            one | {"href": _address(register, about.thing, act=one["name"])} for one in shape.offered(register, about)
        ],
    }
    return render(request, "staff/registers/one.html", context)


@require_POST
def open_file(request: HttpRequest, register: Register, file_id: Any, **named: str) -> StreamingHttpResponse:
    """One of the files that belong to it, to keep."""
    about = _about(request, register, named)
    return files.give_out(request, about.thing, by=about.by, ident=file_id)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, register: Register, **named: str) -> HttpResponse:
    """Asks, and on the press of the button does it once; a refusal keeps everything that was typed."""
    about = _about(request, register, named)
    chosen = register.acts.get(named[f"{register.word}_act"])
    if chosen is None:
        raise NotFound
    back = _address(register, about.thing)
    return _confirm(request, register, chosen, about, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, register: Register) -> HttpResponse:
    """The same for what is not in the register yet."""
    assert register.begins is not None
    about = About(None, _reader(request), clock.now())
    return _confirm(request, register, register.begins, about, back=reverse(f"register-{register.name}"))


def _confirm(request: HttpRequest, register: Register, chosen: Act, about: About, *, back: str) -> HttpResponse:
    barred = shape.bar(chosen, about)
    if request.method != "POST" or barred:
        if not chosen.is_there(about):
            raise MoveNotAllowed
        status = BARRED if request.method == "POST" else 200
        return _ask(request, register, chosen, chosen.form(about=about), about=about, back=back, status=status)
    form = chosen.form(request.POST, about=about)
    refused, made = acting.press(chosen, about, form)
    if refused:
        return _ask(request, register, chosen, form, about=about, back=back, status=refused)
    messages.success(request, str(chosen.done))
    return HttpResponseRedirect(back if about.thing is not None else _address(register, made))


def _ask(
    request: HttpRequest, register: Register, chosen: Act, form: Question, *, about: About, back: str, status: int = 200
) -> HttpResponse:
    context = {
        "title": chosen.label,
        "act": chosen,
        "form": form,
        "back": back,
        "bar": shape.bar(chosen, about),
        "button_says": chosen.button(about) if chosen.button else chosen.label,
        "called": register.called(about.thing) if about.thing is not None else register.title,
    }
    return render(request, "staff/act.html", context, status=status)


def _address(register: Register, thing: Any, *, act: str = "") -> str:
    args = [register.ident(thing), *([act] if act else [])]
    return reverse(f"register-{register.name}-{'act' if act else 'one'}", args=args)


def _about(request: HttpRequest, register: Register, named: dict[str, str]) -> About:
    by = _reader(request)
    return About(register.find(by, named[register.word]), by, clock.now())


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user
