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
from typing import TYPE_CHECKING

from escalade.models.backends.location import Location
from escalade.models.reader import open_reader
from escalade.workflow.ledger.checkpoints import PublicKey
from escalade.workflow.procedure import COUNCIL_SECRETARIAT
from escalade.workflow.subjects.meeting import Gathering, closing_from, is_over_before_the_outcome
from escalade.workflow.subjects.stand import conditions_met, obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from tests.lives import HOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.subjects.topic import Topic

LONG_AGO = date(2011, 1, 10)
"""When a life begins that is typed on: what it needs still lies before today."""
OPEN = re.compile(r"[A-Z][A-Z-]*[0-9]?(=[A-Z]+)?|[A-Z-]+-OR-[A-Z-]+|(?P<text>[a-z]+=…)")
"""A word in capitals, or a text that is left open."""
WAITS = {"close": 60, "record-hearing": 60, "record-consideration": 30, "convene": 30, "extend": 1, "endorse": 0}
"""How many days pass before some acts; none before others, which happen on the day of the last."""
CHOSEN = {
    "--stance": "support",
    "--how": "withdrawn",
    "--nature": "reservation",
    "--language": "ru",
    "--reason": "retired",
}


class NoPlaceLeftError(AssertionError):
    """The days given so far lie after the last sitting or meeting on record; `ahead`, none is to come."""


