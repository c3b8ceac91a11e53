"""Refuse an issue that is not ready, or record it with its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from shlex import quote
from typing import Any, NamedTuple

from escalade.models.register import Register
from escalade.models.transfer import is_plain
from escalade.services.acts.bind import ActInput, execute
from escalade.services.papers.draft import Order
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.checks.reading.package import Hidden, list_found
from escalade.templates.values.extra import needing
from escalade.templates.values.paper import Seal
from escalade.workflow.motions import Issue, Motion
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import EscaladeError, Message, Messages, RefusalError, RequestError, Series, Word

Named = tuple[str, bytes]
"""A file: its name, and its bytes."""
_TO_EVERYBODY = (
    "{name} is kept byte for byte as evidence, everybody may read this record, and it holds what its readers do not "
    "see:{found}\nRecord it for fewer (--audience), or accept that (--accept-hidden)."
)
_NO_NAME = "“{name}” is no name under which a file can be kept on every system."


def do_attaching(
    given: ActInput, register: Register, attached: Sequence[Named], *, dry_run: bool, accept_hidden: bool
) -> Outcome:
    """Do an act with files as its evidence; or show what would be recorded."""
    for name, _ in attached:
        refuse_odd_name(name)
    for name, hidden in () if accept_hidden else hidden_in(attached):
        tried = execute(given, register, dry_run=True, papers=attached)
        if any(one.audience == "public" for one in tried.records):
            raise RequestError("hidden-attachment", _TO_EVERYBODY, name=name, found=list_found(hidden))
    return execute(given, register, dry_run=dry_run, papers=attached)


def name_attached(attached: Iterable[Named]) -> dict[str, list[str]]:
    """The fields of an act's evidence that name files."""
    files = list(attached)
    return {
        "attachments": [sha256(data).hexdigest() for _, data in files],
        "attachment_names": [name for name, _ in files],
    }


def refuse_odd_name(name: str) -> None:
    """Refuse a name that leads elsewhere on another system."""
    if not is_plain(name):
        raise RequestError("file-name", _NO_NAME, name=name)


def hidden_in(attached: Iterable[Named]) -> Iterator[tuple[str, tuple[Hidden, ...]]]:
    """The files that hide something, with what they hide."""
    for name, data in attached:
        if data.startswith(b"PK"):
            with needing("docx"):
                from escalade.templates.checks.reading.opening import find_hidden
            if found := find_hidden(data, name):
                yield name, found


class UnfitForIssueError(EscaladeError):
    """The check found what stands in the way of an issue."""

    exit_code = 4

    def __init__(self, findings: Sequence[PaperFinding]) -> None:
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
    """Refuse errors, and warnings that nobody accepted."""
    told = (one for one in findings if one.severity != "remark")
    standing = [one for one in told if one.severity == "error" or not {"all", one.check}.intersection(accepted)]
    if standing:
        raise UnfitForIssueError(standing)


def refuse_another_paper(order: Order) -> None:
    """Refuse what its symbol is not: for other readers, or edited by people."""
    if order.first and order.readers and order.readers != order.first[1].drawn_for:
        record, paper = order.first
        said = Message(
            "{symbol} was issued for {audience} ({record}), and so is each other copy of it. "
            "Leave --audience out, or issue a revision: --mark Rev.",
            symbol=order.name,
            audience=Word(paper.drawn_for or record.audience),
            record=record.reference,
        )
        raise RefusalError(said)
    for record, paper in order.twins:
        if paper.language in order.languages and paper.edited != order.is_edited:
            said = Message(
                "{symbol} was issued in {language} ({record}), and people edited one of the two; one symbol is one "
                "text. Issue a corrigendum or a revision: --mark Corr or --mark Rev.",
                symbol=order.name,
                language=paper.language,
                record=record.reference,
            )
            raise RefusalError(said)


def refuse_idle_corrigendum(order: Order) -> None:
    """Refuse a corrigendum that corrects nothing of what was issued last."""
    if order.mark == "Corr" and not (order.is_edited or any(map(order.corrects, order.languages))):
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
    """Check what is ordered, and fix its bytes; nothing is read after it."""
    refuse_another_paper(order)
    if again := find_repeats(order):
        return CheckedOrder({name: record.motion for name, record in again.items()}, order.kept, tuple(again.values()))
    refuse_idle_corrigendum(order)
    findings = order.findings()
    refuse_unfit(findings, accepted)
    known = {finding.check for finding in findings if finding.severity != "remark"}
    return CheckedOrder(order.motions(tuple(sorted(known))), order.kept)


def record_issue(
    found: CheckedOrder, register: Register, *, dry_run: bool, seen: tuple[str, ...] = ()
) -> list[Outcome]:
    """Record every file of an order and keep it: all of them, or none.

    What was recorded already is not recorded again.
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

    Its files are then those of the order, by the digests on record. A revision
    or corrigendum is the next one on another day, or once more is on record.
    """
    issued = _issued_last(order)
    found: dict[str, Record] = {}
    kept: dict[str, bytes] = {}
    traces: dict[str, list[dict[str, Any]]] = {}
    for language in order.languages:
        for form in order.forms:
            record, paper = issued.get((language, form), (None, None))
            if record is None or paper is None or (order.mark and _is_next(order, record, paper)):
                return {}
            twin = _drawn_again(order, record, paper)
            name = twin.file_name(language, form)
            if sha256(twin.kept[name]).hexdigest() != paper.paper or record.audience != order.readership.audience:
                return {}
            found[name], kept, traces = record, kept | twin.kept, traces | twin.traces
    order.kept.update(kept)
    order.traces.update(traces)
    return found


def _is_next(order: Order, record: Record, paper: Issue) -> bool:
    """Whether a marked paper comes on another day than the last, or more is on record since than papers."""
    day = order.on or order.reader.standing().today.isoformat()
    since = (one for _, one in order.reader.records(after=paper.seal_size))
    return day != record.on or any(one.act not in {"issue", "dispatch"} for one in since)


def _issued_last(order: Order) -> dict[tuple[str, str], tuple[Record, Issue]]:
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
