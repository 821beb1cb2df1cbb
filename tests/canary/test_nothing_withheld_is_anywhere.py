"""Every value of a member is unique; cases on all seven bases ask for all of them, and the whole desk is searched.

A value is found inside the seal and in the answer to its opening, when it was released, and nowhere else.
"""

import io
import json
import logging
import zipfile

import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import MemberRecord, Token
from disclosures.actions import consents, decisions, objections, scope
from disclosures.delivery import opening
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.grounds import RefusalCode
from disclosures.domain.roles import STAFF
from disclosures.models import Case, Job, Release, clock
from disclosures.models.job import JobState
from disclosures.outbox import bell
from tests.canary import places
from tests.canary.canaries import found_in, plant_member, token
from tests.cast import BASES, READERS, a_case, a_world
from tests.services.processes import running, wait_until

EVERYTHING = [key.value for key in ItemKey]
WORKER = ["-m", "celery", "-A", "paletten.celery", "worker", "-c", "1", "-B", "-l", "DEBUG", "-s"]
# The member's own records, and the complaint that a complainant wrote: where the values come from.
RECORDS = frozenset(
    {
        "accounts_memberrecord",
        "accounts_accessrecord",
        "accounts_partnerrecord",
        "accounts_activityrecord",
        "disclosures_complaint",
    }
)
# Where the words of people are kept: beside the act they explain, and as the erasable proof of a ledger entry.
WORDS_KEPT = frozenset(
    {"disclosures_narrowing", "disclosures_refusal", "disclosures_objection", "disclosures_ledgerproof"}
)


@pytest.fixture
def loud(caplog):
    """Everything that is logged, in this process at least at DEBUG."""
    caplog.set_level(logging.DEBUG)
    return caplog


def play_releases(world, at, words):
    """One case on each basis, asking for everything, up to its last signature; some with words in between."""
    played = {}
    for basis in BASES:
        case = played[basis] = a_case(basis, world=world, at=at, asks=EVERYTHING).submitted().accepted()
        if basis in {"violation", "ip_complaint"}:
            narrow(case, words)
        case.signed()
        if basis == "other":
            object_and_overrule(case, words)
    return played


def narrow(case, words):
    scope.narrow(
        case=case.row,
        item=ItemKey.CONTACT_EMAIL,
        to=scope.Part(Detail.MASKED),
        by=case.user("reviewer.ren"),
        at=case.at,
        reason=said(words),
    )


def object_and_overrule(case, words):
    mei, pan = case.user("mei"), case.user("privacy.pan")
    objections.raise_objection(case=case.row, by=mei, at=case.at, reason=said(words))
    objections.overrule(case=case.row, by=pan, at=case.at, reason=said(words))


def play_refusals(world, at, words):
    """One refused case on each basis, one returned on the way, and one to which the member says no."""
    for basis in BASES:
        if basis == "service_provision":
            continue  # a standing approval accepts it before anybody can refuse
        case = a_case(basis, world=world, at=at, asks=EVERYTHING, purpose="dispute" if "tr" in basis else "another")
        case.submitted().does("return", by="reviewer.ren", reason=said(words))
        case.does("resubmit", by=case.stage.written["filed_by"])
        by = case.user("reviewer.ren")
        decisions.refuse(case=case.row, by=by, at=at, code=RefusalCode.CONFLICT_OF_LAWS, reason=said(words))
    asked = a_case("consent", world=world, at=at, asks=EVERYTHING, purpose="a third prize").submitted().accepted()
    consents.answer(case=asked.row, grant={}, by=asked.user("mei"), at=at)


def said(words):
    words.append(token())
    return words[-1]


def read_the_api(world, at):
    """What every reader of the desk is answered about every case and release, contents apart."""
    references = list(Case.objects.values_list("reference", flat=True))
    releases = list(Release.objects.values_list("pk", flat=True))
    paths = ["/api/v1/cases/", "/api/v1/releases/", *(f"/api/v1/releases/{pk}/" for pk in releases)]
    paths += [f"/api/v1/cases/{reference}/{part}" for reference in references for part in ("", "timeline/")]
    for name in ("mei", "ana", "shop", "nora", "tom", "officer", "reviewer.ren", "counsel.chen", "auditor.an"):
        reader = world.user(name)
        client = api_client(reader, at)
        for path in paths:
            answer = client.get(path)
            assert answer.status_code in {200, 403, 404}, (path, answer.content)
            where = "to staff" if reader.roles & STAFF else "to others"
            yield f"{where}: {name} {path}", str(answer.headers) + answer.content.decode()


