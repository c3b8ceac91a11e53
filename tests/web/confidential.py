"""A register with records of every act for members or the office alone.

Each text of them, each name and each day holds a mark that nothing else holds,
so that whatever shows any of them to others is found by looking for the mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from escalade.models.backends import Location, create
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.papers.draft import Order
from escalade.services.papers.issue import prepare_issue, record_issue
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.workflow.motions import MOTIONS, Evidence, Motion
from escalade.workflow.motions.base import Audience
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.audience import READERS, WITH_OWN_READERS
from escalade.workflow.values.step import COMPANIONS, OF_RECORDS
from tests.lives import DESK, HOLDERS, Life, en

MEMBER = "Member"
MARK = re.compile(r"secret(members|office)\w*", re.IGNORECASE)
DAYS = {"members": "2031", "office": "2048"}
"""The year in which a day lies that only these may know."""
HIDDEN: tuple[Audience, ...] = ("members", "office")
NEVER_HIDDEN = {step.act for step in PROCEDURE.steps.values() if step.of == "body"} - OF_RECORDS | COMPANIONS
"""What is of the body, which is public, and what only comes along."""
ALTOGETHER = "2021"
"""The round with topics of which others may read nothing."""
TOPIC_ACTS = ("propose", "open debate", "record no consensus")
LAUNCHED = ("propose", "open debate", "record consensus", "launch", "record responses", "record hearing", "close")
OPEN_FOR_ANSWERS = LAUNCHED[:4]


def mark(audience: str, what: str) -> str:
    """The mark of what only an audience may read."""
    return f"Secret{audience}{re.sub('[^a-z]', '', what)}"


def marked(value: Any, word: str) -> Any:
    """A value whose texts end with a word."""
    if isinstance(value, Mapping):
        is_text = bool(value) and all(isinstance(one, str) for one in value.values())
        return {key: f"{one} {word}" if is_text else marked(one, word) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(marked(one, word) for one in value)
    if isinstance(value, msgspec.Struct):
        said = {name: marked(getattr(value, name), word) for name in value.__struct_fields__ if name not in AS_THEY_ARE}
        return msgspec.structs.replace(value, **said)
    return value


AS_THEY_ARE = {"of", "by", "evidence", "salts", "sources", "amended", "standing", "source", "sittings", "records"}
"""Fields that are no texts."""


class Confidential:
    """The life of the register, as it is recorded."""

    def __init__(self, otherwise: tuple[Audience, ...] = ()) -> None:
        """Record every act for members or the office, beside public ones; for some readers otherwise."""
        self.otherwise = otherwise
        self.life = Life(date(2021, 1, 4))
        self.life.does("constitute", "body", participants=en("every harbour"), addressees=(en("every harbour"),))
        self.tried: set[str] = set()
        self.files: dict[str, bytes] = {}
        for place, act in enumerate(sorted(MOTIONS.keys() - NEVER_HIDDEN)):
            self.tries(act, HIDDEN[place % 2])
        self.topics_of_others()

    def tries(self, act: str, audience: Audience) -> None:
        """Record an act for an audience: on something public where it may, else on what is for that audience too."""
        step = next(
            one for one in PROCEDURE.steps.values() if one.act == act and (one.of == "topic" or act not in OF_RECORDS)
        )
        group, own = f"r-{act.replace(' ', '-')}", mark(audience, act).lower()
        if act != "open round":
            self.life.does("open round", group)
        if step.origin is None:
            about = {"round": own, "topic": f"{group}/{own}"}.get(step.of, f"{step.of}/{own}")
        else:
            about = {"body": "body", "round": group, "topic": f"{group}/a"}.get(step.of, f"{step.of}/{act}")
            if step.of not in {"body", "round"}:
                readers = "public" if act in WITH_OWN_READERS else audience
                self.life.brings(about, step.origin, audience=readers)
            if act == "merge":
                self.life.brings(f"{about}-too", "debated", audience=audience)
            if act == "dispatch":
                self.does("issue", about, audience)
            about = PREPARED.get(act, lambda _, what: what)(self.life, about)
        self.does(act, about, audience)
        self.tried.add(act)

    def does(self, act: str, about: str, audience: Audience, **fields: Any) -> None:
        """Record one act, its texts marked."""
        word, is_otherwise = mark(audience, act), audience in self.otherwise
        own = OTHERWISE.get(act, {}) if is_otherwise else {}
        motion = marked(self.life.fitting(act, about, **{**own, **fields}), f"{word} otherwise" * is_otherwise or word)
        named = NAMED.get(act, lambda _word, _year: {})
        more: dict[str, Any] = {
            "audience": audience,
            **named(word + "x" * (is_otherwise and "stance" not in fields), DAYS[audience]),
        }
        self.life.acts(msgspec.structs.replace(motion, **more))

    def topics_of_others(self) -> None:
        """Record topics of which nothing is for the public, among others."""
        self.life.does("open round", ALTOGETHER)
        for act in OPEN_FOR_ANSWERS:
            self.life.does(act, f"{ALTOGETHER}/launched")
        self.life.does("set deadline", "body", since="2020-01-01", consequence=en("It is not considered"))
        self.life.brings(f"{ALTOGETHER}/open", "unresolved")
        referred = [f"{ALTOGETHER}/open"]
        for audience in HIDDEN:
            name = f"{ALTOGETHER}/{mark(audience, 'topic').lower()}"
            for act in TOPIC_ACTS:
                self.does(act, name, audience)
            self.does("take position", name, audience, source="statement")
            self.objects(f"{ALTOGETHER}/open", audience)
            self.does("receive", ALTOGETHER, audience)
            self.does("convene", f"session/{mark(audience, 'session').lower()}", audience)
            self.attaches(name, audience)
            ended = f"{ALTOGETHER}/{mark(audience, 'ended').lower()}"
            for act in LAUNCHED:
                if act == "close":
                    self.life.passes(11)
                self.does(act, ended, audience)
            self.life.does("receive", ALTOGETHER, concerns=(f"{ALTOGETHER}/open", ended, name))
            met = self.life.subject(ended).every("open debate")[0]
            self.life.does("approve report", str(met.evidence.place), paragraphs={met.reference: "7"})
            for act in OPEN_FOR_ANSWERS:
                self.does(act, f"{ALTOGETHER}/{mark(audience, 'launched').lower()}", audience)
            referred.append(name)
        self.life.does("escalate", *referred)

    def objects(self, name: str, audience: Audience) -> None:
        """Record an objection for an audience, and how it ended without saying for whom."""
        self.does("take position", name, audience, stance="object", source="statement")
        self.life.does("lift objection", name, holders=(mark(audience, "take position"),))

    def attaches(self, name: str, audience: Audience) -> None:
        """Record a position with a file as its evidence."""
        word = mark(audience, "file")
        data, evidence = word.encode(), Evidence(attachments=(sha256(word.encode()).hexdigest(),))
        self.files[f"{word}.txt"] = data
        self.does("take position", name, audience, source="statement", holders=("Avalon",), evidence=evidence)


def objected(life: Life, reference: str) -> str:
    """Let an objection stand."""
    life.does("take position", reference, stance="object", text=en("No."), audience="public")
    return reference


def newest(life: Life, reference: str) -> str:
    """Name the newest record."""
    return life.subject(reference).newest


def stated(life: Life, reference: str) -> str:
    """Name the record of a statement."""
    life.does("record statement", reference)
    return newest(life, reference)


def debated(life: Life, reference: str) -> str:
    """Name a record whose evidence is provisional."""
    life.does("open debate", reference)
    return newest(life, reference)


def entered(life: Life, reference: str) -> str:
    """Name a record that was entered for the chair."""
    life.does("open debate", reference, by=DESK, entered_for=HOLDERS["chair"])
    return newest(life, reference)


def later(life: Life, reference: str) -> str:
    """Let twelve days pass."""
    life.passes(12)
    return reference


def beside(life: Life, reference: str) -> str:
    """Let another topic of the round be approved."""
    life.brings(f"{reference}-other", "approved")
    return reference


PREPARED = {
    "lift objection": objected, "extend": later, "close": later, "lapse": beside,
    "correct": newest, "confirm": debated, "annul": stated, "redact": stated, "endorse": entered,
    "receive translation": newest, "dispatch": newest,
}  # fmt: skip
"""What must have happened before some acts, and what they are about."""
NAMED: dict[str, Any] = {
    "take position": lambda word, _: {"holders": (word,)},
    "record statement": lambda word, _: {"holders": (word,)},
    "receive": lambda word, _: {"by_state": (word,), "symbol": f"{word}/1"},
    "propose": lambda word, _: {"by_state": (word,)},
    "introduce": lambda word, _: {"by_state": (word,)},
    "correct": lambda word, _: {"fields": {"by_state": [word]}},
    "confirm": lambda word, _: {"evidence": Evidence(document=f"{word}/2")},
    "record responses": lambda word, _: {"by_category": {word: 2}},
    "record hearing": lambda word, _: {"presided_by": word},
    "extend": lambda _, year: {"closes": f"{year}-10-11", "physical": f"{year}-12-13"},
}
"""Names, symbols and days that an act holds beside its texts."""


OTHERWISE: dict[str, dict[str, Any]] = {
    "take position": {"stance": "reserve"},
    "record responses": {"count": 7},
    "record consensus": {"words": en("They all agree, and said so at length.")},
}
"""What else differs in the same acts of a register that is otherwise."""


PAPERS = (
    ("note", ALTOGETHER), ("circular", ALTOGETHER),
    ("notice", f"{ALTOGETHER}/open"),
    *(("call", f"{ALTOGETHER}/{name}") for name in ("launched", "secretmemberslaunched")),
)  # fmt: skip
"""Every kind of paper on a round or a topic, and what it is about."""


def recorded(path: Path, otherwise: tuple[Audience, ...] = ()) -> Confidential:
    """Record all of it in a new register, with papers issued from it."""
    found, place = Confidential(otherwise), Location(path)
    create(place)
    with open_register(place) as register:
        register.load(found.life.performed, papers=found.files.items())
    met = [name for name, one in found.life.memory.subjects.items() if name.startswith("meeting/2021")]
    reported = [name for name in met if found.life.subject(name).state == "reported"]
    told = ((kind, name) for kind in ("report", "follow-up") for name in reported)
    papers = (*PAPERS, *told, ("agenda", met[-1]))
    for number, audience in enumerate((*READERS, "", "as before")):
        for nth, (kind, about) in enumerate(papers):
            issue(place, kind, about, f"H31/{900 + 20 * number + nth}", audience)
    return found


def issue(place: Location, kind: str, about: str, symbol: str, audience: str) -> None:
    """Issue a paper for readers; or as versions did that named none."""
    readers = audience if audience in READERS else ""
    forms = ("md", "pdf") if readers else ("md",)
    with open_reader(place) as reader:
        subject = None if about == ALTOGETHER else about
        launches = [one for topic in reader.standing().topics_of(ALTOGETHER) for one in topic.every("launch")]
        on = (
            max(one.on for one in launches if about in {ALTOGETHER, one.subject})
            if kind in {"call", "circular"}
            else ""
        )
        wish: dict[str, Any] = {"kind": kind, "subject": subject, "symbol": symbol, "forms": forms, "on": on}
        order = Order(reader, ALTOGETHER, **wish, mark=None, languages=("en",), by=DESK, readers=readers)
        try:
            found = prepare_issue(order, ("all",))
        except NothingToSayError:  # without what these may not read there is nothing to write
            return
    motions: Mapping[str, Motion] = found.motions
    if audience == "as before":
        motions = {name: msgspec.structs.replace(one, drawn_for=None, audience=None) for name, one in motions.items()}
    with open_register(place) as register:
        record_issue(found._replace(motions=dict(motions)), register, dry_run=False)
