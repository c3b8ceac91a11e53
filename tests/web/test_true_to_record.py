"""Pages say no more than what is on record, and no less than their readers may read."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import (
    Appoint,
    Approve,
    ApproveReport,
    CallOffHearing,
    Cancel,
    Circulate,
    Convene,
    Correct,
    Defer,
    Escalate,
    Evidence,
    Introduce,
    Launch,
    OpenDebate,
    Propose,
    Receive,
    RecordConsensus,
    RecordHearing,
    RecordNoConsensus,
    RecordResponses,
    RecordStatement,
    TakeNote,
    TakePosition,
    TextVersion,
)
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, said
from tests.web.conftest import Visitors

AT_MEETING = Evidence(meeting="1")


@pytest.fixture(autouse=True)
def _debated(place: Location) -> None:
    """Two topics that are debated."""
    with open_register(place) as register:
        for name in ("fog", "reef"):
            version = TextVersion(title={"en": name.title()}, questions=({"en": "Why?"},))
            of: dict[str, Any] = {"of": (f"2020/{name}",)}
            register.act(Propose(by=DESK, on="2020-02-10", by_state=("Made-up Land",), version=version, **of))
            register.act(OpenDebate(by=CHAIR, on="2020-03-02", evidence=AT_MEETING, **of))


def test_what_was_agreed_by_silence_names_no_report_as_its_proof(visitors: Visitors, place: Location) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",), "by": CHAIR}
    with open_register(place) as register:
        register.act(Circulate(on="2020-03-03", until="2020-03-10T18:00 UTC", **of))
        register.act(RecordConsensus(on="2020-03-11", silence=("2020/fog#3",), **of))
    for page in ("/topics/2020/fog", "/decisions"):
        shown = said(visitors().get(page))
        assert "How by silence Proof no document is on record 2020/fog#4" in shown
        assert "approved report" not in shown


def test_an_objection_that_broke_a_silence_is_hinted_at_to_nobody_who_may_not_read_it(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",)}
    with open_register(place) as register:
        register.act(Circulate(by=CHAIR, on="2020-03-03", until="2020-03-10T18:00 UTC", **of))
        held: dict[str, Any] = {"holders": ("Made-up Isle",), "stance": "object", "text": {"en": "No."}, **of}
        register.act(TakePosition(by=DESK, on="2020-03-05", source="MWG-1/9", **held))
    shown = said(visitors().get("/topics/2020/fog"))
    assert "The text was placed under the silence procedure until 2020-03-10 18:00 UTC. 2020/fog#3" in shown
    assert "in time" not in shown
    assert "an objection or an amendment came in time" in said(visitors(DESK).get("/topics/2020/fog"))


def test_a_topic_that_was_set_aside_is_not_shown_as_agreed_with_another(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        agreed: dict[str, Any] = {"by": CHAIR, "on": "2020-03-03", "evidence": AT_MEETING}
        register.act(RecordConsensus(of=("2020/fog",), set_aside=("2020/reef",), **agreed))
    for page in ("/topics/2020/fog", "/decisions"):
        assert "together with" not in said(visitors().get(page))


def test_what_was_agreed_together_is_shown_so(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        register.act(RecordConsensus(of=("2020/fog", "2020/reef"), by=CHAIR, on="2020-03-03", evidence=AT_MEETING))
    assert "together with Reef" in said(visitors().get("/topics/2020/fog"))


def test_a_consultation_that_was_cancelled_is_not_said_to_have_been_online(visitors: Visitors, place: Location) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",)}
    with open_register(place) as register:
        register.act(RecordConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **of))
        register.act(Launch(by=DESK, on="2020-04-01", opens="2020-04-01", closes="2020-07-01", **of))
        register.act(Cancel(by=DESK, on="2020-05-02", authority={"en": "Us."}, notice={"en": "Off."}, **of))
    for page in ("/decisions", "/topics/2020/fog"):
        shown = said(visitors().get(page))
        assert "Online days that were set: 1 April 2020 – 1 July 2020. Cancelled: 2 May 2020." in shown
        assert "Online from" not in shown


def test_the_page_of_officers_says_when_the_term_of_a_chair_ended(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        register.act(Appoint(of=("body",), by=DESK, on="2020-10-01", name="Paul New", office="chair"))
    shown = said(visitors().get("/body"))
    assert "Made-up Chair: chair" in shown
    (ended,) = (part for part in shown.split("Made-up ") if part.startswith("Chair: chair"))
    assert ended.partition(" Paul New")[0].strip().endswith(", until 1 October 2020")


def test_a_plan_tells_no_one_that_a_paper_which_they_may_not_read_is_not_on_record(
    visitors: Visitors, place: Location
) -> None:
    both: dict[str, Any] = {"of": ("2020/fog", "2020/reef")}
    with open_register(place) as register:
        failed: dict[str, Any] = {"tried": {"en": "Much."}, "refer": True, "words": "not at hand"}
        register.act(RecordNoConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **failed, **both))
        register.act(Escalate(by=DESK, on="2020-04-06", to_session="Assembly 2020", **both))
    line = "The note is issued"
    reader, desk = (said(one.get("/rounds/2020/plan?on=2020-07-01")) for one in (visitors(), visitors(DESK)))
    assert (line in reader, line in desk) == (False, True)
    assert "The session opens Assembly 2020 Assembly Secretariat 1 to 12 June 2020 Done" in reader
    assert "Done · 1 June 2020" in reader


def test_officers_and_people_show_the_same_chair(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        register.act(Appoint(of=("body",), by=DESK, on="2020-10-01", name="Paul New", office="chair"))
    people = said(visitors(DESK).get("/people"))
    assert "Made-up Chair chair" not in people
    assert "Paul New chair since 1 October 2020" in people


def test_who_acted_for_the_chair_is_shown_as_a_vice_chair(visitors: Visitors, place: Location) -> None:
    vice = "Made-up Vice-Chair"
    with open_register(place) as register:
        register.act(Convene(of=("meeting/1",), by=DESK, on="2020-03-02", presided_by=vice))
        register.act(RecordConsensus(of=("2020/fog",), by=DESK, entered_for=vice, on="2020-03-03", evidence=AT_MEETING))
    shown = said(visitors().get("/topics/2020/fog"))
    assert f"for {vice} (vice-chair) · Acting for the chair" in shown
    assert f"{vice} (chair)" not in shown


def test_how_it_came_to_this_runs_by_the_day_and_with_the_evidence_of_the_decision(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",)}
    with open_register(place) as register:
        register.act(RecordConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **of))
        late: dict[str, Any] = {"holders": ("Made-up Land",), "text": {"en": "Yes."}, "evidence": AT_MEETING}
        register.act(RecordStatement(by=DESK, on="2020-03-02", **late, **of))
        approved: dict[str, Any] = {"paragraphs": {"2020/fog#3": "7.1"}, "sent_to": ({"en": "All."},)}
        proof = Evidence(document="MWG-1/9")
        register.act(ApproveReport(of=("meeting/1",), by=DESK, on="2020-04-02", evidence=proof, **approved))
    shown = said(visitors().get("/topics/2020/fog")).partition("How it came to this")[2]
    assert shown.index("Agreed by consensus") < shown.index("Statement made") < shown.index("Debate opened")
    assert "MWG-1/9" in shown.partition("Statement made")[0]
    assert "§ 7.1" in shown.partition("Statement made")[0]


def test_a_contribution_is_shown_with_the_day_of_its_submission(visitors: Visitors, place: Location) -> None:
    given: dict[str, Any] = {"by_state": ("Made-up Land",), "concerns": ("2020/fog",), "submitted": "2020-02-20"}
    with open_register(place) as register:
        register.act(Receive(of=("2020",), by=DESK, on="2020-03-25", symbol="MWG-1/2", **given))
    shown = said(visitors().get("/topics/2020/fog"))
    assert "MWG-1/2: Made-up Land (20 February 2020)" in shown


def test_a_referred_topic_says_how_it_came_to_the_level_above(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        failed: dict[str, Any] = {"tried": {"en": "Much."}, "refer": True, "words": "not at hand"}
        both: dict[str, Any] = {"of": ("2020/fog", "2020/reef")}
        register.act(RecordNoConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **failed, **both))
        register.act(Escalate(by=DESK, on="2020-04-06", to_session="Assembly 2020", **both))
        version = TextVersion(title={"en": "Ice"}, questions=({"en": "Why?"},))
        at_session = Evidence(session="Assembly 2020", sitting=1)
        new: dict[str, Any] = {"of": ("2020/ice",), "by_state": ("Made-up Land",), "version": version}
        register.act(Introduce(by=COUNCIL_DESK, on="2020-06-02", evidence=at_session, **new))
    for name, told in (("fog", "The Group did not agree on it; the Made-up Assembly decides on it."),
                       ("ice", "The Made-up Assembly took it up, and decides on it.")):  # fmt: skip
        shown = said(visitors().get(f"/topics/2020/{name}"))
        assert told in shown
        assert "or with the Made-up Assembly" not in shown


def test_a_topic_that_the_level_above_put_off_says_to_which_session_or_sitting(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",)}
    later: dict[str, Any] = {"by": COUNCIL_DESK, "on": "2020-06-02", "words": {"en": "Later."}, **of}
    at_session = Evidence(session="Assembly 2020", sitting=1)
    with open_register(place) as register:
        failed: dict[str, Any] = {"tried": {"en": "Much."}, "refer": True, "words": "not at hand"}
        both: dict[str, Any] = {"of": ("2020/fog", "2020/reef")}
        register.act(RecordNoConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **failed, **both))
        register.act(Escalate(by=DESK, on="2020-04-06", to_session="Assembly 2020", **both))
        register.act(Defer(to_sitting=2, evidence=at_session, **later))
        shown = said(visitors().get("/topics/2020/fog"))
        over = "That is over, and nothing more of it is on record. Since 2 June 2020."
        assert f"It was put off to another sitting of the same session: 2. {over}" in shown
        register.act(Defer(to_session="Assembly 2021", evidence=at_session, **later))
        shown = said(visitors().get("/topics/2020/fog"))
        assert f"It was put off to another session: Assembly 2021 . {over}" in shown
        shown = said(visitors().get("/fr/topics/2020/fog"))
        assert "L’examen en a été reporté à une autre session" in shown
        register.act(TakeNote(evidence=at_session, **later))
        assert "The Group did not agree on it; the Made-up Assembly decides on it." in said(
            visitors().get("/topics/2020/fog")
        )


def test_the_page_of_a_topic_tells_what_was_maintained_put_off_and_decided_all_the_same(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",)}
    said_no: dict[str, Any] = {"holders": ("Isle",), "stance": "object", "text": "not at hand", "audience": "public"}
    at = Evidence(session="Assembly 2020")
    above: dict[str, Any] = {"by": COUNCIL_DESK, "evidence": at, **of}
    with open_register(place) as register:
        failed: dict[str, Any] = {"tried": {"en": "Much."}, "refer": True, "words": "not at hand"}
        both: dict[str, Any] = {"of": ("2020/fog", "2020/reef")}
        register.act(TakePosition(by=DESK, on="2020-03-02", evidence=AT_MEETING, **said_no, **of))
        register.act(RecordNoConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **failed, **both))
        register.act(Escalate(by=DESK, on="2020-04-06", to_session="Assembly 2020", **both))
        register.act(TakePosition(on="2020-06-02", **said_no, **above))
        register.act(Defer(on="2020-06", **above))
        shown = said(visitors().get("/topics/2020/fog"))
        assert "Objection: Isle, 2 March 2020 ; it stands" in shown
        assert "maintained: Isle (2 June 2020; Assembly 2020 ; 2020/fog#6 )" in shown
        assert "It was put off to a later session." in shown
        register.act(
            Approve(on="2020-06-03..2020-06-04", how="vote", votes="not at hand", words="not at hand", **above)
        )
    shown = said(visitors().get("/topics/2020/fog"))
    assert "Objection: Isle, 2 March 2020 ; it stood when it was decided" in shown
    assert "by vote, the counts are not at hand" in shown
    assert "between 3 and 4 June 2020" in shown


def test_the_page_of_a_topic_tells_what_came_of_its_consultation(visitors: Visitors, place: Location) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",), "by": DESK}
    with open_register(place) as register:
        register.act(RecordConsensus(of=("2020/fog",), by=CHAIR, on="2020-03-03", evidence=AT_MEETING))
        register.act(Launch(on="2020-04-01", opens="2020-04-01", closes="2020-05-01", physical="2020-06-01", **of))
        shown = said(visitors().get("/topics/2020/fog"))
        assert not any(words in shown for words in ("Summary of the physical", "Where the answers", "Why the physical"))
        counted: dict[str, Any] = {"by_category": {"governments": 4, "industry": 8}, "where": {"en": "On our shelf."}}
        register.act(RecordResponses(on="2020-05-02", count=12, **counted, **of))
        register.act(CallOffHearing(on="2020-05-03", reason={"en": "The flood."}, **of))
        shown = said(visitors().get("/topics/2020/fog"))
        assert "Answers: 12. governments: 4 industry: 8 Where the answers are: On our shelf." in shown
        assert "Why the physical meeting is not held: The flood. 2020/fog#6" in shown
        summary = {"en": "Five spoke."}
        register.act(RecordHearing(on="2020-06-01", presided_by="not at hand", summary=summary, **of))
        shown = said(visitors().get("/topics/2020/fog"))
    assert "Summary of the physical meeting: Five spoke. 2020/fog#7" in shown
    assert "Why the physical" not in shown


def test_a_number_of_answers_that_is_not_at_hand_is_not_printed_as_one(visitors: Visitors, place: Location) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",), "by": DESK}
    with open_register(place) as register:
        register.act(RecordConsensus(of=("2020/fog",), by=CHAIR, on="2020-03-03", evidence=AT_MEETING))
        register.act(Launch(on="2020-04-01", opens="2020-04-01", closes="2020-05-01", **of))
        register.act(RecordResponses(on="2020-05-02", count="not at hand", where="not at hand", **of))
    assert "How many answered is not on record." in said(visitors().get("/topics/2020/fog"))


def test_a_record_that_was_corrected_shows_what_it_said_at_first_and_nobody_who_is_not_to_be_named(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",), "by": DESK}
    text = {"en": "As it is."}
    with open_register(place) as register:
        register.act(RecordStatement(on="2020-03-02", holders=("Made-up Isle",), text=text, audience="public", **of))
        register.act(RecordStatement(on="2020-03-02", holders=("Made-up Reef",), text=text, audience="public", **of))
        for number, fields in ((3, {"on": "2020-03-03", "holders": ("Made-up Ile",)}), (4, {"unattributed": True})):
            name = f"2020/fog#{number}"
            register.act(
                Correct(on="2020-03-04", records=(name,), fields=fields, why={"en": "Slip."}, audience="public", **of)
            )
    shown = said(visitors().get("/topics/2020/fog/records/3"))
    assert "Holder Made-up Ile" in shown
    assert "As it was first recorded Holder Made-up Isle" in shown
    assert "Day 2 March 2020" in shown.partition("As it was first recorded")[2]
    for reader in (None, DESK):
        assert "first recorded" not in said(visitors(reader).get("/topics/2020/fog/records/4"))
    assert "Made-up Reef" not in said(visitors().get("/topics/2020/fog/records/4"))
    assert "first recorded" not in said(visitors().get("/topics/2020/fog/records/1"))


def test_what_a_record_said_at_first_names_nobody_and_no_topic_that_its_reader_may_not_read(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",), "by": DESK, "audience": "public"}
    version = TextVersion(title={"en": "Secret"}, questions=({"en": "Why?"},))
    with open_register(place) as register:
        told: dict[str, Any] = {"text": {"en": "As it is."}, "unattributed": True}
        register.act(RecordStatement(on="2020-03-02", holders=("Made-up Isle",), **told, **of))
        register.act(
            Propose(of=("2020/veil",), by=DESK, on="2020-03-02", unattributed=True, version=version, audience="office")
        )
        paper: dict[str, Any] = {"symbol": "MWG/51", "by_state": ("Made-up Land",), "title": {"en": "Paper"}}
        register.act(
            Receive(
                of=("2020",), by=DESK, on="2020-03-02", concerns=("2020/fog", "2020/veil"), audience="public", **paper
            )
        )
        (statement,) = (f"2020/fog#{number}" for number in (3,))
        for name in (statement, "2020#2"):
            subject = name.partition("#")[0]
            why: dict[str, Any] = {"why": {"en": "Slip."}, "audience": "public", "by": DESK, "of": (subject,)}
            register.act(Correct(on="2020-03-04", records=(name,), fields={"on": "2020-03-01"}, **why))
    for reader in (None, DESK):
        shown = said(visitors(reader).get("/topics/2020/fog/records/3"))
        assert "As it was first recorded Day 2 March 2020" in shown
        assert "Made-up Isle" not in shown
    page = said(visitors().get("/rounds/2020/records/2"))
    assert "As it was first recorded Day 2 March 2020" in page
    assert "veil" not in page
