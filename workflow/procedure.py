"""The procedure: one table, data only. Everything else is derived from it.

Read a row as a sentence: *of* a topic that is *origin*, the *act*, done by the
*office*, makes it *to*, provided that its *rules* hold, on the *basis* that the
body's constitution maps to a legal text.
"""

from __future__ import annotations

from collections import deque
from functools import cache

import msgspec

from escalade.workflow.values.step import COMPANIONS, FOUND_BY_DAY, MODALITIES, REFERRAL, Step, row

CHAIR, VICE_CHAIR = "chair", "vice-chair"
SECRETARIAT, COUNCIL_SECRETARIAT = "secretariat", "council-secretariat"
OWN = "own"  # the office whose record it is
ADDRESSEE = "addressee"  # the chair, or whoever the act was entered for
OFFICES = (CHAIR, VICE_CHAIR, SECRETARIAT, COUNCIL_SECRETARIAT)

SAME = "the same"
BACKWARDS = "the table read backwards"
ANNULLED = "annulled"

STATES = {
    "body": ("constituted",),
    "meeting": ("convened", "reported", ANNULLED),
    "session": ("convened", "reported", ANNULLED),
    "round": ("open", ANNULLED),
    "topic": (
        "proposed", "debated", "agreed", "unresolved", "referred", "approved", "launched",
        "closed", "cancelled", "withdrawn", "merged", "set aside", "declined", "lapsed", ANNULLED,
    ),
}  # fmt: skip
"""Every state of each kind of subject: past participles."""

ENDS = frozenset({"closed", "cancelled", "withdrawn", "merged", "set aside", "declined", "lapsed", ANNULLED})
"""The ends of a topic; every other state is live."""

AT_MEETING = ("meeting_is_named", "day_falls_within_the_meeting")
_SITTING = ("session_is_named", "day_is_that_of_the_sitting", "officer_did_not_escalate")
AT_SITTING, BY_BALLOT = (*_SITTING, "votes_are_counted"), (*_SITTING, "counts_go_with_a_ballot")


NEW: tuple[None] = (None,)
DEBATABLE = ("proposed", "debated", "unresolved")
OUTLIVED = tuple(state for state in STATES["topic"] if state not in {*DEBATABLE, "referred", ANNULLED})
"""States in which an objection may still stand that stopped nothing: one that came late, or that a decision passed over."""
SECR, COUNCIL, EITHER = (SECRETARIAT,), (COUNCIL_SECRETARIAT,), (SECRETARIAT, COUNCIL_SECRETARIAT)
IN_CHAIR = (CHAIR,)
CONSTITUTION = (
    "given:name", "given:superior_body", "given:mandate", "given:membership", "bases_have_texts",
    "given:office_titles", "given:symbol_series", "series_begin_symbols", "given:seat", "time_zone_exists", "given:languages",
    "first_officers_are_named",
)  # fmt: skip
CHANGED = "something_changes"
MEETING_ANEW = ("days_are_in_order", "who_presides_holds_the_office")
SESSION_ANEW = ("days_are_in_order", "sittings_fall_within_the_session")
AT_ITS_SITTING = "who_presides_at_a_sitting_may"
ISSUED = (
    "given:kind", "given:symbol", "given:language", "given:form", "given:paper", "given:seal_root", "bytes_are_fixed",
    "symbol_can_be_read", "paper_is_of_the_round", "nothing_of_the_round_waits_for_the_chair_or_a_report",
    "number_follows_the_last", "symbol_is_of_one_paper", "symbol_is_that_of_the_referral",
)  # fmt: skip
WHICH = ("given:records", "given:why")
CORRECTED = (
    *WHICH, "record_or_confirmation_can_be_corrected", "something_is_corrected", "corrected_act_holds_under_its_row",
    "corrected_confirmation_holds_under_its_row", "what_followed_anywhere_holds_too",
)  # fmt: skip
UNDONE = (
    *WHICH, "act_can_be_annulled", "it_was_the_last_move", "nothing_recorded_since_rests_on_it",
    "no_call_was_issued_on_it",
)  # fmt: skip
TEXT_IS_READY = ("text_has_a_question_or_none_is_at_hand", "no_square_bracket_stands")
NOTHING_WAITS = "nothing_waits_for_the_chair_or_a_report"
REFERABLE = (
    "given:to_session", "session_has_not_ended", "group_decided_to_refer", NOTHING_WAITS, TEXT_IS_READY[0],
    "others_of_the_round_are_left_by_name", "what_becomes_of_those_left_is_said", "referral_keeps_its_deadline",
)  # fmt: skip
NOT_OVER = "what_it_announces_is_not_over"
LAUNCHABLE = (
    "given:opens", "given:closes", "phases_are_in_order", "those_before_it_were_launched", "taken_text_has_a_title",
    *TEXT_IS_READY, "launched_text_is_the_decided_one", NOTHING_WAITS, NOT_OVER, "launch_keeps_its_deadlines",
    "physical_meeting_keeps_its_deadlines", "hearing_follows_the_online_phase",
)  # fmt: skip
EXTENDABLE = (
    "something_is_extended", "extended_phases_are_in_order", NOT_OVER, "physical_meeting_keeps_its_deadlines",
    "hearing_was_not_called_off", "hearing_follows_the_online_phase",
)  # fmt: skip
HELD = (
    "given:presided_by", "given:summary", "hearing_follows_the_opening", "hearing_of_that_day_is_not_on_record",
    "hearing_was_not_called_off", "physical_meeting_keeps_its_deadlines",
)  # fmt: skip

