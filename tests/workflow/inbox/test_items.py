"""What waits: each step for the office that does it, the longest first."""

from __future__ import annotations

from datetime import date

import msgspec

from escalade.workflow.inbox.pages import InboxItem
from escalade.workflow.motions import Officer
from escalade.workflow.subjects.standing import Standing
from tests.lives import BOTH, CHAIR_NAME, COUNCIL_DESK, DESK, ROUND, TOPIC, VICE_NAME, Life, at, constitution, inbox
from tests.workflow.late import OBJECTION, enter_moves, on
from tests.workflow.subjects.test_invitation import invited
from tests.workflow.subjects.test_issued_note import correct_what_was_tried, referred

OTHER = "2031/b"


def seen(standing: Standing, officer: str | None = None) -> list[tuple[str, tuple[str, ...], str]]:
    """What waits: about what, which acts, for which office."""
    return [(entry.record or entry.subject, entry.acts, entry.office) for entry in inbox(standing, officer)]


def test_next_steps_wait_for_their_offices() -> None:
    life = at(Life(), "debated").brings(OTHER, "proposed")
    meeting = f"meeting/{life.meeting()}"
    chairs = [
        (TOPIC, ("record consensus", "record no consensus"), "chair"),
        (OTHER, ("open debate",), "chair"),
    ]
    assert seen(life.standing) == [*chairs, (meeting, ("approve report",), "secretariat")]
    assert seen(life.standing, CHAIR_NAME) == chairs
    assert seen(life.standing, DESK) == [(meeting, ("approve report",), "secretariat")]
    assert seen(life.standing, "Eve") == []
    (entry, *_) = inbox(life.standing, CHAIR_NAME)
    assert entry == InboxItem(
        subject=TOPIC, state="debated", acts=("record consensus", "record no consensus"), office="chair",
        since="2031-01-06", sentence="2031/a is debated since 2031-01-06: record consensus or record no consensus.",
        due=date(2031, 1, 6),
    )  # fmt: skip


def test_what_cannot_be_done_yet_does_not_wait() -> None:
    life = at(Life(), "debated").brings(OTHER, "debated")
    life.does("record no consensus", TOPIC, refer=False, words=None)
    waiting = [(acts, office) for name, acts, office in seen(life.standing) if name == TOPIC]
    assert waiting == [(("reopen debate", "set aside"), "chair")]


def test_a_decision_waits_for_whoever_did_not_escalate() -> None:
    life = at(Life(), "unresolved")
    life.does("appoint", "body", name="Zed", office="council-secretariat", by=COUNCIL_DESK)
    life.does("escalate", TOPIC, by=BOTH)
    wanted = (TOPIC, ("approve", "decline", "refer back"), "council-secretariat")
    assert wanted in seen(life.standing)
    assert wanted in seen(life.standing, COUNCIL_DESK)
    officers = tuple(
        Officer(name=name, office=office)  # type: ignore[arg-type]  # offices by name
        for name, office in (
            (BOTH, "council-secretariat"),
            (BOTH, "secretariat"),
            (COUNCIL_DESK, "council-secretariat"),
        )
    )
    first = Life()
    first.does("constitute", "body", officers=(*officers, *constitution().officers[:2]))
    first.does("open round", ROUND, by=BOTH)
    for act in ("propose", "open debate", "record no consensus", "escalate"):
        first.does(act, TOPIC)
    assert first.subject().records[-1].officer == BOTH
    assert wanted in seen(first.standing)


def test_a_step_that_leaves_the_state_as_it_is_waits_once() -> None:
    life = at(Life(), "launched")
    life.does("fulfil", TOPIC)
    assert (TOPIC, ("record hearing",), "secretariat") in seen(life.standing)
    life.does("record hearing", TOPIC)
    assert TOPIC not in [name for name, _, _ in seen(life.standing)]
    life.passes(11)
    assert (TOPIC, ("close",), "secretariat") in seen(life.standing)
    life.does("close", TOPIC)
    assert (TOPIC, ("record consideration",), "secretariat") in seen(life.standing)
    life.does("record consideration", TOPIC)
    assert TOPIC not in [name for name, _, _ in seen(life.standing)]


