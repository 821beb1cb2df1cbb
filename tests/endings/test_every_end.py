"""Each "ends" rule of the seven tables: before it everything opens for the recipient, after it nothing for anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import storages
from django.db import transaction

from accounts.models import Consent
from disclosures import outbox
from disclosures.actions import complaints, incidents
from disclosures.bases import REGISTRY
from disclosures.delivery import collecting, opening, sealing, vault
from disclosures.domain.basis import Ends
from disclosures.models import LedgerEntry, Release, SealedKey, clock
from tests.browsing import Browser, signed_in
from tests.callers import Caller
from tests.cast import AT, BASES, READERS, ACase, a_case, a_world
from tests.endings.conftest import Knocks
from tests.recipients.conftest import newest_code

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BEGAN = AT + 8 * DAY
"""Every window is over, and everything is released and not ended."""
NAME = "identity.legal_name"
LIMITS = {"accept_use_limits": True}
OPEN, OVER, NOTHING_THERE, WHO_ARE_YOU = 200, 410, 404, {302, 401, 403, 404}


@dataclass(frozen=True, slots=True)
class End:
    """One rule: which release it ends, what somebody does for it, and how long after that, or after the release."""

    of: str
    act: Callable[[ACase], object] | None = None
    after: timedelta = timedelta()
    signs_out: bool = False
    rule: str = ""
    """The field of the clause's ``Ends`` that says it; empty where every clause ends so."""


def _said(verb: str, **words: object) -> Callable[[ACase], object]:
    return lambda case: case.does(verb, **words)


def _close_complaint(case: ACase) -> None:
    complaints.close(
        complaint=case.stage.world.complaints["c1"], by=case.user("counsel.cai"), at=case.at, reason="settled"
    )


def _wrong_recipient(case: ACase) -> None:
    incidents.report(case=case.row, what="the other Travelco", by=case.user("reviewer.ren"), at=case.at)


WITHDRAWN = _said("withdraw_complaint", by="nora")
SUSPENDED = _said("misuse", by="mei", against="travelco", decided_by=["counsel.chen", "privacy.pan"])
ENDS: Mapping[str, End] = {
    "a: consent withdrawn": End("consent", _said("consent_withdrawn", by="mei"), rule="with_consent"),
    "a: the consent's end": End("consent", after=60 * DAY, rule="with_consent"),
    "a: 90 days": End("long consent", after=90 * DAY, rule="days"),
    "b: order closed": End(
        "service_provision", _said("close_order", engagement="delivery", member="mei"), rule="with_order"
    ),
    "b: engagement ended": End("service_provision", _said("end_engagement", name="delivery", by="privacy.pei")),
    "b: the engagement's date": End("service_provision", after=300 * DAY, rule="with_order"),
    "c: 30 days": End("legal_request", after=30 * DAY, rule="days"),
    "d: 30 days": End("violation", after=30 * DAY, rule="days"),
    "e: complaint withdrawn, 15 days": End("ip_complaint", WITHDRAWN, after=15 * DAY, rule="days_after_complaint"),
    "e: complaint closed, 15 days": End("ip_complaint", _close_complaint, after=15 * DAY, rule="days_after_complaint"),
    "f: transaction closed": End("transaction_dispute", _said("close_transaction", name="t1"), rule="with_transaction"),
    "f: 30 days": End("transaction_dispute", after=30 * DAY, rule="days"),
    "g: at most 30 days": End("other", after=30 * DAY, rule="days"),
    "g: as fixed": End("other, ten days", after=10 * DAY, rule="as_fixed"),
    "revoked": End("legal_request", _said("revoke", by="counsel.chen", reason="a wrong name")),
    "misuse upheld": End("other", SUSPENDED, signs_out=True),
    "an incident": End("violation", _wrong_recipient),
}


@dataclass(slots=True)
class Moment:
    """The database's clock, in the test's hand."""

    at: datetime = AT


