"""PDFs set by two processes are those that one sets, and so is what goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from escalade.templates.formats.typeset import pdf_batch
from escalade.templates.formats.typeset.pdf import MissingGlyphError, Setting, describe_setting
from escalade.templates.formats.typeset.pdf_batch import PdfBatch, may_fork
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Seal
from tests.programs import TWO_CORES
from tests.templates.render import set_pdf

from .conftest import Register
from .hostile import paper_of

SEAL = Seal(31, "ab" * 32)
PROGRAM = """
import json, multiprocessing, sys
from hashlib import sha256
from escalade.templates.formats.typeset import pdf_batch

orders, what = json.load(sys.stdin), sys.argv[1]
with pdf_batch.PdfBatch() as opened:
    (other,) = multiprocessing.active_children()
    if what == "killed":
        other.kill()
        other.join()
    if what == "elsewhere":
        del pdf_batch.compose  # the other has its own
    for language, setting in orders:
        opened.add((language, "pdf"), setting)
        if what == "elsewhere":
            opened._jobs[language, "pdf"].elsewhere.result()
    print(json.dumps({language: sha256(data).hexdigest() for (language, _), data in opened.finish().items()}))
assert not multiprocessing.active_children()
"""
"""Orders PDFs as a process of one thread, and prints what they are."""


def order(what: str, settings: dict[str, Setting]) -> subprocess.CompletedProcess[str]:
    """Order PDFs in a process of their own."""
    command = [sys.executable, "-c", PROGRAM, what]
    given = json.dumps(list(settings.items()))
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.needs(TWO_CORES)
@pytest.mark.parametrize("what", ["both", "elsewhere", "killed"])
def test_every_pdf_is_the_same_to_the_byte_wherever_it_is_set(round_of_2017: Register, what: str) -> None:
    papers = {language: round_of_2017.paper("note", "2017", language) for language in AVAILABLE}
    done = order(what, {language: describe_setting(paper, SEAL) for language, paper in papers.items()})
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        language: sha256(set_pdf(paper, SEAL)).hexdigest() for language, paper in papers.items()
    }


@pytest.mark.needs(TWO_CORES)
def test_what_cannot_be_set_elsewhere_goes_wrong_here() -> None:
    texts = {"en": "One", "fr": "private \U000f1234", "es": "private \U000f1235"}
    done = order("both", {language: describe_setting(paper_of(text), None) for language, text in texts.items()})
    assert "MissingGlyphError" in done.stderr
    assert "U+F1234" in done.stderr.splitlines()[-1]


def test_without_another_process_all_are_set_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_batch, "may_fork", lambda: False)
    papers = {language: paper_of("One", language) for language in ("en", "fr", "es")}
    with PdfBatch() as opened:
        for language, paper in papers.items():
            opened.add((language, "pdf"), describe_setting(paper, SEAL))
        assert opened.finish() == {(language, "pdf"): set_pdf(paper, SEAL) for language, paper in papers.items()}


def test_of_several_that_cannot_be_set_the_first_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_batch, "may_fork", lambda: False)
    with PdfBatch() as opened:
        for place, character in enumerate("\U000f1234\U000f1235\U000f1236"):
            opened.add((str(place), "pdf"), describe_setting(paper_of(character), None))
        with pytest.raises(MissingGlyphError) as refused:
            opened.finish()
    assert refused.value.character == "\U000f1234"


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(pdf_batch, "THREADS", tmp_path)
    (tmp_path / "1").mkdir()
    assert may_fork()
    (tmp_path / "2").mkdir()
    assert not may_fork()
    monkeypatch.setattr(pdf_batch, "THREADS", tmp_path / "none")
    assert not may_fork()
