"""A language version is a draft until it is translated, and says so on top."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.file import file_of
from escalade.templates.formats.typeset.pdf import content
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Paper

from .conftest import Register

PAPERS = {
    "note": "2017", "notice": "2017/ott", "call": "2017/ott", "report": "meeting/9", "agenda": "meeting/9",
    "circular": "2017",
}  # fmt: skip
BANNERS = {
    "ar": "مسودة صيغة لغوية. ",
    "es": "VERSIÓN LINGÜÍSTICA PROVISIONAL. ",
    "ru": "ПРЕДВАРИТЕЛЬНАЯ ЯЗЫКОВАЯ ВЕРСИЯ. ",
    "zh": "语文版本草稿。",
}


def issued(paper: Paper) -> Paper:
    """A paper without what it says of itself as a draft."""
    return replace(paper, draft=())


@pytest.mark.parametrize("language", BANNERS)
@pytest.mark.parametrize("kind", PAPERS)
def test_an_untranslated_version_bears_a_banner_above_all_else(
    round_in_two_languages: Register, kind: str, language: str
) -> None:
    paper = issued(round_in_two_languages.paper(kind, PAPERS[kind], language))
    banner = BANNERS[language]
    assert file_of(paper, "md").decode().startswith(f"> **{banner}")
    page = file_of(paper, "html").decode().partition("<main>")[2].lstrip()
    assert re.match(rf'<div class="draft" role="note">\s*<p>{banner}', page)
    first = Document(BytesIO(file_of(paper, "docx"))).paragraphs[0]
    assert first.style is not None
    assert (first.style.name, first.text.startswith(banner)) == ("Draft Notice", True)
    assert [one[: len(banner)] for one in content(paper, None)["draft"]] == [banner]


@pytest.mark.parametrize("form", ["docx", "html", "md"])
@pytest.mark.parametrize("language", AVAILABLE)
def test_a_draft_version_of_a_paper_is_no_draft_of_the_paper(round_of_2017: Register, language: str, form: str) -> None:
    data = file_of(round_of_2017.paper("note", "2017", language), form)
    found = findings_in([document_in(data, f"note.{language}.{form}")])
    assert [one.what for one in found if "calls itself a draft" in one.what] == []
