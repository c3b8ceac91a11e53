"""A paper as the record gives it now: shown, checked, downloaded, issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from escalade.services.acts.bind import refuse_moved
from escalade.services.papers.draft import Order, find_faults
from escalade.services.papers.edited import symbol_of
from escalade.services.papers.issue import CheckedOrder, prepare_issue, record_issue
from escalade.services.papers.languages import languages_for
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.formats.file import file_of
from escalade.templates.formats.layout import lay_out
from escalade.templates.papers.build import KINDS
from escalade.templates.values.paper import Paper
from escalade.web.auth.scoped_reader import Sight
from escalade.web.state import State
from escalade.workflow.perform import Outcome
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.errors import Message, PaperError, RequestError, Word
from escalade.workflow.values.reference import round_of

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "xml": "application/xml",
}
_MAIN, _HEADING = re.compile(r"<main>(.*)</main>", re.DOTALL), re.compile(r"(</?h)([1-5])(?=[ >])")


class NoDraftError(RequestError):
    """There is no such paper, in that language or form."""

    def __init__(self, kind: str, language: str, form: str) -> None:
        """Name what was asked for."""
        facts = {"kind": Word(kind), "language": language, "form": form}
        super().__init__(Message("There is no {kind} in {language} as {form}.", **facts))


class Draft:
    """A paper about a round, a topic or a meeting, in every language."""

    def __init__(self, kind: str, about: str, sight: Sight, readers: str = "") -> None:
        """Look at a register for it; it is drawn for some readers, or from all that is on record."""
        self.kind, self.about, self.sight = kind, about, sight
        self.readers = readers if readers in READERS else ""
        self.tags, _ = languages_for(kind, sight.whole.body)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """The paper in its languages."""
        return self.drawn().papers

    def drawn(self, *languages: str) -> Order:
        """The order of it as it stands, without a symbol yet."""
        return self.order(self.about, languages or self.tags)

    @cached_property
    def findings(self) -> list[PaperFinding]:
        """What the check finds in it."""
        return find_faults(self.papers, self.about, self.drawn().standing)

    @property
    def nothing(self) -> str:
        """Why there is nothing to write; empty where there is."""
        try:
            _ = self.papers
        except PaperError as error:
            return str(error)
        return ""

    def show(self, language: str) -> Markup:
        """The paper as part of a page, each of its headings a level lower."""
        found = _MAIN.search(lay_out(self.papers[language], form="html", seal=None))
        return Markup(_HEADING.sub(lambda one: f"{one[1]}{int(one[2]) + 1}", found[1] if found else ""))  # noqa: S704  # escaped by the layout of papers

    @property
    def symbol(self) -> str:
        """The symbol under which it was or would be issued, where known."""
        is_known = self.kind == "note" and not self.nothing
        return (symbol_of(self.about, self.sight.whole) or "") if is_known else ""

    def file(self, language: str, form: str, *borne: str) -> bytes:
        """The paper as a file; it may bear a round, symbol, mark and day."""
        if language not in self.tags or form not in FORMS or self.kind not in KINDS:
            raise NoDraftError(self.kind, language, form)
        group, symbol, mark, on = borne or ("",) * 4
        order = self.order(group or self.about, (language,), symbol=symbol, mark=mark or None, on=on)
        return file_of(order.papers[language], form, order.seal)

    def forms(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """The forms of an issue as they were chosen; Word where none was."""
        unknown = next((form for form in chosen if form not in FORMS), None)
        if unknown is not None:
            raise NoDraftError(self.kind, ", ".join(self.tags), unknown)
        return tuple(chosen) or ("docx",)

    def order(self, group: str, languages: Sequence[str], *, forms: Sequence[str] = (), **said: Any) -> Order:
        """The order of an issue, as it was said; as Word, where no form is chosen."""
        return Order(
            reader=self.sight.register,
            group=group,
            subject=self.about if self.about != group else None,
            kind=self.kind,
            languages=tuple(languages),
            forms=self.forms(forms),
            by=self.sight.officer,
            identity=self.sight.identity,
            readers=self.readers,
            **{"symbol": "", "mark": None, **said},
        )

    def order_rest(self, group: str, **said: Any) -> Order:
        """The order of each language still to come; of all, where none is."""
        orders = [self.order(group, (tag,), **said) for tag in self.tags]
        first = min(order.number for order in orders)
        left = [order.languages[0] for order in orders if order.number == first and not order.is_repeated]
        return self.order(group, left or self.tags, **said)


def ready(order: Order, seen: Sequence[str], accepted: Sequence[str]) -> CheckedOrder:
    """Check and draw an order; nothing is read after it.

    Raises:
        MovedMeanwhileError: the round or a topic of it moved since it was seen.
    """
    refuse_moved(seen, order.reader, lambda name: round_of(name) == order.group)
    return prepare_issue(order, accepted)


def issue(found: CheckedOrder, app_state: State, seen: Sequence[str], *, dry_run: bool = False) -> list[Outcome]:
    """Record what is ready, on what was seen."""
    with app_state.writing() as written:
        return record_issue(found, written, dry_run=dry_run, seen=tuple(seen))
