"""Ordinals from the tenth on, in words or in figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from escalade.templates.languages.pack import pack_of, read_file

_IN_FIGURES = re.compile(
    r"(?<![\w.,/-])(?:第 ?(?P<zh>\d+)(?!\d)|(?P<figure>\d+)"
    r"(?:st|nd|rd|th|e|è?[mr]?es?|ers?|res?|ds?|des?|\.?[ªº]|\.[aoer]{1,2}|-[\u0430-\u044f\u0451]{1,3})(?![\w-]))"
    r"|(?<!\w)[وفبكل]{0,2}ال[\u0620-\u0652]+ (?P<ar>\d+)(?![\w.,/]*\d)"
)
"""20th, 20e, 20.ª, 第20; in Arabic the figure behind a definite noun."""
_CHINESE = "一二三四五六七八九"
_GAP = re.compile(r"\s+")


class OrdinalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language makes ordinals of words, as patterns."""

    units: tuple[str, ...]
    """From the first to the ninth, behind the tens."""
    teens: tuple[str, ...]
    """From the eleventh to the nineteenth."""
    tens: tuple[str, ...]
    """From ten to ninety, where nothing follows them."""
    before: tuple[str, ...]
    """The same before a unit, or before one of the teens; empty where nothing follows."""
    link: str
    """What stands between the two."""
    ending: str = ""
    """What may follow any of them."""
    parted_by: str = ""
    """Behind what one of the teens is the end of another number."""

    def patterns(self, number: int) -> Iterator[str]:
        """The patterns of one ordinal: alone, and put together."""
        teens, apart = dict(enumerate(self.teens, 11)), f"(?<!{self.parted_by})" if self.parted_by else ""
        alone = {10 * ten: f"(?:{word}){self.ending}{self._last()}" for ten, word in enumerate(self.tens, 1)}
        alone |= {teen: f"{apart}(?:{word}){self.ending}" for teen, word in teens.items()}
        if number in alone:
            yield alone[number]
        last = dict(enumerate(self.units, 1)) | teens
        for ten, word in enumerate(self.before, 1):
            if word and number - 10 * ten in last:
                yield f"{word}{self.link}(?:{last[number - 10 * ten]}){self.ending}"

    def _last(self) -> str:
        return f"(?!{self.link}(?:{'|'.join(self.units)}))"


def ordinals_in_figures(text: str) -> frozenset[str]:
    """The figures that a text writes as ordinals, and never as plain ones."""
    text = _GAP.sub(" ", text)
    found = {figure for match in _IN_FIGURES.finditer(text) for figure in match.groups() if figure}
    plain = set(re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", _IN_FIGURES.sub(" ", text)))
    return frozenset(found - plain)


def ordinals_in_words(text: str, figures: Iterable[str]) -> frozenset[str]:
    """Those of some figures that a text writes in words."""
    text = _GAP.sub(" ", text)
    return frozenset(figure for figure in figures if (said := _said(figure)) and said.search(text))


@cache
def _said(figure: str) -> re.Pattern[str] | None:
    """Match an ordinal in words, whatever the language; None where it has none here."""
    number = int(figure)
    if not 10 <= number < 100:  # noqa: PLR2004  # those of which the words are known
        return None
    ways = (way for language in _languages().values() for way in language.patterns(number))
    return re.compile(rf"(?<![\w-])(?:{'|'.join((*ways, *_arabic(number)))})(?!\w)|{_chinese(number)}", re.IGNORECASE)


@cache
def _languages() -> dict[str, OrdinalWords]:
    return msgspec.convert(tomllib.loads(read_file("checks/ordinals.toml")), dict[str, OrdinalWords])


def _arabic(number: int) -> Iterator[str]:
    first, *rest = pack_of("ar").ordinals[str(number)].split(" ")
    words = [first if first.endswith("ين") else f"{first}ة?", *(f"{one}ة?" if one == "عشر" else one for one in rest)]
    yield "ب?" + " ".join(words).replace("ين", "(?:ين|ون)")


def _chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    before = "一?" if tens == 1 else _CHINESE[tens - 1]
    return f"第{before}十{_CHINESE[unit - 1] if unit else ''}(?![{_CHINESE}十百])"
