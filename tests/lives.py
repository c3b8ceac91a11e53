"""A made-up body and its life in memory, brought on by real acts.

`Life` is the fake register of the tests: it stamps motions with a time that
is passed in, performs them, and keeps the records. `Life.fitting` fills the
motion of an act with values that the procedure accepts today; the motions
that it wrote down can be loaded into a real register.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import msgspec

from escalade.models.store.clock import Stamp
from escalade.workflow.inbox.pages import Inbox, InboxItem
from escalade.workflow.ledger.checkpoints import PublicKey
from escalade.workflow.motions import (
    MOTIONS,
    Constitute,
    Evidence,
    LegalText,
    Motion,
    Officer,
    TextVersion,
)
from escalade.workflow.perform import Outcome, perform
from escalade.workflow.procedure import (
    ADDRESSEE,
    CHAIR,
    COUNCIL_SECRETARIAT,
    OFFICES,
    OUTLIVED,
    OWN,
    PROCEDURE,
    SECRETARIAT,
    VICE_CHAIR,
)
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import digest_of, texts_of
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.standing import Memory, Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import OPEN, Topic
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.step import Step

FIRST_DAY = date(2031, 1, 6)
CHAIR_NAME, VICE_NAME, DESK, COUNCIL_DESK, BOTH = "Ada", "Vic", "Desk", "Assembly desk", "Bo"
HOLDERS = {CHAIR: CHAIR_NAME, VICE_CHAIR: VICE_NAME, SECRETARIAT: DESK, COUNCIL_SECRETARIAT: COUNCIL_DESK}
ROUND, TOPIC = "2031", "2031/a"
MEETINGS = {"meeting_is_named", "meeting_or_circulation_is_named"}
AT_A_MEETING = frozenset(step.act for step in PROCEDURE.steps.values() if MEETINGS & set(step.rules))
AT_A_SITTING = frozenset(step.act for step in PROCEDURE.steps.values() if "session_is_named" in step.rules)


def en(text: str) -> dict[str, str]:
    """A text in one language."""
    return {"en": text}


def text(title: str = "Harbours", *questions: str) -> TextVersion:
    """A text version with a title and questions."""
    asked = questions or ("What is a harbour for?",)
    return TextVersion(title=en(title), questions=tuple(en(question) for question in asked), source="H31/1")


def constitution(**changes: Any) -> Constitute:
    """The constitution of the made-up body."""
    complete = Constitute(
        by=DESK,
        name=en("Working Party on Harbours"),
        superior_body=en("Assembly"),
        mandate=en("The Party studies harbours."),
        membership=en("open to ports"),
        texts={key: LegalText(citation=en(f"Decision on {key}")) for key in ("mandate", "modalities", "referral")},
        office_titles={office: en(office) for office in OFFICES},
        symbol_series=("H31",),
        seat=en("Porto"),
        time_zone="Europe/Lisbon",
        languages={"note": ("en",)},
        officers=(
            *(Officer(name=name, office=office) for office, name in HOLDERS.items()),  # type: ignore[arg-type]  # offices by name
            Officer(name=BOTH, office="secretariat"),
            Officer(name=BOTH, office="council-secretariat"),
        ),
    )
    return msgspec.structs.replace(complete, **changes)


def known_salts() -> Callable[[], str]:
    """A source of salts, each different and all known."""
    drawn = count()
    return lambda: f"{next(drawn):032x}"


class Life:
    """A register in memory, on a day that the test sets."""

    def __init__(self, today: date = FIRST_DAY) -> None:
        """Begin on a day, with nothing recorded."""
        self.memory = Memory()
        self.today = today
        self.performed: list[Motion] = []
        self.stamp = Stamp(self._moment, known_salts())
        self._seconds = 0

    def _moment(self) -> datetime:
        self._seconds += 1
        return datetime(self.today.year, self.today.month, self.today.day, 9, tzinfo=UTC) + timedelta(
            seconds=self._seconds
        )

    @property
    def standing(self) -> Standing:
        """The register at this moment."""
        return self.memory.standing(self.today)

    def subject(self, reference: str = TOPIC) -> Subject:
        """A subject as it is now."""
        return self.standing.subject(reference)

    def topic(self, reference: str = TOPIC) -> Topic:
        """A topic as it is now."""
        found = self.subject(reference)
        assert isinstance(found, Topic)
        return found

    @property
    def records(self) -> list[Record]:
        """Every record, subject by subject."""
        return [record for subject in self.memory.subjects.values() for record in subject.records]

    def stamped(self, motion: Motion) -> Motion:
        """A motion with its time, day and salts."""
        made = self.stamp.on(motion, self.memory.last_at)
        return made if motion.on else msgspec.structs.replace(made, on=self.today.isoformat())

    def tries(self, motion: Motion) -> Outcome:
        """What a motion comes to; nothing is kept."""
        return perform(self.stamped(motion), self.standing)

    def acts(self, motion: Motion) -> Outcome:
        """Perform an act, and keep what it comes to."""
        stamped = self.stamped(motion)
        return self.keeps(stamped, perform(stamped, self.standing))

    def keeps(self, stamped: Motion, outcome: Outcome) -> Outcome:
        """Keep what an act came to."""
        for record in outcome.records:
            self.memory.take(record)
        self.performed.append(stamped)
        return outcome

    def does(self, act: str, *references: str, **fields: Any) -> Outcome:
        """Perform an act as it fits, but for the fields named."""
        return self.acts(self.fitting(act, *references, **fields))

    @property
    def day(self) -> When:
        """Today, as a date of an act."""
        return when(self.today.isoformat())

    def noon(self) -> datetime:
        """A clock that stands still at noon of today."""
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)

    def passes(self, days: int = 1) -> None:
        """Let time pass."""
        self.today += timedelta(days=days)

    # What fits

    def fitting(self, act: str, *references: str, **fields: Any) -> Motion:
        """A motion that the procedure accepts today, but for the fields named.

        `evidence` may be given whole; `by` and `on` are filled in where the
        caller does not name them.
        """
        first = references[0] if references else TOPIC
        reference = first.rpartition("#")[0] or first
        shape = MOTIONS[act]
        filled: dict[str, Any] = {"of": references or (first,), "by": self.officer_for(act, reference, first)}
        if "records" in shape.__struct_fields__:
            filled |= {"of": (), "records": references}
        filled |= self._fields(act, reference)
        if act == "receive translation":
            filled |= self.translation(first)
        if "leaving" in filled:
            filled["leaving"] = tuple(name for name in filled["leaving"] if name not in references)
            filled["left"] = en("They wait.") if filled["leaving"] else None
        given = {name: value for name, value in fields.items() if name in shape.__struct_fields__}
        assert given == fields, f"{act} has no {set(fields) - set(given)}"
        if "evidence" not in fields:
            filled["evidence"] = self.evidence_for(act, reference)
        return shape(**{**filled, **fields})

    def translation(self, record: str) -> dict[str, Any]:
        """A made-up translation of all that a record says in English."""
        named = next((one for one in self.subject(record.rpartition("#")[0]).own if one.reference == record), None)
        held = texts_of(named.motion) if named else {}
        english = {path: text.texts["en"] for path, text in held.items() if "en" in text.texts}
        return {
            "language": "ru",
            "texts": {path: f"По-русски: {source}" for path, source in english.items()} or {"words": "Нет."},
            "sources": {path: digest_of(source) for path, source in english.items()},
        }

    def officer_for(self, act: str, reference: str, record: str = "") -> str:
        """Whoever holds the office of an act, for a subject as it stands."""
        step = step_for(act, self.subject(reference))
        offices = step.offices if step else ()
        if offices == (OWN,):
            named = self.subject(reference).record(record)
            return self.holder((named.office if named else None) or SECRETARIAT)
        if offices == (ADDRESSEE,):
            return self.holder(CHAIR)
        if act == "appoint":
            return self.holder(SECRETARIAT)
        return self.holder(offices[0]) if offices else DESK

    def holder(self, office: str) -> str:
        """Who holds an office today, the one who holds no other first."""
        held = [officer.name for officer in self.standing.body.holders(office, self.day)]
        return HOLDERS[office] if HOLDERS[office] in held or not held else held[-1]

    def evidence_for(self, act: str, reference: str) -> Evidence:
        """The evidence that an act needs today."""
        topic = kind_of(reference) == "topic"
        if act == "confirm":
            return Evidence(document="H31/9(Rev.1)")
        if act == "correct":
            return Evidence(paragraph=str(len(self.subject(reference).records)))
        if act == "introduce":
            return Evidence(session=self.session())
        council = topic and self.subject(reference).state == "referred"
        if act in AT_A_SITTING and (act != "defer" or council):
            session = self.session()
            return Evidence(session=session, sitting=self.sitting(session), document="H31/9")
        return Evidence(meeting=self.meeting(reference, act)) if act in AT_A_MEETING else Evidence()

    def meeting(self, reference: str = TOPIC, act: str = "") -> str:
        """A meeting held today; a debate is opened again at a later one."""
        if act == "reopen debate" and kind_of(reference) == "topic" and self.subject(reference).last_move:
            self.passes()
        number = self.free("meeting", self.today.strftime("%Y%m%d"))
        if self.standing.gathering(f"meeting/{number}") is None:
            day = self.today.isoformat()
            self.does("convene", f"meeting/{number}", opens=day, closes=day, place=en("Porto"))
        return number

    def session(self) -> str:
        """A session that has not ended."""
        name = self.free("session", f"Assembly {self.today.year}-{self.today.month}")
        if self.standing.gathering(f"session/{name}") is None:
            first = self.today.replace(day=1)
            last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            days = {"opens": first.isoformat(), "closes": last.isoformat()}
            self.does("convene", f"session/{name}", place=en("Porto"), **days)
        return name

    def free(self, kind: str, name: str) -> str:
        """A name that no annulled meeting or session bears, and no session that takes no more sittings."""
        over = {"annulled", "reported"} if kind == "session" else {"annulled"}
        while self.subject(f"{kind}/{name}").state in over:
            name += "-bis"
        return name

    def sitting(self, session: str) -> int:
        """A sitting of a session, held today."""
        gathering = self.standing.gathering(f"session/{session}")
        assert gathering
        number, day = self.today.day, self.today.isoformat()
        if gathering.sitting(number) is None:
            self.does("convene", f"session/{session}", sittings={str(number): day})
        return number

    def _fields(self, act: str, reference: str) -> dict[str, Any]:
        """What an act takes besides what every motion has."""
        day = self.today.isoformat()
        soon = (self.today + timedelta(days=10)).isoformat()
        topic = self.subject(reference)
        holder = next(
            one for one in ("Lemuria", "Mu", "Ys") if one not in getattr(topic, "objections", ()) or one == "Ys"
        )
        version = text(f"Harbours of {reference}, version {len(topic.records)}")
        fields: dict[str, dict[str, Any]] = {
            "constitute": {name: getattr(constitution(), name) for name in constitution().to_payload()},
            "appoint": {"name": "New", "office": VICE_CHAIR},
            "amend constitution": {"authority": en("Decision 4"), "seat": en("Lisbon")},
            "set deadline": {
                "name": "paper", "stage": "note", "span": 4, "unit": "weeks", "direction": "before",
                "anchor": "session opening", "basis": "referral", "since": "2030-01-01",
            },
            "record consultation": {
                "title": en("Piers"), "online_from": "2030-01", "online_to": "2030-02", "physical": "2030-03",
                "responses": en("On the website."), "summary": "not at hand",
            },
            "convene": {"place": en(f"Porto, hall {len(topic.records)}")} if topic.state not in {None, "annulled"} else
            {"opens": day, "closes": day, "place": en("Porto")},
            "approve report": {"sent_to": (en("all ports"),)},
            "open round": {"title": en("Next theme")},
            "receive": {
                "symbol": f"H31/{100 + len(self.records)}",
                "by_state": ("Atlantis",),
                "concerns": (round_of(reference),),
            },
            "issue": {
                "kind": "note", "symbol": f"H31/{100 + len(self.records)}", "language": "en", "form": "md",
                "paper": "ab" * 32, "seal_root": "cd" * 32, "seal_size": 3,
            },
            "dispatch": {"to": (en("all ports"),)},
            "propose": {"version": version, "by_state": ("Atlantis",)},
            "introduce": {"version": version, "by_state": ("Atlantis",)},
            "revise": {"version": version},
            "take position": {"holders": (holder,), "stance": "support", "text": en("Good."), "source": "H31/2"},
            "lift objection": {"holders": ("Lemuria",), "how": "withdrawn"},
            "record statement": {"holders": ("Lemuria",), "text": en("We note.")},
            "defer": {"to_meeting": None, "to_session": None},
            "circulate": {"until": f"{(self.today + timedelta(days=3)).isoformat()}T18:00 Europe/Lisbon"},
            "record consensus": {"words": en("Agreed.")},
            "set aside": {"words": en("Set aside.")},
            "record no consensus": {"tried": en("Everything."), "refer": True, "words": en("We refer it.")},
            "reopen debate": {"words": en("Again.")},
            "record responses": {"count": 3, "by_category": {"ports": 2}, "where": en("On the website.")},
            "record hearing": {"presided_by": CHAIR_NAME, "summary": en("Heard.")},
            "call off hearing": {"reason": en("The hall was flooded.")},
            "record consideration": {"words": en("Discussed.")},
            "fulfil": {"condition": 1, "words": en("It was met.")},
            "cancel": {"authority": en("The Assembly."), "notice": en("Off.")},
            "take up": {"words": en("Taken up.")},
            "approve": {"words": en("Approved."), "sequence": "in order", "conditions": (en("Publish it."),)},
            "decline": {"words": en("Declined.")},
            "refer back": {"words": en("Back."), "guidance": en("Try again.")},
            "take note": {"words": en("Noted.")},
            "record no decision": {"words": en("No decision was taken.")},
            "launch": {
                "opens": day, "closes": soon, "physical": (self.today + timedelta(days=40)).isoformat(),
                "answer_to": en("To the port office."),
            },
            "close": {"reason": en("Nobody came.")},
            "annul": {"why": en("A mistake.")},
            "redact": {"why": en("The person asked for it.")},
            "correct": {"why": en("A slip.")},
        }  # fmt: skip
        return {**fields.get(act, {}), **self._looked_up(act, topic), **key_of(act, topic), **custody_of(act)}

    def _looked_up(self, act: str, subject: Subject) -> dict[str, Any]:
        """Fields whose values lie in the register."""
        if act in {"escalate", "extend"}:
            return self._referring(subject.reference) if act == "escalate" else self._longer(subject)
        if act == "withdraw":
            return {"asked_by": subject.sponsors if isinstance(subject, Topic) else ()}
        if act == "merge" and subject.kind == "topic":
            return {"into": self.debated_beside(subject.reference), "version": text("Both harbours")}
        if act == "lift objection" and isinstance(subject, Topic) and subject.objections:
            return {"holders": (next(iter(subject.objections)),)}
        if act == "defer":
            return {"to_session": self.later_session()} if subject.state == "referred" else {"to_meeting": self.later()}
        return {}

    def _referring(self, topic: str) -> dict[str, Any]:
        """Where a topic is referred, and which others of its round are left."""
        still_open = (one.reference for one in self.standing.topics_of(topic) if one.state in OPEN)
        others = tuple(name for name in still_open if name != topic)
        return {"to_session": self.session(), "leaving": others}

    def _longer(self, subject: Subject) -> dict[str, str]:
        """Later days for both phases than they have."""
        launch = subject.launched if isinstance(subject, Topic) else None
        closes = when((launch[1].closes if launch else None) or UNKNOWN)
        ends = max(closes.last or self.today, self.today)
        return {
            "closes": (ends + timedelta(days=100)).isoformat(),
            "physical": (ends + timedelta(days=130)).isoformat(),
        }

    def debated_beside(self, reference: str) -> str:
        """Another topic of the round that is debated."""
        for topic in self.standing.topics_of(reference):
            if topic.state == "debated" and topic.reference != reference:
                return topic.reference
        other = f"{round_of(reference)}/{reference.rpartition('/')[2]}-too"
        if self.subject(other).state is None:
            self.brings(other, "debated")
        return other

    def later(self) -> str:
        """A meeting that is still to come."""
        day = (self.today + timedelta(days=300)).isoformat()
        number = self.free("meeting", f"later {self.today.isoformat()}")
        if self.standing.gathering(f"meeting/{number}") is None:
            self.does("convene", f"meeting/{number}", opens=day, closes=day)
        return number

    def later_session(self) -> str:
        """A session that is still to come."""
        day = (self.today + timedelta(days=300)).isoformat()
        name = self.free("session", f"later {self.today.isoformat()}")
        if self.standing.gathering(f"session/{name}") is None:
            self.does("convene", f"session/{name}", opens=day, closes=day)
        return name

    # Ways to a state

    def begins(self) -> Life:
        """Constitute the body and open a round."""
        self.does("constitute", "body")
        self.does("open round", ROUND)
        return self

    def brings(self, reference: str, state: str, **first: Any) -> Life:
        """Bring a subject to a state by real acts, the first with these fields."""
        for act in WAYS[kind_of(reference), state]:
            self.goes(act, reference, **first)
            first = {}
        assert self.subject(reference).state == state
        return self

    def goes(self, act: str, reference: str, **fields: Any) -> None:
        """Do the next act on the way of a subject."""
        if act == "close":
            self.passes(11)
        if act == "lapse":
            other = f"{reference}-other"
            self.brings(other, "approved")
        newest = self.subject(reference).newest
        self.does(act, newest if act == "annul" else reference, **fields)


def step_for(act: str, subject: Subject) -> Step | None:
    """The row of an act from where a subject stands, or any row of it."""
    exact = PROCEDURE.steps.get((subject.kind, subject.state, act))
    return exact or next(
        (step for step in PROCEDURE.steps.values() if step.act == act and step.of == subject.kind), None
    )


REFERRED = ("propose", "open debate", "record no consensus", "escalate")
WAYS: dict[tuple[str, str], tuple[str, ...]] = {
    ("body", "constituted"): ("constitute",),
    ("round", "open"): ("open round",),
    ("round", "annulled"): ("open round", "annul"),
    ("meeting", "convened"): ("convene",),
    ("meeting", "reported"): ("convene", "approve report"),
    ("meeting", "annulled"): ("convene", "annul"),
    ("session", "convened"): ("convene",),
    ("session", "reported"): ("convene", "approve report"),
    ("session", "annulled"): ("convene", "annul"),
    ("topic", "proposed"): REFERRED[:1],
    ("topic", "debated"): REFERRED[:2],
    ("topic", "unresolved"): REFERRED[:3],
    ("topic", "referred"): REFERRED,
    ("topic", "approved"): (*REFERRED, "approve"),
    ("topic", "declined"): (*REFERRED, "decline"),
    ("topic", "lapsed"): (*REFERRED, "lapse"),
    ("topic", "launched"): (*REFERRED, "approve", "launch"),
    ("topic", "closed"): (*REFERRED, "approve", "launch", "close"),
    ("topic", "cancelled"): (*REFERRED, "approve", "launch", "cancel"),
    ("topic", "agreed"): ("propose", "open debate", "record consensus"),
    ("topic", "withdrawn"): ("propose", "withdraw"),
    ("topic", "merged"): ("propose", "merge"),
    ("topic", "set aside"): ("propose", "set aside"),
    ("topic", "annulled"): ("propose", "annul"),
}
"""For each state that can be reached, acts that lead to it from nothing."""


# Where acts start from

NAMES = {"body": "body", "round": ROUND, "meeting": "meeting/9", "session": "session/Summer", "topic": TOPIC}
"""A subject of each kind."""


def at(life: Life, state: str | None, of: str = "topic") -> Life:
    """A life in which a subject of a kind stands in a state."""
    if of == "body":
        return life.brings("body", state) if state else life
    life.does("constitute", "body")
    if of != "round":
        life.does("open round", ROUND)
    return life.brings(NAMES[of], state) if state else life


def nothing(_life: Life) -> None:
    """Prepare nothing."""


def objects(life: Life) -> None:
    """Let an objection stand, told late where the topic moved on since."""
    topic = life.topic()
    if topic.state not in OUTLIVED:
        life.does("take position", TOPIC, stance="object", text=en("No."))
        return
    was_referred = any(record.after == "referred" for record in topic.records)
    by = life.holder(COUNCIL_SECRETARIAT if was_referred else SECRETARIAT)
    life.does("take position", TOPIC, stance="object", text=en("No."), by=by, on=topic.records[0].on)
    life.passes(1)


def key_of(act: str, subject: Subject) -> dict[str, Any]:
    """A key to publish, or one that is published and may be revoked."""
    if act not in {"publish key", "revoke key"} or not isinstance(subject, Body):
        return {}
    new = str(PublicKey("made-up", sha256(bytes([len(subject.records)])).digest()))
    return {"key": new} if act == "publish key" else {"key": next(iter(subject.keys), new), "why": en("It was lost.")}


def custody_of(act: str) -> dict[str, Any]:
    """Who is to keep the register, who takes it over, and why it is taken back."""
    custody: dict[str, dict[str, Any]] = {
        "hand over": {"receiver": BOTH},
        "take over": {"by": BOTH},
        "take back": {"why": en("It never arrived.")},
    }
    return custody.get(act, {})


def objected_no_more(life: Life) -> None:
    """Let an objection to what was referred end."""
    if life.topic().state == "referred":
        objects(life)
        life.does("lift objection", TOPIC)


PREPARED: dict[str, Callable[[Life], object]] = {
    "reopen debate": objected_no_more,
    "extend": lambda life: life.passes(5),
    "close": lambda life: life.passes(12),
    "record hearing": lambda life: life.passes(12),
    "record consideration": lambda life: life.passes(12),
    "lapse": lambda life: life.brings(f"{TOPIC}-other", "approved"),
    "lift objection": objects,
    "revoke key": lambda life: life.does("publish key", "body"),
    "take over": lambda life: life.does("hand over", "body"),
    "take back": lambda life: life.does("hand over", "body"),
}
"""What must have happened before some acts, besides the state they start from."""


def named_as(life: Life, step: Step) -> str:
    """What an act is about, a record where it is about one."""
    name = NAMES[step.of]
    return life.subject(name).newest if "given:records" in step.rules else name


def inbox(standing: Standing, officer: str | None = None) -> tuple[InboxItem, ...]:
    """All that waits for an officer or every office."""
    return tuple(entry for _, entry in Inbox(standing, officer).after())
