"""From what a document tells to acts: the slots of its sentences fill their fields.

Only what is stated stands there; what the table demands beside it is marked, and stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from escalade.services.reading.proposal import Ground, Proposal
from escalade.templates.checks.citation import signs_in
from escalade.templates.checks.days import find_dates
from escalade.templates.checks.document import Document, plain
from escalade.templates.reading.slots import dates_of, numbers_in, pattern_of, strip_marks
from escalade.templates.reading.telling import ToldAct, ToldParagraph
from escalade.workflow.motions import NOT_AT_HAND

SECRETARIAT, COUNCIL_SECRETARIAT, CHAIR = "Secretariat", "Council secretariat", "Chair"
"""Who acts where no document names anybody: desks, and the chair by the office."""
_PARAGRAPH = re.compile(r"§ ?(\d+(?:\.\d+)+)")
SHORT, WORDS = 3, 3
"""Of a title, the words that name a topic: so many, each longer than this."""
PHASES = 2
"""An online phase has so many days: its first and its last."""
_LATIN = re.compile(r"[^a-z0-9]+")


class Account(msgspec.Struct):
    """What one document comes to."""

    document: Document
    paragraphs: list[ToldParagraph]
    proposals: list[Proposal] = []
    notes: list[str] = []
    """What could not be paired, or is told otherwise in two places."""
    bodies: Mapping[str, str] = {}
    """How it calls the group (G), its acronym (A) and the superior body (U)."""


class _Assembly:
    """The acts of one document as they come together."""

    def __init__(self, document: Document, told: Sequence[ToldParagraph], bodies: Mapping[str, str]) -> None:
        self.document, self.told, self.bodies = document, told, bodies
        self.language = document.language
        self.found: dict[tuple[str, tuple[str, ...]], Proposal] = {}
        self.notes: list[str] = []
        self.meetings: list[int] = []
        self.titles: dict[str, str] = {}
        head = [passage.text for passage in document.masthead]
        self.symbol = next((str(sign.in_language(None)) for text in head for sign in signs_in(text)), "")
        dated = [dated for text in head for dated in find_dates(text)]
        self.day = next((one.day_texts[0] for one in dated if len(one.days) == 1), "")
        self.period = next((one.day_texts for one in dated if len(one.days) > 1), [])
        self.session_year = ""

    @property
    def year(self) -> str:
        return self.session_year or self.day[:4] or "unknown-year"

    @property
    def session(self) -> str:
        return f"{self.bodies.get('U') or 'Session'} {self.year}"

    def text(self, words: str) -> dict[str, str]:
        return {self.language: words}

    def put(self, act: str, of: Sequence[str], told: ToldAct | None = None, **fields: Any) -> Proposal:
        """Add an act, or what a further sentence tells of it; what differs is noted."""
        one = self.found.setdefault((act, tuple(of)), Proposal(act, tuple(of), {}, [], set()))
        if told:
            ground = Ground(self.document.name, str(told.place), told.sentence)
            one.grounds += [] if ground in one.grounds else [ground]
        for name, value in fields.items():
            held = one.fields.get(name)
            if value and held and held not in (value, NOT_AT_HAND) and value != NOT_AT_HAND:
                self.notes.append(
                    f"{act} {', '.join(of)}: {name} is {held}, and {value} ({told.place if told else ''})"
                )
            elif value and (not held or held == NOT_AT_HAND):
                one.fields[name] = value
        return one

    def topic(self, title: str) -> str:
        """The reference of a topic by its title."""
        known = plain(title).casefold()
        if known not in self.titles:
            letters = unicodedata.normalize("NFKD", known).encode("ascii", "ignore").decode()
            words = [one for one in _LATIN.split(letters) if len(one) > SHORT][:WORDS]
            self.titles[known] = "-".join(words) or f"topic-{len(self.titles) + 1}"
        return f"{self.year}/{self.titles[known]}"

    @property
    def topics(self) -> list[str]:
        return [f"{self.year}/{name}" for name in self.titles.values()]

    def numbers(self, told: ToldAct) -> list[int]:
        """The meetings that a sentence names."""
        return [number for text in told.slots.get("M", ()) for number in numbers_in(text, self.language)]

    def days(self, told: ToldAct) -> list[list[str]]:
        """The days that a sentence names, date by date."""
        return [days for text in told.slots.get("P", ()) for days in dates_of(text)]


def assemble(document: Document, told: Sequence[ToldParagraph], bodies: Mapping[str, str]) -> Account:
    """Assemble the acts that a document tells."""
    assembly = _Assembly(document, told, bodies)
    _read_ahead(assembly)
    for act in (act for paragraph in told for act in paragraph.acts):
        fill = FILLERS.get(act.act)
        if fill:
            fill(assembly, act)
    _fill_texts(assembly)
    _refer(assembly)
    return Account(document, list(told), list(assembly.found.values()), assembly.notes, bodies)


def _read_ahead(assembly: _Assembly) -> None:
    """Know the year of the session and the topics before anything is named by them."""
    told = [act for paragraph in assembly.told for act in paragraph.acts]
    sessions = [text for act in told for text in act.slots.get("S", ())]
    years = [year for text in sessions for year in re.findall(r"\d{4}", text)]
    assembly.session_year = next(iter(years), "")
    for act in told:
        if act.act in BY_TITLE:
            for title in act.slots.get("Q", ()):
                assembly.topic(strip_marks(title))


def _convene(assembly: _Assembly, told: ToldAct) -> None:
    numbers, days = assembly.numbers(told), assembly.days(told)
    paired = list(zip(numbers, days, strict=False)) if len(numbers) == len(days) else []
    if len(numbers) == 1 and days:
        paired = [(numbers[0], [days[0][0], days[-1][-1]])]
    if numbers and days and not paired:
        assembly.notes.append(f"{told.place}: {len(numbers)} meetings and {len(days)} dates are not paired")
    for number in numbers:
        assembly.put("convene", [f"meeting/{number}"], told)
    for number, dated in paired:
        assembly.put("convene", [f"meeting/{number}"], told, opens=dated[0], closes=dated[-1], place=NOT_AT_HAND)
    assembly.meetings += numbers


def _approve_report(assembly: _Assembly, told: ToldAct) -> None:
    """The report of each meeting; without one, those of the sentence before."""
    numbers = assembly.numbers(told) or assembly.meetings
    assembly.meetings = numbers
    sent = _sent_to(told.sentence, assembly.language) if told.key in {"", "note.reports_sent"} else ""
    for number in numbers:
        given = {"sent_to": [assembly.text(sent)]} if sent else {}
        assembly.put("approve report", [f"meeting/{number}"], told, **given)


def _sent_to(sentence: str, language: str) -> str:
    """To whom something was sent, where the sentence says it behind a preposition."""
    found = pattern_of("sent", language).search(sentence)
    return found[1].strip(" .;") if found else ""


def _record_consultation(assembly: _Assembly, told: ToldAct) -> None:
    days = assembly.days(told)
    title = next(iter(told.slots.get("Q", ())), "")
    if not title:
        return
    online, physical = (days[:-1], days[-1]) if len(days) > PHASES else (days, [])
    assembly.put(
        "record consultation", ["body"], told, title=assembly.text(strip_marks(title)),
        online_from=online[0][0] if online else "", online_to=online[-1][-1] if online else "",
        physical=physical[0] if physical else "", responses=NOT_AT_HAND, summary=NOT_AT_HAND,
    )  # fmt: skip
    last = assembly.found.pop(("record consultation", ("body",)))
    assembly.found["record consultation", ("body", strip_marks(title))] = last


def _propose(assembly: _Assembly, told: ToldAct) -> None:
    for title in told.slots.get("Q", ()):
        words = strip_marks(title)
        assembly.put("propose", [assembly.topic(words)], told, version={"title": assembly.text(words)})


def _record_no_consensus(assembly: _Assembly, told: ToldAct) -> None:
    numbers = assembly.numbers(told)
    if told.slots.get("Q"):
        for title in told.slots["Q"]:
            assembly.topic(strip_marks(title))
    paragraph = _PARAGRAPH.search(told.sentence)
    one = assembly.put("record no consensus", ["topics"], told, tried=NOT_AT_HAND)
    evidence = one.fields.setdefault("evidence", {})
    evidence |= {"meeting": str(numbers[0])} if numbers and "meeting" not in evidence else {}
    evidence |= {"paragraph": paragraph[1]} if paragraph else {}
    if told.key == "note.decided":
        one.fields |= {"refer": True, "words": NOT_AT_HAND}


def _escalate(assembly: _Assembly, told: ToldAct) -> None:
    assembly.put("record no consensus", ["topics"], told, tried=NOT_AT_HAND, refer=True, words=NOT_AT_HAND)


def _appoint(assembly: _Assembly, told: ToldAct) -> None:
    _, _, name = told.sentence.partition(":")
    signed = [passage.text for passage in assembly.document.signature]
    state = signed[1].strip("() ") if len(signed) > 1 else ""
    if name.strip():
        assembly.put(
            "appoint", ["body"], told, name=_usual_letters(name.strip()), office="chair",
            **({"state": assembly.text(_usual_letters(state))} if state else {}),
        )  # fmt: skip


def _usual_letters(name: str) -> str:
    """A name whose words stand in capitals, in the usual letters."""
    return re.sub(r"\b[^\W\d_]{3,}\b", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name)


def _on_topics(act: str, assembly: _Assembly, told: ToldAct, **fields: Any) -> None:
    """An act on the topics that its sentence names in quotation marks."""
    titles = [strip_marks(title) for title in told.slots.get("Q", ())]
    known = [assembly.topic(title) for title in titles if plain(title).casefold() in assembly.titles]
    if not known:
        assembly.notes.append(f"{told.place}: “{act}” names no topic that is known: {told.sentence}")
        return
    numbers, days = assembly.numbers(told), assembly.days(told)
    one = assembly.put(act, known, told, **fields)
    if numbers:
        one.fields["evidence"] = {"meeting": str(numbers[0])}
    if days:
        one.fields["on"] = days[0][0] if len(days[0]) == 1 else f"{days[0][0]}..{days[0][-1]}"


WORDED = ("approve", "decline", "take note", "record no decision", "take up")
"""Acts on topics that need the words of the decision, which may not be at hand."""
PLAIN = (
    "open debate", "record consensus", "set aside", "reopen debate", "defer", "withdraw", "lapse", "close", "cancel",
    "record consideration", "refer back",
)  # fmt: skip
"""Acts on topics that need no more than these."""
BY_TITLE = frozenset({*WORDED, *PLAIN, "propose", "introduce", "record no consensus", "escalate"})
"""The acts whose quotations are titles of topics."""
FILLERS: dict[str, Callable[[_Assembly, ToldAct], None]] = {
    **{act: partial(_on_topics, act, words=NOT_AT_HAND) for act in WORDED},
    **{act: partial(_on_topics, act) for act in PLAIN},
    "convene": _convene,
    "approve report": _approve_report,
    "record consultation": _record_consultation,
    "propose": _propose,
    "record no consensus": _record_no_consensus,
    "escalate": _escalate,
    "appoint": _appoint,
}  # fmt: skip


def _fill_texts(assembly: _Assembly) -> None:
    """The texts of the annexes: a title, an invitation, questions."""
    for annex in assembly.document.annexes:
        version: dict[str, Any] = {}
        for passage in annex.passages:
            part = str(passage.place).rpartition(", ")[2].split(" ")[0]
            if part == "title":
                version = {"title": assembly.text(passage.text), "questions": [], "source": assembly.symbol}
                told = ToldAct("propose", passage.place, passage.text)
                one = assembly.put("propose", [assembly.topic(passage.text)], told)
                one.fields["version"] = version
            elif part == "invitation" and version:
                version["invitation"] = assembly.text(passage.text)
            elif version:
                version["questions"].append(assembly.text(passage.text))


def _refer(assembly: _Assembly) -> None:
    """Name the topics on which there was no consensus, and refer them where the group so decided."""
    without = assembly.found.pop(("record no consensus", ("topics",)), None)
    if without is None or not assembly.topics:
        return
    of = tuple(assembly.topics)
    assembly.found["record no consensus", of] = msgspec.structs.replace(without, of=of)
    if without.fields.get("refer") and assembly.symbol:
        head = next((one.text for one in assembly.document.masthead if assembly.symbol in one.text), assembly.symbol)
        ground = Ground(assembly.document.name, "masthead", head)
        _put_session(assembly, ground)
        given = {"to_session": assembly.session, "evidence": {"document": assembly.symbol}}
        assembly.found["escalate", of] = Proposal("escalate", of, given, [ground], set())
    for one in assembly.found.values():
        if one.act == "escalate" and assembly.day:
            one.fields["on"] = assembly.day
        elif one.act == "approve report" and assembly.day:
            one.fields.setdefault("on", f"..{assembly.day}")


def _put_session(assembly: _Assembly, ground: Ground) -> None:
    """The session to which a paper refers, on the days of its masthead."""
    of = (f"session/{assembly.session}",)
    days = {"opens": assembly.period[0], "closes": assembly.period[-1]} if assembly.period else {}
    given = {**days, "place": NOT_AT_HAND, "name": assembly.text(assembly.session)}
    assembly.found["convene", of] = Proposal("convene", of, given, [ground], set())
