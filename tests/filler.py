"""What is printed, filled in as somebody would who knows what happened.

A line to type holds words in capitals for what the register does not know. `Filler`
takes a register of `tests.lives`, whose days lie long ago, and gives each word a value
that is true there: a day after the last, a meeting that lies on it, who holds an office.
"""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta
from pathlib import Path

from escalade.models.backends.location import Location
from escalade.models.reader import open_reader
from escalade.workflow.subjects.meeting import Gathering, closing_from
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from tests.lives import HOLDERS

LONG_AGO = date(2011, 1, 10)
"""When a life begins that is typed on: what it needs still lies before today."""
OPEN = re.compile(r"[A-Z][A-Z-]*[0-9]?(=[A-Z]+)?|[A-Z-]+-OR-[A-Z-]+|(?P<text>[a-z]+=…)")
"""A word in capitals, or a text that is left open."""
WAITS = {"close": 60, "record-hearing": 60, "record-consideration": 30, "convene": 30, "extend": 1, "endorse": 0}
"""How many days pass before some acts; none before others, which happen on the day of the last."""
CHOSEN = {"--stance": "object", "--how": "withdrawn", "--nature": "reservation", "--language": "ru"}


class Filler:
    """Fills in the lines of one way, from the first to the last."""

    def __init__(self, place: Path, topic: str, today: date) -> None:
        """Begin on the day on which a life stopped."""
        self.place, self.topic, self.day = place, topic, today
        self.names: dict[str, str] = {}
        self.texts = 0
        self.endorsed: set[str] = set()

    def fill(self, line: str) -> list[str]:
        """The words of a line after the program, each open one filled in."""
        with open_reader(Location(self.place)) as reader:
            standing = reader.standing()
            program, act, *words = shlex.split(line)
            assert program == "escalade", line
            self.day += timedelta(days=WAITS.get(act, 0))
            self._take_place(act, words, standing)
            filled, option = [], ""
            for word in words:
                option = word if word.startswith("--") else option
                open_word = OPEN.fullmatch(word.removeprefix("--")) if word == word.upper() or "…" in word else None
                filled.append(self._word(act, option, word, standing) if open_word else self._named(word))
                option = option if word.startswith("--") else ""
            return [act, *filled]

    def _named(self, word: str) -> str:
        """A word as it is, with a topic of ours for one that is to be named."""
        return word.replace("DAY", self.day.isoformat()).replace("ANOTHER-TOPIC", "another")

    def _take_place(self, act: str, words: list[str], standing: Standing) -> None:
        """Let it happen at a meeting or sitting that is on record, on a day of it."""
        if act in {"convene", "escalate"} or not {"--meeting", "--sitting"} & set(words):
            return
        kind, option = ("session", "--session") if "--sitting" in words else ("meeting", "--meeting")
        said = words[words.index(option) + 1]
        label = self.names.get(said) or (said if standing.gathering(f"{kind}/{said}") else "")
        there = standing.gathering(f"{kind}/{label}") if label else self._latest(kind, act, standing)
        assert there, f"no {kind} is on record for {act} {words}"
        self.names.setdefault(said, there.label)
        if kind == "session":
            self.names["sitting"], self.day = self._sitting(there)
        elif there.opens.first and there.opens.first > self.day:
            self.day = there.opens.first
        elif there.closes.last and there.closes.last < self.day:
            self.day = there.closes.last

    def _sitting(self, session: Gathering) -> tuple[str, date]:
        """The last sitting of a session, and its day."""
        found = [(key, when(text).day) for key, text in session.convened.sittings.items()]
        return max(((key, day) for key, day in found if day), key=lambda one: one[1])

    def _latest(self, kind: str, act: str, standing: Standing) -> Gathering | None:
        """The first meeting or session that did not end before the topic last moved."""
        topic = standing.topic(self.topic)
        moved = when(topic.last_move.on if topic and topic.last_move else "unknown")
        found = list(closing_from(kind, moved.first, standing))
        if act == "record-consideration" and topic:
            found = [one for one in found if one.closes.last and one.closes.last >= self.day - timedelta(days=30)]
        return found[0] if found else None

    def _word(self, act: str, option: str, word: str, standing: Standing) -> str:
        """What an open word stands for."""
        if "…" in word:
            self.texts += 1
            return word.replace("…", f"Made-up words {self.texts}.")
        if "-OR-" in word:
            return "--" + word.removeprefix("--").partition("-OR-")[0].lower()
        if word.startswith("--") or option in CHOSEN:
            return CHOSEN.get(option, word)
        if word == "RECORD":
            return self._waiting(standing)
        if option in {"--meeting", "--to-meeting", "--session", "--to-session"} or (not option and act == "convene"):
            return self._gathering(option, word, standing)
        return str(self._values(act, word, standing)[option])

    def _values(self, act: str, word: str, standing: Standing) -> dict[str, str]:
        """What is true of each option."""
        topic = standing.topic(self.topic)
        ends = {"convene": 0, "extend": 400}.get(act, 9)
        return {
            "--on": self.day.isoformat(),
            "--sitting": f"1={self.day}" if "=" in word else self.names.get("sitting", "1"),
            "--as": dict[str, str](HOLDERS).get(word.lower(), ""),
            "--entered-for": HOLDERS["chair"],
            "--presided-by": HOLDERS["chair"],
            "--document": f"H31/{300 + self.texts}",
            "--source": "H31/2",
            "--until": f"{self.day + timedelta(days=3)}T18:00 UTC",
            "--opens": self.day.isoformat(),
            "--closes": (self.day + timedelta(days=ends)).isoformat(),
            "--physical": (self.day + timedelta(days=50)).isoformat(),
            "--by-state": "Atlantis",
            "--asked-by": "Atlantis",
            "--holder": next(iter(topic.objections), "Lemuria") if topic else "Lemuria",
            "--count": "3",
            "--condition": "1",
        }

    def _waiting(self, standing: Standing) -> str:
        """The first record that waits to be endorsed, of those not named yet."""
        records = [record for record in standing.subject(self.topic).own if record.reference not in self.endorsed]
        waits = next(record for record in records if record.motion.entered_for)
        self.endorsed.add(waits.reference)
        return waits.reference

    def _gathering(self, option: str, word: str, standing: Standing) -> str:
        """The meeting or session that a word names: the one convened under it, else a new or coming one."""
        kind = "session" if "session" in option else "meeting"
        if word not in self.names and option.startswith("--to-"):
            coming = next(closing_from(kind, self.day, standing), None)
            assert coming, f"no {kind} is to come"
            return coming.label
        return self.names.setdefault(word, f"Made up {word}" if kind == "session" else f"made-up-{word}")
