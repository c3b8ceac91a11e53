"""A decision on topics, each as it was amended."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from escalade.services.acts.fields import Kind
from escalade.web.forms.act import Doing
from escalade.web.forms.form import day_of, under_way
from escalade.workflow.subjects.amendment import find_said, languages
from escalade.workflow.values.cached_property import once
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalade.services.acts.bind import ActInput
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.forms.form_data import Answers
    from escalade.workflow.motions import TextVersion
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.topic import Topic


OFFICE = "council-secretariat"
DECISIONS = ("approve", "decline", "refer back", "defer", "take note", "record no decision", "lapse", "take up")
"""What the superior body may decide, in the order in which it is offered."""


class Decision(Doing):
    """The decision of the superior body on topics, as typed on one page."""

    offices = (OFFICE,)
    page = "council/decide.html"

    def __init__(self, act: str, reference: str, answers: Answers, sight: Sight) -> None:
        """Ask for no file: amended texts are typed beside their topics."""
        super().__init__(act, reference, answers, sight)
        self.own = tuple(field for field in self.own if field.kind is not Kind.FILE)

    @property
    def known(self) -> dict[str, str]:
        """The session awaited, or that under way, its sitting and its day."""
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

    def text_of(self, topic: Topic, part: str, tag: str, place: int | None = None) -> str:
        """Find the text of a part of an amendment: as typed, else as it stands."""
        name = input_of(topic.reference, part, tag, place)
        if self.answers.one("amending"):
            return self.answers.one(name)
        return str(_part(topic.version, part, place).get(tag, ""))

    def tongues(self, topic: Topic) -> tuple[str, ...]:
        """The languages of the body, and others in which the text is worded."""
        return tuple(dict.fromkeys((*self.languages, *languages(topic.version))))

    def collect_fields(self) -> ActInput:
        """The decision, with the texts that were worded anew.

        Raises:
            RequestError: an answer cannot be read.
        """
        given = super().collect_fields()
        if self.amendments:
            worded = {
                name: msgspec.to_builtins(text) | {"invitation": dict(text.invitation)}  # an empty one was taken out
                for name, text in self.amendments.items()
            }
            given.fields["amended"] = {**given.fields.get("amended", {}), **worded}
        return given

    @once
    def amendments(self) -> dict[str, TextVersion]:
        """By topic, each text typed that differs from the one referred."""
        if self.act != "approve" or not self.answers.one("amending"):
            return {}
        topics = (topic for name in self.about if (topic := self.sight.whole.topic(name)))
        typed = ((topic, self._text(topic)) for topic in topics)
        return {topic.reference: text for topic, text in typed if _wording(text) != _wording(topic.version)}

    @property
    def asks_again(self) -> bool:
        """Whether it amends a text in a way that was not shown yet."""
        given = self.answers.one("step") == "act"
        return given and any(self.answers.one(f"shown.{name}") != self.mark(name) for name in self.amendments)

    def mark(self, reference: str) -> str:
        """Mark the amendment of a topic as shown."""
        topic = self.sight.whole.topic(reference)
        sides = (topic.version if topic else None, self.amendments[reference])
        return sha256(repr([_wording(text) for text in sides if text]).encode()).hexdigest()

    def _text(self, topic: Topic) -> TextVersion:
        """The text of a topic as typed; what was left alone keeps its standing."""
        before, questions = topic.version, []
        for place in range(self.spaces(topic)):
            one = self._said(topic, "questions", place)
            questions += [one] if one else []
        parts = {part: self._said(topic, part) for part in ("title", "invitation")}
        after = msgspec.structs.replace(before, **parts, questions=tuple(questions), source=None)
        left = {tag: how for tag, how in before.standing.items() if find_said(before, tag) == find_said(after, tag)}
        return msgspec.structs.replace(after, standing=left)

    def _said(self, topic: Topic, part: str, place: int | None = None) -> dict[str, str]:
        """A part in each language, as typed; what says the same stays as it is."""
        held, said = _part(topic.version, part, place), dict[str, str]()
        for tag in self.tongues(topic):
            text = self.answers.one(input_of(topic.reference, part, tag, place)).strip()
            said[tag] = held.get(tag, "") if text == held.get(tag, "").strip() else text
        return {tag: text for tag, text in said.items() if text}

    def spaces(self, topic: Topic) -> int:
        """How many questions an amendment has room for."""
        return len(topic.version.questions) + 2


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


def _part(version: TextVersion, part: str, place: int | None) -> Mapping[str, str]:
    """A part of a text in its languages; nothing where it has no such question."""
    if place is None:
        return version.title if part == "title" else version.invitation
    return version.questions[place] if place < len(version.questions) else {}


def input_of(reference: str, part: str, tag: str, place: int | None = None) -> str:
    """The name of the input of one part of an amended text."""
    return f"{part}.{tag}.{'' if place is None else f'{place}.'}{reference}"
