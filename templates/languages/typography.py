# ruff: noqa: RUF001 - the marks of six languages are what this module is about
"""Set a text as its language is printed: spaces, quotes, dashes, points.

What people type has straight quotation marks, plain spaces and the points of
another script. A paper prints it as an editor of the language would set it;
the record keeps it as it was typed. Nothing but spaces and marks is changed,
what is set once is not changed again, and addresses stay as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from escalade.templates.languages.pack import pack_of

NO_BREAK = "\N{NO-BREAK SPACE}"
_SPACE = f"[ {NO_BREAK}\N{NARROW NO-BREAK SPACE}]"
_ADDRESS = re.compile(
    r"(\b(?:[a-z]{2,8}+://|www\.)[^\s\"«»“”„‘’<>]++"  # https://example.org/?q=a;b
    r"|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)*+)"  # desk@example.org
)
_RLM = "\N{RIGHT-TO-LEFT MARK}"
_HAN, _ARABIC = "\u3400-\u9fff\uf900-\ufaff", "\u0620-\u0652\u0671-\u06d3"

_CAPITALS = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0410-\u042f"
IN_ACRONYM = re.compile(rf"(?<=[{_CAPITALS}]{{2}})-(?=[^\W\d_])|(?<=\b[Cc]i)-(?=apr)")
"""A hyphen behind capitals, or in “ci-après”, at which no line ends; a form sets it as it can."""

_REISSUES = r"(?:\((?:R[eé]v|Add|Corr)\.\d+\))*"
SYMBOL = re.compile(rf"\b[A-Z][A-Za-z\d]*(?:-[A-Za-z\d]+)*(?:/[A-Z]+)*(?:/\d+)+{_REISSUES}(?:-[ACEFRS]\b)?")
"""The symbol of a document, such as C17/DL/7 or C17/51-F, within which no line ends; a form sets it as it can."""

IN_RANGE = re.compile(r"(?<=\d)–(?=\d)")
"""A dash between figures, at which no line ends either."""
ORDINALS = {"fr": re.compile(r"(?<![\w./-])(\d+)(ers?|res?|es?)(?!\w|-(?!\d))")}
"""By language, an ordinal in figures and its ending, which a form raises if it can: 9ᵉ."""
WORD_JOINER = "\N{WORD JOINER}"


class Rule(NamedTuple):
    """What is found, what is set there instead, and why an editor does so."""

    why: str
    found: str
    instead: str


class Quotes(NamedTuple):
    """The quotation marks of a language, and those within them."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


QUOTES = {
    "ar": Quotes("«", "»", "“", "”"),
    "en": Quotes("“", "”", "‘", "’"),
    "es": Quotes("«", "»", "“", "”"),
    "fr": Quotes("«", "»", "“", "”"),
    "ru": Quotes("«", "»", "„", "“"),
    "zh": Quotes("“", "”", "‘", "’"),
}
NUMBERED = {
    "ar": "القرارات|القرار|المقرر|الملحق|الملحقان|الوثيقة|المادة|القاعدة|الفقرة|البند|رقم",
    "en": "Annex(?:es)?|(?:Resolution|Decision|Document|Article|Rule|Section|[Pp]aragraph|[Ii]tem|[Pp]age)s?|No\\.",
    "es": "(?:Anexo|Acuerdo|Documento|[Aa]rtículo|[Pp]árrafo|[Pp]unto|[Pp]ágina)s?|(?:Resoluci|Decisi)(?:ón|ones)"
    "|[Nn]\\.º|núm\\.",
    "fr": "(?:Annexe|Résolution|Décision|Document|[Aa]rticle|[Pp]aragraphe|[Pp]oint|[Pp]age)s?|[Nn]°",
    "ru": "(?:[Пп]риложени|Резолюци|Решени|[Сс]тать|[Пп]равил)[а-я]{1,3}|(?:Документ|[Пп]ункт)[а-я]{0,3}|п\\.|ст\\.",
}
"""The words that a number or symbol follows and is never parted from."""
_MONTHS = "{months}"
"""What a rule has in place of the months of its language."""
HONORIFICS = {
    "en": "(?:Mr|Ms|Mrs|Dr|Prof)\\.?|[A-Z]\\.",
    "es": "(?:Sr|Sra|Sres|Sras|Dr|Dra|Dña|[A-Z])\\.",
    "fr": "MM\\.|Mmes?|Dr|[A-Z]\\.",
    "ru": "г-(?:н[ауе]?|ном|ж[аиеу]|жой)|[A-Z\u0410-\u042f]\\.",
}
"""What stands before the name of a person, initials among it."""

