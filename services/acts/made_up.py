"""Motions made up to find a way: values that fit as far as a rule looks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from escalade.services.acts.bind import convert_fields
from escalade.services.acts.fields import Kind, evidence_fields, own_fields
from escalade.services.acts.fitting import BlockedError, find_fitting, find_kept_silence
from escalade.services.acts.parse import put_field
from escalade.services.acts.suggestions import list_mandatory_fields, name_other
from escalade.workflow.procedure import ADDRESSEE, CHAIR, OFFICES, OWN, SECRETARIAT, way
from escalade.workflow.rules.trial.place import DAYS_OF_A_GATHERING
from escalade.workflow.subjects.meeting import closing_from, is_over_before_the_outcome
from escalade.workflow.subjects.obligation import conditions_met, obligations
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalade.workflow.motions import Motion
    from escalade.workflow.perform import Outcome
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.values.dates import When
    from escalade.workflow.values.remedy import Remedy
    from escalade.workflow.values.step import Step

MEETINGS = ("N", "M", "L", "K", "J")
SESSIONS = ("NAME", "NAME2", "NAME3", "NAME4", "NAME5")
"""What meetings and sessions are called in the lines of a way that do not exist yet."""
TAKEN = frozenset({"approved", "launched", "closed", "cancelled"})
WITH_QUESTIONS = frozenset({"record consensus", "escalate", "approve", "launch"})
TOGETHER = "topics"  # names the further topics of an act
PLACES = frozenset({"meeting", "session", "sitting", "on", "document", "to_session", "to_meeting"})


class Trying(ABC):
    """A standing on which acts are tried, and what they leave."""

    def __init__(self, standing: Standing) -> None:
        """Begin with a register as it stands."""
        self.standing, self.ahead, self.chosen = standing, False, set[str]()
        """`chosen` are topics that stand for others which might as well be meant."""

    @property
    @abstractmethod
    def is_under_way(self) -> bool:
        """Whether something was moved or convened already."""

    @abstractmethod
    def leaves_open(self, kind: str) -> bool:
        """Whether something was done at a meeting, or session, that was left open."""

    @abstractmethod
    def bring(self, act: str, reference: str, given: Mapping[str, str], depth: int = 1) -> None:
        """Bring an act about."""

    def wait(self, day: date | None) -> None:
        """Let time pass until a day."""
        if day and day > self.standing.today:
            self.standing = replace(self.standing, day=day, now="")

    def convene(self, kind: str, *, ahead: bool = False) -> str:
        """Convene a meeting or session, tomorrow or much later."""
        self.wait(self.standing.today + timedelta(days=0 if ahead else 1))
        names = (MEETINGS if kind == "meeting" else SESSIONS)[1 if ahead or self.leaves_open(kind) else 0 :]
        new = next((one for one in names if self.standing.subject(f"{kind}/{one}").state is None), None)
        if new is None:
            raise BlockedError(Message("Too many meetings would have to be convened first."))
        self.ahead = ahead
        self.bring("convene", f"{kind}/{new}", {})
        return new

    def _keep(self, outcome: Outcome, motion: Motion) -> None:
        """Let what an act came to stand."""
        for subject in outcome.subjects:
            self.standing = self.standing.after(subject)
        self.standing = replace(self.standing, last_at=motion.at)


class MadeUp:
    """A motion with values that fit."""

    def __init__(self, attempt: Trying, step: Step, reference: str, later: tuple[str, ...]) -> None:
        """Make one up for a step of a subject, and for the acts that follow."""
        self.attempt, self.step, self.reference, self.later = attempt, step, reference, frozenset(later)
        self.subject = attempt.standing.subject(reference)
        self.topic = self.subject if isinstance(self.subject, Topic) else None
        handed = attempt.standing.body.handover
        self.receiver = handed[1].receiver if handed else ""
        self.places, self.day = dict[str, str](), attempt.standing.today
        self.kept = find_kept_silence(self.topic, attempt.standing) if step.act == "record consensus" else ""

    def prepare(self) -> None:
        """Bring about what no refusal names, such as another topic."""
        topic, act, attempt = self.topic, self.step.act, self.attempt
        if topic is None:
            return
        if act == "merge" and not any(way("topic", one.state, "receive merger") for one in self._others()):
            attempt.bring("propose", name_other(self.reference), {"questions": ""})
        if act == "lapse" and not any(one.state in TAKEN for one in self._others()):
            self._choose_another()
        if act == "lift objection" and not topic.objections and way("topic", topic.state, "take position"):
            attempt.bring("take position", self.reference, {"stance": "object", "text": ""})
        if act == "call off hearing" and not topic.hearing.planned:
            attempt.bring("extend", self.reference, {"physical": ""})

    def _choose_another(self) -> None:
        """Bring about that another topic of the round was chosen, whichever it is where several may be."""
        paths = {one.reference: path for one in self._others() if (path := way("topic", one.state, "approve"))}
        nearest = [name for name, path in paths.items() if len(path) == min(map(len, paths.values()))]
        if not nearest:
            self.attempt.bring("introduce", name_other(self.reference), {"questions": ""})
        elif len(nearest) > 1:
            self.attempt.chosen.add(nearest[0])
            self.attempt.bring("approve", nearest[0], {})

    def motion(self, fields: Mapping[str, Any], shown: Mapping[str, str], *, placed: bool = True) -> Motion:
        """Make the motion, with the fields that refusals asked for.

        Raises:
            BlockedError: where it would happen cannot be convened.
        """
        made: dict[str, Any] = {}
        places = self._place() if placed else {}
        for name in (*list_mandatory_fields(self.step), *self._needed(), *shown):
            if name not in {*PLACES, TOGETHER}:
                self._put(made, name, shown.get(name, ""))
        made |= {**self._looked_up(), **fields, **places}
        standing = self.attempt.standing
        at = max(standing.last_at, standing.now or f"{standing.today}T00:00:00.000000Z")
        of = [] if "records" in made else [self.reference, *made.pop(TOGETHER, ())]
        return convert_fields(
            self.step.act,
            {**made, "of": of, "by": self._officer(shown.get("records", "")), "on": self.day.isoformat(), "at": at},
        )

    def fill(self, remedy: Remedy, fields: dict[str, Any], shown: dict[str, str]) -> bool:
        """Give what a refusal asks for; say whether it was not given before."""
        for name, value in remedy.given.items():
            if name in PLACES or (name in shown and not value):
                return False
            if name == TOGETHER or isinstance(fields.get(name), list):
                fields[name] = [*fields.get(name, ()), value]
                shown[name] = SEPARATOR.join(fields[name])
            else:
                self._put(fields, name, value)
                shown[name] = value
        return True

    def describe(self, given: Mapping[str, str]) -> dict[str, str]:
        """Give what the line of the act says beside what its row asks for."""
        needed = () if self.step.act == "convene" and given else self._needed()
        return {**dict.fromkeys(needed, ""), **self._identified(), **self.places, **given}

    def _put(self, made: dict[str, Any], name: str, value: str) -> None:
        """Put a value of the field's kind where it stands."""
        known = (*own_fields(self.step.act), *evidence_fields())
        field = next((one for one in known if one.path[-1] == name), None)
        if field is None:
            made[name] = [value] if name == "records" else value or "x"
            return
        if field.kind is Kind.FILE:  # what it holds is looked up
            return
        key, _, said = value.replace("DAY", self.day.isoformat()).partition("=")
        values: dict[Kind, Any] = {
            Kind.LINE: value or "x",
            Kind.LINES: [value or "x"],
            Kind.TEXT: {"en": f"x{len(self.subject.records)}"},
            Kind.TEXTS: [{"en": "x"}],
            Kind.COUNT: int(value) if value.isdigit() else 1,
            Kind.FLAG: True,
            Kind.DATE: value or self.day.isoformat(),
            Kind.PAIRS: {key: said} if said else {},
        }
        put_field(made, field, values.get(field.kind, value or next(iter(field.choices), None)))

    def _needed(self) -> tuple[str, ...]:
        """The fields that the row does not ask for, and later rows do."""
        act, later = self.step.act, self.later
        wanted = {
            "propose": ("questions",) if later & WITH_QUESTIONS else (),
            "introduce": ("questions",) if later & WITH_QUESTIONS else (),
            "record no consensus": ("refer", "words") if "escalate" in later else (),
            "approve": ("conditions",) if "fulfil" in later else (),
            "launch": ("physical",) if "call off hearing" in later else (),
            "convene": ("place",) if self.subject.state else (),
            "set aside": ("words",),
            "amend constitution": ("texts",),
            "revoke key": ("reason",),
            "revise": ("questions",),
            "take position": ("text",),
            "extend": () if "call off hearing" in later else ("closes",),
        }
        return wanted.get(act, ())

    def _identified(self) -> dict[str, str]:
        """The fields whose values the register holds, where there is one."""
        if self.topic and self.step.act == "merge":
            debated = [one.reference for one in self._others() if one.state == "debated"]
            return {"into": debated[0]} if len(debated) == 1 else {}
        if self.topic and self.step.act == "fulfil":
            return {"condition": self._conditions()[0]} if len(self._conditions()) == 1 else {}
        if self.kept:
            return {"silence": self.kept}
        return {"by": self.receiver} if self.step.act == "take over" and self.receiver else {}

    def _conditions(self) -> list[str]:
        """The numbers of the conditions that wait to be met."""
        if self.topic is None:
            return []
        met, all_ = conditions_met(self.topic), obligations(self.topic, self.attempt.standing)
        return [str(one.number) for one in all_ if one.kind == "condition" and one.number not in met]

    def _others(self) -> Iterator[Topic]:
        """The other topics of the round, those that are debated first."""
        found = self.attempt.standing.topics_of(self.reference)
        others = (one for one in found if one.reference != self.reference)
        yield from sorted(others, key=lambda one: one.state != "debated")

    def _looked_up(self) -> dict[str, Any]:
        """The values that are found in the register, or lie in the future."""
        act, day = self.step.act, self.day
        later = {days: (day + timedelta(days=days)).isoformat() for days in (3, 9, 300, 4000)}
        if act == "convene" and self.attempt.ahead:
            return {"opens": later[300], "closes": later[300]}
        found: dict[str, dict[str, Any]] = {
            "extend": {"closes": later[4000]},
            "circulate": {"until": f"{later[3]}T18:00 UTC"},
            "launch": {"closes": later[9]},
            "record hearing": {"held": day.isoformat()},
        }
        return found.get(act, self._of_topic(self.topic) if self.topic else self._of_others())

    def _of_others(self) -> dict[str, Any]:
        """The values that fit an act on the body, a round, a meeting or a session."""
        return find_fitting(self.step.act, self.reference, self._officer(), self.attempt.standing)

    def _of_topic(self, topic: Topic) -> dict[str, Any]:
        """The values that are found in a topic and its round."""
        act = self.step.act
        if act == "withdraw":
            return {"asked_by": list(topic.sponsors)}
        if act == "lift objection":  # for all who hold it, as the line to type says
            standing = next(iter(topic.objecting), "")
            return {"objections": [standing], "holders": []} if standing else {"holders": ["x"]}
        if act == "merge":
            near = (one.reference for one in self._others() if way("topic", one.state, "receive merger"))
            return {"into": next(near, "")}
        if act == "fulfil":
            return {"condition": int(next(iter(self._conditions()), "1"))}
        return {"silence": [self.kept]} if self.kept else {}

    def _officer(self, named: str = "") -> str:
        """Whoever may do it, also to a record that is named, first who escalated nothing."""
        body, day = self.attempt.standing.body, when(self.day.isoformat())
        if self.step.act == "take over" and self.receiver:
            return self.receiver
        own = self.attempt.standing.record(named).office if named else None
        stand_in: dict[tuple[str, ...], tuple[str, ...]] = {(OWN,): (own or SECRETARIAT,), (ADDRESSEE,): (CHAIR,)}
        offices = stand_in.get(self.step.offices, self.step.offices)
        held = [one.name for office in offices if office in OFFICES for one in body.holders(office, day)]
        topics = self.attempt.standing.topics_of(self.reference)
        escalated = {record.officer for topic in topics for record, _ in topic.escalations}
        return next((name for name in held if name not in escalated), held[0] if held else "")

    # Where it happens

    def _place(self) -> dict[str, Any]:
        """A meeting, sitting or session on record, or one that is convened first."""
        asked, act = set(list_mandatory_fields(self.step)), self.step.act
        if act == "escalate":
            return {"to_session": self._session("to_session")}
        if act == "defer":
            kind = "session" if self.step.origin == "referred" else "meeting"
            here = {kind: self._session(kind) if kind == "session" else self._meeting()}
            return {"evidence": here, f"to_{kind}": self._ahead(kind)}
        if "session" in asked:
            return {"evidence": {"session": self._session("session")}}
        if "meeting" in asked and not self.kept:
            return {"evidence": {"meeting": self._meeting()}}
        return {"evidence": {"document": "x"}} if "document" in asked else {}

    def _moved(self) -> Any:
        """The day on which the topic, or another of its act, last moved."""
        into, today = self._looked_up()["into"] if self.step.act == "merge" else "", self._today()
        topics = [self.topic, self.attempt.standing.topic(into) if into else None]
        if self.step.act == "escalate":  # what has no consensus goes with it
            topics += [one for one in self._others() if one.state == "unresolved"]
        days = [when(record.on) for one in topics if one for record in one.live if record.moved]
        before = (day for day in days if day.may_precede(today))
        return max(before, key=lambda day: day.first or date.min, default=when("unknown"))

    def _today(self) -> When:
        return when(self.attempt.standing.today.isoformat())

    def _happens(self, day: date | None, places: dict[str, str], made: frozenset[str]) -> None:
        """Let it happen on a day; its line names places only where they were made up."""
        self.day = day or self.attempt.standing.today
        named = {name: value if value in made else "" for name, value in places.items()}
        self.places = self.places | (named if self.attempt.is_under_way else {})

    def _meeting(self) -> str:
        """Find or convene the meeting at which it happens."""
        moved, today = self._moved(), self.attempt.standing.today
        for one in closing_from("meeting", moved.first, self.attempt.standing):
            if one.opens.may_precede(self._today()) and moved.may_precede(one.closes) and self._fits(one):
                day = min(today, one.closes.last or today)
                self._happens(max(day, moved.first or day), {"meeting": one.label}, frozenset(MEETINGS))
                return one.label
        new = self.attempt.convene("meeting")
        self._happens(None, {"meeting": new}, frozenset(MEETINGS))
        return new

    def _fits(self, meeting: Gathering) -> bool:
        """Say whether an act that needs a new meeting has one."""
        if self.step.act == "reopen debate" and self.topic and self.topic.last_move:
            before = self.attempt.standing.gathering(self.topic.last_move.evidence.place)
            return before is None or before.closes.may_precede(meeting.opens, strictly=True)
        if self.step.act == "record consideration" and is_over_before_the_outcome(meeting, self.subject):
            return False
        considered = self.subject.every("record consideration") if self.step.act == "record consideration" else ()
        return all(record.evidence.place != meeting.reference for record in considered)

    def _session(self, field: str) -> str:
        """Find or convene a session that is not over, begun if it happens there."""
        there, today = not DAYS_OF_A_GATHERING.isdisjoint(self.step.rules), self.attempt.standing.today
        for one in closing_from("session", today, self.attempt.standing):
            if not there or one.opens.may_precede(self._today()):
                self._happens(None, {field: one.label}, frozenset(SESSIONS))
                return one.label
        if past := self._past_session(there=there):
            self._happens(past[1], {field: past[0]}, frozenset(SESSIONS))
            return past[0]
        new = self.attempt.convene("session")
        self._happens(None, {field: new}, frozenset(SESSIONS))
        return new

    def _past_session(self, *, there: bool) -> tuple[str, date] | None:
        """Find a session that is over and followed the last move, and a day for what is told of it since."""
        moved = self._moved()
        for one in closing_from("session", moved.first, self.attempt.standing):
            first, last = one.opens.first if there else moved.last, one.closes.last
            days = [max(day, moved.first or day) for day in (first, last) if day]
            held = (day for day in days if self._has_officer(day) and moved.may_precede(when(day.isoformat())))
            if last and (day := next((day for day in held if day <= last), None)):
                return one.label, day
        return None

    def _has_officer(self, day: date) -> bool:
        """Whether somebody held an office of the step on a day."""
        body = self.attempt.standing.body
        return any(body.holders(office, when(day.isoformat())) for office in self.step.offices if office in OFFICES)

    def _ahead(self, kind: str) -> str:
        """Find or convene a meeting or session that is still to come."""
        today = when(self.attempt.standing.today.isoformat())
        found = closing_from(kind, self.attempt.standing.today, self.attempt.standing)
        new = next((one.label for one in found if today.may_precede(one.opens, strictly=True)), None)
        label = new or self.attempt.convene(kind, ahead=True)
        self.attempt.ahead = False
        self._happens(self.day, {f"to_{kind}": label}, frozenset((*MEETINGS, *SESSIONS)))
        return label
