"""Takes the pictures of the help pages on the way of a journey: `make pictures`; otherwise nothing is written."""

from __future__ import annotations

import base64
import os

from playwright.sync_api import Page

from disclosures.portals.visitors.help_texts import GUIDES
from tests.architecture import trees

FOLDER = trees.ROOT / "paletten" / "static" / "paletten" / "help"
WIDTH, TALLEST = 900, 1400  # CSS pixels
QUALITY = 55  # of WebP, in percent: text stays sharp, a page is some 30 KB


def are_wanted() -> bool:
    """Then a page of help may show one that the running desk does not know yet."""
    return bool(os.environ.get("DESK_PICTURES"))


def take(page: Page, group: str, step: str, language: str) -> None:
    """Save what the page shows as the picture of this step, if pictures are asked for and the help page names it."""
    named = {one.picture for one in GUIDES[group].steps}
    if not are_wanted() or step not in named:
        return
    page.evaluate("document.activeElement.blur()")
    before = page.viewport_size
    page.set_viewport_size({"width": WIDTH, "height": 700})
    height = page.evaluate("document.body.scrollHeight")
    words = {
        "format": "webp",
        "quality": QUALITY,
        "captureBeyondViewport": True,
        "clip": {"x": 0, "y": 0, "width": WIDTH, "height": min(height, TALLEST), "scale": 1},
    }
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", words)
    session.detach()
    (FOLDER / f"{group}-{step}-{language}.webp").write_bytes(base64.b64decode(taken["data"]))
    if before:
        page.set_viewport_size(before)
