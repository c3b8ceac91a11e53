"""An approval typed with the counts of a vote that was lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import Approve, Evidence
from escalade.workflow.motions.decision import Votes
from tests.stories.conftest import Teller, group, teller, with_topics

__all__ = ["group", "teller", "with_topics"]

DESK, CHAIR, ASSEMBLY = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
SITTING = "--session 'Assembly 2020' --sitting 1 --document MA20/9"
APPROVE = f"approve fog --words not-at-hand {SITTING} --on 2020-06-01 {ASSEMBLY}"


@pytest.fixture
def referred(with_topics: Callable[..., Teller]) -> Teller:
    """A topic that is before the superior body."""
    found = with_topics("fog")
    found.does(
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
        f"convene --session 'Assembly 2020' --opens 2020-06-01 --closes 2020-06-12 --sitting 1=2020-06-01 "
        f"--on 2020-04-08 {ASSEMBLY}",
    )
    return found


@pytest.mark.parametrize("how", ["vote", "correspondence"])
@pytest.mark.parametrize(("votes", "taken"), [("10,12,3", False), ("12,10,3", True), ("11,11,0", True)])
def test_what_lost_its_vote_is_not_approved(referred: Teller, how: str, votes: str, *, taken: bool) -> None:
    code, _, said = referred.types(f"{APPROVE} --how {how} --votes {votes}")
    told = (
        "--votes says that 10 voted for it and 12 against it, and what is so voted on is not approved. The counts are "
        "given as for, against, abstaining; a topic that lost its vote is declined (decline); where votes have "
        "weights, give the sums of these."
    )
    assert (code, told in " ".join(said.split())) == ((0, False) if taken else (2, True))


def test_a_correction_makes_no_lost_vote_of_one_that_was_carried(referred: Teller) -> None:
    referred.does(f"{APPROVE} --how vote --votes 13,12,3")
    name = referred.history("2020/fog")[-1]["reference"]
    correct = f"correct {name} --why en=Made-up. --on 2020-06-02 {ASSEMBLY}"
    code, _, said = referred.types(f"{correct} --set votes.votes_for=10")
    assert (code, "says that 10 voted for it and 12 against it" in " ".join(said.split())) == (2, True)
    code, _, said = referred.types(f"{correct} --set votes=10,12,3")
    assert (code, "says that 10 voted for it and 12 against it" in " ".join(said.split())) == (2, True)
    referred.does(f"{correct} --set votes.votes_for=14", f"{correct} --document MA20/10")
    assert referred.types(f"{correct} --set votes.votes_for=many")[0] == 2


def test_a_correction_of_a_refusal_is_not_asked(referred: Teller) -> None:
    referred.does(f"{APPROVE.replace('approve', 'decline')} --how vote --votes 10,12,3")
    name = referred.history("2020/fog")[-1]["reference"]
    referred.does(f"correct {name} --set votes.against=13 --why en=Made-up. --on 2020-06-02 {ASSEMBLY}")


def test_what_was_recorded_with_such_counts_still_verifies(referred: Teller) -> None:
    with open_register(Location(referred.register)) as register:
        proof = Evidence(session="Assembly 2020", sitting=1, document="MA20/9")
        register.act(
            Approve(
                of=("2020/fog",), by="Made-up Assembly Desk", on="2020-06-01", evidence=proof, words="not at hand",
                how="vote", votes=Votes(votes_for=10, against=12, abstaining=3),
            )
        )  # fmt: skip
    assert referred.holds()
    assert referred.states()["fog"] == "approved"


def test_counts_are_corrected_as_they_are_given(referred: Teller) -> None:
    referred.does(f"{APPROVE} --how vote --votes 13,12,3")
    name = referred.history("2020/fog")[-1]["reference"]
    correct = f"correct {name} --why en=Made-up. --on 2020-06-02 {ASSEMBLY} --set"
    referred.does(f"{correct} votes=16,12,1")
    shown = referred.history("2020/fog")
    corrected = next(one for one in shown if one["reference"] == name)
    assert corrected["motion"]["votes"] == {"votes_for": 16, "against": 12, "abstaining": 1}
    code, _, said = referred.types(f"{correct} votes=many")
    assert (
        code,
        "takes three numbers, for, against and abstaining, such as 30,4,2, not “many”" in " ".join(said.split()),
    ) == (2, True)


APPROVES = f"approve-report 1 --sent-to en=All --document MA20/7 --on 2020-04-02 {DESK}"
PARAGRAPH = f"correct fog#3 --paragraph 8 --why en=Made-up. --on 2020-04-03 {CHAIR}"


def reported(teller: Teller, *paragraphs: str) -> Teller:
    """A topic agreed at a meeting whose report was approved, with the paragraphs that it gives."""
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        " ".join((APPROVES, *(f"--paragraph {one}" for one in paragraphs))),
    )
    return teller


def test_a_paragraph_that_the_report_gives_is_corrected_at_the_report(with_topics: Callable[..., Teller]) -> None:
    teller = reported(with_topics("fog"), "fog#2=6", "fog#3=7")
    code, _, said = teller.types(PARAGRAPH)
    told = "meeting/1#2 (approve report) gives § 7 for 2020/fog#3, which is printed whatever that record says."
    assert (code, told in " ".join(said.split())) == (3, True), said
    line = f"correct meeting/1#2 {said.splitlines()[-1].partition(' meeting/1#2 ')[2]}"
    assert '--as "Made-up Desk" --set paragraphs=2020/fog#3=8' in line
    teller.does(line.replace("…", "Slip.").replace("DAY", "2020-04-03"))
    drawn = teller.draws("notice fog")
    assert ("§ 8" in drawn, "§ 7" in drawn) == (True, False)
    assert "2020/fog#2: 6" in teller.does("show meeting/1#2")
    assert "Give --" not in teller.types(f"correct meeting/1#2 --set paragraph=fog#3=9 --why en=B. {DESK}")[2]


def test_a_paragraph_that_no_report_gives_is_corrected_where_it_stands(with_topics: Callable[..., Teller]) -> None:
    teller = reported(with_topics("fog"), "fog#2=6")
    teller.does(PARAGRAPH)
    assert "§ 8" in teller.does("show fog#3")


def test_a_paragraph_of_another_document_is_corrected_after_the_report(with_topics: Callable[..., Teller]) -> None:
    teller = reported(with_topics("fog"), "fog#3=7")
    teller.does(f"confirm fog#3 --document MA20/30 --paragraph 3 --on 2020-04-03 {CHAIR}", PARAGRAPH)
    assert "MA20/30, § 8" in teller.does("show fog#3")
