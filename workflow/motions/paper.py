"""Acts that fix papers: what was issued can never change."""

from typing import Annotated, Literal

from escalade.workflow.motions.base import Audience, Language, Motion, SymbolName, Text, about
from escalade.workflow.motions.mistake import OnRecord

Kind = Literal["note", "notice", "call", "report", "agenda", "circular", "follow-up"]
OF_MEETINGS = frozenset({"report", "agenda", "follow-up"})
"""Kinds of papers that are about a meeting."""
Form = Literal["md", "html", "docx", "pdf", "xml"]
Mark = Literal["Rev", "Corr"]


def file_name(name: str, language: str, ending: str) -> str:
    """Name the file of a paper in a language.

    >>> file_name("C17/51(Rev.1)", "fr", "docx")
    'C17-51(Rev.1).fr.docx'
    """
    return f"{name.replace('/', '-')}.{language}.{ending}"


class Issue(Motion, frozen=True, tag="issue"):
    """Issue a paper: fix its bytes, and keep the file."""

    kind: Annotated[Kind | None, about("The kind: note, notice, call, report, agenda, circular, follow-up.")] = None
    subject: Annotated[str | None, about("What it is about, where not the round: a topic or meeting.")] = None
    symbol: Annotated[SymbolName, about("The symbol of the document, without language and revision.")] = ""
    mark: Annotated[Mark | None, about("What it is to the one issued before: Rev or Corr.")] = None
    number: Annotated[int, about("The number of the revision or corrigendum.")] = 0
    language: Annotated[Language, about("The language of the paper, such as fr.")] = ""
    form: Annotated[Form | None, about("The form of the file: md, html, docx, pdf or xml.")] = None
    paper: Annotated[str, about("The SHA-256 of the file, in hexadecimal.")] = ""
    seal_size: Annotated[int, about("The size of the record that it was drawn from.")] = 0
    seal_root: Annotated[str, about("The root of that record, in hexadecimal.")] = ""
    copy_of: Annotated[str, about("The record of its first copy, from whose seal it is drawn too.")] = ""
    edited: Annotated[bool, about("People edited the file; what no record supports is text of the secretariat.")] = (
        False
    )
    accepted: Annotated[tuple[str, ...], about("A warning of the check that was accepted; repeat it.")] = ()
    file: Annotated[str, about("What the file is called, where its series has codes for that.")] = ""
    drawn_for: Annotated[Audience | None, about("The readers whose records it was drawn from.")] = None
    argument = "round"

    @property
    def name(self) -> str:
        """The symbol with its mark, without language."""
        return f"{self.symbol}({self.mark}.{self.number})" if self.mark else self.symbol

    @property
    def file_name(self) -> str:
        """Name the issued file."""
        return self.file or file_name(self.name, self.language, self.form or "")


class Dispatch(OnRecord, frozen=True, tag="dispatch"):
    """Write down to whom an issued paper was sent, by category."""

    to: Annotated[tuple[Text, ...], about("A category of addressees, never an address; repeat it, in order.")] = ()
    reference: Annotated[str, about("The reference of the letter.", rare=True)] = ""
