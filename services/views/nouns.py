"""Put a body's own nouns into sentences, for terminals and pages.

The sentences of the program are written in its own nouns. In the register of
a body that has others, those stand in their place: in templates, before facts
are filled in, so that no text of a record is touched.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from escalade.services.views.text import text_in
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.message import Message, Messages, Phrase, Series, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from escalade.workflow.motions import Constitute
    from escalade.workflow.perform import Outcome
    from escalade.workflow.planning import PlanLine
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.values.errors import EscaladeError
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
    r"--[a-z][a-z-]*|“escalade [^”]*”|\bsession[/=]\w+|\bbody, meeting (?:or|ou) session\b"
    r"|\b(?:your|present) session\b|%\(\w+\)s|{\w+}"
)
"""What stays: what is typed, the sessions of whoever is signed in, the places of facts."""
TYPED_FACT = "field"
"""The fact of a message that names what is typed."""
_VOWEL = "aeiou"


@cache
def words_of_ours(*, typed_acts: bool) -> re.Pattern[str]:
    """Find our words, and what stays; acts in brackets where they are typed."""
    acts = rf"\((?:{'|'.join(MOTIONS)})\)|" if typed_acts else ""
    found = "|".join(GROUP if word == "group" else word for word in OURS)
    ours = rf"(?:\b(?P<article>an?) )?\b(?P<ours>{found})\b"
    return re.compile(rf"{KEPT}|{acts}{ours}", re.IGNORECASE)


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
    """Say a message in the nouns of a body.

    Its facts stay, and so does what is typed.
    """
    words = words_in(constitution)
    return _sentence(said, words) if words and isinstance(said, Phrase) else said


def words_in(constitution: Constitute | None) -> Callable[[str], str] | None:
    """Give what rewords templates; nothing for a body without such nouns."""
    if constitution is None or constitution.nouns is None:
        return None
    names = names_of(constitution)

    def own(kind: str, *, many: bool) -> str:
        """Give the body's noun, or the own one."""
        return text_in(names[kind] if kind in names else own_noun(constitution, kind, many=many))

    return lambda template: replace_words(template, own, words_of_ours(typed_acts=True))


def text_in_nouns(text: str, constitution: Constitute | None) -> str:
    """Say a sentence of ours that has no facts in the nouns of a body."""
    words = words_in(constitution)
    return words(text) if words else text


def columns_in_nouns(columns: tuple[str, ...], constitution: Constitute | None) -> tuple[str, ...]:
    """The columns of a table that people read, in the nouns of a body."""
    return tuple(text_in_nouns(one, constitution) for one in columns)


def causes_in_nouns(causes: Iterable[Cause], constitution: Constitute | None) -> tuple[Cause, ...]:
    """Causes in the nouns of a body."""
    return tuple(replace(one, sentence=in_nouns(one.sentence, constitution)) for one in causes)


def outcome_in_nouns(outcome: Outcome, constitution: Constitute | None) -> Outcome:
    """Put the warnings of an outcome into the nouns of a body."""
    return outcome._replace(warnings=causes_in_nouns(outcome.warnings, constitution))


def error_in_nouns(error: EscaladeError, constitution: Constitute | None) -> str:
    """Say an error in the nouns of a body."""
    sentence = in_nouns(error.args[0], constitution)
    return f"{error.where}: {sentence}" if error.where else str(sentence)


def with_nouns(line: PlanLine, constitution: Constitute | None) -> PlanLine:
    """A line of a plan as the body would call it."""
    return replace(line, what=text_in_nouns(line.what, constitution))


def _sentence(said: str, words: Callable[[str], str]) -> str:
    """A sentence, or several, with its templates reworded."""
    if isinstance(said, Messages):
        return said.joint.join(_sentence(one, words) for one in map(str, said.items))
    return str(_fact(said, words)) if isinstance(said, Phrase) else words(said)


def _fact(fact: object, words: Callable[[str], str]) -> object:
    """A part of a sentence, reworded where it is a sentence or a term."""
    if isinstance(fact, Message):
        facts = {name: part if name == TYPED_FACT else _fact(part, words) for name, part in fact.facts.items()}
        return words(fact.template).format_map(facts)
    if isinstance(fact, Series):
        return fact.joint.join(str(_fact(one, words)) for one in fact.items)
    return words(fact) if isinstance(fact, Word) and fact not in MOTIONS else fact


def replace_words(text: str, own: Callable[..., str], pattern: re.Pattern[str]) -> str:
    """Put what a body calls its things in place of our words.

    Args:
        text: an English template.
        own: gives the body's noun for one of ours, or nothing where it has none.
        pattern: finds our words, and what is typed.
    """

    def put_noun(found: re.Match[str]) -> str:
        """Put the body's noun for ours."""
        ours = found["ours"]
        kind, many = OURS.get((ours or "").lower(), ("", False))
        noun = own(kind, many=many) if kind else ""
        if not noun:
            return found[0]
        if found["article"]:
            noun = f"{'an' if noun[0].lower() in _VOWEL else 'a'} {noun}"
        return f"{noun[0].upper()}{noun[1:]}" if found[0][0].isupper() else noun

    return pattern.sub(put_noun, text)
