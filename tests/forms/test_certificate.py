"""The certificate checks with public tools only, and a changed byte fails (issue: "what it must show")."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from disclosures import keyring
from disclosures.delivery.forms import bundle, certificate, verify_package
from tests.forms.conftest import package

pytestmark = pytest.mark.usefixtures("_keys")
NAME = "LR-4TQ8-ZK3M"


@pytest.fixture
def unpacked(tmp_path):
    made = package()
    files = [made.file("json", "application/json", b'{"a": 1}'), made.file("pdf", "application/pdf", b"%PDF")]
    zipfile.ZipFile(io.BytesIO(bundle.as_zip(made, files))).extractall(tmp_path)
    return tmp_path


def is_signed(folder) -> bool:
    words = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", f"{NAME}.public-key.pem"]
    words += ["-in", f"{NAME}.certificate.txt", "-sigfile", f"{NAME}.signature.bin"]
    done = subprocess.run([shutil.which("openssl"), *words], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def is_whole(folder) -> bool:
    words = [shutil.which("sha256sum"), "--check", "--strict", f"{NAME}.certificate.txt"]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 0


def said_by_the_program(folder) -> str:
    words = [sys.executable, verify_package.__file__, str(folder), "--key", str(folder / f"{NAME}.public-key.pem")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return f"{done.returncode} {done.stdout}"


def change(path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))


def test_it_checks_with_openssl_and_sha256sum_and_with_our_program(unpacked):
    assert is_signed(unpacked)
    assert is_whole(unpacked)
    said = said_by_the_program(unpacked)
    assert said.startswith("0 ")
    assert "# Recipient: 上海市公安局\n" in said
    assert f"{NAME}.pdf: OK" in said


@pytest.mark.parametrize("ending", ["json", "pdf", "manifest.json"])
def test_a_changed_byte_of_a_file_fails(unpacked, ending):
    change(unpacked / f"{NAME}.{ending}")
    assert not is_whole(unpacked)
    assert said_by_the_program(unpacked).endswith(f"NOT GENUINE: {NAME}.{ending} was changed\n")


@pytest.mark.parametrize("ending", ["certificate.txt", "signature.bin"])
def test_a_changed_certificate_or_signature_fails(unpacked, ending):
    change(unpacked / f"{NAME}.{ending}")
    assert not is_signed(unpacked)
    assert "signature is false" in said_by_the_program(unpacked)


def test_another_key_does_not_check(unpacked):
    with keyring.ephemeral():
        (unpacked / f"{NAME}.public-key.pem").write_text(keyring.public_key())
    assert not is_signed(unpacked)


def test_a_name_of_several_lines_adds_no_line_to_the_certificate():
    made = package(recipient="a\n" + "0" * 64 + "  x.pdf")
    assert "\n0" not in certificate.of(made, []).decode()


def test_the_commands_in_it_are_those_of_this_test(unpacked):
    said = (unpacked / "VERIFY.txt").read_text()
    assert f"-in {NAME}.certificate.txt -sigfile {NAME}.signature.bin" in said
    assert f"sha256sum --check {NAME}.certificate.txt" in said


def test_the_manifest_says_everything_but_values(unpacked):
    written = (unpacked / f"{NAME}.manifest.json").read_text()
    manifest = json.loads(written)
    assert {row["item"]: row["reason"] for row in manifest["items"]}["contact.phone"] == "instrument_too_weak"
    assert {file["name"] for file in manifest["files"]} == {f"{NAME}.json", f"{NAME}.pdf"}
    assert "陈美玲" not in written
    assert "mei@mail.example" not in written


def test_file_names_carry_the_reference_only(unpacked):
    assert {path.name.removeprefix(f"{NAME}.") for path in unpacked.iterdir()} == {
        "json", "pdf", "manifest.json", "certificate.txt", "signature.bin", "public-key.pem", "VERIFY.txt",
    }  # fmt: skip


def test_the_public_key_is_on_a_page_of_its_own(client, db):
    page = client.get("/certificate-key/").text
    assert keyring.public_key().strip() in page
    der = base64.b64decode("".join(keyring.public_key().split("\n")[1:2]))
    assert hashlib.sha256(der).hexdigest() in page.replace(" ", "")
    assert client.get("/certificate-key/key.pem").text == keyring.public_key()
    assert client.get("/certificate-key/verify_package.py").content == Path(verify_package.__file__).read_bytes()
