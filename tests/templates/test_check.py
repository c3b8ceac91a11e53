"""Word templates that a secretariat brings: read first, refused if unfit."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from escalade.templates.formats.file import file_of, findings_in
from escalade.templates.formats.word.draw import own_source
from escalade.templates.formats.word.field import Findings, UnfitTemplateError
from escalade.templates.values.paper import Seal
from escalade.workflow.values.errors import PaperError, RequestError

from .conftest import Register

SEAL = Seal(31, "ab" * 32)
House = Callable[..., Path]
EVERYTHING = """{%p for one in draft %}
{{ one }}
{%p endfor %}
{{ session }} {{ place }} {{ agenda_item }} {{ symbol }} {{ date }} {{ original }}
{{ title }} {{ subtitle }}
{% for one in remarks %}{{ one }}{% endfor %}
{%p for part in box %}
{{ part.title }}
{%p for entry in part.paragraphs %}
{{ entry.said }}
{%p for item in entry.items %}
{{ item.label }} {{ item.said }}
{%p endfor %}
{%p endfor %}
{%p endfor %}
{%p for section in sections %}
{{ section.label }} {{ section.title }}
{%p for one in section.paragraphs %}
{{ one.heading }} {{ one.label }} {{ one.said }}
{%p for item in one.items %}
{{ item.label }} {{ item.said }}
{%p endfor %}
{%p endfor %}
{%p endfor %}
{% for one in signature %}{{ one }}{% endfor %}
{%p for annex in annexes %}
{{ annex.name }} {{ annex.title }}
{% for one in annex.remarks %}{{ one }}{% endfor %}
{{ annex.invitation }}
{%p for question in annex.questions %}
{{ loop.index }} {{ question }}
{%p endfor %}
{%p endfor %}"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A Word file made by other means than ours, with the lines given."""

    def made(lines: str, name: str = "house.docx") -> Path:
        document = Document()
        for line in lines.splitlines():
            document.add_paragraph(line)
        document.save(str(tmp_path / name))
        return tmp_path / name

    return made


def rewritten(path: Path, **parts: str) -> Path:
    """A Word file with some of its parts replaced; `main` is the body."""
    with ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    held.update({{"main": "word/document.xml"}.get(name, name): text.encode() for name, text in parts.items()})
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, data in held.items():
            file.writestr(name, data)
    return path


def text_of(data: bytes) -> str:
    """What stands in the paragraphs of a Word file."""
    return "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)


def test_a_house_template_takes_the_place_of_ours(round_of_2017: Register, house: House) -> None:
    path, paper = house(EVERYTHING), round_of_2017.paper("note", "2017")
    assert findings_in(path) == Findings(used=findings_in(path).used)
    data = file_of(paper, "docx", SEAL, path)
    text = text_of(data)
    assert [one.text for one in paper.printables() if one.text not in text] == []
    assert data == file_of(paper, "docx", SEAL, path)
    with ZipFile(BytesIO(data)) as file:
        assert f">{SEAL}<" in file.read("docProps/custom.xml").decode()
        types = file.read("[Content_Types].xml").decode()
    assert types.count('"/docProps/core.xml"') == types.count('"/docProps/custom.xml"') == 1
    assert Document(BytesIO(data)).core_properties.title == paper.title.text


