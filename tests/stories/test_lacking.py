"""What the sources lack is entered as such, and everything says so."""

from __future__ import annotations

import json

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
PROPOSES = f"propose 2020/spam --title en=Spam --by-state 'Made-up Land' --on 2020-02-10 {DESK}"
SET_OUT = (
    "set out in", "figurant à", "que figura", "прилагаемы", "所载的问题", "الوارد",
)  # fmt: skip
"""How a letter leads to the questions that its annex sets out."""


@pytest.mark.parametrize("lacking", ["--question not-at-hand", "--questions-not-at-hand"])
def test_a_topic_whose_questions_are_not_at_hand_is_agreed_on_and_launched(group: Teller, lacking: str) -> None:
    group.does(
        f"{PROPOSES} {lacking}",
        f"open-debate spam --meeting 1 --on 2020-03-02 {CHAIR}",
        f"record-consensus spam --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch spam --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
    )
    assert group.states() == {"spam": "launched"}
    assert "questions not at hand" in " ".join(group.does("show spam").split())
    assert "questions not at hand" in group.does("show spam#1")
    for tag in AVAILABLE:
        letter = group.does(f"call spam --letter --language {tag} --as-of 2020-04-02").replace("\xa0", " ")
        assert not any(one in letter for one in SET_OUT)
    assert group.holds()


def test_questions_come_later(group: Teller) -> None:
    group.does(f"{PROPOSES} --question not-at-hand")
    group.does(f"revise spam --title en=Spam --question en='What is it?' --source MWG-1/2 --on 2020-02-11 {DESK}")
    version = group.history("2020/spam")[-1]["motion"]["version"]
    assert ("questions_not_at_hand" in version, len(version["questions"])) == (False, 1)


def test_questions_are_given_or_not_at_hand(group: Teller) -> None:
    code, _, said = group.types(f"{PROPOSES} --questions-not-at-hand --question en=Why? --format json")
    assert code == 2
    assert "stands beside questions; give one or the other" in json.loads(said)["message"]


def test_a_topic_without_questions_is_not_agreed_on(group: Teller) -> None:
    group.does(PROPOSES, f"open-debate spam --meeting 1 --on 2020-03-02 {CHAIR}")
    group.is_refused(
        f"record-consensus spam --meeting 1 --on 2020-03-03 {CHAIR}", "text_has_a_question_or_none_is_at_hand"
    )


STATEMENT = {
    "en": "the text of the statement is not at hand.",
    "fr": "le texte de la déclaration n’est pas disponible.",
    "es": "no se dispone del texto de la declaración.",
    "ru": "текст заявления отсутствует.",
    "zh": "暂无该声明的文字。",
    "ar": "نص البيان غير متاح.",
}


def test_a_statement_and_the_reason_of_an_extension_may_not_be_at_hand(group: Teller) -> None:
    group.does(
        f"{PROPOSES} --question en=Why?",
        f"open-debate spam --meeting 1 --on 2020-03-02 {CHAIR}",
        f"record-statement spam --holder 'Made-up Isle' --text not-at-hand --on 2020-03-02 {DESK}",
        f"record-statement spam --holder 'Made-up Land' --unattributed --text not-at-hand --on 2020-03-02 {DESK}",
        f"record-consensus spam --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch spam --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
        f"extend spam --closes 2020-07-01 --reason not-at-hand --on 2020-05-01 {DESK}",
    )
    assert "not at hand" in group.does("show spam#3")
    assert group.history("2020/spam")[-1]["motion"]["reason"] == "not at hand"
    assert set(STATEMENT) == set(AVAILABLE)
    for tag, said in STATEMENT.items():
        told = group.does(f"notice spam --language {tag}")
        assert said not in told
        assert "Made-up Isle" in told
    group.is_refused(f"redact spam#3 --why en=Asked. --on 2020-05-02 {DESK}", "record_holds_a_personal_text")
    group.does(f"correct spam#3 --text en=Ours. --why en=Found. --on 2020-05-02 {DESK}")
    assert "“Ours.”" in group.does("notice spam --language en")
    assert group.holds()


