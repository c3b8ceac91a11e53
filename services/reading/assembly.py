"""The acts of one document as they come together.

Only what is stated stands there; what the table demands beside it is marked, and stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from escalade.services.reading.proposal import Ground, Proposal
from escalade.templates.checks.citation import find_dates, signs_in
from escalade.templates.checks.document import Document, plain
from escalade.templates.reading.slots import dates_of, mask_names, mask_quotations, numbers_in, strip_marks
from escalade.templates.reading.telling import ToldAct, ToldParagraph
from escalade.workflow.values.reference import MalformedReferenceError, kind_of

SHORT, WORDS = 3, 3
"""Of a title, the words that name a topic: so many, each longer than this."""
ANY_TOPIC = ("topics",)
"""What stands for the topics of an act whose sentence names none."""
_LATIN = re.compile(r"[^a-z0-9]+")


STEM = 4
"""So many letters of the name of a body stay in all its cases."""


def may_be_session(name: str) -> bool:
    """Whether a line may be the name of a session."""
    try:
        return kind_of(f"session/{name}") == "session"
    except MalformedReferenceError:
        return False


class Topics:
    """The topics of all documents that are read together, by their titles."""

    def __init__(self) -> None:
        """Know none yet."""
        self._names: dict[str, str] = {}
        self.titles: dict[str, dict[str, str]] = {}
        """By reference, the title as it was written first, in its language."""

    def __contains__(self, title: str) -> bool:
        """Whether a topic of that title is known."""
        return plain(title).casefold() in self._names

    def name(self, title: str, year: str, language: str) -> str:
        """The reference of a topic: what it got where it was named first."""
        known = plain(title).casefold()
        if known not in self._names:
            letters = unicodedata.normalize("NFKD", known).encode("ascii", "ignore").decode()
            words = [one for one in _LATIN.split(letters) if len(one) > SHORT][:WORDS]
            name = f"{year}/{'-'.join(words) or f'topic-{len(self._names) + 1}'}"
            is_taken = name in self._names.values()
            self._names[known] = f"{name}-{len(self._names) + 1}" if is_taken else name
            self.titles[self._names[known]] = {language: title}
        return self._names[known]


class Account(msgspec.Struct):
    """What one document comes to."""

    document: Document
    paragraphs: list[ToldParagraph]
    proposals: list[Proposal] = []
    notes: list[str] = []
    """What could not be paired, named or settled."""
    bodies: Mapping[str, str] = {}
    """How it calls the group (G), its acronym (A) and the superior body (U)."""


class Assembly:
    """The acts of one document as they come together."""

    latest: ToldAct | None = None
    """What was put in last."""
    meetings: Sequence[int] = ()
    """The meetings that were named last."""
    lead_topics: Sequence[str] = ()
    """The topics that the lead of the entry names that is being read."""

    def __init__(
        self, document: Document, told: Sequence[ToldParagraph], bodies: Mapping[str, str], topics: Topics
    ) -> None:
        """Look at the masthead: symbol, day, days of the session, meeting."""
        self.document, self.bodies, self.known = document, bodies, topics
        self.language = document.language
        self.found: dict[tuple[str, tuple[str, ...], str], Proposal] = {}
        self.notes: list[str] = []
        self.own_topics: list[str] = []
        head = [passage.text for passage in document.masthead]
        self.symbol = next((str(sign.in_language(None)) for text in head for sign in signs_in(text)), "")
        dated = [dated for text in head for dated in find_dates(text)]
        self.day = next((one.day_texts[0] for one in dated if len(one.days) == 1), "")
        self.period = next((one.day_texts for one in dated if len(one.days) > 1), [])
        named = {number for text in head for number in numbers_in(_meetings(text, self.language), self.language)}
        self.meeting = str(named.pop()) if len(named) == 1 else ""
        """The meeting that the title names, where it names one: what is told without another happened there."""
        acts = [act for paragraph in told for act in paragraph.acts]
        self.asks = any(act.act == "ask" for act in acts)
        """Whether the paper asks the superior body for something."""
        years = [year for act in acts for text in act.slots.get("S", ()) for year in re.findall(r"\d{4}", text)]
        self.year = next(iter(years), self.day[:4] or (self.period[0][:4] if self.period else "unknown-year"))

    @property
    def session(self) -> str:
        """The session to which a paper refers, as its masthead calls it."""
        superior = self.bodies.get("U") or "Session"
        words = tuple(word[:STEM] for word in superior.casefold().split())
        lines = (one.text for one in self.document.masthead if one.text.casefold().startswith(words))
        found = (line for line in lines if self.year in line and may_be_session(line) and not find_dates(line))
        return next(found, f"{superior} {self.year}")

    def text(self, words: str) -> dict[str, str]:
        """A text in the language of the document."""
        return {self.language: words}

    def put(self, act: str, of: Sequence[str], told: ToldAct, meeting: str = "", **fields: Any) -> Proposal:
        """Add an act, or what a further sentence tells of it."""
        one = self.found.setdefault((act, tuple(of), meeting), Proposal(act, tuple(of), {}, [], set()))
        self.latest = told
        ground = Ground(self.document.name, str(told.place), told.sentence)
        one.grounds += [] if ground in one.grounds else [ground]
        if meeting:
            one.fields["evidence"] = {"meeting": meeting, **one.fields.get("evidence", {})}
        self.notes += one.take({name: value for name, value in fields.items() if value}, ground)
        return one

    def topic(self, title: str) -> str:
        """The reference of a topic by its title."""
        name = self.known.name(strip_marks(title), self.year, self.language)
        self.own_topics += [] if name in self.own_topics else [name]
        return name

    def topics_of(self, told: ToldAct) -> list[str]:
        """The topics that a sentence names, or the only one of the document."""
        named = [self.topic(title) for title in told.slots.get("Q", ()) if strip_marks(title) in self.known]
        only = self.own_topics if len(self.own_topics) == 1 else []
        return list(dict.fromkeys(named)) or [*self.lead_topics] or only

    def numbers(self, told: ToldAct) -> list[int]:
        """The meetings that a sentence names."""
        return [number for text in told.slots.get("M", ()) for number in numbers_in(text, self.language)]

    def days(self, told: ToldAct) -> list[list[str]]:
        """The days that a sentence names, date by date."""
        return [days for text in told.slots.get("P", ()) for days in dates_of(text)]

    def convene(self) -> None:
        """Take the meeting that the title names, on the days of the masthead."""
        if self.meeting and self.period:
            head = " / ".join(passage.text for passage in self.document.masthead)
            told = ToldAct("convene", "masthead", head)
            self.put("convene", [f"meeting/{self.meeting}"], told, opens=self.period[0], closes=self.period[-1])

    def fill_texts(self) -> None:
        """Take the texts of the annexes: a title, an invitation, questions."""
        for annex in self.document.annexes:
            version: dict[str, Any] = {}
            for passage in annex.passages:
                part = str(passage.place).rpartition(", ")[2].split(" ")[0]
                if part == "title":
                    version = {"title": self.text(passage.text), "questions": []}
                    version |= {"source": self.symbol} if self.symbol else {}
                    told = ToldAct("propose", passage.place, passage.text)
                    self.put("propose", [self.topic(passage.text)], told).fields["version"] = version
                elif part == "invitation" and version:
                    version["invitation"] = self.text(passage.text)
                elif version:
                    version["questions"].append(self.text(passage.text))

    def refer(self) -> None:
        """Name the topics without consensus, and refer them if so decided."""
        waiting = [key for key in self.found if key[0] == "record no consensus" and key[1] == ANY_TOPIC]
        for act, _, meeting in waiting if self.own_topics else ():
            one, of = self.found.pop((act, ANY_TOPIC, meeting)), tuple(self.own_topics)
            self.found[act, of, meeting] = msgspec.structs.replace(one, of=of)
        without = [one for one in self.found.values() if one.act == "record no consensus" and one.fields.get("refer")]
        if without and without[0].of != ANY_TOPIC and self.asks:
            self._put_referral(without[0])
        for one in self.found.values() if self.day else ():
            if one.act == "approve report":
                one.fields.setdefault("on", f"..{self.day}")

    def _put_referral(self, decided: Proposal) -> None:
        """The session, and the referral that the paper itself is."""
        head = next((one.text for one in self.document.masthead if self.symbol and self.symbol in one.text), "")
        ground = decided.grounds[-1]
        told = ToldAct("escalate", "masthead", head) if head else ToldAct("escalate", ground.place, ground.sentence)
        opens, closes = (self.period[0], self.period[-1]) if self.period else (self.year, self.year)
        name = self.text(self.session)
        self.put("convene", [f"session/{self.session}"], told, name=name, opens=opens, closes=closes)
        evidence = {"document": self.symbol} if self.symbol else None
        self.put("escalate", decided.of, told, to_session=self.session, evidence=evidence, on=self.day)


def _meetings(text: str, language: str) -> str:
    """The meetings that a line names."""
    masked = mask_names(mask_quotations(text), language)
    return " ".join(masked.slots_in(masked.text).get("M", ()))