def test_a_house_template_serves_arabic_too(round_of_2017: Register, house: House) -> None:
    data = file_of(round_of_2017.paper("note", "2017", "ar"), "docx", SEAL, house(EVERYTHING))
    with ZipFile(BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
    assert body.count("<w:bidi/>") >= body.count("<w:p>") > 0


def test_properties_of_a_template_that_no_reader_sees_go_to_no_paper(round_of_2017: Register, house: House) -> None:
    first = house(EVERYTHING)
    sealed = file_of(round_of_2017.paper("note", "2017"), "docx", Seal(7, "cd" * 32), first)
    with ZipFile(BytesIO(sealed)) as file:
        custom = file.read("docProps/custom.xml").decode()
        kinds, relations = (file.read(name).decode() for name in ("[Content_Types].xml", "_rels/.rels"))
    own = custom.replace('name="escalade-seal"', 'name="house"')
    changed = {"docProps/custom.xml": own, "[Content_Types].xml": kinds, "_rels/.rels": relations}
    with pytest.raises(UnfitTemplateError, match=r"a property of the file \(house\)"):
        file_of(round_of_2017.paper("note", "2017"), "docx", SEAL, rewritten(first, **changed))


def test_the_check_names_what_is_used_unknown_and_missing(house: House) -> None:
    found = findings_in(
        house("{{ title }} {{ tittle }}\n{%p for s in sections %}\n{{ s.title }} {{ s.colour }}\n{%p endfor %}")
    )
    assert found.used == ("sections", "sections.title", "title")
    assert found.unknown == ("tittle", "s.colour")
    assert {"subtitle", "draft", "masthead.value", "box.title", "sections.paragraphs.said", "annexes.title"} <= set(
        found.missing
    )
    assert not {"title", "sections.title", "session", "summary.said", "seal"} & set(found.missing)
    assert "There is no field “tittle”." in found.faults
    assert "“subtitle” is never printed." in found.gaps


def test_lines_of_the_masthead_printed_by_name_are_asked_for_by_name(house: House) -> None:
    missing = findings_in(house("{{ symbol }}\n{%p for one in summary %}\n{{ one.said }}\n{%p endfor %}")).missing
    assert {"session", "date", "action.said"} <= set(missing)
    assert not {"masthead.value", "box.title"} & set(missing)


@pytest.mark.parametrize(
    ("jinja", "fault"),
    [
        ("{{ title.__class__ }}", "There is no field “title.__class__”."),
        ("{{ ''.__class__.__mro__ }}", "There is no field “''.__class__.__mro__”."),
        ("{{ cycler.__init__.__globals__.os }}", "There is no field"),
        ("{{ lipsum() }}", "Not for templates: lipsum()."),
        ("{{ 'a' * 10 ** 10 }}", "Not for templates: “mul”."),
        ("{{ 'words of its own' }}", "Not for templates: 'words of its own'."),
        ("{{ title|upper }}", "Not for templates: “upper”."),
        ("{{ title.text }}", "There is no field “title.text”."),
        ("{{ section }}", "There is no field “section”."),
        ("{{ sections }}", "Not for templates: sections printed as a whole; go through it with for."),
        ("{{ remarks }}", "Not for templates: remarks printed as a whole; go through it with for."),
        ("{{ _printed }}", "There is no field “_printed”."),
        ("{% set x = title %}", "Not for templates: “assign”."),
        ("{% include '/etc/passwd' %}", "Not for templates: “include”."),
        ("{% macro m() %}{% endmacro %}", "Not for templates: “m”."),
        ("{% for x in range(9) %}{% endfor %}", "Not for templates: range()."),
        ("{% for x in title %}{% endfor %}", "Not for templates: for … in title, which is no list."),
        ("{% for a in sections %}{% for b in sections %}{% endfor %}{% endfor %}", "inside of another for"),
        ("{% for a in sections recursive %}{% endfor %}", "Not for templates: “for”."),
        ("{% if title == 1 %}{% endif %}", "Not for templates: “compare”."),
        ("{% if title is defined %}{% endif %}", "Not for templates: “defined”."),
        ("{% for a in sectoins %}{{ a.title }}{% endfor %}", "There is no field “sectoins”."),
        ("{{ loop.index }}", "There is no field “loop.index”."),
        ("{% for a in remarks %}{{ loop.cycle }}{% endfor %}", "There is no field “loop.cycle”."),
        ("{% if title %}", "word/document.xml cannot be read: Unexpected end of template."),
        ("{{ title", "word/document.xml cannot be read"),
    ],
)  # fmt: skip
def test_what_is_not_for_templates_is_refused_before_it_runs(
    round_of_2017: Register, house: House, jinja: str, fault: str
) -> None:
    path = house(f"{EVERYTHING}\n{jinja}")
    assert any(fault in one for one in findings_in(path).faults), findings_in(path).faults
    with pytest.raises(UnfitTemplateError, match="cannot be used") as refused:
        file_of(round_of_2017.paper("note", "2017"), "docx", None, path)
    assert fault in str(refused.value)


def test_a_template_that_leaves_texts_out_is_refused_with_the_texts(round_of_2017: Register, house: House) -> None:
    path, paper = house("{{ title }}"), round_of_2017.paper("note", "2017")
    with pytest.raises(PaperError, match=r"leaves out what this paper says:\n- “Council 2017”") as refused:
        file_of(paper, "docx", None, path)
    assert re.search(r"\n- and \d{2,3} more$", str(refused.value))


def test_a_house_may_switch_remarks_off(round_of_2017: Register, house: House) -> None:
    silent = "\n".join(line for line in EVERYTHING.splitlines() if "remarks" not in line)
    path, paper = house(silent), round_of_2017.paper("note", "2017")
    assert [way for way in findings_in(path).missing if "remarks" in way] == []
    assert all(one.remarks for one in paper.wordings)
    assert paper.wordings[0].remarks[0].text not in text_of(file_of(paper, "docx", None, path))


def test_a_condition_that_ends_in_a_table_is_explained(round_of_2017: Register, house: House) -> None:
    path = house(f"{EVERYTHING}\n{{% if seal %}}")
    with ZipFile(path) as file:
        body = file.read("word/document.xml").decode()
    cell = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    torn = rewritten(path, main=body.replace("<w:sectPr", f"{cell}<w:sectPr"))
    with pytest.raises(UnfitTemplateError, match=re.escape("write {%p … %}")):
        file_of(round_of_2017.paper("note", "2017"), "docx", None, torn)


def test_a_tag_that_word_split_into_runs_is_read(round_of_2017: Register, house: House) -> None:
    path = house(EVERYTHING)
    with ZipFile(path) as file:
        body = file.read("word/document.xml").decode()
    split = body.replace("{{ title }}", '{{ ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>tle }}')
    assert "tle }}" in split
    data = file_of(round_of_2017.paper("note", "2017"), "docx", None, rewritten(path, main=split))
    assert round_of_2017.paper("note", "2017").title.text in text_of(data)


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"absent\.docx cannot be read: No such file"):
        findings_in(tmp_path / "absent.docx")


def test_our_own_template_can_be_given_as_a_house_template(round_of_2017: Register, tmp_path: Path) -> None:
    (tmp_path / "ours.docx").write_bytes(own_source().data)
    for kind, reference in (("note", "2017"), ("report", "meeting/9")):
        paper = round_of_2017.paper(kind, reference)
        assert file_of(paper, "docx", SEAL, tmp_path / "ours.docx") == file_of(paper, "docx", SEAL)
