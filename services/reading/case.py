"""A case of what documents tell: completed, tried and written down.

What no document says is marked in the file; acts that the table refuses stand in it as remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import tomli_w
from msgspec.structs import FieldInfo

from escalade.models.files import LARGEST_FILE, LARGEST_PAGE, to_toml
from escalade.models.store.clock import now
from escalade.services.reading.assembly import ANY_TOPIC, Account, Topics
from escalade.services.reading.fields import assemble
from escalade.services.reading.proposal import Proposal, demand, rules_of, try_in_order
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import ending_of
from escalade.templates.reading.bodies import learn_bodies
from escalade.templates.reading.telling import tell
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND
from escalade.workflow.motions.base import fields, read_type
from escalade.workflow.procedure import OFFICES, PROCEDURE
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.step import BASES

SECRETARIAT, COUNCIL_SECRETARIAT, CHAIR = "Secretariat", "Council secretariat", "Chair"
"""Who acts where no document names anybody: desks, and the chair by the office."""
ELSE_REFUSED = {"set aside": ("words",)}
"""Fields that an act needs where nothing else speaks for it."""
CONCLUDED = frozenset({"record no consensus", "record consensus"})
"""The acts before which a topic was debated."""


def complete(
    proposals: Sequence[Proposal], accounts: Sequence[Account], memory: Memory, topics: Topics
) -> list[Proposal]:
    """Add what the table demands and no document tells."""
    told = list(proposals)
    chair = next((str(one.fields["name"]) for one in told if one.act == "appoint"), CHAIR)
    if "body" not in memory.subjects:
        told = [constitute(told, accounts[0], chair), *(one for one in told if one.act != "appoint")]
    told += _brought_in(told, memory, topics, accounts[0].document.language)
    told += _debated(told)
    days = {one.of[0]: one for one in told if one.act == "convene"}
    for one in told:
        demand_fields(one, holders(chair, memory), days)
    return told


def _brought_in(told: Sequence[Proposal], memory: Memory, topics: Topics, language: str) -> Iterator[Proposal]:
    """The rounds and topics that an act is of and nothing brings in."""
    named = dict.fromkeys(name for one in told for name in one.of if kind_of(name) == "topic")
    there = {name for one in told if one.act in {"propose", "introduce"} for name in one.of} | {*memory.subjects}
    for name in dict.fromkeys(map(round_of, named)):
        if name not in there:
            yield demand("open round", [name], {"title": {language: NOT_AT_HAND}})
    for name in named:
        if name not in there:
            yield demand("propose", [name], {"version": {"title": topics.titles[name]}})


def _debated(told: Sequence[Proposal]) -> Iterator[Proposal]:
    """The debates of topics on which something was concluded."""
    debates = [set(one.of) for one in told if one.act == "open debate"]
    for one in told:
        if one.act in CONCLUDED and not any(set(one.of) <= debated for debated in debates):
            yield demand("open debate", one.of, {"evidence": {"meeting": one.meeting}} if one.meeting else {})


def holders(chair: str, memory: Memory) -> Mapping[str, str]:
    """Who acts for each office: on record, as is told, or a desk."""
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
    if one.act == "record consultation":
        one.of = ("body",)
    shape = MOTIONS[one.act]
    asked = {f"given:{name}" for name in ELSE_REFUSED.get(one.act, ())} | rules_of(one.act, kind)
    given |= {field.name: NOT_AT_HAND for field in fields(shape) if f"given:{field.name}" in asked and _may_lack(field)}
    for name, value in given.items():
        if not one.fields.get(name):
            one.fields[name] = value
            one.demanded.add(name)
    one.demanded |= {name for name, value in one.fields.items() if value == NOT_AT_HAND}


def _may_lack(field: FieldInfo) -> bool:
    """Whether a field may be said to be not at hand."""
    return read_type(field.type).may_lack or field.name == "presided_by"


def constitute(told: Sequence[Proposal], account: Account, chair: str) -> Proposal:
    """The body as a document tells it, with what a new register demands."""
    language, bodies = account.document.language, account.bodies
    lacking = {language: NOT_AT_HAND}
    signed = next((one for one in told if one.act == "appoint"), None)
    stated = {"name": bodies.get("name"), "acronym": bodies.get("A"), "superior_body": bodies.get("U")}
    cited = [str(one.fields.get("evidence", {}).get("document", "")) for one in told]
    known: dict[str, Any] = {name: {language: words} for name, words in stated.items() if words}
    if series := sorted({symbol.partition("/")[0] for symbol in cited if symbol}):
        known["symbol_series"] = series
    fields: dict[str, Any] = {
        "by": SECRETARIAT,
        "on": UNKNOWN,
        **dict.fromkeys(("mandate", "membership", "name", "superior_body", "seat"), lacking),
        "texts": {key: {"citation": lacking} for key in BASES},
        "office_titles": {office: {language: office} for office in OFFICES},
        "time_zone": "UTC",
        "languages": {"note": [language]},
        "symbol_series": ["X"],
        "officers": _officers(chair, signed),
    }
    grounds = list(signed.grounds) if signed else []
    return Proposal("constitute", ("body",), fields | known, grounds, fields.keys() - known)


def _officers(chair: str, signed: Proposal | None) -> list[dict[str, Any]]:
    """The first officers: the chair who signed, and two desks."""
    state = {"state": signed.fields["state"]} if signed and "state" in signed.fields else {}
    desks = ((SECRETARIAT, "secretariat"), (COUNCIL_SECRETARIAT, "council-secretariat"))
    held = [{"name": name, "office": office, "desk": True, "since": UNKNOWN} for name, office in desks]
    return [{"name": chair, "office": "chair", "since": UNKNOWN, **state}, *held]


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
