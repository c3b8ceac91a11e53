"""Every command by group, with its module and short help.

This static table is what `--help` and completion read, so it imports nothing. The short help
of an act is the summary of its motion; a test holds the two together.
"""

from __future__ import annotations

from typing import NamedTuple


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
