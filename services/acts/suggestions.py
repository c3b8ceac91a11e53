"""Commands to type, with what the register knows: for a remedy or a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from escalade.services.acts.fields import (
    ARGUMENTS,
    REPEATED,
    Field,
    Kind,
    evidence_fields,
    fields_of,
    list_mandatory_fields,
    typed_fields,
)
from escalade.services.acts.references import quote_word
from escalade.workflow.judge.judge import causes_against
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Constitute, Motion
from escalade.workflow.perform import as_cause, perform
from escalade.workflow.procedure import ADDRESSEE, CHAIR, OFFICES, OWN, PROCEDURE, SECRETARIAT
from escalade.workflow.rules import Trial
from escalade.workflow.subjects.meeting import meetings_since
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import EscaladeError, RequestError, RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.remedy import SEPARATOR, Cause, Remedy
from escalade.workflow.values.step import OF_RECORDS, Step

if TYPE_CHECKING:
    from escalade.workflow.inbox.outlook import Outlook
    from escalade.workflow.inbox.pages import InboxItem


FOUND = {"issue": ("number", "form", "paper", "seal-size", "seal-root", "edited", "accepted")}
"""By act, the fields that the program itself finds, or knows what they are unless given."""
MET = frozenset(f"given:{name.replace('-', '_')}" for names in FOUND.values() for name in names) | {"bytes_are_fixed"}
"""The rules that it keeps with them, whoever types the act."""
WORDS_OF_ISSUE = ("kind", "subject")
"""The fields of a paper that are typed as words: “issue notice 2017/ott”."""
TO_NAME = {"by": "--as OFFICER", "entered_for": "--entered-for NAME", "on": "--on DAY"}
"""By the fields of every act, the option as it is typed where nothing is known."""
FOR_LATER = {("record no consensus", "escalate"): ("refer", "words")}
"""By an act and one that is to follow it: what the first has to say, which no row asks for."""


UNDECIDED = frozenset({"proposed", "debated", "unresolved", "referred"})
"""Where a topic stands on which nothing is decided, so that nothing is launched on it."""
WITHOUT_DECISION = (
    "Where nothing tells how the topic was decided, “record-consultation” puts its consultation on record and says "
    "nothing of that."
)
"""What is to be done where a consultation was held and its decision is not known."""


class Typist:
    """Writes commands that a person can type."""

    def __init__(
        self,
        standing: Standing | None,
        base: tuple[tuple[str, str], ...] = (),
        act: str | None = None,
        *,
        register: str | None = None,
        speaker: str | None = None,
        constitution: Constitute | None = None,
    ) -> None:
        """Write them for a register as it stands.

        Args:
            standing: names who holds an office; None where nothing can be read.
            base: the line that was refused, to be completed: options with their values, arguments with no option.
            act: the act of that command line; None where it is no act.
            register: where it lies, if that has to be typed.
            speaker: the officer who is to type them; None where nobody said who.
            constitution: what the body calls its things, where nothing else can be read.
        """
        self.constitution = standing.body.constitution() if standing else constitution
        self.standing, self.base, self.act, self.speaker = standing, base, act, speaker
        self.program = f"escalade --register {quote_word(register)}" if register else "escalade"

    def command(self, cause: Cause) -> str | None:
        """The command that clears one cause; None where none does."""
        return next(iter(self.commands([cause])), None)

    def commands(self, causes: Iterable[Cause]) -> list[str]:
        """The commands that clear causes: other acts first, then the act itself."""
        found, inputs, without = list[str](), list[str](), dict[str, str]()
        # Objections end first: nothing is agreed or circulated while one stands.
        causes = sorted(causes, key=lambda one: one.remedy.act != "lift objection")
        in_vain = any(cause.rule == "one_office_does_it" and cause.remedy.kind == "none" for cause in causes)
        for cause in self._without_repeats(causes):
            remedy = cause.remedy
            if remedy.kind == "act" and remedy.act:
                found.append(self.act_command(remedy.act, remedy.subject or cause.subject, remedy.office, remedy.given))
            elif remedy.kind in {"input", "date", "officer"}:
                is_set = "--set" in dict(self.base)  # beside it “--set FIELD=VALUE” would mend nothing
                asked = {name: value for name, value in remedy.given.items() if value or name != "fields" or not is_set}
                inputs.extend(self._words({**asked, **self._named(remedy)}))
                without |= self._refused(remedy.without)
        another = self._another(causes)
        unsaid = bool(another.get("by")) and "--as" not in dict(self.base)
        if (inputs or without or unsaid) and self.act and not in_vain:
            inputs.extend(self._words(another))
            found.append(self._complete(self.act, inputs, without))
        return list(dict.fromkeys(found))

    def _complete(self, act: str, inputs: list[str], without: Mapping[str, str]) -> str:
        """The line that was refused, without what is to be left out, and then what it lacked."""
        several = {f"--{field.option}" for field in _known(act).values() if field.kind in REPEATED}
        anew = {option.partition(" ")[0] for option in inputs}
        kept: list[str] = []
        for option, value in self.base:
            replaced = option in anew and option not in several
            refused = option in without and any(_means(value, one) for one in without[option].split(SEPARATOR))
            if not replaced and not refused:
                kept += [option, quote_word(value)] if option and value else [option or quote_word(value)]
        return " ".join((self.program, act.replace(" ", "-"), *kept, *dict.fromkeys(inputs)))

    def _without_repeats(self, causes: Iterable[Cause]) -> Iterator[Cause]:
        """The causes, but for an annulment of a record that goes with the act of one to be annulled before."""
        gone = set[str]()
        for cause in causes:
            name = cause.remedy.given.get("records", "") if cause.remedy.act == "annul" else ""
            if name not in gone:
                yield cause
            if name and self.standing:
                gone.update(self.standing.record(name).touched)

    def act_command(
        self,
        act: str,
        subject: str,
        office: str | None = None,
        given: Mapping[str, str] = {},  # never written to
        step: Step | None = None,
    ) -> str:
        """The whole command of an act on a subject, under its row."""
        known = subject and act != "reopen debate"  # that is for a later meeting than the last
        if office == OWN and self.standing and given.get("records"):
            office = self.standing.record(given["records"]).office
        taken = {MOTIONS[act].argument, *(WORDS_OF_ISSUE if act == "issue" else ())}
        filled = {name: value for name, value in given.items() if name not in taken}
        needed = self._ask(act, subject, office, given, step)
        together = {"topics": needed["topics"]} if needed.get("topics") else {}
        words = [self.program, act.replace(" ", "-"), *_argument(act, subject, {**together, **given})]
        spared = {one for name in filled for one in INSTEAD_OF.get(name, ())}
        needed = {name: needed[name] for name in needed if name not in {*taken, *filled, *spared}}
        told = find_defaults(subject, needed, self.standing) if self.standing and known and "on" not in filled else {}
        asked = {**filled, **needed, **told}
        if act == "approve report" and known and self.standing:
            asked = _with_paragraphs(asked, subject, self.standing)
        asked = {**asked, "on": asked.get("on", "")} if self.standing is not None else asked
        words += [] if "by" in given else self._who(act, office, asked.get("on", ""))
        return " ".join((*words, *self._options(act, asked)))

    def _another(self, causes: Iterable[Cause]) -> dict[str, str]:
        """Name who has to type it, where whoever typed it is refused again."""
        asked = [
            cause.remedy.office for cause in causes
            if cause.remedy.kind == "officer" and cause.remedy.given.keys().isdisjoint({"by", "entered_for"})
        ]  # fmt: skip
        name = self.holder(asked[0], dict(self.base).get("--on", "")) if asked and self.speaker is None else ""
        return {"by": name} if asked else {}  # whoever speaks is not offered the name of another

    def _who(self, act: str, office: str | None, day: str = "") -> list[str]:
        """Find who types an act: the speaker as what they are, or who holds the office."""
        if office == OWN and self.standing is not None:  # that of the record, which is to be named
            return ["--as", "OFFICER"]
        if self.standing is None or office is None or office not in OFFICES:
            return []
        body, today, holder = self.standing.body, when(self.standing.today.isoformat()), self.holder(office, day)
        if self.speaker is not None:
            if body.holds(self.speaker, office, today):
                holder = self.speaker
            elif office == CHAIR and act != "endorse" and body.holds(self.speaker, SECRETARIAT, today):
                return ["--as", quote_word(self.speaker), "--entered-for", quote_word(holder) if holder else "NAME"]
        return ["--as", quote_word(holder) if holder else office.upper()]

    def commands_toward(self, answer: Outlook) -> list[str]:
        """The commands that clear the way of the act that comes next.

        Once only inputs lack, it is that act itself.
        """
        if answer.late:
            return [self.act_command(answer.late.act, answer.subject, office_of(answer.late), {"on": ""}, answer.late)]
        remedies = [cause.remedy for cause in answer.causes if cause.severity == "error"]
        first = any(remedy.kind in {"act", "wait", "none"} for remedy in remedies) and answer.act not in FOUND
        if first or not answer.way:
            return self.commands(answer.causes)
        step, *later = answer.way
        given = {name: "" for one in later for name in FOR_LATER.get((step.act, one.act), ())}
        if any(remedy.kind == "officer" and remedy.office is None for remedy in remedies):
            given["by"] = ""  # whoever does it is no matter of an office
        return [self.act_command(step.act, answer.subject, office_of(step), given, step)]

    def commands_for(self, item: InboxItem) -> list[str]:
        """The commands with which one thing that waits may be done."""
        given = {**item.given, **({"records": item.record} if item.record else {})}
        shown = f"{self.program} show {quote_word(item.record or item.subject)}"
        return [self.act_command(act, item.subject, item.office, given) for act in item.acts] or [shown]

    def holder(self, office: str | None, day: str = "") -> str:
        """Find who held an office on a day, or today, where exactly one did."""
        if self.standing is None or office not in OFFICES:
            return ""
        try:
            asked = when(day.partition("T")[0] or self.standing.today.isoformat())
        except RequestError:
            return ""
        held = self.standing.body.holders(office, asked)
        return held[0].name if len(held) == 1 else ""

    def _ask(
        self, act: str, subject: str, office: str | None, given: Mapping[str, str], step: Step | None
    ) -> dict[str, str]:
        """The fields without which the act is refused, each with its value where that is known."""
        about = self.standing.subject(subject) if self.standing and subject else None
        row = step or (PROCEDURE.steps.get((about.kind, about.state, act)) if about else None)
        if about is None or self.standing is None or row is None:
            row = row or next((step for step in PROCEDURE.steps.values() if step.act == act), None)
            return dict.fromkeys(list_mandatory_fields(row), "") if row else {}
        found: dict[str, str] = {}
        known = {"records": about.newest, **given} if row.of_records else given  # any of its records, for a draft
        motion = draft_motion(act, subject, office or office_of(row), known, self.standing)
        for cause in causes_against(Trial(about, motion, self.standing, row), PROCEDURE):
            asked = cause.severity == "error" and cause.remedy.kind == "input"
            for name, value in cause.remedy.given.items() if asked else ():
                found[name] = SEPARATOR.join(filter(None, (found.get(name), value)))
        return found

    def _refused(self, without: Mapping[str, str]) -> dict[str, str]:
        """Options that are not to be typed again, by their names; the argument by none."""
        if not self.act:
            return {}
        options = {name: f"--{field.option}" for name, field in _known(self.act).items()}
        options[MOTIONS[self.act].argument] = ""
        return {options[name]: value for name, value in without.items() if name in options}

    def _named(self, remedy: Remedy) -> dict[str, str]:
        unnamed = self.speaker is None and "--as" not in dict(self.base) and remedy.given.get("by") == ""
        return {"by": self.holder(remedy.office)} if unnamed else {}

    def _words(self, given: Mapping[str, str]) -> list[str]:
        """Options that a remedy names, for the act that was refused."""
        return self._options(self.act, given) if self.act else []

    def _options(self, act: str, given: Mapping[str, str]) -> list[str]:
        """Options as they are typed, texts in a language of the body."""
        names = self.constitution.name if self.constitution else {}
        language = "en" if "en" in names else next(iter(names), "en")
        return [one.replace('en="…"', f'{language}="…"') for one in _options(act, given)]


def _with_paragraphs(asked: Mapping[str, str], subject: str, standing: Standing) -> dict[str, str]:
    """What is asked of a report's approval, with the paragraphs of acts that have none."""
    placeless = SEPARATOR.join(f"{one}=P" for one in find_placeless(subject, standing))
    every = {**asked, "paragraphs": asked.get("paragraphs", placeless)}
    return {name: value for name, value in every.items() if value or name != "paragraphs"}


