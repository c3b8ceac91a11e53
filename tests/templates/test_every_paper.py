"""Every paper, in every form, opens and shows whatever users may write."""

from __future__ import annotations

import html
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from escalade.templates.formats.file import FORMS, file_of
from escalade.templates.formats.typeset.pdf import MissingGlyphError
from escalade.templates.languages.typography import set_text
from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, need

from .conftest import Register, acts_in

PAPERS = {
    "note": "2031", "notice": "2031/glass", "call": "2031/glass", "report": "meeting/1", "agenda": "meeting/2",
    "circular": "2031/glass",
}  # fmt: skip
Fields = dict[str, Any]
LINE = 400
"""How much of a text is written where a line is asked for."""
HOSTILE = {
    "jinja": "{{ 7 * 7 }} {% for x in y %} {# gone #} {%p endfor %}",
    "xml": "<w:t>&amp;</w:t> ]]> <!-- no --> <?xml?> &#x41; \"quoted\" 'twice'",
    "typst": '#set page(fill: red) *bold* $x$ @ref // gone \\ `raw` #include "secret"',
    "right to left": "signed by أحمد (بن محمد) in 2016",
    "long": "a " * 9999 + "b",  # ten thousand words, and as many characters as fit
}
EMOJI = "a smile 😀 indeed"


PDF_APART = "\u202b\u202c\u200e\u200f\u2066-\u2069"


def told(text: str) -> Register:
    """A made-up round in which one text stands wherever users write."""
    register = Register()
    register.play(acts_in(Path(__file__).with_name("made_up_lanterns.toml")))
    desk: Fields = {"by": "Made-up Desk"}
    at: Fields = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    received: Fields = {
        "symbol": "MCL/1",
        "concerns": ["2031/wick"],
        "title": {"en": text[:LINE]},
        "by_group": text[:LINE],
    }
    register.act("receive", "2031", on="2031-02-20", **received, **desk)
    agreed = {"en": settled(text)}
    version: Fields = {
        "title": {"en": settled(text)[:LINE]},
        "invitation": agreed,
        "questions": [agreed],
        "source": "LA31/3",
    }
    for topic in ("2031/glass", "2031/wick"):
        register.act("revise", topic, on="2031-03-04", version=version, **desk)
    register.act("record no consensus", "2031/glass", tried={"en": text}, words={"en": text}, refer=True, **at)
    register.act("record no consensus", "2031/wick", tried={"en": text}, **at)
    to: Fields = {"authority": {"en": "Decision 5"}, "addressees": [{"en": text[:LINE]}]}
    register.act("amend constitution", on="2031-03-05", **to, **desk)
    left: Fields = {"leaving": ["2031/wick"], "left": {"en": text}}
    register.act("escalate", "2031/glass", on="2031-04-01", to_session="Assembly 2031", **left, **desk)
    sitting: Fields = {"session": "Assembly 2031", "sitting": 1, "document": "LA31/80"}
    words: Fields = {"words": {"en": text}, "conditions": [{"en": text}]}
    register.act("approve", "2031/glass", by="Made-up Assembly Desk", on="2031-06-02", evidence=sitting, **words)
    phases: Fields = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01", "physical": "2031-09-01"}
    register.act("launch", "2031/glass", answer_to={"en": text}, place={"en": text[:LINE]}, **phases, **desk)
    return register


def settled(text: str) -> str:
    """A text as a group may agree on it: without brackets."""
    return re.sub(r"[\[\]]+", "", text)


def expected(text: str, kind: str) -> str:
    """What a paper is to show: agendas print titles of agreed texts, which are lines, and notices those texts."""
    printed = set_text(text, "en")
    if kind == "notice":
        return settled(printed)
    return settled(printed)[:LINE] if kind == "agenda" else printed


def bare(text: str) -> str:
    """A text without spaces and hyphens, and without what orders it."""
    return re.sub(f"[-\\s\u00ad\u2010\u2011{PDF_APART}]", "", text)


def shown_by(data: bytes, form: str) -> str:
    """What a file shows to a reader of it."""
    if form == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if form == "xml":
        return "".join(etree.fromstring(data).itertext())
    if form == "html":
        return html.unescape(re.sub("<[^>]*>", "", data.decode()))
    return re.sub(r"\\(?=[^\w\s])", "", data.decode())


@pytest.fixture(scope="module")
def registers() -> dict[str, Register]:
    """A made-up round for each hostile text."""
    return {name: told(text) for name, text in HOSTILE.items()}


@pytest.mark.parametrize("form", [form for form in FORMS if form != "docx"])
@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_shown_by_every_paper_in_every_form(
    registers: dict[str, Register], kind: str, name: str, form: str
) -> None:
    shown = bare(shown_by(file_of(registers[name].paper(kind, PAPERS[kind]), form), form))
    text = HOSTILE[name]
    if name == "right to left" and form == "pdf":  # the order of its letters is that of the eye
        assert all(bare(part) in shown for part in ("signed by", "in 2016"))
    elif name == "long" and form == "pdf":  # it runs over pages, with their numbers between
        assert shown.count("a") >= expected(text, kind).count("a")
    else:
        assert bare(expected(text, kind)) in shown


@pytest.fixture(scope="module")
def opened(registers: dict[str, Register], tmp_path_factory: pytest.TempPathFactory, office_profile: Path) -> Path:
    """Every paper as a Word file, and what LibreOffice reads in it."""
    soffice, folder = need(LIBREOFFICE), tmp_path_factory.mktemp("every")
    for name, register in {**registers, "emoji": told(EMOJI)}.items():
        for kind, reference in PAPERS.items():
            (folder / f"{kind}-{name}.docx").write_bytes(file_of(register.paper(kind, reference), "docx"))
    profile = f"-env:UserInstallation={office_profile.as_uri()}"
    files = [str(file) for file in folder.glob("*.docx")]
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(folder),
        *files,
    ]
    subprocess.run(command, env=with_our_fonts(office_profile), capture_output=True, check=True, timeout=300)
    return folder


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("name", [*HOSTILE, "emoji"])
def test_libreoffice_opens_every_paper_and_shows_the_text(opened: Path, kind: str, name: str) -> None:
    shown = bare((opened / f"{kind}-{name}.txt").read_text("utf-8"))
    text = HOSTILE.get(name, EMOJI)
    assert bare(expected(text, kind)) in shown


@pytest.mark.parametrize("kind", PAPERS)
def test_an_emoji_is_shown_or_the_font_to_install_is_named(kind: str) -> None:
    paper = told(EMOJI).paper(kind, PAPERS[kind])
    for form in ("md", "html"):
        assert bare(EMOJI) in bare(shown_by(file_of(paper, form), form))
    try:
        shown = shown_by(file_of(paper, "pdf"), "pdf")
    except MissingGlyphError as problem:
        shown = EMOJI if (problem.character, problem.package) == ("😀", "fonts-noto-color-emoji") else str(problem)
    assert bare(EMOJI) in bare(shown)
