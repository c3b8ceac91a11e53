"""How the slots of a sentence fill the fields of its act."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec

from escalade.services.reading.assembly import ANY_TOPIC, Account, Assembly, Topics
from escalade.templates.checks.citation import without_dates
from escalade.templates.checks.document import Document
from escalade.templates.reading.slots import pattern_of, stances_in, strip_marks
from escalade.templates.reading.telling import ENDS, ToldAct, ToldParagraph
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.values.dates import when

_PARAGRAPH = re.compile(r"§ ?(\d+(?:\.\d+)+)")
_QUOTED = re.compile(r"[“«]\s?([^“”«»]+?)\s?[”»]")
LONGEST = 31
"""How many days a meeting lasts at most whose first and last day have a date each."""
EARLIER = "record consultation"
PHASES = 2
"""An online phase has so many days: its first and its last."""


def assemble(document: Document, told: Sequence[ToldParagraph], bodies: dict[str, str], topics: Topics) -> Account:
    """Assemble the acts that a document tells."""
    assembly = Assembly(document, told, bodies, topics)
    acts = [act for paragraph in told for act in paragraph.acts]
    for passage in document.masthead:
        for title in _QUOTED.findall(passage.text):
            assembly.topic(title)
    for act in acts:
        titles = act.slots.get("Q", ()) if act.act in BY_TITLE else ()
        for title in titles:
            if not strip_marks(title).endswith(ENDS):  # a decision's own words are a sentence, and no title
                assembly.topic(title)
    assembly.convene()
    for act in acts:
        assembly.lead_topics = [assembly.topic(one) for one in _QUOTED.findall(act.lead) if one in topics]
        fill = FILLERS.get(act.act)
        if act.act == "record hearing" and any(one.sentence == act.sentence for one in acts if one.act == EARLIER):
            continue  # the hearing of an earlier consultation is a day of that
        if fill:
            fill(assembly, act)
        elif act.act != "ask":
            assembly.notes.append(f"{act.place}: “{act.act}” is told, and not put into the case: {act.sentence}")
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
        dated = paired.get(number, [])
        given = {"opens": dated[0], "closes": dated[-1], "place": NOT_AT_HAND} if dated else {}
        assembly.put("convene", [f"meeting/{number}"], told, **given)
    assembly.meetings = numbers or assembly.meetings


def _approve_report(assembly: Assembly, told: ToldAct) -> None:
    """The report of each meeting that is named, or was named before."""
    numbers = assembly.meetings = assembly.numbers(told) or assembly.meetings
    sent = pattern_of("sent", assembly.language).search(told.sentence)
    for number in numbers:
        to = [assembly.text(sent[1].strip(" .;"))] if sent else None
        assembly.put("approve report", [f"meeting/{number}"], told, sent_to=to)


def _record_consultation(assembly: Assembly, told: ToldAct) -> None:
    days = assembly.days(told)
    online, physical = (days[:-1], days[-1]) if len(days) > PHASES else (days, [])
    for title in told.slots.get("Q", ())[:1]:
        assembly.put(
            "record consultation", ["body"], told, meeting="", title=assembly.text(strip_marks(title)),
            online_from=online[0][0] if online else "", online_to=online[-1][-1] if online else "",
            physical=physical[0] if physical else "", responses=NOT_AT_HAND, summary=NOT_AT_HAND,
        )  # fmt: skip
        key = ("record consultation", ("body",), "")
        assembly.found["record consultation", ("body",), strip_marks(title)] = assembly.found.pop(key)


def _propose(assembly: Assembly, told: ToldAct) -> None:
    for title in told.slots.get("Q", ()):
        words = strip_marks(title)
        assembly.put("propose", [assembly.topic(words)], told, version={"title": assembly.text(words)})


def _record_no_consensus(assembly: Assembly, told: ToldAct) -> None:
    """One sentence may name the meeting, another the topics."""
    topics, numbers = assembly.topics_of(told) if told.slots.get("Q") else [], assembly.numbers(told)
    of = tuple(topics) or next((key[1] for key in assembly.found if key[0] == "record no consensus"), ANY_TOPIC)
    before = next((key[2] for key in assembly.found if key[0] == "record no consensus" and key[1] == of), "")
    meeting = str(numbers[0]) if numbers else before or assembly.meeting
    one = assembly.put("record no consensus", of, told, meeting, tried=NOT_AT_HAND)
    if paragraph := _PARAGRAPH.search(told.sentence):
        one.fields["evidence"] = {**one.fields.get("evidence", {}), "paragraph": paragraph[1]}
    if told.key == "note.decided" or told.act == "escalate":
        one.fields |= {"refer": True, "words": NOT_AT_HAND}


def _escalate(assembly: Assembly, told: ToldAct) -> None:
    if told.key:
        _on_topics("escalate", assembly, told, to_session=assembly.session)
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
    return re.sub(r"\b[^\W\d_]{3,}\b", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name)


def _on_topics(act: str, assembly: Assembly, told: ToldAct, **fields: Any) -> None:
    """An act on the topics that its sentence names."""
    of = assembly.topics_of(told)
    if not of:
        assembly.notes.append(f"{told.place}: “{act}” names no topic that is known: {told.sentence}")
        return
    numbers, days = assembly.numbers(told), assembly.days(told)
    on = (days[0][0] if len(days[0]) == 1 else f"{days[0][0]}..{days[0][-1]}") if days else ""
    meeting = str(numbers[0]) if numbers else assembly.meeting if act in AT_MEETINGS else ""
    assembly.put(act, of, told, meeting, on=on, **fields)


def _of_consultation(act: str, assembly: Assembly, told: ToldAct) -> None:
    """An act on the consultation of a topic: its days, or how many answered."""
    days = [day for dated in assembly.days(told) for day in dated]
    counted = re.search(r"\d+", without_dates(told.sentence))
    every: dict[str, dict[str, Any]] = {
        "launch": {"opens": days[0] if days[1:] else "", "closes": days[-1] if days else ""},
        "extend": {"closes": days[-1] if days else "", "reason": NOT_AT_HAND},
        "record hearing": {"held": days[0] if days else "", "summary": NOT_AT_HAND, "presided_by": NOT_AT_HAND},
        "record responses": {"count": int(counted[0]) if counted else NOT_AT_HAND, "where": NOT_AT_HAND},
        "call off hearing": {"reason": NOT_AT_HAND},
        "cancel": {"authority": NOT_AT_HAND, "notice": NOT_AT_HAND},
    }
    _on_topics(act, assembly, msgspec.structs.replace(told, slots={**told.slots, "P": ()}), **every[act])


def _voice(act: str, assembly: Assembly, told: ToldAct) -> None:
    """What a State said: who, how it stands, and in what words."""
    said = [title for title in told.slots.get("Q", ()) if strip_marks(title) not in assembly.known]
    before, stance = stances_in(told.sentence, assembly.language)
    holders = list(told.slots.get("N", ())) or ([before.strip(" ,:")] if before.strip(" ,:") else [])
    given: dict[str, Any] = {"holders": holders} if holders else {"unattributed": True}
    given |= {"stance": stance or None} if act == "take position" else {}
    given |= {"source": next(iter(told.slots.get("Y", ())), None)} if act == "take position" else {}
    text = assembly.text(strip_marks(said[-1])) if said else NOT_AT_HAND
    _on_topics(act, assembly, told, text=text, **given)


def _receive(assembly: Assembly, told: ToldAct) -> None:
    for symbol in told.slots.get("Y", ())[:1]:
        states = list(told.slots.get("N", ()))
        concerns = assembly.topics_of(told) or [assembly.year]
        assembly.put("receive", [assembly.year], told, by_state=states, symbol=symbol, concerns=concerns)


WORDED = ("approve", "decline", "take note", "record no decision", "take up")
"""Acts on topics that need the words of the decision, which may not be at hand."""
PLAIN = (
    "open debate", "record consensus", "reopen debate", "defer", "withdraw", "lapse", "close", "introduce",
    "record consideration",
)  # fmt: skip
"""Acts on topics that need no more than these."""
CONSULTED = ("launch", "extend", "record hearing", "record responses", "call off hearing", "cancel")
"""Acts on the consultation of a topic."""
BY_TITLE = frozenset({*WORDED, *PLAIN, "set aside", "propose", "refer back", "record no consensus", "escalate"})
"""The acts whose quotations are titles of topics."""
AT_MEETINGS = frozenset(
    {"open debate", "record consensus", "set aside", "reopen debate", "defer", "record consideration"}
)
"""The acts that happened at the meeting of the paper, where no other is named."""
FILLERS: dict[str, Callable[[Assembly, ToldAct], None]] = {
    **{act: partial(_on_topics, act, words=NOT_AT_HAND) for act in WORDED},
    **{act: partial(_on_topics, act) for act in PLAIN},
    "set aside": partial(_on_topics, "set aside", words=NOT_AT_HAND),
    **{act: partial(_of_consultation, act) for act in CONSULTED},
    **{act: partial(_voice, act) for act in ("take position", "record statement")},
    "refer back": partial(_on_topics, "refer back", guidance=NOT_AT_HAND),
    "convene": _convene,
    "approve report": _approve_report,
    "record consultation": _record_consultation,
    "propose": _propose,
    "record no consensus": _record_no_consensus,
    "escalate": _escalate,
    "appoint": _appoint,
    "receive": _receive,
}  # fmt: skip
