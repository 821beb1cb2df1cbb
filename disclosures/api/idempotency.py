"""An act sent twice with one `Idempotency-Key` is done once and answered alike (docs/decisions/0005-idempotency.md)."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from disclosures.api.problems import Malformed
from disclosures.domain.errors import DeskError
from disclosures.ledger.content import instant
from disclosures.models import IdempotencyKey, LedgerEntry, clock
from disclosures.models.idempotency import REMEMBERED

if TYPE_CHECKING:
    from disclosures.api.view import DeskView

HEADER = "Idempotency-Key"
FORM = re.compile(r"[\x21-\x7e]{1,200}")
IN_HAND = timedelta(seconds=30)
"""Longer than any request takes; after it, an act that the ledger does not know was never done."""
FEW_TRIES = 5


class InProgress(DeskError):
    """The first of two equal requests is still at it."""

    code, status = "in_progress", 409
    sentence = "The same request is being carried out. Ask again in a few seconds."
    headers = {"Retry-After": "5"}


class KeyReused(DeskError):
    """The key stands for another request."""

    code = "idempotency_key_reused"
    sentence = "This Idempotency-Key was used for another request. Use a new one."


class DoneAlready(DeskError):
    """The act was done, its answer was lost and cannot be given again."""

    code, status = "done_already", 409
    sentence = "This was done already. Look at its present state."


Act = Callable[..., Response]


def once(act: Act) -> Callable[..., HttpResponseBase]:
    """Decorates a view's method: with the header, the act is done once; without it, as often as it is sent."""

    @functools.wraps(act)
    def acting(view: DeskView, request: Request, **names: Any) -> HttpResponseBase:
        key = request.headers.get(HEADER)
        if key is None:
            return act(view, request, **names)
        if not FORM.fullmatch(key):
            raise Malformed("Idempotency-Key is 1 to 200 visible ASCII characters.", fields=(HEADER,))
        row, is_new = _begin(view, request, key)
        if not is_new:
            done = _answer_again(view, row, **names)
            if done is not None:
                return done
        return _carry_out(act, view, request, row, **names)

    acting.acts_once = True  # type: ignore[attr-defined]  # a mark that tests read
    return acting


def _begin(view: DeskView, request: Request, key: str) -> tuple[IdempotencyKey, bool]:
    """The key's row, new or as it is. A new one is written, and committed, before the act."""
    by, at = view.by, view.at
    fingerprint = _fingerprint(request, by=by, body=view.sent(request))
    for _ in range(FEW_TRIES):
        row = IdempotencyKey.objects.filter(user=by, key=key).first()
        if row is not None and row.at > at - REMEMBERED:
            if row.fingerprint != fingerprint:
                raise KeyReused
            return row, False
        if row is not None:  # of yesterday; the timer comes for it
            IdempotencyKey.objects.filter(pk=row.pk, at=row.at).delete()
        try:
            with transaction.atomic():
                last = LedgerEntry.objects.aggregate(last=Max("pk"))["last"] or 0
                row = IdempotencyKey.objects.create(user=by, key=key, fingerprint=fingerprint, at=at, after_entry=last)
        except IntegrityError:  # somebody else was first with this key, or at this very moment
            at = clock.now()
            continue
        return row, True
    raise InProgress


def _fingerprint(request: Request, *, by: User, body: bytes) -> str:
    plain = request._request  # noqa: SLF001 - the request as it came
    parts = (plain.method or "").encode(), plain.get_full_path().encode(), body, repr(by.reach).encode()
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _answer_again(view: DeskView, row: IdempotencyKey, **names: Any) -> HttpResponseBase | None:
    """The answer of before; ``None`` when the act was never done and this request has taken it over."""
    if row.status is not None:
        return HttpResponse(
            row.body, status=row.status, content_type="application/json", headers={"Idempotent-Replayed": "true"}
        )
    entry = _witness(row)
    if entry is not None:
        return view.again(ident=entry.chain.partition(":")[2], **names)
    if view.at < row.at + IN_HAND:
        raise InProgress
    if not IdempotencyKey.objects.filter(pk=row.pk, at=row.at, status__isnull=True).update(at=view.at):
        raise InProgress
    row.at = view.at
    return None


def _witness(row: IdempotencyKey) -> LedgerEntry | None:
    """The first entry that the act wrote: the ledger's line is in the act's own transaction (DESIGN 5.4)."""
    written = f'{{"actor":"{row.user_id}","at":"{instant(row.at)}",'
    return LedgerEntry.objects.filter(pk__gt=row.after_entry, text__startswith=written).order_by("pk").first()


def _carry_out(act: Act, view: DeskView, request: Request, row: IdempotencyKey, **names: Any) -> Response:
    """Does the act at the row's own time and keeps the answer; what was refused changed nothing and frees the key."""
    request._request.desk_moment = row.at  # type: ignore[attr-defined] # noqa: SLF001
    mine = IdempotencyKey.objects.filter(pk=row.pk, at=row.at)
    try:
        response = act(view, request, **names)
    except (DeskError, APIException):
        if _witness(row) is None:
            mine.delete()
        raise
    if view.tells_a_secret:
        return response  # asked again, the ledger says that it was done, and the thing is shown without its secret
    body = JSONRenderer().render(response.data).decode()
    mine.update(status=response.status_code, body=body)
    return response
