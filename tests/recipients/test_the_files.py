"""The files of a release: one paper for all of the recipient, which the certificate of any download checks."""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import b64encode

from django.test import Client
from pypdf import PdfReader

from accounts.models import Organisation, Token
from disclosures.models import clock


def downloaded(collected, form, *, speaks):
    _, secret = Token.objects.issue(user=collected.reader, at=clock.now())
    machine = Client(headers={"Authorization": f"Bearer {secret}", "Accept-Language": speaks})
    answer = machine.post(
        f"/api/v1/releases/{collected.release.pk}/download/?as={form}", data={}, content_type="application/json"
    )
    content = b"".join(answer.streaming_content)
    assert answer.headers["Repr-Digest"] == f"sha-256=:{b64encode(hashlib.sha256(content).digest()).decode()}:"
    return content


def test_a_paper_speaks_the_recipients_language_and_checks_with_the_certificate_of_another_download(prize):
    Organisation.objects.filter(pk=prize.reader.organisation_id).update(language="zh-hans")
    paper = downloaded(prize, "pdf", speaks="en")
    assert "接收方" in PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    package = zipfile.ZipFile(io.BytesIO(downloaded(prize, "zip", speaks="en")))
    certificate = package.read(f"{prize.case.row.reference}.certificate.txt").decode()
    for content in (paper, downloaded(prize, "csv", speaks="zh"), downloaded(prize, "json", speaks="zh")):
        assert hashlib.sha256(content).hexdigest() in certificate


def test_where_the_register_has_no_language_a_paper_speaks_that_of_who_asks(prize):
    seen = [
        PdfReader(io.BytesIO(downloaded(prize, "pdf", speaks=code))).pages[0].extract_text() for code in ("en", "zh")
    ]
    assert ["Email address" in text for text in seen] == [True, False]