class Filler:
    """Fills in the lines of one way, from the first to the last."""

    def __init__(self, place: Path, topic: str, today: date, since: date | None = None) -> None:
        """Begin on the day on which a life stopped, or on which something late is to be entered.

        Args:
            place: where the register lies.
            topic: what the way is about.
            today: the first day of the way.
            since: where something late is entered, the first day of the time for it, which ends with the other.
        """
        self.since, self.until = since, today if since else date.today()  # noqa: DTZ011  # as on the command line
        self.place, self.topic, self.day = place, topic, today
        self.convened: dict[str, str] = {}
        self.on, self.here, self.sitting, self.named = today, "", "1", list[str]()
        self.texts, self.record = 0, ""
        self.endorsed: set[str] = set()

    def fill(self, line: str) -> list[str]:
        """The words of a line after the program, each open one filled in."""
        with open_reader(Location(self.place)) as reader:
            standing = reader.standing()
            program, act, *words = shlex.split(line)
            self.named = [word for word in map(self._named, words) if re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", word)]
            assert program == "escalade", line
            self.day += timedelta(days=0 if self.since else WAITS.get(act, 0))
            launched = getattr(standing.topic(self.named[0]), "launched", None) if act == "close" else None
            self.day = max(self.day, when((launched and launched[1].closes) or "unknown").last or self.day)
            if act == "merge" and "REF" in words:
                others = standing.topics_of(self.named[0])
                debated = [one.reference for one in others if one.state == "debated"]
                self.named += [name for name in debated if name != self.named[0]][:1]
            self.on = self.day
            self._take_place(act, words, standing)
            filled, option = [], ""
            for word in words:
                option = word if word.startswith("--") else option
                open_word = OPEN.fullmatch(word.removeprefix("--")) if word == word.upper() or "…" in word else None
                filled.append(self._word(act, option, word, standing) if open_word else self._named(word))
                option = option if word.startswith("--") else ""
            topic = standing.topic(self.named[0]) if act == "withdraw" else None
            for_each = [word for name in (topic.sponsors[1:] if topic else ()) for word in ("--asked-by", name)]
            accepted = ["--accept", "all"] if act == "issue" else []
            return [act, *filled, *for_each, *accepted]

    def _named(self, word: str) -> str:
        """A word as it is, with its day and paragraph."""
        return re.sub(r"(#[0-9]+)=P", r"\1=4.2", word).replace("DAY", self.on.isoformat())

    def _take_place(self, act: str, words: list[str], standing: Standing) -> None:
        """Let it happen at a meeting or sitting that is on record, on a day of it."""
        self.here = ""
        if act in {"convene", "escalate"} or not {"--meeting", "--session"} & set(words):
            return
        kind, option = ("session", "--session") if "--session" in words else ("meeting", "--meeting")
        said = words[words.index(option) + 1]
        label = self.convened.get(said) or (said if standing.gathering(f"{kind}/{said}") else "")
        places = [standing.gathering(f"{kind}/{label}")] if label else [*self._possible(kind, act, standing)]
        sat = "--sitting" in words
        there = next((one for one in places if one and (not sat or self._sittings(one, standing))), None)
        if not there:
            raise NoPlaceLeftError(kind, act, words)
        self.here = there.label
        if sat:
            self.sitting, self.on = self._sittings(there, standing)[0]
        elif there.opens.first and there.opens.first > self.day:
            self.on = there.opens.first
        elif there.closes.last and there.closes.last < self.day:
            begins = act == "introduce"  # so that a sitting of the session that is over can still follow
            self.on = there.opens.first if begins and there.opens.first else there.closes.last
        self.day = max(self.day, self.on)

    def _moved(self, standing: Standing) -> date | None:
        """The first day since which none of the topics of the line has moved."""
        if self.since:
            return self.since
        topics = map(standing.topic, self.named)
        moves = [when(one.last_move.on).first for one in topics if one and one.last_move]
        return max(filter(None, moves), default=None)

    def _sittings(self, session: Gathering, standing: Standing) -> list[tuple[str, date]]:
        """The sittings of a session since the topic last moved, and their days."""
        moved = self._moved(standing) or date.min
        found = [(key, when(text).day) for key, text in session.convened.sittings.items()]
        return [(key, day) for key, day in found if day and moved <= day <= self.until]

    def _possible(self, kind: str, act: str, standing: Standing) -> Iterator[Gathering]:
        """Each meeting or session that did not end before the topic last moved, and at which the act is new."""
        topic = standing.topic(self.named[0])
        for one in closing_from(kind, self._moved(standing), standing):
            if act == "reopen-debate" and topic and topic.last_move:
                before = standing.gathering(topic.last_move.evidence.place)
                if before and not before.closes.may_precede(one.opens, strictly=True):
                    continue
            considered = topic.every("record consideration") if topic and act == "record-consideration" else ()
            if one.opens.last and one.opens.last > self.until:
                continue
            if topic and act == "record-consideration" and is_over_before_the_outcome(one, topic):
                continue
            if all(record.evidence.place != one.reference for record in considered):
                yield one

    def _word(self, act: str, option: str, word: str, standing: Standing) -> str:
        """What an open word stands for."""
        if "…" in word or "-OR-" in word:
            self.texts += "…" in word
            first = "--" + word.removeprefix("--").partition("-OR-")[0].lower()
            return word.replace("…", f"Made-up words {self.texts}.") if "…" in word else first
        if word.startswith("--") or (option in CHOSEN and act != "issue"):
            return CHOSEN.get(option, word)
        if word in {"RECORD", "OFFICER", "FIELD=VALUE"}:
            return self._of_record(act, word, standing)
        if option in {"--meeting", "--to-meeting", "--session", "--to-session"} or (not option and act == "convene"):
            return self._gathering(act, option, word, standing)
        if not option or (act, option) == ("issue", "--language"):
            return self._behind(act, word, standing)
        return str(self._values(act, word, standing)[option])

    def _behind(self, act: str, word: str, standing: Standing) -> str:
        """What stands behind a command for a word that no option brings, or is said otherwise of one act."""
        if act == "revoke-key":
            return standing.body.keys[0]
        self.texts += 1
        key = str(PublicKey(f"made-up.example/{self.texts}", bytes([self.texts]) * 32))
        said = {"LANGUAGE": "en", "NAME": f"Made-up {self.texts}", "RECEIVER": HOLDERS[COUNCIL_SECRETARIAT], "KEY": key}
        return said.get(word, f"H31/{900 + self.texts}")

    def _values(self, act: str, word: str, standing: Standing) -> dict[str, str]:
        """What is true of each option."""
        topic = standing.topic(self.named[0]) if self.named else None
        ends = {"convene": 0, "extend": 400}.get(act, 9)
        return {
            "--on": self.on.isoformat(),
            "--sitting": f"1={self.day}" if "=" in word else self.sitting,
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
            "--asked-by": next(iter(topic.sponsors), "") if topic else "",
            "--holder": self._holder(act, topic),
            "--count": "3",
            "--office": "vice-chair",
            "--online-from": "2009-01",
            "--online-to": "2009-02",
            "--stage": "note",
            "--span": "4",
            "--direction": "before",
            "--anchor": "session-opening",
            "--basis": "not-at-hand",
            "--concerns": self.topic,
            "--kind": "agenda",
            "--subject": "1",
            "--symbol": f"H31/{700 + self.texts}",
            "--form": "md",
            "--legal-text": str(self._file()),
            "--into": next((one for one in self.named[1:]), ""),
            "--condition": str(self._condition(standing)),
        }

    def _file(self) -> Path:
        """A file with a legal text."""
        path = self.place.with_name("texts.toml")
        path.write_text('mandate.citation.en = "Made-up text"\n', "utf-8")
        return path

    def _holder(self, act: str, topic: Topic | None) -> str:
        """Somebody who objects, where an objection is lifted; else somebody who does not."""
        objecting = topic.objections if topic else {}
        if act == "lift-objection":
            return next(iter(objecting), "")
        return next(one for one in ("Lemuria", "Mu", "Ys", "Thule") if one not in objecting)

    def _condition(self, standing: Standing) -> int:
        """The first condition that was not met yet."""
        topic = standing.topic(self.named[0]) if self.named else None
        if topic is None:
            return 1
        met = conditions_met(topic)
        waits = [one for one in obligations(topic, standing) if one.kind == "condition" and one.number not in met]
        return waits[0].number or 1 if waits else 1

    def _of_record(self, act: str, word: str, standing: Standing) -> str:
        """A record to act on, who holds its office, and its day as a month, which is true of any."""
        if word == "OFFICER":
            office = COUNCIL_SECRETARIAT if act == "take-over" else standing.record(self.record).office
            return HOLDERS[office or "secretariat"]
        if word == "FIELD=VALUE":
            return f"on={standing.record(self.record).on[:7]}"
        if act == "endorse":
            return self._waiting(standing)
        told = [one for one in standing.subject(self.topic).live if act != "redact" or one.act == "take position"]
        self.record = max(told, key=lambda record: record.ordinal).reference
        return self.record

    def _waiting(self, standing: Standing) -> str:
        """The first record that waits to be endorsed, of those not named yet."""
        waiting = standing.subject(self.topic).waiting
        waits = next(record for record in waiting if record.reference not in self.endorsed)
        self.endorsed.add(waits.reference)
        return waits.reference

    def _gathering(self, act: str, option: str, word: str, standing: Standing) -> str:
        """The meeting or session that a word names: a new one, the one convened under it, or one on record."""
        kind = "session" if "session" in option else "meeting"
        if act == "convene":
            return self.convened.setdefault(word, f"Made up {word}" if kind == "session" else f"made-up-{word}")
        if word in self.convened or not option.startswith("--to-"):
            return self.convened.get(word, self.here)
        found = closing_from(kind, self.day, standing)
        coming = next((one for one in found if (one.opens.first or self.day) > self.day), None)
        if coming is None and (act != "escalate" or not (past := self._past_session(standing))):
            raise NoPlaceLeftError(kind, "ahead")
        return coming.label if coming else past

    def _past_session(self, standing: Standing) -> str:
        """The last session that followed the last move, if any, to which it is told late that it was referred."""
        moved = self._moved(standing) or date.min
        found = [one for one in closing_from("session", moved, standing) if one.closes.last]
        if not found:
            return ""
        self.on = max(moved, min(self.day, found[-1].closes.last or self.day))
        return found[-1].label
