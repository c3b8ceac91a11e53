"""Spanish articles and contractions: how a name joins its sentence.

Names are data, so that their gender and number are found from their first
noun. A name that is not translated takes the masculine, as *órgano* would.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escalade.templates.values.fact import TracedFact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.values.fact import Printable

_FEMININE_ENDINGS = ("a", "ión", "ion", "dad", "tad", "tud")
_FEMININE = frozenset({"sede", "red", "parte", "base", "fase"})
_MASCULINE = frozenset({"programa", "sistema", "tema"})
_PLURAL = re.compile(r"(?<=[nd])es$|(?<=[aeo])s$")
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
    return name if _ARTICLE.match(name.text) else name.reword(f"{_article_of(name)} {name.text}")


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


def each_hacia(phrases: Iterable[Printable]) -> list[Printable]:
    """Each phrase after *a*."""
    return [hacia(phrase) for phrase in phrases]


def each_el(names: Iterable[Printable]) -> list[Printable]:
    """Each name with its article; one not translated stands bare."""
    return [name if name.others else el(name) for name in names]


_GROUPS = frozenset({
    "alianza", "asociación", "coalición", "comisión", "comité", "consejo", "federación", "foro", "grupo", "liga",
    "oficina", "organización", "red", "unión",
})  # fmt: skip
"""What a name that begins so is called with its article, as those of countries and persons are not."""


def each_author(names: Iterable[Printable]) -> list[Printable]:
    """Each name as that of who speaks: el Grupo Africano, but Islandia."""
    return [el(name) if not name.others and _first_noun(name).casefold() in _GROUPS else name for name in names]


def euphonic(listed: str, last: str) -> str:
    """A list whose *y* becomes *e* before the sound of i: China e India."""
    before = listed.removesuffix(last)
    if before.endswith(_AND) and _SOUNDS_LIKE_I.match(last):
        return f"{before.removesuffix(_AND)} e {last}"
    return listed


def _article_of(name: Printable) -> str:
    """The article of a name, from its first noun."""
    if name.others and not name.gender:
        return "el"
    noun = _first_noun(name)
    feminine = is_feminine(name)
    if _PLURAL.sub("", noun) != noun:
        return "las" if feminine else "los"
    return "la" if feminine else "el"


def is_feminine(name: Printable) -> bool:
    """Whether a name is feminine, as its body says or as its first noun shows."""
    if name.gender:
        return name.gender == "feminine"
    singular = _PLURAL.sub("", _first_noun(name))
    return singular in _FEMININE or (singular.endswith(_FEMININE_ENDINGS) and singular not in _MASCULINE)


def order(ordinal: TracedFact, noun: Printable) -> TracedFact:
    """An ordinal before a noun: octava, octavo, primer."""
    if is_feminine(noun):
        return ordinal
    text = _SHORT.get(ordinal.text) or re.sub(r"a(?=\s|$)", "o", ordinal.text).replace("ª", "º")
    return ordinal.reword(text)


def _first_noun(name: Printable) -> str:
    whole = (name.noun if isinstance(name, TracedFact) else "") or name.text
    return re.split(r"[\s-]", whole.lower(), maxsplit=1)[0]


def _contracted(preposition: str, name: Printable) -> Printable:
    """A name behind *de* or *a*, which melt with *el*."""
    if name.text.startswith("el "):
        return name.reword(f"{preposition}l {name.text.removeprefix('el ')}")
    return name.reword(f"{preposition} {name.text}")
