"""Nouns of a body, or else of the language, and what it calls States."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from escalade.templates.languages.pack import AVAILABLE, Pack, read_file
from escalade.templates.languages.typography import set_text
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.workflow.motions import Noun

_FIRST_MENTION = {"open": "consultation"}
"""Nouns of ours that stand for one of the body's in another place: an open consultation, the consultation."""

_NAMES = {"purpose": "consultation"}
"""Nouns of ours that name what another noun stands for: the topic of the next consultation."""


class NounForms(NamedTuple):
    """A noun as sentences use it."""

    one: Printable
    many: Printable
    own: bool = False
    """Whether it is the body's, or stands for ours beside it."""


class GivenForms(NamedTuple):
    """A noun of a body in its languages, with the record that gave it."""

    forms: Mapping[str, Noun]
    record: str


Nouns = dict[str, NounForms]
"""By what they stand for: consultation, purpose, hearing and so on."""


def read_nouns(pack: Pack) -> Nouns:
    """The nouns of a language, for a body that has none."""
    return {
        kind: NounForms(SaidSentence(f"noun.{kind}", usual.one), SaidSentence(f"noun.{kind}", usual.many))
        for kind, usual in pack.nouns.items()
    }


def replace_nouns(usual: Nouns, pack: Pack, language: str, given: Mapping[str, GivenForms]) -> Nouns:
    """The nouns of a language, those of a body in their place.

    A noun that has no form in the language stands in quotation marks behind a
    general word, and so does one whose plural is not known.

    Args:
        usual: those of the language.
        pack: its small words, the general ones among them.
        language: its tag.
        given: by what they stand for, the body's.
    """
    own = {kind: _forms(forms, record, pack, language, kind) for kind, (forms, record) in given.items()}
    for kind, other in _NAMES.items():
        if other in own and kind not in own:
            plain = SaidSentence(f"noun.{kind}", pack.nouns[kind].plain)
            own[kind] = NounForms(plain, plain, own=True)
    return {kind: own.get(_FIRST_MENTION.get(kind, kind), forms) for kind, forms in usual.items()}


def nouns_in_form(nouns: Nouns, pack: Pack, form: str) -> Nouns:
    """The nouns where a hearing is held in a form, virtual or hybrid."""
    usual, now = pack.nouns["hearing"], nouns["hearing"]
    if form not in usual.forms:
        return nouns
    if now.own:
        one, many = (noun.reword(usual.own_forms[form].format(noun.text)) for noun in (now.one, now.many))
    else:
        one = many = SaidSentence("noun.hearing", usual.forms[form])
    return nouns | {"hearing": NounForms(one, many, own=True)}


def _forms(forms: Mapping[str, Noun], record: str, pack: Pack, language: str, kind: str) -> NounForms:
    tag = next(name for name in (language, "en", *forms) if name in forms)
    noun, general = forms[tag], pack.nouns[kind]
    other = None if tag == language else tag
    gender, article = (noun.gender or "", noun.article) if other is None else (general.gender, None)

    def fact(text: str) -> TracedFact:
        """Give a form of the noun as a fact."""
        value = {name: form.one for name, form in forms.items()}
        return TracedFact(value, (record,), text, other=other, kind="noun", gender=gender, article=article)

    one = general.general.format(noun.one) if other else noun.one
    many = noun.many if noun.many and not other else general.generals.format(noun.many or noun.one)
    return NounForms(fact(one), fact(many), own=True)


NO_STATE = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


@cache
def _ours() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(read_file("languages/states.toml"))


@cache
def _territories(language: str) -> Mapping[str, str]:
    names = ((code, str(name)) for code, name in Locale(language).territories.items())
    return {code: name for code, name in names if len(code) == len("XX") and code.isalpha() and code not in NO_STATE}


@cache
def find_states(language: str) -> Mapping[str, str]:
    """The codes of States and territories by their names in a language."""
    names = _territories(language).items()
    found = {name.replace(" & ", " and ").replace("St. ", "Saint "): code for code, name in names}
    found |= _ours()["also"][language] | {name: code for code, name in _ours()[language].items()}
    return {name.replace("\u2019", "'"): code for name, code in found.items()}


def call_state(name: str, language: str) -> str | None:
    """What a State named in another language is called in this one.

    None for what is no State, and for one that was named in this language.

    >>> call_state("Syrian Arab Republic", "fr")
    'République arabe syrienne'
    """
    bare = name.replace("\u2019", "'")
    code = next((found[bare] for found in map(find_states, (language, *AVAILABLE)) if bare in found), None)
    if code is None or bare in find_states(language):
        return None
    return set_text(_ours()[language].get(code, _territories(language)[code]), language)
