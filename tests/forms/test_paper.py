"""The paper of a package, read back: a court may keep it, each page says whose it is, and no letter is lost."""

from __future__ import annotations

import io
import resource

import pytest
from django.utils import translation
from pypdf import PdfReader

from disclosures.delivery import forms
from disclosures.delivery.forms import glyphs, paper, wording
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


@pytest.mark.parametrize("name", ["陈美玲", "䶮", "荀𫖮", "𬱟", "Nguyễn Thị Ánh", "Şükrü Øyvind", "Дмитрий"])
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


def test_a_long_purpose_and_a_long_name_leave_the_foot_of_the_page_whole():
    purpose, recipient = "investigation " * 14, "某某市某某区人民法院" * 20
    page = read(paper.as_pdf(package(purpose=purpose, recipient=recipient))).pages[0]
    seen = "".join(page.extract_text().split())
    assert recipient in seen
    assert "".join(purpose.split()) in seen
    assert seen.endswith("1/1")
    assert "clause3(c)" in seen[-400:]


def test_how_far_and_why_less_than_asked_are_printed():
    row = {"detail": "full", "from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z", "reason": "outside_period"}
    held = {"access.ip_address": [{"at": "2026-01-05T10:11:12Z", "value": "203.0.113.7"}]}
    seen = " ".join(text_of(paper.as_pdf(package(values=held, row=row))).split())
    assert "2026-01-01 00:00:00 UTC to 2026-02-01 00:00:00 UTC" in seen
    assert "Less than asked: there is none in the period" in seen
    assert "desk, as of 2026-03-02 09:30:00 UTC" in seen
    assert "2026-01-05 10:11:12 UTC 203.0.113.7" in seen


def test_a_word_longer_than_its_column_goes_on_below_and_copies_whole():
    long = "0123456789abcdef" * 20
    seen = text_of(paper.as_pdf(package(values={"access.cookie_id": [{"value": long}]})))
    assert max(map(len, seen.splitlines())) < 120
    assert long in seen.replace("\n", "")


def test_more_than_a_paper_holds_is_in_the_other_files_and_the_paper_says_so(monkeypatch):
    monkeypatch.setattr(wording, "MOST", 30)
    visits = [{"at": "2026-02-01T00:00:00Z", "value": f"10.0.0.{number}"} for number in range(31)]
    seen = text_of(
        paper.as_pdf(package(values={"access.ip_address": visits, "contact.email": [{"value": "m@x.example"}]}))
    )
    said = "31 values: too many for paper. All are in LR-4TQ8-ZK3M.csv and LR-4TQ8-ZK3M.json."
    assert "".join(said.split()) in "".join(seen.split())
    assert "10.0.0." not in seen
    assert "m@x.example" in seen


def test_a_code_point_is_explained_where_there_is_one():
    assert "shown by its Unicode number: [U+202E], [U+20BB7]." in " ".join(
        text_of(paper.as_pdf(package(named="𠮷\u202e野"))).split()
    )
    assert "Unicode number" not in text_of(paper.as_pdf(package()))


def test_every_character_that_the_fonts_have_can_be_printed_beside_any_other():
    letters = [chr(point) for point in sorted(glyphs._covered())]
    marks = "\u0300\u0323\u3099\ufe0f\u200d\U000e0100\uac00\u0627\u0e01\ud7b0"
    mixed = ["".join(letters[start::97]) + mark + letters[start] for start, mark in enumerate(marks)]
    assert paper.as_pdf(package(values={"partner.profile": [{"value": text} for text in mixed]}))


@pytest.mark.usefixtures("_keys")
def test_no_form_touches_a_disk():
    made = package()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        files = [form(made) for form in forms.DOWNLOADS.values()]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert all(file.content for file in files)


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
