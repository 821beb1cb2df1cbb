"""The documentation against the repository: links lead somewhere, commands and variables exist, tables are whole."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
DEPLOYMENT = (DOCS / "deployment.md").read_text(encoding="utf-8")
READ_FROM_ENVIRONMENT = re.compile(
    r'(?:env\.\w+|environ\.get|env\.setdefault|environ\.setdefault)\(\s*"([A-Z][A-Z0-9_]+)"'
)
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def read(page):
    return page.read_text(encoding="utf-8")


def names(pages):
    return [str(page.relative_to(ROOT)) for page in pages]


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_link_inside_the_repository_leads_to_a_file(page):
    targets = re.findall(r"\]\(([^)\s]+)\)", read(page))
    inside = [target.split("#")[0] for target in targets if "://" not in target and not target.startswith("#")]
    assert [target for target in inside if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_heading_that_a_link_names_is_there(page):
    targets = re.findall(r"\]\(([^)\s]*#[^)\s]+)\)", read(page))
    for target in targets:
        name, heading = target.split("#")
        if "://" not in name:
            headings = re.findall(r"^#+ (.*)$", read(page.parent / name if name else page), flags=re.MULTILINE)
            assert heading in [re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for words in headings], target


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_command_exists(page):
    named = set(re.findall(r"manage\.py\s+([a-z_]+)", read(page)))
    assert named <= set(get_commands())


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_make_target_exists(page):
    code = "\n".join(re.findall(r"`[^`\n]+`|^    .*$", read(page), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", code))
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), flags=re.MULTILINE))
    assert named <= targets


def test_every_command_of_the_desk_is_told_of():
    ours = {name for name, app in get_commands().items() if app in {"accounts", "disclosures", "paletten"}}
    told = "\n".join(read(page) for page in PAGES)
    assert {name for name in ours if f"manage.py {name}" not in told} == set()


def test_every_variable_that_is_read_is_told_of_and_the_other_way_round():
    table = DEPLOYMENT.split("## Every variable")[1]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = {name for cell in cells for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", cell)}
    code = "\n".join(read(path) for path in sorted((ROOT / "paletten").rglob("*.py")))
    assert told == set(READ_FROM_ENVIRONMENT.findall(code)) - NOT_OURS


def test_no_variable_is_read_outside_the_wiring():
    files = [path for app in ("accounts", "disclosures") for path in sorted((ROOT / app).rglob("*.py"))]
    assert [path.name for path in files if READ_FROM_ENVIRONMENT.search(read(path))] == []


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_library_is_pinned_and_has_its_reason(file):
    lines = [line for line in read(ROOT / file).splitlines() if line and not line.startswith(("#", "-r "))]
    assert [line for line in lines if "==" not in line] == []
    rows = [line.split("|")[1] for line in read(DOCS / "libraries.md").splitlines() if line.startswith("| ")]
    told = {name.strip().lower() for cell in rows for name in cell.split(",")}
    assert [line for line in lines if re.split(r"[\[=]", line)[0].lower() not in told] == []


def test_no_library_is_told_of_that_is_not_installed():
    pinned = {
        re.split(r"[\[=]", line)[0].lower()
        for file in ("requirements.txt", "requirements-dev.txt")
        for line in read(ROOT / file).splitlines()
        if "==" in line
    }
    tables = [line for line in read(DOCS / "libraries.md").splitlines() if re.match(r"\| [A-Za-z]", line)]
    rows = [line.split("|")[1] for line in tables if not line.rstrip().endswith("| why |")]
    assert {name.strip().lower() for cell in rows for name in cell.split(",")} == pinned


def test_the_first_page_is_one_screen():
    assert len(read(ROOT / "README.md").splitlines()) <= 60


def test_every_decision_is_in_the_index():
    index = read(DOCS / "decisions" / "README.md")
    records = sorted(path.name for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert [name for name in records if f"({name})" not in index] == []
    assert len({name[:4] for name in records}) == len(records)


def test_the_picture_loads_nothing_and_has_words_for_who_cannot_see_it():
    picture = read(DOCS / "pictures" / "path-of-a-case.svg")
    assert "<desc" in picture
    assert "prefers-color-scheme: dark" in picture
    assert "http" not in picture.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_no_page_holds_a_leftover():
    assert [page.name for page in PAGES if re.search(r"\b(TODO|FIXME|XXX|TBD)\b", read(page))] == []


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_address_of_the_api_exists(page):
    for words in re.findall(r"`(?:GET|POST|PUT) ([/…][^`? ]*)", read(page)):
        path = words.replace("…", "/cases/{reference}", 1).removeprefix("/api/v1")
        path = path.replace("{id}", "5264fa57-64c5-4d77-9ad0-b082870662a5")
        resolve("/api/v1" + re.sub(r"\{\w+\}", "review", path))  # raises Resolver404 where there is none
