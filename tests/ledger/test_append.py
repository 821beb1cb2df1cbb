"""One entry at a time: what an entry holds, what it refuses, and how chains grow."""

import uuid
from datetime import datetime, timedelta, timezone
from hashlib import sha256

import pytest
import rfc8785
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from disclosures import ledger
from disclosures.domain.events import Event
from disclosures.ledger.content import Unrecordable
from disclosures.models.ledger import LedgerChain, LedgerEntry, LedgerProof
from tests.ledger.conftest import AT

CASE = ledger.Chain("case", "1")


def test_an_entry_says_what_happened_and_follows_the_one_before(write, clerk):
    first, second = write(times=2)
    assert first.content == {
        "schema": 1,
        "chain": "case:1",
        "seq": 1,
        "prev": sha256(b"case:1").hexdigest(),
        "event": "case_submitted",
        "actor": str(clerk.pk),
        "at": "2026-03-02T09:00:00.123456Z",
        "body": {"number": 0},
        "proofs": {},
    }
    assert first.text.encode() == rfc8785.dumps(first.content)
    assert first.hash == sha256(b"\x00" + first.text.encode()).hexdigest()
    assert (second.seq, second.prev_hash, second.content["prev"]) == (2, first.hash, first.hash)
    assert LedgerChain.objects.values_list("name", "seq", "head").get() == ("case:1", 2, second.hash)


def test_chains_do_not_touch_each_other(write):
    write("case:1"), write("consent:1")
    assert set(LedgerEntry.objects.values_list("chain", "seq")) == {("case:1", 1), ("consent:1", 1)}


def test_an_entry_of_a_known_chain_costs_three_statements_and_a_new_chain_too(write):
    with CaptureQueriesContext(
        connection,
    ) as new:
        write()
    with CaptureQueriesContext(connection) as known:
        write()
    assert [len(new), len(known)] == [3, 3]


def test_the_clock_may_go_back_and_the_order_stays(write, clerk):
    write()
    entry = ledger.append(Event.APPROVED, chain=CASE, by=clerk, at=AT - timedelta(hours=1))
    assert (entry.seq, entry.content["at"]) == (2, "2026-03-02T08:00:00.123456Z")


def test_times_are_told_in_utc(clerk):
    shanghai = datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    entry = ledger.append(Event.APPROVED, chain=CASE, by=clerk, at=shanghai)
    assert entry.content["at"] == "2026-01-01T00:00:00.000000Z"


def test_the_system_acts_by_its_name(guarded, django_user_model):
    entry = ledger.append(Event.APPROVED, chain=CASE, by=django_user_model.objects.system(), at=AT)
    assert entry.content["actor"] == "system:desk.system"


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        AT,
        b"bytes",
        uuid.UUID(int=0),
        {"set"},
        Ellipsis,
        2**60,
        "Li Wei",
        "李伟",
        "li.wei@example.org",
        "+8613800138000",
        "two words",
        "line\nbreak",
        ["nested", {"deeper": ["Li Wei"]}],
        {"Li Wei": 1},
        {1: "key"},
        ["x" * 200] * 400,
    ],
    ids=lambda value: repr(value)[:30],
)
def test_words_names_and_unknown_types_are_not_recorded(clerk, value):
    with pytest.raises(Unrecordable) as refusal:
        ledger.append(Event.APPROVED, chain=CASE, by=clerk, at=AT, value=value)
    assert "Wei" not in str(refusal.value).replace("body.value.Li Wei", "")
    assert not LedgerEntry.objects.exists()
    assert not LedgerChain.objects.exists()


@pytest.mark.parametrize(
    "value", [None, True, 7, "", "contact.*", "3(f)", "TX-2026-7K4Q", "2026-01-01/2026-02-01", ("a",), Event.APPROVED]
)
def test_codes_ids_and_keys_are_recorded(clerk, value):
    entry = ledger.append(Event.APPROVED, chain=CASE, by=clerk, at=AT, value=value)
    assert LedgerEntry.objects.get(pk=entry.pk).content["body"]["value"] == (
        list(value) if isinstance(value, tuple) else value
    )


def test_a_time_without_zone_is_not_recorded(clerk):
    with pytest.raises(Unrecordable):
        ledger.append(Event.APPROVED, chain=CASE, by=clerk, at=AT.replace(tzinfo=None))


@pytest.mark.parametrize(("kind", "ident"), [("Case", "1"), ("case", "Li Wei"), ("case", ""), ("", "1")])
def test_a_chain_is_named_by_kind_and_opaque_id(kind, ident):
    with pytest.raises(ValueError, match="kind and an opaque id"):
        ledger.Chain(kind, ident)


def test_the_chain_of_a_row_is_named_after_its_model(clerk):
    assert ledger.chain_of(clerk) == ledger.Chain("user", str(clerk.pk))
    assert ledger.chain_of(LedgerProof(pk=3)).name == "ledger_proof:3"


def test_an_entry_goes_when_its_change_goes(write):
    write()
    with pytest.raises(Unrecordable), transaction.atomic():  # noqa: PT012 - one change of two entries
        write(times=2)
        write(word="two words")
    assert LedgerEntry.objects.count() == LedgerChain.objects.get().seq == 1
    assert write()[0].seq == 2


def test_a_chain_begins_with_several_entries_that_follow_each_other(write, clerk):
    with CaptureQueriesContext(connection) as made:
        ledger.begin(
            (Event.CASE_DRAFTED, {"reference": "CO-3333-3333"}), (Event.CASE_SUBMITTED, {}), chain=CASE, by=clerk, at=AT
        )
    (third,) = write()
    first, second = LedgerEntry.objects.order_by("seq")[:2]
    assert len(made) == 2
    assert [first.event, first.content["body"]] == ["case_drafted", {"reference": "CO-3333-3333"}]
    assert (second.prev_hash, third.prev_hash, third.seq) == (first.hash, second.hash, 3)
    assert list(ledger.verify()) == []


def test_a_chain_begins_once(write, clerk):
    write()
    with pytest.raises((ValueError, IntegrityError)), transaction.atomic():  # SQLite's trigger speaks first
        ledger.begin((Event.CASE_DRAFTED, {}), chain=CASE, by=clerk, at=AT)
    assert LedgerEntry.objects.count() == 1
