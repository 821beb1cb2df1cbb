"""A mapping file is read whole at the start; what is wrong in it is named with its line and key, and nothing starts."""

from __future__ import annotations

import re

import pytest

from disclosures.domain.catalogue import ItemKey
from disclosures.sources.checks import check_mapping
from disclosures.sources.mapping import reading
from disclosures.sources.mapping.declared import Api, Database, MemberIs
from disclosures.sources.mapping.written import WrongMapping
from paletten import refusal
from tests.architecture import trees

SECRETS = {
    "DESK_SOURCE_DB": "postgresql://desk:pass-word@db/app",
    "DESK_SOURCE_TOKEN": "token-word",
    "DESK_SOURCE_ODD": "oracle://desk:pass-word@db/app",
    "DESK_SOURCE_PATH": "sqlite:///relative.db",
}
SQL = """
sources:
  members:
    kind: sql
    stored_in: NO
    address: DESK_SOURCE_DB
    tables:
      people:
        table: app.users
        member: external_id
        items:
          contact.phone: phone
"""
HTTP = """
sources:
  shop:
    kind: http
    stored_in: DE
    address: https://api.shop.example/v2
    token: DESK_SOURCE_TOKEN
    requests:
      profile:
        path: /members/{member}
        absent: 404
        items:
          payment.account: /account/iban
"""


def load(tmp_path, text):
    file = tmp_path / "sources.yaml"
    file.write_text(text, encoding="utf-8")
    return reading.load(file, secrets=SECRETS)


def problems(tmp_path, text):
    with pytest.raises(WrongMapping) as wrong:
        load(tmp_path, text)
    assert "pass-word" not in str(wrong.value)
    return [str(problem) for problem in wrong.value.problems]


def test_a_country_is_read_as_written(tmp_path):
    (database,) = load(tmp_path, SQL)
    assert (database.stored_in, database.tables[0].schema, database.tables[0].table) == ("NO", "app", "users")


