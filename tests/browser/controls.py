"""With scripts and without: whether a page has the same to press and to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

CONTROLS = (Path(__file__).parent / "controls.js").read_text(encoding="utf-8")
ONLY_BY_SCRIPT = {
    "button  : Menu": "opens the menu of a narrow screen; without a script it is open",
    "button  : Show password": "shows what is typed into the field beside it",
    "button  : Sign in with a passkey": "a passkey speaks to a script only; the form above it takes a password",
    "link /home/: I have kept them": "recovery codes are shown once, and without a script the page came second",
}
"""What a page may lack without a script, and why nobody misses it."""


def of(page: Page) -> dict[str, Any]:
    """What there is, what of it is shown, and what is live with nothing that does the same."""
    controls: dict[str, Any] = page.evaluate(CONTROLS)
    return controls


def missing(*, with_scripts: dict[str, Any], without: dict[str, Any]) -> list[str]:
    """What somebody without scripts does not have."""
    lacking = set(with_scripts["there"]) - set(without["shown"]) - set(ONLY_BY_SCRIPT)
    wrong = [f"without a script there is no {each}" for each in sorted(lacking)]
    return wrong + [f"nothing does the same without a script as {each}" for each in with_scripts["live_only"]]