ROWS: tuple[tuple[Step, ...], ...] = (
    # The body
    row("body", NEW, "constitute", "constituted", (), "given:by", *CONSTITUTION),
    row("body", ("constituted",), "appoint", SAME, EITHER, "given:name", "given:office", "name_is_told_apart", "office_is_theirs_to_fill"),
    row("body", ("constituted",), "amend constitution", SAME, SECR, "given:authority", "something_is_amended", "series_begin_symbols"),
    row("body", ("constituted",), "record consultation", SAME, SECR, "given:title", "given:online_from", "given:online_to", "given:responses", "given:summary", "past_phases_are_in_order", basis=MODALITIES),
    row("body", ("constituted",), "set deadline", SAME, SECR, "given:name", "given:stage", "given:span", "given:direction", "given:anchor", "given:basis", "basis_of_the_deadline_is_on_record", "other_deadlines_are_on_record", "validity_is_in_order"),
    row("body", ("constituted",), "publish key", SAME, SECR, "given:key", "key_can_be_read", "key_is_not_published"),
    row("body", ("constituted",), "revoke key", SAME, SECR, "given:key", "given:why", "key_is_published"),
    row("body", ("constituted",), "hand over", SAME, EITHER, "given:receiver", "receiver_may_act", "key_can_be_read"),
    row("body", ("constituted",), "take over", SAME, EITHER, "register_was_handed_over", "receiver_takes_it_over"),
    row("body", ("constituted",), "take back", SAME, SECR, "given:why", "register_was_handed_over"),
    # Meetings and sessions
    row("meeting", NEW, "convene", "convened", SECR, "given:opens", "given:closes", "given:place", *MEETING_ANEW, NOT_OVER, AT_ITS_SITTING),
    row("meeting", (ANNULLED,), "convene", "convened", SECR, "given:opens", "given:closes", "given:place", *MEETING_ANEW, NOT_OVER, AT_ITS_SITTING),
    row("meeting", ("convened",), "convene", "convened", SECR, CHANGED, *MEETING_ANEW, AT_ITS_SITTING, "what_happened_there_holds_too"),
    row("session", NEW, "convene", "convened", COUNCIL, "given:opens", "given:closes", "given:place", *SESSION_ANEW, NOT_OVER, AT_ITS_SITTING, basis=REFERRAL),
    row("session", (ANNULLED,), "convene", "convened", COUNCIL, "given:opens", "given:closes", "given:place", *SESSION_ANEW, NOT_OVER, AT_ITS_SITTING, basis=REFERRAL),
    row("session", ("convened",), "convene", "convened", COUNCIL, CHANGED, *SESSION_ANEW, AT_ITS_SITTING, "what_happened_there_holds_too", basis=REFERRAL),
    row("meeting", ("convened",), "approve report", "reported", SECR, "given:sent_to", "meeting_has_ended", "paragraphs_belong_to_the_meeting", awaited=True),
    row("session", ("convened",), "approve report", "reported", COUNCIL, "given:sent_to", "meeting_has_ended", "paragraphs_belong_to_the_meeting", basis=REFERRAL),
    # The round
    row("round", NEW, "open round", "open", SECR, basis=MODALITIES),
    row("round", ("open",), "receive", SAME, EITHER, "given:symbol", "sender_is_named", "given:concerns", "it_concerns_this_round", "contribution_is_new"),
    row("round", ("open",), "take position", SAME, EITHER, "given:holders", "given:text", "source_is_named"),
    row("round", ("open",), "issue", SAME, SECR, *ISSUED, basis=REFERRAL),
    row("round", ("open",), "dispatch", SAME, SECR, "given:records", "given:to", "issued_paper_is_named", basis=REFERRAL),
    # A topic comes in, is worded, and is spoken of
    row("topic", NEW, "propose", "proposed", SECR, "round_is_open", "title_is_given", "one_sponsor_is_named", FOUND_BY_DAY),
    row("topic", NEW, "introduce", "referred", COUNCIL, "round_is_open", "title_is_given", "one_sponsor_is_named", "session_is_named", FOUND_BY_DAY, "officer_did_not_escalate", "replaced_topic_is_of_the_round", basis=REFERRAL),
    row("topic", DEBATABLE, "revise", SAME, SECR, "title_is_given", "source_is_named", "text_differs_from_the_last", "time_is_known_on_the_last_day"),
    row("topic", ("referred",), "revise", SAME, COUNCIL, "title_is_given", "source_is_named", "text_differs_from_the_last"),
    row("topic", DEBATABLE, "take position", SAME, SECR, "given:holders", "given:stance", "objection_has_its_text", "source_is_named", "holder_has_no_objection_standing", "time_is_known_on_the_last_day"),
    row("topic", ("referred",), "take position", SAME, COUNCIL, "given:holders", "given:stance", "objection_has_its_text", "source_is_named", "holder_has_no_objection_standing"),
    row("topic", DEBATABLE, "lift objection", SAME, SECR, "objection_is_named", "given:how", "lifted_objection_stands"),
    row("topic", ("referred",), "lift objection", SAME, EITHER, "objection_is_named", "given:how", "lifted_objection_stands"),
    row("topic", STATES["topic"], "record statement", SAME, EITHER, "given:holders", "given:text"),
    row("topic", OUTLIVED, "lift objection", SAME, EITHER, "objection_is_named", "given:how", "lifted_objection_stands"),
    row("topic", DEBATABLE, "withdraw", "withdrawn", SECR, "all_sponsors_ask_for_it", FOUND_BY_DAY),
    row("topic", ("referred",), "withdraw", "withdrawn", COUNCIL, "all_sponsors_ask_for_it", FOUND_BY_DAY),
    # The chair, at a meeting
    row("topic", ("proposed",), "open debate", "debated", IN_CHAIR, *AT_MEETING, awaited=True),
    row("topic", ("debated",), "defer", SAME, IN_CHAIR, *AT_MEETING, "destination_is_later"),
    row("topic", ("proposed", "debated"), "merge", "merged", IN_CHAIR, *AT_MEETING, "given:into", "other_is_debated_in_the_round", "title_is_given", "no_objection_stands"),
    row("topic", ("debated",), "receive merger", SAME, IN_CHAIR, *AT_MEETING, "it_is_part_of_a_merger", "title_is_given", "no_objection_stands"),
    row("topic", ("debated",), "circulate", SAME, IN_CHAIR, "given:until", "silence_lasts_its_time", "no_objection_stands", *TEXT_IS_READY),
    row("topic", ("debated",), "record consensus", "agreed", IN_CHAIR, "meeting_or_circulation_is_named", "day_falls_within_the_meeting", "circulation_is_the_latest", "silence_has_passed", "silence_was_kept", "circulated_text_is_still_its_text", "no_objection_stands_in_time", *TEXT_IS_READY, awaited=True),
    row("topic", DEBATABLE, "set aside", "set aside", IN_CHAIR, *AT_MEETING, "another_is_taken_or_the_group_says_so"),
    row("topic", ("debated",), "record no consensus", "unresolved", IN_CHAIR, *AT_MEETING, "given:tried", "referral_has_its_words", awaited=True),
    row("topic", ("unresolved", "agreed"), "reopen debate", "debated", IN_CHAIR, *AT_MEETING, "meeting_is_a_later_one"),
    # Escalation
    row("topic", ("unresolved",), "escalate", "referred", SECR, *REFERABLE, basis=REFERRAL, awaited=True),
    # The Council
    row("topic", ("proposed", "debated", "agreed", "unresolved"), "take up", "referred", COUNCIL, "given:words", *AT_SITTING, basis=REFERRAL),
    row("topic", ("referred",), "approve", "approved", COUNCIL, "given:words", *BY_BALLOT, "order_is_said_when_several", "amended_text_differs", "taken_text_has_a_title", *TEXT_IS_READY, basis=REFERRAL, awaited=True),
    row("topic", ("referred", "approved"), "decline", "declined", COUNCIL, "given:words", *BY_BALLOT, basis=REFERRAL, awaited=("referred",)),
    row("topic", ("referred",), "lapse", "lapsed", COUNCIL, *AT_SITTING, "another_is_approved", basis=REFERRAL),
    row("topic", ("referred",), "refer back", "debated", COUNCIL, "given:guidance", *BY_BALLOT, basis=REFERRAL, awaited=True),
    row("topic", ("referred",), "reopen debate", "debated", IN_CHAIR, *AT_MEETING, "objections_ended_since_the_referral", basis=REFERRAL, awaited=True),
    row("topic", ("referred",), "defer", SAME, COUNCIL, *AT_SITTING, "destination_is_later", basis=REFERRAL),
    row("topic", ("referred",), "take note", SAME, COUNCIL, "given:words", *AT_SITTING, basis=REFERRAL),
    row("topic", ("referred",), "record no decision", SAME, COUNCIL, "given:words", *AT_SITTING, basis=REFERRAL),
    # The consultation
    row("topic", ("agreed", "approved"), "launch", "launched", SECR, *LAUNCHABLE, basis=MODALITIES, awaited=True),
    row("topic", ("launched",), "extend", SAME, SECR, *EXTENDABLE, basis=MODALITIES),
    row("topic", ("launched",), "record responses", SAME, SECR, "given:count", "given:where", "categories_do_not_exceed_the_count", basis=MODALITIES),
    row("topic", ("closed",), "record responses", SAME, SECR, "given:count", "given:where", "categories_do_not_exceed_the_count", basis=MODALITIES),
    row("topic", ("launched", "closed"), "record hearing", SAME, SECR, *HELD, basis=MODALITIES, awaited=("launched",)),
    row("topic", ("launched", "closed"), "call off hearing", SAME, SECR, "given:reason", "hearing_is_planned", basis=MODALITIES),
    row("topic", ("launched",), "close", "closed", SECR, "online_phase_has_ended", "planned_hearing_was_held_or_called_off", basis=MODALITIES, awaited=True),
    row("topic", ("closed",), "record consideration", SAME, SECR, *AT_MEETING, "meeting_has_not_considered_it", "meeting_was_not_over_before_the_outcome", basis=MODALITIES, awaited=True),
    row("topic", ("launched",), "record consideration", SAME, SECR, *AT_MEETING, "meeting_has_not_considered_it", "considered_phase_has_ended", basis=MODALITIES),
    row("topic", ("approved", "launched", "closed"), "fulfil", SAME, SECR, "given:condition", "given:words", "condition_waits_to_be_met", basis=MODALITIES),
    row("topic", ("launched",), "cancel", "cancelled", SECR, "given:authority", "given:notice", basis=MODALITIES),
    # Earlier records, of any subject
    *(row(kind, states, "confirm", SAME, (OWN,), "given:records", "document_is_final", "confirmation_says_something_new", "text_was_not_at_hand") for kind, states in STATES.items()),
    *(row(kind, states, "endorse", SAME, (ADDRESSEE,), "given:records", "act_waits_for_endorsement") for kind, states in STATES.items()),
    *(row(kind, states, "correct", SAME, (OWN,), *CORRECTED) for kind, states in STATES.items()),
    *(row(kind, states, "receive translation", SAME, EITHER, "given:records", "given:language", "given:texts", "record_holds_the_texts", "text_in_the_language_is_not_its_own", "translated_text_has_not_changed", "brackets_are_as_many", "line_stays_a_line") for kind, states in STATES.items()),
    *(row(kind, states[:-1], "annul", BACKWARDS, (OWN,), *UNDONE) for kind, states in (STATES | {"body": ("constituted", ANNULLED)}).items()),
    *(row(kind, states, "redact", SAME, (OWN,), "given:records", "given:why", "record_holds_a_personal_text") for kind, states in STATES.items()),
)  # fmt: skip

