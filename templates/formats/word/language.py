"""A template turned to a language: its tag, and its direction throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue

if TYPE_CHECKING:
    from escalade.templates.languages.tongue import Tongue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAGS = {"ar": "ar-SA", "zh": "zh-CN"}
"""What Word calls a language, where its locale does not say so."""
_AFTER_BIDI = {
    "pPr": "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "sectPr": "rtlGutter docGrid printerSettings sectPrChange",
}
"""By group of properties, what stands behind the mark of direction."""
_MARKS = {"pPr": "bidi", "rPr": "rtl", "tblPr": "bidiVisual", "sectPr": "bidi"}
_OWNERS = {"p": "pPr", "r": "rPr", "tbl": "tblPr"}


def tag_of(tongue: Tongue) -> str:
    """A language as Word calls it: fr-FR."""
    return _TAGS.get(tongue.language, tongue.pack.locale.replace("_", "-"))


def language_mark(language: str) -> str:
    """Make the mark of a run's language, under the script that it has."""
    tag = tag_of(tongue(language)) if language in AVAILABLE else language
    script = {"ar": "bidi", "zh": "eastAsia"}.get(tag.partition("-")[0], "val")
    return f'<w:lang w:{script}="{tag}"/>'


def turn_part(part: bytes, direction: str) -> str:
    """A part of the text without languages of its own, in a direction."""
    root = etree.fromstring(part)
    for one in list(root.iter(f"{W}lang")):
        one.getparent().remove(one)
    if direction == "rtl":
        for owner, group in _OWNERS.items():
            for element in root.iter(f"{W}{owner}"):
                _mark(_first(element, group), group)
        for section in root.iter(f"{W}sectPr"):
            _mark(section, "sectPr")
    text: str = etree.tostring(root, encoding="unicode")
    return text


def spoken(styles: bytes, tag: str, *, italics: bool) -> bytes:
    """The styles, with the language as the default of every text.

    A script that knows no italics is left upright.
    """
    root = etree.fromstring(styles)
    for one in [] if italics else list(root.iter(f"{W}i", f"{W}iCs")):
        one.getparent().remove(one)
    for one in list(root.iter(f"{W}lang")):
        one.getparent().remove(one)
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = _first(root, "docDefaults")
    looks = _first(_first(defaults, "rPrDefault"), "rPr")
    language = {f"{W}val": tag}
    if tag.startswith("zh"):
        language = {f"{W}val": "en-GB", f"{W}eastAsia": tag}
    elif tag.startswith("ar"):
        language = {f"{W}val": "en-GB", f"{W}bidi": tag}
    _insert(looks, etree.Element(f"{W}lang", language), "eastAsianLayout specVanish oMath")
    return as_bytes(root)


def as_bytes(root: etree._Element) -> bytes:
    """A part as it stands in the file."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def _first(owner: etree._Element, name: str) -> etree._Element:
    """The first child of a name, made where there is none."""
    found = owner.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        owner.insert(0, found)
    return found


def _mark(properties: etree._Element, group: str) -> None:
    """Say that something is written from right to left."""
    name = f"{W}{_MARKS[group]}"
    for old in properties.findall(name):
        properties.remove(old)
    _insert(properties, etree.Element(name), _AFTER_BIDI[group])


def _insert(properties: etree._Element, new: etree._Element, before: str) -> None:
    """Put a property where the order of Word's schema has it."""
    behind = {f"{W}{name}" for name in before.split()}
    place = next((at for at, one in enumerate(properties) if one.tag in behind), len(properties))
    properties.insert(place, new)
