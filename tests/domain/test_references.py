"""References are random, have no look-alike letters, and betray a slip of the pen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.domain import references
from disclosures.domain.references import ALPHABET

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
MADE = PREFIXES.map(references.make)
LETTERS = [0, 1, 3, 4, 5, 6, 8, 9, 10, 11]
BODY = LETTERS[2:]


def swapped(text, one, other):
    letters = list(text)
    letters[one], letters[other] = letters[other], letters[one]
    return "".join(letters)


@given(PREFIXES)
def test_a_made_reference_is_valid_and_has_the_form(prefix):
    reference = references.make(prefix)
    assert re.fullmatch(rf"{prefix}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", reference)
    assert references.is_valid(reference)


def test_no_two_letters_look_alike():
    assert not set(ALPHABET) & set("0O1IL2B5SU") - {"5"}
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert set("4TQ8ZK3M") <= set(ALPHABET)


@given(MADE, st.sampled_from(LETTERS), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_any_one_wrong_letter_is_found(reference, place, letter):
    wrong = reference[:place] + letter + reference[place + 1 :]
    assert references.is_valid(wrong) == (wrong == reference)


@given(MADE, st.integers(0, len(LETTERS) - 2))
def test_two_neighbours_that_changed_places_are_found(reference, place):
    wrong = swapped(reference, LETTERS[place], LETTERS[place + 1])
    assert references.is_valid(wrong) == (wrong == reference)


@given(MADE, st.sampled_from(BODY), st.sampled_from(BODY))
def test_any_two_letters_that_changed_places_are_found(reference, one, other):
    wrong = swapped(reference, one, other)
    assert references.is_valid(wrong) == (wrong == reference)


@given(MADE, st.data())
def test_case_spaces_and_dashes_do_not_matter(reference, data):
    typed = "".join(
        letter + data.draw(st.sampled_from(["", " ", "-", "–", "\u00a0"]))
        for letter in reference.replace("-", "").lower()
    )
    assert references.normalise(typed) == reference
    assert references.normalise(reference) == reference


@pytest.mark.parametrize(
    "text", ["", "TX", "TX-4TQ8", "TX-4TQ8-ZK3M-9", "TX4TQ8ZK3M", "tx-4tq8-zk3m", "ＴＸ-4TQ8-ZK3M", "…"]
)
def test_what_has_not_the_form_is_not_valid(text):
    assert not references.is_valid(text)


@given(st.text(max_size=20))
def test_any_text_is_answered(text):
    references.is_valid(references.normalise(text))


@pytest.mark.parametrize("prefix", ["", "T", "TXX", "tx", "T1", "ТХ"])
def test_a_prefix_is_two_capital_letters(prefix):
    with pytest.raises(ValueError, match="two capital letters"):
        references.make(prefix)


def test_references_differ():
    assert len({references.make("TX") for _ in range(1000)}) == 1000
