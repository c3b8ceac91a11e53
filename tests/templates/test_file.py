"""The forms of a paper, and what each needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from escalade.templates.formats.file import FORMS, file_of
from escalade.templates.values.extra import needing
from escalade.templates.values.paper import Seal
from escalade.workflow.values.errors import PaperError, RequestError

from .conftest import Register

SEAL = Seal(31, "ab" * 32)


def test_no_heavy_library_is_imported_until_it_is_needed() -> None:
    code = (
        "import sys, escalade.templates.papers.build, escalade.templates.formats.file\n"
        "print([name for name in ('lxml', 'typst') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("form", "library"), [("docx", "lxml"), ("pdf", "typst"), ("pdf", "fontpkg_amiri")])
def test_a_library_that_is_missing_is_named_with_what_to_install(form: str, library: str) -> None:
    code = (
        f"import sys; sys.modules['{library}'] = None\n"
        "from escalade.templates.formats.file import file_of\n"
        "from escalade.workflow.values.errors import PaperError\n"
        f"try: file_of(None, '{form}')\n"
        "except PaperError as problem: print(problem)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"“{library}”" in done.stdout
    assert f"pip install 'escalade[{form}]'" in done.stdout


def test_only_what_is_missing_counts_as_missing() -> None:
    with pytest.raises(PaperError, match="no_such_library"), needing("docx"):
        __import__("no_such_library")
    with pytest.raises(ZeroDivisionError), needing("docx"):
        assert 1 / 0


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_file(round_of_2017: Register, form: str) -> None:
    data = file_of(round_of_2017.paper("note", "2017"), form, SEAL)
    begins = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE", "md": b"**ITU**", "xml": b"<?xml"}
    assert data.startswith(begins[form])


def test_an_unknown_form_is_refused(round_of_2017: Register) -> None:
    with pytest.raises(RequestError, match="md, html, docx, pdf and xml"):
        file_of(round_of_2017.paper("note", "2017"), "odt")
