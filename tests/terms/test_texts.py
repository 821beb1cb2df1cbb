"""The two documents say the same in both languages, and the policy says what POLICY.md promises (P0b, P0c)."""

from __future__ import annotations

import re

import pytest

from accounts.models import Document, Language, PolicyVersion
from accounts.terms import shipped, wording
from disclosures.bases import REGISTRY
from disclosures.queries import terms

PROMISED = (
    "P0a", "P0b", "P0c", "P1a", "P1b", "P1x", "P2a", "P2b", "P2c", "P3",
    "P3a", "P3b", "P3c", "P3d", "P3e", "P3f", "P3g", "P4", "P5a", "P5b", "P5c",
)  # fmt: skip
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("document", Document.values)
def test_both_languages_have_the_same_clauses(document):
    english, chinese = (shipped.texts_of(document)[language] for language in ("en", "zh-hans"))
    assert english.ids == chinese.ids
    assert wording.faults(shipped.texts_of(document)) == ()


def test_the_policy_has_a_clause_for_each_promise_and_each_basis():
    ids = shipped.texts_of(Document.PRIVACY_POLICY)["en"].ids
    assert ids == PROMISED
    assert {basis.policy_id for basis in REGISTRY.in_force} <= set(ids)


@pytest.mark.parametrize("document", Document.values)
def test_each_clause_is_in_its_own_language_and_of_like_length(document):
    texts = shipped.texts_of(document)
    for english, chinese in zip(texts["en"].clauses, texts["zh-hans"].clauses, strict=True):
        assert not HAN.search(english.heading + english.text)
        assert HAN.search(chinese.heading)
        assert 0.15 < len(chinese.text) / len(english.text) < 0.6, english.id
        assert english.text.count("\n") == chinese.text.count("\n"), english.id


def test_the_numbers_are_the_same_in_both_languages():
    words = {
        "seven": "七",
        "three": "三",
        "90": "九十",
        "180": "一百八十",
        "14 days": "十四",
        "18": "十八",
        "30": "三十",
    }
    for document in Document.values:
        texts = shipped.texts_of(document)
        for english, chinese in zip(texts["en"].clauses, texts["zh-hans"].clauses, strict=True):
            for said, han in words.items():
                if re.search(rf"\b{said}\b( days| cases|\b)", english.text) and f"{said} years" not in english.text:
                    assert han in chinese.text or said in chinese.text, (english.id, said)


def test_a_new_desk_has_the_first_version_of_both(db):
    assert {(one.document, one.number) for one in PolicyVersion.objects.all()} == {(name, 1) for name in Document}
    for version in PolicyVersion.objects.all():
        assert terms.texts_of(version) == shipped.texts_of(version.document)


def test_loading_again_changes_nothing(db):
    before = list(PolicyVersion.objects.values())
    shipped.load()
    assert list(PolicyVersion.objects.values()) == before


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda texts: texts.pop("zh-hans"), "texts.zh-hans"),
        (lambda texts: texts.update({"en": wording.Wording("Policy", texts["en"].clauses[1:])}), "clauses"),
        (lambda texts: texts.update({"en": wording.Wording("", texts["en"].clauses)}), "texts.en"),
    ],
)
def test_what_is_not_whole_is_no_version(change, fault):
    texts = shipped.texts_of(Document.PRIVACY_POLICY)
    change(texts)
    assert fault in wording.faults(texts)


def test_every_language_of_the_pages_is_a_language_of_the_documents(settings):
    assert [code for code, _ in settings.LANGUAGES] == list(Language.values)
