"""Nouns of a body of its own, or else those of the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from escalade.templates.languages.pack import Pack
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
