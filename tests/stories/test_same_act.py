"""An act of several topics: what of it goes, and what stays, where one of its records is put right."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
LAUNCH = f"launch 2020 --opens 2020-04-01 --closes 2020-07-01 --on 2020-04-01 {DESK}"


@pytest.fixture
def launched(with_topics: Callable[..., Teller]) -> Teller:
    """Three topics, agreed in one act and launched in one."""
    teller = with_topics("horns", "lamps", "fog")
    teller.does(f"record-consensus lamps horns fog --meeting 1 --on 2020-03-03 {CHAIR}", LAUNCH)
    return teller


def warned(teller: Teller, line: str) -> list[str]:
    """What a command that works says beside its results, line by line."""
    code, _, said = teller.types(line)
    assert code == 0, said
    return said.splitlines()


def to_type(teller: Teller, said: list[str]) -> list[str]:
    """The lines to type, as this teller types them."""
    printed = said[said.index("To type:") + 1 :] if "To type:" in said else []
    return [
        line.strip().removeprefix(f"escalade --register {teller.register} ") for line in printed if line[:2] == "  "
    ]


def test_who_annuls_one_record_of_an_act_hears_beforehand_that_all_of_it_goes(launched: Teller) -> None:
    told = "2020/fog#4 (launch) is annulled with the rest of its act: 2020/horns#4, 2020/lamps#4."
    assert "on every topic that it touched" in " ".join(launched.does("annul --help").split())
    annul = f"annul fog#4 --why en=Slip. --on 2020-04-02 {DESK}"
    for line in (f"{annul} --dry-run", annul):
        assert f"Warning: 2020/fog: {told}" in warned(launched, line)
    assert launched.states() == dict.fromkeys(("fog", "horns", "lamps"), "agreed")


def test_who_annuls_every_record_of_an_act_or_one_that_is_alone_hears_nothing(launched: Teller) -> None:
    annul = f"annul fog#4 horns#4 lamps#4 --why en=Slip. --on 2020-04-02 {DESK}"
    assert "annulled with" not in " ".join(warned(launched, annul))
    launched.does(f"record-statement fog --holder A --text en=B. --on 2020-04-03 {DESK}")
    assert "annulled with" not in " ".join(warned(launched, f"annul fog#6 --why en=Slip. --on 2020-04-04 {DESK}"))


def test_who_corrects_one_record_of_an_act_types_the_others_as_printed(launched: Teller) -> None:
    said = warned(launched, f"correct horns#4 --set closes=2020-07-08 --why 'en=A slip.' --on 2020-04-02 {DESK}")
    for other in ("fog", "lamps"):
        told = (
            f"Warning: 2020/horns: 2020/{other}#4 belongs to the same act as 2020/horns#4 (launch), and stays as it is:"
        )
        assert [line.startswith(told) for line in said].count(True) == 1, said
    lines = to_type(launched, said)
    assert [shlex.split(line)[-1] for line in lines] == ["2020/fog#4", "2020/lamps#4"]
    assert "stays as it is" in " ".join(warned(launched, lines[0]))
    assert "stays as it is" not in " ".join(warned(launched, lines[1]))
    closing = [launched.history(f"2020/{name}")[3]["motion"]["closes"] for name in ("fog", "horns", "lamps")]
    assert closing == ["2020-07-08"] * 3


def test_the_line_for_the_others_of_a_dry_run_is_no_dry_run(launched: Teller) -> None:
    line = f"correct horns#4 --set closes=2020-07-08 --why en=Slip. --on 2020-04-02 {DESK} --dry-run"
    lines = to_type(launched, warned(launched, line))
    assert (len(lines), "--dry-run" in " ".join(lines)) == (2, False)


@pytest.mark.parametrize("change", ["--document MWG-1/5", "--set on=2020-03-02"])
def test_the_others_are_told_of_day_and_document_too(launched: Teller, change: str) -> None:
    said = warned(launched, f"correct lamps#3 {change} --why en=Slip. --on 2020-03-04 {CHAIR}")
    assert len(to_type(launched, said)) == 2


def test_a_paragraph_is_of_one_record_and_warns_of_none(launched: Teller) -> None:
    assert to_type(launched, warned(launched, f"correct lamps#3 --paragraph 3.4 --why en=Slip. {CHAIR}")) == []


def test_who_confirms_one_record_of_an_act_alone_confirms_the_other_as_printed(
    with_topics: Callable[..., Teller],
) -> None:
    """Both are confirmed at once, unless a correction has given one another document."""
    teller = with_topics("fog", "lamps")
    teller.does(
        f"record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
        f"convene --session 'Assembly 2020' --opens 2020-06-01 --closes 2020-06-12 --sitting 6=2020-06-04 "
        f"--on 2020-04-08 {COUNCIL}",
        f"approve fog lamps --in-order --words not-at-hand --session 'Assembly 2020' --sitting 6 --document MA20/9 "
        f"--provisional --on 2020-06-04 {COUNCIL}",
    )
    both = f"confirm fog#5 lamps#5 --document 'MA20/9(Rev.2)' --on 2020-06-06 {COUNCIL} --dry-run"
    assert to_type(teller, warned(teller, both)) == []
    teller.does(f"correct fog#5 --document 'MA20/9(Rev.1)' --provisional --why en=New. --on 2020-06-05 {COUNCIL}")
    said = warned(teller, f"confirm fog#5 --document 'MA20/9(Rev.2)' --on 2020-06-06 {COUNCIL}")
    assert "2020/lamps#5 belongs to the same act as 2020/fog#5 (approve), and is not confirmed with it" in " ".join(
        said
    )
    (line,) = to_type(teller, said)
    assert to_type(teller, warned(teller, line)) == []
    assert teller.history("2020/lamps")[4]["confirmed_by"] == "2020/lamps#6"


def test_a_record_that_was_corrected_alone_is_told_by_itself(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("horns", "lamps")
    teller.does(
        f"record-no-consensus horns lamps --tried en=Views. --words en='Refer it.' --refer --meeting 1 --on 2020-03-03 "
        f"{CHAIR}",
        f"correct lamps#3 --set tried.en='Quite another attempt.' --set words.en='Other words.' --why en=Slip. "
        f"--on 2020-03-04 --entered-for 'Made-up Chair' {DESK}",
    )
    for paper in ("note 2020", "report 1"):
        told = " ".join(teller.does(f"{paper} --language en").split())
        for said in ("Views.", "Refer it.", "Quite another attempt.", "Other words."):
            assert told.count(said) == 1, (paper, said, told)


def test_the_act_that_stands_in_the_way_on_several_topics_is_annulled_by_one_line(launched: Teller) -> None:
    code, _, said = launched.types(f"annul horns#3 --why en=Slip. --on 2020-04-02 {CHAIR}")
    lines = to_type(launched, said.splitlines())
    assert (code, len(lines)) == (3, 1), said
    launched.does(lines[0].replace('en="…"', "en=Slip.").replace("DAY", "2020-04-02"))
    assert set(launched.states().values()) == {"agreed"}


def test_as_of_a_day_on_which_one_topic_of_an_act_is_not_known_to_be_decided_papers_tell_the_other(
    launched: Teller,
) -> None:
    launched.does(f"correct fog#3 --set on=2020-03 --why 'en=The month alone.' --on 2020-04-02 {CHAIR}")
    assert "Made-up horns" in launched.does("notice horns --as-of 2020-03-15")


def test_the_same_act_sent_twice_is_given_back_where_what_was_seen_is_named_and_else_warned_of(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog")
    said = f"record-statement fog --holder Isle --text en='We said so.' --meeting 1 --on 2020-03-03 {DESK}"
    seen = f"--seen {teller.history('2020/fog')[-1]['reference']}"
    made = teller.does(f"{said} {seen}")
    assert teller.does(f"{said} {seen}") == made
    assert len(teller.history("2020/fog")) == 3
    told = "2020/fog#3 (record statement) says the same of the same day and place."
    assert told in " ".join(warned(teller, said))
    assert told not in " ".join(warned(teller, said.replace("--meeting 1 ", "")))
    assert warned(teller, f"annul fog#4 --why en=Twice. --on 2020-03-04 {DESK}") == []
    assert teller.holds()
