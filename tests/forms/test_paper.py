"""The paper of a package, read back: a court may keep it, each page says whose it is, and no letter is lost."""

from __future__ import annotations

import io

import pytest
from django.utils import translation
from pypdf import PdfReader

from disclosures.delivery.forms import glyphs, paper
from tests.forms.conftest import package


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


def test_it_is_pdf_a_with_every_font_inside():
    content = paper.as_pdf(package())
    metadata = read(content).xmp_metadata
    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "A")
    assert b"/FontFile" in content
    assert b"/JavaScript" not in content


@pytest.mark.parametrize("name", ["陈美玲", "䶮", "Nguyễn Thị Ánh", "Şükrü Øyvind", "Дмитрий"])
def test_a_name_prints_as_it_is_written(name):
    seen = "".join(text_of(paper.as_pdf(package(named=name))).split())  # a kerned pair reads back as two words
    assert "".join(name.split()) in seen


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("𠮷野", "[U+20BB7]野"),
        ("a😀b", "a[U+1F600]b"),
        ("gnp\u202efdp", "gnp[U+202E]fdp"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
    ],
)
def test_what_no_font_has_is_printed_as_its_code_point(name, printed):
    assert glyphs.printable(name) == printed
    assert printed in text_of(paper.as_pdf(package(named=name)))


def test_every_page_is_marked():
    visits = [{"at": f"2026-02-01T00:{minute:02}:00Z", "value": f"10.0.0.{minute}"} for minute in range(60)]
    pages = read(paper.as_pdf(package(values={"access.ip_address": visits * 3}))).pages
    assert len(pages) > 2
    for page in pages:
        seen = " ".join(page.extract_text().split())
        assert "For 上海市公安局 only · LR-4TQ8-ZK3M · clause 3(c)" in seen
        assert "Use only for: investigation. Do not pass on." in seen


def test_what_was_withheld_is_named_with_its_reason_and_without_a_value():
    seen = text_of(paper.as_pdf(package()))
    assert "Phone number" in seen
    assert "the paper presented does not reach so far" in seen


def test_values_are_printed_and_never_read_as_markup():
    odd = '#panic("x") *b* $x$ \\ // ]'
    seen = text_of(paper.as_pdf(package(values={"identity.legal_name": [{"value": odd}]}, purpose=odd)))
    assert seen.count(odd) >= 2


def test_it_is_the_same_bytes_each_time():
    assert paper.as_pdf(package()) == paper.as_pdf(package())


def test_it_is_in_the_readers_language():
    with translation.override("zh-hans"):
        assert "电话号码" in text_of(paper.as_pdf(package()))
