"""Random histories: officers who try what they may and what they may not.

A walk draws an act, a subject and an officer, fills the motion as it fits, and
often spoils it. What is refused leaves nothing; what passes is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec

from escalade.workflow.motions import MOTIONS, Evidence, Motion, TextVersion
from escalade.workflow.perform import Outcome, perform
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.step import COMPANIONS
from tests.lives import BOTH, CHAIR_NAME, COUNCIL_DESK, DESK, FIRST_DAY, ROUND, VICE_NAME, Life, en, text

TOPICS = tuple(f"{group}/{name}" for group in (ROUND, "2032") for name in ("a", "b"))
OFFICERS = (CHAIR_NAME, VICE_NAME, DESK, COUNCIL_DESK, BOTH, "New", "Eve", "")
ACTS = tuple(act for act in MOTIONS if act not in COMPANIONS)
OF_RECORDS = frozenset(act for act, shape in MOTIONS.items() if "records" in shape.__struct_fields__)
MOSTLY, EITHER, SELDOM = 0.85, 0.5, 0.15
"""Chances."""

ONWARD = ("open debate", "record consensus", "record no consensus", "escalate", "approve", "launch", "take position")
BACK = ("confirm", "endorse", "correct", "annul", "withdraw", "set aside", "merge", "decline", "lapse", "introduce")
WEIGHTS = {**dict.fromkeys(ONWARD, 6.0), **dict.fromkeys(BACK, 0.5), "cancel": 0.3, "record statement": 0.5}
"""How often an act is drawn where it may be done, so that topics come far."""

CORRECTIONS: tuple[dict[str, Any], ...] = (
    {"on": "2031-01"}, {"on": "unknown"}, {"stance": "object"}, {"holders": ("Mu",)}, {"holders": ("Lemuria",)},
    {"refer": False}, {"refer": True, "words": "not at hand"}, {"words": en("Other words.")}, {"by_state": ["Mu"]},
    {"text": en("Other text.")}, {"version": {"title": en("Piers"), "questions": [en("Why [not]?")]}},
    {"version": {"title": en("Piers"), "questions": [en("Why?")]}}, {"closes": "2031-12"}, {"nonsense": "x"},
    {"questions": []}, {"opens": "2031"}, {"sequence": "together"}, {"amended": {}},
    {"physical": None}, {"source": None}, {"words": None}, {"version": {"title": en("Piers"), "source": None}},
)  # fmt: skip


@dataclass
class Attempt:
    """A motion that was tried, on what, and what it came to."""

    standing: Standing
    motion: Motion
    outcome: Outcome | None


class Walk:
    """A life that goes where chance leads it."""

    def __init__(self, seed: int, today: date = FIRST_DAY) -> None:
        """Begin on a day with a body and two rounds."""
        self.random = Random(seed)  # noqa: S311  # a test is to be repeatable, not secret
        self.life = Life(today).begins()
        self.life.does("open round", "2032")

    def attempts(self, number: int) -> Iterator[Attempt]:
        """Try so many motions; those that cannot even be filled in are left out."""
        for _ in range(number):
            self.life.passes(self.random.choice((0, 0, 0, 1, 1, 3, 12)))
            motion = self.draw()
            if motion is not None:
                yield self.tried(motion)

    def tried(self, motion: Motion) -> Attempt:
        """Try a motion, and keep what passes."""
        standing, stamped = self.life.standing, self.life.stamped(motion)
        try:
            outcome = perform(stamped, standing)
        except EscaladeError:
            return Attempt(standing, stamped, None)
        frozen = Standing(
            dict(standing.subjects), dict(standing.siblings), dict(standing.naming), standing.today, standing.last_at
        )
        self.life.keeps(stamped, outcome)
        return Attempt(frozen, stamped, outcome)

    def draw(self) -> Motion | None:
        """A motion, often as it should be."""
        name = self.random.choice((*TOPICS, *TOPICS, *self.life.memory.subjects))
        subject = self.life.subject(name)
        open_here = self.open_acts(subject)
        if open_here and self.random.random() < MOSTLY:
            act = self.random.choices(open_here, [WEIGHTS.get(act, 1.0) for act in open_here])[0]
        else:
            act = self.random.choice(ACTS)
        try:
            motion = self.life.fitting(act, *self.about(act, name))
            for _ in range(self.random.choice((0, 0, 0, 1, 1, 2))):
                motion = self.random.choice(SPOILERS)(self, motion)
            return msgspec.convert(msgspec.to_builtins(motion), type(motion))
        except (EscaladeError, msgspec.ValidationError):
            return None

    def open_acts(self, subject: Subject) -> list[str]:
        """The acts that the table has from where a subject stands."""
        return [step.act for step in PROCEDURE.steps_from(subject.kind, subject.state) if step.act not in COMPANIONS]

    def about(self, act: str, name: str) -> tuple[str, ...]:
        """What an act is about: a record, a subject, or several topics."""
        if act in OF_RECORDS:
            subject = self.life.subject(name)
            waiting = subject.waiting if act == "endorse" else ()
            records = [record.reference for record in waiting or subject.records]
            return (self.random.choice(records) if records else f"{name}#1",)
        others = [other for other in TOPICS if round_of(other) == round_of(name) and other != name]
        if name in TOPICS and act != "merge" and self.random.random() < SELDOM:
            return (name, self.random.choice(others))
        return (name,)

    # How motions are spoiled

    def other_officer(self, motion: Motion) -> Motion:
        """Somebody else acts."""
        return msgspec.structs.replace(motion, by=self.random.choice(OFFICERS))

    def entered_for(self, motion: Motion) -> Motion:
        """It is entered for someone."""
        return msgspec.structs.replace(motion, by=DESK, entered_for=self.random.choice((CHAIR_NAME, VICE_NAME)))

    def other_day(self, motion: Motion) -> Motion:
        """It happened on another day, or nobody knows when."""
        day = (self.life.today + timedelta(days=self.random.randint(-30, 3))).isoformat()
        return msgspec.structs.replace(motion, on=self.random.choice((day, day, day[:7], f"..{day}", "unknown")))

    def other_evidence(self, motion: Motion) -> Motion:
        """It happened elsewhere, or the evidence lacks something."""
        places = [name for name in self.life.memory.subjects if name.startswith(("meeting/", "session/"))]
        kind, _, name = (self.random.choice(places) if places else "meeting/1").partition("/")
        sitting = self.random.choice((None, 1, 2))
        elsewhere = Evidence(meeting=name) if kind == "meeting" else Evidence(session=name, sitting=sitting)
        spoiled = msgspec.structs.replace(motion.evidence, document=None, provisional=self.random.random() < EITHER)
        return msgspec.structs.replace(motion, evidence=self.random.choice((elsewhere, Evidence(), spoiled)))

    def lacking(self, motion: Motion) -> Motion:
        """A field is left out."""
        own = [name for name in motion.to_payload() if name != "records"]
        if not own:
            return motion
        plain = type(motion)()
        name = self.random.choice(own)
        return msgspec.structs.replace(motion, **{name: getattr(plain, name)})

    def otherwise(self, motion: Motion) -> Motion:
        """Something else is said than what fits."""
        choices: dict[str, tuple[Any, ...]] = {
            "version": (
                text("[Harbours]"),
                TextVersion(title=en("Bare"), source="H31/3"),
                text("Quays", "One?", "Two?"),
            ),
            "stance": ("object", "object", "reserve"),
            "holders": (("Lemuria",), ("Mu",)),
            "unattributed": (True,),
            "refer": (False,),
            "words": ("not at hand", None, en("Said.")),
            "into": TOPICS,
            "set_aside": ((self.random.choice(TOPICS),),),
            "sequence": ("in order", "together", None),
            "amended": ({name: text("Amended") for name in motion.of},),
            "how": ("correspondence", "vote", "consensus"),
            "text": ({}, en("Words.")),
            "fields": CORRECTIONS,
            "office": ("chair", "vice-chair", "council-secretariat", "secretariat"),
            "name": ("New", VICE_NAME),
            "physical": (self.life.today.isoformat(), "unknown"),
            "by_state": ((), ("Atlantis", "Mu")),
            "opens": ("unknown", self.life.today.isoformat()),
            "sittings": ({str(self.life.today.day): self.life.today.isoformat()}, {"1": "2031-01-31"}),
            "reason": ({}, en("Because.")),
        }
        names = [name for name in choices if name in motion.__struct_fields__ and name != "of"]
        if not names or (motion.act_name() == "launch" and self.random.random() < EITHER):
            return motion
        name = self.random.choice(names)
        if name == "text" and motion.act_name() == "launch":
            return msgspec.structs.replace(motion, text=text("Launched otherwise"))
        if name == "name" and motion.act_name() != "appoint":
            return motion
        return msgspec.structs.replace(motion, **{name: self.random.choice(choices[name])})

    def correcting(self, motion: Motion) -> Motion:
        """A correction says something, mostly."""
        return self.otherwise(motion) if motion.act_name() == "correct" else motion


SPOILERS: tuple[Callable[[Walk, Motion], Motion], ...] = (
    Walk.other_officer, Walk.entered_for, Walk.other_day, Walk.other_evidence, Walk.lacking,
    Walk.otherwise, Walk.otherwise, Walk.otherwise, Walk.correcting,
)  # fmt: skip


def lived(seed: int, number: int, today: date = FIRST_DAY) -> Walk:
    """A walk that has gone so far, from a day on."""
    walk = Walk(seed, today)
    for _ in walk.attempts(number):
        pass
    return walk
