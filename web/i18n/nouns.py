"""The sentences of the pages in the nouns of a body of another kind.

`locale/LANG/nouns.toml` lists every form of our nouns that the catalogues of
the language have, and how the body's own noun is put there: in which number,
with which filters of the papers. What stands beside a noun and goes with its
gender is listed too: articles, adjectives, participles.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from markupsafe import Markup

from escalade.services.views.nouns import KEPT, OFFICE, SUPERIOR, names_of, replace_words, words_of_ours
from escalade.services.views.text import text_in
from escalade.templates.languages.grammar import FILTERS
from escalade.templates.languages.noun import GivenForms, replace_nouns
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.web.i18n.language import Catalogue, catalogue
from escalade.web.i18n.term import MEETINGS, terms
from escalade.workflow.motions import Constitute
from escalade.workflow.motions.body import Noun, Nouns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalade.templates.values.fact import Printable
    from escalade.web.i18n.wording import Wording

_PLACE = re.compile(r"{(?P<number>one|many)(?::(?P<filter>\w+)(?:, (?P<general>[^}]*))?)?}")
"""Where the noun stands in a template, in a case, and behind which general word a foreign name does."""
_VOWEL = re.compile("[aeiouyhâàéèêëîïôûœ]", re.IGNORECASE)
SOURCE = "en"
"""The language in which sentences are written, and our nouns found as terminals find them."""
LISTED = "es"
"""A language whose catalogue lists our sentences, as that of their own has none."""
NAMED = ("nouns", "superior_body", "office_titles")
"""The fields of a constitution that say what the body calls its things."""
_CHARTER = "body#1"
"""The record that the nouns rest on, as pages do not ask."""


ALONE = "="
"""Before a form that is a whole sentence, such as a heading."""
CONTEXT = "|"
"""Behind what is only looked at, to tell forms that are spelt alike."""


class OwnWord(NamedTuple):
    """How the body's noun stands for one form of one of ours."""

    kind: str
    """What it stands for: consultation, hearing and so on."""
    template: str
    """The noun there: `{one}`, `{many}`, `{one:genitive}`, or a name in one with a general word."""
    context: str = ""
    """What stands before it and stays."""

    @property
    def is_plural(self) -> bool:
        """Whether several are meant."""
        return "{many" in self.template


class NounTable(NamedTuple):
    """The nouns of a language's sentences."""

    pattern: re.Pattern[str]
    """Finds a form with what goes with it, or what stays as it is."""
    words: Mapping[str, OwnWord]
    before: Mapping[str, str | list[str]]
    """What stands before: a filter that makes its like, or its forms by gender."""
    after: Mapping[str, list[str]]
    """What stands behind, by gender: masculine, feminine, and a third that the language has."""
    agrees_in_plural: bool
    """Whether what goes with a noun goes with several too."""


@cache
def noun_table(language: str) -> NounTable:
    """Read the table of a language."""
    table = tomllib.loads(files("escalade.web").joinpath("locale", language, "nouns.toml").read_text("utf-8"))
    words = {
        form.replace(CONTEXT, ""): OwnWord(kind, template, form.partition(CONTEXT)[0] if CONTEXT in form else "")
        for kind, forms in table["nouns"].items()
        for form, template in forms.items()
    }
    return NounTable(
        _pattern(table, words),
        words,
        table.get("before", {}),
        table.get("after", {}),
        not table.get("invariable_plural"),
    )


def _pattern(table: Mapping[str, Any], words: Iterable[str]) -> re.Pattern[str]:
    edge, end = ("", "") if table.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
    alone = _any(word.removeprefix(ALONE) for word in words if word.startswith(ALONE))
    ours = _any(word for word in words if not word.startswith(ALONE))
    before, after = _any(table.get("before", {})), _any(table.get("after", {}))
    kept = KEPT.replace("“", f"[{table.get('quotes', '“”')[0]}]\\s?").replace("”", table.get("quotes", "“”")[1])
    stays = "|".join((kept, *table.get("kept", ())))
    return re.compile(
        rf"(?P<kept>{stays})|\A(?P<alone>{alone})\Z|{edge}(?:(?P<before>{before}) ?)?{edge}(?P<ours>{ours})"
        rf"{end}(?P<after>(?:{after}){end})?",
        re.IGNORECASE,
    )


def _any(texts: Iterable[str]) -> str:
    """Any of some texts, the longest first; nothing where there are none."""
    return "|".join(map(_exactly, sorted(texts, key=len, reverse=True))) or r"(?!)"


def _exactly(text: str) -> str:
    """A text in either case; one with a capital letter, such as the Group, only with it."""
    return re.escape(text) if text == text.lower() else f"(?-i:{re.escape(text)})"


@cache
def our_terms() -> frozenset[str]:
    """The terms of the procedure, translated or not."""
    return frozenset(terms())


