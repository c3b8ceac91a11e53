"""A template turned to a language: its tag, and its direction throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from escalade.templates.checks.reading.package import W
from escalade.templates.checks.reading.word import as_bytes
from escalade.templates.formats.layout import BOX, style_sheet
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import Tongue, tongue

STYLES = "word/styles.xml"
_TAGS = {"ar": "ar-SA", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN"}
"""What Word calls a language, where its locale does not say so."""
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "sectPr": "bidi rtlGutter docGrid printerSettings sectPrChange",
    "style": "pPr rPr tblPr trPr tcPr tblStylePr",
}
"""By group of properties, their order in Word's schema."""
_MARKS = {"pPr": "bidi", "rPr": "rtl", "tblPr": "bidiVisual", "sectPr": "bidi"}
_OWNERS = {"p": "pPr", "r": "rPr", "tbl": "tblPr"}


def tag_of(tongue: Tongue) -> str:
    """A language as Word calls it: fr-FR."""
    return _TAGS.get(tongue.language, tongue.pack.locale.replace("_", "-"))


def language_mark(language: str) -> str:
    """Make the mark of a run's language, under the script that it has."""
    tag = tag_of(tongue(language)) if language in AVAILABLE else language
    return f'<w:lang w:{_script(tag)}="{tag}"/>'


def _script(tag: str) -> str:
    return {"ar": "bidi", "zh": "eastAsia"}.get(tag.partition("-")[0], "val")


def turn_part(part: bytes, direction: str) -> etree._Element:
    """A part of the text without languages of its own, in a direction."""
    root = etree.fromstring(part)
    _drop(root.iter(f"{W}lang"))
    if direction == "rtl":
        for owner, group in _OWNERS.items():
            for element in root.iter(f"{W}{owner}"):
                _set(own(element, group), _MARKS[group], {})
        for section in root.iter(f"{W}sectPr"):
            _set(section, _MARKS["sectPr"], {})
    return root


def twips(points: float) -> str:
    """A measure in the twentieths of a point that Word counts in."""
    return str(round(points * 20))


def measure_styles(root: etree._Element, language: str) -> None:
    """Give each style of ours its measures for a language."""
    looks = style_sheet(language)["looks"]
    for style in root.iter(f"{W}style"):
        if look := looks.get(style.get(f"{W}styleId")):
            paragraph, letters = own(style, "pPr"), own(style, "rPr")
            is_boxed = style.get(f"{W}styleId") == "Draft"  # it stands within its border, and apart from what follows
            spacing = {"before": twips(look["before"]), "after": twips(BOX["above"] if is_boxed else 0)}
            _set(paragraph, "spacing", {**spacing, "line": twips(look["line"]), "lineRule": "exact"})
            if not is_boxed:
                set_indent(paragraph, look)
            for name in ("sz", "szCs"):
                _set(letters, name, {"val": str(round(look["size"] * 2))})


def set_indent(paragraph: etree._Element, look: Mapping[str, float]) -> None:
    """Indent a paragraph as the style sheet has it, its label in front of it."""
    _set(paragraph, "ind", {"left": twips(look["indent"] + look["hanging"]), "hanging": twips(look["hanging"])})


def _set(properties: etree._Element, name: str, values: Mapping[str, str]) -> None:
    set_property(properties, etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in values.items()}))


def set_property(properties: etree._Element, new: etree._Element) -> None:
    """Put a property where Word's order has it, in place of an earlier one."""
    _drop(properties.findall(new.tag))
    order = ORDERS[properties.tag.removeprefix(W)].split()
    behind = {f"{W}{name}" for name in order[order.index(new.tag.removeprefix(W)) + 1 :]}
    place = next((at for at, one in enumerate(properties) if one.tag in behind), len(properties))
    properties.insert(place, new)


def _drop(elements: Iterable[etree._Element]) -> None:
    for one in list(elements):
        one.getparent().remove(one)


def spoken(styles: bytes, tag: str, *, italics: bool, ours: bool = False) -> bytes:
    """The styles, with the language as the default of every text.

    A script that knows no italics is left upright; *ours* take its measures.
    """
    root = etree.fromstring(styles)
    if ours:
        measure_styles(root, tag.partition("-")[0])
    _drop(root.iter(f"{W}lang", *(() if italics else (f"{W}i", f"{W}iCs"))))
    _set(own(own(own(root, "docDefaults"), "rPrDefault"), "rPr"), "lang", {"val": "en-GB", _script(tag): tag})
    return as_bytes(root)


def own(owner: etree._Element, name: str, place: int = 0) -> etree._Element:
    """The child of a name, made where there is none.

    It is put where Word's order has it, or else at a place.
    """
    found = owner.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        if owner.tag.removeprefix(W) in ORDERS:
            set_property(owner, found)
        else:
            owner.insert(place, found)
    return found


def keep_with_next(paragraph: etree._Element) -> None:
    """Let no page end behind a paragraph."""
    _set(own(paragraph, "pPr"), "keepNext", {})
