"""A process of the desk that is killed leaves nothing of itself behind when it is started again."""

import os
import signal
import sys

from paletten.runner.child import Child
from tests.services.families import lives
from tests.services.processes import wait_until

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""


def test_the_pool_of_a_killed_worker_does_not_outlive_it(tmp_path):
    log = tmp_path / "worker.log"
    child = Child(name="worker", words=[sys.executable, "-c", PARENT], log=log, grace=1.0, env=os.environ)
    child.start()
    wait_until(lambda: log.exists() and log.read_text().strip(), within=20)
    left = int(log.read_text().split()[0])
    os.kill(child._process.pid, signal.SIGKILL)
    wait_until(lambda: not child.is_running(), within=20)
    assert lives(pid=left)
    child.start()
    wait_until(lambda: not lives(pid=left), within=20)
    child.ask_to_stop()
    child.end()