def draft_motion(act: str, subject: str, office: str | None, given: Mapping[str, str], standing: Standing) -> Motion:
    """Draft the motion of an act today, with what is known of it."""
    known: dict[str, Any] = {
        field.key: tuple(value.split(SEPARATOR)) if field.kind is Kind.LINES else value
        for field in fields_of(act)
        if (value := given.get(field.key)) and field.kind in {Kind.LINE, Kind.LINES}
    }
    if "records" in known:
        office = standing.record(known["records"][0]).office if office == OWN else office
    today = standing.today.isoformat()
    holders = standing.body.holders(office, when(today)) if office in OFFICES else ()
    return MOTIONS[act](
        **known,
        of=() if "records" in known else (subject,),
        by=next((one.name for one in holders), ""),
        on=today,
        at=max(standing.last_at, standing.now or f"{today}T00:00:00.000000Z"),
    )


def _means(typed: str, refused: str) -> bool:
    """Whether what was typed is, or gives, a value; a reference may be shortened."""
    return not refused or refused in {typed, typed.partition("=")[0]} or refused.endswith(f"/{typed}")


INSTEAD_OF = {
    "silence": ("meeting",),
    "by_group": ("by_state",),
    "meeting": ("source",),
    "document": ("source", "fields"),
}
"""Fields that spare others which rules ask for."""


