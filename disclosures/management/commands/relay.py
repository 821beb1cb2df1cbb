"""``manage.py relay``: rings for due jobs in a loop. Any number may run, beside beat or instead of it."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from disclosures.tasks.dispatch import dispatch

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Dispatches until it is told to stop; a database or broker that is away is waited for."""

    help = "Tell the broker about due jobs, again and again until each is done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the pause between rounds and a way to make only one."""
        parser.add_argument("--every", type=float, default=2.0, help="seconds between rounds (default 2)")
        parser.add_argument("--once", action="store_true", help="make one round, print how many bells rang, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loop, or one round of it."""
        if options["once"]:
            self.stdout.write(f"{dispatch()} rung")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        self.stdout.write("Relay is running; stop it with Ctrl-C.")
        while not stop.is_set():
            close_old_connections()
            try:
                dispatch()
            except Error as error:
                log.warning("The database is not answering.", extra={"code": type(error).__name__})
            stop.wait(options["every"])
