"""Acts of a chair whose name is not known, and acts that an approved report bears out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
PROPOSES = f"propose 2020/lamps --title en=Lamps --question en=Which? --by-state 'Made-up Land' --on 2020-02-10 {DESK}"
FOR_CHAIR = f"--meeting 1 --on 2020-03-03 {DESK} --entered-for 'Made-up Chair'"
LAUNCH = f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}"
WAITS = "nothing_waits_for_the_chair_or_a_report"
WAITS_TOO = "nothing_of_the_round_waits_for_the_chair_or_a_report"


def decided(group: Teller) -> Teller:
    """A topic agreed on, the act entered for the chair."""
    group.does(
        PROPOSES,
        f"open-debate lamps --meeting 1 --on 2020-03-02 {CHAIR}",
        f"record-consensus lamps {FOR_CHAIR}",
    )
    return group


def test_the_approved_report_stands_in_the_place_of_an_endorsement(group: Teller) -> None:
    decided(group).is_refused(LAUNCH, WAITS)
    assert "waits for Made-up Chair" in group.does("show lamps")
    assert "waits for Made-up Chair" in group.does("history lamps --format csv")
    approve = f"approve-report 1 --sent-to en=all --paragraph lamps#3=4.2 --on 2020-03-20 {DESK}"
    assert "waits to be endorsed" in group.does("list --format csv")
    group.does(approve, LAUNCH)
    assert "waits to be endorsed" not in group.does("list --format csv")
    assert "waits for Made-up Chair" not in group.does("show lamps") + group.does("history lamps --format csv")
    assert "endorse" not in group.does("inbox --as 'Made-up Chair'")
    group.does(f"endorse lamps#3 --on 2020-04-02 {CHAIR}")
    assert group.holds()


def test_a_draft_report_is_issued_before_anything_is_endorsed_and_says_so(group: Teller) -> None:
    issue = f"issue 2020 --subject 1 --form md --language en --accept all --on 2020-03-04 {DESK}"
    decided(group).is_refused(
        f"{issue} --kind notice --symbol MWG/8".replace("--subject 1", "--subject lamps"), WAITS_TOO
    )
    group.does(f"{issue} --kind report --symbol MWG/9")
    banner = "> **DRAFT for approval.**\n\n> **It does not await the endorsement of the Chair.**"
    assert group.does("report 1 --language en").startswith(banner)
    assert group.holds()


def test_a_report_without_the_paragraph_stands_in_nobodys_place(group: Teller) -> None:
    decided(group).does(f"approve-report 1 --sent-to en=all --on 2020-03-20 {DESK}")
    group.is_refused(LAUNCH, WAITS)
    group.does(f"correct lamps#3 --paragraph 4.2 --why en=Omitted --on 2020-03-21 {DESK} --entered-for 'Made-up Chair'")
    group.is_refused(LAUNCH, WAITS)
    group.does(f"endorse lamps#4 --on 2020-03-22 {CHAIR}", LAUNCH)


def test_an_act_of_a_chair_who_is_not_known_is_recorded_without_a_name(group: Teller) -> None:
    group.does(
        "open-round 2019 --on 2019-02-01 --as 'Made-up Desk'",
        f"propose 2019/lamps --title en=Lamps --question en=Which? --unattributed --on 2019-02-01 {DESK}",
    )
    group.does(f"open-debate 2019/lamps --meeting not-at-hand --on 2019-02 {DESK} --entered-for not-at-hand")
    said = group.types(
        f"record-consensus 2019/lamps --meeting not-at-hand --on 2019-02 {DESK} --entered-for not-at-hand"
    )
    assert "for a chair whose name is not at hand" in said[1]
    group.does(f"launch 2019/lamps --opens 2019-03-01 --closes 2019-06-01 --on 2019-03-01 {DESK}")
    told = group.does("history 2019/lamps")
    assert "a chair whose name is not at hand" in " ".join(told.split())
    assert "not yet endorsed" not in group.does("notice 2019/lamps")
    assert "acting for the chair" not in told
    assert group.holds()


def test_a_chair_who_is_on_record_is_named(group: Teller) -> None:
    group.does(PROPOSES)
    line = f"open-debate lamps --meeting 1 --on 2020-03-02 {DESK} --entered-for not-at-hand"
    group.is_refused(line, "officer_holds_the_office_then_or_now")
    assert "The chair of that day is on record: Made-up Chair." in group.types(line)[2]
    assert "--entered-for 'Made-up Chair'" in group.types(line)[2].replace('"', "'")
    group.is_refused(
        "open-debate lamps --meeting 1 --on 2020-03-02 --as 'Made-up Vice-Chair' --entered-for not-at-hand",
        "officer_holds_the_office_then_or_now",
    )


def test_where_no_chair_is_on_record_refusals_say_how_it_is_entered(group: Teller) -> None:
    group.does(
        f"open-round 2019 --on 2019-02-01 {DESK}",
        f"propose 2019/lamps --title en=Lamps --question en=Which? --unattributed --on 2019-02-01 {DESK}",
    )
    opens = f"open-debate 2019/lamps --meeting not-at-hand --on 2019-02 {DESK}"
    for line in (opens, f"{opens} --entered-for 'Made-up Chair'"):
        said = group.types(line)[2]
        assert "Nobody is on record as chair on that day" in said
        assert "--entered-for not-at-hand" in said.partition("To type:")[2]
        assert "appoint NAME" not in said
    unnamed = f"{opens} --entered-for not-at-hand"
    group.does(unnamed)
    corrects = f"correct 2019/lamps#2 --document MWG-1/2 --why en=Omitted --on 2019-02 {DESK}"
    assert "--entered-for not-at-hand" in group.types(corrects)[2].partition("To type:")[2]
    group.does(f"{corrects} --entered-for not-at-hand")
    said = group.types("record-consensus 2019/lamps --meeting not-at-hand --on 2019-02 --as 'Made-up Vice-Chair'")[2]
    assert "appoint someone, or let the secretariat give --entered-for not-at-hand" in said


@pytest.mark.parametrize(
    "presides", ["--presided-by not-at-hand", "--sitting 1=2020-09-01 --sitting-presided-by 1=not-at-hand"]
)
def test_nobody_is_appointed_who_is_not_at_hand(group: Teller, presides: str) -> None:
    code, _, said = group.types(
        f"convene 9 --opens 2020-09-01 --closes 2020-09-01 --place en=There {presides} --on 2020-08-01 {DESK}"
    )
    assert (code, "Leave --" in said, " appoint " in said) == (3, True, False)


def test_the_way_to_a_consensus_names_no_chair_where_there_is_none(group: Teller) -> None:
    group.does(
        PROPOSES,
        f"open-debate lamps --meeting 1 --on 2020-03-02 {CHAIR}",
        f"appoint 'Made-up Second Chair' --office chair --since 2020-04-01 --until 2020-05-01 --on 2020-04-01 {DESK}",
    )
    said = group.does("why lamps record-consensus")
    assert "--entered-for not-at-hand" in said


def test_an_opening_that_the_approved_report_does_not_name_waits_and_the_consensus_does_not(group: Teller) -> None:
    group.does(
        PROPOSES,
        f"open-debate lamps {FOR_CHAIR.replace('03-03', '03-02')}",
        f"record-consensus lamps {FOR_CHAIR}",
        f"approve-report 1 --sent-to en=all --paragraph lamps#3=4.2 --on 2020-03-20 {DESK}",
    )
    group.is_refused(LAUNCH, WAITS)
    way = "correct meeting/1#2 --set paragraphs.2020/lamps#2="
    assert f"Endorse it first, or give its paragraph in the approved report: {way}NUMBER." in group.types(LAUNCH)[2]
    group.does(f"{way}4.1 --why en=Omitted --on 2020-03-21 {DESK}", LAUNCH)


def test_a_launch_and_its_call_of_a_day_before_the_endorsement_that_they_stand_on_are_warned_of(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog", "reef")
    both = f"record-consensus fog reef --entered-for 'Made-up Chair' --meeting 1 --on 2020-03-03 {DESK}"
    teller.does(both, "endorse fog#3 --on 2020-03-20 --as 'Made-up Chair'")
    said = "2020/fog#3 (record consensus) was entered for Made-up Chair, and 2020/fog#4 (endorse) is of 2020-03-20"
    code, _, warned = teller.types(
        f"launch fog --opens 2020-03-10 --closes 2020-07-01 --answer-to en=By-mail. --on 2020-03-09 {DESK}"
    )
    assert code == 0
    assert f"{said}: on 2020-03-09 it still waited." in " ".join(warned.split())
    call = "issue 2020 --kind call --subject 2020/fog --symbol MWG/9 --form md --accept all"
    code, _, warned = teller.types(f"{call} --on 2020-03-10 {DESK}")
    assert code == 0, warned
    assert f"{said}: on 2020-03-10 it still waited." in " ".join(warned.split())
    state = (
        f"issue 2020 --kind agenda --subject 1 --symbol MWG/10 --form md --accept all --on 2020-03-10 {DESK} --dry-run"
    )
    assert teller.types(state)[2].count("still waited") == 1
    code, _, warned = teller.types(f"launch reef --opens 2020-03-24 --closes 2020-07-01 --on 2020-03-20 {DESK}")
    assert (code, "still waited" in warned) == (0, False)
