"""The shapes of what the API answers: its schema, and nothing besides.

The law of this package: what is answered is made on the desk, for the command
line too; here it is declared, and tests hold each answer to its shape.
"""

from escalade.web.api.shape.base import Shape, default_of
from escalade.web.api.shape.ledger import Checkpoint, Finding, Holding, Index, Proof, Verification
from escalade.web.api.shape.outlook import Answer, Cause, Problem, Prospects, Step, Waiting
from escalade.web.api.shape.paper import Checked, Held, Precedent
from escalade.web.api.shape.plan import Deadline, Plan
from escalade.web.api.shape.record import Issued, Outcome, Subject, Told, TopicRow, Written
from escalade.web.api.shape.text import Difference, Find

__all__ = [
    "Answer", "Cause", "Checked", "Checkpoint", "Deadline", "Difference", "Find", "Finding", "Held", "Holding", "Index",
    "Issued", "Outcome", "Plan", "Precedent", "Problem", "Proof", "Prospects", "Shape", "Step", "Subject", "Told",
    "TopicRow", "Verification", "Waiting", "Written", "default_of",
]  # fmt: skip