def test_acts_wait_for_whoever_they_were_entered_for() -> None:
    life = at(Life(), "proposed")
    life.does("convene", f"meeting/{life.meeting()}", presided_by=VICE_NAME)
    life.does("open debate", TOPIC, by=DESK, entered_for=VICE_NAME)
    waits = ("2031/a#2", ("endorse",), "chair")
    assert seen(life.standing, VICE_NAME) == [waits]
    assert waits in seen(life.standing, CHAIR_NAME)
    assert waits not in seen(life.standing, DESK)
    (entry,) = inbox(life.standing, VICE_NAME)
    assert entry.sentence == "2031/a#2 (open debate) was entered for Vic, and waits to be endorsed."
    life.does("endorse", "2031/a#2")
    assert seen(life.standing, VICE_NAME) == []


def test_decisions_wait_for_their_final_document() -> None:
    life = at(Life(), "referred")
    evidence = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document=None)
    life.does("approve", TOPIC, evidence=evidence)
    (waits,) = waiting_for_papers(life)
    assert waits.sentence == f"1 record waits for the final document of {waits.subject}: 2031/a#5 (approve)."
    life.does("confirm", "2031/a#5")
    assert waiting_for_papers(life) == []
    life.does("annul", "2031/a#5")
    assert waiting_for_papers(life) == []


def test_what_waits_for_one_document_is_one_line_and_what_no_paper_tells_any_more_waits_for_none() -> None:
    life = at(Life(), "referred").brings(OTHER, "referred")
    lacks = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document=None)
    for act in ("take note", "decline"):
        life.does(act, TOPIC, evidence=lacks)
        life.does(act, OTHER, evidence=lacks)
    (waits,) = waiting_for_papers(life)
    told = [f"{name}#{life.standing.subject(name).told[-1].ordinal} (decline)" for name in (TOPIC, OTHER)]
    assert waits.sentence == f"2 records wait for the final document of {waits.subject}: {', '.join(told)}."
    assert waits.given == {"records": "\n".join(one.partition(" ")[0] for one in told)}


def waiting_for_papers(life: Life) -> list[InboxItem]:
    """What waits for a final document."""
    return [one for one in inbox(life.standing) if one.acts == ("confirm",)]


def test_what_waits_for_a_session_that_is_over_may_be_said_to_be_put_off() -> None:
    life = at(Life(), "referred")
    asked = (TOPIC, ("approve", "decline", "refer back"), "council-secretariat")
    assert asked in seen(life.standing)
    life.passes(400)
    (waits,) = (one for one in inbox(life.standing) if one.office == "council-secretariat" and one.subject == TOPIC)
    assert waits.acts == (*asked[1], "defer")
    assert waits.sentence.endswith("is over: what it decided is recorded, or that it put it off.")
    life.does("defer", TOPIC, to_session=life.later_session())
    assert asked in seen(life.standing)


def test_what_waits_longest_comes_first() -> None:
    life = Life().begins()
    for name, day in (
        ("b", "2031-01-06"),
        ("c", "..2030-12-31"),
        ("a", "2031-01"),
        ("d", "unknown"),
        ("e", "2031-01-05"),
    ):
        life.does("propose", f"2031/{name}", on=day)
    assert [name for name, _, office in seen(life.standing) if office == "chair"] == [
        "2031/d", "2031/c", "2031/e", "2031/b", "2031/a",
    ]  # fmt: skip


