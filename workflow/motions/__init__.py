"""Motions: an officer's wish to perform an act, one typed shape for each.

The law of this package: a motion says what is wanted and by whom, and nothing
of whether it may be. Its fields are the options of its command, the fields of
its case-file entry and the fields of its page; they are described once, here.
"""

from functools import reduce
from operator import or_
from typing import Any

from escalade.workflow.motions.base import (
    COMMON,
    NOT_AT_HAND,
    SEALED,
    SUPPLIED,
    Evidence,
    Lacking,
    Motion,
    TextVersion,
    fields,
)
from escalade.workflow.motions.body import (
    AmendConstitution,
    Appoint,
    Constitute,
    HandOver,
    LegalText,
    Noun,
    Nouns,
    Officer,
    PublishKey,
    RecordConsultation,
    RevokeKey,
    SetDeadline,
    TakeBack,
    TakeOver,
    TermEntry,
    TermForms,
)
from escalade.workflow.motions.decision import (
    Approve,
    Circulate,
    CouncilDecision,
    Decline,
    Defer,
    Lapse,
    Merge,
    OpenDebate,
    ReceiveMerger,
    RecordConsensus,
    RecordNoConsensus,
    RecordNoDecision,
    ReferBack,
    ReopenDebate,
    SetAside,
    TakeNote,
    TakeUp,
    Votes,
)
from escalade.workflow.motions.meeting import ApproveReport, Convene, Dispatch, Issue, OpenRound, Receive
from escalade.workflow.motions.mistake import Annul, Confirm, Correct, Endorse, MoveDay, ReceiveTranslation, Redact
from escalade.workflow.motions.topic import (
    CallOffHearing,
    Cancel,
    Close,
    Escalate,
    Extend,
    Fulfil,
    Introduce,
    Launch,
    LiftObjection,
    Propose,
    RecordConsideration,
    RecordHearing,
    RecordResponses,
    RecordStatement,
    Revise,
    TakePosition,
    Voiced,
    Withdraw,
)

_SHAPES: tuple[type[Motion], ...] = (
    Constitute, Appoint, AmendConstitution, RecordConsultation, SetDeadline,
    Convene, ApproveReport, OpenRound, Receive,
    Propose, Introduce, Revise, TakePosition, LiftObjection, RecordStatement, Withdraw,
    Circulate,
    OpenDebate, Defer, Merge, ReceiveMerger, SetAside, RecordConsensus, RecordNoConsensus, ReopenDebate,
    Escalate, Launch, Extend, RecordResponses, RecordHearing, CallOffHearing, Close, Cancel, RecordConsideration,
    Fulfil,
    TakeUp, Approve, Decline, Lapse, ReferBack, TakeNote, RecordNoDecision,
    Issue, Dispatch,
    Confirm, Endorse, Correct, MoveDay, ReceiveTranslation, Annul, Redact,
    PublishKey, RevokeKey, HandOver, TakeOver, TakeBack,
)  # fmt: skip

MOTIONS: dict[str, type[Motion]] = {shape.act_name(): shape for shape in _SHAPES}
"""The shape of each act's motion, by the name of the act."""


def any_motion() -> Any:
    """The type of all of them; made where somebody asks for it."""
    return reduce(or_, _SHAPES)