@dataclass(slots=True)
class Held:
    """One release with all who knock for it: its recipient by browser and by token, a stranger, and nobody."""

    case: ACase
    api: Caller
    browser: Browser
    foreign_api: Caller
    foreign_browser: Browser
    reference: str
    release_id: UUID
    package: str
    value: str = ""
    file: bytes = b""
    key: SealedKey | None = None
    nobody: Browser = field(default_factory=lambda: Browser(raise_request_exception=False))

    def release(self) -> Release:
        """As the database has it now."""
        release = self.case.release
        assert release is not None
        return release

    def doors(self, *, api: Caller, browser: Browser) -> dict[str, Callable[[], Any]]:
        """Every way to it: the page, its values, its file, the API, its file."""
        page, name = f"/received/{self.reference}/", f"/releases/{self.release_id}"
        return {
            "api": lambda: api.post(f"{name}/content/", LIMITS),
            "file by api": lambda: api.post(f"{name}/download/?as=csv", LIMITS),
            "page": lambda: browser.get(page),
            "value on page": lambda: browser.press(f"{page}open/", {"item": "all"}),
            "file by page": lambda: browser.press(f"{page}download/", {"as": "json"}),
        }

    def mine(self) -> dict[str, int]:
        """What the recipient meets; what opened holds the value, what did not does not."""
        met = {}
        for way, knock in self.doors(api=self.api, browser=self.browser).items():
            answer = knock()
            met[way] = _status(answer)
            says_it = self.value.encode() in answer.getvalue()
            assert says_it == (met[way] == OPEN and way != "page"), (way, met)
        return met

    def theirs(self) -> set[int]:
        """What a stranger who is signed in meets."""
        doors = self.doors(api=self.foreign_api, browser=self.foreign_browser)
        return {doors[way]().status_code for way in ("api", "page", "file by page")}

    def nobodys(self) -> set[int]:
        """What somebody who never signed in meets, at the address of the stored file too."""
        doors = self.doors(api=Caller("nobody", "desk_" + "x" * 43), browser=self.nobody)
        met = {_status(doors[way]()) for way in ("api", "file by page")}
        return met | {self.nobody.get(f"/media/{self.package}").status_code}


def _status(answer: Any) -> int:
    """Of what is sent by page after the session has ended, where it leads: to signing in, with what was typed kept."""
    is_kept = answer.headers["Content-Type"].startswith("text/html") and b"You were signed out" in answer.getvalue()
    return 302 if is_kept else int(answer.status_code)


def _cases() -> dict[str, ACase]:
    """One world, and one release for each clause in it; two where a clause has an end that another hides."""
    world = a_world()
    made = {basis: a_case(basis, world=world).released() for basis in BASES}
    Consent.objects.update(until=AT + 200 * DAY)
    made["long consent"] = a_case("consent", world=world).released()
    ten = {"kind": "auditor", "rationale": "a sample for the audit", "assessment": "PIA-7", "ends": "P10D"}
    made["other, ten days"] = a_case("other", world=world, particulars=ten).released()
    return made


@pytest.fixture
def moment(desk, monkeypatch) -> Moment:
    made = Moment()
    monkeypatch.setattr(clock, "now", lambda: made.at)
    return made


@pytest.fixture
def held(moment) -> dict[str, Held]:
    cases, knocks, browsers = _cases(), Knocks(), {}
    moment.at = BEGAN
    stranger = next(iter(cases.values())).user("nora")
    foreign = signed_in(stranger)
    made = {}
    for name, case in cases.items():
        case.stage.at = BEGAN
        reader = case.user(READERS[case.row.basis])
        if reader.name not in browsers:
            EmailAddress.objects.get_or_create(
                user=reader, defaults={"email": reader.email, "verified": True, "primary": True}
            )
            browsers[reader.name] = signed_in(reader, raise_request_exception=False)
        release = case.release
        assert release is not None
        made[name] = Held(
            case=case,
            api=knocks(case, reader.name),
            browser=browsers[reader.name],
            foreign_api=knocks(case, "nora"),
            foreign_browser=foreign,
            reference=case.row.reference,
            release_id=release.pk,
            package=release.package,
        )
    return made


