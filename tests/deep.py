"""Deep random histories: topics that came far, then late facts, corrections, annulments, other days of meetings."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec

from escalade.workflow.motions import Evidence, Motion
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.step import COMES_LATE
from tests.lives import DESK, WAYS, en
from tests.walk import Walk

HOLDERS = ("Lemuria", "Mu", "Ys")
STATES = sorted(state for kind, state in WAYS if kind == "topic" and state != "annulled")
KINDS = ("annul", "correct", "correct", "convene", "late", "late", "late", "earlier", "earlier")
LATE = (*sorted(COMES_LATE), *("take position",) * 6, *("lift objection",) * 5)
ENDING = frozenset({"hand over", "take over", "take back", "publish key", "revoke key", "cancel", "withdraw"})
"""Acts after which little more can be done."""
SHIFTS = (-5, -2, -1, 1, 2, 5)


class DeepWalk(Walk):
    """A walk that often comes late, corrects, annuls and convenes anew."""

    def __init__(self, seed: int) -> None:
        """Bring some topics far, with positions on them."""
        super().__init__(seed)
        random, life = self.random, self.life
        for name in [f"2031/t{number}" for number in range(random.choice((1, 2, 3)))]:
            for act in WAYS["topic", random.choice(STATES)]:
                life.passes(random.choice((0, 1, 2, 5)))
                try:
                    life.goes(act, name)
                except EscaladeError:
                    break
                self.speak(name)

    def speak(self, name: str) -> None:
        """Take positions on a topic, and lift some."""
        for _ in range(self.random.choice((0, 0, 1, 2))):
            stance, whose = self.random.choice(("object", "support", "reserve")), (self.random.choice(HOLDERS),)
            try:
                self.life.does("take position", name, holders=whose, stance=stance, text=en("So."))
                if self.random.random() < 0.6 and self.life.topic(name).objections:
                    self.life.passes(1)
                    self.life.does("lift objection", name)
            except EscaladeError:
                return

    def draw(self) -> Motion | None:
        """An act that changes what is on record, mostly."""
        for _ in range(4):
            try:
                motion = self.harsh() if self.random.random() < 0.75 else super().draw()
            except (EscaladeError, msgspec.ValidationError, IndexError):  # malformed, or nothing is there yet
                return None
            if motion is None or motion.act_name() not in ENDING:
                return motion
        return None

    def harsh(self) -> Motion:
        """A late fact, a correction, an annulment, other days of a meeting, or an act of an earlier day."""
        drawn: Motion = getattr(self, self.random.choice(KINDS))()
        return msgspec.convert(msgspec.to_builtins(drawn), type(drawn))

    def ago(self, *days: int) -> str:
        """A day so long before today."""
        return (self.life.today - timedelta(days=self.random.choice(days))).isoformat()

    def topics(self) -> list[Topic]:
        """Every topic there is."""
        return [one for one in self.life.memory.subjects.values() if isinstance(one, Topic)]

    def records(self) -> list[str]:
        """The records of one subject, mostly a topic."""
        subjects = self.topics() if self.random.random() < 0.7 else [*self.life.memory.subjects.values()]
        return [record.reference for record in self.random.choice(subjects).records]

    def annul(self) -> Motion:
        """Annul a record, mostly a newer one."""
        found = self.records()
        return self.life.fitting("annul", self.random.choice(found[-4:] if self.random.random() < 0.6 else found))

    def correct(self) -> Motion:
        """Correct a record, mostly its day."""
        random, day = self.random, self.ago(0, 1, 2, 3, 5, 8, 15, 30)
        fields: dict[str, Any] = random.choice((
            {"on": day}, {"on": day}, {"on": day[:7]}, {"on": "unknown"}, {"opens": day}, {"closes": day},
            {"stance": random.choice(("object", "support", "reserve"))}, {"refer": False}, {"physical": day},
            {"holders": [random.choice(HOLDERS)]}, {"sittings": {str(self.life.today.day): day}}, {"leaving": []},
            {"version": {"title": en("Piers"), "questions": [en("Why [not]?")]}}, {"presided_by": None}, {"since": day},
        ))  # fmt: skip
        motion = self.life.fitting("correct", random.choice(self.records()))
        return msgspec.structs.replace(motion, fields=fields, evidence=Evidence())

    def convene(self) -> Motion:
        """Give a meeting or session other days."""
        life, random = self.life, self.random
        standing = life.standing
        name = random.choice([one for one in life.memory.subjects if standing.gathering(one)])
        found = standing.gathering(name)
        assert found
        opens, closes = (
            ((day.first or life.today) + timedelta(days=random.choice(SHIFTS))).isoformat()
            for day in (found.opens, found.closes)
        )
        fields: dict[str, Any] = random.choice((
            {"opens": opens}, {"closes": closes}, {"opens": opens, "closes": closes},
            {"sittings": {str(life.today.day): opens}}, {"presided_by": random.choice(("Ada", "Vic"))},
        ))  # fmt: skip
        return life.fitting("convene", name, **fields)

    def late(self) -> Motion:
        """A fact of an earlier day, told now."""
        random, subject = self.random, self.random.choice(self.topics())
        act = random.choice(LATE)
        day = random.choice([*(record.on for record in subject.records), self.ago(1, 2, 4, 8, 16, 30), "unknown"])
        said: dict[str, Any] = (
            {"holders": (random.choice(HOLDERS),)} if act in {"take position", "lift objection"} else {}
        )
        if act == "take position":
            said |= {"stance": random.choice(("object", "object", "support", "reserve")), "text": en("No.")}
        motion = self.life.fitting(act, subject.reference, on=day, **said)
        if act in {"defer", "take note", "record consideration"}:
            return motion
        return msgspec.structs.replace(motion, evidence=Evidence(), by=random.choice((DESK, DESK, "Bo")))

    def late_facts(self, number: int) -> list[Motion]:
        """So many facts of earlier days, each as if it were told now; those that cannot be filled in are left out."""
        found = []
        for _ in range(number):
            with suppress(EscaladeError, IndexError):
                found.append(self.late())
        return [self.life.stamped(late) for late in found]

    def earlier(self) -> Motion:
        """An act that is open now, on an earlier day, at a place that fits."""
        random, life = self.random, self.life
        subject = random.choice(self.topics())
        motion = life.fitting(
            random.choice([one for one in self.open_acts(subject) if one not in ENDING]), subject.reference
        )
        day = random.choice([*(record.on for record in subject.records[-3:]), self.ago(1, 2, 4)])
        return msgspec.structs.replace(motion, on=day, evidence=self.there(motion.evidence, day))

    def there(self, evidence: Evidence, day: str) -> Evidence:
        """The meeting, or the sitting, of a day."""
        for name in self.life.memory.subjects:
            found = self.life.standing.gathering(name)
            if found and evidence.meeting and found.kind == "meeting" and found.opens.text == day:
                return Evidence(meeting=found.label)
            sittings = found.convened.sittings.items() if found and evidence.session and found.kind == "session" else ()
            for number, held in sittings:
                if found and held == day:
                    return Evidence(session=found.label, sitting=int(number))
        return evidence
