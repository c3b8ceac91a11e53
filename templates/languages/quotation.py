"""Words that somebody typed, quoted or ended as a sentence of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from escalade.templates.languages.spoken import isolate
from escalade.templates.languages.typography import QUOTES, nest_quotes
from escalade.templates.values.fact import Printable

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
