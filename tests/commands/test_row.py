"""Every row of the table is taken through the command line."""

from __future__ import annotations

import re

import pytest

from escalade.workflow.procedure import OUTLIVED, SAME, STATES, table
from escalade.workflow.values.step import COMES_LATE, COMPANIONS, Step

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, CHAIR, DESK, TOPIC, Shell

LATER = f"--meeting 2 --on 2020-09-07 {CHAIR}"
SECOND = f"--session 'Assembly 2020' --sitting 2 --on 2020-06-10 {ASSEMBLY}"
PHASES = "--opens 2020-07-01 --closes 2020-08-01 --physical 2020-09-01"

TO: dict[str, tuple[str, ...]] = {
    "proposed": (f"propose 2020/it {TOPIC.format('it')}",),
    "debated": (f"open-debate it {AT_MEETING}",),
    "agreed": (f"record-consensus it {AT_MEETING}",),
    "unresolved": (f"record-no-consensus it --tried en=Much --refer --words not-at-hand {AT_MEETING}",),
    "referred": (f"escalate it --to-session 'Assembly 2020' --on 2020-04-06 {DESK}",),
    "approved": (f"approve it --words not-at-hand --condition en=Publish. {AT_SITTING}",),
    "launched": (f"launch it {PHASES} --on 2020-07-01 {DESK}",),
    "closed": (f"close it --reason en='None came.' --on 2020-08-02 {DESK}",),
    "cancelled": (f"cancel it --authority en=Us --notice en=Off --on 2020-07-02 {DESK}",),
    "withdrawn": (f"withdraw it --asked-by 'Made-up Land' --on 2020-03-02 {DESK}",),
    "merged": (
        f"propose 2020/other {TOPIC.format('other')}",
        f"open-debate other {AT_MEETING}",
        f"merge it --into other --title en=Both {AT_MEETING}",
    ),
    "set aside": (f"set-aside it --words en=No. {AT_MEETING}",),
    "declined": (f"decline it --words not-at-hand {AT_SITTING}",),
    "lapsed": (
        (
            "introduce 2020/other --title en=Other --question en=Why? --unattributed "
            f"--session 'Assembly 2020' --on 2020-06-02 {ASSEMBLY}"
        ),
        f"approve other --words en=Yes {AT_SITTING}",
        f"lapse it {AT_SITTING}",
    ),
    "annulled": (f"annul it#1 --why en=Slip --on 2020-02-11 {DESK}",),
}
"""What leads to each state of a topic, from the state before it."""

WAYS: dict[str, tuple[str, ...]] = {
    "agreed": ("proposed", "debated", "agreed"),
    "unresolved": ("proposed", "debated", "unresolved"),
    "referred": ("proposed", "debated", "unresolved", "referred"),
    "approved": ("proposed", "debated", "unresolved", "referred", "approved"),
    "launched": ("proposed", "debated", "unresolved", "referred", "approved", "launched"),
    "closed": ("proposed", "debated", "unresolved", "referred", "approved", "launched", "closed"),
    "cancelled": ("proposed", "debated", "agreed", "launched", "cancelled"),
    "declined": ("proposed", "debated", "unresolved", "referred", "declined"),
    "lapsed": ("proposed", "debated", "unresolved", "referred", "lapsed"),
}
"""The states on the way; others follow from proposed."""

