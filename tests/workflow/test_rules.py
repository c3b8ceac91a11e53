"""Every rule of the table: one trial where it holds, one where it is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from escalade.workflow.motions import Evidence, LegalText, TextVersion, Votes
from escalade.workflow.procedure import VERSION, table
from escalade.workflow.rules import RULES
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.remedy import Cause
from tests.lives import BOTH, CHAIR_NAME, DESK, NAMES, PREPARED, ROUND, TOPIC, Life, at, en, nothing, objects, text

OTHER = "2031/b"


@dataclass(frozen=True)
class Case:
    """A rule, where it is asked, and how it is broken."""

    rule: str
    of: str
    state: str | None
    act: str
    remedy: str
    broken: dict[str, Any] | Callable[[Life], dict[str, Any]]
    detail: str
    arrange: Callable[[Life], object] = nothing


def causes(life: Life, case: Case) -> tuple[Cause, ...]:
    """What is in the way of the broken act, warnings included."""
    fields = case.broken(life) if callable(case.broken) else case.broken
    name = fields.pop("reference", NAMES[case.of]) if callable(case.broken) else NAMES[case.of]
    references = (name,) if isinstance(name, str) else name
    motion = life.fitting(case.act, *references, **fields)
    try:
        return life.tries(motion).warnings
    except RulesBrokenError as refusal:
        return refusal.causes


def days(life: Life, number: int) -> str:
    """A day from today on."""
    return (life.today + timedelta(days=number)).isoformat()


def worded(*questions: str, title: str = "Harbours") -> Callable[[Life], object]:
    return lambda life: life.does("revise", TOPIC, version=text(title, *questions) if questions else bare(title))


def published(life: Life) -> dict[str, Any]:
    """A key that was published."""
    life.does("publish key", "body")
    return {"key": life.standing.body.keys[0]}


def handed_over(life: Life) -> None:
    """Let the register be handed over, the meeting of the day having been convened."""
    life.meeting()
    life.does("hand over", "body")


def circulated_and_over(*acts: str) -> Callable[[Life], object]:
    def arranged(life: Life) -> None:
        for act in ("circulate", *acts):
            life.does(act, TOPIC)
        life.passes(5)

    return arranged


def bare(title: str) -> TextVersion:
    return TextVersion(title=en(title), source="H31/7")


def convenes(name: str, first: int, last: int) -> Callable[[Life], object]:
    return lambda life: life.does("convene", name, opens=days(life, first), closes=days(life, last))


def entered(act: str) -> Callable[[Life], object]:
    return lambda life: life.does(act, TOPIC, by=DESK, entered_for=CHAIR_NAME)


def after(*days_and_acts: int | str) -> Callable[[Life], object]:
    def arrange(life: Life) -> None:
        for one in days_and_acts:
            life.passes(one) if isinstance(one, int) else life.does(one, TOPIC)

    return arrange


def aimed(life: Life) -> None:
    """A target for the physical meeting: 30 days after the online phase, within a week."""
    life.does("set deadline", "body", name="hearing", stage="hearing", span=30, unit="calendar days",
              direction="after", anchor="online end", tolerance=7, severity="warning")  # fmt: skip


CASES: list[Case] = [
    Case("bases_have_texts", "body", None, "constitute", "input", {"texts": {"mandate": LegalText(citation=en("D"))}},
        "Missing: modalities, referral. Give --legal-text."),
    Case("time_zone_exists", "body", None, "constitute", "input", {"time_zone": "Nowhere/At all"},
        "“Nowhere/At all” is not one. Give --time-zone, such as Europe/Zurich."),
    Case("first_officers_are_named", "body", None, "constitute", "input", {"officers": ()},
        "Missing: secretariat, council-secretariat. Give --officers-file."),
    Case("office_is_theirs_to_fill", "body", "constituted", "appoint", "officer", {"office": "council-secretariat"},
        "Desk may not appoint to that one. Act as Assembly desk or Bo."),
    Case("something_is_amended", "body", "constituted", "amend constitution", "input", {"seat": {}},
        "Give what changes, such as --legal-text or --name."),
    Case("past_phases_are_in_order", "body", "constituted", "record consultation", "date", {"online_to": "2029-12"},
        "2029-12 lies before 2030-01. Give online to after online from."),
    Case("day_is_not_in_the_future", "body", "constituted", "amend constitution", "date",
        lambda life: {"on": days(life, 1)},
        "2031-01-07 lies after today, 2031-01-06. Give the day on which it happened."),
    Case("time_runs_forward", "body", "constituted", "amend constitution", "date",
        {"at": "2031-01-05T00:00:00.000000Z"},
        "The clock says 2031-01-05T00:00:00.000000Z, and the newest record was made at "
        "2031-01-06T09:00:01.000000Z. Set the clock right."),
    Case("time_runs_forward", "body", "constituted", "amend constitution", "date",
        {"at": "2031-01-08T00:00:00.000000Z"},
        "It is said to be recorded at 2031-01-08T00:00:00.000000Z, and that has not come. Leave the time out."),
    Case("day_is_not_before_the_last_move", "topic", "proposed", "withdraw", "date",
        lambda life: {"on": days(life, -1)},
        "2031-01-05 lies before 2031-01-06, when 2031/a#1 (propose) took effect. Give a day from 2031-01-06 on."),
    Case("day_is_not_before_the_last_move", "topic", "debated", "take position", "date",
        {"on": "2030-12-28", "evidence": Evidence(meeting="past")},
        "2030-12-28 lies before 2031-01-06, when 2031/a#2 (open debate) took effect. Give a day from 2031-01-06 on.",
        convenes("meeting/past", -9, -8)),
    Case("day_is_not_before_the_last_move", "topic", "referred", "take note", "date",
        {"on": "2030-12-28", "how": "correspondence", "evidence": Evidence(session="Old", sitting=1)},
        "2030-12-28 lies before 2031-01-06, when 2031/a#4 (escalate) took effect. Give a day from 2031-01-06 on.",
        lambda life: life.does("convene", "session/Old", opens="2030-12-28", closes="2030-12-28",
            sittings={"1": "2030-12-28"})),
    Case("days_are_in_order", "meeting", None, "convene", "date", lambda life: {"closes": days(life, -1)},
        "2031-01-05 lies before 2031-01-06. Give --closes a later day."),
    Case("who_presides_holds_the_office", "meeting", None, "convene", "act", {"presided_by": "Nobody"},
        "Nobody holds neither office on that day. Appoint Nobody first."),
    Case("something_is_given_anew", "meeting", "convened", "convene", "input",
        {"opens": None, "closes": None, "place": {}},
        "Give what changes, such as --sitting N=DATE or --presided-by."),
    Case("sittings_fall_within_the_session", "session", None, "convene", "date", {"sittings": {"3": "2031-12-31"}},
        "Sitting 3 on 2031-12-31 lies outside 2031-01-06 to 2031-01-06. Give the sitting a day of the session."),
    Case("meeting_has_ended", "meeting", "convened", "approve report", "date", lambda life: {"on": days(life, -1)},
        "The meeting ends on 2031-01-06. Give the day of the approval."),
    Case("meeting_has_ended", "meeting", "convened", "approve report", "wait", {},
        "The meeting ends on 2031-01-11. Give the day of the approval.", convenes("meeting/9", 0, 5)),
    Case("paragraphs_belong_to_the_meeting", "meeting", "convened", "approve report", "input",
        {"paragraphs": {"body#1": "3.2"}},
        "body#1 did not happen at meeting/9. Leave --paragraph body#1 out."),
    Case("sender_is_named", "round", "open", "receive", "input", {"by_state": ()},
        "Give --by-state or --by-group."),
    Case("it_concerns_this_round", "round", "open", "receive", "input", {"concerns": ("2030/x",)},
        "2030/x is not of this round. Give --concerns a topic of this round, or the round."),
    Case("it_concerns_this_round", "round", "open", "receive", "input", {"concerns": ("2031/x",)},
        "2031/x does not exist. Give --concerns a topic of this round, or the round."),
    Case("contribution_is_new", "round", "open", "receive", "input", {"symbol": "H31/2"},
        "H31/2 was received before (2031#2). Give --symbol that of another one; or correct that record, "
        "if it is wrong.",
        lambda life: life.does("receive", ROUND, symbol="H31/2")),
    Case("source_is_named", "round", "open", "take position", "input", {"source": None},
        "Give --source, or the meeting or document."),
    Case("round_is_open", "topic", None, "propose", "act", lambda _life: {"reference": "2099/x"},
        "The round 2099 is not open. Open it first."),
    Case("round_is_open", "topic", None, "propose", "none", {},
        "The round 2031 is not open. It was annulled; open another round.", lambda life: life.does("annul", "2031#1")),
    Case("title_is_given", "topic", None, "propose", "input", {"version": TextVersion()},
        "Give --title."),
    Case("one_sponsor_is_named", "topic", None, "propose", "input", {"by_state": ()},
        "None is named. Give one of --by-state, --by-group, --chairs-compromise and --unattributed."),
    Case("one_sponsor_is_named", "topic", None, "propose", "input", {"unattributed": True},
        "More than one kind is named. Give one of --by-state, --by-group, --chairs-compromise and "
        "--unattributed."),
    Case("session_is_named", "topic", None, "introduce", "input", {"evidence": Evidence()},
        "No session is named. Give --session NAME."),
    Case("day_falls_within_the_session", "topic", None, "introduce", "date", {"on": "2030-12-31"},
        "Assembly 2031-1 runs 2031-01-01 to 2031-01-31, and 2030-12-31 lies outside. Give a day of it: "
        "--on 2031-01-06."),
    Case("day_falls_within_the_session", "topic", None, "introduce", "wait", {"evidence": Evidence(session="Later")},
        "Later runs 2031-01-16 to 2031-01-26, and 2031-01-06 lies outside. That is still to come: "
        "enter it from 2031-01-16 on, or name where it happened.",
        convenes("session/Later", 10, 20)),
    Case("replaced_topic_is_of_the_round", "topic", None, "introduce", "input", {"replaces": "2032/x"},
        "2032/x is not. Give --replaces one, or leave it out.",
        lambda life: (life.does("open round", "2032"), life.does("propose", "2032/x"))),
    Case("text_differs_from_the_last", "topic", "proposed", "revise", "input",
        lambda life: {"version": life.topic().version},
        "This one is the same. Give what changes."),
    Case("objection_has_its_text", "topic", "proposed", "take position", "input", {"stance": "object", "text": {}},
        "Give --text."),
    Case("holder_has_no_objection_standing", "topic", "proposed", "take position", "act", {},
        "Lemuria objects (2031/a#2). Record how it ended (lift objection).", objects),
    Case("holder_has_no_objection_standing", "topic", "referred", "take position", "act", {},
        "Lemuria objects (2031/a#5). Record how it ended (lift objection).",
        lambda life: life.does("take position", TOPIC, stance="object")),
    Case("that_objection_stands", "topic", "proposed", "lift objection", "input", {"holder": "Mu"},
        "Mu has none standing. Standing: Lemuria. Give --holder as recorded.", objects),
    Case("that_objection_stands", "topic", "debated", "lift objection", "none", {},
        "None stands."),
    Case("all_sponsors_ask_for_it", "topic", "proposed", "withdraw", "input", {"asked_by": ()},
        "Not asking: Atlantis. Give --asked-by for each."),
    Case("all_sponsors_ask_for_it", "topic", "proposed", "withdraw", "input",
        lambda _life: {"reference": OTHER, "asked_by": ()},
        "Not asking: unattributed. Give --asked-by for each; write unattributed for sponsors who are not named.",
        lambda life: life.does("propose", OTHER, by_state=(), unattributed=True)),
    Case("meeting_is_named", "topic", "proposed", "open debate", "input", {"evidence": Evidence()},
        "No meeting is named. Give --meeting N."),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "date",
        lambda life: {"on": days(life, -1)},
        "Meeting 20310108 runs 2031-01-08 to 2031-01-08, and 2031-01-07 lies outside. Give a day of it: "
        "--on 2031-01-08.",
        after(2)),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "date",
        lambda life: {"on": days(life, -2), "evidence": Evidence(meeting="open")},
        "Meeting open runs 2031-01-07 to 2031-01-12, and 2031-01-06 lies outside. Give a day of it: "
        "--on 2031-01-08.",
        lambda life: (convenes("meeting/open", 1, 6)(life), after(2)(life))),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "date",
        {"evidence": Evidence(meeting="over")},
        "Meeting over runs 2031-01-05 to 2031-01-07, and 2031-01-08 lies outside. Give a day of it: "
        "--on 2031-01-07.",
        lambda life: (convenes("meeting/over", -1, 1)(life), after(2)(life))),
    Case("day_is_not_before_the_last_move", "topic", "proposed", "open debate", "input",
        {"on": "2030-12-28", "evidence": Evidence(meeting="past")},
        "2030-12-28 lies before 2031-01-06, when 2031/a#1 (propose) took effect. That meeting was over "
        "before 2031/a#1 (propose) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/past", -9, -8)),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "wait",
        {"evidence": Evidence(meeting="ahead")},
        "Meeting ahead runs 2031-01-09 to 2031-01-10, and 2031-01-06 lies outside. That is still to come: "
        "enter it from 2031-01-09 on, or name where it happened.",
        convenes("meeting/ahead", 3, 4)),
    Case("day_falls_within_the_meeting", "topic", "debated", "record consensus", "input",
        {"evidence": Evidence(meeting="past")},
        "Meeting past runs 2030-12-28 to 2030-12-29, and 2031-01-06 lies outside. That meeting was over before "
        "2031/a#2 (open debate) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/past", -9, -8)),
    Case("no_objection_stands", "topic", "debated", "record consensus", "act", {},
        "Lemuria objects (2031/a#3). Record how it ended (lift objection).", objects),
    Case("text_has_a_question", "topic", "debated", "record consensus", "act", {},
        "2031/a has none. Give it its questions (revise).", worded()),
    Case("no_square_bracket_stands", "topic", "debated", "record consensus", "act", {},
        "Still in brackets: “What [else]?”. Settle it in a new text version (revise).", worded("What [else]?")),
    Case("one_destination_is_given", "topic", "referred", "defer", "input", {"to_session": None},
        "Give one of --to-sitting and --to-session."),
    Case("destination_is_later", "topic", "referred", "defer", "input",
        lambda life: {"to_session": None, "to_sitting": life.today.day},
        "Sitting 6 is not a later one of Assembly 2031-1. Give --to-sitting a later sitting.",
        lambda life: life.sitting(life.session())),
    Case("destination_is_later", "topic", "referred", "defer", "input", {"to_session": None, "to_sitting": 99},
        "Sitting 99 is not a later one of Assembly 2031-1. Give --to-sitting a later sitting."),
    Case("destination_is_later", "topic", "referred", "defer", "input", lambda life: {"to_session": life.session()},
        "Assembly 2031-1 opens on 2031-01-01. Give a later one."),
    Case("destination_is_later", "topic", "debated", "defer", "input", lambda life: {"to_meeting": life.meeting()},
        "Meeting 20310106 opens on 2031-01-06. Give a later one."),
    Case("other_is_debated_in_the_round", "topic", "proposed", "merge", "act", {"into": OTHER},
        "2031/b is not. Debated: 2031/a-too. Bring 2031/b to debate first (open debate).",
        lambda life: life.does("propose", OTHER)),
    Case("other_is_debated_in_the_round", "topic", "proposed", "merge", "act", {"into": OTHER},
        "2031/b is not. Debated: 2031/a-too. Bring 2031/b to debate first (reopen debate).",
        lambda life: life.brings(OTHER, "agreed")),
    Case("other_is_debated_in_the_round", "topic", "proposed", "merge", "input", {"into": TOPIC},
        "2031/a is not. Debated: 2031/b. Give --into another one.",
        lambda life: life.brings(OTHER, "debated")),
    Case("another_is_taken_or_the_group_says_so", "topic", "debated", "set aside", "input", {"words": None},
        "No other topic was taken. Give --words, the Group's decision."),
    Case("referral_has_its_words", "topic", "debated", "record no consensus", "input", {"words": None},
        "Give --words, or --words not-at-hand where the sources lack them."),
    Case("meeting_is_a_later_one", "topic", "agreed", "reopen debate", "input",
        lambda _life: {"evidence": Evidence(meeting="20310106"), "on": "2031-01-06"},
        "The topic was concluded at meeting/20310106, which runs until 2031-01-06. Give --meeting a later one.",
        after(1)),
    Case("meeting_is_a_later_one", "topic", "agreed", "reopen debate", "wait",
        lambda life: {"evidence": Evidence(meeting=life.meeting())},
        "The topic was concluded at meeting/20310106, which runs until 2031-01-06. Wait for the next one; or correct "
        "its days, if they are wrong."),
    Case("session_has_not_ended", "topic", "unresolved", "escalate", "input", {"to_session": "Old"},
        "Old ended on 2030-12-29. Give --to-session a later session.", convenes("session/Old", -9, -8)),
    Case("group_decided_to_refer", "topic", "debated", "escalate", "act", {},
        "2031/a#3 carries none. Open the debate again at a later meeting and record the Group's decision"
        " there; or correct that record, if it is wrong.",
        lambda life: life.does("record no consensus", TOPIC, refer=False, words=None)),
    Case("nothing_waits_for_endorsement", "topic", "debated", "escalate", "act", {},
        "2031/a#3 (record no consensus) was entered for Ada, who has not endorsed it. Endorse it first.",
        entered("record no consensus")),
    Case("no_topic_of_the_round_is_open", "topic", "unresolved", "escalate", "act", {},
        "2031/b is proposed. Conclude it first (open debate).", lambda life: life.does("propose", OTHER)),
    Case("no_topic_of_the_round_is_open", "topic", "unresolved", "escalate", "act", {},
        "2031/b is debated. Conclude it first (record no consensus).", lambda life: life.brings(OTHER, "debated")),
    Case("sitting_is_named", "topic", "referred", "approve", "input", {"evidence": Evidence()},
        "No session is named. Give --session NAME and --sitting N."),
    Case("sitting_is_named", "topic", "referred", "approve", "input",
        lambda life: {"evidence": Evidence(session=life.session())},
        "No sitting is named. Give --sitting N."),
    Case("sitting_is_named", "topic", "referred", "approve", "act",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=77)},
        "Sitting 77 of Assembly 2031-1 is not on record. Enter the sitting and its day (convene)."),
    Case("day_is_that_of_the_sitting", "topic", "referred", "approve", "date", lambda life: {"on": days(life, -1)},
        "The day of sitting 8 is 2031-01-08, not 2031-01-07. Give a day of it: --on 2031-01-08.", after(2)),
    Case("day_is_that_of_the_sitting", "topic", "referred", "take note", "wait",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=25)},
        "The day of sitting 25 is 2031-01-25, not 2031-01-06. That is still to come: enter it from 2031-01-25 on, "
        "or name where it happened.",
        lambda life: life.does("convene", f"session/{life.session()}", sittings={"25": "2031-01-25"})),
    Case("day_is_that_of_the_sitting", "topic", "referred", "take note", "input",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=2)},
        "The day of sitting 2 is 2031-01-02, not 2031-01-06. That sitting was over before 2031/a#4 (escalate) of "
        "2031-01-06: give --sitting a later one.",
        lambda life: life.does("convene", f"session/{life.session()}", sittings={"2": "2031-01-02"})),
    Case("officer_did_not_escalate", "topic", "unresolved", "approve", "officer", {"by": BOTH},
        "Bo escalated (2031/a#4). Another officer logs it: Assembly desk.",
        lambda life: life.does("escalate", TOPIC, by=BOTH)),
    Case("votes_are_counted", "topic", "referred", "approve", "input", {"how": "vote"},
        "No counts are given. Give --votes FOR,AGAINST,ABSTAINING."),
    Case("votes_are_counted", "topic", "referred", "approve", "input",
        {"votes": Votes(votes_for=1, against=0, abstaining=0)},
        "Counts are given. Give --how vote, or leave --votes out."),
    Case("amended_text_differs", "topic", "referred", "approve", "input",
        lambda life: {"amended": {TOPIC: life.topic().version}},
        "The text given for 2031/a is the same. Leave --amended out, or give the text as decided."),
    Case("taken_text_has_a_title", "topic", "referred", "approve", "input",
        {"amended": {TOPIC: TextVersion(questions=(en("Why?"),))}},
        "2031/a has none. Put it right in the text given with --amended."),
    Case("text_has_a_question", "topic", "referred", "approve", "input", {"amended": {TOPIC: bare("Quays")}},
        "2031/a has none. Put it right in the text given with --amended."),
    Case("text_has_a_question", "topic", "referred", "approve", "act", {},
        "2031/a has none. Give it its questions (revise).",
        lambda life: life.does("revise", TOPIC, version=bare("Quays"))),
    Case("another_is_approved", "topic", "referred", "lapse", "none", {},
        "No other topic of the round is approved. Log what was chosen first: introduce it, and approve it.",
        lambda life: life.brings(OTHER, "withdrawn")),
    Case("another_is_approved", "topic", "referred", "lapse", "act", {},
        "No other topic of the round is approved. Log what was chosen first: approve 2031/c.",
        lambda life: (life.does("propose", OTHER), life.does("introduce", "2031/c"))),
    Case("another_is_approved", "topic", "referred", "lapse", "act", {},
        "No other topic of the round is approved. Log what was chosen first: take up 2031/b.",
        lambda life: life.does("propose", OTHER)),
    Case("launched_text_is_the_decided_one", "topic", "approved", "launch", "input", {"text": text("Quays")},
        "The text given differs. Give --reason, or leave --text-file out."),
    Case("no_square_bracket_stands", "topic", "approved", "launch", "input",
        {"text": text("[Quays]"), "reason": en("Why not.")},
        "Still in brackets: “[Quays]”. Put it right in the text given with --text-file."),
    Case("phases_are_in_order", "topic", "approved", "launch", "date",
        lambda life: {"closes": days(life, -1), "physical": None},
        "2031-01-05 lies before 2031-01-06. Give --closes a later day."),
    Case("phases_are_in_order", "topic", "approved", "launch", "date", {"physical": "2031-01-01", "closes": "2031-01"},
        "The physical meeting on 2031-01-01 lies before 2031-01-06. Give --physical a later day."),
    Case("physical_meeting_keeps_its_deadlines", "topic", "approved", "launch", "date",
        lambda life: {"physical": days(life, 11)},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-01-17 lies 29 days before it.", aimed),
    Case("physical_meeting_keeps_its_deadlines", "topic", "launched", "extend", "date",
        lambda life: {"closes": None, "physical": days(life, 48)},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-02-23 lies 8 days after it.", aimed),
    Case("physical_meeting_keeps_its_deadlines", "topic", "launched", "record hearing", "none",
        {"held": "2031-02-02"},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-02-02 lies 13 days before it.", aimed),
    Case("launch_keeps_its_deadlines", "topic", "approved", "launch", "none", {},
        "Under “opening” (Decision on referral) the day is 2031-01-05, and 2031-01-06 lies 1 day after it. "
        "What follows: It waits.", lambda life: life.does("set deadline", "body", name="opening", stage="launch",
        span=1, unit="calendar days", anchor="decision", consequence=en("It waits"))),
    Case("launch_keeps_its_deadlines", "topic", "referred", "launch", "input", {},
        "The decision asks that it be open by 2031-01-01, and it opens on 2031-01-06. Give --opens an earlier day.",
        lambda life: life.does("approve", TOPIC, open_by="2031-01-01")),
    Case("referral_keeps_its_deadline", "topic", "unresolved", "escalate", "none", {},
        "Under “paper” (Decision on referral) the day is 2030-01-02, and 2031-01-06 lies 369 days after it. "
        "“exemption” drafts the request that it be considered nevertheless.",
        lambda life: life.does("set deadline", "body", span=52)),
    Case("something_is_extended", "topic", "launched", "extend", "input", {"closes": None, "physical": None},
        "Give --closes or --physical another day."),
    Case("extended_phases_are_in_order", "topic", "launched", "extend", "date",
        lambda life: {"closes": days(life, 9), "physical": None},
        "2031-01-15 lies before 2031-01-16. Give --closes a later day."),
    Case("categories_do_not_exceed_the_count", "topic", "launched", "record responses", "input", {"count": 1},
        "They come to 2, and 1 are counted. Give --count the number of all responses."),
    Case("hearing_follows_the_opening", "topic", "launched", "record hearing", "date", {"held": "2030-01"},
        "2030-01 lies before 2031-01-06. Give --held the day on which it was held."),
    Case("online_phase_has_ended", "topic", "launched", "close", "wait", {},
        "It ends on 2031-01-16. Close it from 2031-01-16 on."),
    Case("online_phase_has_ended", "topic", "launched", "close", "date", lambda life: {"on": days(life, -10)},
        "It ends on 2031-01-16. Close it from 2031-01-16 on.", after(12)),
    Case("hearing_was_held_or_why_not", "topic", "launched", "close", "act", {"reason": {}},
        "No physical meeting is on record. Record it (record hearing), or give --reason.", after(12)),
    Case("symbol_can_be_read", "round", "open", "issue", "input", {"symbol": "???"},
        "“???” is not the symbol of a document. Write the series, a stroke and the number, such as "
        "C17/51, C17/130(Rev.1) or C17/51-F. Give --symbol."),
    Case("symbol_can_be_read", "round", "open", "issue", "input", {"symbol": "H31/4(Rev.1)-E"},
        "H31/4(Rev.1)-E has a revision or a language, which the program adds. Give --symbol without them."),
    Case("paper_is_of_the_round", "round", "open", "issue", "input", {"subject": "2032/x"},
        "2032/x is not. Name a topic of the round, or a meeting.",
        lambda life: (life.does("open round", "2032"), life.does("propose", "2032/x"))),
    Case("bytes_are_fixed", "round", "open", "issue", "none", {"paper": "ab"},
        ""),
    Case("nothing_of_the_round_waits", "round", "open", "issue", "act", {},
        "2031/a#2 (open debate) was entered for Ada, who has not endorsed it. Endorse it first.",
        lambda life: (life.does("propose", TOPIC), entered("open debate")(life))),
    Case("number_follows_the_last", "round", "open", "issue", "input", {"symbol": "H31/4"},
        "H31/4 was issued in en as md before. Issue a revision, an addendum or a corrigendum (--mark).",
        lambda life: life.does("issue", ROUND, symbol="H31/4")),
    Case("number_follows_the_last", "round", "open", "issue", "input", {"mark": "Rev", "number": 1},
        "H31/101 was never issued. Leave --mark out."),
    Case("number_follows_the_last", "round", "open", "issue", "input", {"symbol": "H31/4", "mark": "Rev", "number": 3},
        "Rev.1 is due, not Rev.3.", lambda life: life.does("issue", ROUND, symbol="H31/4")),
    Case("issued_paper_is_named", "round", "open", "dispatch", "input", lambda _life: {"reference": "2031#1"},
        "2031#1 (open round) is not one. Name the record of its issue."),
    Case("condition_waits_to_be_met", "topic", "approved", "fulfil", "input", {"condition": 7},
        "There is no condition 7. Give --condition 1."),
    Case("condition_waits_to_be_met", "topic", "approved", "fulfil", "none", {},
        "It was met by 2031/a#6.", lambda life: life.does("fulfil", TOPIC)),
    Case("silence_ends_after_it_began", "topic", "debated", "circulate", "date",
        {"until": "2031-01-05T09:00 Europe/Lisbon"},
        "2031-01-05T09:00 Europe/Lisbon lies before 2031-01-06. Give --until a later time."),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N."),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N, or --silence 2031/a#3.",
        lambda life: life.does("circulate", TOPIC)),
    Case("circulation_is_the_latest", "topic", "debated", "record consensus", "act", {"silence": (f"{TOPIC}#1",)},
        "The text was not circulated. Circulate it first."),
    Case("circulation_is_the_latest", "topic", "debated", "record consensus", "input", {"silence": (f"{TOPIC}#1",)},
        "The latest is 2031/a#3. Give --silence that one.",
        circulated_and_over()),
    Case("silence_has_passed", "topic", "debated", "record consensus", "wait", {"silence": (f"{TOPIC}#3",)},
        "It ends at 2031-01-09T18:00 Europe/Lisbon. Wait until then.", lambda life: life.does("circulate", TOPIC)),
    Case("silence_was_kept", "topic", "debated", "record consensus", "act", {"silence": (f"{TOPIC}#3",)},
        "2031/a#4 (revise) broke it. Circulate the text anew, or take it to a meeting.",
        circulated_and_over("revise")),
    Case("basis_of_the_deadline_is_on_record", "body", "constituted", "set deadline", "input", {"basis": "habit"},
        "“habit” is the key of none. There are: mandate, modalities, referral. "
        "Give --basis one of them, or enter the text first (amend constitution)."),
    Case("other_deadlines_are_on_record", "body", "constituted", "set deadline", "input", {"exemptions": ("late",)},
        "“late” is none. Set that one first, or give --exemption another."),
    Case("validity_is_in_order", "body", "constituted", "set deadline", "date", {"until": "2029-12-31"},
        "2029-12-31 lies before 2030-01-01. Give --until a later day."),
    Case("key_can_be_read", "body", "constituted", "publish key", "input", {"key": "a+b"},
        "“a+b” is no public key; one reads NAME+ID+KEY. Give the line that “escalade key show” prints."),
    Case("key_is_not_published", "body", "constituted", "publish key", "input", published,
        "body#2 published it. Give a new key; “escalade key new” makes one."),
    Case("key_is_published", "body", "constituted", "revoke key", "none", {"key": "a+b"},
        "None does."),
    Case("key_is_published", "body", "constituted", "revoke key", "input", {"key": "a+b"},
        "This one does not. Give one that does.", lambda life: life.does("publish key", "body")),
    Case("register_is_kept_here", "topic", "debated", "record consensus", "act", {},
        "It was handed over to Bo on 2031-01-06 (body#2); only they may act. "
        "Take it back, where they did not take it over.", handed_over),
    Case("register_is_kept_here", "topic", "debated", "record statement", "act", {"by": BOTH},
        "It was handed over to Bo on 2031-01-06 (body#2); only they may act. Take it over first.", handed_over),
    Case("receiver_may_act", "body", "constituted", "hand over", "input", {"receiver": DESK},
        "You keep it already. Name another, such as Bo."),
    Case("receiver_may_act", "body", "constituted", "hand over", "act", {"receiver": CHAIR_NAME},
        "Ada does not hold the office of a secretariat on that day. Appoint them first."),
    Case("register_was_handed_over", "body", "constituted", "take back", "none", {}, "It is kept here."),
    Case("receiver_takes_it_over", "body", "constituted", "take over", "officer", {"by": DESK},
        "That is Bo. Act as Bo.", handed_over),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.act}-{case.remedy}")
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    life = at(Life(), case.state, case.of)
    case.arrange(life)
    severity = RULES[case.rule].severity
    found = [(cause.rule, cause.severity, cause.remedy.kind, cause.sentence) for cause in causes(life, case)]
    assert found == [(case.rule, severity, case.remedy, f"{RULES[case.rule].sentence} {case.detail}".strip())]


ASKED = {(case.of, case.state, case.act) for case in CASES if case.act != "dispatch"}
HELD = sorted((asked for asked in ASKED if asked in table()), key=str)


@pytest.mark.parametrize(("of", "state", "act"), HELD)
def test_the_same_act_passes_where_its_rules_hold(of: str, state: str | None, act: str) -> None:
    life = at(Life(), state, of)
    PREPARED.get(act, nothing)(life)
    assert life.tries(life.fitting(act, NAMES[of])).warnings == ()


TRIED_BELOW = {
    "officer_holds_the_office", "those_before_it_were_launched", "order_is_said_when_several", "it_is_part_of_a_merger",
    "final_document_is_named", "something_waits_for_it", "words_were_not_at_hand", "act_waits_for_endorsement",
    "record_can_be_corrected", "something_is_corrected", "corrected_act_holds_under_its_row", "what_followed_holds_too",
    "what_followed_anywhere_holds_too", "nothing_anywhere_rests_on_it",
    "record_holds_the_texts", "text_in_the_language_is_not_its_own", "translated_text_has_not_changed",
    "brackets_are_as_many", "line_stays_a_line", "act_can_be_annulled", "it_was_the_last_move", "nothing_rests_on_it",
    "what_happened_there_holds_too", "record_holds_a_personal_text", "physical_meeting_keeps_its_distance",
}  # fmt: skip
"""Rules that are tried in tests of their own, here and in those of mistakes, gatherings and translations."""


def test_every_rule_of_the_table_is_tried() -> None:
    steps = [step for version in range(1, VERSION + 1) for step in table(version).values()]
    asked = {rule for step in steps for rule in step.rules if not rule.startswith("given:")}
    assert {case.rule for case in CASES} | TRIED_BELOW == asked == set(RULES)
