"""`make run`: the supervisor of the embedded desk."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.services import families
from tests.services.processes import ROOT, free_port, wait_until


def _desk(*, folder, port):
    outside = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE", "DESK_HTTPS"}
    env = {name: value for name, value in os.environ.items() if name not in outside}
    return subprocess.Popen(
        [sys.executable, "-m", "paletten.run"],
        cwd=ROOT,
        env=env | {"DESK_DATA_DIR": str(folder), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _workers(desk):
    return [child for child in families.children(pid=desk.pid) if "celery" in families.words(child)]


def _is_ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health/ready", timeout=15) as answer:
            return answer.status == 200
    except OSError:
        return False


def test_a_taken_port_is_one_clear_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        desk = _desk(folder=tmp_path, port=port)
        said, _ = desk.communicate(timeout=90)
    assert said == f"Port {port} is taken. Try: PORT={port + 1} make run\n"
    assert desk.returncode == 1


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_a_port_that_is_none_is_one_clear_line(tmp_path, port):
    desk = _desk(folder=tmp_path, port=port)
    said, _ = desk.communicate(timeout=90)
    assert said == f"PORT must be a number from 1 to 65535, not “{port}”.\n"
    assert desk.returncode == 1


def test_the_desk_comes_up_survives_a_killed_worker_keeps_others_out_and_stops_whole(tmp_path):
    port = free_port()
    desk = _desk(folder=tmp_path, port=port)
    try:
        wait_until(lambda: (_is_ready(port) and _workers(desk)) or desk.poll() is not None, within=120)
        assert desk.poll() is None, desk.stdout.read()

        second = _desk(folder=tmp_path, port=free_port())
        said, _ = second.communicate(timeout=90)
        assert said.startswith("A desk already runs on ")
        assert second.returncode == 1

        (worker,) = _workers(desk)
        worker.kill()
        wait_until(lambda: [other for other in _workers(desk) if other.pid != worker.pid], within=30)

        family = families.children(pid=desk.pid, everyone=True)
        desk.send_signal(signal.SIGINT)
        said, _ = desk.communicate(timeout=90)
        assert desk.returncode == 0, said
        assert f"The desk is open at http://localhost:{port}/" in said
        assert "Traceback" not in said
        assert families.survivors(family, within=30) == []
        assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    finally:
        desk.kill()
        desk.wait()