def _unlocked(one: Held) -> None:
    """With the code that was mailed, and the value and the stored file as they are before the end."""
    page = f"/received/{one.reference}/code/"
    one.browser.press(f"{page}send/")
    outbox.drain(at=BEGAN)
    assert one.browser.press(page, {"code": newest_code()}).status_code == 302
    release = one.release()
    (subject,) = opening.unsealed(release)["subjects"]
    one.value = subject["items"][NAME]["values"][0]["value"]
    one.file, one.key = vault.read(release.package), SealedKey.objects.get(release=release)


def _opens_file(one: Held, key: SealedKey) -> bool:
    release = one.release()
    try:
        sealing.unseal(
            one.file,
            wrapped_key=bytes(key.wrapped_key),
            wrapped_by=key.wrapped_by,
            release=str(release.pk),
            recipient=collecting.recipient_of(release.case),
        )
    except sealing.SealBroken:
        return False
    return True


def _ended(one: Held, rule: End, moment: Moment) -> list[str]:
    """Let the rule end the release, and say what is not as it should be before and after."""
    wrong = []
    begins = one.release().released_at
    if rule.act is not None:
        one.case.stage.at = begins = moment.at = BEGAN + MINUTE
        rule.act(one.case)
    if rule.after:
        until = one.release().grant.until
        if until not in {begins + rule.after, AT + rule.after}:
            wrong.append(f"it ends at {until}")
        moment.at = until - timedelta(milliseconds=1)
        if one.api.post(f"/releases/{one.release_id}/content/", LIMITS).status_code != OPEN:
            wrong.append("it ended too early")
        moment.at = until
    # No worker has run: the next request is refused by what the records and the clock say.
    met, may_be = one.mine(), {OVER, 302} if rule.signs_out else {OVER}
    wrong += [f"{way} answers {status}" for way, status in met.items() if status not in may_be]
    theirs, nobodys = one.theirs(), one.nobodys()
    if theirs != {NOTHING_THERE} or not nobodys <= WHO_ARE_YOU:
        wrong.append(f"strangers meet {theirs} and {nobodys}")
    outbox.drain(at=moment.at + timedelta(seconds=59))
    release = one.release()
    if release.status != "shredded" or SealedKey.objects.filter(release=release).exists():
        wrong.append(f"after a minute it is {release.status}")
    if storages["sealed"].exists(release.package):
        wrong.append("the file is there")
    if one.value.encode() in one.file or any(_opens_file(one, key) for key in SealedKey.objects.all()):
        wrong.append("the file is no noise")
    told = LedgerEntry.objects.filter(chain=f"case:{release.case_id}", event__in=["release_ended", "release_revoked"])
    if told.count() != 1:
        wrong.append(f"the ledger tells of {told.count()} ends")
    return wrong


def test_what_opens_before_each_end_is_refused_after_it_by_every_way_and_the_file_is_noise(held, moment):
    for name, one in held.items():
        _unlocked(one)
        assert one.mine() == dict.fromkeys(one.mine(), OPEN), name
        assert one.theirs() == {NOTHING_THERE}, name
        assert one.nobodys() <= WHO_ARE_YOU, name
        assert one.key is not None
        assert _opens_file(one, one.key), name
    wrong = {}
    for name, rule in ENDS.items():
        before = transaction.savepoint()
        one = replace(held[rule.of], case=replace(held[rule.of].case))
        moment.at = one.case.stage.at = BEGAN
        wrong[name] = _ended(one, rule, moment)
        one.case.stage.at = BEGAN
        transaction.savepoint_rollback(before)
        for other in held.values():
            if not storages["sealed"].exists(other.package):
                vault.write(other.package, other.file)
    assert wrong == {name: [] for name in ENDS}


def test_every_end_that_a_clause_names_is_in_the_table():
    named = {(rule.of.partition(",")[0].removeprefix("long "), rule.rule) for rule in ENDS.values() if rule.rule}
    rules = {
        (basis.code.value, name) for basis in REGISTRY.in_force for name in Ends.__slots__ if getattr(basis.ends, name)
    }
    assert named == rules
