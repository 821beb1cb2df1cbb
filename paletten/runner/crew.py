"""The desk's own two processes: web server and worker."""

import sys
from collections.abc import Mapping

from paletten.runner.child import Child
from paletten.runner.place import HOST, Place


def make_web(*, place: Place, env: Mapping[str, str]) -> Child:
    """Return the web server: one process with threads, which is what one machine's SQLite can use."""
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(place.port)]
    words += ["--workers", "1", "--blocking-threads", "8", "--http", "1", "--no-ws", "--log-level", "warning"]
    words += ["--respawn-failed-workers", "paletten.wsgi:application"]
    return Child(name="web", words=words, env=env, log=place.logs / "web.log", grace=5)


def make_worker(*, place: Place, env: Mapping[str, str]) -> Child:
    """Return a worker with one child and the beat; the child can be killed without losing the worker."""
    words = [sys.executable, "-m", "celery", "-A", "paletten.celery", "worker", "--beat", "--concurrency", "1"]
    words += ["--schedule", str(place.data_dir / "beat-schedule"), "--loglevel", "WARNING", "--without-gossip"]
    words += ["--without-mingle", "--hostname", "desk@localhost"]
    return Child(name="worker", words=words, env=env, log=place.logs / "worker.log", grace=15)
