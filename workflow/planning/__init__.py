"""Deadlines: what is to be done by when, counted from a day.

The law of this package: a deadline is data of the body, a record; nothing here
names a rule of anybody. A day is counted, never guessed: where the anchor is not
known there is no deadline. What is asked is answered as of a day that is passed
in; holidays are passed in too.
"""

from escalade.workflow.planning.basis import Days, Deadline, PlanLine, Timing, WhatIf, count_days, deadlines
from escalade.workflow.planning.plan import plan

__all__ = ["Days", "Deadline", "PlanLine", "Timing", "WhatIf", "count_days", "deadlines", "plan"]
