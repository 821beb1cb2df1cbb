"""A file is taken by what is in it, and refused with the words that help."""

from __future__ import annotations

import pytest

from disclosures.domain.evidence.kinds import FileType
from disclosures.domain.evidence.names import safe_name
from disclosures.models import Evidence, EvidenceBox
from tests.evidence import files
from tests.evidence.conftest import bytes_of, download, upload

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAKEN = {
    "application/pdf": files.pdf,
    "image/png": files.png,
    "image/jpeg": files.jpeg,
    "message/rfc822": files.eml,
    WORD: files.docx,
    "text/plain": "He said: 发货了吗\n".encode,
}
REFUSED = {
    "file_empty": (b"",),
    "file_type_refused": (
        b"MZ\x90\x00" + bytes(200),
        b"<!DOCTYPE html><script>alert(1)</script>",
        b'  <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"{\\rtf1 {\\object}}",
        b"%!PS-Adobe-3.0\n",
        b"\x1f\x8b\x08\x00" + bytes(20),
        b"Rar!\x1a\x07\x00" + bytes(20),
        b"text with a \x00 in it",
        b"GIF89a" + bytes(20),
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        files.archive({"a.txt": b"a"}),
    ),
    "file_password_protected": (
        files.pdf(password="open sesame"),
        files.locked_zip(),
        files.locked_docx(),
    ),
    "file_unpacks_too_large": (files.bombed_docx, files.nested_docx, files.bombed_pdf),
    "file_holds_program": (files.docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"),),
    "file_damaged": (b"%PDF-1.7\nnothing of it", files.docx()[:200]),
}


@pytest.mark.parametrize("type_", TAKEN)
def test_what_legal_staff_need_is_taken_and_comes_back_byte_by_byte(cast, case, type_):
    content = TAKEN[type_]()
    answer = upload(cast("tom"), f"/cases/{case}/evidence/", content, name="misleading.bin")
    assert (answer.status_code, answer.json()["type"]) == (201, type_)
    cast.work()
    given = download(cast("tom"), answer.json()["id"])
    assert bytes_of(given) == content
    assert given.headers["Content-Type"] == type_


@pytest.mark.parametrize(
    ("code", "content"), [(code, content) for code, contents in REFUSED.items() for content in contents]
)
def test_what_is_refused_is_told_why_and_nothing_is_kept(cast, case, code, content, settings):
    made = content() if callable(content) else content
    answer = upload(cast("tom"), f"/cases/{case}/evidence/", made, name="order.pdf")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Evidence.objects.exists()
    assert not EvidenceBox.objects.exists()


def test_a_pdf_that_only_forbids_printing_is_taken(cast, case):
    locked = files.pdf(owner="of the court")
    assert upload(cast("tom"), f"/cases/{case}/evidence/", locked).status_code == 201


def test_text_of_a_chinese_windows_is_text(cast, case):
    answer = upload(cast("tom"), f"/cases/{case}/evidence/", "发货了吗".encode("gb18030"), name="a.txt")
    assert answer.json()["type"] == "text/plain"


def test_a_file_may_be_so_large_and_no_larger(cast, case, settings):
    settings.DESK_EVIDENCE_FILE_LIMIT = 200_000
    answer = upload(cast("tom"), f"/cases/{case}/evidence/", b"a" * 200_000, name="a.txt")
    assert (answer.status_code, answer.json()["size"]) == (201, 200_000)
    cast.work()
    assert bytes_of(download(cast("tom"), answer.json()["id"])) == b"a" * 200_000
    larger = upload(cast("tom"), f"/cases/{case}/evidence/", b"a" * 200_001, name="a.txt")
    assert (larger.status_code, larger.json()["code"]) == (413, "file_too_large")
    unread = upload(cast("tom"), f"/cases/{case}/evidence/", b"a" * 300_000, name="a.txt")
    assert (unread.status_code, unread.json()["code"]) == (413, "too_large")


def test_all_files_of_a_case_together_may_be_so_large(cast, case, settings):
    settings.DESK_EVIDENCE_CASE_LIMIT = 2_000
    for _ in range(2):
        assert upload(cast("tom"), f"/cases/{case}/evidence/", b"a" * 1_000, name="a.txt").status_code == 201
    full = upload(cast("tina"), f"/cases/{case}/evidence/", b"a", name="a.txt")
    assert (full.status_code, full.json()["code"]) == (422, "evidence_full")


def test_only_the_addresses_of_files_take_large_bodies(cast, case):
    for path in (f"/cases/{case}/submit/", "/cases/", f"/cases/{case}/evidence/x/"):
        large = upload(cast("tom"), path, b"a" * 1_100_000, name="a.txt")
        assert (large.status_code, large.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("court order.pdf", "court order.pdf"),
        ("C:\\Users\\mei\\order.PDF", "order.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\r\nSet-Cookie: b\x00.pdf", "aSet-Cookie: b.pdf"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"),
        ("判决书 (1).pdf", "判决书 (1).pdf"),
        ("\u2067\u2066.pdf", "file.pdf"),
        ("x" * 400 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_harmless(given, shown):
    assert safe_name(given, type_=FileType.PDF) == shown


@pytest.mark.parametrize(
    "send",
    [
        lambda tom, path: tom.post(path, {"file": "x"}),
        lambda tom, path: upload(tom, path, kind="gossip"),
        lambda tom, path: upload(tom, path, surname="x"),
        lambda tom, path: tom.client.post(
            f"/api/v1{path}", {"kind": "proof"}, headers={"Authorization": f"Bearer {tom.secret}"}
        ),
    ],
)
def test_what_is_no_upload_is_told_what_one_is(cast, case, send):
    answer = send(cast("tom"), f"/cases/{case}/evidence/")
    assert (answer.status_code, answer.json()["code"]) in {(400, "malformed"), (415, "unsupported_media_type")}
    assert not Evidence.objects.exists()