def api_client(user, at):
    _, secret = Token.objects.issue(user=user, at=at)
    return Client(headers={"authorization": f"Bearer {secret}"})


def test_a_value_is_found_inside_the_seal_it_left_by_and_nowhere_else(
    committed_db, empty_valkey_url, valkey_server, settings, monkeypatch, loud
):
    settings.CELERY_BROKER_URL = empty_valkey_url
    monkeypatch.setattr(bell, "_silent_until", 0.0)
    monkeypatch.setattr(bell, "_enough_until", {})
    now = clock.now()
    world = a_world(at=now)
    values = plant_member(world.user("mei"), at=now.replace(day=1)) | plant_member(world.user("nora"), at=now)
    words: list[str] = []
    found: dict[str, set[str]] = {}

    def search(where, content, wanted):
        if hits := found_in(content, wanted):
            found[where] = hits

    play_refusals(world, now, words)
    played = play_releases(world, now, words)
    with valkey_server.client() as client:
        rung = list(places.broker(client))
        assert any("disclosures.run_job" in content for _, content in rung)
    Case.objects.filter(status="notice").update(window_ends_at=now)  # seven days pass
    Job.objects.filter(topic="case.window_ends").update(run_after=None, ring_at=now)

    log = committed_db.folder / "worker.log"
    env = committed_db.env(broker=empty_valkey_url, DESK_LOG_LEVEL="DEBUG")
    with running(words=[*WORKER, str(committed_db.folder / "beat")], env=env, log=log):
        released = Case.objects.filter(status="released")
        wait_until(lambda: released.count() == len(BASES), within=60)
        sends = Job.objects.filter(topic="notice.send")
        wait_until(lambda: not sends.exclude(state=JobState.DONE).exists(), within=30)
        with valkey_server.client() as client:
            rung += places.broker(client)

    for case in played.values():
        open_and_compare(case, values)
    everything = {*values, *words}
    for where, answer in read_the_api(world, now):
        search(where, answer, values if "to staff" in where else everything)
    for key, content in rung:
        search(f"broker {key}", content, everything)
    for name, content in places.files(committed_db.folder, but="desk.sqlite3"):
        search(f"file {name}", content, everything)
    for table, row in places.tables(but=RECORDS | WORDS_KEPT):
        search(f"table {table}", row, everything)
    search("log", "\n".join(record_text(record) for record in loud.records), everything)
    assert found == {}
    assert "Succeeded" in log.read_text() or "succeeded" in log.read_text()
    assert list((committed_db.folder / "mail").glob("*.eml"))
    assert MemberRecord.objects.filter(username__startswith="canary").count() == 2
    assert len(words) >= 10


def record_text(record):
    return f"{record.getMessage()} {record.__dict__}"


def open_and_compare(case, values):
    """Open the release through the API: exactly the values that the manifest lets out in full are in each answer."""
    release = case.release
    client = api_client(case.user(READERS[case.row.basis]), release.released_at)

    def asked(act):
        answer = client.post(
            f"/api/v1/releases/{release.pk}/{act}",
            data={"accept_use_limits": True},
            content_type="application/json",
        )
        assert answer.status_code == 200, answer
        return answer

    def items(text):
        return {values[canary] for canary in found_in(text, values)}

    in_full = {ItemKey(row["item"]) for row in release.manifest["items"] if row["detail"] == "full"}
    assert items(json.dumps(opening.unsealed(release), ensure_ascii=False)) == in_full
    assert items(json.dumps(asked("content/").json(), ensure_ascii=False)) == in_full
    with zipfile.ZipFile(io.BytesIO(b"".join(asked("download/?as=zip").streaming_content))) as package:
        for name in package.namelist():
            has_values = name.endswith((".pdf", ".csv", f"{case.row.reference}.json"))
            assert items(text_of(name, package.read(name))) == (in_full if has_values else set()), name
    assert in_full
    assert in_full < set(ItemKey)


def text_of(name, content):
    """What a file of a package says; a PDF's words without the ends of their lines, and what it says of itself."""
    if not name.endswith(".pdf"):
        return content.decode("utf-8", "replace")
    paper = PdfReader(io.BytesIO(content))
    words = "".join(page.extract_text() for page in paper.pages)
    return "".join(words.split()) + str(paper.metadata) + paper.xmp_metadata.stream.get_data().decode()
