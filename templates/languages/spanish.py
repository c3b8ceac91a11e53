"""Spanish articles and contractions: how a name joins its sentence.

Names are data: their gender and number are what the body gives, or those of the
noun they begin with, which the pack of the language knows. One of neither stands
bare; one that is not translated takes the masculine, as *órgano* would.
"""

from __future__ import annotations

import re

from escalade.templates.languages.pack import find_article
from escalade.templates.values.fact import Printable, TracedFact

_ARTICLE = re.compile(r"(?:el|la|los|las) ")
_SOUNDS_LIKE_I = re.compile(r"\W*(?:i|í|hi(?!e)|hí)", re.IGNORECASE)
_ONLY = re.compile(r"((?:únicamente|exclusivamente|solo|sólo) )(.+)", re.DOTALL)
_TO_WHOM = re.compile(r"al? ", re.IGNORECASE)
_AND = " y "
_SHORT = {"primera": "primer", "tercera": "tercer"}


def el(name: Printable) -> Printable:
    """A name with its article: el, la, los, las."""
    if name.article is not None:
        return name.reword(f"{name.article} {name.text}".lstrip())
    return name if _ARTICLE.match(name.text) else name.reword(f"{_article_of(name)} {name.text}".lstrip())


def del_(name: Printable) -> Printable:
    """A name after *de*: del, de la, de los."""
    return _contracted("de", el(name))


def al(name: Printable) -> Printable:
    """A name after *a*: al, a la, a los."""
    return _contracted("a", el(name))


def hacia(phrase: Printable) -> Printable:
    """A phrase after *a*, no article added; one not translated is quoted."""
    if phrase.others:
        return phrase.reword(f"a «{phrase.text}»")
    only = _ONLY.match(phrase.text)
    if only is None:
        return _contracted("a", phrase)
    return phrase if _TO_WHOM.match(only[2]) else phrase.reword(only[1] + _contracted("a", phrase.reword(only[2])).text)


def el_unless_foreign(name: Printable) -> Printable:
    """A name with its article; one not translated stands bare."""
    return name if name.others else el(name)


def euphonic(listed: str, last: str) -> str:
    """A list whose *y* becomes *e* before the sound of i: China e India."""
    before = listed.removesuffix(last)
    if before.endswith(_AND) and _SOUNDS_LIKE_I.match(last):
        return f"{before.removesuffix(_AND)} e {last}"
    return listed


def _article_of(name: Printable) -> str:
    """The article of a name; none where it is not known."""
    if name.gender or name.others:
        return "la" if name.gender == "feminine" else "el"
    return find_article("es", name.noun or name.text)


def is_feminine(name: Printable) -> bool:
    """Whether a name is feminine, as its body says or its language knows."""
    return (name.gender or find_article("es", name.noun or name.text)) in {"feminine", "la", "las"}


def order(ordinal: TracedFact, noun: Printable) -> TracedFact:
    """An ordinal before a noun: octava, octavo, primer."""
    if is_feminine(noun):
        return ordinal
    text = _SHORT.get(ordinal.text) or re.sub(r"a(?=\s|$)", "o", ordinal.text).replace("ª", "º")
    return ordinal.reword(text)


def _contracted(preposition: str, name: Printable) -> Printable:
    if name.text.startswith("el "):
        return name.reword(f"{preposition}l {name.text.removeprefix('el ')}")
    return name.reword(f"{preposition} {name.text}")
