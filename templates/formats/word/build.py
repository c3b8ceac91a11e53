"""Make the shipped template from its parts, which stand in `parts`.

Run as a program, it writes paper.docx anew.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from lxml import etree

from escalade.templates.formats.word.draw import zip_parts
from escalade.templates.formats.word.language import as_bytes

PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "relations.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/document.xml": "document.xml",
    "word/footer1.xml": "footer.xml",
    "word/header1.xml": "header.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""By name in the file, the source of each part."""


def build_template() -> bytes:
    """The template, from its parts; the space between elements is dropped."""
    folder = files("escalade.templates.formats.word") / "parts"
    reader = etree.XMLParser(remove_blank_text=True)
    trees = {name: etree.fromstring((folder / source).read_bytes(), reader) for name, source in PARTS.items()}
    return zip_parts({name: as_bytes(tree) for name, tree in trees.items()})


if __name__ == "__main__":
    Path(__file__).with_name("paper.docx").write_bytes(build_template())
