"""Rounds, meetings and records as typed: what reading commands are about.

Apart from what acts refer to, so that who only reads need not load them.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from escalade.models.reader import Reader
from escalade.workflow.motions.meeting import OF_MEETINGS
from escalade.workflow.values.errors import Message, Messages, RequestError, Series
from escalade.workflow.values.reference import find_similar, kind_of, round_of
from escalade.workflow.values.words import fold_text


class NoRoundError(RequestError):
    """A round is to be named, and another thing is."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        said = (
            "{reference} is no round, and one is to be named; its round is {round}."
            if kind_of(reference) == "topic"
            else "{reference} is no round, and one is to be named."
        )
        super().__init__(said, reference=reference, round=round_of(reference))


def gathering(word: str) -> str:
    """A meeting as it is typed, by its number or in full."""
    return word if word.startswith(("meeting/", "session/")) else f"meeting/{word}"


def record(word: str, reader: Reader) -> str:
    """A record in full; its subject may be shortened."""
    subject, mark, ordinal = word.rpartition("#")
    return f"{reader.resolve(subject)}#{ordinal}" if mark and subject else word


def find_round(word: str, reader: Reader) -> str:
    """A round that exists."""
    reference = reader.resolve(word)
    if kind_of(reference) != "round":
        raise NoRoundError(reference)
    return reference


def find_about(kind: str, word: str, reader: Reader) -> str:
    """What a paper is about: a round, a topic, or a meeting by its number."""
    if kind == "note":
        return find_round(word, reader)
    return reader.resolve(gathering(word) if kind in OF_MEETINGS else word)


class UnknownOfficerError(RequestError):
    """No officer, or more than one, is called so."""

    def __init__(self, name: str, fitting: Sequence[str], known: Sequence[str]) -> None:
        self.name, self.fitting = name, tuple(fitting)
        folded = {fold_name(officer): officer for officer in known}
        self.nearest = tuple(folded[near] for near in find_similar(fold_name(name), folded))
        if len(fitting) > 1:
            super().__init__(
                "“{name}” may mean {officers} or {last}; write the name in full.",
                name=name,
                officers=Series(fitting[:-1]),
                last=fitting[-1],
            )
        else:
            hint = (
                Message("Did you mean {nearest}?", nearest=Series(self.nearest, " or "))
                if self.nearest
                else Message("“escalade show body” names them.")
            )
            super().__init__(Messages(Message("No officer on record is called “{name}”.", name=name), hint))


class NobodyAppointedError(RequestError):
    """An office is to be given to somebody whose name is not at hand."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "An office is given to a person or a desk by name. An act of a chair who is not known is entered with "
                "--entered-for not-at-hand."
            )
        )


ALMOST = 0.8
"""How alike two names are of which one is taken for a slip of the other."""


def spell_officer(name: str, officers: Iterable[str]) -> str:
    """The officer meant by a name; one that is like no other stays as it is."""
    known = list(officers)
    fitting = officers_fitting(name, known)
    if len(fitting) > 1 or (not fitting and find_similar(fold_name(name), map(fold_name, known), cutoff=ALMOST)):
        raise UnknownOfficerError(name, fitting, known)
    return fitting[0] if fitting else name


def find_officer(name: str, officers: Iterable[str]) -> str:
    """The officer meant: exact, in other letters, or by a part of the name.

    A name that fits nobody, or several, is passed on as it is: the procedure
    refuses it.
    """
    fitting = officers_fitting(name, officers)
    return fitting[0] if name and len(fitting) == 1 else name


def officer_known(name: str, officers: Sequence[str]) -> str:
    """The officer meant, who must be one on record.

    Raises:
        UnknownOfficerError: the name fits nobody, or several.
    """
    fitting = officers_fitting(name, officers)
    if len(fitting) != 1:
        raise UnknownOfficerError(name, fitting, officers)
    return fitting[0]


def officers_fitting(name: str, officers: Iterable[str]) -> list[str]:
    """The officers whom a name may mean: the exact one before all others."""
    known, wanted = list(officers), fold_name(name)
    exact = [officer for officer in known if officer == name]
    accented = [officer for officer in known if not name.isascii() and officer.casefold() == name.casefold()]
    same = [officer for officer in known if fold_name(officer) == wanted]
    return exact or accented or same or [officer for officer in known if wanted and wanted in fold_name(officer)]


def fold_name(name: str) -> str:
    """A name without accents, capitals and hyphens, to tell officers by."""
    return " ".join(fold_text(name).replace("-", " ").split())


SURE = 4
"""From how many letters on a word may be a slip of another."""


@cache
def _states_of_the_world() -> dict[str, str]:
    """List names of States and territories in the official languages, by the folded name."""
    from babel import Locale  # slow, and only for names that the body does not list

    tongues = [Locale(tag).territories for tag in ("zh", "ar", "ru", "es", "fr", "en")]  # what English says wins
    names = [name.replace("St. ", "Saint ") for names in tongues for code, name in names.items() if code.isalpha()]
    return {fold_text(name): name for name in names}


def _find_states(name: str, listed: Mapping[str, str]) -> list[str]:
    """Find the States that a name is a slip of; none where a State is so called.

    Each of its words must be that of the State, or all but that from its first letter on.
    """
    folded, known = fold_text(name), {**_states_of_the_world(), **listed}
    if folded in known or fold_name(name) in known:
        return []
    near = find_similar(folded, (one for one in known if _is_alike(folded, one)), cutoff=ALMOST)
    return list(dict.fromkeys(known[one] for one in near))


def _is_alike(name: str, other: str) -> bool:
    words, others = name.split(), other.split()
    return len(words) == len(others) and all(
        one == two or (len(one) >= SURE and one[0] == two[0] and find_similar(one, [two], cutoff=ALMOST))
        for one, two in zip(words, others, strict=True)
    )


class MisspeltStateError(RequestError):
    """A State is all but called so."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        self.name, self.nearest = name, tuple(nearest)
        super().__init__(
            Messages(
                Message("No State is known here as “{name}”.", name=name),
                Message("Did you mean {nearest}?", nearest=Series(nearest, " or ")),
                Message("A name that is right as it stands goes on the body's list: amend-constitution --names-file."),
            )
        )


def find_speller(act: str, reader: Reader) -> Callable[[str], str]:
    """Find what spells States and groups as the body's list of names does.

    Who lifts an objection is called as it was when it was raised, slips included.
    """

    @cache
    def listed() -> dict[str, str]:
        constitution = reader.standing().body.constitution()
        return {fold_text(name): name for name in (constitution.names if constitution else ())}

    def spell(name: str) -> str:
        spelt = listed().get(fold_text(name))
        if spelt is None and act != "lift objection" and (near := _find_states(name, listed())):
            raise MisspeltStateError(name, near)
        return spelt or name

    return spell


UNQUOTABLE = frozenset('"$`\\!')
"""What double quotes do not make plain in a shell."""


def quote_word(word: str) -> str:
    """A word as it is typed: in double quotes where a shell needs any."""
    key, mark, value = word.partition("=")
    if mark and key.isascii() and key.replace("-", "").isalnum():
        return f"{key}={quote_word(value)}"
    safe = shlex.quote(word.replace("#", ""))
    plain = safe == word.replace("#", "") and not word.startswith("#")
    return word if plain else f'"{word}"' if not set(word) & UNQUOTABLE else shlex.quote(word)
