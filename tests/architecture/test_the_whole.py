"""What tools outside the suite check too, so that nobody has to remember: imports, migrations, drawn pages."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from disclosures.management.commands.docs import PAGES
from tests.architecture import trees

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_imports_point_down():
    found = subprocess.run([sys.executable, "-c", LINT], cwd=trees.ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr[-1000:]
    assert "0 broken" in found.stdout


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("page", PAGES)
def test_a_drawn_page_is_fresh(page):
    """`python manage.py docs` draws it again."""
    assert (trees.ROOT / "docs" / page).read_text(encoding="utf-8") == PAGES[page]()


@pytest.mark.parametrize("app", ["accounts", "disclosures"])
def test_a_database_of_any_earlier_desk_can_move_on(app):
    """A new one is made at once by what replaces the earlier steps; the steps stay for those who took some of them."""
    loader = MigrationLoader(None)
    (whole,) = [found for key, found in loader.disk_migrations.items() if key[0] == app and found.replaces]
    numbered = sorted(name for label, name in loader.disk_migrations if label == app and name != whole.name)
    assert [name for _app, name in whole.replaces] == numbered[: len(whole.replaces)]
