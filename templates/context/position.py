"""Views expressed and statements on record, each with whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.context.wording import title
from escalade.templates.fact import Fact
from escalade.templates.paper import Item, Paragraph
from escalade.workflow.record import commitment_in
from escalade.workflow.symbols import Symbol, SymbolError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.templates.context.view import View
    from escalade.templates.fact import Printable, Said
    from escalade.workflow.gathering import Round
    from escalade.workflow.motion import RecordStatement, TakePosition
    from escalade.workflow.record import Record
    from escalade.workflow.topic import Topic

READERS = {"public": 0, "members": 1, "office": 2}
"""How far each audience of a record reaches; a paper reaches as far or less."""


def views(view: View, round_: Round, topics: Sequence[Topic], readers: str) -> list[Item]:
    """Every position on record: on the topics, then on the choice as a whole."""
    taken = [(topic, *position) for topic in topics for position in topic.positions]
    on_choice = [(None, *position) for position in round_.positions]
    return [
        _view(view, record, motion, topic)
        for topic, record, motion in (*taken, *on_choice)
        if READERS[record.audience] <= READERS[readers]
    ]


def withheld(round_: Round, topics: Sequence[Topic], readers: str) -> bool:
    """Whether there are positions that readers of the paper may not see.

    Those that the register was read without are among them.
    """
    shown = {record.reference for subject in topics for record, _ in subject.positions}
    shown |= {record.reference for record, _ in round_.positions}
    every = [record for subject in (round_, *topics) for record in subject.records if record.act == "take position"]
    annulled = {record.reference for subject in (round_, *topics) for record in subject.told if record.annulled_by}
    left = [record for record in every if record.reference not in annulled]
    return any(one.reference not in shown or READERS[one.audience] > READERS[readers] for one in left)


def _view(view: View, record: Record, motion: TakePosition, topic: Topic | None) -> Item:
    """One position: holder, stance, what about, source, text."""
    about = title(view, topic.versions[-1][1], topic.versions[-1][0]) if topic and topic.versions else None
    said = view.say(
        "common.view",
        holder=holder(view, record, motion),
        stance=view.word("stance", motion.stance) if motion.stance else None,
        ended=_ended(view, record, topic),
        about=about,
        source=source(view, record, motion),
        text=view.text(motion.text, record.reference),
        erased=bool(commitment_in(motion.text)),
    )
    return Item(said)


def statements(view: View, topics: Sequence[Topic], readers: str) -> Paragraph | None:
    """The statements on record, if there are any."""
    items = [
        Item(statement(view, record, motion))
        for topic in topics
        for record, motion in topic.statements
        if READERS[record.audience] <= READERS[readers]
    ]
    return Paragraph(view.say("common.statements"), tuple(items)) if items else None


def statement(view: View, record: Record, motion: RecordStatement) -> Said:
    """One statement: holder, nature, text."""
    return view.say(
        "common.statement",
        holder=holder(view, record, motion),
        nature=view.word("nature", motion.nature),
        text=view.text(motion.text, record.reference),
        erased=bool(commitment_in(motion.text)),
    )


def holder(view: View, record: Record, motion: TakePosition | RecordStatement) -> Printable:
    """Whose it is; who is not to be named is said to be unattributed."""
    if motion.unattributed:
        return view.say("common.unattributed")
    return view.name(motion.holder, record.reference)


def source(view: View, record: Record, motion: TakePosition) -> Printable | None:
    """Where a position was taken: a contribution, by its symbol, or in words."""
    if not motion.source:
        return None
    if motion.source in view.tongue.pack.words["source"]:
        return view.word("source", motion.source)
    try:
        Symbol.parse(motion.source)
    except SymbolError:
        return view.plain(motion.source, record.reference)
    return view.symbol(motion.source, record.reference)


def _ended(view: View, record: Record, topic: Topic | None) -> Fact | None:
    """How an objection ended, if it did."""
    motion = record.motion
    if topic is None or getattr(motion, "stance", None) != "object":
        return None
    for later, lifting in topic.liftings:
        if later.ordinal > record.ordinal and lifting.holder == getattr(motion, "holder", None) and lifting.how:
            return Fact(lifting.how, (later.reference,), str(view.word("ended", lifting.how)))
    return None
