"""How everybody who is given something on a page comes to it: by a code from a mail."""

from __future__ import annotations

from disclosures import outbox
from disclosures.models import clock
from tests import sign_ins
from tests.browser.journey import Journey


def unlock(reader: Journey) -> None:
    """From the page that asks for the code to what it holds, with a wrong code."""
    outbox.drain(at=clock.now())
    reader.fill(code="BBBB-BBBB")
    reader.press("Continue")
    reader.is_refused()
    reader.fill(code=sign_ins.code_in_mail())
    reader.press("Continue")
