"""Find words on record, and the decisions of a session."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.listing import by, record_data, remarks
from escalade.commands.setting import current
from escalade.commands.table import draw
from escalade.commands.verb import Reading, Sectioned
from escalade.desk.proof import PAPER, evidence_line
from escalade.desk.said import day, said
from escalade.desk.text import texts

if TYPE_CHECKING:
    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing

FOUND = ("record", "act", "day", "found in", "text")
DECIDED = ("record", "decision", "sitting", "day", "how", "words", "evidence", "remarks")
DECISIONS = frozenset({"take up", "introduce", "approve", "decline", "lapse", "refer back", "defer", "take note"})
AROUND = 60
"""How many characters of a text are shown on each side of what was found."""


@click.command("search", cls=Reading, example='escalade search "digital divide"')
@click.argument("words", nargs=-1, required=True)
@click.option("public", "--public", cls=Sectioned, is_flag=True, help="Only in records that anyone may read.")
def search(words: tuple[str, ...], public: bool) -> None:  # noqa: FBT001  # an option
    """Find words in titles, texts, names and symbols; case does not matter.

    Accents do not matter either. A text is found that has all the words.
    """
    from escalade.workflow.errors import RequestError

    setting = current()
    wanted = [folded(word) for word in " ".join(words).split()]
    if not all(wanted) or not wanted:
        message = "“search” is to be told which words to find: escalade search WORDS."
        raise RequestError(message)
    rows: list[tuple[str, ...]] = []
    with setting.reading() as reader:
        for _, record in reader.records():
            if public and record.audience != "public":
                continue
            rows += [
                (record.reference, record.act, day(record.on), field, excerpt(text, wanted))
                for field, text in texts(record)
                if all(word in folded(text) for word in wanted)
            ]
    draw(setting, FOUND, rows)
    if not rows:
        setting.say("Nothing on record has these words.")


def folded(text: str) -> str:
    """A text without accents and capitals."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in parts if not unicodedata.combining(one))


def excerpt(text: str, wanted: list[str]) -> str:
    """What stands around each word, on one line."""
    line = " ".join(text.split())
    places = ((max(folded(line).find(word), 0), len(word)) for word in wanted)
    parts: list[tuple[int, int]] = []
    for start, end in sorted((max(place - AROUND, 0), place + length + AROUND) for place, length in places):
        overlaps = bool(parts) and start <= parts[-1][1]
        before = parts.pop() if overlaps else (start, end)
        parts.append((before[0], max(end, before[1])))
    said = "…".join(line[start:end] for start, end in parts)
    return f"{'…' if parts[0][0] else ''}{said}{'…' if parts[-1][1] < len(line) else ''}"


@click.command("decisions", cls=Reading, example='escalade decisions --session "Council 2017"')
@click.option(
    "--session", cls=Sectioned, metavar="NAME", required=True, help="The session of the superior body, by its name."
)
@click.option(
    "--language",
    cls=Sectioned,
    metavar="LANGUAGE",
    help="The language of the words; English where there is one unless given.",
)
def decisions(session: str, language: str | None) -> None:
    """What the superior body decided at a session, in the order recorded."""
    from escalade.workflow.errors import UnknownReferenceError

    setting = current()
    with setting.reading() as reader:
        standing = reader.standing()
        place = f"session/{session.removeprefix('session/')}"
        if standing.gathering(place) is None:
            raise UnknownReferenceError(place, kind="session", nearest=reader.nearest(place))
        records = [
            record for name in standing.naming.get(place, ()) if (record := standing.record(name)).act in DECISIONS
        ]
        rows = [decision_row(record, standing, language) for record in records]
        data = [record_data(record, standing) for record in records] if setting.format == "json" else None
    draw(setting, DECIDED, rows, data)
    if not rows:
        setting.say(f"No decision of {session} is on record.")


def decision_row(record: Record, standing: Standing, language: str | None) -> tuple[str, ...]:
    """A decision as a row."""
    motion: Any = record.motion
    words = said(getattr(motion, "words", None) or getattr(motion, "guidance", None), language)
    how = ", ".join(str(value) for value in (getattr(motion, "how", None), getattr(motion, "sequence", None)) if value)
    moved = f"{record.act}: {record.after}" if record.moved else record.act
    return (
        record.reference,
        moved,
        f"sitting {record.evidence.sitting}" if record.evidence.sitting else "",
        day(record.on),
        how,
        textwrap.shorten(words, 120, placeholder=" …"),
        evidence_line(record, standing, PAPER),
        "; ".join((*remarks(record, standing), f"entered by {by(record)}")),
    )