_EVERYWHERE = (
    Rule("words between single marks", r"(?<![\w‘’'])'(?=\w)([^'\"«»“”„‘’\n]{1,120}+)(?<=[\w.!?])'(?![\w'])", r"‘\1’"),
    Rule("an apostrophe in a word, or behind it", r"(?<=[^\W\d_])'", "’"),
    Rule("a sign and its number", rf"(?<=[§№]){_SPACE}?(?=\d)", NO_BREAK),
)
_NO_GAPS = (
    Rule("no space after an opening mark", rf"«{_SPACE}++", "«"),
    Rule("no space before a closing mark", rf"(?<!{_SPACE}){_SPACE}++»", "»"),
)
_PER_CENT = Rule("a number and its per cent", rf"(?<=\d){_SPACE}?%", f"{NO_BREAK}%")
_YEARS = Rule("years from and to", r"(?<![\w./–-])((?:1[89]|20)\d\d)-(?=(?:(?:1[89]|20)\d\d|\d\d)(?![\w/–-]))", "\\1–")


def _joined(language: str) -> tuple[Rule, ...]:
    """The rules for what stays together on a line."""
    of = (f"{_SPACE}de{_SPACE}", f"{NO_BREAK}de{NO_BREAK}") if language == "es" else (_SPACE, NO_BREAK)
    return (
        Rule("a word and its number", rf"(?<!\w)({NUMBERED[language]}){_SPACE}(?=[A-Z]{{0,3}}\d)", rf"\1{NO_BREAK}"),
        *(
            Rule("a title and its name", rf"(?<![\w.])({titles}){_SPACE}(?=[{_CAPITALS}])", rf"\1{NO_BREAK}")
            for titles in (HONORIFICS.get(language),)
            if titles
        ),
        Rule("a day and its month", rf"(?<!\w)(\d{{1,2}}){of[0]}(?=(?:{_MONTHS})(?!\w))", rf"\1{of[1]}"),
    )


def _dashes(dash: str) -> Rule:
    return Rule("a dash between words", rf"(?<=[^\s\d–—-]){_SPACE}[-–—]{_SPACE}(?=[^\s–—-])", f"{NO_BREAK}{dash} ")