ACTS: dict[tuple[str, str], str] = {
    ("revise", ""): f"revise it --title en=New --question en=How? --source MWG-1/4 --on 2020-03-03 {DESK}",
    ("revise", "referred"): f"revise it --title en=New --question en=How? --source MA20/7 --on 2020-06-02 {ASSEMBLY}",
    ("take position", ""): f"take-position it --holder Isle --stance reserve --source MWG-1/5 --on 2020-03-03 {DESK}",
    (
        "take position",
        "referred",
    ): f"take-position it --holder Isle --stance reserve --source MA20/8 --on 2020-06-02 {ASSEMBLY}",
    ("lift objection", ""): f"lift-objection it --holder Isle --how withdrawn --on 2020-03-03 {DESK}",
    ("lift objection", "referred"): f"lift-objection it --holder Isle --how resolved --on 2020-06-02 {ASSEMBLY}",
    ("record statement", ""): f"record-statement it --holder Isle --text en=Yes. --on 2020-09-08 {DESK}",
    ("withdraw", ""): f"withdraw it --asked-by 'Made-up Land' --on 2020-03-03 {DESK}",
    ("withdraw", "referred"): f"withdraw it --asked-by 'Made-up Land' --on 2020-06-02 {ASSEMBLY}",
    ("open debate", ""): f"open-debate it {AT_MEETING}",
    ("defer", "debated"): f"defer it --to-meeting 2 {AT_MEETING}",
    ("defer", "referred"): f"defer it --to-sitting 2 {AT_SITTING}",
    ("merge", ""): f"merge it --into other --title en=Both --question en=How? {AT_MEETING}",
    ("fulfil", ""): f"fulfil it --condition 1 --words en='It was.' --on 2020-09-08 {DESK}",
    ("circulate", ""): f"circulate it --until '2020-03-05T18:00 Europe/Lisbon' --on 2020-03-02 {CHAIR}",
    ("record consensus", ""): f"record-consensus it {AT_MEETING}",
    ("set aside", ""): f"set-aside it --words en=No. {AT_MEETING}",
    ("record no consensus", ""): f"record-no-consensus it --tried en=Much {AT_MEETING}",
    ("reopen debate", ""): f"reopen-debate it {LATER}",
    ("reopen debate", "referred"): f"reopen-debate it {LATER}",
    ("escalate", ""): f"escalate it --to-session 'Assembly 2020' --on 2020-04-06 {DESK}",
    ("take up", ""): f"take-up it --words en=Ours. {AT_SITTING}",
    ("approve", ""): f"approve it --words not-at-hand {AT_SITTING}",
    ("decline", ""): f"decline it --words not-at-hand {SECOND}",
    ("lapse", ""): f"lapse it {SECOND}",
    ("refer back", ""): f"refer-back it --guidance en=Narrower. {AT_SITTING}",
    ("take note", ""): f"take-note it --words en=Noted. {AT_SITTING}",
    ("record no decision", ""): f"record-no-decision it --words en=None. {AT_SITTING}",
    ("launch", ""): f"launch it {PHASES} --on 2020-07-01 {DESK}",
    ("extend", ""): f"extend it --closes 2020-08-09 --on 2020-07-02 {DESK}",
    ("record responses", ""): f"record-responses it --count 3 --where not-at-hand --on 2020-08-02 {DESK}",
    (
        "record hearing",
        "",
    ): f"record-hearing it --presided-by 'Made-up Chair' --summary not-at-hand --on 2020-09-01 {DESK}",
    ("call off hearing", ""): f"call-off-hearing it --reason en='A flood.' --on 2020-08-02 {DESK}",
    ("close", ""): f"close it --reason en='None came.' --on 2020-08-02 {DESK}",
    ("record consideration", ""): f"record-consideration it --meeting 2 --on 2020-09-07 {DESK}",
    ("cancel", ""): f"cancel it --authority en=Us --notice en=Off --on 2020-07-02 {DESK}",
}
"""How each act of a topic is typed, where it matters from which state."""

