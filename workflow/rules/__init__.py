"""The conditions of the table: each a question with a sentence and a remedy.

The law of this package: a rule looks at one trial and at nothing else; it
yields everything that is in the way, each with the one thing that clears it.
A rule never changes its meaning: a changed rule gets a new name.
"""

from escalade.workflow.rules import (
    always,
    body,
    conclusion,
    consultation,
    days,
    meeting,
    mistake,
    paper,
    position,
    remarks,
    text,
)
from escalade.workflow.rules.trial import RULES, Rule, Trial, find_rule

__all__ = ["RULES", "Rule", "Trial", "find_rule"]