def office_of(step: Step) -> str | None:
    """The office that a row names; the chair for what is to be endorsed."""
    if step.offices == (ADDRESSEE,):
        return CHAIR
    return next((office for office in step.offices if office in {*OFFICES, OWN}), None)


def _argument(act: str, subject: str, given: Mapping[str, str]) -> list[str]:
    """Give the argument behind the command."""
    argument = MOTIONS[act].argument
    if argument == "topics" and given.get(argument):
        return [quote_word(name) for name in (subject, *given[argument].split(SEPARATOR))]
    if given.get(argument):
        return [quote_word(name) for name in given[argument].split(SEPARATOR)]
    if act == "issue":
        return [given.get("kind") or "KIND", quote_word(given.get("subject") or subject)]
    if argument == "gathering" and subject.startswith("session/"):
        return ["--session", quote_word(subject.removeprefix("session/"))]
    if argument in ARGUMENTS or argument == "records":
        return ["RECORD" if argument == "records" else argument.upper()]
    return [quote_word(subject.removeprefix("meeting/"))] if argument else []


def _options(act: str, given: Mapping[str, str]) -> Iterator[str]:
    """Options with their values, or with what stands for them."""
    known = _known(act)
    for name, value in given.items():
        if name == MOTIONS[act].argument:
            yield quote_word(value) if value else name.upper()
        elif name in known:
            several = known[name].kind in {Kind.LINES, Kind.PAIRS}
            yield from (_option(known[name], one) for one in (value.split(SEPARATOR) if several else [value]))


