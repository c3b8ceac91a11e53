"""The inbox as data: items of an office, with what to type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from escalade.services.acts.quote import quote_word
from escalade.services.acts.suggestions import Typist
from escalade.services.views.nouns import in_nouns
from escalade.services.views.shape import extend_shape, fields_in
from escalade.workflow.inbox.pages import InboxItem
from escalade.workflow.procedure import CHAIR, SECRETARIAT
from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message
from escalade.workflow.values.reference import kind_of


class FirstStep(NamedTuple):
    """Something that nobody has done yet, and what to type for it."""

    sentence: str
    command: str


def first_steps(standing: Standing, *, register: str | None = None) -> tuple[FirstStep, ...]:
    """Find what a register lacks before anything can wait in it.

    Words in capitals are to be filled in.

    Args:
        standing: the register.
        register: where it lies, if that has to be typed.
    """
    program = f"escalade --register {quote_word(register)}" if register else "escalade"
    held = standing.body.holders(SECRETARIAT, when(standing.today.isoformat()))
    who = f"--as {quote_word(held[0].name) if len(held) == 1 else 'OFFICER'}"
    lacking, constitution = _lacking(standing), standing.body.constitution()
    return tuple(FirstStep(in_nouns(said, constitution), f"{program} {line} {who} --on DAY") for said, line in lacking)


def _lacking(standing: Standing) -> Iterator[tuple[str, str]]:
    """Name what is not there yet, and the line that enters it."""
    constitution = standing.body.constitution()
    if constitution is None:
        return
    language = next(iter(constitution.name), "en")
    subjects = [standing.subject(name) for name in standing.subjects if kind_of(name) in {"meeting", "round"}]
    if not standing.body.holders(CHAIR, when(standing.today.isoformat())):
        yield "Nobody is the chair yet, who concludes debates.", "appoint NAME --office chair"
    if not any(isinstance(one, Gathering) for one in subjects):
        yield (
            "No meeting is on record yet.",
            f"convene NUMBER --opens DAY --closes DAY --place {language}=PLACE",
        )
    rounds = [one for one in subjects if isinstance(one, Round) and one.state == "open"]
    if not rounds:
        yield Message("No round is open yet, in which a topic could be put forward."), "open-round ROUND"
    for one in rounds:
        if not any(True for _ in standing.topics_of(one.reference)):
            texts = f"--title {language}=TITLE --question {language}=QUESTION"
            yield (
                f"No topic was put forward in {one.reference} yet.",
                f"propose {one.reference}/TOPIC {texts} --by-state NAME",
            )


Waiting = extend_shape("Waiting", InboxItem, ("commands", list[str]), ("title", dict[str, str]))
"""What waits for an office."""


def describe_item(item: InboxItem, typist: Typist) -> Any:
    """Describe an item, and the commands with which it may be done."""
    topic = typist.standing.topic(item.subject) if typist.standing else None
    told = {
        "title": dict(topic.version.title) if topic else {},
        "sentence": in_nouns(item.sentence, typist.constitution),
        "commands": typist.commands_for(item),
    }
    return Waiting(**{**fields_in(Waiting, item), **told})