class OwnSentences(Catalogue):
    """The sentences of a language, in the nouns of a body."""

    def __init__(self, language: str, constitution: Constitute) -> None:
        """Read what the body calls its things."""
        super().__init__()
        self._constitution, self._whole = constitution, catalogue(language)
        listed = catalogue(LISTED) if language == SOURCE else self._whole
        self._catalog = listed._catalog  # noqa: SLF001  # every sentence of ours that is translated
        self._filters, self._language = FILTERS[language], language
        given = constitution.nouns.by_name if constitution.nouns else {}
        spoken = tongue(language)
        own = {kind: GivenForms(forms, _CHARTER) for kind, forms in given.items()}
        self._nouns = replace_nouns(spoken.nouns, spoken.pack, language, own)
        self._names = {kind: _name(name, language) for kind, name in names_of(constitution).items() if name}
        self._reworded = lru_cache(self._reword)

    def gettext(self, message: str) -> str:
        """A sentence in the language and the nouns of the body.

        What is not ours, such as a fact, stays as it is.
        """
        return self.ugettext(message) if message in self._catalog or message in our_terms() else message

    def ugettext(self, message: str) -> str:
        """A sentence of ours, in English where it has no translation.

        Jinja asks for it by this name.
        """
        if self._language != SOURCE and message not in self._catalog:
            return self._in_english.ugettext(message)
        return self._reworded(self._whole.gettext(message))

    @cached_property
    def _in_english(self) -> OwnSentences:
        return OwnSentences(SOURCE, self._constitution)

    def reword(self, text: str) -> str:
        """A text of ours, its facts filled in, in the nouns of the body."""
        return self._reword(text)

    def _reword(self, text: str) -> str:
        if self._language == SOURCE:
            return replace_words(text, self._plain, words_of_ours(typed_acts=False))
        return noun_table(self._language).pattern.sub(self._replaced, text)

    def _noun(self, kind: str, *, many: bool) -> Printable | None:
        """The body's noun; None where it has none."""
        if kind in {SUPERIOR, OFFICE}:
            return self._names.get(kind)
        forms = self._nouns[kind]
        return (forms.many if many else forms.one) if forms.own else None

    def _plain(self, kind: str, *, many: bool) -> str:
        return str(self._noun(kind, many=many) or "")

    def _replaced(self, found: re.Match[str]) -> str:
        """The body's noun for one of ours, with what goes with it."""
        table = noun_table(self._language)
        ours = f"{ALONE}{found['alone']}" if found["alone"] else found["ours"]
        word = (table.words.get(ours) or table.words[ours.lower()]) if ours else None
        noun = self._noun(word.kind, many=word.is_plural) if word else None
        if word is None or noun is None:
            return found[0]
        before, after = found["before"] or "", found["after"] or ""
        if word.context:  # what stands before that goes with another word
            said = f"{before} {ours[: len(word.context)]}{self._put(noun, word.template)}".lstrip()
        elif word.is_plural and not table.agrees_in_plural:
            return f"{before} {self._put(noun, word.template)}{after}".lstrip()
        else:
            said = self._with_before(noun, table.before.get(before.lower(), ""), word.template)
        is_first = found[0][0].isupper() and (word.kind not in self._names or not found.start())
        said = f"{said[0].upper()}{said[1:]}" if is_first else said
        return said + self._agreed(noun, table.after.get(after.lower(), [after]))

    def _with_before(self, noun: Printable, before: str | list[str], template: str) -> str:
        """The noun as its template puts it, behind what stands before it."""
        if isinstance(before, str):
            return self._put(self._filters[before](noun) if before else noun, template)
        return f"{self._agreed(noun, before)} {self._put(noun, template)}"

    def _put(self, noun: object, template: str) -> str:
        """A noun in a template, in the case that this names."""

        def place(found: re.Match[str]) -> str:
            """Put the noun that a placeholder stands for."""
            general = (found["general"],) if found["general"] else ()
            return str(self._filters[found["filter"]](noun, *general) if found["filter"] else noun)

        return _PLACE.sub(place, template)

    def _agreed(self, noun: Printable, forms: list[str]) -> str:
        """The form that goes with the gender of a noun."""
        if len(set(forms)) == 1:
            return forms[0]
        if self._language == "fr" and forms[2:]:
            forms = [forms[0], forms[2] if _VOWEL.match(str(noun)) else forms[1]]
        return str(self._filters["ending"](noun, *forms))


def _name(name: Mapping[str, str], language: str) -> TracedFact:
    """The name of the level above, or of an office, in a language or in another."""
    other = None if language in name else next(tag for tag in ("en", *name) if tag in name)
    return TracedFact(name, (_CHARTER,), text_in(name, language), other=other, article="" if other else None)


def key_of(constitution: Constitute | None) -> bytes:
    """A key for what a body calls its things; empty for our nouns."""
    if constitution is None or constitution.nouns is None:
        return b""
    return msgspec.json.encode({name: getattr(constitution, name) for name in NAMED})


@lru_cache(maxsize=32)
def sentences_in(language: str, key: bytes) -> Catalogue:
    """The sentences of a language, in the nouns of a body."""
    return OwnSentences(language, msgspec.json.decode(key, type=Constitute)) if key else catalogue(language)


@lru_cache(maxsize=32)
def sentences_in_form(language: str, form: str) -> OwnSentences | None:
    """The sentences on a virtual or hybrid meeting; none for one in person."""
    called = tongue(language).pack.nouns["hearing"].forms.get(form)
    noun = Noun(one=called) if called else None
    return OwnSentences(language, Constitute(nouns=Nouns(hearing={language: noun}))) if noun else None


def say_in_form(text: str, form: str, said: Wording) -> str:
    """Say a sentence of ours on a hearing for the form of that.

    Where the body has a noun of its own for it, the form stands behind.
    """
    sentences = sentences_in_form(said.language, form)
    reworded = sentences.reword(text) if sentences else text
    if sentences and reworded == text:
        reworded = f"{text}{said.marks.gap}{said.term(MEETINGS[form])}{said.marks.stop.rstrip()}"
    return Markup(reworded) if isinstance(text, Markup) else reworded  # noqa: S704  # as marked as it came
