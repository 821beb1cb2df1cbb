"""An older and a newer message of the platform in the same moment, in both orders: the newest stands."""

from functools import partial

import pytest

from accounts.models import MemberRecord
from disclosures.actions import members, transactions
from disclosures.actions.members import Account, Profile
from disclosures.actions.platform_order import VersionConflict
from disclosures.actions.transactions import Performed, Report
from disclosures.models import Performance, Transaction
from tests.cast import a_world
from tests.services.crowd import in_rounds

ROUNDS = 6
KINDS = [*Performance.Kind]


@pytest.fixture
def world(committed_db):
    return a_world()


def member(world, ident, version, phone=None):
    profile = Profile(phone=phone or f"+86138{version:08}")
    account = Account(f"{ident}.at.{version}")
    machine = world.user("platform.machine")
    return members.keep_in_step(
        external_id=ident, account=account, profile=profile, version=version, by=machine, at=world.at
    )


def sale(world, ident, version):
    done = tuple(Performed(world.user("ana"), kind, world.at) for kind in KINDS[: version % 4])
    report = Report(world.user("ana"), world.user("mei"), Transaction.Status.OPEN, version, done)
    by = world.user("platform.machine")
    return transactions.keep_in_step(external_id=ident, report=report, by=by, at=world.at)


def orders(tell, world, *, first):
    """One round for each pair, of new things or of one that is there; the older one to the left, then to the right."""
    for number in range(ROUNDS):
        ident, start = (f"n-{number}", 1) if first else ("n-0", 10 + 3 * number)
        pair = [partial(tell, world, ident, start), partial(tell, world, ident, start + 1)]
        yield pair if number % 2 else pair[::-1]


@pytest.mark.parametrize("first", [True, False])
def test_of_two_messages_about_a_member_the_newest_stands(world, first):
    answers = in_rounds([*orders(member, world, first=first)])
    assert not [answer for pair in answers for answer in pair if isinstance(answer, Exception)]
    rows = MemberRecord.objects.filter(external_id__startswith="n-").select_related("subject")
    assert len(rows) == (ROUNDS if first else 1)
    for row in rows:
        newest = 2 if first else 10 + 3 * (ROUNDS - 1) + 1
        assert (row.platform_version, row.phone) == (newest, f"+86138{newest:08}")
        assert row.subject.name == f"{row.external_id}.at.{newest}"


@pytest.mark.parametrize("first", [True, False])
def test_of_two_messages_about_a_transaction_the_newest_stands(world, first):
    answers = in_rounds([*orders(sale, world, first=first)])
    assert not [answer for pair in answers for answer in pair if isinstance(answer, Exception)]
    rows = Transaction.objects.filter(external_id__startswith="n-")
    assert len(rows) == (ROUNDS if first else 1)
    for row in rows:
        newest = 2 if first else 10 + 3 * (ROUNDS - 1) + 1
        assert row.platform_version == newest
        assert row.performances.count() == newest % 4


def test_of_two_contents_under_one_version_one_stands_and_the_other_is_told(world):
    member(world, "n-0", 1)
    phones = ("+8613800001111", "+8613800002222")
    (answers,) = in_rounds([[partial(member, world, "n-0", 2, phone) for phone in phones]])
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(answer) for answer in refused] == [VersionConflict]
    (taken,) = [answer.phone for answer in answers if answer not in refused]
    assert MemberRecord.objects.get(external_id="n-0").phone == taken
