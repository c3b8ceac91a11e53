"""A case of what documents tell: completed by what the table demands, tried, and written down.

What no document says is marked in the file; acts that the table refuses stand in it as remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import tomli_w

from escalade.models.files.toml import to_toml
from escalade.models.store.clock import now
from escalade.services.reading.assembly import Account, Topics
from escalade.services.reading.fields import assemble
from escalade.services.reading.merging import merge
from escalade.services.reading.proposal import Proposal, demand
from escalade.services.reading.trial import try_in_order
from escalade.templates.checks.document import Document
from escalade.templates.reading.bodies import learn_bodies
from escalade.templates.reading.telling import tell
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.procedure import OFFICES, PROCEDURE
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.reference import kind_of, round_of

SECRETARIAT, COUNCIL_SECRETARIAT, CHAIR = "Secretariat", "Council secretariat", "Chair"
"""Who acts where no document names anybody: desks, and the chair by the office."""


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
    return ReadCase(accounts, try_in_order(completed, memory), [*told, *notes])


def read_document(document: Document, topics: Topics) -> Account:
    """Read one document by itself."""
    bodies = learn_bodies(document)
    called = {kind: [bodies[name] for name in names if name in bodies] for kind, names in (("G", "GA"), ("U", "U"))}
    return assemble(document, tell(document, called), dict(bodies), topics)


def complete(
    proposals: Sequence[Proposal], accounts: Sequence[Account], memory: Memory, topics: Topics
) -> list[Proposal]:
    """Add what the table demands and no document tells."""
    told, language = list(proposals), accounts[0].document.language
    chair = next((str(one.fields["name"]) for one in told if one.act == "appoint"), CHAIR)
    if "body" not in memory.subjects:
        told = [constitute(told, accounts[0], chair), *(one for one in told if one.act != "appoint")]
    rounds = dict.fromkeys(round_of(name) for one in told for name in one.of if kind_of(name) == "topic")
    told += [
        demand("open round", [name], {"title": {language: NOT_AT_HAND}})
        for name in rounds
        if name not in memory.subjects
    ]
    proposed = {name for one in told if one.act in {"propose", "introduce"} for name in one.of} | {*memory.subjects}
    told += [
        demand("propose", [name], {"version": {"title": topics.titles[name]}})
        for name in dict.fromkeys(name for one in told for name in one.of if kind_of(name) == "topic")
        if name not in proposed
    ]
    for one in [one for one in told if one.act in {"record no consensus", "record consensus"}]:
        if not any(other.act == "open debate" and set(one.of) <= set(other.of) for other in told):
            meeting = one.fields.get("evidence", {}).get("meeting")
            told.append(demand("open debate", one.of, {"evidence": {"meeting": meeting}} if meeting else {}))
    days = {one.of[0]: one for one in told if one.act == "convene"}
    for one in told:
        demand_fields(one, holders(chair, memory), days)
    return told


def holders(chair: str, memory: Memory) -> Mapping[str, str]:
    """Who acts for each office: who holds it on record, else the chair that a document names, and desks."""
    usual = {"chair": chair, "secretariat": SECRETARIAT, "council-secretariat": COUNCIL_SECRETARIAT}
    if "body" not in memory.subjects:
        return usual
    body = memory.standing(now().date()).body
    held = {office: [one.name for one in body.holders(office, when(UNKNOWN))] for office in usual}
    return {office: next(iter(held[office]), name) for office, name in usual.items()}


def demand_fields(one: Proposal, by: Mapping[str, str], gatherings: Mapping[str, Proposal]) -> None:
    """Give an act an officer and a day, where no document does."""
    kind = "body" if one.of == ("body",) or one.act == "record consultation" else kind_of(one.of[0])
    offices = next((step.offices for step in PROCEDURE.steps.values() if step.act == one.act and step.of == kind), ())
    meeting = gatherings.get(f"meeting/{one.fields.get('evidence', {}).get('meeting', '')}")
    day = f"..{meeting.fields['closes']}" if meeting and "closes" in meeting.fields else UNKNOWN
    given: dict[str, Any] = {"by": by.get(next(iter(offices), "secretariat"), SECRETARIAT), "on": day}
    if one.act == "propose":
        version = one.fields.setdefault("version", {})
        given |= {"unattributed": True}
        if not version.get("questions"):
            version["questions_not_at_hand"] = True
            one.demanded.add("version.questions_not_at_hand")
    if one.act == "approve report":
        given["sent_to"] = NOT_AT_HAND
    if one.act == "record consultation":
        one.of = ("body",)
        one.demanded |= {"responses", "summary"}
    for name, value in given.items():
        if not one.fields.get(name):
            one.fields[name] = value
            one.demanded.add(name)
    one.demanded |= {name for name, value in one.fields.items() if value == NOT_AT_HAND}


def constitute(told: Sequence[Proposal], account: Account, chair: str) -> Proposal:
    """The body as a document tells it, and what a new register demands beside that."""
    language, bodies = account.document.language, account.bodies
    lacking = {language: NOT_AT_HAND}
    signed = next((one for one in told if one.act == "appoint"), None)
    first = {
        "name": chair,
        "office": "chair",
        "since": UNKNOWN,
        **({"state": signed.fields["state"]} if signed and "state" in signed.fields else {}),
    }
    desks = ((SECRETARIAT, "secretariat"), (COUNCIL_SECRETARIAT, "council-secretariat"))
    stated = {"name": bodies.get("name"), "acronym": bodies.get("A"), "superior_body": bodies.get("U")}
    series = sorted(
        {
            str(one.fields["evidence"]["document"]).partition("/")[0]
            for one in told
            if one.fields.get("evidence", {}).get("document")
        }
    )
    fields: dict[str, Any] = {
        "by": SECRETARIAT,
        "on": UNKNOWN,
        "mandate": lacking,
        "membership": lacking,
        "texts": {key: {"citation": lacking} for key in ("mandate", "modalities", "referral")},
        "office_titles": {office: {language: office} for office in OFFICES},
        "seat": lacking,
        "time_zone": "UTC",
        "languages": {"note": [language]},
        "symbol_series": series or ["X"],
        **{
            name: {language: words} if words else lacking
            for name, words in stated.items()
            if words or name != "acronym"
        },
        "officers": [
            first,
            *({"name": name, "office": office, "desk": True, "since": UNKNOWN} for name, office in desks),
        ],
    }
    told_fields = {name for name, words in stated.items() if words} | ({"symbol_series"} if series else set())
    return Proposal("constitute", ("body",), fields, list(signed.grounds) if signed else [], {*fields} - told_fields)


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
