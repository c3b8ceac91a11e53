"""How the slots of a sentence fill the fields of its act."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from escalade.services.reading.assembly import ANY_TOPIC, Account, Assembly, Topics
from escalade.services.reading.proposal import rules_of
from escalade.templates.checks.citation import without_dates
from escalade.templates.checks.document import Document
from escalade.templates.reading.slots import pattern_of, stances_in, strip_marks
from escalade.templates.reading.telling import ENDS, ToldAct, ToldParagraph
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND
from escalade.workflow.values.dates import when

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
