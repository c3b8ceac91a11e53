"""Refuse an issue that is not ready, or record it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from shlex import quote
from typing import TYPE_CHECKING, Any, NamedTuple

from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.checks.parity import compare_facts
from escalade.templates.values.paper import Seal
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import EscaladeError, RefusalError
from escalade.workflow.values.message import Message, Messages, Series, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.models.register import Register
    from escalade.services.papers.draft import Order
    from escalade.workflow.motions import Issue, Motion
    from escalade.workflow.records.record import Record


class UnfitForIssueError(EscaladeError):
    """The check found what stands in the way of an issue."""

    exit_code = 4

    def __init__(self, findings: Sequence[PaperFinding]) -> None:
        """Name each finding, and how a warning is accepted."""
        self.findings = tuple(findings)
        found = [
            Message(
                "{severity}, {check} ({paper}, {place}): {what}",
                severity=Word(one.severity),
                check=one.check,
                paper=one.paper,
                place=one.place,
                what=one.what,
            )
            for one in findings
        ]
        warnings = sorted({one.check for one in findings if one.severity == "warning"})
        accept = (
            Message("Accept warnings with {options}.", options=" ".join(f"--accept {quote(name)}" for name in warnings))
            if warnings
            else ""
        )
        told = Message("The paper is not issued; the check found:{findings}", findings=Series(("", *found), "\n- "))
        super().__init__(Messages(told, accept, joint="\n"))


def refuse_unfit(findings: Iterable[PaperFinding], accepted: Sequence[str]) -> None:
    """Refuse errors, and warnings that nobody accepted.

    Raises:
        UnfitForIssueError: names each finding, and how to accept a warning.
    """
    told = (one for one in findings if one.severity != "remark")
    standing = [one for one in told if one.severity == "error" or not {"all", one.check}.intersection(accepted)]
    if standing:
        raise UnfitForIssueError(standing)


class ChangedPaperError(RefusalError):
    """The record says otherwise by now than the paper that bears the symbol."""

    def __init__(self, symbol: str, record: str, language: str, differing: Sequence[str]) -> None:
        """Name the paper, and what is said in only one of the two."""
        self.symbol, self.record, self.language, self.differing = symbol, record, language, differing
        super().__init__(
            Message(
                "{symbol} was issued in {language} ({record}), and what is on record by now of its day says otherwise; "
                "one symbol is one text. What differs:{differing}\n"
                "Issue a corrigendum or a revision: --mark Corr or --mark Rev.",
                symbol=symbol,
                language=language,
                record=record,
                differing=Series(("", *differing), "\n- "),
            )
        )


def refuse_changes(order: Order) -> None:
    """Refuse to let another text bear the symbol of what was issued.

    What was issued is drawn as of its day from what was on record then, and
    from what is now: a late fact from before its day shows in the second.

    Raises:
        ChangedPaperError: the two say different things.
    """
    for record, paper in order.twins:
        now = [str(one) for one in order.build_in(paper.language, order.standing).printables()]
        then = [str(one) for one in order.build_in(paper.language, order.see_then(paper)).printables()]
        if now != then:
            raise ChangedPaperError(order.name, record.reference, paper.language, _alone(now, then))


class OtherTextError(RefusalError):
    """People gave one of two papers of a symbol a text that the other has not."""

    def __init__(self, symbol: str, record: str, language: str, differing: Sequence[str]) -> None:
        """Name the paper, and what is said in only one of the two."""
        self.symbol, self.record, self.language, self.differing = symbol, record, language, differing
        super().__init__(
            Message(
                "{symbol} was issued in {language} ({record}), and one of the two was edited: their texts differ, and "
                "one symbol is one text. What differs:{differing}\nGive the file with that text (--file), or issue a "
                "corrigendum or a revision: --mark Corr or --mark Rev.",
                symbol=symbol,
                language=language,
                record=record,
                differing=Series(("", *differing), "\n- "),
            )
        )


def compare_texts(order: Order) -> list[PaperFinding]:
    """Refuse another edited text under one symbol; warn of other figures.

    In one language they are compared by text. In two, each is held against
    what the record gives: as many paragraphs were added to the one as to the other,
    and they say the same dates, symbols and figures.

    Raises:
        OtherTextError: they differ.
        EscaladeError: a file is no Word file.
    """
    found: list[PaperFinding] = []
    is_edited = order.edited is not None or bool(order.inserts)
    for record, paper in order.twins:
        then = order.read_issued(paper) if is_edited or paper.edited else []
        for language in order.languages if then else ():
            now = order.read_ordered(language)
            if language == paper.language:
                differing = _alone(then, now)
            else:
                drawn = order.draw_text(paper.language, order.see_then(paper))
                mine = order.draw_text(language, order.standing)
                is_alike = len(then) - len(drawn) == len(now) - len(mine)
                differing = [] if is_alike else _alone(then, drawn) or _alone(now, mine)
                here, there = ([one for one in text if one not in old] for text, old in ((now, mine), (then, drawn)))
                if said := compare_facts(here, there, paper.language):
                    place = Word("body")
                    found.append(PaperFinding(Severity.WARNING, FIGURES, language, place, said, record.reference))
            if differing:
                raise OtherTextError(order.name, record.reference, paper.language, differing)
    return found


FIGURES = "edited-texts-say-the-same-figures"
"""What the warning is called where people edited two languages of a paper otherwise."""


def _alone(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """What stands in one of two texts alone."""
    return [line for line in (*first, *second) if (line in first) != (line in second)]


def refuse_idle_corrigendum(order: Order) -> None:
    """Refuse a corrigendum that corrects nothing of what was issued last.

    Raises:
        RefusalError: it would correct nothing.
    """
    if order.mark == "Corr" and not (order.edited or order.inserts or any(map(order.corrects, order.languages))):
        raise RefusalError(
            Message(
                "{symbol} would correct nothing: the record says nothing otherwise than the last copy of {document} as "
                "it was drawn for these readers. Correct the record first (correct), give a file that says what is "
                "corrected (--file), or issue a revision (--mark Rev).",
                symbol=order.name,
                document=order.symbol,
            )
        )


class CheckedOrder(NamedTuple):
    """An order that passed the check: all that is left is to record it."""

    motions: dict[str, Motion]
    """One for each file, by the file's name."""
    files: dict[str, bytes]
    again: tuple[Record, ...] = ()
    """The records of an order that was carried out already: nothing is left to do."""


