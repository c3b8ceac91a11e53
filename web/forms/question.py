"""The fields of an act as questions on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.services.acts.arguments import evidence_of, own_fields
from escalade.services.acts.fields import Field, Kind
from escalade.web.i18n.term import label
from escalade.workflow.subjects.amendment import languages
from escalade.workflow.subjects.topic import Topic

if TYPE_CHECKING:
    from escalade.workflow.subjects.body import Body
    from escalade.workflow.subjects.subject import Subject

SPARE = 2
"""How many empty questions stand below those that a text has."""


class Question(msgspec.Struct, frozen=True):
    """One field, as a page asks for it."""

    field: Field
    label: str

    @property
    def name(self) -> str:
        """The name of its input."""
        return self.field.parameter

    @property
    def key(self) -> str:
        """The field's own name, as causes and addresses use it."""
        return self.field.path[-1]

    @property
    def kind(self) -> str:
        """How it is asked."""
        return self.field.kind.value


def own_questions(act: str) -> list[Question]:
    """What an act asks for itself."""
    return [Question(field, label(field)) for field in own_fields(act)]


def evidence_questions(act: str) -> list[Question]:
    """What every act asks for: where it happened, and what proves it."""
    return [Question(field, label(field)) for field in evidence_of(act)]


def languages_for(act: str, subject: Subject, body: Body) -> tuple[str, ...]:
    """The languages of the body, and those of a text that is to be revised."""
    constitution = body.constitution()
    own = tuple(constitution.name) if constitution else ("en",)
    worded = languages(subject.version) if act == "revise" and isinstance(subject, Topic) else ()
    return tuple(dict.fromkeys((*own, *worded)))


def held_inputs(act: str, subject: Subject) -> dict[str, str]:
    """What the register holds already, by the names of inputs."""
    return dict(_of_text(act, subject)) if act == "revise" else {}  # type: ignore[arg-type]  # only topics are revised


def _of_text(act: str, topic: Topic) -> list[tuple[str, str]]:
    """The present text of a topic, to be revised."""
    found: list[tuple[str, str]] = []
    for field in own_fields(act):
        value: Any = getattr(topic.version, field.path[-1], None)
        if field.kind is Kind.TEXT and isinstance(value, Mapping):
            found += [(f"{field.parameter}.{tag}", text) for tag, text in value.items()]
        elif field.kind is Kind.TEXTS:
            found += [
                (f"{field.parameter}.{tag}.{place}", text)
                for place, said in enumerate(value)
                for tag, text in said.items()
            ]
        elif field.kind is Kind.PAIRS and value:
            found.append((field.parameter, "\n".join(f"{key}={said}" for key, said in value.items())))
        elif field.kind is Kind.CHOICE and value:
            found.append((field.parameter, str(value)))
    return found
