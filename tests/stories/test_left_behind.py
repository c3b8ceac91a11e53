"""What goes on saying what an act changes: papers that were issued, records of the same act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
CALL = f"issue 2020 --kind call --subject lamps --language en --form md --accept all --on 2020-04-02 {DESK}"
SAYS = (
    "{} was issued before, and still says what 2020/lamps was: issue a revision or a corrigendum of it (issue --mark)."
)


def launched(teller: Teller) -> Teller:
    """A consultation with a hearing."""
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --answer-to en=Here. "
        f"--on 2020-04-01 {DESK}",
    )
    return teller


def warned(teller: Teller, line: str) -> str:
    """What is said of a line that is taken, in one line."""
    code, _, said = teller.types(line)
    assert code == 0, said
    return " ".join(said.split())


def test_whoever_changes_the_days_of_a_consultation_hears_of_the_call_that_tells_the_old_ones(
    with_topics: Callable[..., Teller],
) -> None:
    teller, correct = launched(with_topics("lamps")), f"--why en=Slip. --on 2020-04-03 {DESK}"
    assert "was issued before" not in warned(teller, f"correct lamps#4 --set closes=2020-06-29 {correct}")
    teller.does(f"{CALL} --symbol MA20/20")
    assert "was issued before" not in warned(
        teller, f"record-statement lamps --holder A --text en=B. --on 2020-04-03 {DESK}"
    )
    assert SAYS.format("MA20/20") in warned(teller, f"correct lamps#4 --set closes=2020-06-28 {correct}")
    teller.does(f"{CALL.replace('2020-04-02', '2020-04-04')} --symbol MA20/20 --mark Rev")
    for line in (
        f"extend lamps --closes 2020-07-10 --on 2020-04-05 {DESK}",
        f"extend lamps --physical 2020-08-10 --on 2020-04-06 {DESK}",
        f"call-off-hearing lamps --reason en=Flood. --on 2020-04-07 {DESK}",
    ):
        said = warned(teller, line)
        assert SAYS.format("MA20/20(Rev.1)") in said, line
        assert SAYS.format("MA20/20 ") not in said
    assert teller.holds()


def test_whoever_corrects_what_an_issued_note_says_hears_of_it_and_finds_it_in_the_inbox(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog", "lamps")
    says = SAYS.replace("2020/lamps", "2020/fog").format("MA20/5")
    issue = f"issue 2020 --kind note --symbol MA20/5 --form md --accept all {DESK} --on"
    correct = f"correct fog#3 --tried en=Otherwise. --why en=Slip. --on 2020-04-09 {CHAIR}"
    teller.does(
        f"record-no-consensus fog lamps --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog lamps --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    assert "was issued before" not in warned(teller, correct.replace("Otherwise", "Unsaid"))
    teller.does(f"{issue} 2020-04-07 --language en", f"{issue} 2020-04-07 --language fr")
    assert "was issued before" not in warned(
        teller, f"record-statement fog --holder A --text en=B. --on 2020-04-08 {DESK}"
    )
    assert says in warned(teller, correct)
    told = "MA20/5 still says what 2020/fog was when it was issued: issue a revision or a corrigendum of it."
    (line,) = (one for one in teller.does("inbox").splitlines() if told in one)
    assert "--kind note --symbol MA20/5 --mark MARK --language en" in line
    teller.does(f"{issue} 2020-04-10 --language en --mark Rev")
    (line,) = (one for one in teller.does("inbox").splitlines() if told in one)
    assert "--language fr" in line
    teller.does(f"{issue} 2020-04-10 --language fr --mark Rev")
    assert "still says" not in teller.does("inbox")
    assert teller.holds()


def test_an_endorsement_that_covers_an_act_is_offered_once(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("horns", "lamps")
    teller.does(f"record-consensus lamps horns --meeting 1 --on 2020-03-03 --entered-for 'Made-up Chair' {DESK}")
    for launch in ("horns", "lamps"):
        code, _, refused = teller.types(
            f"launch {launch} --opens 2020-04-01 --closes 2020-07-01 {DESK} --on 2020-04-01"
        )
        assert (code, refused.count("escalade"), refused.count(" endorse 2020/lamps#3 ")) == (3, 1, 1), refused
    first = next(line for line in refused.splitlines() if " endorse 2020/lamps#3 " in line)
    assert "horns" not in first
    teller.does(f"endorse lamps#3 --on 2020-03-04 {CHAIR}")
    teller.does(f"launch horns --opens 2020-04-01 --closes 2020-07-01 --answer-to en=Here. --on 2020-04-01 {DESK}")


def test_a_text_in_brackets_is_approved_as_amended_and_its_provisional_paper_corrected(
    with_topics: Callable[..., Teller], tmp_path: Path
) -> None:
    teller, council = with_topics("fog"), "--as 'Made-up Assembly Desk'"
    teller.does(
        f"revise fog --question en='What [else] of fog?' --source Letter --on 2020-03-02 {DESK}",
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
        f"convene --session 'Assembly 2020' --opens 2020-06-01 --closes 2020-06-12 --sitting 1=2020-06-01 "
        f"--on 2020-04-08 {council}",
    )
    approves = f"approve fog --words not-at-hand --session 'Assembly 2020' --sitting 1 --on 2020-06-01 {council}"
    code, _, refused = teller.types(approves)
    assert (code, "or give the text as it was decided (--amended)" in " ".join(refused.split())) == (3, True)
    text = tmp_path / "fog.toml"
    text.write_text('title.en = "Made-up fog"\nquestions = [{en = "What of fog?"}]\n', encoding="utf-8")
    teller.does(f"{approves} --amended fog={text}")
    inbox = " ".join(teller.does(f"inbox {council}").split())
    assert "1 record waits for the final document of session/Assembly 2020: 2020/fog#6 (approve)." in inbox
    provisional = f"fog#6 --document MA20/DL/7 --provisional --on 2020-06-02 {council}"
    code, _, refused = teller.types(f"confirm {provisional}")
    assert (code, "One that is not final is entered by a correction (correct)." in " ".join(refused.split())) == (
        3,
        True,
    )
    line = 'correct 2020/fog#6 --as "Made-up Assembly Desk" --document MA20/DL/7 --provisional --why en="…" --on DAY'
    assert line in " ".join(refused.replace("  ", " ").split())
    teller.does(f"correct {provisional} --why en='The draft is out.'")
    assert "waits for the final document of session/Assembly 2020: 2020/fog#6" in " ".join(
        teller.does(f"inbox {council}").split()
    )


def test_a_round_whose_acts_came_apart_is_checked_as_such(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("horns", "lamps")
    teller.does(
        f"record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
    )
    _, before, _ = teller.types("check 2020 --language en")
    assert "acts-are-of-one-day" not in before
    teller.does(f"correct lamps#3 --set on=2020-03-02 --why en=Slip. --on 2020-03-04 {CHAIR}")
    _, after, _ = teller.types("check 2020 --language en")
    assert after.count("acts-are-of-one-day") == 1
    assert "2020/horns#3 and 2020/lamps#3 belong to one act, and have another day or place" in " ".join(after.split())
    teller.does(f"correct horns#3 --set on=2020-03-02 --why en=Slip. --on 2020-03-04 {CHAIR}")
    assert "acts-are-of-one-day" not in teller.types("check 2020 --language en")[1]


def test_the_inbox_asks_for_a_revision_of_a_call_that_tells_the_old_days(with_topics: Callable[..., Teller]) -> None:
    teller = launched(with_topics("lamps"))
    told = "MA20/20 still says what 2020/lamps was when it was issued"

    def waits() -> str:
        return " ".join(teller.does(f"inbox {DESK}").split())

    teller.does(
        f"{CALL} --symbol MA20/20", f"record-statement lamps --holder A --text en=B. --on 2020-04-03 {DESK}",
    )  # fmt: skip
    assert told not in waits()
    teller.does(f"correct lamps#4 --set closes=2020-06-28 --why en=Slip. --on 2020-04-03 {DESK}")
    assert f"{told}: issue a revision or a corrigendum of it." in waits()
    assert "--kind call --symbol MA20/20 --mark MARK --subject 2020/lamps --language en --form FORM" in waits()
    teller.does(f"{CALL.replace('2020-04-02', '2020-04-04')} --symbol MA20/20 --mark Rev")
    assert told.replace("MA20/20", "MA20/20(Rev.1)") not in waits()
    teller.does(f"extend lamps --closes 2020-07-10 --on 2020-04-05 {DESK}")
    assert "MA20/20(Rev.1) still says what 2020/lamps was" in waits()
    said = teller.types(f"cancel lamps --authority en=A. --notice en=B. --on 2020-04-06 {DESK}")[2]
    assert "MA20/20(Rev.1) was issued before, and invites to what is cancelled" in " ".join(said.split())
    assert "still says" not in waits()


def test_whoever_annuls_a_launch_hears_of_the_circular_that_invites_to_it(with_topics: Callable[..., Teller]) -> None:
    teller = launched(with_topics("lamps", "fog"))
    annuls = f"annul lamps#4 --why en=Slip. --on 2020-04-03 {DESK}"
    circular = f"issue 2020 --kind circular --language en --form md --accept all --on 2020-04-02 {DESK}"
    told = "was issued before, and invites to 2020/lamps, which this act says was not launched: let those to whom it"
    assert told not in warned(teller, f"{annuls} --dry-run")
    teller.does(f"{circular} --symbol MA20/30")
    assert f"MA20/30 {told}" in warned(teller, annuls)
    teller.does(f"launch lamps --opens 2020-05-01 --closes 2020-07-01 --on 2020-05-01 {DESK}")
    again = annuls.replace("#4", "#6").replace("04-03", "05-02")
    assert told not in warned(teller, again)  # it was issued on the launch before


def test_what_changed_since_a_corrigendum_goes_out_with_the_next(
    with_topics: Callable[..., Teller], tmp_path: Path
) -> None:
    teller = launched(with_topics("lamps"))
    marked = f"{CALL} --symbol MA20/20 --mark Corr"
    teller.does(
        f"{CALL} --symbol MA20/20",
        f"correct lamps#4 --set closes=2020-06-28 --why en=Slip. --on 2020-04-03 {DESK}",
        marked.replace("2020-04-02", "2020-04-04"),
        f"extend lamps --closes 2020-07-10 --on 2020-04-05 {DESK}",
    )
    again = marked.replace("2020-04-02", "2020-04-06")
    assert "not issued again" not in teller.types(f"{again} --to {tmp_path}/out")[2]
    (file,) = (tmp_path / "out").glob("*.md")
    said = teller.types(f"check {file}")[1]
    assert said.startswith("1 paper checked, against call 2020/lamps on record: ")
    assert "record-is-said" not in said, said
    assert "nothing-is-added" not in said, said
    issued = [one["motion"] for one in teller.history("2020") if one["act"] == "issue"]
    assert [(one.get("mark"), one.get("number", 0)) for one in issued] == [(None, 0), ("Corr", 1), ("Corr", 2)]
    assert "not issued again" in teller.types(again)[2]
