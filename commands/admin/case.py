"""The commands `load`, `export` and `schema`: case files, and sealed ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from escalade.commands.admin.receipts import write_output
from escalade.commands.terminal.command import Verb, references, refuse_idle
from escalade.commands.terminal.new_register import making, open_or_make
from escalade.commands.terminal.output_file import FILE, Progress, progress, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump, on_terminal
from escalade.models.backends import exists
from escalade.models.cases import CaseAct, WorkingCopy, export_lines, export_toml, replay
from escalade.models.cases import schema as described
from escalade.models.integrity.keys import SigningKey, load_key, verify_signature
from escalade.models.reader import Reader
from escalade.models.register import Register
from escalade.models.transfer import SealedFile, load_acts, seal_ledger, verify_seal
from escalade.services.acts.references import find_round, officer_known
from escalade.services.views.text import number_of
from escalade.workflow.ledger.checkpoints import Checkpoint, PublicKey, sign_note
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import RefusalError, RequestError, StepNotAllowedError
from escalade.workflow.values.identity import name_round_of_copy

ENDINGS = frozenset({".toml", ".jsonl", ".json"})
"""The forms of a case file that is written."""


SECOND_BODY = (
    "{file} constitutes a body, and this register has one already: nothing was loaded. A register, and the export of a "
    "round, are loaded into a new one: --register NEW.db. Behind these records only acts that go on from them can be "
    "loaded."
)


class Loaded:
    """The count of what a loading has come to so far."""

    def __init__(self, shown: Progress, of: int | None) -> None:
        self.acts = self.records = self.warnings = self.not_public = 0
        self.copy_of = ""
        self._shown, self._of = shown, of

    def __call__(self, act: CaseAct, outcome: Outcome) -> None:
        """Take note of one more act."""
        self.acts += 1
        self.records += len(outcome.records)
        self.warnings += len(outcome.warnings)
        self.not_public += sum(record.audience != "public" for record in outcome.records)
        self.copy_of = name_round_of_copy(outcome.records[0].identity) or self.copy_of
        self._shown(act.line if self._of else self.acts, self._of)


@click.command(
    "load",
    cls=Verb,
    example="escalade --register register.db load round.toml\n"
    "escalade --register new.db load --sealed group.sealed --acknowledge mine.key --to arrived.checkpoint",
)
@click.argument("file", metavar="[FILE]", required=False, type=FILE)
@click.option("--sealed", metavar="FILE", type=FILE, help="Check a sealed file, then load it.")
@click.option("--key", "keys", metavar="KEY", multiple=True, help="A public key that you trust.")
@click.option("--acknowledge", metavar="KEYFILE", type=FILE, help="Sign with this key for what arrived.")
@click.option("--to", metavar="FILE", type=FILE, help="Write the acknowledgement there.")
def load(file: Path | None, sealed: Path | None, **of_sealed: Any) -> None:
    """Replay the acts of a case file through the procedure.

    All of them are recorded, or none. A register is made where there is none. Loading proves order and procedure, not
    authorship: behind other records all is recorded as loaded now, by the officer of --as; only an empty register keeps
    the times and identities of a file. A sealed file proves itself: its signature, its root and its papers are checked
    first; it is loaded into an empty register, or into one that it goes on from.
    """
    if (file is None) == (sealed is None):
        raise click.UsageError("Name a case file, or --sealed FILE; one of them.")
    if sealed:
        unseal(sealed, **of_sealed)
        return
    if any(of_sealed.values()):
        raise click.UsageError("--key, --acknowledge and --to go with --sealed FILE.")
    if file:
        load_case(file)


def load_case(file: Path) -> None:
    """Load a case file, and say what it came to.

    Raises:
        EscaladeError: an act is refused; nothing was recorded.
    """
    setting, location = current(), current().location()
    with open_or_make(setting) as register:
        name = setting.acting()
        known = register.reader.officers() if name else []
        loader = officer_known(name, known) if known else ""
        try:
            done = replay_file(register, file, loader)
        except StepNotAllowedError as error:
            if error.act == "constitute":
                raise RefusalError("second-body", SECOND_BODY, file=file) from error
            raise
    if setting.format == "json":
        dump({"acts": done.acts, "records": done.records, "warnings": done.warnings, "register": str(location)})
    else:
        acts, records = number_of(done.acts, "act"), number_of(done.records, "record")
        click.echo(f"{acts} of {file} made {records} in {location}.")
        if done.copy_of:
            hidden = f"{number_of(done.not_public, 'record')} not public" if done.not_public else "all of it public"
            click.echo(f"It is a working copy of round {done.copy_of}, {hidden}: it proves nothing.")


def replay_file(register: Register, file: Path, loader: str) -> Loaded:
    """Replay a file."""
    lines = None
    if file.is_file():
        with file.open("rb") as whole:
            lines = sum(block.count(b"\n") for block in iter(lambda: whole.read(1 << 20), b""))
    with progress("lines" if lines else "acts") as shown:
        replay(register, file, done := Loaded(shown, lines), loader)
    return done


@click.command(
    "export",
    cls=Verb,
    example="escalade export 2017 --to round.toml\nescalade export > register.jsonl\n"
    "escalade export --sealed group.sealed --key ledger.key",
)
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=references)
@click.option("--to", metavar="FILE", type=FILE, help="Write there, as .toml for people or .jsonl.")
@click.option("--toml", is_flag=True, help="Write TOML on standard output.")
@click.option("--sealed", metavar="FILE", type=FILE, help="Write all of it as one file that is proven.")
@click.option("--key", metavar="FILE", type=FILE, envvar="ESCALADE_KEY", help="The key that seals it.")
def export(round_: str | None, to: Path | None, toml: bool, sealed: Path | None, key: Path | None) -> None:  # noqa: FBT001  # an option
    """Write the acts of the register, or of a round, as a case file.

    JSON Lines on standard output unless told otherwise. Times and salts are
    kept: loaded into an empty register, the same bytes are exported again.
    A round comes with the body and all meetings, as a working copy that says so.
    A sealed file holds the issued papers too, and a signed checkpoint.
    """
    if sealed and (round_ or to or toml):
        raise click.UsageError("A sealed file is always the whole register: leave ROUND, --to and --toml out.")
    if sealed:
        seal(sealed, key)
    else:
        refuse_idle("it seals, and goes with --sealed FILE", "key")
        if to and to.suffix != ".toml":
            refuse_idle("the ending of --to decides the form", "toml")
        write_case(round_, to, toml=toml)


def write_case(round_: str | None, to: Path | None, *, toml: bool) -> None:
    """Write the register, or a round, as a case file."""
    if to and to.suffix not in ENDINGS and (to.is_file() or not to.exists()):
        raise RequestError(f"--to {to} is to end in .toml, for people, or .jsonl, for machines.")
    with current().reading() as reader, progress("records", hidden=to is None and on_terminal()) as reader.watch:
        copy = WorkingCopy(find_round(round_, reader)) if round_ else None
        parts = lines(reader, copy, toml=to.suffix == ".toml" if to else toml)
        if to:
            write_whole(to, parts)
        else:
            for part in parts:
                click.echo(part, nl=False)
    if copy and not current().quiet:
        describe_copy(copy)


def describe_copy(copy: WorkingCopy) -> None:
    """Say what a working copy holds, and that it proves nothing."""
    held, hidden = number_of(copy.records, "record"), copy.not_public
    for_whom = f"{hidden} of them {'is' if hidden == 1 else 'are'} not public" if hidden else "all of them public"
    click.echo(
        f"A working copy of round {copy.round}: {held} of {copy.records + copy.left}, {for_whom}. It proves nothing: "
        "its root is another, and the seals of issued papers do not match it. “escalade archive” writes what proves.",
        err=True,
    )


def lines(reader: Reader, copy: WorkingCopy | None, *, toml: bool) -> Iterator[bytes]:
    """A case in one of its two forms, part by part."""
    if toml:
        yield from (part.encode() for part in export_toml(reader, copy))
    else:
        yield from export_lines(reader, copy)


def seal(to: Path, key: Path | None) -> None:
    """Write the whole register as a sealed file."""
    if key is None:
        raise click.UsageError("A sealed file is signed: name the key with --key FILE, or in ESCALADE_KEY.")
    with current().reading() as reader:
        write_whole(to, seal_ledger(reader, load_key(key)))
    current().say(f"Wrote {to}. It holds what is for members and for the office too.")


def unseal(path: Path, keys: tuple[str, ...], acknowledge: Path | None, to: Path | None) -> None:
    """Check a sealed file, load it, and acknowledge that it arrived."""
    if (acknowledge is None) != (to is None):
        raise click.UsageError("An acknowledgement is signed and written: name --acknowledge KEYFILE and --to FILE.")
    signing = load_key(acknowledge) if acknowledge else None
    found, begun = load_archive(path, keys)
    if signing and to:
        sign_acknowledgement(found.checkpoint, signing, to)
    size, root = found.checkpoint.size, found.checkpoint.root.hex()
    if current().format == "json":
        place = {"register": str(current().location()), "records": size, "loaded": size - begun, "root": root}
        told = {"key": str(found.key), "trusted": not found.listed, "absent": found.absent, "papers": found.papers}
        dump({"origin": found.checkpoint.origin, **place, **told})
        return
    click.echo(f"{path} holds: {size} records, {found.papers} papers, signed for by {found.key.name}.")
    click.echo(f"{size - begun} records were loaded into {current().location()}; root {root}.")
    if found.absent:
        click.echo(f"It lacks {number_of(found.absent, 'file')} that its records name.")
    if found.listed:
        current().say(
            "That key is listed in the file itself: it says that the file is whole, not who sent it. "
            "To know that too, give the sender's key: --key NAME+ID+KEY."
        )


def load_archive(path: Path, keys: tuple[str, ...]) -> tuple[SealedFile, int]:
    """Load a sealed file; what it holds, and how many records were there."""
    trusted, location = tuple(map(PublicKey.parse, keys)), current().location()
    if not exists(location):
        found = verify_seal(path, trusted, verify_signature)
        with making(location) as register:
            load_acts(register, path, 0, found)
        return found, 0
    with current().reading() as reader:
        size, root = reader.size(), reader.root()
    found = verify_seal(path, trusted, verify_signature, begun=size)
    if found.begun != root:
        raise RequestError(
            "other-ledger",
            "The register has {size} records, and {path} does not begin with them. Load it into an empty "
            "register: name a new one with --register.",
            size=size,
            path=path,
        )
    with current().writing() as register:
        load_acts(register, path, size, found)
    return found, size


def sign_acknowledgement(point: Checkpoint, signing: SigningKey, to: Path) -> None:
    """Sign, with the receiver's key, for what arrived."""
    with current().reading() as reader:
        handed = reader.standing().body.handover
    if handed and handed[1].key not in {"", str(signing.public)}:
        raise RequestError(
            "other-key", "The hand-over expects an acknowledgement that {expected} signs.", expected=handed[1].key
        )
    write_output(sign_note(point, signing.public, signing.sign).encode(), to)


@click.command("schema", cls=Verb, example="escalade schema > case.schema.json")
def schema() -> None:
    """The JSON Schema of case files, in both forms."""
    click.echo(described())
