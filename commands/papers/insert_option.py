"""The option --insert: text of the secretariat in a section of a paper."""

from __future__ import annotations

from escalade.commands.terminal.command import Sectioned

INSERT = Sectioned(
    ["--insert"],
    metavar="SECTION=FILE",
    multiple=True,
    help="Insert the text of a Word file at the end of a section, such as activities: headings, lists, tables, "
    "bold and italics, no images; repeat it.",
)