@cache
def _known(act: str) -> dict[str, Field]:
    session = [one for one in evidence_fields() if one.key == "session" and MOTIONS[act].argument == "gathering"]
    typed = (one for one in (*session, *reversed(typed_fields(act))) if one.path[:-1] != ("texts",))
    return {one.key: one for one in typed if one.option not in FOUND.get(act, ())}


def _option(field: Field, value: str) -> str:
    """One option as it is typed."""
    if field.kind is Kind.FLAGS and value:
        return f"--{value.replace(' ', '-')}"
    if field.kind in {Kind.FLAG, Kind.OTHERS}:
        return f"--{field.option}"
    if not value:
        return TO_NAME.get(field.key, field.placeholder)
    typed = value.replace(" ", "-") if value == NOT_AT_HAND or field.choices else value
    return f"--{field.option} {quote_word(typed)}"


def find_defaults(reference: str, asked: Collection[str], standing: Standing) -> dict[str, str]:
    """Find what can be only one thing, such as the meeting of a topic."""
    topic = standing.topic(reference)
    if topic is None:
        return {}
    if "meeting" in asked:
        return _meeting(topic, standing)
    return _sitting(topic, standing) if "session" in asked else {}


def find_placeless(reference: str, standing: Standing) -> list[str]:
    """Find the records made at a meeting that no paragraph bears out yet."""
    told = (one for one in standing.list_happenings(reference) if kind_of(one.subject) == "topic")
    lacking = (one for one in told if not one.annulled_by and not one.evidence.paragraph)
    return [one.reference for one in lacking if one.act not in OF_RECORDS]