VERSION = 1
"""The version of the table, which every record names."""


@cache
def table() -> dict[tuple[str, str | None, str], Step]:
    """The rows by kind, origin and act."""
    return {(step.of, step.origin, step.act): step for line in ROWS for step in line}


@cache
def digest() -> str:
    """SHA-256, in hexadecimal, over names, offices, rules and bases."""
    lines = sorted(
        [step.of, step.origin or "", step.act, step.to, list(step.offices), list(step.rules), step.basis]
        for step in table().values()
    )
    from hashlib import sha256  # noqa: PLC0415  # only where the table is compared

    return sha256(msgspec.json.encode(lines)).hexdigest()


def steps_from(of: str, origin: str | None) -> tuple[Step, ...]:
    """The rows that start from a state, in the order of the table."""
    return tuple(step for step in table().values() if step.of == of and step.origin == origin)


def way(kind: str, state: str | None, act: str) -> tuple[Step, ...]:
    """The shortest way through the table from a state to an act."""
    queue: deque[tuple[str | None, tuple[Step, ...]]] = deque([(state, ())])
    seen = {state}
    while queue:
        here, path = queue.popleft()
        for step in steps_from(kind, here):
            if step.act == act:
                return (*path, step)
            if step.to in STATES[kind] and step.to not in seen and step.act not in COMPANIONS:
                seen.add(step.to)
                queue.append((step.to, (*path, step)))
    return ()
