"""The command `demo`: the shipped case, played act by act in a new folder."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import click

from escalade.commands.papers.paper_options import draw_papers, papers_of, seal_of
from escalade.commands.reads.list import COLUMNS, topic_row
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.new_register import making
from escalade.commands.terminal.output_file import FILE, write_whole
from escalade.commands.terminal.page import wrap_text
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.backends import Location, locate
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.files.input_file import reason_of
from escalade.models.reader import open_reader
from escalade.models.register import Register
from escalade.services.acts.quote import quote_word
from escalade.services.views.text import UNKNOWN_DAY, day, join_names, text_in
from escalade.templates.formats.file import FORMS
from escalade.templates.languages.pack import AVAILABLE
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import EscaladeError, PaperError, RequestError
from escalade.workflow.values.reference import round_of

CASE = "cwg_internet_2017"
MARK = ".escalade-demo"
NOTE = "escalation-note"


class DemoFolderError(RequestError):
    """The folder of the demo exists, and may not be replaced."""

    def __init__(self, folder: Path, advice: str) -> None:
        """Name the folder, and what to do."""
        self.folder = folder
        what = "folder" if folder.is_dir() else "file"
        super().__init__(f"There is a {what} {folder} already. {advice}")


@click.command("demo", cls=Verb, example="escalade demo --out demo/")
@click.option("--out", metavar="FOLDER", type=FILE, default=Path("demo"), show_default=True, help="The folder to make.")
@click.option("--force", is_flag=True, help="Replace the folder of an earlier demo.")
def demo(out: Path, force: bool) -> None:  # noqa: FBT001  # an option
    """Play the shipped case in a new folder, act by act.

    It runs on a fixed clock: a group reaches no consensus, refers the matter
    with a note, the superior body decides, and the consultations are launched.
    """
    setting = current()
    with replacing(out, force=force) as folder:
        told = play(folder, CASE, NOTE)
        (folder / MARK).write_text(
            "This folder was made by “escalade demo”; “escalade demo --force” may replace it.\n", "utf-8"
        )
    if setting.format == "json":
        dump({"folder": str(out), **told})
        return
    conclude(out)


@contextmanager
def replacing(out: Path, *, force: bool) -> Iterator[Path]:
    """A folder to fill beside the one named, which it then becomes.

    Raises:
        DemoFolderError: the folder exists, and may not be replaced.
        EscaladeError: it cannot be made there.
    """
    if out.exists() or out.is_symlink():
        if not force:
            raise DemoFolderError(out, "Add --force to replace it, or name another with --out.")
        if out.is_symlink() or not (out / MARK).is_file():
            raise DemoFolderError(
                out, "It does not carry the mark of a demo, and is not replaced; name another with --out."
            )
    place = out.absolute()
    draft, old = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    for leftover in (draft, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        sentence = "The folder {folder} cannot be made: {why}. Name another place with --out."
        raise EscaladeError("no-place", sentence, folder=out, why=reason_of(error)) from error
    try:
        yield draft
        if place.exists():
            place.rename(old)
        draft.rename(place)
    finally:
        for leftover in (draft, old):
            shutil.rmtree(leftover, ignore_errors=True)


def conclude(out: Path) -> None:
    """Print the table of topics, and what to try next."""
    register = out / "register.db"
    with open_reader(locate(str(register))) as reader:
        rows = [topic_row(row, None) for row in reader.topics()]
    click.echo("\nWhere the topics stand now:\n")
    draw(current(), COLUMNS, rows)
    click.echo("\nWhat to try next:\n")
    for command in (
        "history 2017/ott",
        "show 2017/ott#7",
        "why 2017/gender close",
        "diff 2017/ott",
        'decisions --session "Council 2017"',
        "verify",
    ):
        click.echo(f"  escalade --register {quote_word(str(register))} {command}")


BEGINS = datetime(2026, 1, 1, 9, tzinfo=UTC)


class FixedClock:
    """A clock that stands still until it is told that a minute passed."""

    def __init__(self) -> None:
        """Begin on a fixed day."""
        self.time = BEGINS

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.time

    def advance(self) -> None:
        """Let a minute pass."""
        self.time += timedelta(minutes=1)


class FixedSalts:
    """Salts that are the same in every demo; a real register draws its own."""

    def __init__(self) -> None:
        """Begin with the first."""
        self.count = 0

    def __call__(self) -> str:
        """The next salt."""
        self.count += 1
        return hashlib.sha256(f"demo {self.count}".encode()).hexdigest()[:32]


def play(folder: Path, case: str, note: str) -> dict[str, Any]:
    """Perform a shipped case in a folder; its note where topics are referred."""
    clock = FixedClock()
    location = Location(folder / "register.db")
    acts: list[str] = []
    files = ["register.db"]
    with making(location, clock=clock, salts=FixedSalts()) as register:
        for number, act in enumerate(parse_case(find_shipped_case(case)), 1):
            outcome = register.act(act.motion)
            clock.advance()
            acts.append(line(outcome, register.standing()))
            tell(f"{number:>2}  {acts[-1]}")
            if outcome.records[0].act == "escalate":
                written = issue(register, folder, outcome, note)
                tell(f"    The note is written: {in_short(written)}.")
                files += written
    return {"acts": acts, "files": files}


def tell(sentence: str) -> None:
    """Tell what happened, unless JSON is asked for at the end."""
    if current().format != "json":
        click.echo(wrap_text(sentence))


def issue(register: Register, folder: Path, outcome: Outcome, note: str) -> list[str]:
    """Write the note in each language and form; a form that cannot be is said."""
    group = round_of(outcome.records[0].subject)
    languages = ("fr", "en", *(tag for tag in AVAILABLE if tag not in {"fr", "en"}))
    names: list[str] = []
    with open_reader(register.location) as reader:
        for form, language in product(FORMS, languages):
            try:
                files = draw_papers(papers_of(reader, "note", group, (language,)), (form,), seal_of(reader))
            except PaperError as error:
                current().say(f"    No note in {language} as .{form}: {error}")
                continue
            names += write_notes(folder, note, files)
    return names


def in_short(names: list[str]) -> str:
    """Files that differ by language and form, as one pattern where they do."""
    parts = [name.split(".") for name in names]
    languages, forms = (list(dict.fromkeys(part[place] for part in parts)) for place in (1, 2))
    if len(names) != len(languages) * len(forms):
        return ", ".join(names)
    return f"{parts[0][0]}.{{{','.join(languages)}}}.{{{','.join(forms)}}}"


def write_notes(folder: Path, note: str, drawn: dict[tuple[str, str], bytes]) -> list[str]:
    """Write the files of a note, and name them."""
    names = {f"{note}.{language}.{form}": data for (language, form), data in drawn.items()}
    for name, data in names.items():
        write_whole(folder / name, [data])
    return list(names)


def line(outcome: Outcome, standing: Standing) -> str:
    """Tell an event, and on whose authority, in one line."""
    first = outcome.records[0]
    names = ", ".join(name_of(record) for record in outcome.records)
    moved = f" → {first.after}" if first.moved else ""
    return f"{day(first.on, UNKNOWN_DAY)}: {first.act}, {names}{moved}. {authority(first, standing)}"


def name_of(record: Record) -> str:
    """Name the subject of a record, and who or what is concerned."""
    motion: Any = record.motion
    named = getattr(motion, "symbol", None) or join_names(getattr(motion, "holders", ()))
    return f"{record.subject} ({named})" if named else record.subject


def authority(record: Record, standing: Standing) -> str:
    """On whose authority it was done, and who entered it."""
    evidence = record.evidence
    proof = f" ({evidence.document}{', provisional' if evidence.provisional else ''})" if evidence.document else ""
    constitution = standing.body.constitution()
    superior = text_in(constitution.superior_body) if constitution else "The superior body"
    if record.office == "chair":
        return f"The chair, {record.officer}, at meeting {evidence.meeting}{proof}."
    if evidence.session:
        return f"{superior}, sitting {evidence.sitting} of {evidence.session}{proof}; entered by {record.officer}."
    office = {"secretariat": "The secretariat", "council-secretariat": f"The {superior} secretariat"}.get(
        record.office or ""
    )
    entered = "" if office and office.casefold().endswith(record.officer.casefold()) else f" ({record.officer})"
    return f"{office}{entered}{proof}." if office else f"Begun by {record.officer}{proof}."
