"""What is said of an edited file: facts changed, added, gone; wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial

from escalade.templates.checks.comparison import Difference
from escalade.templates.checks.document import shorten
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.workflow.values.errors import Message, Messages, Series

_short = partial(shorten, most=120)


def record_is_said(case: Case) -> Iterator[CheckRemark]:
    """What the record says is said as it is.

    That is: names, days, figures, symbols, quotations, outcomes, requests.
    """
    yield from _remarks(case, "changed", "dated")


def facts_are_on_record(case: Case) -> Iterator[CheckRemark]:
    """No fact stands in a paper that no record supports."""
    yield from _remarks(case, "added")


def facts_are_kept(case: Case) -> Iterator[CheckRemark]:
    """The facts on record stand in the paper, unless left out on purpose."""
    yield from _remarks(case, "cut")


def requests_and_outcomes_are_kept(case: Case) -> Iterator[CheckRemark]:
    """Requests, outcomes and topics stand in it, unless left out on purpose."""
    yield from _remarks(case, "given up")


def nothing_is_added(case: Case) -> Iterator[CheckRemark]:
    """No sentence stands in a paper that no record supports."""
    yield from _remarks(case, "new")


def words_are_kept(case: Case) -> Iterator[CheckRemark]:
    """The words of the record are those of the paper, in their order."""
    yield from _remarks(case, "wording", "moved")


def _remarks(case: Case, *kinds: str) -> Iterator[CheckRemark]:
    for document in case:
        for one in case.differences.get(document.name, ()):
            if one.kind in kinds:
                yield CheckRemark(document, one.place, _said(one), _record_of(one))


def _record_of(one: Difference) -> str:
    return next((record for _, record in one.facts if record), next(iter(one.records), ""))


def _said(one: Difference) -> str:
    facts = Series(f"“{fact.strip('“”')}”{f' ({record})' if record else ''}" for fact, record in one.facts)
    changed = one.kind == "changed"
    drawn, found = _differing(one.drawn, one.found) if changed else (_short(one.drawn), _short(one.found))
    told = SENTENCES[one.kind]({"drawn": drawn, "found": found}, facts)
    return Messages(*filter(None, told))


CORRECT = Message("Correct the record, or the file.")
SENTENCES: dict[str, Callable[[dict[str, str], Series], tuple[str, ...]]] = {
    "dated": lambda texts, _: (
        Message("The paper bears the day of its issue, {drawn}, and the file does not.", **texts),
        Message("Write it in the file, or give the day that stands there as that of the issue (--on)."),
    ),
    "changed": lambda texts, facts: (
        Message("The record has “{drawn}”, and the file “{found}”.", **texts),
        Message("In question: {facts}.", facts=facts) if facts else "",
        CORRECT,
    ),
    "added": lambda texts, facts: (
        Message("No record supports {facts}, which was added here: “{found}”.", facts=facts, **texts),
        CORRECT,
    ),
    "new": lambda texts, _: (Message("No record supports “{found}”; it is text of the secretariat.", **texts),),
    "wording": lambda texts, _: (
        Message("“{drawn}” was worded anew: “{found}”.", **texts)
        if texts["found"]
        else Message("“{drawn}” is no longer in the file.", **texts),
    ),
    "moved": lambda texts, _: (Message("“{drawn}” stands elsewhere than the record has it.", **texts),),
    "cut": lambda texts, facts: (
        Message("“{drawn}” is no longer in the file.", **texts),
        Message("With it goes: {facts}.", facts=facts) if facts else "",
    ),
}
"""By what differs, how a finding says it: with what the paper and the file have, and the facts."""
SENTENCES["given up"] = SENTENCES["cut"]


def record_says_so_still(case: Case) -> Iterator[CheckRemark]:
    """What an issued paper says is still what the record says of its day."""
    for document in case:
        for one in case.overtaken.get(document.name, ()):
            yield CheckRemark(document, one.place, _said_by_now(one), _record_of(one))


def _said_by_now(one: Difference) -> str:
    """Say what the record has otherwise since the issue, and what is due."""
    if not one.drawn:
        return Message(
            "The record no longer says “{found}”: issue a corrigendum or a revision.", found=_short(one.found)
        )
    drawn, found = _differing(one.drawn, one.found) if one.found else (_short(one.drawn), "")
    if not found:
        return Message("The record says “{drawn}” by now: issue a corrigendum or a revision.", drawn=drawn)
    return Message(
        "The record says “{drawn}” by now, and the paper “{found}”: issue a corrigendum or a revision.",
        drawn=drawn,
        found=found,
    )


def _differing(drawn: str, found: str) -> tuple[str, str]:
    """The words in which two texts differ, with a word on either side."""
    first, second = drawn.split(" "), found.split(" ")
    codes = [code for code in SequenceMatcher(None, first, second, autojunk=False).get_opcodes() if code[0] != "equal"]
    if not codes or len(first) == 1:
        return _short(drawn), _short(found)
    _, begin, _, start, _ = codes[0]
    _, _, end, _, stop = codes[-1]
    around = (
        " ".join(words[max(0, at - 1) : to + 1]) for words, at, to in ((first, begin, end), (second, start, stop))
    )
    shown = tuple(map(_short, around))
    return shown[0], shown[1]
