"""The terms of the law that pages say in the reader's language.

Catalogues are made from them: names of kinds, states, acts and offices,
labels and descriptions of fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from escalade.services.acts.fields import Field, evidence_of, own_fields
from escalade.services.views.confidentiality import MARKED
from escalade.services.views.diagram import LEFT_OUT, LIFE, LIFE_NOW
from escalade.services.views.sentences import OFFICE_WORDS
from escalade.templates.papers.build import KINDS
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import OFFICES, STATES
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.step import COMPANIONS

DONE = {
    "propose": "Put forward", "introduce": "Introduced by the Council", "revise": "Text revised",
    "take position": "Position taken", "lift objection": "Objection ended", "record statement": "Statement made",
    "withdraw": "Withdrawn", "circulate": "Text circulated, to be agreed by silence", "open debate": "Debate opened",
    "defer": "Left to a later meeting or sitting", "merge": "Merged into another topic",
    "receive merger": "Another topic merged into it", "set aside": "Set aside",
    "record consensus": "Agreed by consensus", "record no consensus": "No consensus",
    "reopen debate": "Debate reopened", "escalate": "Referred to the Council",
    "launch": "Consultation launched", "extend": "Dates of the consultation changed",
    "record responses": "Answers counted", "record hearing": "Physical meeting held",
    "call off hearing": "Physical meeting called off",
    "close": "Consultation closed", "cancel": "Called off", "record consideration": "Outcome considered",
    "fulfil": "Condition met", "take up": "Taken up by the Council", "approve": "Approved", "decline": "Declined",
    "lapse": "Lapsed", "refer back": "Referred back to the Group", "take note": "Noted by the Council",
    "record no decision": "Left without a decision by the Council",
    "issue": "Paper issued", "dispatch": "Paper sent", "confirm": "Confirmed", "endorse": "Endorsed",
    "correct": "Corrected", "receive translation": "Translation received", "annul": "Record annulled",
    "move day": "Day moved with its sitting",
    "redact": "Personal text erased", "convene": "Convened", "approve report": "Report approved",
    "open round": "Round opened", "receive": "Contribution received", "constitute": "Body constituted",
    "appoint": "Officer appointed", "amend constitution": "Constitution amended",
    "record consultation": "Earlier consultation recorded", "set deadline": "Deadline set",
    "publish key": "Key published", "revoke key": "Key revoked", "hand over": "Round handed over",
    "take over": "Round taken over", "take back": "Round taken back",
}  # fmt: skip
"""What an act was, once it is done, as a timeline tells it."""

STEPS = ("Put forward", "Debated", "With the Council", "Decided", "Consultation", "Considered")
"""The way of a topic in six steps."""
AGREED = "Agreed"
"""The third step where the Group settled it itself."""
SPOKEN = {"council-secretariat": "Council secretariat"}
"""What is spelt otherwise where people read it than where it is typed."""
EITHER_WAY = "Agreed, or with the Council"
"""The third step before anybody knows which it will be."""
TO_BE_ENDORSED = "to be endorsed"
BADGES = {
    "proposed": STEPS[0],
    "debated": "In debate",
    "unresolved": "Not agreed",
    "agreed": AGREED,
}
"""Where a topic stands, as its badge says it; other states are called by their names."""
OPEN_STATES = {
    "put off": "Put off",
    "taken up": STEPS[2],
    "to open": "launched",
    "open": "Open to answers",
    "over": "Answers closed",
}
"""The same of what a state leaves open."""
ANSWERS_CLOSE = "Answers close"
MEETINGS = {"in person": "Physical meeting", "virtual": "Virtual meeting", "hybrid": "Hybrid meeting"}
"""What a hearing is called by its form."""
"""What happens on the next dates."""
NOTES = (
    "by the Group",
    "not on record",
    "to be launched",
    "no consensus",
    TO_BE_ENDORSED,
    "open to %(day)s",
    "to %(day)s",
    "from %(day)s",
)
"""What stands beneath a step, where that is no day."""

EVERY_ACT = {
    "On": "The day it took effect; today unless given.",
    "Entered for": "The chair for whom the secretariat enters the act; it then waits for the chair to endorse it.",
    "Readers": "Who may read the record.",
}
"""What every act takes beside its evidence: labels with what they mean."""

ASKED = {
    "another": "Another of the same name",
    "asked_by": "Which States",
    "by_group": "Which group of States",
    "by_state": "Which States",
    "chairs_compromise": "The chair's own compromise",
    "closes": "Last day",
    "concerns": "Which topics",
    "condition": "Which condition",
    "desk": "A desk, not a person",
    "holders": "Which States",
    "in_languages": "In which languages",
    "into": "Into which topic",
    "leaving": "Which topics are left out",
    "meeting": "Which meeting",
    "objections": "Which objections",
    "on": "On which day",
    "opens": "First day",
    "place": "Where",
    "presided_by": "Who presides",
    "questions": "Questions",
    "sequence": "In order, or together",
    "session": "Which session",
    "since": "From which day",
    "sitting": "Which sitting",
    "sittings": "Sittings",
    "sittings_presided_by": "Who presides at a sitting",
    "to_meeting": "To which meeting",
    "to_session": "To which session",
    "to_sitting": "To which sitting",
    "unattributed": "Nobody is named",
    "until": "Until which day",
}
"""By its key, how a form asks for a field that has another name where it is typed or read."""


def asked(field: Field) -> str:
    """What a form asks for, in words of a person."""
    return ASKED.get(field.key, field.label)


STAGES = {
    "meeting": "The Group meets",
    "debate": "The debate is concluded",
    "silence": "The silence ends",
    "reopening": "Nobody objects any more, and the debate may be reopened",
    "note": "The note is drafted, and the matter referred",
    "note in one language": "Or the note is issued in one language, without translation",
    "translation": "The texts are translated",
    "posting": "The note is issued in every language required",
    "session": "The session opens",
    "decision": "The Council decides",
    "launch": "The consultation is launched",
    "online end": "The online phase ends",
    "hearing": "The physical meeting is held",
    "virtual hearing": "The virtual meeting is held",
    "hybrid hearing": "The hybrid meeting is held",
    "summary": "The summary is agreed, and the consultation closed",
    "partial summary": "The consultation is closed",
    "consideration": "The Group considers the outcome",
    "earlier consideration": "The Group considers the outcome as it then stood",
}
"""What is to be done at each stage of a plan."""

STANDS = {
    "done": "Done",
    "done late": "Done late",
    "under way": "Under way",
    "due": "To come",
    "late": "Not on record, and its day has passed",
    "open": "No day is known",
    "not on record": "Not on record; what it was for is over",
    "not needed": "Not needed",
    "called off": "Called off",
    "not held": "Not held",
    "none on record": "None is on record",
}
"""How a line of a plan stands."""

PLAN_OF, LOOKED_AT = "The plan of round %(name)s", "Looked at on %(day)s."
ZONE = "Each day ends at midnight at the seat (%(zone)s)."
"""What the drawing of a plan says beside its lines."""

KINDS_OF_STATEMENT = ("statement", "joint statement", "joint explanation", "joint reservation", "joint dissociation")
"""What a statement is called, beside the natures that its form offers."""

FEEDS = {"decisions": "Decisions", "consultations": "Consultations", "documents": "Documents"}
"""What each feed tells."""

NOUNS = ("topic", "session", "record", "page", "paper", "topic, round or meeting", "act on this page")
"""What may be asked for, and not be there."""
PLACES = (
    "annexes", "body", "box", "conclusion", "draft", "heading", "masthead", "signature", "subtitle", "text", "title",
    "whole", "macros",
)  # fmt: skip
"""Where the findings of a check stand, and what a Word file may not hold."""
AND = "%(a)s and %(b)s"
"""Two, or several and the last of them."""
BY_FOR = "%(officer)s for %(chair)s"
VOUCHED_BY = "vouched for by %(issuer)s on %(day)s at %(time)s UTC"
LOADED_BY = "loaded by %(officer)s"
COPIED_WITH = "copied with round %(round)s (%(identity)s)"
"""Who did an act, where it was entered for somebody."""


OF_A_STATE = "state\x04"
"""What stands before a state that an act is called too: the context of gettext, so that each has words of its own."""


def say_state(name: str, say: Callable[[str], str]) -> str:
    """Say where something stands, apart from an act of the same name."""
    said = say(f"{OF_A_STATE}{name}")
    return say(name) if said == f"{OF_A_STATE}{name}" else said


def summary(act: str) -> str:
    """Say in a sentence what an act is."""
    return " ".join((MOTIONS[act].__doc__ or "").split())


def terms() -> Iterator[str]:
    """Every term, some more than once."""
    yield from ("new", *STATES, *OFFICES, *READERS, "not at hand", "claimed", "signed in", *KINDS_OF_STATEMENT)
    yield from ("unattributed", "chair's compromise", *MARKED.values(), *PLACES, *NOUNS, *KINDS)
    yield from ("on a day unknown", "by %(day)s", BY_FOR, VOUCHED_BY, LOADED_BY, COPIED_WITH, "to")
    yield "remark"  # how grave a finding is; a warning and an error can be chosen
    yield from ("%(a)s or %(b)s", AND, "%(a)s, and of %(b)s")
    yield from (state for states in STATES.values() for state in states)
    yield from (f"{OF_A_STATE}{state}" for states in STATES.values() for state in states if state in MOTIONS)
    yield from (*DONE.values(), *STEPS, AGREED, EITHER_WAY, *NOTES, ANSWERS_CLOSE, *MEETINGS.values())
    yield from (*BADGES.values(), *OPEN_STATES.values(), *SPOKEN.values())
    yield from (*STAGES.values(), *STANDS.values(), PLAN_OF, LOOKED_AT, ZONE)
    yield from (*FEEDS.values(), *ASKED.values())
    yield from ("Time", "Acting for the chair", "Attached")
    yield from (*OFFICE_WORDS.values(), LEFT_OUT, LIFE, LIFE_NOW)
    for name, meaning in EVERY_ACT.items():
        yield from (name, meaning)
    for act in MOTIONS:
        if act not in COMPANIONS:
            yield from (act, summary(act))
            for field in (*own_fields(act), *evidence_of(act)):
                yield from (field.label, field.hint, *field.choices)
