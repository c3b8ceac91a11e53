"""How a run of a Word file looks, by itself and by its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from escalade.templates.checks.reading.package import W
from escalade.workflow.values.errors import Message

_OFF = frozenset({"0", "false", "off", "none"})
_LIGHT, _SMALL = 0xF0, 4
"""From which part of each colour on it is white, and up to how many half points text is not read."""
_NO_SHADE = frozenset({"auto", "FFFFFF", ""})


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document, by name."""

    styles: Mapping[str | None, Any]

    @classmethod
    def of(cls, root: Any) -> Looks:
        """Those of the part for styles; what all text has is under no name."""
        return cls({one.get(f"{W}styleId"): one for one in root.iter(f"{W}style", f"{W}docDefaults")})

    def has(self, run: Any, mark: str) -> bool:
        """Whether a run bears a mark, by itself or by its style."""
        return _is_on(self._first(self._of_run(run), mark))

    def hiding(self, run: Any) -> str:
        """Why a reader does not see a run; empty where one does."""
        size = self._said(run, "sz")
        if _is_on(self._first(self._of_text(run), "vanish")) or _is_on(self._first(self._of_text(run), "specVanish")):
            return Message("hidden text")
        if size.isdecimal() and int(size) <= _SMALL:
            return Message("text too small to read")
        return Message("white text") if _is_white(self._said(run, "color")) and not self._is_shaded(run) else ""

    def _said(self, run: Any, mark: str) -> str:
        found = self._first(self._of_text(run), mark)
        return "" if found is None else str(found.get(f"{W}val", ""))

    @staticmethod
    def _first(properties: Iterator[Any], mark: str) -> Any:
        return next((found for one in properties if (found := one.find(f"{W}{mark}")) is not None), None)

    def _of_text(self, run: Any) -> Iterator[Any]:
        """The properties of a run, its paragraph's and those of all text."""
        yield from self._of_run(run)
        paragraph = next(run.iterancestors(f"{W}p"), None)
        own = [] if paragraph is None else self.of_paragraph(paragraph)
        plain = next((name for name, one in self.styles.items() if _is_default(one)), None)
        yield from _looks(own or self._chain(plain))
        if None in self.styles:
            yield from self.styles[None].iter(f"{W}rPr")

    def _of_run(self, run: Any) -> Iterator[Any]:
        """The properties of a run, the nearest first, each once."""
        own = run.find(f"{W}rPr")
        if own is None:
            return
        yield own
        yield from _looks(self._chain(value_of(own, "rStyle")))

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """The style that a paragraph names, and those that it is based on."""
        return self._chain(value_of(paragraph, f"pPr/{W}pStyle"))

    def _chain(self, name: str | None) -> list[Any]:
        """A style and those that it is based on, each once."""
        chain: list[Any] = []
        while name and (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            name = value_of(style, "basedOn")
        return chain

    def _is_shaded(self, run: Any) -> bool:
        """Whether white text stands on a colour: of the run, or of what holds it."""
        holders = [run, *run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl")]
        looks = [one for holder in holders for one in holder if str(one.tag).endswith("Pr")]
        names = [one.get(f"{W}val") for look in looks for one in look if str(one.tag).endswith("Style")]
        shades = [one for look in looks for one in look.iter(f"{W}shd")]
        shades += [one for name in names if name in self.styles for one in self.styles[name].iter(f"{W}shd")]
        return any(one.get(f"{W}fill", "") not in _NO_SHADE or one.get(f"{W}themeFill") for one in shades)


def value_of(owner: Any, name: str) -> str | None:
    """What a mark of an element says; None where it has none."""
    mark = owner.find(f"{W}{name}")
    return None if mark is None else mark.get(f"{W}val")


def _looks(styles: list[Any]) -> Iterator[Any]:
    return (look for style in styles for look in style.findall(f"{W}rPr"))


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _is_default(style: Any) -> bool:
    return bool(style.get(f"{W}type", "paragraph") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"})


def _is_white(colour: str) -> bool:
    """Whether a colour, in hexadecimal, is white or nearly so."""
    try:
        return len(colour) == len("FFFFFF") and min(bytes.fromhex(colour)) >= _LIGHT
    except ValueError:
        return False
