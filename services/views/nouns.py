"""Put a body's own nouns into sentences, for terminals and pages.

The sentences of the program are written in its own nouns. In the register of
a body that has others, those stand in their place: in templates, before facts
are filled in, so that no text of a record is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from escalade.services.views.text import text_in
from escalade.workflow.motions import MOTIONS, Constitute
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import Message, Messages, Phrase, Series, Word

if TYPE_CHECKING:
    from escalade.workflow.values.remedy import Cause

PURPOSE, SUPERIOR, OFFICE = "purpose", "superior body", "council-secretariat"
"""What is no common noun, and has its article or none."""
GROUP = "(?-i:Group)"
"""The body itself, which has a capital letter; groups of States have none."""
OURS = {
    "the topic of the next consultation": (PURPOSE, False),
    "consultations": ("consultation", True),
    "consultation": ("consultation", False),
    "physical meetings": ("hearing", True),
    "physical meeting": ("hearing", False),
    "hearing": ("hearing", False),
    "physical": ("hearing", False),
    "online phase": ("online", False),
    "online": ("online", False),
    "sittings": ("sitting", True),
    "sitting": ("sitting", False),
    "sessions": ("session", True),
    "session": ("session", False),
    "rounds": ("round", True),
    "round": ("round", False),
    "council secretariat": (OFFICE, False),
    "council-secretariat": (OFFICE, False),
    "council": (SUPERIOR, False),
    "group": ("group", False),
}
"""Our words, the longest first, with what they stand for, and whether they are several."""
KEPT = (
    r"--[a-z][a-z-]*|“escalade [^”]*”|\bsession[/=]\w+|\bbody, meeting or session\b"
    r"|\b(?:your|present) session\b|%\(\w+\)s|{\w+}"
)
"""What stays: what is typed, the sessions of whoever is signed in, the places of facts."""
TYPED_FACT = "field"
"""The fact of a message that names what is typed."""
_VOWEL = "aeiou"


def own_noun(constitution: Constitute | None, kind: str, *, many: bool = False) -> dict[str, str]:
    """The body's noun for a thing, by language; empty for one of ours."""
    given = constitution.nouns.by_name if constitution and constitution.nouns else {}
    return {tag: (noun.many if many else "") or noun.one for tag, noun in given.get(kind, {}).items()}


def noun_or(standing: Standing, kind: str, usual: str, language: str | None = None, *, many: bool = False) -> str:
    """The body's noun for a thing, in one of its languages; else our word."""
    return text_in(own_noun(standing.body.constitution(), kind, many=many), language) or usual


def names_of(constitution: Constitute) -> dict[str, Mapping[str, str]]:
    """The names that stand for the Council and its secretariat."""
    return {SUPERIOR: constitution.superior_body, OFFICE: constitution.office_titles.get(OFFICE, {})}


def in_nouns(said: str, constitution: Constitute | None) -> str:
    """Say a message in the nouns of a body; facts and what is typed stay."""
    if constitution is None:
        return said
    names = names_of(constitution)

    def own(kind: str, *, many: bool) -> str:
        return text_in(names[kind] if kind in names else own_noun(constitution, kind, many=many))

    return str(_say(said, lambda template: replace_words(template, own, typed_acts=True)))


def columns_in_nouns(columns: tuple[str, ...], constitution: Constitute | None) -> tuple[str, ...]:
    """The columns of a table that people read, in the nouns of a body."""
    return tuple(in_nouns(Word(one), constitution) for one in columns)


def causes_in_nouns(causes: Iterable[Cause], constitution: Constitute | None) -> tuple[Cause, ...]:
    """Causes in the nouns of a body."""
    return tuple(replace(one, sentence=in_nouns(one.sentence, constitution)) for one in causes)


def _say(part: object, words: Callable[[str], str]) -> object:
    """A part of a message, reworded where it is a template or a word of ours."""
    if isinstance(part, Message):
        facts = {name: fact if name == TYPED_FACT else _say(fact, words) for name, fact in part.facts.items()}
        return words(part.template).format_map(facts)
    if isinstance(part, Series):  # of sentences, one without facts is a plain text; among facts, that is a fact
        items = map(_sentence, part.items) if isinstance(part, Messages) else part.items
        return part.joint.join(str(_say(one, words)) for one in items)
    return words(part) if isinstance(part, Word) and part not in MOTIONS else part


def _sentence(said: object) -> Phrase:
    return said if isinstance(said, Phrase) else Word(said)


@cache
def _ours(*, typed_acts: bool) -> re.Pattern[str]:
    """Find our words, and what stays; acts in brackets where they are typed."""
    acts = rf"\((?:{'|'.join(MOTIONS)})\)|" if typed_acts else ""
    found = "|".join(GROUP if word == "group" else word for word in OURS)
    return re.compile(rf"{KEPT}|{acts}(?:\b(?P<article>an?) )?\b(?P<ours>{found})\b", re.IGNORECASE)


def replace_words(template: str, own: Callable[..., object], *, typed_acts: bool) -> str:
    """Put what a body calls its things in place of our words.

    Args:
        template: an English one, before its facts are in it.
        own: gives the body's noun for one of ours, or nothing where it has none.
        typed_acts: whether acts in brackets are typed, and stay.
    """

    def put_noun(found: re.Match[str]) -> str:
        kind, many = OURS.get((found["ours"] or "").lower(), ("", False))
        noun = str((kind and own(kind, many=many)) or "")
        if not noun:
            return found[0]
        if found["article"]:
            noun = f"{'an' if noun[0].lower() in _VOWEL else 'a'} {noun}"
        return f"{noun[0].upper()}{noun[1:]}" if found[0][0].isupper() else noun

    return _ours(typed_acts=typed_acts).sub(put_noun, template)
