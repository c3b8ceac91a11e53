"""An act on a page: what it asks for, what is in its way, and doing it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import msgspec
from starlette.datastructures import FormData

from escalade.services.acts.bind import ActInput
from escalade.services.acts.fields import ARGUMENTS, OF_ONE_RECORD, Field, Kind, evidence_of, may_have_time, own_fields
from escalade.services.acts.parse import merge_input, put_field
from escalade.services.acts.suggestions import find_placeless, offer_what_would_pass
from escalade.services.papers.issue import do_attaching, name_attached
from escalade.web.auth.scoped_reader import Sight, anonymise, as_seen
from escalade.web.forms.choices import Choice, Chooser, body_languages, find_choices, find_records
from escalade.web.forms.form_data import Answers, files_in, hold, inputs_of, split_references
from escalade.web.middleware.request_context import Visit
from escalade.web.operations.metrics import acting
from escalade.web.rendering.address import address
from escalade.web.rendering.refusal_view import Hurdle, describe_causes
from escalade.workflow.inbox.outlook import why
from escalade.workflow.motions import MOTIONS
from escalade.workflow.perform import Outcome
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.audience import WITH_OWN_READERS
from escalade.workflow.records.record import Record
from escalade.workflow.records.validation import NEW
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.language_versions import languages
from escalade.workflow.subjects.meeting import Gathering, closing_from
from escalade.workflow.subjects.stand import SUPERIOR
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import Message, Messages, RequestError, RulesBrokenError, Series, Word
from escalade.workflow.values.reference import MalformedReferenceError, kind_of, round_of
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import COMPANIONS


def languages_for(act: str, subject: Subject, body: Body) -> tuple[str, ...]:
    """The languages of the body, and those of a text that is to be revised."""
    own = body_languages(body) or ("en",)
    worded = languages(subject.version) if act == "revise" and isinstance(subject, Topic) else ()
    return tuple(dict.fromkeys((*own, *worded)))


PLACES = {"body": ("open round", "convene"), "round": ("propose", "introduce")}
"""Where acts are found that are the first of their subject."""

BY_HAND = {act: f"act/{act}.html" for act in ("amend constitution", "appoint", "convene", "correct", "propose")}
"""The acts whose forms are written by hand, each with its template."""
ELSEWHERE = COMPANIONS | {"constitute", "issue"}
"""Acts that this page does not do: they come with others, or fix files."""
BESIDE = 2
"""How many languages stand open beside each other; further ones are unfolded."""
MOST_DIGITS = 4
"""How long the number of a place may be."""
LONGEST = 60
"""How many characters the name of a topic has at most."""


class Doing:
    """One act on one subject, as one officer is about to do it."""

    offices: tuple[str, ...] = ()
    """Whose form it is; that of every office where none is named."""
    page = ""
    """Its template, where that does not follow from the act."""
    is_ready = True
    """Whether it is said what it is about, so that the rest is asked."""

    def __init__(self, act: str, reference: str, answers: Answers, sight: Sight) -> None:
        """Prepare it from what was typed so far."""
        self.act, self.reference, self.answers, self.sight = act, reference, answers, sight
        self.page = self.page or BY_HAND.get(act, "act/form.html")
        self.subject: Subject = sight.whole.subject(reference)
        self.languages = languages_for(act, self.subject, sight.whole.body)
        self.own, self.evidence = own_fields(act), evidence_of(act)
        self.argument = MOTIONS[act].argument
        self.is_new = act in PLACES.get(self.subject.kind, ())
        self.asks_name = self.is_new or self.argument in ARGUMENTS
        self.chooses_readers = self.is_new or act in WITH_OWN_READERS
        self.takes_time, self.takes_several = may_have_time(act), act not in OF_ONE_RECORD
        self.order_matters = "sequence" in MOTIONS[act].__struct_fields__
        self.is_fresh, self.more = not answers.came, answers.one("more")
        self.focus = ""
        """The field that is to be looked at first, once something was refused."""

    @property
    def known(self) -> dict[str, str]:
        """What the register knows of the answers already, by inputs."""
        subject, held = self.subject, dict[str, Any]()
        if self.act == "approve report":
            unplaced = find_placeless(self.reference, self.sight.standing)
            placed = (field for field in self.own if field.of.keys == "record")
            return {field.parameter: "\n".join(f"{name}=" for name in unplaced) for field in placed}
        if self.act == "revise" and isinstance(subject, Topic):  # but where its text is from, which is another document
            held = {"version": {**msgspec.to_builtins(subject.version), "source": None}}
        elif self.act == "escalate":  # to the session under way, else the next
            standing = self.sight.standing
            held = {"to_session": next((one.label for one in closing_from("session", standing.today, standing)), None)}
        elif self.act == "convene" and isinstance(subject, Gathering) and subject.state == "convened":
            held = msgspec.to_builtins(subject.convened)
        return {name: text for field in self.own for name, text in hold(field, field.value_in(held))}

    @property
    def asks_again(self) -> bool:
        """Whether whoever does it is to see something before it is done."""
        return False

    def show_more(self, _visit: Visit, _outcome: Outcome | None) -> dict[str, Any]:
        """Give its page more to show beside the form."""
        return {}

    def onward(self, _visit: Visit, outcome: Outcome) -> str:
        """Where whoever did it is sent: to an invitation, or what it was about."""
        first = outcome.records[0]
        return "/people" if first.act == "appoint" else address(first.subject)

    @cached_property
    def rare(self) -> tuple[Field, ...]:
        """The fields that few need and in which nothing stands, to be folded."""
        return tuple(field for field in self.own if field.rare and field not in self.answered)

    @cached_property
    def answered(self) -> tuple[Field, ...]:
        """The fields in which anything stands, typed or on record."""
        every = [(field, inputs_of(field, self.languages)) for field in (*self.own, *self.evidence)]
        return tuple(one for one, names in every if any(self.answers.one(name, one.key).strip() for name in names))

    def tongues_open(self, language: str) -> tuple[str, ...]:
        """The languages that stand open: that of the page, then the body's."""
        first = [language] if language in self.languages else []
        return (*first, *(tag for tag in self.languages if tag not in first))[:BESIDE]

    def choices(self, field: Field) -> Chooser | None:
        """What the register offers for a field."""
        return find_choices(field, self.subject, self.sight)

    def choices_of_records(self) -> list[Choice]:
        """The records that it may be about, the newest of the subject first."""
        return find_records(self.act, self.subject, self.sight, self.records)

    @property
    def records(self) -> list[str]:
        """The records that it is about, as far as they are named."""
        named = self.answers.all("words", "records") if self.argument == "records" else []
        return [record for text in named for record in split_references(text)]

    @property
    def gone_with(self) -> list[str]:
        """The records that are annulled with those named, since an act goes whole."""
        found = map(self.find_told, self.records) if self.act == "annul" else ()
        whole = dict.fromkeys(name for record in found if record for name in record.touched)
        return [name for name in whole if name not in self.records]

    def find_told(self, name: str) -> Record | None:
        """A record that a row of the form names, where the visitor may read it."""
        subject = self.sight.standing.subjects.get(name.rpartition("#")[0]) if "#" in name else None
        return subject.record(name) if subject else None

    @property
    def goes_beyond(self) -> bool:
        """Whether it is about records of other subjects too."""
        return any(record.rpartition("#")[0] != self.reference for record in self.records)

    @property
    def about(self) -> list[str]:
        """The references that the act is about, as far as they are known."""
        typed = self.answers.one("words", self.argument).strip()
        if self.is_new:
            return [self._first(typed)]
        if self.argument != "topics":
            return [self.reference]
        if chosen := self._in_order(self.answers.all("of", "of")):
            return chosen
        if self.subject.kind == "topic":
            return [self.reference]
        return [name for name, _ in self.sisters()] if self.is_fresh or self.subject.kind != "round" else []

    def _in_order(self, chosen: list[str]) -> list[str]:
        """Put topics in the order of their numbers.

        Whichever has another number than its place in the list moves there; the others keep their order.
        """
        places = {name: self._place(name) or rank for rank, name in enumerate(chosen, 1)}
        moved = [name for rank, name in enumerate(chosen, 1) if places[name] != rank]
        found = [name for name in chosen if name not in moved]
        for name in sorted(moved, key=lambda one: places[one]):
            found.insert(places[name] - 1, name)
        return found

    def _place(self, reference: str) -> int:
        """The number typed for a topic, counted from one; 0 where there is none."""
        typed = self.answers.one(f"place.{reference}").strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0

    def _first(self, typed: str) -> str:
        """The topic, round, meeting or session that is to be written down."""
        if self.subject.kind == "round":
            return f"{self.reference}/{typed or 'new'}"
        if self.act == "open round":
            return typed or "new"
        return f"{self.kind}/{typed or 'new'}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the visitor may convene: a meeting, a session, or either."""
        of_group = "secretariat" in self.sight.offices or SUPERIOR not in self.sight.offices
        return (*(("meeting",) if of_group else ()), *(("session",) if SUPERIOR in self.sight.offices else ()))

    @property
    def kind(self) -> str:
        """What is convened."""
        chosen = self.subject.kind if not self.is_new else self.answers.one("kind", "kind")
        return chosen if chosen in {"meeting", "session"} else self.kinds[0]

    def named(self, *keys: str) -> list[Field]:
        """The fields of these keys, in their order, as far as the act has them."""
        found = {field.key: field for field in (*self.evidence, *self.own)}
        return [found[key] for key in keys if key in found]

    def sisters(self) -> Iterator[tuple[str, Subject]]:
        """The topics of the round from which the act starts, and others named."""
        if self.argument == "topics" and self.subject.kind in {"topic", "round"}:
            named = [one for one in self.answers.all("of", "of") if self.sight.standing.topic(one)]
            for topic in self.sight.whole.topics_of(self.reference):
                if topic.reference in named or ("topic", topic.state, self.act) in PROCEDURE.steps:
                    yield topic.reference, topic
            for name in dict.fromkeys(named):
                if round_of(name) != round_of(self.reference) and (other := self.sight.whole.topic(name)):
                    yield name, other

    def hurdles(self) -> list[Hurdle]:
        """Find the causes in the way of the act before anything is typed."""
        return self.describe(cause for name in self.about for cause in self._in_the_way(name))

    @property
    def no_way(self) -> str:
        """Why it cannot be done from here, or what comes first; else empty."""
        subject = self.sight.whole.subject(self.reference)
        if self.is_new or (subject.kind, subject.state, self.act) in PROCEDURE.steps or subject.kind == "round":
            return ""
        answer = why(subject, self.act, self.sight.whole)
        first = Message("First: {acts}.", acts=Series(Word(step.act) for step in answer.way[:-1]))
        return first if answer.way else answer.reason

    def _in_the_way(self, name: str) -> tuple[Cause, ...]:
        """Find the causes on one subject, as the visitor may read them."""
        whole, seen, officer = self.sight.whole, self.sight.standing, self.sight.officer
        subject = whole.subject(name)
        if (subject.kind, subject.state, self.act) not in PROCEDURE.steps:
            return ()
        causes = why(subject, self.act, whole, officer).causes
        known = anonymise(causes, why(seen.subject(name), self.act, seen, officer).causes) if causes else ()
        return offer_what_would_pass(known, seen)

    def describe(self, causes: Iterable[Cause]) -> list[Hurdle]:
        """Causes as this page says them, beside its fields where it can."""
        return describe_causes(causes, [*self.own, *self.evidence])

    def collect_fields(self) -> ActInput:
        """The act as it was answered, by whoever is signed in."""
        if not self.about:
            raise RequestError("nothing-chosen", "No topic is ticked. Tick those that the act is about.")
        if self.is_new and (typed := self.answers.one("words", self.argument).strip()):
            refuse_misnamed(self.about[0], typed)
        self.answers.refuse_others((*self.own, *self.evidence), self.languages)
        fields = merge_input(self.act, self._values())
        for field in self.own:
            if field.key == "invitation" and self.answers.is_emptied(field, self.languages):
                put_field(fields, field, {})
        for field in (*self.own, *self.evidence):
            for whole in self.answers.files(field.parameter):
                put_field(fields, field, whole[field.key] if set(whole) == {field.key} else whole)
        fields |= {"by": self.sight.officer, "identity": self.sight.identity}
        if self.argument in {"symbol", "round"}:
            fields["of"] = [self.reference]
        seen = self.answers.one("seen")
        return ActInput(self.act, self._words(), fields, (seen,) if seen else ())

    def _words(self) -> tuple[str, ...]:
        if self.argument in ARGUMENTS:
            whole = self.argument in {"name", "receiver"}
            typed = dict.fromkeys(self.answers.all("words", self.argument))
            return tuple(word for text in typed for word in (text.split("\n") if whole else split_references(text)))
        return () if self.argument == "" else tuple(self.about)

    def _values(self) -> dict[str, Any]:
        asked = [field for field in (*self.own, *self.evidence) if field.kind is not Kind.FILE]
        common = {f"act_{one}": self.answers.single(one).strip() or None for one in ("entered_for", "audience")}
        common["act_on"] = self.answers.date("on") or None
        return {field.parameter: self.answers.read_field(field, self.languages) for field in asked} | common