BEFORE: dict[tuple[str, str], tuple[str, ...]] = {
    ("merge", ""): (f"propose 2020/other {TOPIC.format('other')}", f"open-debate other {AT_MEETING}"),
    ("lapse", ""): TO["lapsed"][:2],
    ("lift objection", ""): (
        f"take-position it --holder Isle --stance object --text en=No --source X --on 2020-03-03 {DESK}",
    ),
    ("reopen debate", "referred"): (
        f"take-position it --holder Isle --stance object --text en=No --source X --on 2020-06-02 {ASSEMBLY}",
        f"lift-objection it --holder Isle --how withdrawn --on 2020-06-02 {ASSEMBLY}",
    ),
    ("lift objection", "referred"): (
        f"take-position it --holder Isle --stance object --text en=No --source X --on 2020-06-02 {ASSEMBLY}",
    ),
}
"""What must have happened before an act, beside the state of its topic."""

for after in OUTLIVED:  # an objection of the day before the meeting, told late, ends behind every move
    ACTS["lift objection", after] = f"lift-objection it --holder Isle --how withdrawn --on 2020-09-08 {DESK}"
    BEFORE["lift objection", after] = (
        f"take-position it --holder Isle --stance object --text en=No --source X --on 2020-02-20 {DESK}",
    )

WRONG = (CHAIR, DESK, ASSEMBLY, "--as 'Made-up Vice-Chair'", "--as Nobody")
OF_RECORDS = {"confirm", "endorse", "correct", "receive translation", "annul", "redact"}
ROWS = [
    step for step in table().values() if step.of == "topic" and step.origin and step.act not in OF_RECORDS | COMPANIONS
]


def bring(shell: Shell, state: str) -> None:
    """Bring a new topic to a state."""
    for one in WAYS.get(state, ("proposed", "debated", state) if state == "merged" else ("proposed", state)):
        if one != "proposed" or not shell("show it").out:
            shell.does(*TO[one])


MADE: dict[str, bytes] = {}
"""By state, a register whose topic was brought there."""


def begin(shell: Shell, state: str) -> None:
    """Begin with a topic in a state, brought there once."""
    if state in MADE:
        shell.register.write_bytes(MADE[state])
    else:
        bring(shell, state)
        MADE[state] = shell.register.read_bytes()


def typed(act: str, origin: str) -> tuple[str, str]:
    """The key under which an act from a state is written above."""
    places = (origin, "", "debated")
    return next((act, place) for place in places if (act, place) in ACTS)


@pytest.mark.parametrize("step", ROWS, ids=lambda step: f"{step.origin}-{step.act}")
def test_every_row_of_a_topic_is_taken_by_its_office_and_no_other(group: Shell, step: Step) -> None:
    origin, act = step.origin or "", step.act
    begin(group, origin)
    line = ACTS[typed(act, origin)]
    group.does(*BEFORE.get(typed(act, origin), ()))
    before = group.everything()
    for officer in WRONG if len(step.offices) == 1 else ("--as Nobody",):
        if officer not in line:
            called = group(f"{line.rpartition(' --as ')[0]} {officer} --format json")
            assert (called.code, "officer_holds_the_office_then_or_now" in called.err) == (3, True)
    assert group.everything() == before
    group.does(line)
    record = next(one for one in reversed(group("history it --format json").data) if one["act"] == act)
    assert (record["before"], record["after"]) == (origin, origin if step.to == SAME else step.to)


@pytest.mark.parametrize("state", STATES["topic"])
def test_what_the_table_lacks_is_refused_by_the_command_line(group: Shell, state: str) -> None:
    begin(group, state)
    if group("show other").code:
        group.does(f"propose 2020/other {TOPIC.format('other')}")
    before = group.everything()
    for act in {step.act for step in ROWS}:
        if ("topic", state, act) not in table():
            line = ACTS[typed(act, state)]
            if act in COMES_LATE:  # judged by what stood on its day: here one behind every move
                line = re.sub(r"--on \S+", "--on 2020-09-08", line)
            called = group(line)
            assert (called.code, f"“{act}” is not a step for 2020/it, which is {state}" in called.err) == (3, True), (
                called
            )
    assert group.everything() == before


