"""The command that holds all others, and knows them by name only."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import click

from escalade.commands.terminal.command import Once, anywhere
from escalade.commands.terminal.settings import CommandSettings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class CommandEntry(NamedTuple):
    """One command: where it lives and what it is for."""

    name: str
    module: str
    help: str


def acts(*lines: tuple[str, str]) -> tuple[CommandEntry, ...]:
    """Commands that are acts, all built by one module."""
    return tuple(CommandEntry(name, "acts.act", text) for name, text in lines)


GROUPS: dict[str, tuple[CommandEntry, ...]] = {
    "To begin": (
        CommandEntry("init", "acts.init", "Begin: asks for the body, or writes a commented file to fill in."),
        CommandEntry("demo", "admin.demo", "Play the shipped case in a new folder, act by act."),
        CommandEntry("use", "admin.use", "Keep what is not to be typed each time, or show it."),
    ),
    "The body": acts(
        ("appoint", "Give an office to a person or a desk; a new chair ends the old term."),
        ("set-deadline", "Set a deadline, or replace the one of that name from a day on."),
        ("convene", "Write down a meeting of the Group or a session of the superior body."),
        ("approve-report", "Write down that the report of a meeting or session was approved."),
        ("record-consultation", "Write down a consultation that was held before the register began."),
    ),
    "The round": acts(
        ("open-round", "Open the round in which the topic of the next consultation is chosen."),
        ("receive", "Write down a contribution and what it concerns."),
    ),
    "Topics": acts(
        ("propose", "Put a topic forward for the next consultation."),
        ("introduce", "Write down a topic that was born at the superior body."),
        ("revise", "Give a topic a new text; square brackets mark what is not agreed."),
        ("take-position", "Write down who supports, objects or reserves, and in what words."),
        ("lift-objection", "Write down how an objection ended."),
        ("record-statement", "Put a statement on record; it never touches the outcome."),
        ("merge", "Merge a topic into another one under a resulting text."),
        ("withdraw", "Write down that a topic's sponsors withdrew it."),
    ),
    "The chair": acts(
        ("open-debate", "Open the debate on a topic."),
        ("defer", "Leave a topic to a later meeting, sitting or session."),
        ("circulate", "Circulate a topic's text; it is agreed on if nobody objects in time."),
        ("record-consensus", "Record that the Group agreed on a topic."),
        ("record-no-consensus", "Record that the Group did not agree, what was tried, and what follows."),
        ("set-aside", "Set a topic aside because another was taken, or the Group so decides."),
        ("reopen-debate", "Open the debate again at a later meeting."),
        ("endorse", "Make an act that was entered for you your own."),
    ),
    "The secretariat": acts(
        ("escalate", "Refer unsettled topics to a session of the superior body."),
        ("launch", "Open the consultation on a topic."),
        ("extend", "Give the online phase a later end, or the physical meeting another day."),
        ("record-responses", "Write down how many answered, by category, and where the answers are."),
        ("record-hearing", "Write down that the physical meeting was held, and its agreed summary."),
        ("call-off-hearing", "Write down that the physical meeting is not held, and why."),
        ("close", "Close a consultation."),
        ("cancel", "Call a launched consultation off."),
        ("fulfil", "Write down that a condition attached to a decision was met, and how."),
        ("record-consideration", "Write down that a meeting of the Group discussed the outcome."),
    ),
    "The Council secretariat": acts(
        ("take-up", "The superior body takes a topic up of itself."),
        ("approve", "The superior body approves topics, as proposed or amended."),
        ("decline", "The superior body declines a topic."),
        ("lapse", "The superior body chose otherwise and said nothing of this topic."),
        ("refer-back", "The superior body sends a topic back to the Group, with guidance."),
        ("take-note", "The superior body takes note; that opens nothing."),
        ("record-no-decision", "The superior body dealt with a topic and came to no decision."),
        ("confirm", "Name the final document that bears the recorded words out."),
    ),
    "Mistakes": (
        *acts(
            ("correct", "Correct wording, evidence or dates of a record by a later one."),
            ("annul", "Undo a mistaken act on every topic that it touched; both stay on record."),
        ),
        CommandEntry("undo", "acts.undo", "Show the last act of yours, and take it back with a reason."),
    ),
    "Anyone": (
        CommandEntry("list", "reads.list", "Where the topics stand."),
        CommandEntry("show", "reads.show", "What is on record of a topic, round, meeting, the body or a record."),
        CommandEntry("history", "reads.history", "The records of a topic, round, meeting or the body, in order."),
        CommandEntry("why", "reads.why", "What may follow, and what stands in the way of an act."),
        CommandEntry("inbox", "reads.inbox", "What waits for an officer, or for every office where none is named."),
        CommandEntry("plan", "reads.plan", "What is to be done about a round, by when, and what is too late."),
        CommandEntry(
            "consultations",
            "reads.consultations",
            "Consultations open or over: their days, hearing and responses.",
        ),
        CommandEntry("search", "reads.search", "Find words in titles, texts, names and symbols; case does not matter."),
        CommandEntry(
            "decisions", "reads.search", "What the superior body decided at its sessions, in the order recorded."
        ),
        CommandEntry("procedure", "reads.procedure", "The procedure as a table or a diagram."),
        CommandEntry("diff", "papers.diff", "What changed between two texts of a topic, word by word."),
        CommandEntry("verify", "admin.verify", "Check the whole record; or hold a checkpoint, photo or paper to it."),
    ),
    "Papers": (
        CommandEntry("note", "papers.paper", "The note that refers a round's topics to the superior body."),
        CommandEntry("notice", "papers.paper", "The notice of a topic's outcome or decision."),
        CommandEntry("call", "papers.paper", "The call that invites everyone to answer a consultation."),
        CommandEntry("report", "papers.paper", "Draft paragraphs of a meeting's report for what it decided."),
        CommandEntry("agenda", "papers.paper", "The draft agenda of a meeting: what the group has to take up."),
        CommandEntry("follow-up", "papers.paper", "The follow-up of a meeting: what was agreed, and who does what."),
        CommandEntry("check", "papers.check", "Check a round's note, or a paper in a file; an error gives 4."),
        CommandEntry("issue", "papers.issue", "Issue a paper: fix its bytes, and keep the file."),
        CommandEntry("dispatch", "acts.act", "Write down to whom an issued paper was sent, by category."),
        CommandEntry(
            "translation", "papers.translation", "Send texts to be translated, and receive their translation."
        ),
    ),
}
"""The commands of the three offices, in the order in which the help shows them."""

ADMIN: dict[str, tuple[CommandEntry, ...]] = {
    "The body and its records": acts(
        ("constitute", "Write down what the body is; the first record of a ledger."),
        ("amend-constitution", "Change what the constitution says, from a day on, on an authority."),
        ("redact", "Erase the personal texts or the files of an act; the rest stays."),
        ("receive-translation", "Write down a translation of texts that a record holds."),
    ),
    "Proofs and keys": (
        CommandEntry("checkpoint", "admin.receipts", "Sign the size and the root of the record as they are now."),
        CommandEntry("receipt", "admin.receipts", "Write the proof that a record stands in the ledger."),
        CommandEntry("verify-receipt", "admin.receipts", "Check a proof or an archive, without register or network."),
        CommandEntry("key", "admin.receipts", "Make a key that signs for this ledger, or show its public half."),
        *acts(
            ("publish-key", "List a public key with which checkpoints of this ledger are signed."),
            ("revoke-key", "Say from when on a public key signs no longer for this ledger."),
        ),
    ),
    "Custody": acts(
        ("hand-over", "Hand the register over; from then on only the receiver may act."),
        ("take-over", "Keep the register that was handed over to you; all may act there again."),
        ("take-back", "Keep the register oneself again, where nobody took it over."),
    ),
    "The register": (
        CommandEntry("load", "admin.case", "Replay the acts of a case file through the procedure."),
        CommandEntry("read", "papers.read", "Read reports into proposed acts, each beside its sentence."),
        CommandEntry("export", "admin.case", "Write the acts of the register, or of a round, as a case file."),
        CommandEntry("archive", "admin.archive", "Put a round into one folder that opens without escalade."),
        CommandEntry("schema", "admin.case", "The JSON Schema of case files, in both forms."),
        CommandEntry("person", "admin.person", "Everything in which a name occurs, for whoever asks for their data."),
        CommandEntry("rebuild", "admin.upkeep", "Make the derived tables anew from the records."),
        CommandEntry("backup", "admin.upkeep", "Copy the register to a new file, also while others write."),
        CommandEntry("restore", "admin.upkeep", "Copy a backup into a new register, in a file or on a server."),
        CommandEntry("doctor", "admin.upkeep", "Look for what may be wrong around the register."),
    ),
    "The pages and the house": (
        CommandEntry("serve", "admin.serve", "Serve the pages of a register until interrupted."),
        CommandEntry("publish", "admin.publish", "Write the public pages of a round as files for a site of one's own."),
        CommandEntry("mail", "admin.mail", "Send what is new to whoever asked for it on the pages."),
        CommandEntry("account", "admin.account", "Give somebody an account for the pages, take it away, or list all."),
        CommandEntry("template", "papers.template", "Check a Word template of your own, or copy ours to start from."),
    ),
}
"""The commands of whoever keeps the register, which the help shows when asked for them."""

ENTRIES: dict[str, CommandEntry] = {
    entry.name: entry for groups in (GROUPS, ADMIN) for entries in groups.values() for entry in entries
}


EPILOG = """\
\b
An example:
  escalade escalate 2017 --as Secretariat --to-session "Council 2017"

