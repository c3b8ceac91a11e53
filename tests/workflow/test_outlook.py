"""What may follow, what is missing, the way to an act, and what waits."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from escalade.workflow.inbox.outlook import Outlook, Prospect, UnknownActError, prospects, why
from escalade.workflow.inbox.pages import InboxItem, inbox
from escalade.workflow.motions import Appoint, Approve, Endorse, Merge, Officer, RecordConsensus
from escalade.workflow.perform import perform
from escalade.workflow.procedure import STATES, table, way
from escalade.workflow.records.reassembly import acts, motion_of_act
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.required import described, named
from escalade.workflow.subjects.language_versions import versions
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import StepNotAllowedError
from tests.lives import BOTH, CHAIR_NAME, COUNCIL_DESK, DESK, ROUND, TOPIC, VICE_NAME, Life, at, constitution, en, text

OTHER = "2031/b"


# Prospects


def test_every_row_from_here_is_a_prospect_but_those_of_records() -> None:
    life = at(Life(), "debated")
    found = {prospect.step.act: prospect.is_open for prospect in prospects(life.subject(), life.standing)}
    assert found == {
        "revise": True, "take position": True, "lift objection": False, "record statement": True, "withdraw": True,
        "circulate": True, "defer": True, "merge": True, "record consensus": True, "set aside": True,
        "record no consensus": True, "take up": True,
    }  # fmt: skip


def test_a_prospect_is_judged_for_the_officer_who_asks() -> None:
    life = at(Life(), "debated")
    found = {one.step.act: one.is_open for one in prospects(life.subject(), life.standing, CHAIR_NAME)}
    assert [act for act, is_open in found.items() if is_open] == [
        "defer", "merge", "circulate", "record consensus", "set aside", "record no consensus",
    ]  # fmt: skip


def test_what_stands_in_the_way_closes_a_prospect() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, stance="object", text=en("No."))
    found = {one.step.act: one for one in prospects(life.subject(), life.standing)}
    assert not found["record consensus"].is_open
    assert Prospect(found["record consensus"].step, ()).is_open


def test_nothing_follows_an_end_but_statements() -> None:
    life = at(Life(), "withdrawn")
    assert [one.step.act for one in prospects(life.subject(), life.standing)] == ["record statement"]


# Why, and the way


def test_why_answers_before_anyone_tries() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, stance="object", text=en("No."))
    answer = why(life.subject(), "record consensus", life.standing)
    assert (answer.subject, answer.state, answer.act) == (TOPIC, "debated", "record consensus")
    assert [(cause.rule, cause.remedy.kind, cause.remedy.act) for cause in answer.causes] == [
        ("meeting_or_circulation_is_named", "input", None),
        ("no_objection_stands_in_time", "act", "lift objection"),
    ]
    assert answer.way == (table()["topic", "debated", "record consensus"],)


def test_why_of_a_step_that_is_not_here_shows_the_way() -> None:
    life = at(Life(), "unresolved")
    answer = why(life.subject(), "launch", life.standing)
    assert (answer.causes, [step.act for step in answer.way]) == ((), ["reopen debate", "record consensus", "launch"])
    assert why(life.subject(), "propose", life.standing) == Outlook(TOPIC, "unresolved", "propose", (), ())
    companion = why(at(Life(), "debated").subject(), "receive merger", life.standing)
    assert {cause.rule for cause in companion.causes} >= {"it_is_part_of_a_merger", "title_is_given"}


def test_why_knows_the_acts_of_the_procedure_alone() -> None:
    life = at(Life(), "debated")
    with pytest.raises(UnknownActError, match="The procedure has no act “dance”"):
        why(life.subject(), "dance", life.standing)


@pytest.mark.parametrize(
    ("kind", "state", "act", "path"),
    [
        ("topic", None, "launch", ["introduce", "approve", "launch"]),
        ("topic", "proposed", "record consensus", ["open debate", "record consensus"]),
        ("topic", "agreed", "close", ["launch", "close"]),
        ("topic", "closed", "launch", []),
        ("topic", "debated", "receive merger", ["receive merger"]),
        ("body", None, "appoint", ["constitute", "appoint"]),
        ("meeting", None, "approve report", ["convene", "approve report"]),
        ("round", "annulled", "receive", []),
    ],
)
def test_the_way_is_the_shortest_through_the_table(kind: str, state: str | None, act: str, path: list[str]) -> None:
    assert [step.act for step in way(kind, state, act)] == path


# The inbox


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
    assert TOPIC not in [name for name, _, _ in seen(life.standing)]


def test_a_referral_waits_also_where_it_leaves_another_topic() -> None:
    life = at(Life(), "unresolved").brings(OTHER, "debated")
    assert [name for name, acts, _ in seen(life.standing) if acts == ("escalate",)] == [TOPIC]
    life.does("record no consensus", OTHER)
    assert [name for name, acts, _ in seen(life.standing) if acts == ("escalate",)] == [TOPIC, OTHER]


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
    waits = ("2031/a#5", ("confirm",), "council-secretariat")
    assert waits in seen(life.standing)
    life.does("confirm", "2031/a#5")
    assert waits not in seen(life.standing)
    life.does("annul", "2031/a#5")
    assert "2031/a#5" not in [name for name, _, _ in seen(life.standing)]


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


# Refused steps, and whole acts put together again


def test_a_refused_step_names_what_the_table_has_instead() -> None:
    life = at(Life(), "closed")
    with pytest.raises(StepNotAllowedError) as refusal:
        life.tries(life.fitting("launch", TOPIC))
    assert str(refusal.value) == (
        "“launch” is not a step for 2031/a, which is closed. "
        "From here the procedure has: record statement, record responses, record hearing, call off hearing, "
        "record consideration, fulfil."
    )
    with pytest.raises(StepNotAllowedError, match="2099, which does not exist yet"):
        life.tries(life.fitting("propose", "2099"))
    assert "Nothing follows from here." in str(StepNotAllowedError("2031", "annulled", "receive", ()))


def test_records_are_gathered_act_by_act() -> None:
    life = at(Life(), "debated").brings(OTHER, "debated")
    records: list[Record] = []
    for act, names, fields in (
        ("take position", (TOPIC, OTHER), {}),
        ("merge", (OTHER,), {"into": TOPIC}),
        ("record statement", (TOPIC,), {}),
        ("annul", (f"{OTHER}#4",), {}),
        ("record consensus", (TOPIC,), {"set_aside": (OTHER,)}),
    ):
        records += life.does(act, *names, **fields).records
    found = [(motion_of_act(one).act_name(), len(one)) for one in acts(records)]
    assert found == [
        ("take position", 2), ("merge", 2), ("record statement", 1), ("annul", 2), ("record consensus", 2),
    ]  # fmt: skip
    merge, annul, consensus = (motion_of_act(one) for one in list(acts(records))[1::1] if len(one) == 2)
    assert isinstance(merge, Merge)
    assert (merge.of, merge.into) == ((OTHER,), TOPIC)
    assert (annul.of, getattr(annul, "records", ())) == ((), (f"{OTHER}#4", f"{TOPIC}#4"))
    assert isinstance(consensus, RecordConsensus)
    assert (consensus.of, consensus.set_aside) == ((TOPIC,), (OTHER,))
    assert [len(one) for one in acts(records[:3])] == [2, 1]


def test_the_amended_texts_of_a_decision_are_gathered() -> None:
    life = Life().begins()
    for name in (TOPIC, OTHER):
        life.brings(name, "unresolved")
    life.does("escalate", TOPIC, OTHER)
    amended = {TOPIC: text("Piers"), OTHER: text("Locks")}
    records = life.does("approve", TOPIC, OTHER, amended=amended).records
    assert [list(record.motion.amended) for record in records if isinstance(record.motion, Approve)] == [
        [TOPIC],
        [OTHER],
    ]
    again = motion_of_act(records)
    assert isinstance(again, Approve)
    assert (again.of, dict(again.amended)) == ((TOPIC, OTHER), amended)
    assert life.topic(OTHER).version == text("Locks")


def test_one_amended_text_is_that_of_its_topic_alone() -> None:
    motion = Approve(of=(TOPIC,), amended={TOPIC: text("Piers")})
    assert motion.narrow(TOPIC) is motion


def test_an_act_may_name_two_records_of_one_subject() -> None:
    life = at(Life(), "proposed")
    life.does("open debate", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    life.does("record no consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    records = life.acts(Endorse(by=CHAIR_NAME, records=("2031/a#2", "2031/a#3"))).records
    assert [record.reference for record in records] == ["2031/a#4", "2031/a#5"]
    assert [record.touched for record in records] == [("2031/a#4", "2031/a#5")] * 2
    again = motion_of_act(records)
    assert getattr(again, "records", ()) == ("2031/a#2", "2031/a#3")


def test_what_happens_on_a_day_is_tried_on_that_day() -> None:
    life = at(Life(), "proposed")
    motion = life.stamped(life.fitting("open debate", TOPIC))
    tomorrow = life.memory.standing(life.today + timedelta(days=1))
    assert perform(motion, tomorrow) == perform(motion, life.standing)


# The table's own words


def test_an_option_is_described_once() -> None:
    assert described("escalate", "to_session") == ("--to-session", "The session of the superior body.")
    assert described("constitute", "texts")[0] == "--legal-text"
    assert described("appoint", "name") == ("NAME", Appoint.__struct_fields__ and "The name of the person or desk.")
    with pytest.raises(LookupError, match="launch has no field weather"):
        described("launch", "weather")
    with pytest.raises(LookupError, match="names a rule that does not exist: nonsense"):
        named("nonsense")


def test_states_are_named_once() -> None:
    assert all(len(set(states)) == len(states) for states in STATES.values())


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


def test_the_languages_that_a_paper_still_lacks_wait_for_the_secretariat() -> None:
    life = at(Life(), "debated")
    languages = {"note": ["en", "fr", "ru"], "report": ["en", "es"]}
    life.does("amend constitution", "body", name={}, languages=languages)
    life.does("issue", ROUND, symbol="H31/4", language="fr", form="md")
    life.does("issue", ROUND, symbol="H31/4", language="fr", form="pdf")
    life.does("issue", ROUND, symbol="H31/5", kind="report", subject="meeting/20310106", language="en")
    life.does("issue", ROUND, symbol="H31/6", kind="call", subject=TOPIC, language="en")
    found = [(one.sentence, one.office, dict(one.given)) for one in inbox(life.standing) if one.acts == ("issue",)]
    assert found == [
        (
            "The note H31/4 is issued in fr; en and ru are still to come.",
            "secretariat",
            {"kind": "note", "symbol": "H31/4", "language": "en"},
        ),
        (
            "The report H31/5 is issued in en; es is still to come.",
            "secretariat",
            {"kind": "report", "symbol": "H31/5", "language": "es", "subject": "meeting/20310106"},
        ),
    ]
    for language in ("en", "ru"):
        life.does("issue", ROUND, symbol="H31/4", language=language)
    life.does("issue", ROUND, symbol="H31/4", mark="Rev", number=1, language="fr")
    assert [one.given["symbol"] for one in inbox(life.standing) if one.acts == ("issue",)] == ["H31/5"]
    told = [one.sentence for one in versions(life.standing.round(ROUND), {})]
    assert told[0] == "The note H31/4 is issued in fr, en and ru."
