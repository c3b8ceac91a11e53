"""The body in a paper: its name, whom it reports to, who chairs it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.fact import SaidSentence, facts_in
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from escalade.templates.papers.facts.view import View
    from escalade.templates.values.fact import Printable, TracedFact
    from escalade.templates.values.paper import MastheadRow, Paper

_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2069"))
_EDGES = {"ar": ("", r"(?!\w)"), "zh": ("", "")}
"""What stands around a noun, where that may be another letter."""


def full_name(view: View) -> TracedFact:
    """The name of the body, in full."""
    return _required(view.charter_text("name"), "name")


def group(view: View) -> TracedFact:
    """The body's acronym, in its one spelling; its name where it has none."""
    acronym, name = view.charter_text("acronym"), full_name(view)
    return replace(acronym, noun=name.text) if acronym else name


def introduce(view: View) -> dict[str, TracedFact | None]:
    """The facts of a sentence that introduces the body: name and acronym."""
    acronym = group(view)
    return {"name": full_name(view), "acronym": acronym if acronym.noun else None}


def introduce_group(paper: Paper, view: View) -> Paper:
    """Introduce the body in the head of a paper that calls it by its noun.

    Typed texts are read too, such as that of a website.
    """
    called = _called(view)
    introduced = re.compile(f"[“«][ \u00a0]?(?:{called})")
    texts = [_strip_names(one, view).translate(_ISOLATES) for one in paper.printables()]
    if any(introduced.search(one) for one in texts) or not any(re.search(called, one) for one in texts):
        return paper
    said = view.say("notice.body", **introduce(view), introduced=True)
    rows = (replace(one, value=said) if _is_head(one) else one for one in paper.masthead)
    return replace(paper, masthead=tuple(rows))


def _called(view: View) -> str:
    """A pattern of how papers call the body once they have introduced it."""
    if not view.nouns["group"].own:
        return view.tongue.pack.group
    forms = view.say("common.group_forms").text.translate(_ISOLATES).split("/")
    before, behind = _EDGES.get(view.tongue.language, (r"(?<!\w)", r"(?!\w)"))
    return "|".join(f"{before}(?i:{re.escape(form[0])}){re.escape(form[1:])}{behind}" for form in forms)


def _strip_names(printed: Printable, view: View) -> str:
    """What is printed without the name of the body, which may begin with its noun.

    Where the noun is its own, the bodies above it may be called by the same one.
    """
    text, given = printed.text.replace(full_name(view).text, ""), view.constitution
    if view.nouns["group"].own:
        names = (given.name, given.superior_body, given.organisation)
        for fact in facts_in((printed,)):
            text = text.replace(fact.text, "") if fact.value in names else text
    return text


def _is_head(row: MastheadRow) -> bool:
    """Whether a line of the masthead says whose paper it is."""
    return isinstance(row.value, SaidSentence) and row.value.key == "notice.body"


def superior(view: View) -> TracedFact:
    """The body that the group reports to."""
    return _required(view.charter_text("superior_body"), "superior body")


def office(view: View, name: str) -> Printable:
    """The title of an office, as the constitution gives it."""
    titles = view.constitution.office_titles.get(name)
    found = view.term(f"office_titles.{name}", titles or {}, view.charter("office_titles", name))
    return found or view.word("office", name)


def introduce_reporting(view: View) -> dict[str, Printable | None]:
    """The facts of the body as one that reports, and to whom."""
    charter = {field: view.charter_text(field) for field in ("established_as", "membership", "participants")}
    return {**introduce(view), **charter, "group": group(view), "superior": superior(view)}


def chair(view: View) -> dict[str, Printable | None]:
    """The office of the chair; name and State on the day of the paper."""
    terms = [one for one in view.standing.body.terms if one.officer.office == "chair" and one.may_cover(view.day)]
    if not terms:
        return {"office": office(view, "chair"), "name": None, "state": None}
    officer, record = terms[-1].officer, terms[-1].record
    return {
        "office": office(view, "chair"),
        "name": view.name(officer.name, record),
        "state": view.text(officer.state, record),
    }


def _required(fact: TracedFact | None, what: str) -> TracedFact:
    if fact is None:
        raise NothingToSayError(
            kind="paper", of=Message("this register"), problem=Message("the constitution gives no {what}.", what=what)
        )
    return fact
