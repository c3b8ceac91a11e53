"""Articles, contractions, quotations: how a name joins its sentence.

Names are data: their gender is what the body gives, or that of the noun they
begin with, which the pack of the language knows. One of neither stands bare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from escalade.templates.languages import arabic, russian, spanish
from escalade.templates.languages.pack import find_article
from escalade.templates.languages.spoken import isolate
from escalade.templates.languages.typography import QUOTES, nest_quotes
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact

_FINAL = (".", "?", "!", "…", "。", "\uff1f", "\uff01", "؟")
_STOPS = {"zh": "。"}
"""The full stop of a language, where it is another than the usual one."""
_CARRIED = {"ar": ("؟", "?", "!", "…"), "es": (), "ru": ("?", "!", "…")}
"""The languages whose full stop stands behind a quotation, and what ends the words and the sentence as well."""


def quote_texts(language: str, texts: Iterable[Printable]) -> list[Printable]:
    """Each text in the quotation marks of a language."""
    keep = isolate if language == "ar" else str
    return [text.reword(_in_marks(language, keep(text.text))) for text in texts]


def cite(language: str, fact: Printable) -> Printable:
    """Quote words as a sentence, its stop within the marks or behind them.

    >>> from escalade.templates.values.fact import SaidSentence
    >>> [cite(language, SaidSentence("words", words)).text for language, words in (("ru", "Да."), ("zh", "同意。"))]
    ['«Да».', '“同意。”']
    """
    if language not in _CARRIED:
        return fact.reword(_quote(language, fact.text) + ("" if is_sentence(fact) else _STOPS.get(language, ".")))
    words = _strip_stop(fact.text)
    return fact.reword(_quote(language, words) + ("" if words.endswith(_CARRIED[language]) else "."))


def end(language: str, fact: Printable) -> Printable:
    """Words as a sentence of their own, the full stop behind them.

    >>> from escalade.templates.values.fact import SaidSentence
    >>> end("en", SaidSentence("words", "On the board")).text
    'On the board.'
    """
    keep = isolate if language == "ar" else str
    return fact if is_sentence(fact) else fact.reword(f"{keep(fact.text)}{_STOPS.get(language, '.')}")


def is_sentence(fact: Printable) -> bool:
    """Whether words that somebody typed end as a sentence does."""
    return fact.text.endswith(_FINAL)


def _strip_stop(words: str) -> str:
    return words if words.endswith("..") else words.removesuffix(".").removesuffix("。")


def quote_inside(language: str, fact: Printable) -> Printable:
    """Quote words in the midst of a sentence.

    Some languages leave their full stop out there.
    """
    return fact.reword(_quote(language, _strip_stop(fact.text) if language in _CARRIED else fact.text))


def quote_foreign(language: str, fact: Printable) -> Printable:
    """Words of another language in the quotation marks of this one."""
    return fact.reword(_quote(language, fact.text)) if fact.others else fact


def _quote(language: str, words: str) -> str:
    return _in_marks(language, nest_quotes(words, language))


def _in_marks(language: str, words: str) -> str:
    marks, space = QUOTES[language], "\u00a0" if language == "fr" else ""
    return f"{marks.opening}{space}{words}{space}{marks.closing}"


def quoting(language: str) -> dict[str, Callable[..., object]]:
    """The filters by which sentences of a language print words of others.

    `cited` quotes them, `foreign` does where they are not translated, `ended` makes them a sentence,
    quoted where they are not translated; `in_quotes` quotes them in the midst of a sentence, `quoted` each of several.
    """
    return {
        "cited": partial(cite, language),
        "ended": lambda words: cite(language, words) if words.others else end(language, words),
        "foreign": partial(quote_foreign, language),
        "in_quotes": partial(quote_inside, language),
        "quoted": partial(quote_texts, language),
    }


_VOWEL = re.compile(r"[aeiouœ]|h(?!aut)")
"""What an article is elided before; *haut* begins with a consonant."""
_ELIDED_LANGUAGE = re.compile(r"[aeiouœ]|he\u0301breu")
"""Languages that an article is elided before; *hindi*, *hongrois* and *haoussa* begin with a consonant."""
_ARTICLE = re.compile(r"(?P<article>le |la |les |l['’])(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_ANY_ARTICLE = re.compile(r"(?:les? |la |los |las |el |l['’])(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_OPEN = re.compile(
    r"(?:仅限|(?:open to|ouverte?s?|abiert[oa]s?|مفتوحة? أمام|открыт[аоы]? для) )(?P<whom>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""What a constitution may say of its members, which sentences say themselves."""
