"""Whether a paper agrees with itself, in box and body: asks, dates, names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from escalade.templates.checks.citation import Citation, citations_in, dates_in
from escalade.templates.checks.document import BOX_PLACES, Document, DocumentPassage, plain
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.said import asks_in
from escalade.workflow.values.errors import Message, Messages, correct_line

_CAPITAL = r"[A-ZÀ-ÖØ-Þ\u0410-\u042f\u0401]"
_SMALL = r"[a-zß-öø-ÿ\u0430-\u044f\u0451]"
_ACRONYM = re.compile(
    rf"(?<![\d-])(?<!{_CAPITAL})(?<!{_SMALL})({_CAPITAL}{{2,8}})(?:-({_CAPITAL}?{_SMALL}{{2,}}))?(?!-?{_SMALL})"
)
_BRACKETED = re.compile(rf"\(({_CAPITAL}{{2,8}})(?:-\w+)?[),]")
SHORTEST = 3
"""Shorter ones may differ by a letter and both be right."""
LAST_WORDS = 4
"""How many words before an acronym are compared as its expansion."""
FARTHEST = 120
"""How far back they are looked for."""


class Acronym(NamedTuple):
    """An acronym, and what a hyphen adds to it."""

    letters: str
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.letters}-{self.suffix}" if self.suffix else self.letters


def acronyms_agree(case: Case) -> Iterator[CheckRemark]:
    """An acronym is spelt one way throughout."""
    for document in case:
        places, meant = _places(document), _expansions(document)
        alike: dict[tuple[str, str], list[Acronym]] = defaultdict(list)
        for acronym in places:
            for key in _keys(acronym, meant):
                alike[key].append(acronym)
        pairs = dict.fromkeys(pair for group in alike.values() for pair in combinations(group, 2))
        yield from (_remark(document, places, one, other) for one, other in pairs)


def _keys(acronym: Acronym, meant: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What two spellings of one have in common: what it stands for, all but two letters changed about, or but one."""
    letters, suffix = acronym
    if letters in meant:
        yield suffix, meant[letters]
    for place in range(len(letters)) if suffix and len(letters) >= SHORTEST else ():
        before, two = letters[:place], "".join(sorted(letters[place : place + 2]))
        yield suffix, f"{before}<{two}>{letters[place + 2 :]}"
        yield suffix, f"{before}_{letters[place + 1 :]}"


def _remark(
    document: Document, places: dict[Acronym, list[DocumentPassage]], one: Acronym, other: Acronym
) -> CheckRemark:
    """The rarer spelling, where it stands first, against the usual one."""
    usual, rare = sorted((one, other), key=lambda acronym: -len(places[acronym]))
    count = len(places[usual])
    what = (
        Message("“{rare}” is written here, and “{usual}” in {count} places.", rare=rare, usual=usual, count=count)
        if count > 1
        else Message("“{rare}” is written here, and “{usual}” elsewhere.", rare=rare, usual=usual)
    )
    return CheckRemark.at(document, places[rare][0], what)


def _places(document: Document) -> dict[Acronym, list[DocumentPassage]]:
    """Every acronym, and the passages in which it stands."""
    found: dict[Acronym, list[DocumentPassage]] = defaultdict(list)
    for passage in document.passages:
        for match in _ACRONYM.finditer(passage.text):
            found[Acronym(match[1], match[2] or "")].append(passage)
    return found


def _expansions(document: Document) -> dict[str, str]:
    """The words that each acronym is introduced by."""
    found = {}
    for passage in document.passages:
        for match in _BRACKETED.finditer(passage.text):
            before = passage.text[max(0, match.start() - FARTHEST) : match.start()].casefold().split()
            if len(before) > LAST_WORDS:
                found[match[1]] = " ".join(before[-LAST_WORDS:])
    return found


Cited = list[tuple[Citation, DocumentPassage]]
"""What is cited, and where first."""

SAID_BY_OTHERS = frozenset(
    {"report.view_on_choice", "report.take_position", "common.only_statement", "common.statement"}
)
"""The sentences of our papers that hold the words of a State or a group."""
INFINITIVES = {
    "note": Message("to take note"),
    "opinion": Message("to give an opinion"),
    "decide": Message("to decide"),
    "launch": Message("to launch"),
    "approve": Message("to approve"),
    "consider": Message("to consider"),
    "endorse": Message("to endorse"),
}
"""By kind of ask, how a finding names it."""


