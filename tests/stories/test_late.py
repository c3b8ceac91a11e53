"""What really happened can be told late: the round of 2013, its facts in the wrong order.

That of IPv4 was decided at the second meeting, 30 and 31 January 2013, with a
statement of nine States; the consultation was online until 1 August, and no
physical meeting was held. The body is made up, and so are Canada's objection
and its end, the launch's day and the number of responses.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import BODY, Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
NINE = (
    "Bulgaria", "Czech Republic", "Netherlands", "Sweden", "United Kingdom", "United States", "Finland", "Canada",
    "Mexico",
)  # fmt: skip
STATES = " ".join(f"--holder '{name}'" for name in NINE)


PROPOSAL = "propose 2013/ipv4 --title en='IPv4 addresses' --question en='Made up: what of them?' --unattributed"
MOVES = (
    f"{PROPOSAL} --on 2013-01-30 {DESK}",
    f"open-debate ipv4 --meeting 2 --on 2013-01-30 {CHAIR}",
    f"record-consensus ipv4 --meeting 2 --on 2013-01-31 {CHAIR}",
    f"launch ipv4 --opens 2013-02-15 --closes 2013-08-01 --on 2013-02-15 {DESK}",
    f"close ipv4 --reason en='None was planned.' --on 2013-08-02 {DESK}",
)


def begin(teller: Teller, folder: Path) -> None:
    """Constitute the body, and convene what the topic came before."""
    acts = BODY.read_text(encoding="utf-8").split("[[act]]\n")
    body = folder / "body.toml"
    body.write_text("[[act]]\n" + acts[1].replace("2020-01-06", "2012-11-01"), encoding="utf-8")
    teller.does(
        f"load {body}",
        f"convene 2 --opens 2013-01-30 --closes 2013-01-31 --place en=Geneva --on 2012-12-03 {DESK}",
        f"convene 3 --opens 2013-11-11 --closes 2013-11-12 --place en=Geneva --on 2013-08-05 {DESK}",
        f"open-round 2013 --on 2012-12-03 {DESK}",
    )


@pytest.fixture
def closed(teller: Teller, tmp_path: Path) -> Teller:
    """A teller on a topic whose moves alone are on record, to its closing."""
    begin(teller, tmp_path)
    teller.does(*MOVES)
    return teller


RESPONSES = f"record-responses ipv4 --count 12 --where en='Made-up page' --on 2013-08-02 {DESK}"
STATEMENT = (
    f"record-statement ipv4 {STATES} --text en='Made up: we let it go ahead.' --meeting 2 --on 2013-01-31 {DESK}"
)
OBJECTION = (
    f"take-position ipv4 --holder Canada --stance object --text en='Made up: no.' --meeting 2 --on 2013-01-30 {DESK}"
)
LIFTING = f"lift-objection ipv4 --holder Canada --how withdrawn --meeting 2 --on 2013-01-31 {DESK}"
CONSIDERATION = f"record-consideration ipv4 --meeting 3 --on 2013-11-11 {DESK}"


def test_between_the_objection_and_its_end_both_it_and_the_consensus_stand(closed: Teller) -> None:
    closed.does(RESPONSES, STATEMENT)
    code, _, err = closed.types(OBJECTION)
    assert code == 0
    assert "2013/ipv4#8 contradicts 2013/ipv4#3" in err
    assert "contradicted" in closed.does("list 2013")
    (row,) = json.loads(closed.does("list 2013 --format json"))
    assert (row["state"], row["contradicted"]) == ("closed", True)
    told = {one["reference"].partition("#")[2]: one for one in closed.history("2013/ipv4")}
    assert told["8"]["contradicts"] == ["2013/ipv4#3"]
    assert told["3"]["contradicted_by"] == ["2013/ipv4#8"]
    printed = closed.does("history 2013/ipv4 --format csv")
    assert "contradicted by 2013/ipv4#8" in printed
    assert "contradicts 2013/ipv4#3" in printed
    for officer in (CHAIR, DESK):
        assert "2013/ipv4#8 contradicts 2013/ipv4#3" in closed.does(f"inbox {officer}")
    assert "show 2013/ipv4#8" in closed.does(f"inbox {CHAIR}")  # a consensus that was launched on is not annulled
    assert 'lift-objection 2013/ipv4 --as "Made-up Desk" --holder Canada --how HOW --on DAY' in closed.does("inbox")
    code, verified, _ = closed.types("verify")
    assert code == 0
    assert "Facts that contradict each other, and all stand:\n- 2013/ipv4#8 contradicts 2013/ipv4#3" in verified
    assert json.loads(closed.does("verify --format json"))["contradictions"][0]["where"] == "2013/ipv4#8"
    closed.does(LIFTING)
    assert "contradict" not in closed.does("list 2013", "history 2013/ipv4", "verify")
    assert "contradict" not in closed.does(f"inbox {DESK}")
    assert closed.holds()


def on_every_day(teller: Teller) -> dict[str, object]:
    """What is told of the topic as of each day of a fact, the day before and the day after it."""
    told = json.loads(teller.does("history 2013/ipv4 --format json"))
    facts = [date.fromisoformat(row["on"]) for row in told]
    days = sorted({day + timedelta(days=by) for day in facts for by in (-1, 0, 1)})
    return {day.isoformat(): reading_on(teller, day.isoformat()) for day in days}


def reading_on(teller: Teller, day: str) -> object:
    """Where the topic stood on a day and what had happened by then, without the numbers of records."""
    rows = json.loads(teller.does(f"list 2013 --as-of {day} --format json"))
    if not rows:
        return None
    told = json.loads(teller.does(f"history 2013/ipv4 --as-of {day} --format json"))
    where = [(row["state"], row["on"], row["provisional"], row["contradicted"]) for row in rows]
    return where, [(row["act"], row["on"], row["before"], row["after"]) for row in told]


def test_every_day_is_told_alike_whatever_came_late(closed: Teller, tmp_path: Path) -> None:
    """The same register once more, each act typed in its turn."""
    lines = (*MOVES[:2], OBJECTION, LIFTING, MOVES[2], STATEMENT, *MOVES[3:], RESPONSES, CONSIDERATION)
    in_turn = Teller(tmp_path / "in-turn.db", closed.capture)
    begin(in_turn, tmp_path)
    in_turn.does(*lines)
    closed.does(RESPONSES, STATEMENT, OBJECTION, LIFTING, CONSIDERATION)
    assert closed.acts("2013/ipv4") == in_turn.acts("2013/ipv4")
    found = on_every_day(closed)
    assert len(found) > 12
    assert found == on_every_day(in_turn)


HINT = "contradicts what this paper says, and its readers may not read that record: the paper does not hint at it."


NAMED = {"en": "Canada", "fr": "Canada", "es": "Canadá", "ru": "Канад", "zh": "加拿大", "ar": "كندا"}
"""The State that objected; in Russian in any case."""


def test_a_paper_hints_at_nothing_that_its_readers_may_not_read_and_whoever_draws_it_is_warned(closed: Teller) -> None:
    drawn = [f"{paper} --language {language}" for paper in ("notice ipv4", "report 2") for language in AVAILABLE]
    before = [without_seal(closed.does(line)) for line in drawn]
    closed.does(f"{OBJECTION} --audience office")
    for line, earlier in zip(drawn, before, strict=True):
        for audience in ("", " --audience public", " --audience members"):
            _, told, said = closed.types(line + audience)
            assert (HINT in " ".join(said.split()), "2013/ipv4#6" in said) == (True, True)
            assert without_seal(told) == earlier
    _, _, said = closed.types("notice ipv4 --audience office")
    assert HINT not in " ".join(said.split())
    closed.does(LIFTING)
    assert HINT not in " ".join(closed.types("report 2")[2].split())


def test_a_report_is_for_members_in_all_that_it_tells(closed: Teller) -> None:
    closed.does(OBJECTION)
    for language in AVAILABLE:
        _, told, said = closed.types(f"report 2 --language {language}")
        _, for_members, _ = closed.types(f"report 2 --language {language} --audience members")
        assert (said, told.count(NAMED[language])) == ("", 1)
        assert without_seal(told) == without_seal(for_members)
        _, told, said = closed.types(f"report 2 --language {language} --audience public")
        assert (NAMED[language] in told, HINT in " ".join(said.split())) == (False, True)


def without_seal(paper: str) -> str:
    """A paper without the line that tells of which record it was drawn."""
    return "\n".join(line for line in paper.splitlines() if not line.startswith("<!--"))


def test_a_position_entered_on_a_closed_topic_is_told_as_what_it_is(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
        f"close lamps --on 2020-06-02 {DESK}",
    )
    told = " ".join(teller.does("why lamps").split())
    assert "take position the same secretariat only late, with a day (--on) on which 2020/lamps was debated" in told
    late = {one["act"]: one["from"] for one in json.loads(teller.does("why lamps --format json"))["late"]}
    assert (late["take position"], late["extend"], "record responses" in late) == ("debated", "launched", False)
    told = teller.does("why lamps take-position")
    assert "It may still be entered late, with a day (--on) on which 2020/lamps was debated." in " ".join(told.split())
    teller.does(
        f"take-position lamps --holder Isle --stance support --text en=Good --source MWG-1/2 --on 2020-03-02 {DESK}"
    )
    assert "Isle: support (2020/lamps#6, members only, entered late)" in teller.does("show lamps")
    rows = list(csv.DictReader(io.StringIO(teller.does("history lamps --format csv"))))
    assert [(row["record"], row["state"], row["remarks"]) for row in rows if "late" in row["remarks"]] == [
        ("2020/lamps#6", "debated", "members only; entered late")
    ]


def test_the_inbox_offers_to_annul_what_is_contradicted_and_warns_of_the_launch_that_would_rest_on_it(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog")
    teller.does(f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}")
    assert "contradict" not in teller.does("inbox")
    objects = "take-position fog --holder 'Made-up Isle' --stance object --text en=No. --meeting 1"
    teller.does(f"{objects} --on 2020-03-03 {DESK}")
    found = json.loads(teller.does("inbox --format json"))
    waits = [(one["office"], one["acts"], one["record"]) for one in found if one["contradicted"]]
    assert sorted(waits, key=str) == [
        ("chair", ["annul"], "2020/fog#3"),
        ("secretariat", ["launch"], None),
        ("secretariat", ["lift objection"], None),
    ]
    launch = next(one for one in found if one["acts"] == ["launch"])
    assert launch["sentence"].endswith("2020/fog#4 contradicts 2020/fog#3, on which that would rest.")
    for one in found:
        if one["contradicted"] and one["acts"] != ["launch"]:
            words = {"DAY": "2020-03-03", "HOW": "withdrawn", "…": "Slip."}
            line = one["commands"][0].partition(f"{teller.register} ")[2]
            for word, given in words.items():
                line = line.replace(word, given)
            tried = teller.types(f"{line} --dry-run")
            assert tried[0] == 0, tried
