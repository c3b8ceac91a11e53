"""Clauses that stand in other sentences, and are put together from their parts.

No text in the source is the whole of them, so that they are written down here;
`test_law.py` holds that what is said with them is said in French.
"""

from __future__ import annotations

from escalade.services.acts.field_errors import _PLAIN

STEPS = {
    "“%(1)s” is not a step for %(2)s, which %(3)s. From here the procedure has: %(4)s.",
    "“%(1)s” is not a step for %(2)s, which %(3)s. Nothing follows from here.",
    "is %(1)s", "does not exist yet", "holds no office on that day",
}  # fmt: skip
"""What is said of a step that the table lacks."""

DAYS = {"%(1)s day before", "%(1)s days before", "%(1)s day after", "%(1)s days after"}
"""How far a day lies from another."""

OPTIONS = {"--%(1)s %(2)s.", "--%(1)s (%(2)s) %(3)s."}
"""What is wrong with the text that an option gives."""

SHAPES = {
    "expected %(1)s, got %(2)s", "it lacks the field %(1)s", "it contains unknown field %(1)s",
    "Invalid enum value %(1)s", "expected %(1)s of length <= %(2)s", "expected %(1)s of length >= %(2)s",
    "JSON is malformed%(1)s", "For --%(1)s, its file holds, in TOML, lines such as %(2)s.",
    " within “%(1)s”",
}  # fmt: skip
"""What the decoder says of a field that is not of its shape."""

DAMAGE = {
    "the record has a gap",
    "the column %(1)s of %(2)s holds what is no %(3)s",
    "a title of subject is none",
}
"""What stands in a register and cannot have been written there."""

PLACES = {
    "section %(1)s", "paragraph %(1)s", "paragraph %(1)s, item %(2)s", "masthead", "box", "body", "whole", "signature",
    "signature, line %(1)s", "masthead, %(1)s", "box, %(1)s", "box, action", "box, summary", "references",
    "annex %(1)s", "annex %(1)s, title", "annex %(1)s, invitation", "annex %(1)s, question %(2)s", "annexes",
    "text %(1)s", "text %(1)s, title", "text %(1)s, question %(2)s", "remark %(1)s", "section %(1)s, %(2)s",
    "%(1)s, remark", "%(1)s, item %(2)s", "%(1)s, line %(2)s", "title",
}  # fmt: skip
"""Where in a paper something was found."""

COUNTED = {
    "sections", "annexes", "paragraphs", "entries of a list", "questions", "in %(1)s places", "elsewhere",
    "There is %(1)s instead.", "See %(1)s.",
}  # fmt: skip
"""What is counted in papers, and where else a word stands."""

CLAUSES = STEPS | DAYS | OPTIONS | SHAPES | PLACES | DAMAGE | COUNTED | set(_PLAIN.values())
