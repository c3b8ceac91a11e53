"""The public pages of a round as files: complete, and leading to each other."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from escalade.cli import run
from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.register import open_register
from escalade.web.i18n.language import LANGUAGES

TEXT = "{http://www.w3.org/2000/svg}text"
LINK = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the round of 2017."""
    path = tmp_path_factory.mktemp("published") / "register.db"
    create(Location(path))
    with open_register(Location(path)) as opened:
        opened.load(act.motion for act in parse_case(find_shipped_case("cwg_internet_2017")))
    return path


@pytest.fixture(scope="module")
def site(register: Path) -> Path:
    """Its pages, published."""
    folder = register.parent / "site"
    assert run(["--register", str(register), "publish", "2017", "--to", str(folder)]) == 0
    return folder


def pages(site: Path) -> list[Path]:
    """Every page of a site."""
    return sorted(site.rglob("*.html"))


def test_every_link_leads_to_a_file(site: Path) -> None:
    broken = []
    for page in pages(site):
        for link in LINK.findall(page.read_text("utf-8")):
            split = urlsplit(link)
            if not split.path and split.fragment:
                continue
            there = (page.parent / unquote(split.path)).resolve()
            if split.scheme or not split.path or link.startswith("/") or not there.is_file():
                broken.append((str(page.relative_to(site)), link))
    assert broken == []


def test_there_is_a_page_for_each_topic_and_language(site: Path) -> None:
    names = {str(page.relative_to(site)) for page in pages(site)}
    for tag in LANGUAGES:
        assert {f"{tag}/rounds/2017/index.html", f"{tag}/topics/2017/ott/index.html"} <= names
    assert "index.html" in names
    assert (site / "static/style.css").is_file()


def count_letters(text: str) -> float:
    """How many letters a text is long; ours are half as wide as Han."""
    return sum(1.0 if "\u2e80" <= letter <= "\uffef" else 0.5 for letter in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_plan_fit_on_its_drawing_in_every_language(site: Path, language: str) -> None:
    drawing = etree.parse(site / language / "rounds/2017/plan.svg").getroot()
    width, leads = float(drawing.attrib["width"]), -1 if drawing.get("direction") == "rtl" else 1
    told = [(one, "".join(one.itertext())) for one in drawing.iter(TEXT)]
    texts = [(one, float(one.get("font-size", "12")) * count_letters(text)) for one, text in told]
    assert texts
    assert [one.text for one, wide in texts if not 0 <= float(one.attrib["x"]) + leads * wide <= width] == []


def test_nothing_on_them_needs_a_server(site: Path) -> None:
    for page in pages(site):
        text = page.read_text("utf-8")
        assert "<form" not in text
        assert "<script" not in text
        assert "sign-in" not in text


def test_what_is_for_the_office_is_not_published(site: Path) -> None:
    assert not any("acts" in page.parts for page in site.rglob("*"))


def test_publishing_again_replaces_what_was_published(register: Path, site: Path) -> None:
    stale = site / "en/rounds/2017/stale.html"
    stale.write_text("old", "utf-8")
    mark = site / ".escalade-published"
    mark.write_text(mark.read_text("utf-8") + "en/rounds/2017/stale.html\n", "utf-8")
    words = ["--register", str(register), "publish", "2017", "--to", str(site)]
    assert run(words) == 0
    assert not stale.exists()


def test_a_folder_of_something_else_is_left_alone(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert run(["--register", str(register), "publish", "2017", "--to", str(tmp_path)]) == 2
    assert "holds files that “publish” did not write" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
