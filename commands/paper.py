"""The papers: note, notice, call, report, agenda, circular, state."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.setting import current
from escalade.commands.verb import Sectioned, Verb, references

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = "ar|en|es|fr|ru|zh|all"
OF_ROUNDS = frozenset({"note", "state"})
"""The papers that are about a whole round."""


def common() -> list[click.Option]:
    """The options that every paper has."""
    return [
        Sectioned(["--language"], metavar=LANGUAGES, help="Its language; English where the body has it, unless given."),
        Sectioned(
            ["--to"],
            metavar="FILE-OR-FOLDER",
            type=click.Path(path_type=Path),
            help="Write there; the ending decides the form: .docx, .pdf, .html, .md.",
        ),
        Sectioned(
            ["--template"],
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="A Word template of your own in place of ours.",
        ),
        Sectioned(
            ["--trace"], is_flag=True, help="Beside the paper, write which record each fact came from (with --to)."
        ),
    ]


def paper(kind: str, metavar: str, example: str, *extra: click.Option) -> Callable[[Callable[..., None]], Verb]:
    """Make the command of one kind of paper."""

    def made(written: Callable[..., None]) -> Verb:
        argument = click.Argument(["reference"], metavar=metavar, shell_complete=references)
        options = [argument, *extra, *common()]
        return Verb(kind, params=options, callback=written, help=cleandoc(written.__doc__ or ""), example=example)

    return made


SESSION = Sectioned(
    ["--to-session"], metavar="NAME", help="The session that a draft is for; the latest referral unless given."
)


@paper("note", "ROUND", "escalade note 2017 --language fr --to note.html", SESSION)
def note(reference: str, **wanted: Any) -> None:
    """The note that refers a round's topics to the superior body.

    It is the latest referral, or the draft of the next once topics were
    referred back.
    """
    write("note", reference, **wanted)


@paper("notice", "REF", "escalade notice 2017/ott")
def notice(reference: str, **wanted: Any) -> None:
    """The notice of a topic's outcome or decision."""
    write("notice", reference, **wanted)


@paper("call", "REF", "escalade call 2017/ott --to call.html")
def call(reference: str, **wanted: Any) -> None:
    """The call that invites everyone to answer a consultation."""
    write("call", reference, **wanted)


@paper("report", "N", "escalade report 9")
def report(reference: str, **wanted: Any) -> None:
    """Draft paragraphs of a meeting's report for what it decided."""
    from escalade.desk.referring import gathering

    write("report", gathering(reference), **wanted)


@paper("agenda", "N", "escalade agenda 9 --language fr --to agenda.docx")
def agenda(reference: str, **wanted: Any) -> None:
    """The draft agenda of a meeting: what the group has to take up.

    It is drawn from what stood when the meeting opened, or stands today.
    """
    from escalade.desk.referring import gathering

    write("agenda", gathering(reference), **wanted)


@paper("circular", "REF|ROUND", "escalade circular 2017 --language all --to papers/")
def circular(reference: str, **wanted: Any) -> None:
    """The letter to the members on consultations that are open.

    On a topic, or on every topic of a round; the texts are its annexes.
    """
    write("circular", reference, **wanted)


@paper("state", "ROUND", "escalade state 2017")
def state(reference: str, **wanted: Any) -> None:
    """The state of a round on one page, in plain words."""
    write("state", reference, **wanted)


def write(
    kind: str,
    reference: str,
    *,
    language: str | None,
    to: Path | None,
    template: Path | None,
    trace: bool = False,
    to_session: str | None = None,
) -> None:
    """Write a paper on standard output, or into files.

    Raises:
        EscaladeError: a reference is unknown, or the paper cannot be written.
    """
    from escalade.commands.issue import forms_of, issued, languages_of
    from escalade.commands.tracing import place_for, traced
    from escalade.desk.referring import round_named

    place_for(to, wanted=trace)
    session = to_session.removeprefix("session/") if to_session else None
    with current().reading() as reader:
        name = round_named(reference, reader) if kind in OF_ROUNDS else reader.resolve(reference)
        languages = languages_of(kind, language, reader)
        drawn = issued(reader, kind, name, languages, forms_of(to), session, template)
        drawn |= traced(reader, kind, name, languages, session) if trace else {}
    if to is None:
        shown(kind, name, drawn)
    else:
        kept(kind, name, drawn, to, several=language == "all")


def shown(kind: str, reference: str, drawn: dict[tuple[str, str], bytes]) -> None:
    """Print papers on standard output."""
    from escalade.commands.table import dump

    if current().format == "json":
        dump(
            [
                {"kind": kind, "reference": reference, "language": tag, "form": form, "text": data.decode()}
                for (tag, form), data in drawn.items()
            ]
        )
        return
    for data in drawn.values():
        click.echo(data.decode(), nl=not data.endswith(b"\n"))


def kept(kind: str, reference: str, drawn: dict[tuple[str, str], bytes], to: Path, *, several: bool) -> None:
    """Write papers into files, and name them."""
    from escalade.commands.file import write_whole
    from escalade.commands.issue import place_of
    from escalade.commands.table import dump
    from escalade.commands.tracing import beside

    setting = current()
    files: list[dict[str, Any]] = []
    for (tag, form), data in drawn.items():
        path = place_of(kind, reference, tag, form, to, several=several)
        path = beside(to, path, form)
        replaced = path.exists()
        write_whole(path, [data])
        files.append({"file": str(path), "language": tag, "form": form, "replaced": replaced})
        if setting.format != "json":
            click.echo(f"{'Replaced' if replaced else 'Wrote'} {path}.")
    if setting.format == "json":
        dump({"files": files})