_TO = re.compile(r"(?:à|aux?|al?) ", re.IGNORECASE)
_AN = re.compile(r"(?!uni|use|one|eu)[aeiou]|hour|hono", re.IGNORECASE)
_ELIDED = "'’"
_HIS = {"première": "premier", "1re": "1er"}
_BEFORE_CAPITAL = re.compile(r"^de (?=[AÀÂÅEÉÈÊIÎOÔU])")


def strip_open(fact: Printable) -> Printable:
    """Who may take part, without the *open to* that the sentence says itself."""
    found = _OPEN.match(fact.text)
    return fact.reword(found["whom"]) if found else fact


def open_to(towards: Callable[[Printable], Printable], fact: Printable) -> Printable:
    """Who may take part, after *open* and the preposition that follows it."""
    bare = strip_open(fact)
    return bare if _TO.match(bare.text) else towards(bare)


def without_article(citation: Printable) -> Printable:
    """A citation as a list has it."""
    found = _ANY_ARTICLE.match(citation.text)
    return citation.reword(found["rest"]) if found else citation


def capitalise(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def the(fact: Printable) -> Printable:
    """A name with the English article; an acronym stands without one."""
    bare = fact.noun or fact.text.lower().startswith("the ")
    return fact if bare else _with_given(fact) or fact.reword(f"the {fact.text}")


def a(fact: Printable) -> Printable:
    """A noun with the English indefinite article."""
    return fact.reword(f"{'an' if _AN.match(fact.text) else 'a'} {fact.text}")


def _with_given(fact: Printable) -> Printable | None:
    """A noun behind the article that its body gave it; None where it gave none."""
    article = fact.article
    if article is None:
        return None
    return fact.reword(f"{article}{'' if not article or article[-1] in _ELIDED else ' '}{fact.text}")


def le(fact: Printable) -> Printable:
    """A name with the French article: le, la, l’, les."""
    if _ARTICLE.fullmatch(fact.text):
        return fact
    return _with_given(fact) or fact.reword(f"{article_of(fact)}{fact.text}")


def de(fact: Printable) -> Printable:
    """A noun without an article after *de*, elided before a vowel."""
    return fact.reword(f"{'d’' if _VOWEL.match(_plain(fact.text)) else 'de '}{fact.text}")


def que(fact: Printable) -> Printable:
    """A noun after *que*, elided before a vowel: en tant qu’organe."""
    return fact.reword(f"{'qu’' if _VOWEL.match(_plain(fact.text)) else 'que '}{fact.text}")


def of_city(city: Printable) -> Printable:
    """A city after French *de*: de Paris, d’Athènes, du Caire."""
    return city.reword(_BEFORE_CAPITAL.sub("d’", _contracted(city, {"le ": "du ", "les ": "des "}, "de ").text))


def un(fact: Printable) -> Printable:
    """A noun with the French indefinite article."""
    return fact.reword(f"{'une' if _is_her(fact) else 'un'} {fact.text}")


def order_french(ordinal: TracedFact, noun: Printable) -> TracedFact:
    """An ordinal before a noun: première, premier."""
    return ordinal if _is_her(noun) else ordinal.reword(_HIS.get(ordinal.text, ordinal.text))


def _is_her(fact: Printable) -> bool:
    return (fact.gender or find_article("fr", fact.noun or fact.text)) in {"feminine", "la"}


def du(fact: Printable) -> Printable:
    """A name after the French preposition *de*: du, de la, de l’, des."""
    return _contracted(le(fact), {"le ": "du ", "les ": "des "}, "de ")


def from_language(language: Printable) -> Printable:
    """A language that one translates from: du français, de l’anglais."""
    is_elided = _ELIDED_LANGUAGE.match(_plain(language.text))
    return language.reword(f"{'de l’' if is_elided else 'du '}{language.text}")


def au(fact: Printable) -> Printable:
    """A name after the French preposition *à*: au, à la, à l’, aux."""
    return _contracted(le(fact), {"le ": "au ", "les ": "aux "}, "à ")


def vers(fact: Printable) -> Printable:
    """A phrase after *à*, its own article contracted, none added."""
    return _contracted(fact, {"le ": "au ", "les ": "aux "}, "à ")


def to_whom(fact: Printable) -> Printable:
    """Who may take part after *à*; a bare plural has its article added.

    >>> str(to_whom(SaidSentence("members", "Membres et experts invités")))
    'aux Membres et experts invités'
    """
    is_bare = not fact.others and find_article("fr", fact.text) == "les"
    return au(fact) if is_bare else vers(quote_foreign("fr", fact))


def article_of(fact: Printable) -> str:
    """The French article of a name, its space behind it; none if not known."""
    article = "" if fact.gender else find_article("fr", fact.noun or fact.text)
    if article != "les" and _VOWEL.match(_plain(fact.text)):
        return "l’"
    is_known = article or fact.gender or fact.others
    return f"{article or ('la' if _is_her(fact) else 'le')} " if is_known else ""


def replace_title(title: Printable, word: str) -> Printable:
    """A title; the language's own word where it has none in the language."""
    return replace(title, text=word, other=None) if isinstance(title, TracedFact) and title.other else title


def begins_with(name: Printable, noun: Printable) -> bool:
    """Whether a name says the noun of its kind itself (*Ballot 2*)."""
    return f"{name.text.lower()} ".startswith(f"{noun.text.lower()} ")


def _contracted(fact: Printable, contractions: dict[str, str], preposition: str) -> Printable:
    """A name behind a preposition that may melt with its article."""
    for article, contraction in contractions.items():
        if fact.text.lower().startswith(article):
            return fact.reword(contraction + fact.text[len(article) :])
    return fact.reword(preposition + fact.text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).lower()


def choose_ending(is_her: Callable[[Printable], bool], noun: Printable, his: str, her: str) -> SaidSentence:
    """What goes with a noun by its gender: an ending, or a whole word."""
    return SaidSentence("ending", her if is_her(noun) else his)


def _of_all(language: str) -> dict[str, Callable[..., object]]:
    """The filters that every language has; some have another *whom*."""
    return {
        **quoting(language),
        "known": replace_title,
        "begins": begins_with,
        "without_article": without_article,
        "whom": lambda whom: quote_foreign(language, strip_open(whom)),
    }


FILTERS: dict[str, dict[str, Callable[..., object]]] = {
    "en": {**_of_all("en"), "the": the, "a": a},
    "fr": {
        **_of_all("fr"),
        "le": le,
        "du": du,
        "from_language": from_language,
        "au": au,
        "vers": vers,
        "whom": partial(open_to, to_whom),
        "de": de,
        "que": que,
        "of_city": of_city,
        "un": un,
        "ordered": order_french,
        "is_feminine": _is_her,
        "ending": partial(choose_ending, _is_her),
    },
    "es": {
        **_of_all("es"),
        "el": spanish.el,
        "el_unless_foreign": spanish.el_unless_foreign,
        "del": spanish.del_,
        "al": spanish.al,
        "hacia": spanish.hacia,
        "whom": partial(open_to, spanish.hacia),
        "ordered": spanish.order,
        "ending": partial(choose_ending, spanish.is_feminine),
    },
    "ru": {
        **_of_all("ru"),
        **{case: partial(russian.in_case, case) for case in russian.CASES},
        "nominative": russian.nominative,
        "small": lambda noun: noun.reword(noun.text[:1].lower() + noun.text[1:]),
        "about": russian.about,
        "is_declined": russian.is_declined,
        "is_neuter": russian.is_neuter,
        "accusative": russian.accusative,
        "form": russian.form,
        "from_language": russian.from_language,
        "end_clause": russian.end_clause,
        "ending": russian.ending,
        "figure": lambda ordinal: ordinal.reword(str(ordinal.value)),
        "feminine": russian.feminine,
    },
    "zh": _of_all("zh"),
    "ar": {
        **_of_all("ar"),
        "al": arabic.al,
        "li": arabic.li,
        "issuer": arabic.issuer,
        "construct": arabic.construct,
        "of_it": arabic.of_it,
        "is_feminine": arabic.is_feminine,
        "ending": partial(choose_ending, arabic.is_feminine),
        "feminine": arabic.feminine,
        "feminine_count": arabic.feminine_count,
        "counted": arabic.count_noun,
        "names_some": arabic.names_some,
    },
}
"""The filters that sentences of a language may use."""

DATES: dict[str, Callable[[str], str]] = {"ru": russian.decline_months}
"""What a language makes of a date that patterns put together."""

LISTS: dict[str, Callable[[str, str], str]] = {"es": spanish.euphonic}
"""What a language makes of a list, given its last part."""
