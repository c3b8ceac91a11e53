"""The papers there are, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.agenda import agenda
from escalade.templates.papers.call import call, circular
from escalade.templates.papers.corrigendum import CorrectedPaper, make_corrigendum
from escalade.templates.papers.facts.view import View, view_of
from escalade.templates.papers.follow_up import follow_up
from escalade.templates.papers.note import note
from escalade.templates.papers.notice import notice
from escalade.templates.papers.report import report
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact, facts_in
from escalade.templates.values.paper import MastheadRow, Origin, Paper
from escalade.workflow.judge.problem import find_untold
from escalade.workflow.subjects.as_of import REWORDED, standing_as_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import PaperError, Series, Word


def build(
    kind: str,
    reference: str,
    standing: Standing,
    tongue: Tongue,
    *,
    to_session: str | None = None,
    day: date | None = None,
    issued: IssuedPaper | None = None,
    own: str | None = None,
) -> Paper:
    """Build a paper as a tree of facts and sentences.

    A draft of a note is known to have become one of its *own* symbol, where it is drawn as of an earlier day.

    Raises:
        PaperError: there is no paper of that kind.
    """
    standing = standing_as_of(standing, day, REWORDED) if day else standing
    if (builder := KINDS.get(kind)) is None:
        sentence = "There is no paper called “{kind}”; there are {kinds}."
        raise PaperError("unknown-paper", sentence, kind=Word(kind), kinds=Series(KINDS))
    if kind == "note":
        paper = note(reference, standing, tongue, to_session, day=standing.today if issued else day, own=own)
    else:
        paper = builder(reference, standing, tongue)
    view = view_of(standing, tongue)
    paper = with_symbol(paper, issued, view) if issued else paper
    paper = replace(with_head(paper, view), untold=tuple(dict.fromkeys(_find_untold(paper, standing))))
    if issued and issued.corrects:
        paper = make_corrigendum(view, paper, issued.corrects)
    return replace(paper, version=_note_untranslated(paper), origin=_find_origin(paper, reference, standing))


def with_head(paper: Paper, view: View) -> Paper:
    """The paper under its organisation; that of a working copy says so."""
    name, body = view.charter_text("organisation"), view.standing.body
    rows = (MastheadRow("organisation", name),) if name and not name.other else ()
    copied = body.copy_of and view.say("common.working_copy", round=view.plain(body.copy_of, body.records[0].reference))
    remarks = (copied,) if copied else ()
    return replace(paper, masthead=(*rows, *paper.masthead), remarks=(*remarks, *paper.remarks))


SENT = frozenset({"call", "circular", "notice"})
"""Papers that are drafts until they are issued."""
FOR_MEMBERS = frozenset({"note", "agenda", "report", "follow-up"})
"""Papers that tell what members may read, unless they are drawn for others."""


def _find_untold(paper: Paper, standing: Standing) -> Iterator[str]:
    """The late records that a paper leaves out, since its readers may not know of them."""
    records = (name for one in paper.printables() for name in one.records)
    subjects = dict.fromkeys(name.rpartition("#")[0] or name for name in records)
    topics = [topic for name in subjects if (topic := standing.topic(name))]
    if any(topic.show_to(None).late_records for topic in topics):
        readers = topics[0].reader or ("members" if paper.kind in FOR_MEMBERS else "public")
        yield from (record.reference for topic in topics for record in find_untold(topic, standing, readers))


def _note_untranslated(paper: Paper) -> tuple[SaidSentence, ...]:
    """That some texts are in another language, and the version a draft."""
    languages: dict[str, list[str]] = {}
    for one in facts_in(paper.printables()):
        if one.is_untranslated:
            languages.setdefault(str(one.other), []).extend(one.records)
    if not languages:
        return ()
    names = [
        TracedFact(other, tuple(dict.fromkeys(records)), paper.tongue.name_of(other))
        for other, records in languages.items()
    ]
    return (paper.tongue.say("common.untranslated_texts", languages=names),)


def _find_origin(paper: Paper, reference: str, standing: Standing) -> Origin | None:
    """Whose paper it is, and the acts that its facts come from, by their days."""
    constitution = standing.body.constitution()
    if constitution is None:
        return None
    codes = constitution.acronym or constitution.name
    names = dict.fromkeys(name for one in paper.printables() for name in one.records)
    found = (standing.subject(name.rpartition("#")[0]).record(name) for name in names)
    persons = {(term.officer.name, term.record) for term in standing.body.terms if not term.officer.desk}
    return Origin(
        paper.tongue.pick(constitution.name)[0],
        codes.get("en") or next(iter(codes.values())),
        reference,
        tuple(sorted(filter(None, found), key=lambda one: (when(one.on).first or date.min, one.at, one.reference))),
        frozenset(persons),
    )


KINDS: dict[str, Callable[[str, Standing, Tongue], Paper]] = {
    "note": note,
    "notice": notice,
    "call": call,
    "report": report,
    "agenda": agenda,
    "circular": circular,
    "follow-up": follow_up,
}
"""Every kind of paper."""


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """The symbol and day of an issue, and the record that says so."""

    symbol: str
    """Without language: C17/51, C17/51(Rev.1)."""
    record: str
    on: str = ""
    """The day of the issue, which is that of the paper."""
    corrects: CorrectedPaper | None = None
    """The document that it corrects, where it is a corrigendum."""


def with_symbol(paper: Paper, issued: IssuedPaper, view: View) -> Paper:
    """The paper with its own symbol and a date in the masthead, never a blank."""
    day = view.date(issued.on, issued.record) if issued.on else None
    undated = "circular.undated"
    rows = [one for one in paper.masthead if one.key != "date" or not (day or getattr(one.value, "key", "") == undated)]
    place, old = next(
        ((at, one) for at, one in enumerate(rows) if one.key in {"symbol", "draft-symbol"}), (len(rows), None)
    )
    label = old.label if old and old.key == "draft-symbol" else None
    row = MastheadRow("symbol", *_revised(view, issued, label or view.say("note.document")))
    dated = (MastheadRow("date", day),) if day else ()
    rows[place : place + 1 if old else place] = [row, *dated]
    return replace(paper, masthead=tuple(rows), draft=() if paper.kind in SENT else paper.draft)


def _revised(view: View, issued: IssuedPaper, label: SaidSentence) -> tuple[Printable, SaidSentence | None]:
    """The symbol behind its label; of a revision, what it is to which document."""
    symbol = view.symbol(issued.symbol, issued.record, own=True)
    bare, _, last = issued.symbol.rpartition("(")
    mark, _, number = last.rstrip(")").partition(".")
    if not bare or label.key != "note.document":
        return symbol, label
    said = view.say(f"common.{mark.lower()}", number=view.number(int(number), issued.record))
    if not said.text:
        return symbol, label
    document = view.symbol(bare, issued.record, own=True)
    second = f"{view.say(f'common.{mark.lower()}_of')}{view.tongue.pack.gap}{document}"
    return replace(symbol, text=f"{said}\n{second}"), None
