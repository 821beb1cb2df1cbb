"""Finds who carries out a topic. Bound by name at run time: handlers live above the outbox and import it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from typing import cast

from disclosures.domain.topics import Topic
from disclosures.outbox.leases import Claim

HANDLERS_MODULE = "disclosures.tasks.handlers"

Handler = Callable[[Claim, datetime], None]


def handler_of(*, topic: Topic) -> Handler:
    """Return what carries the topic out; raises ``KeyError`` when nothing does, which counts as a failure."""
    return _table("HANDLERS")[topic]


def hook_of(*, topic: Topic) -> Handler | None:
    """Return what must be shown when a job of this topic dies, if anything."""
    return _table("ON_DEAD").get(topic)


def _table(name: str) -> Mapping[Topic, Handler]:
    return cast("Mapping[Topic, Handler]", getattr(import_module(HANDLERS_MODULE), name))
