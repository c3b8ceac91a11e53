"""A paper as a Word file, the same bytes from the same record."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from escalade.templates.formats.word.check import UnfitTemplateError
from escalade.templates.formats.word.field import fields
from escalade.templates.formats.word.language import W, as_bytes, tag_of
from escalade.templates.formats.word.property import CUSTOM, with_seal
from escalade.templates.formats.word.sandbox import MARKED, PRINTED, marker
from escalade.templates.formats.word.stencil import ours, stencil
from escalade.templates.formats.word.text import in_runs
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalade.templates.formats.word.source import Source
    from escalade.templates.formats.word.stencil import Stencil
    from escalade.templates.values.paper import Paper, Seal

_PACKED = (".png", ".jpg", ".jpeg", ".gif")
"""What compressing does not make smaller."""


class LeftOutError(PaperError):
    """A template does not print all that a paper says."""

    def __init__(self, name: str, texts: tuple[str, ...]) -> None:
        """Name the template, and the first texts that it leaves out."""
        self.name, self.texts = name, texts
        shown = "".join(f"\n- “{text[:80]}{'…' if len(text) > 80 else ''}”" for text in texts[:5])  # noqa: PLR2004  # as many as a reader takes in
        more = f"\n- and {len(texts) - 5} more" if len(texts) > 5 else ""  # noqa: PLR2004  # the rest of them
        super().__init__(f"The Word template {name} leaves out what this paper says:{shown}{more}")


def draw_word(paper: Paper, seal: Seal | None, template: Source | None = None) -> bytes:
    """A paper as a Word file, through our template or another one.

    Raises:
        NoWordFileError: the template is no Word document.
        UnfitTemplateError: it asks for more than there is, or gives no XML.
        LeftOutError: it does not print all that the paper says.
    """
    tongue, printed = paper.tongue, set[int]()
    direction = tongue.pack.direction
    prepared = stencil(template or ours(), tag_of(tongue), direction, italics=tongue.has_italics)
    given = {**fields(paper, seal), PRINTED: printed, MARKED: marker(paper)}
    parts = {**prepared.fixed, **_filled(prepared, given, direction)}
    if template:
        _prove_complete(prepared.name, paper, printed)
    parts[CUSTOM] = with_seal(prepared.custom, seal)
    return zip_parts(parts)


def _filled(prepared: Stencil, given: Mapping[str, object], direction: str) -> dict[str, bytes]:
    """The parts of a template with the paper in them.

    Raises:
        UnfitTemplateError: a part is no longer XML once it is filled.
    """
    filled = {}
    for name, part in prepared.drawn.items():
        try:
            text = in_runs(part.render(given), direction).encode()
            root = etree.fromstring(text)
        except (UndefinedError, SecurityError) as problem:
            raise UnfitTemplateError(prepared.name, [f"{name} asks for what there is not: {problem}."]) from problem
        except etree.XMLSyntaxError as problem:
            fault = f"{name} opens a tag in one paragraph and closes it in another ({problem}); write {{%p … %}}."
            raise UnfitTemplateError(prepared.name, [fault]) from problem
        filled[name] = as_bytes(root) if add_table_grids(root) else text
    return filled


def add_table_grids(root: etree._Element) -> bool:
    """Give each table as many columns as cells; say whether any lacked some."""
    changed = False
    for table in root.iter(f"{W}tbl"):
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        count, grid = max(map(len, rows), default=0), table.find(f"{W}tblGrid")
        spans = any(cell.find(f"{W}tcPr/{W}gridSpan") is not None for row in rows for cell in row)
        if grid is None or spans or len(grid) >= count:
            continue
        changed = True
        wide = str(sum(int(column.get(f"{W}w", "0")) for column in grid) // count)
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": wide}) for _ in range(count)]
        for cell in (cell for row in rows for cell in row):
            if (width := cell.find(f"{W}tcPr/{W}tcW")) is not None:
                width.set(f"{W}w", wide)
    return changed


def _prove_complete(name: str, paper: Paper, printed: set[int]) -> None:
    """Refuse to write a paper from which something is missing."""
    texts = tuple(one.text for one in paper.printed() if id(one) not in printed and one.text)
    if texts:
        raise LeftOutError(name, texts)


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a Word file, sorted and without a clock."""
    written = BytesIO()
    with ZipFile(written, "w") as file:
        for name in sorted(parts):
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            file.writestr(entry, parts[name])
    return written.getvalue()
