"""The body in a paper: its name, whom it reports to, who chairs it."""

from __future__ import annotations

from dataclasses import replace

from escalade.templates.papers.facts.view import NothingToSayError, View
from escalade.templates.values.fact import Printable, TracedFact
from escalade.workflow.values.message import Message


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


def superior(view: View) -> TracedFact:
    """The body that the group reports to."""
    return _required(view.charter_text("superior_body"), "superior body")


def office(view: View, name: str) -> Printable:
    """The title of an office, as the constitution gives it."""
    titles = view.constitution.office_titles.get(name)
    found = view.term(f"office_titles.{name}", titles or {}, view.charter("office_titles", name))
    return found or view.tongue.word("office", name)


def introduce_reporting(view: View) -> dict[str, Printable | None]:
    """The facts of the body as one that reports, and to whom."""
    charter = {field: view.charter_text(field) for field in ("established_as", "membership", "participants")}
    return {**introduce(view), **charter, "group": group(view), "superior": superior(view)}


def chair(view: View) -> dict[str, Printable | None]:
    """The office of the chair; name and State on the day of the paper."""
    terms = [one for one in view.standing.body.terms if one.officer.office == "chair" and one.may_cover(view.day)]
    held = [(view.name(one.officer.name, one.record), view.text(one.officer.state, one.record)) for one in terms[-1:]]
    name, state = held[0] if held else (None, None)
    return {"office": office(view, "chair"), "name": name, "state": state}


def _required(fact: TracedFact | None, what: str) -> TracedFact:
    if fact is None:
        raise NothingToSayError(
            kind="paper", of=Message("this register"), problem=Message("the constitution gives no {what}.", what=what)
        )
    return fact
