"""A case of what documents tell: completed, tried and written down.

What no document says is marked in the file; acts that the table refuses stand in it as remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import tomli_w

from escalade.models.files.input_file import LARGEST_FILE, LARGEST_PAGE
from escalade.models.files.toml import to_toml
from escalade.services.reading.assembly import Account, Topics
from escalade.services.reading.demands import complete
from escalade.services.reading.fields import assemble
from escalade.services.reading.merging import merge
from escalade.services.reading.proposal import Proposal
from escalade.services.reading.trial import try_in_order
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import ending_of
from escalade.templates.reading.bodies import learn_bodies
from escalade.templates.reading.telling import tell
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.errors import RequestError


def largest(name: str) -> int:
    """The most bytes that a report may have: where it is text alone, less."""
    return LARGEST_FILE if ending_of(name) in {".docx", ".pdf"} else LARGEST_PAGE


class ReadCase(msgspec.Struct):
    """What documents come to, together."""

    accounts: list[Account]
    proposals: list[Proposal]
    """In an order in which the table takes them; those that it refuses come last."""
    notes: list[str]


def read_documents(documents: Sequence[Document], memory: Memory) -> ReadCase:
    """Read documents of one body into a case.

    Args:
        documents: as they were read from files.
        memory: the records that there are; none for a new register.
    """
    topics = Topics()
    accounts = [read_document(document, topics) for document in documents]
    proposals, notes = merge(accounts)
    completed = complete(proposals, accounts, memory, topics)
    told = [f"{account.document.name}, {note}" for account in accounts for note in account.notes]
    called = dict.fromkeys(name for account in accounts if (name := account.bodies.get("A")))
    told += [f"the documents name several bodies: {', '.join(called)}"] if len(called) > 1 else []
    return ReadCase(accounts, try_in_order(completed, memory), [*told, *notes])


def read_document(document: Document, topics: Topics) -> Account:
    """Read one document by itself.

    Raises:
        RequestError: it has no words that are known.
    """
    if not document.language:
        sentence = "{name} holds no words of a language that is read; a scan holds none at all."
        raise RequestError("no-words", sentence, name=document.name)
    bodies = learn_bodies(document)
    called = {kind: [bodies[name] for name in names if name in bodies] for kind, names in (("G", "GA"), ("U", "U"))}
    return assemble(document, tell(document, called), dict(bodies), topics)


def case_lines(case: ReadCase) -> Iterator[str]:
    """The case as a file that loads; what is refused stands in it as a remark."""
    yield "# Read from " + ", ".join(account.document.name for account in case.accounts) + "\n\n"
    for one in case.proposals:
        yield "".join(f"# {line}\n" for line in remarks(one))
        fields = {"act": one.act, "of": list(one.of), **one.fields}
        toml = tomli_w.dumps({"act": [to_toml(fields)]}, multiline_strings=False)
        yield "".join(f"# {line}\n" for line in toml.splitlines()) + "\n" if one.refused else f"{toml}\n"


def remarks(one: Proposal) -> Iterable[str]:
    """The sentences that an act rests on, and what no document says of it."""
    for ground in one.grounds:
        yield " ".join(f"{ground.document}, {ground.place}: {ground.sentence}".split())
    if not one.is_told:
        yield "Demanded by the table; no document tells it."
    elif one.demanded:
        yield "Not told: " + ", ".join(sorted(one.demanded)) + "."
    if one.refused:
        yield " ".join(f"Refused: {one.refused}".split())
