"""What a Word file's styles make of a paragraph, run or table; in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from escalade.templates.formats.word.language import STYLES, W
from escalade.templates.formats.word.numbering import NUMBERING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TWIPS, HALVES, EIGHTHS = 20, 2, 8
"""How many of Word's units are a point: of lengths, of sizes, of rules."""
_NO = frozenset({"0", "false", "off", "none"})
_SINGLE, _AUTO = 1.15, 240
"""How far lines lie apart where nothing fixes it: by the size of the letters; what Word writes for it."""
_SIZE = 20
"""The size of letters that no style gives, in half points."""
_ALIGNED = {"right": "end", "end": "end", "center": "center", "both": "justify", "distribute": "justify"}
_NAMED = {"paragraph": "pStyle", "character": "rStyle", "table": "tblStyle"}
SIDES = ("top", "bottom", "left", "right")
Rules = dict[str, tuple[float, str]]
"""By side, how wide a rule is, and its colour."""


class Styles:
    """The styles and lists of a file: what holds where nothing nearer does."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Read them from the parts of a file, which may lack them."""
        root = etree.fromstring(parts.get(STYLES, b"<none/>"))
        self._styles = {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")}
        given = (one for one in self._styles.values() if one.get(f"{W}default") not in {None, *_NO})
        self._default = {one.get(f"{W}type"): one.get(f"{W}styleId") for one in given}
        self._defaults = {kind: root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}") for kind in ("pPr", "rPr")}
        self._levels = dict(_levels(etree.fromstring(parts.get(NUMBERING, b"<none/>"))))

    def chain(self, kind: str, owner: Any, group: str) -> Iterator[Any]:
        """The styles of a paragraph, run or table, the nearest first."""
        named = owner.find(
            f"{W}{group}/{W}{ {'paragraph': 'pStyle', 'character': 'rStyle', 'table': 'tblStyle'}[kind] }"
        )
        name, seen = self._default.get(kind) if named is None else named.get(f"{W}val"), set[str]()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            below = self._styles[name].find(f"{W}basedOn")
            name = None if below is None else below.get(f"{W}val")

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """The properties that a paragraph has, the nearest first."""
        found = []
        for owner in (paragraph, *self.chain("paragraph", paragraph, "pPr")):
            own = owner.find(f"{W}pPr")
            if own is not None:
                listed = own.find(f"{W}numPr")
                found += [own, *([] if listed is None else self._listed(listed))]
        return [*found, *self._given("pPr")]

    def _listed(self, listed: Any) -> list[Any]:
        """The properties of the level of a list, which come after its own."""
        given = {one.tag: one.get(f"{W}val") for one in listed}
        level = self._levels.get((given.get(f"{W}numId") or "", given.get(f"{W}ilvl") or "0"))
        return [] if level is None else [level]

    def of_run(self, run: Any, paragraph: Any) -> list[Any]:
        """The properties that a run of a paragraph has, the nearest first."""
        named = run.find(f"{W}rPr/{W}rStyle")
        styles = self.chain("character", run, "rPr") if named is not None else ()
        owners = (run, *styles, *self.chain("paragraph", paragraph, "pPr"))
        own = (one.find(f"{W}rPr") for one in owners)
        return [*(one for one in own if one is not None), *self._given("rPr")]

    def of_table(self, table: Any) -> list[Any]:
        """The properties that a table has, the nearest first."""
        own = (one.find(f"{W}tblPr") for one in (table, *self.chain("table", table, "tblPr")))
        return [one for one in own if one is not None]

    def _given(self, group: str) -> tuple[Any, ...]:
        given = self._defaults[group]
        return () if given is None else (given,)


def _levels(root: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """By list and level, the properties of its paragraphs."""
    kinds = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
    for one in root.iter(f"{W}num"):
        kind = one.find(f"{W}abstractNumId")
        for level in kinds[kind.get(f"{W}val")].iter(f"{W}lvl") if kind is not None else ():
            if (looks := level.find(f"{W}pPr")) is not None:
                yield (one.get(f"{W}numId"), level.get(f"{W}ilvl")), looks


def value_of(sources: list[Any], name: str, key: str = "val") -> str | None:
    """What the nearest source says of a property."""
    found = (one.find(f"{W}{name}") for one in sources)
    return next((one.get(f"{W}{key}") for one in found if one is not None and one.get(f"{W}{key}")), None)


def is_on(sources: list[Any], name: str) -> bool:
    """Whether the nearest source that names a mark sets it."""
    found = next((one for one in (source.find(f"{W}{name}") for source in sources) if one is not None), None)
    return found is not None and found.get(f"{W}val", "1") not in _NO


def points(sources: list[Any], name: str, *keys: str, of: int = TWIPS) -> float:
    """A length, by the first of several keys that is given; 0 where none is."""
    given = next((one for one in (value_of(sources, name, key) for key in keys) if one), "0")
    return float(given) / of if given.lstrip("-").isdecimal() else 0


def size_of(sources: list[Any], *, is_complex: bool = False) -> float:
    """How large letters are; those of Arabic have a size of their own."""
    return float(value_of(sources, "szCs" if is_complex else "sz") or _SIZE) / HALVES


def measure(paragraph: list[Any], size: float) -> dict[str, Any]:
    """The measures of a paragraph, as those of the style sheet."""
    left, hanging = points(paragraph, "ind", "start", "left"), points(paragraph, "ind", "hanging")
    line, rule = value_of(paragraph, "spacing", "line") or str(_AUTO), value_of(paragraph, "spacing", "lineRule")
    fixed = rule in {"exact", "atLeast"}
    return {
        "size": size,
        "before": points(paragraph, "spacing", "before"),
        "after": points(paragraph, "spacing", "after"),
        "indent": left - hanging,
        "hanging": hanging,
        "first": 0 if hanging else points(paragraph, "ind", "firstLine"),
        "end": points(paragraph, "ind", "end", "right"),
        "line": float(line) / TWIPS if fixed else float(line) / _AUTO * size * _SINGLE,
        "align": _ALIGNED.get(value_of(paragraph, "jc") or "", "start"),
    }


def rules_of(sources: list[Any], group: str, sides: tuple[str, ...]) -> Rules:
    """The rules that are drawn, by side."""
    found: Rules = {}
    given = next((one for one in (source.find(f"{W}{group}") for source in sources) if one is not None), ())
    for one in given:
        side = {"start": "left", "end": "right"}.get(name := one.tag.removeprefix(W), name)
        if side in sides and one.get(f"{W}val") not in {None, "nil", *_NO}:
            colour = one.get(f"{W}color", "auto")
            found[side] = float(one.get(f"{W}sz", "4")) / EIGHTHS, "000000" if colour == "auto" else colour
    return found


def margins_of(sources: list[Any]) -> dict[str, float]:
    """How far text stands from the edges of a cell."""
    keys = {"top": ("top",), "bottom": ("bottom",), "left": ("start", "left"), "right": ("end", "right")}
    own = [one for one in (source.find(f"{W}tblCellMar") for source in sources) if one is not None]
    given = {
        side: [points(own, name, "w") for name in names if value_of(own, name, "w")] for side, names in keys.items()
    }
    return {side: next(iter(found), 0.0) for side, found in given.items()}
