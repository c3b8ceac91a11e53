"""Deadlines: what is to be done by when, counted from a day.

The law of this package: a deadline is data of the body, a record; nothing here
names a rule of anybody. A day is counted, never guessed: where the anchor is not
known there is no deadline. What is asked is answered as of a day that is passed
in; holidays are passed in too.
"""

from escalade.workflow.deadline.dated import Deadline, Timing, deadlines
from escalade.workflow.deadline.line import Line
from escalade.workflow.deadline.moment import as_at
from escalade.workflow.deadline.plan import plan
from escalade.workflow.deadline.span import Days, counted
from escalade.workflow.deadline.whatif import WhatIf

__all__ = ["Days", "Deadline", "Line", "Timing", "WhatIf", "as_at", "counted", "deadlines", "plan"]
