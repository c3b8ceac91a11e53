"""Arabic grammar: definite names, the dual and plurals, and gender.

They are read from the words, since names are data. A name in Latin letters
takes no article, is masculine, and stands behind a word of its own where a
preposition would have to be attached.
"""

from __future__ import annotations

import re

from babel import Locale

from escalade.templates.languages.spoken import isolate
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact

_GROUP = "الفريق"
"""What papers call the body, and what its acronym stands behind, unless it has its own noun."""
_ARTICLE = "ال"
_ARABIC = re.compile(r"[\u0621-\u064a]")
_FEMININE_ENDING = "ة"
_ITS, _HERS = "\u0647", "\u0647\u0627"
"""What is attached to a thing of the group: its own, by the gender of its noun."""
_FIRST = {"الأول": "الأولى"}
_ALL = frozenset({"جميع", "كل", "كافة"})
_ALONE = ("وحد", "فقط", "حصر", "دون")
"""How words begin that say of members that it is for these alone: *wahdahum*, *faqat*, *hasran*, *duna*."""
_INVARIABLE = "ين"
"""How the tens end, which are the same with a noun of either gender."""


def al(name: Printable, group: Printable | None = None) -> Printable:
    """A name, definite; an acronym stands behind the noun of the group.

    A name of several words is definite by its last, or as it is given; a noun
    of ours with its adjective by both. What stands in brackets behind a name,
    as the form of a hearing does, is none of it.
    """
    if isinstance(name, TracedFact) and name.noun:
        return name.reword(f"{al(group) if group else _GROUP} {isolate(name.text)}")
    if name.article is not None:
        return name.reword(f"{name.article}{name.text}")
    noun, bracket, behind = name.text.partition(" (")
    words = noun.split(" ")
    may_be_bare = len(words) == 1 or isinstance(name, SaidSentence)
    is_bare = may_be_bare and all(_is_arabic(word) and not word.startswith(_ARTICLE) for word in words)
    return name.reword(" ".join(f"{_ARTICLE}{word}" for word in words) + bracket + behind) if is_bare else name


def li(name: Printable, group: Printable | None = None) -> Printable:
    """A name after the preposition *li*, which is attached to it.

    Three letters *lam* never stand side by side: للجنة.
    """
    text = al(name, group).text
    if not _is_arabic(text):
        return name.reword(f"لدى {isolate(text)}")
    if not text.startswith(_ARTICLE):
        return name.reword(f"ل{text}")
    return name.reword(f"ل{text[2:]}" if text[2:].startswith("ل") else f"لل{text[2:]}")


def issuer(name: Printable) -> Printable:
    """The body that adopted a text, behind its citation."""
    return li(name) if _is_arabic(name.text) else name.reword(f"({isolate(name.text)})")


def construct(office: Printable) -> Printable:
    """The title of an office before the name of the body it belongs to."""
    before, space, last = office.text.rpartition(" ")
    return office.reword(before + space + last.removeprefix(_ARTICLE))


def of_it(meetings: Printable, group: Printable) -> Printable:
    """Definite meetings as those of the group: *its ninth meeting*."""
    its = _HERS if is_feminine(group) else _ITS
    noun, space, rest = meetings.text.partition(" ")
    stem = noun.removeprefix(_ARTICLE)
    return meetings.reword(f"{stem[:-1] if stem.endswith(_INVARIABLE) else stem}{its}{space}{rest}")


def is_feminine(name: Printable, group: Printable | None = None) -> bool:
    """Whether the first noun of a name is feminine, as far as it shows.

    An acronym stands behind the noun of the group, and goes with that.
    """
    if isinstance(name, TracedFact) and name.noun:
        return group is not None and is_feminine(group)
    if name.gender:
        return name.gender == "feminine"
    return name.text.split(" ", maxsplit=1)[0].endswith(_FEMININE_ENDING)


def feminine(ordinal: TracedFact) -> TracedFact:
    """An ordinal as it stands with a feminine noun."""
    if not _is_arabic(ordinal.text):
        return ordinal
    words = (
        word if word.endswith(_INVARIABLE) else _FIRST.get(word, f"{word}{_FEMININE_ENDING}")
        for word in ordinal.text.split(" ")
    )
    return ordinal.reword(" ".join(words))


def feminine_count(count: TracedFact) -> TracedFact:
    """A number of three to ten before a feminine noun: it loses its ending."""
    return count.reword(count.text.removesuffix(_FEMININE_ENDING))


def count_noun(things: Printable, *, other: str, **forms: str) -> Printable:
    """What goes with a number, by the plural rules of Arabic.

    A fact is a number; of a list, the facts are counted, unless it says the
    number itself, as it does of many. `{}` in a form stands for the number or
    the list as it is worded.

    Args:
        things: what is counted.
        other: the form where no other is given.
        forms: by the name of the rule: zero, one, two, few, many.
    """
    if isinstance(things, SaidSentence) and things.key.endswith("_counted"):
        return things.reword(other.format(things.text))
    number = len(things.facts) if isinstance(things, SaidSentence) else int(str(things.value))
    form = forms.get(Locale("ar").plural_form(number), other)
    return things.reword(form.format(things.text))


def names_some(members: Printable) -> bool:
    """Whether words name certain members, without saying “alone” of them."""
    first, *others = members.text.split(" ")
    return not members.others and first not in _ALL and not any(word.startswith(_ALONE) for word in (first, *others))


def _is_arabic(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    return bool(_ARABIC.match(first))
