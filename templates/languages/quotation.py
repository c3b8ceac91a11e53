"""Words that somebody typed, quoted or ended as a sentence of a language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from escalade.templates.languages.spoken import isolate
from escalade.templates.languages.typography import QUOTES, nest_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from escalade.templates.values.fact import Printable

_FINAL = (".", "?", "!", "…", "。", "\uff1f", "\uff01", "؟")


def quote_texts(language: str, texts: Iterable[Printable]) -> list[Printable]:
    """Each text in the quotation marks of a language."""
    keep = isolate if language == "ar" else str
    return [text.reword(_in_marks(language, keep(text.text))) for text in texts]


def cite(language: str, final: str, fact: Printable) -> Printable:
    """Quote words in angle marks, the full stop behind them.

    >>> from escalade.templates.values.fact import SaidSentence
    >>> cite("ru", "?!…", SaidSentence("words", "Да.")).text
    '«Да».'

    Args:
        language: of the marks.
        final: the marks at their end that the sentence ends with as well.
        fact: the words.
    """
    words = _strip_stop(fact.text)
    return fact.reword(f"«{nest_quotes(words, language)}»{'' if words.endswith(tuple(final)) else '.'}")


def end(fact: Printable, stop: str = ".", keep: Callable[[str], str] = str) -> Printable:
    """Words as a sentence of their own, the full stop behind them.

    >>> from escalade.templates.values.fact import SaidSentence
    >>> end(SaidSentence("words", "On the board")).text
    'On the board.'

    Args:
        fact: the words.
        stop: the full stop of the language.
        keep: what isolates the words from the stop, where they run otherwise.
    """
    return fact if is_sentence(fact) else fact.reword(f"{keep(fact.text)}{stop}")


def is_sentence(fact: Printable) -> bool:
    """Whether words that somebody typed end as a sentence does."""
    return fact.text.endswith(_FINAL)


def cite_whole(language: str, stop: str, fact: Printable) -> Printable:
    """Quote words whole; a full stop follows if they bring none.

    >>> from escalade.templates.values.fact import SaidSentence
    >>> cite_whole("zh", "。", SaidSentence("words", "同意。")).text
    '“同意。”'

    Args:
        language: of the marks.
        stop: the full stop of the language.
        fact: the words.
    """
    return fact.reword(f"{_quote(language, fact.text)}{'' if fact.text.endswith(_FINAL) else stop}")


def _strip_stop(words: str) -> str:
    """Words without the full stop at their end."""
    return words if words.endswith("..") else words.removesuffix(".").removesuffix("。")


def quote_inside(language: str, fact: Printable) -> Printable:
    """Quote words in the midst of a sentence.

    Some languages leave their full stop out there.

    >>> from escalade.templates.values.fact import SaidSentence
    >>> quote_inside("es", SaidSentence("words", "Sí.")).text
    '«Sí»'
    """
    return fact.reword(_quote(language, fact.text if language in _WHOLE else _strip_stop(fact.text)))


_WHOLE = frozenset({"en", "fr", "zh"})
"""The languages whose quotations keep the full stop of the words."""


def quote_foreign(language: str, fact: Printable) -> Printable:
    """Words of another language in the quotation marks of this one."""
    return fact.reword(_quote(language, fact.text)) if fact.others else fact


def _quote(language: str, words: str) -> str:
    """Words between the quotation marks of a language, those within them nested."""
    return _in_marks(language, nest_quotes(words, language))


def _in_marks(language: str, words: str) -> str:
    marks, space = QUOTES[language], "\u00a0" if language == "fr" else ""
    return f"{marks.opening}{space}{words}{space}{marks.closing}"


_CITED: dict[str, Callable[[Printable], Printable]] = {
    "ar": partial(cite, "ar", "؟?!…"),
    "en": partial(cite_whole, "en", "."),
    "es": partial(cite, "es", ""),
    "fr": partial(cite_whole, "fr", "."),
    "ru": partial(cite, "ru", "?!…"),
    "zh": partial(cite_whole, "zh", "。"),
}
_ENDED: dict[str, Callable[[Printable], Printable]] = {"zh": partial(end, stop="。"), "ar": partial(end, keep=isolate)}


def quoting(language: str) -> dict[str, Callable[..., object]]:
    """The filters by which sentences of a language print words of others.

    `cited` quotes them, `foreign` does where they are not translated, `ended` makes them a sentence,
    quoted where they are not translated; `in_quotes` quotes them in the midst of a sentence, `quoted` each of several.
    """
    cited, ended = _CITED[language], _ENDED.get(language, end)
    return {
        "cited": cited,
        "ended": lambda words: cited(words) if words.others else ended(words),
        "foreign": partial(quote_foreign, language),
        "in_quotes": partial(quote_inside, language),
        "quoted": partial(quote_texts, language),
    }
