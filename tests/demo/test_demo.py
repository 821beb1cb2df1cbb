"""`manage.py demo`: what it fills, what it prints, and that it only ever fills an empty desk."""

import stat
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from rich.cells import cell_len

from accounts.models import MemberRecord, Token, User
from accounts.sign_in import demo as factor
from disclosures import keyring, ledger
from disclosures.bases import REGISTRY
from disclosures.demo import sign_ins
from disclosures.domain.basis import BasisCode
from disclosures.domain.moves import Status
from disclosures.domain.roles import Role
from disclosures.models import Case, Job, LedgerEntry, Notice, Order, Release, clock
from tests.browsing import visitor


def printed(*words):
    out = StringIO()
    call_command("demo", *words, stdout=out)
    return out.getvalue()


def rows():
    return {model: model.objects.count() for model in (Case, Job, LedgerEntry, Notice, Release, Token, User)}


def test_every_status_and_every_basis_is_there(demo):
    assert set(Case.objects.values_list("status", flat=True)) == set(Status)
    assert set(Case.objects.values_list("basis", flat=True)) == set(BasisCode)


def test_what_the_sign_ins_say_to_file_about_is_still_open(demo):
    said = sign_ins.path().read_text()
    assert "What to file about" in said
    closed = Order.objects.filter(closed_at__isnull=False).values_list("number", flat=True)
    assert closed
    assert [number for number in closed if number in said] == []


def test_every_basis_has_a_case_on_its_way_and_one_released(demo):
    for basis in REGISTRY.in_force:
        cases = Case.objects.filter(basis=basis.code)
        assert cases.filter(releases__isnull=False).exists(), basis.code
        assert cases.filter(status__in=[Status.TRIAGE, Status.REVIEW, Status.NOTICE]).exists(), basis.code


def test_releases_are_unopened_opened_and_ended(demo):
    open_now = Release.objects.open()
    assert open_now.filter(grant__openings=0).exists()
    assert open_now.filter(grant__openings__gt=0).exists()
    assert Release.objects.filter(status=Release.Status.SHREDDED).exists()
    assert Case.objects.filter(status=Status.NOTICE, objections__decided_at__isnull=True).exists()


def test_nothing_is_dated_ahead_of_its_filling_and_nothing_is_left_undone(demo):
    now = clock.now()
    entries = [entry.content["at"] for entry in LedgerEntry.objects.order_by("pk")]
    assert max(entries) <= f"{now:%Y-%m-%dT%H:%M:%S.%fZ}"
    assert entries[0] < f"{now - timedelta(days=40):%Y-%m-%d}"
    assert not Release.objects.filter(released_at__lt=F("case__submitted_at")).exists()
    waiting = Case.objects.get(status=Status.APPROVED)
    due = Job.objects.claimable(at=now, furthest=now + timedelta(minutes=1))
    assert {job.ids.get("case_id", waiting.pk) for job in due} <= {waiting.pk}


def test_there_are_thirty_members_some_to_be_handled_with_care(demo):
    members = MemberRecord.objects.filter(subject__role_assignments__role=Role.MEMBER)
    assert members.count() == 30
    assert members.filter(protected_at__isnull=False).exists()
    assert members.exclude(preferred_channel="").exists()
    assert members.exclude(stored_in="CN").count() == 2
    for column in ("username", "legal_name", "government_id", "email", "phone", "address_line", "payment_account"):
        assert not members.filter(**{column: ""}).exists(), column


def test_everybody_signs_in_with_the_one_password_and_tokens_work(demo):
    for role in Role:
        user, browser = User.objects.filter(role_assignments__role=role).first(), visitor()
        browser.post("/account/login/", {"login": user.email, "password": demo.password})
        browser.post("/account/2fa/authenticate/", {"code": factor.code()})
        assert ("_auth_user_id" in browser.session) is (role is not Role.SERVICE), role
    assert len(demo.tokens) == len(Role)
    assert Token.objects.live(at=clock.now()).count() == len(Role)


def test_the_sign_ins_are_on_disk_for_their_owner_only(demo):
    assert stat.S_IMODE(sign_ins.path().stat().st_mode) == 0o600
    text = sign_ins.path().read_text(encoding="utf-8")
    assert demo.password in text
    assert factor.secret() in text
    assert "reviewer.ren@" in text
    for name, secret in demo.tokens.items():
        assert name in text
        assert secret in text


def test_a_second_fill_is_refused_with_a_way_out_and_changes_nothing(demo):
    before = rows()
    with pytest.raises(CommandError, match="--again"):
        printed()
    assert rows() == before


def test_again_prints_all_and_changes_nothing(demo):
    before = rows()
    text = printed("--again")
    assert rows() == before
    assert demo.password in text
    assert all(f"{basis.clause} {basis.title}" in text for basis in REGISTRY.in_force)


def test_the_walk_shows_each_basis_from_filing_to_release_with_reasons(demo):
    text = printed("--walk")
    assert demo.password not in text
    for basis in REGISTRY.in_force:
        assert f"{basis.clause} {basis.title}" in text
    assert text.count("filed the request") == text.count("sealed and released") == len(REGISTRY.in_force)
    for code in ("not_consented", "not_permitted_by_basis", "instrument_too_weak", "outside_period", "not_opted_in"):
        assert f"[{code}]" in text
    assert "one_channel_enough" in text


@pytest.mark.parametrize("words", [["--walk"], ["--again"]])
def test_it_fits_eighty_columns_without_colour(demo, words):
    text = printed(*words)
    assert "\x1b" not in text
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_the_walk_tells_items_and_never_a_value(demo):
    text = printed("--walk")
    for record in MemberRecord.objects.all():
        values = (record.legal_name, record.username, record.government_id, record.email, record.phone)
        assert not [value for value in (*values, record.payment_account, record.address_line) if value in text]


def test_the_ledger_is_whole(demo):
    keys = (keyring.signing_key().public_key(),)
    assert list(ledger.verify(keys=keys)) == []


def test_a_desk_without_cases_says_that_there_is_nothing_to_walk_through(committed_db):
    assert "Nothing was released yet" in printed("--walk")
