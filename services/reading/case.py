"""A case of what documents tell: completed, tried and written down.

What no document says is marked in the file; acts that the table refuses stand in it as remarks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import tomli_w
from msgspec.structs import FieldInfo

from escalade.models.files import LARGEST_FILE, LARGEST_PAGE, to_toml
from escalade.models.store.clock import now
from escalade.services.reading.assembly import ANY_TOPIC, Account, Assembly, Topics
from escalade.services.reading.proposal import Proposal, demand, rules_of, try_in_order
from escalade.templates.checks.citation import without_dates
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import ending_of
from escalade.templates.reading.slots import pattern_of, stances_in, strip_marks
from escalade.templates.reading.telling import ENDS, ToldAct, ToldParagraph, learn_bodies, tell
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND
from escalade.workflow.motions.base import fields, read_type
from escalade.workflow.procedure import OFFICES, PROCEDURE
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.step import BASES

_PARAGRAPH = re.compile(r"§ ?(\d+(?:\.\d+)+)")
_QUOTED = re.compile(r"[“«]\s?([^“”«»]+?)\s?[”»]")
LONGEST = 31
"""How many days a meeting lasts at most whose first and last day have a date each."""
EARLIER = "record consultation"
QUOTES = "note.decided"
"""Our sentence that quotes a decision: what is quoted there is no title."""
PHASES = 2
"""An online phase has so many days: its first and its last."""
OTHER_DAYS = frozenset({"call off hearing", "cancel", "record responses"})
"""The acts whose sentence names the day of something else."""
AT_MEETINGS = frozenset({"meeting_is_named", "meeting_or_circulation_is_named"})
"""The rules of what happens at a meeting: that of the paper, where no other is named."""


def assemble(document: Document, told: Sequence[ToldParagraph], bodies: dict[str, str], topics: Topics) -> Account:
    """Assemble the acts that a document tells."""
    assembly = Assembly(document, told, bodies, topics)
    acts = [act for paragraph in told for act in sorted(paragraph.acts, key=lambda one: one.key == QUOTES)]
    for passage in document.masthead:
        for title in _QUOTED.findall(passage.text) if not passage.text.endswith(ENDS) else ():  # else it is told
            assembly.topic(title)
    for act in acts:
        titles = act.slots.get("Q", ()) if act.act in BY_TITLE and act.key != QUOTES else ()
        for title in titles:
            if not strip_marks(title).endswith(ENDS):  # a decision's own words are a sentence, and no title
                assembly.topic(title)
    assembly.convene()
    for act in acts:
        if act.act == "record hearing" and any(one.sentence == act.sentence for one in acts if one.act == EARLIER):
            continue  # the hearing of an earlier consultation is a day of that
        assembly.lead_topics = [assembly.topic(one) for one in _QUOTED.findall(act.lead) if one in topics]
        if fill := FILLERS.get(act.act):
            fill(assembly, act)
        if assembly.latest is not act and act.act != "ask":
            assembly.notes.append(f"{act.place}: “{act.act}” names nothing that is known: {act.sentence}")
    assembly.fill_texts()
    assembly.refer()
    return Account(document, list(told), list(assembly.found.values()), assembly.notes, bodies)


def _is_one_period(days: Sequence[Sequence[str]]) -> bool:
    """Whether dates may be the first and the last of one meeting."""
    if not days or len(days) > PHASES:
        return False
    first, last = when(days[0][0]).first, when(days[-1][-1]).last
    return first is not None and last is not None and 0 <= (last - first).days <= LONGEST


def _convene(assembly: Assembly, told: ToldAct) -> None:
    """Several meetings and dates pair only where the counts agree."""
    numbers, days = assembly.numbers(told), assembly.days(told)
    paired = dict(zip(numbers, days, strict=True)) if len(numbers) == len(days) else {}
    if len(numbers) == 1 and _is_one_period(days):
        paired = {numbers[0]: [days[0][0], days[-1][-1]]}
    if numbers and days and not paired:
        assembly.notes.append(f"{told.place}: {len(numbers)} meetings and {len(days)} dates are not paired")
    for number in numbers:
        dated = paired.get(number, [""])
        assembly.put("convene", [f"meeting/{number}"], told, opens=dated[0], closes=dated[-1])
    assembly.meetings = numbers or assembly.meetings


def _approve_report(assembly: Assembly, told: ToldAct) -> None:
    """The report of each meeting that is named, or was named before."""
    numbers = assembly.meetings = assembly.numbers(told) or assembly.meetings
    sent = pattern_of("sent", assembly.language).search(told.sentence)
    for number in numbers:
        to = [assembly.text(sent[1].strip(" .;"))] if sent else None
        assembly.put("approve report", [f"meeting/{number}"], told, sent_to=to)


def _record_consultation(assembly: Assembly, told: ToldAct) -> None:
    """Its title tells it from another, since all are of the body."""
    days = assembly.days(told)
    online, physical = (days[:-1], days[-1]) if len(days) > PHASES else (days, [""])
    for title in map(strip_marks, told.slots.get("Q", ())[:1]):
        first, last = (online[0][0], online[-1][-1]) if online else ("", "")
        given = {"online_from": first, "online_to": last, "physical": physical[0]}
        assembly.put(EARLIER, ["body"], told, title=assembly.text(title), **given)
        assembly.found[EARLIER, ("body",), title] = assembly.found.pop((EARLIER, ("body",), ""))


def _propose(assembly: Assembly, told: ToldAct) -> None:
    for words in map(strip_marks, told.slots.get("Q", ())):
        assembly.put("propose", [assembly.topic(words)], told, version={"title": assembly.text(words)})


def _record_no_consensus(assembly: Assembly, told: ToldAct) -> None:
    """One sentence may name the meeting, another the topics."""
    names = told.slots.get("Q") and told.key != QUOTES
    topics, numbers = assembly.topics_of(told) if names else [], assembly.numbers(told)
    of = tuple(topics) or next((key[1] for key in assembly.found if key[0] == "record no consensus"), ANY_TOPIC)
    before = next((key[2] for key in assembly.found if key[0] == "record no consensus" and key[1] == of), "")
    meeting = str(numbers[0]) if numbers else before or assembly.meeting
    one = assembly.put("record no consensus", of, told, meeting)
    if paragraph := _PARAGRAPH.search(told.sentence):
        one.fields["evidence"] = {**one.fields.get("evidence", {}), "paragraph": paragraph[1]}
    if told.key == QUOTES or told.act == "escalate":
        one.fields |= {"refer": True, "words": NOT_AT_HAND}


def _escalate(assembly: Assembly, told: ToldAct) -> None:
    if told.key:
        _on_topics(assembly, told, to_session=assembly.session)
    else:
        _record_no_consensus(assembly, told)


def _appoint(assembly: Assembly, told: ToldAct) -> None:
    _, _, name = told.sentence.partition(":")
    _, *rest = [passage.text for passage in assembly.document.signature] or [""]
    state = assembly.text(_usual_letters(rest[0].strip("() "))) if rest else None
    if name.strip():
        assembly.put("appoint", ["body"], told, name=_usual_letters(name.strip()), office="chair", state=state)


def _usual_letters(name: str) -> str:
    """A name in capitals, in the usual letters."""
    return re.sub(
        r"\b[^\W\d_]{2,}(?=-)|\b[^\W\d_]{3,}\b",
        lambda word: word[0].capitalize() if word[0].isupper() else word[0],
        name,
    )


def _on_topics(assembly: Assembly, told: ToldAct, **fields: Any) -> None:
    """An act on the topics that its sentence names, with the days and counts that it has fields for."""
    dated = assembly.days(told)
    days = [day for one in dated for day in one]
    first = [*dict.fromkeys((dated[0][0], dated[0][-1]))] if dated and told.act not in OTHER_DAYS else []
    counted = re.search(r"\d+", without_dates(told.sentence))
    named = {
        "opens": days[0] if days[1:] else "",
        "physical" if told.key.startswith("hearing.") else "closes": days[-1] if days else "",
        "held": days[0] if days else "",
        "count": int(counted[0]) if counted else None,
    }
    own = {name: value for name, value in named.items() if name in MOTIONS[told.act].__struct_fields__}
    own |= {} if {"closes", "held"} & own.keys() else {"on": "..".join(first)}
    meeting = assembly.meeting if AT_MEETINGS & rules_of(told.act, "topic") else ""
    meeting = next(map(str, assembly.numbers(told)), meeting)
    if of := assembly.topics_of(told):
        assembly.put(told.act, of, told, meeting, **own, **fields)


def _voice(assembly: Assembly, told: ToldAct) -> None:
    """What a State said: who, how it stands, and in what words."""
    said = [title for title in told.slots.get("Q", ()) if strip_marks(title) not in assembly.known]
    before, stance = stances_in(told.sentence, assembly.language)
    who = before.strip(" ,:")
    holders = list(told.slots.get("N", ())) or ([who] if who else [])
    given: dict[str, Any] = {"holders": holders} if holders else {"unattributed": True}
    if told.act == "take position":
        given |= {"stance": stance, "source": next(iter(told.slots.get("Y", ())), None)}
    _on_topics(assembly, told, text=assembly.text(strip_marks(said[-1])) if said else NOT_AT_HAND, **given)


def _receive(assembly: Assembly, told: ToldAct) -> None:
    for symbol in told.slots.get("Y", ())[:1]:
        states = list(told.slots.get("N", ()))
        concerns = assembly.topics_of(told) or [assembly.year]
        assembly.put("receive", [assembly.year], told, by_state=states, symbol=symbol, concerns=concerns)


CONSULTED = ("launch", "extend", "record hearing", "record responses", "call off hearing", "cancel")
"""Acts on the consultation of a topic."""
DECIDED = (
    "approve", "close", "decline", "defer", "introduce", "lapse", "open debate", "record consensus",
    "record consideration", "record no decision", "refer back", "reopen debate", "set aside", "take note", "take up",
    "withdraw",
)  # fmt: skip
"""Acts on topics that need no more than these."""
BY_TITLE = frozenset({*DECIDED, "propose", "record no consensus", "escalate"})
"""The acts whose quotations are titles of topics."""
FILLERS: dict[str, Callable[[Assembly, ToldAct], None]] = {
    **dict.fromkeys((*DECIDED, *CONSULTED), _on_topics),
    **dict.fromkeys(("take position", "record statement"), _voice),
    "convene": _convene,
    "approve report": _approve_report,
    EARLIER: _record_consultation,
    "propose": _propose,
    "record no consensus": _record_no_consensus,
    "escalate": _escalate,
    "appoint": _appoint,
    "receive": _receive,
}


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
