"""A real Chromium for the journeys: found on this machine, or installed by apt where that is allowed."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "!!! NO CHROMIUM: the journeys in a real browser (tests/browser) are NOT played. "
    "Install Debian's `chromium`, or run this as root where apt can reach its mirrors."
)


def find() -> str | None:
    """Where it is; ``None`` where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> None:
    """Installs it where there is none yet, this is root, and there is apt; says what it does and how that ended."""
    if find() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing chromium for the journeys in a browser", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]):
        subprocess.run(["apt-get", "-qq", *words], env=env, check=False, capture_output=True)
