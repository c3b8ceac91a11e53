"""A made-up committee on standards: two ballots by correspondence, a call for comments, an appeal.

Nothing in its papers is called a consultation: its constitution has nouns of its own.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from .conftest import Teller
from .other_kind import PAPERS_OF_OURS, papers

CASE = Path(__file__).with_name("made_up_standards_committee.toml")
CHAIR, DESK, OFFICE = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Returning Desk'"
KINDS = {
    "note": "lamps", "notice": "glass", "call": "glass --as-of 2023-07-15", "call --letter": "glass --as-of 2023-07-15", "report": "2",
    "agenda": "3",
}  # fmt: skip


def words(option: str, en: str, es: str, ar: str, zh: str) -> str:
    """An option in the four languages of the body."""
    return f'--{option} en="{en}" --{option} es="{es}" --{option} ar="{ar}" --{option} zh="{zh}"'


def unsettled(meeting: int, day: str) -> str:
    """That the committee refers the text to a ballot."""
    tried = words("tried", "Comments were resolved one by one.", "Las observaciones se resolvieron una por una.",
                  "عولجت التعليقات واحداً تلو الآخر.", "逐条处理了意见。")  # fmt: skip
    said = words("words", "To ask the voting members.", "Consultar a los votantes.",
                 "سؤال الأعضاء المصوّتين.", "提请成员投票。")  # fmt: skip
    return f"record-no-consensus glass {tried} --refer {said} --meeting {meeting} --on {day} {CHAIR}"


@pytest.fixture
def committee(teller: Teller) -> Teller:
    """A teller after two ballots by correspondence, the second in favour."""
    guidance = words("guidance", "Say which glass is meant.", "Precísese de qué vidrio se trata.",
                     "يُحدَّد الزجاج المقصود.", "请说明所指的玻璃。")  # fmt: skip
    title = words("title", "Glass of lamps, second draft", "Vidrio de las lámparas, segundo borrador",
                  "زجاج المصابيح، المشروع الثاني", "灯具玻璃二稿")  # fmt: skip
    invitation = words("invitation", "Comments are welcome:", "Se agradecerán las observaciones siguientes:",
                       "التعليقات مطلوبة بشأن ما يلي:", "欢迎就下列问题提出意见")  # fmt: skip
    question = words("question", "Is thick glass safe?", "¿Es seguro el vidrio grueso?", "هل الزجاج السميك مأمون؟",
                     "厚玻璃的安全性")  # fmt: skip
    decision = words("words", "The draft is adopted.", "Se aprueba el borrador.", "اعتُمد المشروع.", "草案获得通过。")
    teller.begins(
        f"load {CASE}",
        f"open-debate glass --meeting 1 --on 2023-02-06 {CHAIR}",
        unsettled(1, "2023-02-07"),
        f"escalate glass --to-session 'Ballot 1' --document MTC/4 --original en --on 2023-02-15 {DESK}",
        f"refer-back glass {guidance} --how correspondence --votes 4,5,1 --session 'Ballot 1' --document MTC/6 "
        f"--on 2023-03-31 {OFFICE}",
        f"revise glass {title} {invitation} {question} --source MTC/8 --on 2023-04-20 {DESK}",
        unsettled(2, "2023-05-08"),
        f"escalate glass --to-session 'Ballot 2' --document MTC/9 --original en --on 2023-05-15 {DESK}",
        f"approve glass {decision} --how correspondence --votes 8,1,1 --session 'Ballot 2' --document MTC/11 "
        f"--on 2023-06-30 {OFFICE}",
    )
    return teller


@pytest.fixture
def called(committee: Teller) -> Teller:
    """A teller while the call for comments is open."""
    answer = words("answer-to", "Write to the made-up desk.", "Escríbase a la oficina imaginaria.",
                   "تُرسل إلى المكتب المتخيَّل.", "请寄虚构办公室。")  # fmt: skip
    place = words("place", "Made-up Hall", "Sala imaginaria", "القاعة المتخيَّلة", "虚构大厅")
    committee.does(
        f"launch glass --opens 2023-07-10 --closes 2023-09-10 --physical 2023-10-02 {place} {answer} "
        f"--on 2023-07-10 {DESK}"
    )
    return committee


def test_the_way_goes_through_to_an_appeal(called: Teller) -> None:
    appeal = words("title", "Appeal against the publication", "Recurso contra la publicación",
                   "طعن في النشر", "对发布的申诉")  # fmt: skip
    refused = words("words", "The appeal is dismissed.", "Se desestima el recurso.", "رُفض الطعن.", "申诉被驳回。")
    called.does(
        f"record-responses glass --count 12 --by-category makers=9 --by-category users=3 --where not-at-hand "
        f"--on 2023-09-12 {DESK}",
        f"record-hearing glass --presided-by 'Made-up Chair' --summary not-at-hand --held 2023-10-02 --on 2023-10-02 {DESK}",
        f"close glass --on 2023-10-03 {DESK}",
        f"record-consideration glass --meeting 3 --on 2023-12-04 {DESK}",
        f"introduce lamps/appeal {appeal} --by-state 'Made-up Land' --session 'Ballot 2' --on 2023-06-30 {OFFICE}",
        f"decline appeal {refused} --how correspondence --votes 1,9,0 --session 'Ballot 2' --document MTC/15 "
        f"--on 2023-06-30 {OFFICE}",
    )
    assert called.states("lamps") == {"glass": "closed", "appeal": "declined"}
    assert called.holds()
    for language in ("en", "es", "ar", "zh"):
        for text in papers(called, {"report": "3", "notice": "appeal"}, language):
            assert not PAPERS_OF_OURS[language].search(text), text


def test_no_paper_calls_anything_a_consultation(called: Teller) -> None:
    for language in ("en", "es", "ar", "zh"):
        for text in papers(called, KINDS, language):
            assert not PAPERS_OF_OURS[language].search(text), text


def test_readings_use_the_nouns_of_the_body(called: Teller) -> None:
    plan = called.does("plan lamps")
    stages = (
        "The ballot opens",
        "The call for comments is launched",
        "The comment period ends",
        "The reconciliation meeting is held",
        "The summary is agreed, and the call for comments closed",
    )
    assert all(f"{stage}  " in plan for stage in stages)
    assert (
        json.loads(called.does("plan lamps --format json"))["lines"][-5]["what"] == "The call for comments is launched"
    )
    shown = called.does("show glass")
    assert "call for comments" in shown
    assert "comment period 2023-07-10 to 2023-09-10" in shown
    assert "reconciliation meeting planned for 2023-10-02" in shown
    assert "llamamiento a presentar observaciones" in called.does("show glass --language es")
    for line in ("plan lamps", "show glass", "show lamps", "inbox", "decisions --session 'Ballot 2'", "history glass"):
        assert not PAPERS_OF_OURS["en"].search(called.does(line)), line


def test_an_export_keeps_the_nouns_and_the_schema_knows_them(called: Teller) -> None:
    exported, schema = called.export(), called.does("schema")
    assert '"nouns":{"consultation":{"' in exported
    assert '"Nouns"' in schema
    assert "comment period" in exported


def test_two_deadlines_of_one_day_are_one_line_everywhere(called: Teller, tmp_path: Path) -> None:
    for name in ("first", "second"):
        called.does(
            f"set-deadline {name} --stage hearing --span 22 --unit calendar-days --direction after --anchor online-end "
            f"--basis modalities --since 2023-01-09 --title en=x --on 2023-07-11 {DESK}"
        )
    line = "The reconciliation meeting is held"
    assert called.does("plan lamps").count(line) == 1
    lines = json.loads(called.does("plan lamps --format json"))["lines"]
    assert [one["what"] for one in lines].count(line) == 1
    called.does(f"plan lamps --to {tmp_path / 'plan.svg'}", f"plan lamps --to {tmp_path / 'plan.ics'}")
    assert (tmp_path / "plan.svg").read_text("utf-8").count(line) == 1
    read = Calendar.from_ical((tmp_path / "plan.ics").read_bytes())
    assert [line in str(event["summary"]) for event in read.walk("VEVENT")].count(True) == 1
