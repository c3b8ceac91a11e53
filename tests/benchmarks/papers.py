"""Notes against the bare libraries that write them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import perf_counter

import typst
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Template

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.templates.formats.file import file_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper, Seal
from tests.benchmarks.ground import Ground, run
from tests.benchmarks.measure import Row, Target, at_least, at_most, busy, share

LAYOUT = "# {{ title }}\n{% for line in lines %}\n{{ loop.index }}. {{ line }}\n{% endfor %}"
PAGE = "<h1>{{ title|e }}</h1>{% for line in lines %}<p id='{{ loop.index }}'>{{ line|e }}</p>{% endfor %}"
TYPESET = b"""
#set page(paper: "a4")
#let given = json(bytes(sys.inputs.paper))
= #given.title
#for line in given.lines [#line

]
"""

WITHOUT_XML = """
from escalade.cli import main
from escalade.commands.papers import write

del write.EXTRAS["xml"]
main()
"""
"""The program as it is where what XML needs is not installed."""
COLD = 2
"""So many papers a turn are not counted: templates are read, and typst forgets what its last ten papers did not use."""


@dataclass
class Draft:
    """The note of the shipped round, and its texts for the references."""

    paper: Paper
    seal: Seal

    @property
    def texts(self) -> dict[str, object]:
        """All that the note prints, in reading order."""
        lines = [one.text for one in self.paper.printables()]
        return {"title": lines[0], "lines": lines}

    def written(self, form: str) -> Callable[[], object]:
        """The note written in a form."""
        return lambda: file_of(self.paper, form, self.seal)


def rows(ground: Ground) -> Iterator[Row]:
    """A note in each form, then many in one command."""
    with ExitStack() as stack:
        reader = stack.enter_context(open_reader(Location(ground.real)))
        seal = Seal(reader.size(), reader.root())
        draft = Draft(build("note", "2017", reader.standing(), tongue("en")), seal)
    texts = draft.texts
    text, page = Template(LAYOUT), Template(PAGE)
    yield compared(ground, draft, "md", "jinja2 alone", lambda: text.render(texts), at_least(0.3))
    yield compared(ground, draft, "html", "jinja2 alone", lambda: page.render(texts), at_least(0.3))
    yield compared(ground, draft, "docx", "docxtpl", lambda: word(ground.folder, texts), at_least(3))
    compiler = typst.Compiler()
    yield compared(ground, draft, "pdf", "typst, new input", lambda: pressed(compiler, texts), at_least(0.5))
    yield from commands(ground)


def compared(
    ground: Ground, draft: Draft, form: str, against: str, reference: Callable[[], object], target: Target
) -> Row:
    """One form of the note, warm, against a library alone."""
    pieces = ground.count(20, 4) if form in {"docx", "pdf"} else ground.count(100, 20)

    def side(work: Callable[[], object]) -> Callable[[], float]:
        def turn() -> float:
            for _ in range(COLD):
                work()
            return busy(lambda: [work() for _ in range(pieces)], pieces)

        return turn

    return share(f"note as .{form}", against, side(draft.written(form)), side(reference), ground.count(9, 3), target)


def word(folder: Path, texts: dict[str, object]) -> bytes:
    """The same texts through docxtpl, as its documentation has it."""
    path = folder / "reference.docx"
    if not path.exists():
        plain = Document()
        for line in ("{{ title }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
            plain.add_paragraph(line)
        plain.save(str(path))
    template, written = DocxTemplate(path), BytesIO()
    template.render(texts, autoescape=True)
    template.save(written)
    return written.getvalue()


def pressed(compiler: typst.Compiler, texts: dict[str, object]) -> object:
    """The same texts through a compiler of typst that is kept."""
    return compiler.compile(input=TYPESET, format="pdf", sys_inputs={"paper": json.dumps(texts)})


def commands(ground: Ground) -> Iterator[Row]:
    """Whole commands, measured against a time and not a reference.

    A folder is given every form. The limit was set when there were four, so the same program is measured without the
    fifth, XML; with it, a paper may take as long as each of the others.
    """
    without_xml = (ground.python, "-c", WITHOUT_XML)
    for work, program, name, papers, most in (
        ("six PDFs, one command", (ground.escalade,), "note.pdf", 6, 0.45),
        ("24 papers, 6 languages × 4 forms, one command", without_xml, "", 24, 0.6),
        ("30 papers, 6 languages × 5 forms, one command", (ground.escalade,), "", 30, 0.75),
    ):
        place = ground.folder / f"papers-{papers}"
        place.mkdir(exist_ok=True)
        command = (*program, "--register", str(ground.real), "note", "2017", "--language", "all", "--to")
        taken = sorted(elapsed((*command, str(place / name))) for _ in range(ground.count(7, 2)))
        drawn = len(list(place.iterdir()))
        assert drawn == papers, f"{work}: {drawn} were drawn"
        middle = taken[len(taken) // 2]
        remark = f"elapsed, on {os.cpu_count()} cores that others shared" if os.getloadavg()[0] > 1 else "elapsed"
        yield Row(work, f"{most} s", middle * 1e3, most * 1e3, "ms", middle / most, at_most(1), remark)


def elapsed(command: tuple[str, ...]) -> float:
    """The seconds from the start of a command to its end."""
    began = perf_counter()
    run(*command)
    return perf_counter() - began