def test_how_many_answered_and_to_whom_a_report_went_may_not_be_at_hand(group: Teller) -> None:
    group.does(
        f"approve-report 1 --sent-to not-at-hand --on 2020-03-10 {DESK}",
        f"{PROPOSES} --question en=Why?",
        f"open-debate spam --meeting 1 --on 2020-03-02 {CHAIR}",
        f"record-consensus spam --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch spam --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
        f"propose 2020/ships --title en=Ships --by-state 'Made-up Land' --on 2020-02-10 {DESK}",
        f"record-responses spam --count not-at-hand --by-category states=3 --where not-at-hand --on 2020-06-02 {DESK}",
    )
    assert group.history("meeting/1")[-1]["motion"]["sent_to"] == "not at hand"
    assert group.history("2020/spam")[-1]["motion"]["count"] == "not at hand"
    assert "not at hand" in group.does("show meeting/1")
    assert "not at hand" in group.does("consultations")
    assert json.loads(group.does("consultations --format json"))[0]["responses"] == "not at hand"
    for tag in AVAILABLE:
        assert "not at hand" not in group.does(f"note 2020 --to-session 'Assembly 2020' --language {tag}")
    group.does(f"correct spam#5 --set count=62 --why en=Found. --on 2020-06-03 {DESK}")
    group.does(f"correct meeting/1#2 --sent-to en='all members' --why en=Found. --on 2020-06-03 {DESK}")
    assert json.loads(group.does("consultations --format json"))[0]["responses"] == 62
    assert "all members" in group.does("show meeting/1")
    code, _, said = group.types(f"record-responses spam --count few --where not-at-hand --on 2020-06-02 {DESK}")
    assert (code, "few" in said) == (2, True)
    assert group.holds()


def test_a_meeting_whose_place_is_not_at_hand_is_convened_and_told_where_it_was_later(group: Teller) -> None:
    group.does(
        f"convene 7 --opens 2020-05-01 --closes 2020-05-02 --place not-at-hand --on unknown {DESK}",
        f"{PROPOSES} --question en=What?",
        f"open-debate spam --meeting 7 --on 2020-05-01 {CHAIR}",
        f"record-no-consensus spam --meeting 7 --tried not-at-hand --on 2020-05-02 {CHAIR}",
    )
    assert "place not at hand" in " ".join(group.does("show meeting/7").split())
    for paper in ("agenda 7", "report 7", "note 2020"):
        for tag in AVAILABLE:
            assert "not at hand" not in group.does(f"{paper} --language {tag}")
    assert "the seventh meeting, on 1 and 2 May 2020" in " ".join(group.does("note 2020 --language en").split())
    group.is_refused(f"convene 7 --place not-at-hand {DESK}", "something_changes")
    group.does(f"convene 7 --place en='Made-up Bay' {DESK}")
    assert "place Made-up Bay" in " ".join(group.does("show meeting/7").split())
    group.is_refused(f"convene 7 --place not-at-hand {DESK}", "something_changes")
    assert "the seventh meeting, in Made-up Bay" in " ".join(group.does("note 2020 --language en").split())
    assert group.holds()


def test_a_session_whose_place_is_not_at_hand_is_convened(group: Teller) -> None:
    group.does(
        "convene --session 'Made-up Session' --opens 2020-06-01 --closes 2020-06-05 --place not-at-hand --on unknown "
        "--as 'Made-up Assembly Desk'"
    )
    assert "place not at hand" in " ".join(group.does("show 'session/Made-up Session'").split())


def test_a_consultation_from_before_the_register_was_virtual_and_counted(group: Teller) -> None:
    group.does(
        "record-consultation --title en=Piers --title fr=Jetées --online-from 2019-02 --online-to 2019-03 "
        "--physical 2019-04-05 "
        f"--virtual --count 12 --responses not-at-hand --summary not-at-hand --on unknown {DESK}",
    )
    (told,) = json.loads(group.does("consultations --past --format json"))
    assert told["responses"] == 12
    propose = f"{PROPOSES} --question en=What?"
    group.does(propose, f"open-debate spam --meeting 1 --on 2020-03-02 {CHAIR}")
    group.does(f"record-no-consensus spam --tried not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}")
    assert "a virtual consultation meeting on 5 April 2019" in " ".join(group.does("note 2020 --language en").split())