def prepare_issue(order: Order, accepted: Sequence[str]) -> CheckedOrder:
    """Check what is ordered, and fix its bytes; nothing is read after it.

    Raises:
        ChangedPaperError: its symbol bears another text.
        OtherTextError: so it does, by what people edited.
        UnfitForIssueError: the check found what nobody accepted.
        EscaladeError: there is nothing to write, or it cannot be written.
    """
    if again := find_repeats(order):
        return CheckedOrder({name: record.motion for name, record in again.items()}, order.kept, tuple(again.values()))
    findings: list[PaperFinding] = []
    if not order.is_repeated:  # what bears the same name in the same form the procedure refuses
        refuse_changes(order)
        findings += compare_texts(order)
        refuse_idle_corrigendum(order)
    findings += order.findings()
    refuse_unfit(findings, accepted)
    known = {finding.check for finding in findings if finding.severity != "remark"}
    return CheckedOrder(order.motions(tuple(sorted(known))), order.kept)


def record_issue(
    found: CheckedOrder, register: Register, *, dry_run: bool, seen: tuple[str, ...] = ()
) -> list[Outcome]:
    """Record every file of an order and keep it: all of them, or none.

    What was recorded already is not recorded again.

    Raises:
        EscaladeError: the procedure refuses it.
    """
    motions, files, again = found
    if again:
        return [Outcome((), (record,), ()) for record in again]
    if dry_run or len(motions) == 1:
        return [register.act(one, dry_run=dry_run, seen=seen, papers=files.items()) for one in motions.values()]
    outcomes: list[Outcome] = []
    register.load(motions.values(), lambda _, outcome: outcomes.append(outcome), files.items())
    return outcomes


def find_repeats(order: Order) -> dict[str, Record]:
    """Find the records of an order whose every file was issued, by file name.

    Its files are then those of the order. What is drawn now under the seal of
    what was issued is the same to the last byte, or it is another paper. So is
    a corrigendum or revision of a later day that says something else.

    Raises:
        EscaladeError: there is nothing to write, or it cannot be written.
    """
    issued = _issued_last(order)
    found: dict[str, Record] = {}
    kept: dict[str, bytes] = {}
    traces: dict[str, list[dict[str, Any]]] = {}
    for language in order.languages:
        for form in order.forms:
            record, paper = issued.get((language, form), (None, None))
            if record is None or paper is None:
                return {}
            twin = _drawn_again(order, record, paper)
            name = twin.file_name(language, form)
            is_same = sha256(twin.kept[name]).hexdigest() == paper.paper
            if not is_same or record.audience != order.readership.audience or _says_more(order, twin, language):
                return {}
            found[name], kept, traces = record, kept | twin.kept, traces | twin.traces
    order.kept.update(kept)
    order.traces.update(traces)
    return found


def _says_more(order: Order, twin: Order, language: str) -> bool:
    """Whether a marked paper would say something else on the day ordered than on that of the last."""
    views = (order.standing, twin.standing) if order.mark else ()
    texts = [[str(one) for one in twin.build_in(language, view).printables()] for view in views]
    return len(texts) > 1 and texts[0] != texts[1]


def _issued_last(order: Order) -> dict[tuple[str, str], tuple[Record, Issue]]:
    """Find what was issued last as what is ordered, by language and form."""
    ordered = (order.kind, order.subject, order.symbol, order.mark)
    papers = order.reader.standing().round(order.group).papers
    same = [(one, paper) for one, paper in papers if (paper.kind, paper.subject, paper.symbol, paper.mark) == ordered]
    last = max((paper.number for _, paper in same), default=0)
    return {(paper.language, paper.form or ""): (one, paper) for one, paper in same if paper.number == last}


def _drawn_again(order: Order, record: Record, paper: Issue) -> Order:
    """Draw a file as it was issued, from what is on record now."""
    twin = replace(order, languages=(paper.language,), forms=(paper.form or "",), kept={}, traces={})
    seal = Seal(paper.seal_size, paper.seal_root)
    vars(twin).update(number=paper.number, seal=seal, record=record.reference)  # in the place of what would be new
    twin.draw_file(twin.papers[paper.language], paper.language, paper.form or "")
    return twin
