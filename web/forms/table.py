"""The chair's table: a choice a topic, and what all of them come to."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from starlette.datastructures import FormData

from escalade.services.acts.fields import Field, Kind, own_fields
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import Doing
from escalade.web.forms.choices import Choice, find_choices
from escalade.web.forms.form import attempt, tell_refusal
from escalade.web.forms.form_data import Answers, plain
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.motions import MOTIONS
from escalade.workflow.perform import Outcome
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import RefusalError, RequestError


class Way(NamedTuple):
    """What a choice does, and which fields of the act it asks for."""

    act: str
    asks: tuple[str, ...] = ()
    refers: bool = False


WAYS = {
    "open": Way("open debate"),
    "agree": Way("record consensus"),
    "no": Way("record no consensus", ("tried",)),
    "refer": Way("record no consensus", ("tried", "words"), refers=True),
    "defer": Way("defer", ("to_meeting",)),
}
"""By choice, what it does; a topic that is left is left as it is."""
CIRCUMSTANCES = ("on", "field_evidence", "entered_for", "seen")
"""How the inputs begin that hold for every row."""
UNTYPED = frozenset({"form", "step", "seen", "shown"})
"""What the table says of itself, and nobody typed."""


def acts_on(topic: Topic) -> list[str]:
    """List the acts of the chair on a topic, outcomes of a debate first."""
    steps = (step for step in PROCEDURE.steps_from("topic", topic.state) if step.stands_alone)
    mine = [step.act for step in steps if "chair" in step.offices and step.act in MOTIONS]
    return sorted(mine, key=lambda act: not act.startswith("record"))


class Row:
    """A topic on the table, with what was chosen for it."""

    def __init__(self, topic: Topic, sight: Sight, form: FormData) -> None:
        """Read what was typed into its row."""
        self.topic, self._sight, self._form = topic, sight, form
        self.acts = acts_on(topic)
        self.ways = {name: way for name, way in WAYS.items() if way.act in self.acts}
        self.hurdles: list[Hurdle] = []

    @property
    def choice(self) -> str:
        """What was chosen; empty where the topic is left."""
        chosen = self.typed("choice")
        return chosen if chosen in WAYS else ""

    @property
    def is_public(self) -> bool:
        """Whether the public may read something of it."""
        shown = self._sight.standing_of(READERS[0]).topic(self.topic.reference)
        return bool(shown and shown.told)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that its choices ask for, by their keys."""
        return {one.key: one for way in self.ways.values() for one in own_fields(way.act) if one.key in way.asks}

    def typed(self, key: str) -> str:
        """What was typed into a field of the row."""
        return plain(str(self._form.get(f"{key}.{self.topic.reference}") or "")).strip()

    def meetings(self) -> list[Choice]:
        """The meetings to come, to which it may be deferred."""
        found = find_choices(self.fields["to_meeting"], self.topic, self._sight)
        return list(found.choices) if found else []

    def find_open(self) -> list[Hurdle]:
        """Find what is in the way of an agreement on it, beside what is typed."""
        if "agree" not in self.ways:
            return []
        hurdles = Doing(WAYS["agree"].act, self.topic.reference, Answers(), self._sight).hurdles()
        return [one for one in hurdles if not one.keys]

    def papers(self) -> list[str]:
        """The documents in which it was taken up."""
        received = self._sight.standing.round(self.topic.reference).contributions
        mine = [motion.symbol for _, motion in received if self.topic.reference in motion.concerns]
        return list(dict.fromkeys(filter(None, [self.topic.version.source, *mine])))


class Decided(NamedTuple):
    """One act that rows come to, and what came of trying it."""

    doing: Doing
    rows: list[Row]
    outcome: Outcome | None


def decide(rows: Iterable[Row], form: FormData, sight: Sight, tongue: str) -> tuple[list[Decided], Standing]:
    """Try all that is chosen, each act on what those before it leave.

    What is in the way of one is said at its row. And: what all of them leave.
    """
    standing, found = sight.whole, list[Decided]()
    for way, together in _join(rows):
        doing = Doing(way.act, together[0].topic.reference, _read(way, together, form, tongue), sight)
        outcome = None
        try:
            outcome = attempt(doing, standing)
        except (RequestError, RefusalError) as error:
            for hurdle in tell_refusal(error, doing):
                at = (row for row in together if row.topic.reference == hurdle.subject)
                next(at, together[0]).hurdles.append(hurdle)
        for subject in outcome.subjects if outcome else ():
            standing = standing.after(subject)
        found.append(Decided(doing, together, outcome))
    return found, standing


def _join(rows: Iterable[Row]) -> list[tuple[Way, list[Row]]]:
    """Put rows together that are decided in one act.

    Where nothing is typed of what was tried, that is the act of the row above.
    """
    found: list[tuple[Way, list[Row]]] = []
    for row in rows:
        if row.choice:
            way = WAYS[row.choice]
            above = next((one for before, one in reversed(found) if before is way), None)
            if above and "tried" in way.asks and not any(map(row.typed, way.asks)):
                above.append(row)
            else:
                found.append((way, [row]))
    return found


def _read(way: Way, rows: list[Row], form: FormData, tongue: str) -> Answers:
    """What was typed for an act, as its own form would bring it."""
    typed: list[tuple[str, Any]] = [one for one in form.multi_items() if one[0].startswith(CIRCUMSTANCES)]
    typed += [("of", row.topic.reference) for row in rows]
    for field in own_fields(way.act):
        if field.key in way.asks and (text := rows[0].typed(field.key)):
            typed.append((f"{field.parameter}.{tongue}" if field.kind is Kind.TEXT else field.parameter, text))
        elif field.key == "words" and way.refers:
            typed.append((f"{field.parameter}.lacking", "1"))
        elif field.key == "refer" and way.refers:
            typed.append((field.parameter, "1"))
    return Answers(FormData(typed))


def mark_of(form: FormData) -> str:
    """Mark what is typed, so that it is known whether it was shown."""
    typed = [
        (name, text) for name, text in form.multi_items() if text and isinstance(text, str) and name not in UNTYPED
    ]
    return sha256(msgspec.json.encode(sorted(typed))).hexdigest()