More: “escalade COMMAND --help” for one command, “escalade --help act” for what every act takes, \
“escalade --help admin” for keys, custody, proofs, the server and accounts.

Exit codes: 0 done, 1 fault, 2 malformed request, 3 refused by the procedure, 4 a check found something wrong, \
130 interrupted."""


WIDEST = max(len(name) for name in ENTRIES)


def command(name: str) -> click.Command | None:
    """The command so called; an act that the catalogue lacks is still found."""
    entry = ENTRIES.get(name)
    if entry is None or entry.module == "acts.act":
        from escalade.commands.acts.act import act_command

        return act_command(name)
    module = import_module(f"escalade.commands.{entry.module}")
    return next(one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name)


class Commands(Once, click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        """The names of all commands, in the order of the catalogue."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as click calls it
        """Import a command only now."""
        return command(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, or say which are nearest."""
        name = args[0]
        if name.startswith("-") or ctx.resilient_parsing or self.get_command(ctx, name):
            return super().resolve_command(ctx, args)
        from escalade.workflow.values.reference import find_similar

        near = find_similar(name, ENTRIES, cutoff=0.6)
        hint = f"Did you mean {' or '.join(near)}?" if near else "“escalade --help” lists all commands."
        raise click.UsageError(f"There is no command “{name}”. {hint}", ctx)

    def get_help(self, ctx: click.Context) -> str:
        """Say what it does, or what every act takes where that is asked for."""
        if asked_behind_help(ctx) != "act":
            return super().get_help(ctx)
        from escalade.commands.acts.act import every_act

        return every_act().get_help(click.Context(every_act(), ctx, "ACT"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by group, from the static table alone."""
        for heading, entries in (ADMIN if asked_behind_help(ctx) == "admin" else GROUPS).items():
            with formatter.section(heading):
                formatter.write_dl([(f"{entry.name:<{WIDEST}}", entry.help) for entry in entries], col_max=WIDEST)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete names from the static table alone."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(entry.name, help=entry.help)
            for entry in ENTRIES.values()
            if entry.name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


def asked_behind_help(ctx: click.Context) -> str:
    """The word that was typed behind `--help`."""
    setting = ctx.find_object(CommandSettings)
    words = setting.arguments if setting else ()
    return next((after for word, after in pairwise(words) if word in ctx.help_option_names), "")


def show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # an option
    """Print the version and stop."""
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"escalade {version('escalade')}")
        ctx.exit()


def parameters() -> Sequence[click.Option]:
    """The options of the program itself."""
    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        help="Show the version and stop.",
    )
    return [*anywhere(), version]


ROOT = Commands(
    "escalade",
    params=list(parameters()),
    help="Take a topic from proposal to consultation, through consensus or the level above, and prove who decided it.",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
