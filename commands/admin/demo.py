"""The command `demo`: the shipped case, played act by act in a new folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import click

from escalade.commands.papers.write import draw_papers, drawing, forms_of, place_of
from escalade.commands.reads.list import COLUMNS, topic_row
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.new_register import making
from escalade.commands.terminal.outcome import list_lines
from escalade.commands.terminal.output_file import FILE, check_folder_of, make_folder, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import as_table, draw, dump, wrap_text
from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.reader import Reader, open_reader
from escalade.services.acts.references import quote_word
from escalade.services.reading.case import read_documents
from escalade.templates.checks.reading.file import document_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.workflow.subjects.standing import Memory, Standing
from escalade.workflow.values.errors import RequestError

MARK = ".escalade-demo"
BEGINS = datetime(2026, 1, 1, 9, tzinfo=UTC)
TRIES = (
    "history 2017/ott",
    "show 2017/ott#7",
    "why 2017/gender close",
    "diff 2017/ott",
    'decisions --session "Council 2017"',
    "verify",
)


@click.command("demo", cls=Verb, example="escalade demo --out demo/")
@click.option("--out", metavar="FOLDER", type=FILE, default=Path("demo"), show_default=True, help="The folder to make.")
@click.option("--force", is_flag=True, help="Replace the folder of an earlier demo.")
def demo(out: Path, force: bool) -> None:  # noqa: FBT001  # an option
    """Play the shipped case in a new folder, act by act.

    It runs on a fixed clock: a group reaches no consensus, refers the matter
    with a note, the superior body decides, and the consultations are launched.
    """
    setting = current()
    refuse_what_is_there(out, force=force)
    check_folder_of(out)
    with make_folder(out) as folder:
        told = play(folder)
        (folder / MARK).write_text(
            "This folder was made by “escalade demo”; “escalade demo --force” may replace it.\n", "utf-8"
        )
    if setting.format == "json":
        dump({"folder": str(out), **told})
        return
    with open_reader(Location(out / "register.db")) as reader:
        rows = [topic_row(row, None) for row in reader.topics()]
    click.echo("\nWhere the topics stand now:\n")
    draw(setting, COLUMNS, rows)
    click.echo("\nWhat to try next:\n")
    register = quote_word(str(out / "register.db"))
    click.echo("\n".join(f"  escalade --register {register} {words}" for words in TRIES))


def refuse_what_is_there(out: Path, *, force: bool) -> None:
    """Refuse to replace what is there, unless told to and it is a demo."""
    if not out.exists() and not out.is_symlink():
        return
    sentence = "There is a {what} {path} already. "
    if not force:
        sentence += "Add --force to replace it, or name another with --out."
    elif out.is_symlink() or not (out / MARK).is_file():
        sentence += "It does not carry the mark of a demo, and is not replaced; name another with --out."
    else:
        return
    raise RequestError("demo-there", sentence, what="folder" if out.is_dir() else "file", path=out)


def play(folder: Path) -> dict[str, Any]:
    """Perform the case in a folder, with the note where topics are referred.

    The clock stands still between acts, and the salts are the same in every demo.
    """
    at, acts, files = BEGINS, list[str](), ["register.db"]
    salts = (sha256(f"demo {number}".encode()).hexdigest()[:32] for number in count(1))
    with making(Location(folder / "register.db"), clock=lambda: at, salts=partial(next, salts)) as register:
        for number, act in enumerate(parse_case(find_shipped_case("cwg_internet_2017")), 1):
            outcome = register.act(act.motion)
            at += timedelta(minutes=1)
            said = list(list_lines(outcome, fields=False))
            tell(f"{number:>2}  {said[0]}", *(f"    {line}" for line in said[1:]))
            acts += said
            if outcome.records[0].act == "escalate":
                files += write_note("2017", register.reader, folder)
                read_back(folder / "note-2017.fr.md", register.reader)
    return {"acts": acts, "files": files}


def tell(*lines: str) -> None:
    """Tell what happened, unless JSON is asked for at the end."""
    if current().format != "json":
        click.echo("\n".join(map(wrap_text, lines)))


def write_note(group: str, reader: Reader, folder: Path) -> list[str]:
    """Write the note in every language and form, and name the files."""
    forms, draw = forms_of(folder), drawing(reader, "note", group)
    drawn = draw_papers(((tag, draw(tag)) for tag in AVAILABLE), forms, reader)
    files = {place_of("note", group, tag, form, folder, several=True): data for (tag, form), data in drawn.items()}
    for path, data in files.items():
        write_whole(path, [data])
    tell(f"    The note is written, in {', '.join(AVAILABLE)} as {', '.join(forms)}: note-{group}.")
    return [path.name for path in files]


def read_back(path: Path, reader: Reader) -> None:
    """Read the note as a stranger's, and lay what comes of it beside the case."""
    memory = Memory()
    case = read_documents([document_in(path.read_bytes(), path.name)], memory)
    standing = reader.standing()
    ours, read = facts_in(standing), facts_in(memory.standing(standing.today))
    rows = [(what, ours.get(what, ""), read.get(what, "")) for what in {**ours, **read}]
    same = f"{sum(mine == theirs for _, mine, theirs in rows)} of {len(rows)} facts"
    tell(f"    {path.name} is read back, by rule, into {len(case.proposals)} acts, {same} as in the case:")
    tell(*(f"      {line}" for line in as_table(("FACT", "THE CASE", "READ FROM THE NOTE"), rows).splitlines()))


def facts_in(standing: Standing) -> dict[str, str]:
    """What a register holds of the round, under its French names."""
    held = [one for name in standing.subjects if (one := standing.gathering(name))]
    days = {f"{one.kind} {one.opens.text}": f"until {one.closes.text}, {one.state}" for one in held}
    topics = {
        topic.version.title["fr"]: f"{topic.state}, {len(topic.version.questions)} questions in French"
        for topic in standing.topics_of("2017")
    }
    return {**dict(sorted(days.items())), **dict(sorted(topics.items()))}