def _meeting(topic: Topic, standing: Standing) -> dict[str, str]:
    """The one meeting at which it can have happened, and its day if it has but one."""
    found = list(islice(meetings_since(topic, standing), 2))
    if len(found) != 1:
        return {}
    one_day = found[0].opens == found[0].closes
    return {"meeting": found[0].label, **(_day(found[0].closes) if one_day else {})}


def _sitting(topic: Topic, standing: Standing) -> dict[str, str]:
    """The session for which it waits, if it may decide yet; its sitting and the day, if it has only one."""
    session = standing.gathering(f"session/{topic.awaited_session}") if topic.escalations else None
    if session is None:
        return {}
    moved = when(topic.last_move.on if topic.last_move else "unknown")
    sittings = [
        (number, when(day)) for number, day in session.convened.sittings.items() if moved.may_precede(when(day))
    ]
    if len(sittings) == 1:
        return {"session": session.label, "sitting": sittings[0][0], **_day(sittings[0][1])}
    return (
        {"session": session.label} if sittings or when(standing.today.isoformat()).may_precede(session.closes) else {}
    )


def _day(day: When) -> dict[str, str]:
    return {"on": day.day.isoformat()} if day.day else {}


DEEPEST = 4
"""How many acts that come first of others are looked for."""
OPEN = frozenset({"input", "date", "officer"})
"""Kinds of remedies that give what a motion of known values alone lacks."""


def offer_what_would_pass(causes: Iterable[Cause], standing: Standing) -> tuple[Cause, ...]:
    """The causes, each with a remedy that the law would take today.

    Where an act that clears one would itself be refused, what clears that stands
    in its place; where nothing does, the cause has no remedy.
    """
    return tuple(_offer(cause, standing, DEEPEST) for cause in causes)


def _offer(cause: Cause, standing: Standing, depth: int) -> Cause:
    refused = _find_refusal(cause, standing) if cause.remedy.kind == "act" else ()
    first = [_offer(one, standing, depth - 1) for one in refused if depth]
    if not refused:
        return cause
    if first and all(one.remedy.kind != "none" for one in first):
        return replace(cause, remedy=replace(first[0].remedy, subject=first[0].remedy.subject or first[0].subject))
    return replace(cause, sentence=cause.problem, remedy=Remedy(kind="none"))


def _find_refusal(cause: Cause, standing: Standing) -> tuple[Cause, ...]:
    """Find why the act that clears a cause would be refused, but for what is still to be given."""
    try:
        remedy, act = cause.remedy, cause.remedy.act or ""
        perform(draft_motion(act, remedy.subject or cause.subject, remedy.office, remedy.given, standing), standing)
    except StepNotAllowedError as refusal:
        return (as_cause(refusal),)
    except RulesBrokenError as refusal:
        return tuple(one for one in refusal.causes if one.severity == "error" and one.remedy.kind not in OPEN)
    except EscaladeError:  # what it is about is still to be named
        return ()
    return ()