def asks_of(passages: Iterable[DocumentPassage]) -> dict[str, DocumentPassage]:
    """Each kind of ask, with the passage that asks it first."""
    found: dict[str, DocumentPassage] = {}
    for passage in passages:
        for ask in asks_in(passage.text, passage.lead):
            found.setdefault(ask.key, passage)
    return found


def asks_agree(case: Case) -> Iterator[CheckRemark]:
    """What is asked in the box is asked in the body, and the reverse."""
    for document in case:
        if document.part("action"):
            box = asks_of(document.part("action"))
            sections = (one for one in document.sections if one.kind != "introduction")  # where it introduces itself
            body = asks_of(passage for section in sections for passage in section.passages)
            for kind in (kind for kind in body if kind not in box):
                ask, place = INFINITIVES.get(kind, kind), body[kind].place
                what = Message("The body asks {ask}, and the box does not. See {place}.", ask=ask, place=place)
                yield CheckRemark(document, BOX_PLACES["action"], what, body[kind].record)
            for kind in (kind for kind in box if kind not in body):
                what = Message("The box asks {ask}, and the body does not.", ask=INFINITIVES.get(kind, kind))
                yield CheckRemark.at(document, box[kind], what)


def asks_are_understood(case: Case) -> Iterator[CheckRemark]:
    """What the box asks is understood, so that it can be compared."""
    for document in case:
        action = document.part("action")
        if action and not asks_of(action):
            what = Message("No ask was recognised in the box, so that none was compared.")
            yield CheckRemark.at(document, action[0], what)


def resolutions_are_listed(case: Case) -> Iterator[CheckRemark]:
    """The resolutions that are cited are those that the references list."""
    for document in case:
        references = document.part("references")
        listed = _cited(references)
        cited = _cited(document.citing if references else ())
        for citation, passage in _missing(cited, listed):
            what = Message("{citation} is cited, and the references do not list it.", citation=citation)
            yield CheckRemark.at(document, passage, Messages(what, _other(citation, listed) or _supply(document)))
        for citation, passage in _missing(listed, cited):
            what = Message("{citation} is listed, and nothing cites it.", citation=citation)
            yield CheckRemark.at(document, passage, Messages(what, _other(citation, cited)))


def _cited(passages: Iterable[DocumentPassage]) -> Cited:
    """List the citations of passages, each where it stands first; what a State says is its own matter."""
    found: dict[Citation, DocumentPassage] = {}
    for passage in passages:
        if passage.key not in SAID_BY_OTHERS:
            for citation in (*citations_in(passage.text), *_stated(passage)):
                found.setdefault(citation, passage)
    return list(found.items())


def _stated(passage: DocumentPassage) -> Iterator[Citation]:
    """The legal texts that a passage of ours cites, each by itself: a list of them may hide what they are."""
    for fact in passage.facts:
        if fact.kind == "citation" and isinstance(fact.value, Mapping):
            for text in fact.value.values():
                found = citations_in(plain(text))
                yield from (one for one in found if one.number in passage.text)


def _missing(some: Cited, others: Cited) -> Cited:
    return [(one, passage) for one, passage in some if not any(one.may_be(other) for other, _ in others)]


def _other(citation: Citation, others: Cited) -> str:
    same = [other for other, _ in others if (other.kind, other.number) == (citation.kind, citation.number)]
    return Message("There is {other} instead.", other=same[0]) if same else ""


def _supply(document: Document) -> str:
    """How a paper of ours comes to list it: by the constitution, or not at all."""
    how = Message(
        "“{line}” lists it, or correct the record that cites it.",
        line=correct_line("body#1", "--set texts.KEY.citation.LANGUAGE=TEXT"),
    )
    return how if document.is_ours else ""


def dates_agree(case: Case) -> Iterator[CheckRemark]:
    """A date in the box is that of the same event in the body."""
    for document in case:
        elsewhere = (*document.masthead, *document.body)
        known = {date for passage in elsewhere for date in dates_in(passage.text)}
        for passage in document.box_passages if document.sections else ():
            strange = [date for date in dates_in(passage.text) if date not in known]
            for date in strange:
                what = Message("The box gives {date}, and nothing else does.", date=date)
                yield CheckRemark.at(document, passage, what)
