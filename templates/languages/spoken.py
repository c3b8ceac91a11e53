"""Mark what a paper says in another language: stretches with their tag.

A stretch stands between characters that no text holds: Unicode keeps them for
a program's own use. A form turns them into the marks that it has. What runs
against its paper stands between isolates: `isolate` decides what an Arabic
paper must isolate in any form. Word and typst know less than browsers of how
brackets and neighbours belong together, so for them every stretch in the other
direction is told apart, brackets included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from escalade.templates.languages.typography import set_text
from escalade.templates.values.fact import Printable, TracedFact, facts_in, mark_emphasis, plain

OPEN, CLOSE = "\u2066", "\u2069"
_LINE = re.compile("([\n\u2028])")
_ISOLATE = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_QUOTED = re.compile(r"(«)([^«»]+)(»\W+)")
_CITED = re.compile("[«“]\u00a0?(.+?)\u00a0?[»”][.。]?", re.DOTALL)
_TOKEN = re.compile(
    r"""
    (?<![A-Za-z0-9])
    (?:(?<![^\s(«])(?:--|\.\.?|≤\ )(?=[A-Za-z0-9]))?+  # an option, the end of a file's name, "by then"
    (?:
        https?://[^\s<>"“”«»\u2066-\u2069\ufdd0-\ufdef]*[A-Za-z0-9/]  # an address, whole
      |
        [A-Za-z0-9]++                      # a word or number, and more of it:
        (?:
            [-–—/.,:\#@_&+]++[A-Za-z0-9]++ # 2016-2017, C17/51, 5.4, 2017/ott#7
          | \([A-Za-z0-9.]++\)            # (Rev.1)
        )++
      | [A-Za-z][A-Za-z0-9]*+              # an acronym, a word
    )
    (?:[\ufdd3-\ufdd6]*+\ [\ufdd3-\ufdd6]*+[A-Za-z0-9]++(?:[-.'/][A-Za-z0-9]++)*+)*+  # words behind it, a name's
    """,
    re.VERBOSE,
)
"""Each word is tried once, from its beginning, and nothing is given back: the
time grows with the text and not with its square."""


def isolate(text: str) -> str:
    """A text to stand among Arabic words, isolated where it must be.

    A text in letters that run left to right is isolated line by line, without
    the quotation marks and the full stop of an Arabic sentence around it; in any
    other, each reference and range of numbers is. What is isolated stays so.
    """
    return "".join(_isolated_line(line) for line in _LINE.split(text))


def _isolated_line(line: str) -> str:
    parts = _ISOLATE.split(line)
    if len(parts) == 1 and _runs_left_to_right(line):
        begin, words, end = quoted.groups() if (quoted := _QUOTED.fullmatch(line)) else ("", line, "")
        return f"{begin}{OPEN}{words}{CLOSE}{end}"
    return "".join(
        part if part.startswith(OPEN) else _TOKEN.sub(lambda found: f"{OPEN}{found[0]}{CLOSE}", part) for part in parts
    )


def _runs_left_to_right(text: str) -> bool:
    return next((way for letter in text if (way := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}), "") == "L"


BEGIN, TAGGED, END = "\ufdd0", "\ufdd1", "\ufdd2"
_ANY = re.compile(f"[{BEGIN}{TAGGED}{END}]")
_OWN = dict.fromkeys(map(ord, (BEGIN, TAGGED, END)), "\ufffd")
STRETCH = re.compile(f"{BEGIN}([A-Za-z0-9-]{{1,35}}){TAGGED}([^{BEGIN}{TAGGED}{END}]*){END}")


def spoken(printed: Printable) -> Printable:
    """Something printed, each untranslated text in it with its language."""
    others = {
        words: str(fact.other)
        for fact in facts_in((printed,))
        if fact.is_untranslated and (words := clean(find_own_words(fact, printed.text)))
    }
    return printed.reword("".join(_with_tags(clean(printed.text), others))) if others else printed


def _with_tags(text: str, others: Mapping[str, str]) -> Iterator[str]:
    """The stretches of a text, those in other words with their language.

    Where two begin at one place, the longer one stands there.
    """
    at = 0
    while places := [(place, -len(words), words) for words in others if (place := text.find(words, at)) >= 0]:
        first, _, words = min(places)
        end = first + len(words)
        if text[at:first].endswith(OPEN) and text.startswith(CLOSE, end):
            first, end = first - 1, end + 1
        yield text[at:first]
        yield _tagged(text[first:end], others[words])
        at = end
    yield text[at:]


def find_own_words(fact: TracedFact, text: str) -> str:
    """Find the words of a fact in its own language, without the sentence's.

    What is quoted may have given its stop to the sentence around it.
    """
    source = set_text(str(fact.value.get(fact.other, "")), fact.other or "") if isinstance(fact.value, Mapping) else ""
    if source and source in fact.text:
        return source
    cited = _CITED.fullmatch(fact.text)
    found = (cited[1] if cited else "", fact.text, source.removesuffix("."))
    return next((words for words in found if words and words in text), fact.text)


def clean(text: str) -> str:
    """A text without the characters that are ours."""
    return text if _ANY.search(text) is None else text.translate(_OWN)


def _tagged(text: str, language: str) -> str:
    return f"{BEGIN}{language}{TAGGED}{text}{END}"


def stretches(text: str) -> list[tuple[str | None, str]]:
    """The stretches of a text, each with its language if that is another."""
    if BEGIN not in text:
        return [(None, text)]
    found: list[tuple[str | None, str]] = []
    at = 0
    for match in STRETCH.finditer(text):
        found += [(None, text[at : match.start()]), (match[1], match[2])]
        at = match.end()
    found.append((None, text[at:]))
    return [(language, part) for language, part in found if part]


def strip_tags(text: str) -> str:
    """A text without tags, for where there are none."""
    return "".join(part for _, part in stretches(text))


def each(text: str, change: Callable[[str], str]) -> str:
    """A text with each stretch changed by itself, its tag kept."""
    return "".join(
        change(part) if language is None else _tagged(change(part), language) for language, part in stretches(text)
    )


OPEN_RTL = "\u2067"
_ISOLATES = "\u2066-\u2069"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
"""Letters written from right to left, for a class of characters."""
_CLOSING, _OPENING = ")]}»”’", "([{«“\u2018"
_ENDS = f"(?P<closing>[{re.escape(_CLOSING)}]*)"
_ISOLATED = f"{OPEN}[^{_ISOLATES}]*{CLOSE}"
_LEFT_WORD = f"[^\\W_{_RIGHT}]{{0,20}}[^\\W\\d_{_RIGHT}]"
_AGAINST = {
    "rtl": re.compile(f"(?P<bare>{_ISOLATED}|{_LEFT_WORD}(?:[^\n«»{_RIGHT}{_ISOLATES}]*[^\\W_{_RIGHT}])?){_ENDS}"),
    "ltr": re.compile(f"(?P<bare>[{_RIGHT}](?:(?:[{_RIGHT}0-9_]|[^\\w\n{_RIGHT}{_ISOLATES}])*[{_RIGHT}])?){_ENDS}"),
}
_CONTROLS = re.compile(f"[{_ISOLATES}]")
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")


def isolate_direction(text: str, direction: str) -> str:
    """A text that can be printed, with isolates around what runs against it.

    A stretch in another language is looked at by itself.
    """
    return each(text, lambda part: _directed(plain(part), direction))


def isolate_said(printed: Printable, direction: str) -> str:
    """The same of something printed, with the marks of its emphasis."""
    return (
        _directed(mark_emphasis(printed), direction) if printed.emphasis else isolate_direction(printed.text, direction)
    )


def _directed(clean: str, direction: str) -> str:
    if direction == "rtl":
        return _AGAINST["rtl"].sub(lambda found: _between(found, OPEN), isolate(clean))
    if _HAS_RIGHT.search(clean):
        return _AGAINST["ltr"].sub(lambda found: _between(found, OPEN_RTL), clean)
    return clean


def _between(found: re.Match[str], opening: str) -> str:
    """A stretch between isolates, with the brackets that it opened."""
    bare, closing = _CONTROLS.sub("", found["bare"]), found["closing"]
    left_open = sum(bare.count(sign) for sign in _OPENING) - sum(bare.count(sign) for sign in _CLOSING)
    own = max(0, min(left_open, len(closing)))
    return f"{opening}{bare}{closing[:own]}{CLOSE}{closing[own:]}"
