"""Rules of meetings and of decisions at them: what breaks each."""

from __future__ import annotations

import pytest

from escalade.workflow.judge.problem import problems
from escalade.workflow.motions import Evidence, Votes
from escalade.workflow.procedure import PROCEDURE
from tests.lives import BOTH, TOPIC, Life, at, en
from tests.workflow.rules.case import OTHER, Case, after, check, convenes, days, name_of


def sits_two_days_later(life: Life) -> None:
    """Let two days pass, and enter a sitting of that day."""
    life.passes(2)
    life.sitting(life.session())


CASES: list[Case] = [
    Case("days_are_in_order", "meeting", None, "convene", "date", lambda life: {"closes": days(life, -1)},
        "2031-01-05 lies before 2031-01-06. Give --closes a later day."),
    Case("who_presides_holds_the_office", "meeting", None, "convene", "act", {"presided_by": "Nobody"},
        "Nobody holds neither office on that day. Appoint Nobody first."),
    Case("who_presides_at_a_sitting_may", "meeting", None, "convene", "input",
        {"sittings_presided_by": {"7": "Nobody"}},
        "Sitting 7 is not on record. Give --sitting its day too."),
    Case("who_presides_at_a_sitting_may", "meeting", None, "convene", "act",
        {"sittings": {"7": "2031-01-06"}, "sittings_presided_by": {"7": "Nobody"}},
        "Nobody holds neither office on that day. Appoint Nobody first."),
    Case("something_changes", "meeting", "convened", "convene", "input",
        {"opens": None, "closes": None, "place": {}},
        "Give what changes, such as --sitting N=DATE or --presided-by."),
    Case("something_changes", "session", "convened", "convene", "input",
        lambda life: {"opens": days(life, 0), "closes": days(life, 0), "place": en("Porto")},
        "Nothing would change. Give what changes, such as --sitting N=DATE or --presided-by."),
    Case("sittings_fall_within_the_session", "session", None, "convene", "date", {"sittings": {"3": "2031-12-31"}},
        "Sitting 3 on 2031-12-31 lies outside 2031-01-06 to 2031-01-06. Give the sitting a day of the session."),
    Case("meeting_has_ended", "meeting", "convened", "approve report", "date", lambda life: {"on": days(life, -1)},
        "It ends on 2031-01-06. Give the day of the approval."),
    Case("meeting_has_ended", "meeting", "convened", "approve report", "wait", {},
        "It ends on 2031-01-11. Give the day of the approval.", convenes("meeting/9", 0, 5)),
    Case("paragraphs_belong_to_the_meeting", "meeting", "convened", "approve report", "input",
        {"paragraphs": {"body#1": "3.2"}},
        "body#1 did not happen at meeting/9. Leave --paragraph body#1 out."),
    Case("session_is_named", "topic", None, "introduce", "input", {"evidence": Evidence()},
        "No session is named. Give --session NAME."),
    Case("day_lies_at_the_place_named", "topic", None, "introduce", "date", {"on": "2030-12-31"},
        "Assembly 2031-1 runs 2031-01-01 to 2031-01-31, and 2030-12-31 lies outside. Give a day of it (--on)."),
    Case("day_lies_at_the_place_named", "topic", None, "introduce", "wait", {"evidence": Evidence(session="Later")},
        "Later runs 2031-01-16 to 2031-01-26, and 2031-01-06 lies outside. That is still to come: "
        "enter it from 2031-01-16 on, or name where it happened.",
        convenes("session/Later", 10, 20)),
    Case("day_lies_at_the_place_named", "topic", None, "propose", "date",
        {"on": "2031-01-04", "evidence": Evidence(meeting="9")},
        "Meeting 9 runs 2031-01-05 to 2031-01-05, and 2031-01-04 lies outside. Give its day: --on 2031-01-05.",
        convenes("meeting/9", -1, -1)),
    Case("day_lies_at_the_place_named", "topic", "proposed", "withdraw", "input",
        {"on": "2031-01-06", "evidence": Evidence(meeting="9")},
        "Meeting 9 runs 2031-01-05 to 2031-01-05, and 2031-01-06 lies outside. "
        "That meeting was over before 2031/a#1 (propose) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/9", -1, -1)),
    Case("day_lies_at_the_place_named", "topic", "proposed", "withdraw", "wait",
        {"on": "2031-01-06", "evidence": Evidence(meeting="9")},
        "Meeting 9 runs 2031-01-09 to 2031-01-10, and 2031-01-06 lies outside. That is still to come: "
        "enter it from 2031-01-09 on, or name where it happened.",
        convenes("meeting/9", 3, 4)),
    Case("meeting_is_named", "topic", "proposed", "open debate", "input", {"evidence": Evidence()},
        "No meeting is named. Give --meeting N."),
    Case("meeting_is_named", "topic", "proposed", "open debate", "input", {"evidence": Evidence()},
        "No meeting is named. Give --meeting N. Meetings on record: 9, 10.",
        lambda life: (convenes("meeting/9", 0, 1)(life), convenes("meeting/10", 0, 2)(life))),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "date",
        lambda life: {"on": days(life, -1)},
        "Meeting 20310108 runs 2031-01-08 to 2031-01-08, and 2031-01-07 lies outside. Give its day: --on 2031-01-08.",
        after(2)),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "date",
        lambda life: {"on": days(life, -2), "evidence": Evidence(meeting="open")},
        "Meeting open runs 2031-01-07 to 2031-01-12, and 2031-01-06 lies outside. Give a day of it (--on).",
        lambda life: (convenes("meeting/open", 1, 6)(life), after(2)(life))),
    Case("day_falls_within_the_meeting", "topic", "proposed", "open debate", "date",
        {"evidence": Evidence(meeting="over")},
        "Meeting over runs 2031-01-05 to 2031-01-07, and 2031-01-08 lies outside. Give a day of it (--on).",
        lambda life: (convenes("meeting/over", -1, 1)(life), after(2)(life))),
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
    Case("session_has_not_ended", "topic", "unresolved", "escalate", "input", {"to_session": "Old"},
        "Old ended on 2030-12-29. Give --to-session a later session.", convenes("session/Old", -9, -8)),
    Case("replaced_topic_is_of_the_round", "topic", None, "introduce", "input", {"replaces": "2032/x"},
        "2032/x is not. Give --replaces one, or leave it out.",
        lambda life: (life.does("open round", "2032"), life.does("propose", "2032/x"))),
    Case("session_is_named", "topic", "referred", "approve", "input", {"evidence": Evidence()},
        "No session is named. Give --session NAME."),
    Case("day_is_that_of_the_sitting", "topic", "referred", "approve", "input", {"evidence": Evidence(session="past")},
        "past runs 2030-12-28 to 2030-12-29, and 2031-01-06 lies outside. That session was over before 2031/a#4 "
        "(escalate) of 2031-01-06: give --session a later one.",
        convenes("session/past", -9, -8)),
    Case("session_is_named", "topic", "referred", "approve", "act",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=77)},
        "Sitting 77 of Assembly 2031-1 is not on record. Enter the sitting and its day (convene)."),
    Case("day_is_that_of_the_sitting", "topic", "referred", "approve", "date", lambda life: {"on": days(life, -1)},
        "The day of sitting 8 is 2031-01-08, not 2031-01-07. Give its day: --on 2031-01-08.", after(2)),
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
    Case("day_lies_at_the_place_named", "topic", "referred", "take position", "date",
        lambda life: {"on": days(life, -1), "evidence": Evidence(session=life.session(), sitting=8)},
        "The day of sitting 8 is 2031-01-08, not 2031-01-07. Give its day: --on 2031-01-08.",
        sits_two_days_later),
    Case("day_lies_at_the_place_named", "topic", "debated", "record statement", "input",
        {"on": "2031-01-06", "evidence": Evidence(meeting="past")},
        "Meeting past runs 2030-12-28 to 2030-12-29, and 2031-01-06 lies outside. "
        "That meeting was over before 2031/a#1 (propose) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/past", -9, -8)),
    Case("day_lies_at_the_place_named", "topic", "launched", "extend", "input",
        lambda life: {"evidence": Evidence(session="later"), "closes": days(life, 30), "physical": days(life, 50)},
        "later runs 2031-11-02 to 2031-11-03, and 2031-01-06 lies outside. What it announces is over by 2031-02-25: "
        "leave the place out, or give the one where it was announced.",
        convenes("session/later", 300, 301)),
    Case("officer_did_not_escalate", "topic", "unresolved", "approve", "officer", {"by": BOTH},
        "Bo escalated (2031/a#4). Another officer logs it: Assembly desk.",
        lambda life: life.does("escalate", TOPIC, by=BOTH)),
    Case("counts_go_with_a_ballot", "topic", "referred", "approve", "input", {"how": "vote"},
        "No counts are given. Give --votes FOR,AGAINST,ABSTAINING."),
    Case("votes_are_counted", "topic", "referred", "take note", "input", {"how": "vote"},
        "No counts are given. Give --votes FOR,AGAINST,ABSTAINING."),
    Case("votes_are_counted", "topic", "referred", "take note", "input",
        {"votes": Votes(votes_for=1, against=0, abstaining=0)},
        "Counts are given. Give --how vote, or leave --votes out."),
    Case("counts_go_with_a_ballot", "topic", "referred", "approve", "input",
        {"votes": Votes(votes_for=1, against=0, abstaining=0)},
        "Counts are given. Give --how vote, or leave --votes out."),
    Case("another_is_approved", "topic", "referred", "lapse", "none", {},
        "No other topic of the round is approved. Log what was chosen first: introduce it, and approve it.",
        lambda life: life.brings(OTHER, "withdrawn")),
    Case("another_is_approved", "topic", "referred", "lapse", "act", {},
        "No other topic of the round is approved. Log what was chosen first: approve 2031/c.",
        lambda life: (life.does("propose", OTHER), life.does("introduce", "2031/c"))),
    Case("another_is_approved", "topic", "referred", "lapse", "act", {},
        "No other topic of the round is approved. Log what was chosen first: take up 2031/b.",
        lambda life: life.does("propose", OTHER)),
    Case("another_is_approved", "topic", "referred", "lapse", "none", {},
        "No other topic of the round is approved. Log what was chosen first, one of these: 2031/b, 2031/c.",
        lambda life: (life.does("propose", OTHER), life.does("propose", "2031/c"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


def test_what_an_act_names_is_found_missing_where_it_was_annulled_meanwhile() -> None:
    life = at(Life(), "proposed")
    meeting = f"meeting/{life.meeting()}"
    annulment = life.tries(life.fitting("annul", f"{meeting}#1"))
    life.does("open debate", TOPIC)
    life.memory.take(annulment.records[0])
    said = {one.cause.rule: str(one.cause.sentence) for one in problems(life.standing, PROCEDURE)}
    assert said["what_it_names_is_on_record"].endswith(f"or where it leads to, is convened. {meeting} is not.")
