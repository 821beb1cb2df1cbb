"""The ledger's commands, as an operator runs them."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosures import keyring
from disclosures.ledger import verify_export
from tests.ledger import damage


@pytest.fixture(autouse=True)
def _keys():
    with keyring.ephemeral():
        yield


def call(name, **options):
    told = StringIO()
    call_command(name, stdout=told, **options)
    return told.getvalue()


def test_verify_ledger_says_that_it_is_whole(write, tmp_path):
    write(times=3)
    assert call("verify_ledger") == "The ledger is whole: 3 rows verified.\n"
    call("export_ledger", out=tmp_path / "ledger.jsonl")
    assert call("verify_ledger") == "The ledger is whole: 6 rows verified.\n"


def test_verify_ledger_names_what_is_wrong_and_leaves_with_one(write):
    write(times=3)
    with damage.suspended():
        damage.run("DELETE FROM disclosures_ledgerentry WHERE seq = 2")
    told = StringIO()
    with pytest.raises(CommandError, match="NOT whole: 1 findings") as refusal:
        call_command("verify_ledger", stdout=told)
    assert told.getvalue() == "deleted: case:1 entry 2: this entry is gone\n"
    assert refusal.value.returncode == 1


def test_export_ledger_writes_what_the_standalone_file_accepts(write, tmp_path):
    write(times=3)
    assert call("export_ledger", out=tmp_path / "ledger.jsonl").startswith("3 entries in ")
    assert {path.name for path in tmp_path.iterdir()} == {"ledger.jsonl", "ledger.pub"}
    done = subprocess.run(
        [sys.executable, "-I", verify_export.__file__, "ledger.jsonl", "--key", "ledger.pub"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "OK: every entry is as it was signed\n")