@pytest.mark.parametrize("state", STATES["topic"])
def test_a_record_is_corrected_and_confirmed_and_redacted_in_every_state(group: Shell, state: str) -> None:
    group.does(
        f"propose 2020/it {TOPIC.format('it')}",
        (
            "record-statement it --holder Isle --text en=A --meeting 1 --document MWG-1/6 "
            f"--provisional --on 2020-03-02 {DESK}"
        ),
    )
    if state == "annulled":
        group.does(f"annul it#1 --why en=Slip --on 2020-03-03 {DESK}")
    else:
        bring(group, state)
    group.does(
        f"correct it#2 --why en=Slip --paragraph 3 --on 2020-09-08 {DESK}",
        f"confirm it#2 --document MWG-1/R --on 2020-09-08 {DESK}",
        f"redact it#2 --why en=Asked --on 2020-09-08 {DESK}",
    )
    told = group("history it --format json").data
    assert (told[1]["confirmed_by"] is not None, told[1]["redacted_by"] is not None, told[-1]["after"]) == (
        True,
        True,
        state,
    )
    assert "sealed" in str(told[1]["motion"]["text"])


ANNULLED_FROM = [
    step.origin for step in table().values() if step.of == "topic" and step.act == "annul" and step.origin is not None
]


@pytest.mark.parametrize("state", ANNULLED_FROM)
def test_an_act_is_annulled_from_every_state_that_the_table_has(group: Shell, state: str) -> None:
    begin(group, state)
    told = group("history it --format json").data
    last = told[-1]
    by = {"chair": CHAIR, "secretariat": DESK, "council-secretariat": ASSEMBLY}[last["office"]]
    group.does(f"annul {last['subject']}#{last['ordinal']} --why en=Slip --on 2020-09-08 {by}")
    assert group("history it --format json").data[-1]["after"] == (last["before"] or "annulled")


def test_every_row_of_the_body_the_meetings_and_the_round_is_taken(group: Shell) -> None:
    group.does(
        f"appoint 'Made-up Aide' --office vice-chair --on 2020-02-10 {DESK}",
        f"appoint 'Made-up Clerk' --office council-secretariat --on 2020-02-10 {ASSEMBLY}",
        f"amend-constitution --seat en=Pier --authority en=Us --on 2020-02-10 {DESK}",
        (
            "record-consultation --title en=Old --online-from 2019-01 --online-to 2019-03 "
            f"--responses not-at-hand --summary not-at-hand --on 2020-02-10 {DESK}"
        ),
        f"set-deadline note --stage note --span 4 --unit weeks --direction before --anchor session-opening "
        f"--basis referral --since 2020-01-01 --on 2020-02-10 {DESK}",
        f"convene 1 --presided-by 'Made-up Aide' --on 2020-02-10 {DESK}",
        f"convene --session 'Assembly 2020' --sitting 3=2020-06-12 --on 2020-02-10 {ASSEMBLY}",
        f"approve-report 1 --sent-to en=Members --on 2020-04-01 {DESK}",
        f"receive MA20/3 --by-state Isle --concerns 2020 --on 2020-02-10 {DESK}",
        f"take-position 2020 --holder Isle --text en=Both. --source MA20/3 --on 2020-02-10 {DESK}",
        f"correct body#2 --why en=Slip --paragraph 2 --on 2020-04-01 {DESK}",
        f"correct meeting/1#1 --why en=Slip --set place.en=Quay --on 2020-04-01 {DESK}",
        f"correct 'session/Assembly 2020#1' --why en=Slip --set place.en=Quay --on 2020-04-01 {ASSEMBLY}",
        f"correct 2020#1 --why en=Slip --set title.en=Theme --on 2020-04-01 {DESK}",
        f"annul 2020#3 --why en=Slip --on 2020-04-01 {DESK}",
        f"annul meeting/1#3 --why en=Slip --on 2020-04-01 {DESK}",
        f"annul body#6 --why en=Slip --on 2020-04-01 {DESK}",
    )
    assert group("verify").code == 0
