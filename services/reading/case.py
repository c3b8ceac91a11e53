"""A case of what documents tell: completed, tried and written down.

What no document says is marked in the file; acts that the table refuses stand in it as remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import tomli_w

from escalade.models.files.input_file import LARGEST_FILE, LARGEST_PAGE, to_toml
from escalade.services.reading.assembly import ANY_TOPIC, Account, Topics
from escalade.services.reading.demands import complete
from escalade.services.reading.fields import assemble
from escalade.services.reading.proposal import Proposal, try_in_order
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import ending_of
from escalade.templates.reading.bodies import learn_bodies
from escalade.templates.reading.telling import tell
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.errors import RequestError

BY_FIELD = {"record consultation": "title", "receive": "symbol", "appoint": "office", "take position": "holders"}
"""By act, the field that tells one from another of the same subject."""


def merge(accounts: Iterable[Account]) -> tuple[list[Proposal], list[str]]:
    """Merge the acts of several documents; with what they tell otherwise."""
    merged, notes = list[Proposal](), list[str]()
    every = [one for account in accounts for one in account.proposals]
    for one in sorted(every, key=lambda one: one.of == ANY_TOPIC):
        same = next((other for other in merged if _is_same(one, other)), None)
        if same is None:
            merged.append(one)
            continue
        notes += same.take(one.fields, one.grounds[0])
        same.of = same.of if len(same.of) >= len(one.of) and same.of != ANY_TOPIC else one.of
        same.grounds += [ground for ground in one.grounds if ground not in same.grounds]
    unnamed = [one for one in merged if one.of == ANY_TOPIC]
    notes += [f"“{one.act}” names no topic that is known: {one.grounds[0].sentence}" for one in unnamed]
    return [one for one in merged if one not in unnamed], [*notes, *_alike(merged)]


def _is_same(one: Proposal, other: Proposal) -> bool:
    """Whether two documents tell the same act."""
    if one.act != other.act or (one.meeting and other.meeting and one.meeting != other.meeting):
        return False
    named = BY_FIELD.get(one.act)
    if named and one.fields.get(named) != other.fields.get(named):
        return False
    return one.of == ANY_TOPIC or set(one.of) <= set(other.of) or set(other.of) <= set(one.of)


def _alike(merged: list[Proposal]) -> Iterable[str]:
    """Consultations of the same days with titles in two languages."""
    held = [one for one in merged if one.act == "record consultation"]
    for place, one in enumerate(held):
        for other in held[place + 1 :]:
            days = [each.fields.get(name) for each in (one, other) for name in ("online_from", "online_to")]
            if days[:2] == days[2:] and one.fields["title"].keys() != other.fields["title"].keys():
                yield f"may be one: {one.grounds[0].sentence} | {other.grounds[0].sentence}"


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
