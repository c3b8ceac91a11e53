"""A decision on several topics, each as it was amended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.desk.field import Kind
from escalade.web.acting import Doing
from escalade.workflow.motion import Approve

if TYPE_CHECKING:
    from escalade.models.queries import Reader
    from escalade.workflow.motion import Motion
    from escalade.workflow.topic import Topic


class Decision(Doing):
    """What the superior body decides on topics, as it is typed on one page."""

    def typed(self, topic: Topic, part: str, tag: str, place: int | None = None) -> str:
        """What stands in a part of an amendment: what was typed, else the text."""
        name = input_of(topic.reference, part, tag, place)
        if self.answers.one("amending"):
            return self.answers.one(name)
        value: Any = getattr(topic.version, part)
        value = value if place is None else value[place] if place < len(value) else {}
        return str(value.get(tag, ""))

    def motion(self, register: Reader) -> Motion:
        """The decision, with the texts that were worded anew.

        Raises:
            RequestError: an answer is not of its field's shape.
        """
        made = super().motion(register)
        if not isinstance(made, Approve):
            return made
        amended = {name: self._text(name) for name in self.about if self.answers.one(f"amended.{name}")}
        return msgspec.structs.replace(made, amended={**made.amended, **amended}) if amended else made

    def _text(self, reference: str) -> Any:
        """The text of a topic as it was amended."""
        topic = self.sight.whole.topic(reference)
        if topic is None:
            return None
        questions = []
        for place in range(self.spaces(topic)):
            one = self._said(reference, "questions", place)
            questions += [one] if one else []
        parts = {part: self._said(reference, part) for part in ("title", "invitation")}
        return msgspec.structs.replace(topic.version, **parts, questions=tuple(questions), standing={}, source=None)

    def _said(self, reference: str, part: str, place: int | None = None) -> dict[str, str]:
        texts = {tag: self.answers.one(input_of(reference, part, tag, place)).strip() for tag in self.languages}
        return {tag: text for tag, text in texts.items() if text}

    def spaces(self, topic: Topic) -> int:
        """How many questions an amendment has room for."""
        return len(topic.version.questions) + 2

    @property
    def questions(self) -> list[Any]:
        """What the page asks: amended texts are typed beside their topics."""
        return [one for one in self.own if one.kind != Kind.FILE.value]


def input_of(reference: str, part: str, tag: str, place: int | None = None) -> str:
    """The name of the input of one part of an amended text."""
    return f"{part}.{tag}.{'' if place is None else f'{place}.'}{reference}"
