"""Make the shipped template from its parts, which stand in `parts`.

Run as a program, it writes paper.docx anew.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from lxml import etree

from escalade.templates.checks.reading.package import zip_parts
from escalade.templates.checks.reading.word import as_bytes
from escalade.templates.formats.layout import BOX, LOOKS, MASTHEAD, PAGE
from escalade.templates.formats.word.draw import NUMBERING, measure_lists
from escalade.templates.formats.word.language import STYLES, measure_styles, twips

PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "relations.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "font-table.xml",
    "word/footer1.xml": "footer.xml",
    "word/header1.xml": "header.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""By name in the file, the source of each part."""
MEASURES = {**PAGE, **MASTHEAD, **BOX, "text": PAGE["width"] - 2 * PAGE["margin"], "apart": LOOKS["Title"].before}
"""What a part may ask for as @name@, in points."""


def build_template() -> bytes:
    """The template, from its parts; the space between elements is dropped."""
    folder = files("escalade.templates.formats.word") / "parts"
    reader = etree.XMLParser(remove_blank_text=True)
    trees = {name: etree.fromstring(_measured((folder / source).read_text()), reader) for name, source in PARTS.items()}
    measure_styles(trees[STYLES], "en")
    measure_lists(trees[NUMBERING])
    return zip_parts({name: as_bytes(tree) for name, tree in trees.items()})


def _measured(part: str) -> bytes:
    return re.sub("@([a-z_]+)@", lambda found: twips(MEASURES[found[1]]), part).encode()


if __name__ == "__main__":
    Path(__file__).with_name("paper.docx").write_bytes(build_template())
