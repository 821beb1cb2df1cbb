"""The whole run: take a place, prepare, start, say where, watch, stop."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType
from typing import NoReturn

import environ

from paletten.environment import secret_key
from paletten.environment.data_folder import ROOT
from paletten.runner import broker, crew, prepare
from paletten.runner.child import Child
from paletten.runner.errors import CannotRunError
from paletten.runner.place import Place, take_place

READY_WITHIN = 60.0  # seconds
SIGN_INS = "demo-sign-ins.txt"


def run() -> int:
    """Run the desk until it is stopped (0) or cannot go on (1)."""
    children: list[Child] = []
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        place = take_place()  # kept to the end: its lock goes when nobody holds it
        _start(place=place, children=children)
        _watch(children=children)
    except CannotRunError as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        _end(children=children)


def _start(*, place: Place, children: list[Child]) -> None:
    env = os.environ | {"DESK_DATA_DIR": str(place.data_dir), "DJANGO_SETTINGS_MODULE": "paletten.settings"}
    env.setdefault("DESK_DEMO", "on")
    env.setdefault("DESK_URL", place.address.rstrip("/"))  # so that links in mails lead to this port
    secret_key.make_key_file(env=environ.Env(), data_dir=place.data_dir)
    if not env.get("REDIS_URL"):
        valkey, env["REDIS_URL"] = broker.make_broker(place=place)
        children.append(valkey)
        valkey.start()
    print("Preparing the database …", flush=True)
    is_empty = _prepare("tables", env=env)
    web, worker = crew.make_web(place=place, env=env), crew.make_worker(place=place, env=env)
    children.append(web)
    web.start()
    if is_empty:
        print("First start: filling the desk with invented people and cases …", flush=True)
        _prepare("demo", env=env)
    children.append(worker)
    worker.start()
    _wait_until_ready(place=place, children=children)
    _say_where(place=place)


def _prepare(part: str, *, env: dict[str, str]) -> bool:
    """Run one part of the preparation and tell whether there is more to do."""
    words = [sys.executable, "-m", "paletten.runner.prepare", part]
    # In a group of its own: Ctrl-C comes here, and is answered here without a trace.
    done = subprocess.run(words, cwd=ROOT, env=env, check=False, start_new_session=True)
    if done.returncode not in {0, prepare.FILLED}:
        raise CannotRunError("The database could not be prepared; the lines above say why.")
    return done.returncode == 0


def _wait_until_ready(*, place: Place, children: list[Child]) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        _look_after(children=children)
        try:
            with urllib.request.urlopen(f"{place.address}api/v1/health/ready", timeout=5):  # noqa: S310 - our own
                return
        except urllib.error.HTTPError as answer:
            answer.close()  # it answers, and says that it is not ready yet
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.1)
    raise CannotRunError(f"The web server did not become ready. Its log: {place.logs / 'web.log'}")


def _say_where(*, place: Place) -> None:
    sign_ins = place.data_dir / SIGN_INS
    if sign_ins.exists():
        print(f"\n{sign_ins.read_text(encoding='utf-8').rstrip()}")
        print("One case of each clause, step by step: .venv/bin/python manage.py demo --walk")
    print(f"\nThe desk is open at {place.address}\nLogs are in {place.logs}. Ctrl-C stops everything.", flush=True)


def _watch(*, children: list[Child]) -> NoReturn:
    while True:
        _look_after(children=children)
        time.sleep(0.5)


def _look_after(*, children: list[Child]) -> None:
    """Start again what died; give up on what dies again and again."""
    for child in children:
        if child.is_running():
            continue
        if not child.may_restart():
            raise CannotRunError(f"{child.name} does not stay up. The end of {child.log}:\n{child.last_lines()}")
        print(f"{child.name} ended; starting it again (see {child.log}).", file=sys.stderr, flush=True)
        child.start()


def _end(*, children: list[Child]) -> None:
    """Stop all, the broker last; a second Ctrl-C kills what is left at once."""
    try:
        for child in reversed(children):
            child.ask_to_stop()
            child.end()
    except KeyboardInterrupt:
        for child in children:
            child.kill()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