RULES = {
    "ar": (
        *_EVERYWHERE,
        *_NO_GAPS,
        *_joined("ar"),
        *(
            Rule("the points of the script", rf"(?<=[{_ARABIC}»)]){_SPACE}?{point}", own)
            for point, own in ((",", "،"), (";", "؛"), (r"\?", "؟"))
        ),
        *(
            Rule(f"{what} from right to left", rf"(?<![\w./–-]){begin}[-–](?={end})", rf"\1{_RLM}-{_RLM}")
            for what, begin, end in (
                ("years", r"((?:1[89]|20)\d\d)", r"(?:(?:1[89]|20)\d\d|\d\d)(?![\w/–-])"),
                ("days", r"(\d{1,2})", rf"\d{{1,2}}[ {NO_BREAK}](?:{_MONTHS})"),
            )
        ),
    ),
    "en": (*_EVERYWHERE, *_joined("en"), _YEARS, _dashes("–")),
    "es": (*_EVERYWHERE, *_NO_GAPS, *_joined("es"), _PER_CENT),
    "fr": (
        *_EVERYWHERE,
        Rule("a space within the marks", rf"«{_SPACE}?(?=\S)", f"«{NO_BREAK}"),
        Rule("the same before the closing one", rf"(?<=[^\s«]){_SPACE}?»", f"{NO_BREAK}»"),
        *_joined("fr"),
        Rule("a space before points of two parts", rf"(?<=[\w)\]»”’%]){_SPACE}?([;!?]++)(?![\w/=])", rf"{NO_BREAK}\1"),
        Rule("the same before a colon", rf"(?<=[\w)\]»”’%]){_SPACE}?:(?=\s|$)", f"{NO_BREAK}:"),
        _PER_CENT,
        _dashes("–"),
    ),
    "ru": (
        *_EVERYWHERE,
        *_NO_GAPS,
        *_joined("ru"),
        Rule("a year and its word", rf"(?<=\d){_SPACE}(?=гг?\.|год[ау]?(?!\w))", NO_BREAK),
        Rule("see, and what to see", rf"(?<!\w)([Сс]м\.){_SPACE}(?=\w)", rf"\1{NO_BREAK}"),
        _PER_CENT,
        _YEARS,
        _dashes("—"),
    ),
    "zh": (
        *_EVERYWHERE,
        Rule("brackets as wide as a character", rf"(?<=[{_HAN}])\(([^()\n]*+)\)", r"（\1）"),
        *(
            Rule("points as wide as a character", rf"(?<=[{_HAN}）”》]){point}(?!\d) ?", wide)
            for point, wide in ((",", "，"), (";", "；"), (":", "："), (r"\?", "？"), ("!", "！"))
        ),
        Rule("the full stop of the script", rf"(?<=[{_HAN}）”》])\.(?=[{_HAN}”\s]|$)", "。"),
    ),
}
_MARKS = re.compile(f'{_ADDRESS.pattern}|["«»“”„]')
_INNER_SPACE = re.compile(f"(?<=«){_SPACE}+|{_SPACE}+(?=»)")
"""What French sets within its marks, and other languages do not."""
_OPENS_AFTER = frozenset("'’([{-–—/«“„‘（《 \n\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


@lru_cache(maxsize=1024)
def set_text(text: str, language: str) -> str:
    r"""Set a text by the rules of its language; where there are none it stays.

    Each is set once: a paper names a body, a topic or an act many times.

    >>> set_text('L\'avis de l\'"ABC": oui', "fr").replace(NO_BREAK, "_")
    'L’avis de l’«_ABC_»_: oui'
    """
    if language not in RULES:
        return text
    parts = _ADDRESS.split(_set_quotes(text, language))  # every second one is an address
    for place in range(0, len(parts), 2):
        for pattern, instead in _compiled(language):
            parts[place] = pattern.sub(instead, parts[place])
    return "".join(parts)


@cache
def _compiled(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    months = "|".join(pack_of(language).dates.months)
    return tuple((re.compile(rule.found.replace(_MONTHS, months)), rule.instead) for rule in RULES[language])


def _set_quotes(text: str, language: str) -> str:
    """Set each quotation mark as one of the language, by how deep it stands.

    What closes nothing stays as it is, such as the sign for inches.
    """
    marks, opened, made, at = QUOTES[language], list[str](), list[str](), 0
    for found in _MARKS.finditer(text):
        mark, place = found[0], found.start()
        if found[1]:  # an address
            continue
        if _opens(mark, text[place - 1 : place], opened, language):
            own = marks.inner_opening if opened else marks.opening
            opened.append(mark)
        elif opened:
            opened.pop()
            own = marks.inner_closing if opened else marks.closing
        else:
            own = mark
        made += (text[at:place], own)
        at = found.end()
    return "".join((*made, text[at:]))


def nest_quotes(words: str, language: str) -> str:
    """Set the marks within words that are quoted as inner ones of a language.

    Words whose marks do not pair stay as they are.

    >>> nest_quotes("the “blue” light", "ru")
    'the „blue“ light'
    """
    marks = QUOTES[language]
    bare = _INNER_SPACE.sub("", words)
    inner = _set_quotes(f"{marks.opening}{bare}{marks.closing}", language)[1:-1]
    return words if marks.opening in inner or marks.closing in inner or inner == bare else inner


def _opens(mark: str, before: str, opened: list[str], language: str) -> bool:
    """Whether a mark opens, by what stands before it and what is open."""
    if mark == '"':
        return not opened if language == "zh" else not before or before in _OPENS_AFTER
    closed_by_this = mark == "“" and opened and opened[-1] == "„"  # „so“, as in Russian
    return mark in "«„“" and not closed_by_this


_DEFINITION = re.compile("（[^（）]*“[^“”]+”）$")
_FITS = 20
"""How many characters of full width a line of the masthead holds."""


def part_definition(text: str, language: str) -> str:
    """Set the definition behind a long Chinese name on its own line.

    A line of Chinese ends anywhere, within the term that is defined too.
    """
    found = _DEFINITION.search(text) if language == "zh" else None
    width = sum(0.5 if one.isascii() else 1 for one in text)
    return f"{text[: found.start()]}\n{found[0]}" if found and found.start() and width > _FITS else text


_LOOSE = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE},;:"
"""What a shortened text does not end in."""


def shorten(text: str, longest: int, language: str) -> str:
    """Cut a text between words, its quotation marks closed again."""
    if len(text) <= longest:
        return text
    room, marks = longest - 3, QUOTES[language]
    whole = re.match(rf"(?s:.{{{room // 2},{room}}})(?= )", text)
    cut = (whole[0] if whole else text[:room]).rstrip(f"{_LOOSE}{marks.opening}{marks.inner_opening}")
    begun = cut.rfind(marks.opening)
    if begun <= cut.rfind(marks.closing):
        return f"{cut}…"
    gap = cut[begun + 1] if cut[begun + 1].isspace() else ""
    return f"{cut}…{gap}{marks.closing}"