def test_the_inbox_is_in_the_order_of_the_days_and_undated_things_come_last() -> None:
    life = at(Life(), "unresolved")
    life.does("set deadline", "body")
    life.does("set deadline", "body", name="posting", stage="posting", span=1)
    life.does("convene", "session/Summer", opens="2031-06-02", closes="2031-06-13")
    life.passes()
    found = [(entry.subject, entry.acts, entry.due, entry.too_late) for entry in inbox(life.standing)]
    assert found == [
        (TOPIC, ("escalate",), date(2031, 5, 5), False),
        ("meeting/20310106", ("approve report",), None, False),
    ]
    life.passes(121)
    assert next((entry.acts, entry.too_late) for entry in inbox(life.standing)) == (("escalate",), True)
    life.does("escalate", TOPIC, to_session="Summer")
    found = [(entry.subject, entry.acts, entry.due, entry.too_late) for entry in inbox(life.standing)]
    assert found == [
        ("2031", ("issue",), date(2031, 5, 26), False),
        (TOPIC, ("approve", "decline", "refer back"), date(2031, 6, 13), False),
        ("meeting/20310106", ("approve report",), None, False),
    ]
    life.does("issue", "2031")
    assert "2031" not in [entry.subject for entry in inbox(life.standing)]


def test_responses_are_asked_for_after_the_closing_until_they_are_there_or_the_register_is_elsewhere() -> None:
    asked = (TOPIC, ("record responses",), "secretariat")
    life = at(Life(), "closed")
    assert asked in seen(life.standing)
    elsewhere = at(Life(), "closed")
    elsewhere.does("hand over", "body")
    assert asked not in seen(elsewhere.standing)
    life.does("record responses", TOPIC)
    assert asked not in seen(life.standing)


def test_only_what_was_issued_before_a_cancellation_invites_to_what_is_cancelled() -> None:
    life = at(Life(), "launched")
    life.does("issue", "2031", kind="call", symbol="H31/20", subject=TOPIC)
    life.does("cancel", TOPIC)
    life.does("issue", "2031", kind="circular", symbol="H31/21")
    told = [entry.sentence for entry in inbox(life.standing) if "which is cancelled" in entry.sentence]
    assert [one.split()[0] for one in told] == ["H31/20"]
    life.does("issue", "2031", kind="notice", symbol="H31/22", subject=TOPIC)
    assert "which is cancelled" not in " ".join(entry.sentence for entry in inbox(life.standing))


def test_what_was_told_late_waits_until_it_is_put_right() -> None:
    life = enter_moves()
    life.does("take position", TOPIC, on=on(4), **OBJECTION)
    found = [(one.acts, one.office, one.record, one.given) for one in inbox(life.standing) if one.contradicted]
    assert found == [
        ((), "chair", f"{TOPIC}#6", {}),
        (("lift objection",), "secretariat", None, {"holders": "Lemuria"}),
    ]
    life.does("lift objection", TOPIC, on=on(6), by=DESK)
    assert not any(one.contradicted for one in inbox(life.standing))


def test_an_invitation_waits_to_be_put_right_and_a_cancelled_one_to_be_told_of() -> None:
    life = invited("call")
    life.passes()
    life.does("call off hearing", TOPIC)
    behind = inbox(life.standing)[-2]
    assert behind.given == {
        "kind": "call", "symbol": "H31/111", "mark": "", "subject": TOPIC, "language": "en",
    }  # fmt: skip
    life.does("cancel", TOPIC)
    told = inbox(life.standing)[-1]
    assert told.given == {"kind": "notice", "subject": TOPIC, "language": "en"}
    life.does("issue", ROUND, kind="notice", subject=TOPIC)
    assert [one.acts for one in inbox(life.standing)] == [("approve report",)]


def test_a_note_that_tells_otherwise_than_the_record_waits_to_be_revised() -> None:
    life = referred("en")
    correct_what_was_tried(life)
    (note,) = (one for one in inbox(life.standing) if one.acts == ("issue",))
    assert note.given == {"kind": "note", "symbol": "H31/51", "mark": "", "language": "en"}