def test_the_example_in_the_documentation_can_be_read(tmp_path):
    page = (trees.ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    named = set(re.findall(r"DESK_SOURCE_\w+", example))
    file = tmp_path / "sources.yaml"
    file.write_text(example.replace("/etc/desk/shop-ca.pem", str(file)), encoding="utf-8")
    secrets = dict.fromkeys(named, "mysql://desk:word@db/app")
    kinds = {type(source) for source in reading.load(file, secrets=secrets)}
    assert kinds == {Api, Database}


def sql(old, new):
    return SQL.replace(old, new)


def http(old, new):
    return HTTP.replace(old, new)


WRONG = {
    "nothing": ("", "the file is empty"),
    "no YAML": ("sources: [", "not YAML"),
    "a list": ("- sources", "this must be a mapping"),
    "no sources": ("other: 1", "sources: there is no such key|line 1, : sources is missing"),
    "a key too much": (
        sql("    tables:", "    password: x\n    tables:"),
        "line 7, sources.members.password: there is no such key",
    ),
    "a key too few": (sql("    stored_in: NO\n", ""), "line 4, sources.members: stored_in is missing"),
    "a key twice": (
        sql("    stored_in: NO\n", "    stored_in: NO\n    stored_in: CN\n"),
        "line 6, sources.members.stored_in: this key is written twice",
    ),
    "another kind": (sql("kind: sql", "kind: ftp"), "line 4, sources.members.kind: this must be sql or http"),
    "no country": (sql("NO", "Norway"), "line 5, sources.members.stored_in: this must be the two letters"),
    "an address in the file": (
        sql("DESK_SOURCE_DB", "postgresql://desk:pass-word@db/app"),
        "line 6, sources.members.address: this must be an environment variable",
    ),
    "another variable": (sql("DESK_SOURCE_DB", "DESK_KEYS"), "must be an environment variable named DESK_SOURCE_"),
    "an empty variable": (
        sql("DESK_SOURCE_DB", "DESK_SOURCE_NONE"),
        "the environment variable DESK_SOURCE_NONE is not set",
    ),
    "another database": (sql("DESK_SOURCE_DB", "DESK_SOURCE_ODD"), "DESK_SOURCE_ODD must begin with postgresql://"),
    "a path without root": (
        sql("DESK_SOURCE_DB", "DESK_SOURCE_PATH"),
        "DESK_SOURCE_PATH must be sqlite:////the/whole/path",
    ),
    "the desk's own name": (sql("  members:", "  desk:"), "line 4, sources.desk: a source is named in small letters"),
    "no such item": (
        sql("contact.phone", "contact.fax"),
        "line 12, sources.members.tables.people.items.contact.fax: the catalogue has no such item",
    ),
    "what is kept here": (sql("contact.phone", "partner.profile"), "this is kept at the desk itself"),
    "no column": (sql(": phone", ": phone; drop table x"), "contact.phone: this must be a column"),
    "a part of no address": (
        sql("contact.phone: phone", "contact.postal_address: {line: a, city: b, planet: c}"),
        "planet: there is no such key",
    ),
    "a series without times": (
        sql("contact.phone: phone", "access.language: tongue"),
        "access.language is a series: say under at",
    ),
    "no zone": (
        sql("        items", "        at: t\n        zone: Mars/Base\n        items"),
        "there is no such time zone",
    ),
    "a long time-out": (sql("    tables:", "    timeout: 60\n    tables:"), "a whole number from 1 to 8"),
    "an item twice": (
        SQL + "      more:\n        table: b\n        member: c\n        items: {contact.phone: tel}\n",
        "contact.phone is mapped already in line 12",
    ),
    "plain HTTP": (http("https:", "http:"), "line 6, sources.shop.address: data travels by https:// only"),
    "a user in the address": (http("https://", "https://me:pass-word@"), "no user, no query"),
    "no member in the path": (http("{member}", "all"), "a path with {member} in it"),
    "a path that steps out": (
        http("/members/{member}", "//evil.example/{member}/../x?y"),
        "a path with {member} in it",
    ),
    "no pointer": (http("/account/iban", "account.iban"), "this must be a JSON pointer"),
    "times without a period": (
        http("        absent", "        at: /at\n        absent"),
        "since is missing: what has times is asked for by its period",
    ),
    "half of the pages": (http("        absent", "        next: /next\n        absent"), "cursor and next go together"),
    "certificates nowhere": (http("    token:", "    ca: /nowhere.pem\n    token:"), "there is no such file"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_its_place(tmp_path, name):
    text, told = WRONG[name]
    assert re.search(told.replace("(", r"\(").replace(".", r"\."), "; ".join(problems(tmp_path, text)))


def test_all_is_said_at_once(tmp_path):
    found = problems(tmp_path, SQL.replace("NO", "Norway").replace("phone: phone", "fax: fax"))
    assert len(found) == 2


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(WrongMapping, match="cannot be read"):
        reading.load(tmp_path / "none.yaml", secrets={})


def test_the_check_tells_it_and_neither_web_process_nor_worker_starts(tmp_path, settings):
    file = tmp_path / "wrong.yaml"
    file.write_text(SQL, encoding="utf-8")
    settings.DESK_SOURCES, settings.DESK_SOURCE_SECRETS = str(file), {}
    (error,) = check_mapping()
    assert f"{file}: line 6, sources.members.address: the environment variable DESK_SOURCE_DB is not set." in error.msg
    with pytest.raises(SystemExit, match="DESK_SOURCE_DB is not set"):
        refusal.refuse_wrong_mapping()


def test_without_a_file_nothing_is_checked_and_nothing_is_outside(settings):
    settings.DESK_SOURCES = ""
    assert check_mapping() == []
    refusal.refuse_wrong_mapping()


def test_every_type_of_an_id_can_be_declared(tmp_path):
    for word in MemberIs:
        (database,) = load(tmp_path, SQL.replace("        items", f"        member_is: {word}\n        items"))
        assert database.tables[0].member_is is word
    assert ItemKey.CONTACT_PHONE in database.tables[0].items
