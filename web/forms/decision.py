"""A decision on topics, each as it was amended."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from urllib.parse import quote

import msgspec

from escalade.services.acts.bind import ActInput
from escalade.services.acts.fields import Field, Kind, own_fields
from escalade.services.acts.parse import parse_value
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import Doing
from escalade.web.forms.form import day_of, under_way
from escalade.web.forms.form_data import Answers, hold
from escalade.web.middleware.request_context import Visit
from escalade.workflow.motions import TextVersion
from escalade.workflow.perform import Outcome
from escalade.workflow.subjects.language_versions import find_said, languages
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when

OFFICE = "council-secretariat"
DECISIONS = ("approve", "decline", "refer back", "defer", "take note", "record no decision", "lapse", "take up")
"""What the superior body may decide, in the order in which it is offered."""
TEXT = ("title", "invitation", "questions", "numbering", "standing")
"""What is amended of a text."""


def fields_to_amend(reference: str) -> tuple[Field, ...]:
    """The fields of the text of a topic, which are typed beside it."""
    return tuple(one._replace(path=("amended", reference, one.key)) for one in own_fields("propose") if one.key in TEXT)


class Decision(Doing):
    """The decision of the superior body on topics, as typed on one page."""

    page = "council/decide.html"

    def __init__(self, act: str, reference: str, answers: Answers, sight: Sight) -> None:
        """Ask for the text of each topic that may be amended, and for no file."""
        super().__init__(act, reference, answers, sight)
        topics = [topic for name, _ in self.sisters() if act == "approve" and (topic := sight.whole.topic(name))]
        self.texts = {topic.reference: fields_to_amend(topic.reference) for topic in topics}
        self.versions = {topic.reference: topic.version for topic in topics}
        own = (field for field in self.own if field.kind is not Kind.FILE)
        self.own = (*own, *(field for fields in self.texts.values() for field in fields))
        spoken = (tag for version in self.versions.values() for tag in languages(version))
        self.languages = tuple(dict.fromkeys((*self.languages, *spoken)))

    @property
    def known(self) -> dict[str, str]:
        """The texts as referred; the session awaited or under way, with its day."""
        held = {name: msgspec.to_builtins(version) for name, version in self.versions.items()}
        texts = [(field, held[name].get(field.key)) for name, fields in self.texts.items() for field in fields]
        return {name: text for field, value in texts for name, text in hold(field, value)} | self._session()

    def _session(self) -> dict[str, str]:
        topics = [topic for name in self.about if (topic := self.sight.whole.topic(name))]
        moves = [when(topic.last_move.on) for topic in topics if topic.last_move]
        held = find_session(topics, self.sight)
        if held is None or not all(moved.may_precede(held.closes) for moved in moves):
            return {}
        today = when(self.sight.whole.today.isoformat())
        days = sorted(held.convened.sittings.items(), key=lambda pair: pair[1])
        sittings = [(number, day) for number, day in days if all(moved.may_precede(when(day)) for moved in moves)]
        begun = [(number, day) for number, day in sittings if when(day).may_precede(today)]
        usual = ("", "" if days else day_of(held, self.sight.whole.today))
        number, on = next(iter([*reversed(begun), *sittings]), usual)
        return {"field_evidence__session": held.label, "field_evidence__sitting": number, "on": on}

    def collect_fields(self) -> ActInput:
        """The decision, with the texts that were worded anew."""
        given = super().collect_fields()
        if self.amendments:
            given.fields["amended"] = {
                name: msgspec.to_builtins(text) | {"invitation": dict(text.invitation)}  # an empty one was taken out
                for name, text in self.amendments.items()
            }
        return given

    @cached_property
    def amendments(self) -> dict[str, TextVersion]:
        """By topic, each text typed that differs from the one referred."""
        shown = [name for name in self.about if name in self.texts and name in self.answers.all("amending")]
        typed = {name: self._text(name) for name in shown}
        return {name: text for name, text in typed.items() if _wording(text) != _wording(self.versions[name])}

    @property
    def asks_again(self) -> bool:
        """Whether it amends a text in a way that was not shown yet."""
        given = self.answers.one("step") == "act"
        return given and any(self.answers.one(f"shown.{name}") != self.mark(name) for name in self.amendments)

    def onward(self, visit: Visit, outcome: Outcome) -> str:
        """To the decisions of the session at which it was taken."""
        held = outcome.records[0].evidence.session
        return f"/sessions/{quote(held)}" if held else super().onward(visit, outcome)

    def mark(self, reference: str) -> str:
        """Mark the amendment of a topic as shown."""
        sides = (self.versions[reference], self.amendments[reference])
        return sha256(repr([_wording(text) for text in sides]).encode()).hexdigest()

    def _text(self, reference: str) -> TextVersion:
        """The text of a topic as typed; what was left alone keeps its standing."""
        before = self.versions[reference]
        *worded, numbering, standing = self.texts[reference]
        said = {field.key: self.answers.texts(field, self.languages) for field in worded}
        said |= {"numbering": self.answers.read_field(numbering, ()) or before.numbering, "source": None}
        after = msgspec.convert({**msgspec.to_builtins(before), **said}, type(before))
        stands = parse_value(standing, self.answers.read_field(standing, self.languages))
        if stands == dict(before.standing):
            stands = {tag: how for tag, how in stands.items() if find_said(before, tag) == find_said(after, tag)}
        return msgspec.structs.replace(after, standing=stands)


def find_session(topics: Iterable[Topic], sight: Sight) -> Gathering | None:
    """Find the session to which topics were referred, or that under way."""
    awaited = {topic.awaited_session for topic in topics if topic.escalations}
    if not awaited - {None}:
        return under_way("session", sight)
    return sight.standing.gathering(f"session/{awaited.pop()}") if len(awaited) == 1 else None


def _wording(text: TextVersion) -> list[dict[str, str]]:
    """Compare texts by this: all they say, but for the space around it."""
    parts = (text.title, text.invitation, *text.questions)
    return [{tag: said.strip() for tag, said in sorted(part.items())} for part in parts]
