"""``manage.py docs``: writes the pages of the documentation that are drawn from the code's tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from disclosures.domain import diagram
from disclosures.policies import page

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = {"states.md": diagram.states, "permissions.md": page.permissions}


class Command(BaseCommand):
    """Writes each page where it belongs; run it after a change to a table."""

    help = "Write docs/states.md and docs/permissions.md from the tables they describe."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every page."""
        for name, write in PAGES.items():
            (DOCS / name).write_text(write(), encoding="utf-8")
            self.stdout.write(f"wrote docs/{name}")
