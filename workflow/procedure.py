"""The procedure: one table, data only. Everything else is derived from it.

Read a row as a sentence: *of* a topic that is *origin*, the *act*, done by the
*office*, makes it *to*, provided that its *rules* hold, on the *basis* that the
body's constitution maps to a legal text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import cached_property

import msgspec

from escalade.workflow.values.step import (
    COMPANIONS,
    ENDING_A_HAND_OVER,
    EVERY_ACT,
    FIRST,
    FOUND_BY_DAY,
    KEPT_HERE,
    LAST,
    MANDATE,
    MODALITIES,
    REFERRAL,
    Step,
    in_turn,
)

CHAIR, VICE_CHAIR = "chair", "vice-chair"
SECRETARIAT, COUNCIL_SECRETARIAT = "secretariat", "council-secretariat"
OWN = "own"  # the office whose record it is
ADDRESSEE = "addressee"  # the chair, or whoever the act was entered for
OFFICES = (CHAIR, VICE_CHAIR, SECRETARIAT, COUNCIL_SECRETARIAT)

SAME = "the same"
BACKWARDS = "backwards"  # where it stood without what is annulled
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

NEW: tuple[None] = (None,)
AFRESH = (None, ANNULLED)
ANY, STANDING = ("any",), ("any", ANNULLED)
"""Every state of a kind of subject, and every one but those named behind."""
DEBATABLE = ("proposed", "debated", "unresolved")
TAKEN = ("launched", "closed")
OUTLIVED = tuple(state for state in STATES["topic"] if state not in {*DEBATABLE, "referred", ANNULLED})
"""States in which an objection may stand that stopped nothing: one that came late, or that a decision passed over."""
SECR, COUNCIL, EITHER = (SECRETARIAT,), (COUNCIL_SECRETARIAT,), (SECRETARIAT, COUNCIL_SECRETARIAT)
IN_CHAIR, OF_ITS_OFFICE = (CHAIR,), (OWN,)


def given(*fields: str) -> tuple[str, ...]:
    """The rules that ask for these fields."""
    return tuple(f"given:{field}" for field in fields)


def row(
    of: str,
    origins: tuple[str | None, ...],
    act: str,
    to: str,
    offices: tuple[str, ...],
    *rules: str,
    on: str = MANDATE,
    due: bool | tuple[str, ...] = False,
) -> tuple[Step, ...]:
    """Write one row of the table: a step for each origin and kind of subject.

    `on` is its legal basis; `due` says whether its office is asked for it, or from which origins.
    """
    waits = due if isinstance(due, tuple) else origins if due else ()
    kept_here = () if act in ENDING_A_HAND_OVER else (KEPT_HERE,)
    every = (*FIRST, *in_turn(of, act, rules), *rules, *kept_here, *LAST)
    kinds = [(kind, STATES[kind]) for kind in (STATES if of == "any" else (of,))]
    return tuple(
        Step(kind, origin, act, to, offices, every, on, origin in waits)
        for kind, states in kinds
        for origin in (tuple(one for one in states if one not in origins[1:]) if origins[:1] == ANY[:1] else origins)
    )


NOT_OVER = "what_it_announces_is_not_over"
# What several rows, or one long one, provide together.
CONSTITUTED = (
    *given("by", "name", "superior_body", "mandate", "membership"), "bases_have_texts",
    *given("office_titles", "symbol_series"), "series_begin_symbols", *given("seat"), "time_zone_exists",
    *given("languages"),
    "first_officers_are_named",
)  # fmt: skip
APPOINTED = (*given("name", "office"), "name_is_told_apart", "office_is_theirs_to_fill")
AMENDED = (*given("authority"), "something_is_amended", "series_begin_symbols")
CONSULTED = (*given("title", "online_from", "online_to", "responses", "summary"), "past_phases_are_in_order")
DEADLINE = (
    *given("name", "stage", "span", "direction", "anchor", "basis"),
    "basis_of_the_deadline_is_on_record", "other_deadlines_are_on_record", "validity_is_in_order",
)  # fmt: skip
AT_A_MEETING, AT_A_SESSION = "who_presides_holds_the_office", "sittings_fall_within_the_session"
CONVENED = ("days_are_in_order", "who_presides_at_a_sitting_may")
CONVENED_FIRST = (*given("opens", "closes", "place"), *CONVENED, NOT_OVER)
CONVENED_ANEW = ("something_changes", *CONVENED)
REPORTED = (*given("sent_to"), "meeting_has_ended", "paragraphs_belong_to_the_meeting")
AT_MEETING = ("meeting_is_named", "day_falls_within_the_meeting")
_SITTING = ("session_is_named", "day_is_that_of_the_sitting", "officer_did_not_escalate")
SAID = given("words")
AT_SITTING, BY_BALLOT = (*_SITTING, "votes_are_counted"), (*_SITTING, "counts_go_with_a_ballot")
ISSUED = (
    *given("kind", "symbol", "language", "form", "paper", "seal_root"), "bytes_are_fixed",
    "symbol_can_be_read", "paper_is_of_the_round", "nothing_of_the_round_waits_for_the_chair_or_a_report",
    "number_follows_the_last", "symbol_is_of_one_paper", "call_is_of_what_was_launched",
)  # fmt: skip
RECEIVED = (*given("symbol"), "sender_is_named", *given("concerns"), "it_concerns_this_round", "contribution_is_new")
BROUGHT_IN = ("round_is_open", "title_is_given", "one_sponsor_is_named")
AT_THE_COUNCIL = ("session_is_named", FOUND_BY_DAY, "officer_did_not_escalate", "replaced_topic_is_of_the_round")
WORDED = ("title_is_given", "source_is_named", "text_differs_from_the_last")
POSITION = (
    *given("holders", "stance"), "objection_has_its_text", "source_is_named", "holder_has_no_objection_standing",
)  # fmt: skip
LIFTED = ("objection_is_named", *given("how"), "lifted_objection_stands")
TEXT_IS_READY = ("text_has_a_question_or_none_is_at_hand", "no_square_bracket_stands")
MERGED = ("other_is_debated_in_the_round", "title_is_given", "no_objection_stands")
NO_CONSENSUS = (*given("tried"), "referral_has_its_words")
CIRCULATED = (*given("until"), "silence_lasts_its_time", "no_objection_stands")
AGREED = (
    "meeting_or_circulation_is_named", "day_falls_within_the_meeting", "circulation_is_the_latest",
    "silence_has_passed", "silence_was_kept", "circulated_text_is_still_its_text", "no_objection_stands_in_time",
)  # fmt: skip
NOTHING_WAITS = "nothing_waits_for_the_chair_or_a_report"
REFERABLE = (
    *given("to_session"), "session_has_not_ended", "group_decided_to_refer", NOTHING_WAITS, TEXT_IS_READY[0],
    "others_of_the_round_are_left_by_name", "what_becomes_of_those_left_is_said",
)  # fmt: skip
REOPENED = (*AT_MEETING, "objections_ended_since_the_referral")
APPROVED = ("order_is_said_when_several", "amended_text_differs", "taken_text_has_a_title", *TEXT_IS_READY)
LAUNCHABLE = (
    *given("opens", "closes"), "phases_are_in_order", "those_before_it_were_launched", "taken_text_has_a_title",
    *TEXT_IS_READY, "launched_text_is_the_decided_one", NOTHING_WAITS, NOT_OVER,
)  # fmt: skip
EXTENDED = ("something_is_extended", "extended_phases_are_in_order", NOT_OVER)
RESPONSES = (*given("count", "where"), "categories_do_not_exceed_the_count")
HELD = (*given("presided_by", "summary"), "hearing_follows_the_opening", "hearing_of_that_day_is_not_on_record")
CLOSED = ("online_phase_has_ended", "planned_hearing_was_held_or_called_off")
CONSIDERED = (*AT_MEETING, "meeting_has_not_considered_it")
CONSIDERED_AFTER = (*CONSIDERED, "meeting_was_not_over_before_the_outcome")
CONSIDERED_BEFORE = (*CONSIDERED, "considered_phase_has_ended")
FULFILLED = (*given("condition", "words"), "condition_waits_to_be_met", "condition_is_met_once")
CONFIRMED = ("document_is_final", "confirmation_says_something_new", "text_was_not_at_hand")
WIDENED = "readers_only_become_more"
CORRECTED = (*given("why"), "record_or_confirmation_can_be_corrected", "something_is_corrected", WIDENED)
TRANSLATED = (
    *given("language", "texts"), "record_holds_the_texts", "text_in_the_language_is_not_its_own",
    "translated_text_has_not_changed", "brackets_are_as_many", "line_stays_a_line",
)  # fmt: skip

ROWS: tuple[tuple[Step, ...], ...] = (
    # of, from, act, to, office, provided that …; the basis, and whether its office is asked for it
    row("body", NEW, "constitute", "constituted", (), *CONSTITUTED),
    row("body", ANY, "appoint", SAME, EITHER, *APPOINTED),
    row("body", ANY, "amend constitution", SAME, SECR, *AMENDED),
    row("body", ANY, "record consultation", SAME, SECR, *CONSULTED, on=MODALITIES),
    row("body", ANY, "set deadline", SAME, SECR, *DEADLINE),
    row("body", ANY, "publish key", SAME, SECR, *given("key"), "key_can_be_read", "key_is_not_published"),
    row("body", ANY, "revoke key", SAME, SECR, *given("key", "why"), "key_is_published"),
    row("body", ANY, "hand over", SAME, EITHER, *given("receiver"), "receiver_may_act", "key_can_be_read"),
    row("body", ANY, "take over", SAME, EITHER, "register_was_handed_over", "receiver_takes_it_over"),
    row("body", ANY, "take back", SAME, SECR, *given("why"), "register_was_handed_over"),
    row("meeting", AFRESH, "convene", "convened", SECR, *CONVENED_FIRST, AT_A_MEETING),
    row("meeting", ("convened",), "convene", "convened", SECR, *CONVENED_ANEW, AT_A_MEETING),
    row("session", AFRESH, "convene", "convened", COUNCIL, *CONVENED_FIRST, AT_A_SESSION, on=REFERRAL),
    row("session", ("convened",), "convene", "convened", COUNCIL, *CONVENED_ANEW, AT_A_SESSION, on=REFERRAL),
    row("meeting", ("convened",), "approve report", "reported", SECR, *REPORTED, due=True),
    row("session", ("convened",), "approve report", "reported", COUNCIL, *REPORTED, on=REFERRAL),
    row("round", NEW, "open round", "open", SECR, on=MODALITIES),
    row("round", ("open",), "receive", SAME, EITHER, *RECEIVED),
    row("round", ("open",), "take position", SAME, EITHER, *given("holders", "text"), "source_is_named"),
    row("round", ("open",), "issue", SAME, SECR, *ISSUED, on=REFERRAL),
    row("round", ("open",), "dispatch", SAME, SECR, *given("records", "to"), "issued_paper_is_named", on=REFERRAL),
    # A topic comes in, is worded, and is spoken of
    row("topic", NEW, "propose", "proposed", SECR, *BROUGHT_IN, FOUND_BY_DAY),
    row("topic", NEW, "introduce", "referred", COUNCIL, *BROUGHT_IN, *AT_THE_COUNCIL, on=REFERRAL),
    row("topic", DEBATABLE, "revise", SAME, SECR, *WORDED),
    row("topic", ("referred",), "revise", SAME, COUNCIL, *WORDED),
    row("topic", DEBATABLE, "take position", SAME, SECR, *POSITION),
    row("topic", ("referred",), "take position", SAME, COUNCIL, *POSITION),
    row("topic", ANY, "record statement", SAME, EITHER, *given("holders", "text")),
    row("topic", DEBATABLE, "lift objection", SAME, SECR, *LIFTED),
    row("topic", ("referred", *OUTLIVED), "lift objection", SAME, EITHER, *LIFTED),
    row("topic", DEBATABLE, "withdraw", "withdrawn", SECR, "all_sponsors_ask_for_it", FOUND_BY_DAY),
    row("topic", ("referred",), "withdraw", "withdrawn", COUNCIL, "all_sponsors_ask_for_it", FOUND_BY_DAY),
    # The chair, at a meeting
    row("topic", ("proposed",), "open debate", "debated", IN_CHAIR, *AT_MEETING, due=True),
    row("topic", ("debated",), "defer", SAME, IN_CHAIR, *AT_MEETING, "destination_is_later"),
    row("topic", DEBATABLE[:2], "merge", "merged", IN_CHAIR, *AT_MEETING, *given("into"), *MERGED),
    row("topic", ("debated",), "receive merger", SAME, IN_CHAIR, *AT_MEETING, "it_is_part_of_a_merger", *MERGED[1:]),
    row("topic", ("debated",), "circulate", SAME, IN_CHAIR, *CIRCULATED, *TEXT_IS_READY),
    row("topic", ("debated",), "record consensus", "agreed", IN_CHAIR, *AGREED, *TEXT_IS_READY, due=True),
    row("topic", DEBATABLE, "set aside", "set aside", IN_CHAIR, *AT_MEETING, "another_is_taken_or_the_group_says_so"),
    row("topic", ("debated",), "record no consensus", "unresolved", IN_CHAIR, *AT_MEETING, *NO_CONSENSUS, due=True),
    row("topic", ("unresolved", "agreed"), "reopen debate", "debated", IN_CHAIR, *AT_MEETING, "meeting_is_a_later_one"),
    row("topic", ("unresolved",), "escalate", "referred", SECR, *REFERABLE, on=REFERRAL, due=True),
    # The Council
    row("topic", (*DEBATABLE, "agreed"), "take up", "referred", COUNCIL, *SAID, *AT_SITTING, on=REFERRAL),
    row("topic", ("referred",), "approve", "approved", COUNCIL, *SAID, *BY_BALLOT, *APPROVED, on=REFERRAL, due=True),
    row("topic", ("referred",), "decline", "declined", COUNCIL, *SAID, *BY_BALLOT, on=REFERRAL, due=True),
    row("topic", ("approved",), "decline", "declined", COUNCIL, *SAID, *BY_BALLOT, on=REFERRAL),
    row("topic", ("referred",), "lapse", "lapsed", COUNCIL, *AT_SITTING, "another_is_approved", on=REFERRAL),
    row("topic", ("referred",), "refer back", "debated", COUNCIL, "given:guidance", *BY_BALLOT, on=REFERRAL, due=True),
    row("topic", ("referred",), "reopen debate", "debated", IN_CHAIR, *REOPENED, on=REFERRAL, due=True),
    row("topic", ("referred",), "defer", SAME, COUNCIL, *AT_SITTING, "destination_is_later", on=REFERRAL),
    row("topic", ("referred",), "take note", SAME, COUNCIL, *SAID, *AT_SITTING, on=REFERRAL),
    row("topic", ("referred",), "record no decision", SAME, COUNCIL, *SAID, *AT_SITTING, on=REFERRAL),
    # The consultation
    row("topic", ("agreed", "approved"), "launch", "launched", SECR, *LAUNCHABLE, on=MODALITIES, due=True),
    row("topic", ("launched",), "extend", SAME, SECR, *EXTENDED, on=MODALITIES),
    row("topic", TAKEN, "record responses", SAME, SECR, *RESPONSES, on=MODALITIES),
    row("topic", TAKEN, "record hearing", SAME, SECR, *HELD, on=MODALITIES, due=("launched",)),
    row("topic", TAKEN, "call off hearing", SAME, SECR, *given("reason"), "hearing_is_planned", on=MODALITIES),
    row("topic", ("launched",), "close", "closed", SECR, *CLOSED, on=MODALITIES, due=True),
    row("topic", ("closed",), "record consideration", SAME, SECR, *CONSIDERED_AFTER, on=MODALITIES, due=True),
    row("topic", ("launched",), "record consideration", SAME, SECR, *CONSIDERED_BEFORE, on=MODALITIES),
    row("topic", ("approved", *TAKEN), "fulfil", SAME, SECR, *FULFILLED, on=MODALITIES),
    row("topic", ("launched",), "cancel", "cancelled", SECR, *given("authority", "notice"), on=MODALITIES),
    # Earlier records, of any subject
    row("any", ANY, "confirm", SAME, OF_ITS_OFFICE, *given("records"), *CONFIRMED),
    row("any", ANY, "endorse", SAME, (ADDRESSEE,), *given("records"), "act_waits_for_endorsement"),
    row("any", ANY, "correct", SAME, OF_ITS_OFFICE, *given("records"), *CORRECTED),
    row("any", ANY, "move day", SAME, EITHER, *given("records"), "something_is_corrected", "it_comes_with_a_convening"),
    row("any", ANY, "receive translation", SAME, EITHER, *given("records"), *TRANSLATED),
    row("any", STANDING, "annul", BACKWARDS, OF_ITS_OFFICE, *given("records", "why"), "act_can_be_annulled", WIDENED),
    row("any", ANY, "redact", SAME, OF_ITS_OFFICE, *given("records", "why"), "record_holds_a_personal_text"),
)  # fmt: skip
"""The rows in force, each once."""

HEARING = "physical_meeting_keeps_its_deadlines"
REMARKS: dict[str, tuple[str, ...]] = {
    "open round": ("body_was_constituted_before",),
    "propose": ("body_was_constituted_before",),
    "introduce": ("body_was_constituted_before",),
    "revise": ("time_is_known_on_the_last_day", "days_go_together"),
    "take position": ("time_is_known_on_the_last_day",),
    "circulate": ("days_go_together",),
    "withdraw": ("meeting_of_that_day_is_named",),
    "escalate": ("referral_keeps_its_deadline", "act_was_endorsed_by_then"),
    "approve": ("counts_go_with_the_decision", "amended_in_every_language"),
    "decline": ("counts_go_with_the_decision",),
    "defer": ("matter_was_deferred_to_that_day",),
    "launch": (
        "launch_keeps_its_deadlines", HEARING, "hearing_follows_the_online_phase", "act_was_endorsed_by_then",
        "days_go_together", "those_before_it_open_first",
    ),
    "extend": (HEARING, "hearing_was_not_called_off", "hearing_follows_the_online_phase"),
    "record hearing": ("hearing_was_not_called_off", HEARING, "days_go_together"),
    "issue": ("symbol_is_that_of_the_referral", "act_was_endorsed_by_then"),
    "confirm": ("newer_revision_proves_it", "act_is_of_several_records"),
    "correct": ("act_is_of_several_records",),
    "annul": ("act_is_of_several_records",),
    "redact": ("papers_may_print_it",),
    EVERY_ACT: (
        "act_is_recorded_once", "chair_of_the_act_presided", "text_follows_in_every_language",
        "what_was_said_elsewhere_stays",
    ),
}  # fmt: skip
"""By act, the rules that are said and pass; the digest leaves them out."""

VERSION = 1
"""The version of the table, which every record names."""


class Procedure(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A table as a value: what fold and judge are handed."""

    states: Mapping[str, tuple[str, ...]]
    """Every state of each kind of subject."""
    rows: tuple[tuple[Step, ...], ...]
    remarks: Mapping[str, tuple[str, ...]]
    """By act, the rules that are said and pass; the digest leaves them out."""

    outlived: Mapping[str, tuple[str, ...]]
    """By act, the states in which it is taken to have met a topic where no other will do."""
    version: int

    @cached_property
    def steps(self) -> dict[tuple[str, str | None, str], Step]:
        """The rows by kind, origin and act."""
        return {(step.of, step.origin, step.act): step for line in self.rows for step in line}

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over names, offices, rules and bases."""
        lines = sorted(
            [step.of, step.origin or "", step.act, step.to, list(step.offices), list(step.rules), step.basis]
            for step in self.steps.values()
        )
        from hashlib import sha256  # noqa: PLC0415  # only where the table is compared

        return sha256(msgspec.json.encode(lines)).hexdigest()

    def steps_from(self, of: str, origin: str | None) -> tuple[Step, ...]:
        """The rows that start from a state, in the order of the table."""
        return tuple(step for step in self.steps.values() if step.of == of and step.origin == origin)


PROCEDURE = Procedure(STATES, ROWS, REMARKS, {"lift objection": OUTLIVED}, VERSION)


def by_kind(line: tuple[Step, ...]) -> dict[str, tuple[Step, ...]]:
    """The steps of one row by the kind of subject that they are of."""
    return {kind: tuple(step for step in line if step.of == kind) for kind in dict.fromkeys(step.of for step in line)}


def way(kind: str, state: str | None, act: str) -> tuple[Step, ...]:
    """The shortest way through the table from a state to an act."""
    queue: deque[tuple[str | None, tuple[Step, ...]]] = deque([(state, ())])
    seen = {state}
    while queue:
        here, path = queue.popleft()
        for step in PROCEDURE.steps_from(kind, here):
            if step.act == act:
                return (*path, step)
            if step.to in STATES[kind] and step.to not in seen and step.act not in COMPANIONS:
                seen.add(step.to)
                queue.append((step.to, (*path, step)))
    return ()
