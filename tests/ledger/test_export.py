"""The export is checked by the standalone script in a process of its own, with nothing of the desk on its path."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from disclosures import ledger
from disclosures.ledger import notes, verify_export
from tests.ledger import damage
from tests.ledger.conftest import AT

SCRIPT = Path(verify_export.__file__)


@pytest.fixture
def exported(write, key, tmp_path):
    write("case:1", times=4), write("case:2", times=2)
    earlier = ledger.checkpoints.make(at=AT, key=key)
    (tmp_path / "earlier.note").write_text(earlier.note, "utf-8")
    write("case:1", times=2)
    return export(tmp_path, key)


def export(folder, key):
    file = io.BytesIO()
    ledger.export.write(checkpoint=ledger.checkpoints.make(at=AT, key=key), file=file, progress=lambda _rows: None)
    (folder / "ledger.jsonl").write_bytes(file.getvalue())
    (folder / "desk.pub").write_text(notes.verifier_key(key.public_key()) + "\n", "utf-8")
    return folder


def check(folder, *options):
    """Run the script isolated (-I): the desk's code cannot be imported."""
    command = [sys.executable, "-I", str(SCRIPT), str(folder / "ledger.jsonl"), "--key", str(folder / "desk.pub")]
    done = subprocess.run([*command, *map(str, options)], capture_output=True, text=True, cwd=folder, check=False)
    assert not done.stderr
    return done.returncode, done.stdout


def check_here(folder, *earlier):
    """The same checks without the price of a process."""
    key = verify_export.read_key((folder / "desk.pub").read_text("utf-8"))
    return list(verify_export.verify(folder / "ledger.jsonl", key, list(earlier)))


def rewrite(folder, change):
    lines = (folder / "ledger.jsonl").read_bytes().split(b"\n")[:-1]
    change(lines)
    (folder / "ledger.jsonl").write_bytes(b"\n".join(lines) + b"\n")


def test_a_whole_export_is_ok(exported):
    assert check(exported) == (0, "OK: every entry is as it was signed\n")


def test_an_empty_export_is_ok(guarded, key, tmp_path):
    assert check_here(export(tmp_path, key)) == []


def test_every_line_is_json_and_holds_the_very_text(exported):
    header, *lines = (exported / "ledger.jsonl").read_bytes().splitlines()
    assert json.loads(header)["version"] == 1
    assert [json.loads(line)["entry"]["chain"] for line in lines] == ["case:1"] * 4 + ["case:2"] * 2 + ["case:1"] * 2


def test_an_entry_edited_after_the_export_is_named(exported):
    rewrite(exported, lambda lines: lines.__setitem__(3, lines[3].replace(b"2026", b"2027")))
    code, told = check(exported)
    assert code == 1
    assert "line 4, case:1 entry 3: edited" in told
    assert "NOT OK" in told


def test_any_one_byte_changed_is_found(exported):
    whole = (exported / "ledger.jsonl").read_bytes()
    for place in [*range(whole.index(b"\n") + 1), *range(0, len(whole), 7)]:
        altered = bytearray(whole)
        altered[place] ^= 1
        (exported / "ledger.jsonl").write_bytes(altered)
        try:
            assert check_here(exported), place
        except (verify_export.Wrong, ValueError, KeyError, TypeError):
            continue


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda lines: lines.pop(3), "line 4, case:1 entry 4: entry 3 was expected"),
        (lambda lines: lines.insert(3, lines[3]), "line 5, case:1 entry 3: entry 4 was expected"),
        (lambda lines: lines.insert(3, lines.pop(4)), "line 4, case:1 entry 4: entry 3 was expected"),
        (lambda lines: lines.pop(), "the file has 7 entries, its checkpoint says 8"),
        (lambda lines: lines.__setitem__(3, b"nonsense"), "line 4: the line is malformed"),
    ],
    ids=["deleted", "inserted", "reordered", "cut", "malformed"],
)
def test_a_damaged_export_names_where(exported, change, named):
    rewrite(exported, change)
    assert any(named in sentence for sentence in check_here(exported))


def test_an_entry_deleted_before_the_export_is_found(exported, key):
    with damage.suspended():
        damage.run("DELETE FROM disclosures_ledgerentry WHERE chain = 'case:1' AND seq = 3")
    code, told = check(export(exported, key))
    assert code == 1
    assert "line 4: the entry cannot be read: edited or deleted" in told


def test_another_key_does_not_do(exported):
    stranger = Ed25519PrivateKey.generate().public_key()
    (exported / "desk.pub").write_text(notes.verifier_key(stranger), "utf-8")
    code, told = check(exported)
    assert (code, told.splitlines()[0]) == (1, "cannot be checked: the checkpoint is not signed by this key")


def test_an_earlier_note_shows_that_nothing_before_it_was_rewritten(exported, key):
    assert check(exported, "--earlier", exported / "earlier.note")[0] == 0
    false = notes.sign(notes.Statement(size=6, root=bytes(32)), key=key)
    assert check_here(exported, false) == ["the first 6 entries are not those that the checkpoint of 6 was signed for"]


def test_a_missing_file_is_a_sentence_not_a_trace(exported):
    (exported / "ledger.jsonl").unlink()
    code, told = check(exported)
    assert code == 1
    assert told.startswith("cannot be checked: ")
