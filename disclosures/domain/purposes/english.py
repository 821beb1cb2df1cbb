"""A purpose of sale, rent or trade in English: judged word by word, on the tables of `vocabulary`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from disclosures.domain.purposes import vocabulary as words

_SPELLINGS: Final = (
    (re.compile(r"[’'`](?:s\b)?"), ""),
    (re.compile(r"\be[- ]mail"), "email"),
    (re.compile(r"\bre-?(?=s(?:al|el|old)|rent|trad)"), ""),
    (re.compile(r"\btrade-in"), "part exchange"),
    (re.compile(r"\bdata brokers?\b"), "broker"),
    (re.compile(r"\blead (?=sales?\b|trad)"), "leads "),
)
_CLAUSES: Final = re.compile(r"[^a-z0-9 _/-]+|\b(?:and|or|then|plus)\b|/")
_WORD: Final = re.compile(r"[a-z]+")


def is_forbidden(purpose: str) -> bool:
    """Whether a normalised purpose is one of sale, rent or trade (P2a)."""
    for pattern, spelling in _SPELLINGS:
        purpose = pattern.sub(spelling, purpose)
    purpose = words.OTHER_MEANINGS.sub(" thing ", purpose)
    clauses = [found for part in _CLAUSES.split(purpose) if (found := _WORD.findall(part))]
    whole = [word for clause in clauses for word in clause]
    return _is_bare(whole) or _has_data_for_object(clauses, whole)


def _is_bare(clause: Sequence[str]) -> bool:
    """Whether there is nothing but words of trade and small words: "for sale", "sale to third parties"."""
    said = [word for word in clause if word not in words.SMALL]
    return bool(said) and all(word in words.TRADE for word in said)


def _has_data_for_object(clauses: Sequence[Sequence[str]], whole: Sequence[str]) -> bool:
    speaks_about = not words.DEALINGS.isdisjoint(whole)
    return any(
        (_is_bare(clause) and not speaks_about) or any(_is_tied(clause, place) for place in range(len(clause)))
        for clause in clauses
    ) or any(_is_tied(whole, place) for place in range(len(whole)))


def _is_tied(clause: Sequence[str], place: int) -> bool:
    """Whether the word at this place is one of trade, has data for its object, and is what is wanted."""
    if clause[place] not in words.TRADE or _is_spoken_about(clause, place):
        return False
    return _object_follows(clause, place) or _object_precedes(clause, place)


def _is_spoken_about(clause: Sequence[str], place: int) -> bool:
    """Whether a word such as "inquiry" comes before, or right after the end, without a "for" or "to" between."""
    for word in reversed(clause[:place]):
        if word in words.ABOUT:
            return True
        if word in words.AIMS:
            break
    return clause[-1] in words.ABOUT


def _object_follows(clause: Sequence[str], place: int) -> bool:
    """As in "sale of addresses", "to sell the email list", "renting out members data"."""
    rest = clause[place + 1 :]
    for number, word in enumerate(rest):
        if _is_data(rest, number):
            return _may_take_object(clause, place)
        if word not in words.BETWEEN and word not in words.PERSONS:
            return False
    return False


def _is_data(rest: Sequence[str], number: int) -> bool:
    """Whether the word means data here; a word for persons does when nothing follows it, "sell the users"."""
    word = rest[number]
    if word in words.OF_PERSONS:
        return number > 0 and (rest[number - 1] in words.PERSONS or rest[number - 1] == "personal")
    return word in words.DATA or (word in words.PERSONS and number == len(rest) - 1)


def _may_take_object(clause: Sequence[str], place: int) -> bool:
    """Whether the word is a verb here or has an "of": "sales data" and "rental address" are not dealings in data."""
    word, following = clause[place], clause[place + 1]
    if word in words.VERBS or following in words.OF:
        return True
    is_verb = place == 0 or clause[place - 1] in words.BEFORE_A_VERB
    return word in words.NOUNS_AND_VERBS and is_verb


def _object_precedes(clause: Sequence[str], place: int) -> bool:
    """As in "data sale", "list rental", "addresses to be sold": only where the purpose ends there or says to whom."""
    following = clause[place + 1 : place + 2]
    if following and following[0] not in words.AFTER:
        return False
    for word in reversed(clause[:place]):
        if word in words.DATA:
            return True
        if word not in words.JOINING:
            return False
    return False