def submit(given: ActInput, visit: Visit, form: FormData, *, dry_run: bool) -> Outcome:
    """Do it, with the files of the form; or show what would be recorded.

    Nothing is read on the way that would stay open while it is written.
    """
    attached, accept_hidden = files_in(visit, form, "attach"), bool(form.get("accept_hidden"))
    if attached:
        given.fields.setdefault("evidence", {}).update(name_attached(attached))
    try:
        with acting(visit.app_state, given.act, dry_run=dry_run) as register:
            return do_attaching(given, register, attached, dry_run=dry_run, accept_hidden=accept_hidden)
    except RulesBrokenError as refusal:
        with visit.reading() as sight:
            raise as_seen(refusal, given, sight) from refusal


def possible(act: str, subject: Subject) -> bool:
    """Whether there is a page for an act on a subject."""
    if act not in MOTIONS or act in ELSEWHERE:
        return False
    fits = any(step.of == subject.kind for step in PROCEDURE.steps.values() if step.act == act)
    many = subject.kind == "round" and MOTIONS[act].argument == "topics"
    return (fits and (subject.state is not None or act in NEW)) or act in PLACES.get(subject.kind, ()) or many


class ShortNameError(RequestError):
    """Something that is new is given a name that it cannot have."""


def refuse_misnamed(reference: str, typed: str) -> None:
    """Refuse a name that what is new cannot have, and offer one that fits."""
    try:
        kind_of(reference)
    except MalformedReferenceError as error:
        head, slash, _ = reference.partition("/")
        kind = "round" if not slash else "gathering" if head in {"meeting", "session"} else "topic"
        offered = offer_name(typed) if kind == "topic" else ""
        offer = Message("This one can be taken: {name}.", name=offered) if offered else ""
        raise ShortNameError(Messages(_say_what_it_is_made_of(kind, typed), offer)) from error


def _say_what_it_is_made_of(kind: str, text: str) -> Message:
    if kind == "topic":
        return Message(
            "“{text}” cannot be the short name of a topic. One begins with a small letter or a digit, and is made of "
            "at most 60 small letters, digits and hyphens, none with an accent.",
            text=text,
        )
    if kind == "round":
        return Message(
            "“{text}” cannot be the name of a round. One begins with a letter or a digit, and is made of at most 40 "
            "letters, digits, full stops, hyphens and underscores, none with an accent; none is named body, meeting "
            "or session.",
            text=text,
        )
    return Message(
        "“{text}” cannot be the number of a meeting or the name of a session. One begins with a letter or a digit, "
        "and is made of at most 80 letters, digits, spaces, full stops, commas, apostrophes, brackets and hyphens.",
        text=text,
    )


def offer_name(typed: str) -> str:
    """The short name made of what was typed; empty where nothing fits.

    >>> offer_name("Harbour Lights"), offer_name("Éclairage (2026)"), offer_name("灯")
    ('harbour-lights', 'eclairage-2026', '')
    """
    bare = "".join(one for one in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(one))
    return re.sub("[^a-z0-9]+", "-", bare.lower()).strip("-")[:LONGEST].rstrip("-")
