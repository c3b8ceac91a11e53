# ruff: noqa: RUF001 - six languages have letters and signs of their own
"""What papers print is what happened: objections, silences, mergers, referrals back and cancellations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
OBJECTS = (
    "take-position lamps --holder 'Made-up Land' --holder 'Made-up Isle' --stance object --text en=No. --source MWG-1/9"
)
AGREED = f"record-consensus lamps --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}"
SESSION = (
    "convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --place en=Port --sitting 1=2021-06-02 "
    f"--sitting 2=2021-06-03 --on 2020-06-01 {COUNCIL}"
)
LAUNCHED = (
    "launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --place en=Port "
    f"--answer-to en='By mail.' --on 2020-04-01 {DESK}"
)


@pytest.fixture
def objected(with_topics: Callable[..., Teller]) -> Teller:
    """A joint objection of which one holder withdrew, for the members; and a referral."""
    teller = with_topics("lamps")
    teller.does(
        f"{OBJECTS} --meeting 1 --on 2020-03-02 {DESK}",
        f"lift-objection lamps --holder 'Made-up Land' --how withdrawn --meeting 1 --on 2020-03-03 {DESK}",
        f"record-no-consensus lamps --tried en=Much. --words not-at-hand --refer --meeting 1 --on 2020-03-03 {CHAIR}",
    )
    return teller


@pytest.mark.parametrize("paper", ["notice lamps"])
def test_the_public_reads_neither_of_an_objection_of_members_nor_of_its_end(objected: Teller, paper: str) -> None:
    code, told, said = objected.types(paper)
    assert (code, "Isle" in told, "objecti" in told) == (0, False, False), told
    assert "2020/lamps#3 is left out of this paper" in said


@pytest.mark.parametrize("language", AVAILABLE)
def test_every_paper_that_leaves_a_view_out_for_its_readers_warns_whoever_draws_it(
    objected: Teller, language: str
) -> None:
    said_so, day = "2020/lamps#3 is left out of this paper", "--as-of 2020-03-10"
    objected.does(f"escalate lamps --to-session 'Assembly 2020' --document MA20/5 --on 2020-03-20 {DESK}")
    papers = ("note 2020", "note 2020 --as-of 2020-03-25", "report 1", f"report 1 {day}", f"notice lamps {day}")
    for paper in (*papers, "notice lamps"):
        _, told, said = objected.types(f"{paper} --language {language} --audience public")
        assert ("Isle" in told, said_so in " ".join(said.split())) == (False, True), paper
        _, told, said = objected.types(f"{paper} --language {language} --audience members")
        assert ("Isle" in told, said_so in " ".join(said.split())) == (True, False), paper
    _, _, said = objected.types(f"agenda 1 --language {language} --audience public")
    assert "is left out" not in said


def test_what_a_paper_tells_to_nobody_is_not_left_out_of_it(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"{OBJECTS} --meeting 1 --on 2020-03-02 --audience members {DESK}",
        f"record-no-consensus lamps --tried en=Much. --words not-at-hand --refer --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate lamps --to-session 'Assembly 2020' --document MA20/5 --on 2020-03-20 {DESK}",
        f"decline lamps --how consensus --words en=No. --session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}",
    )
    left_out = "is left out" in teller.types("notice lamps --audience public")[2]
    assert left_out is ("Isle" in teller.does("notice lamps --audience members"))


def test_the_help_says_for_whom_a_paper_tells_what_it_tells(objected: Teller) -> None:
    told = {paper: "Made-up Isle" in objected.draws(paper) for paper in ("note 2020", "report 1", "notice lamps")}
    assert told == {"note 2020": True, "report 1": True, "notice lamps": False}
    said = "Unless given, a note, a report or an agenda tells what members may read, another paper what everybody may."
    for paper in ("note", "report", "agenda", "notice", "call"):
        assert said in " ".join(objected.does(f"{paper} --help").split())


def test_a_notice_that_hides_nothing_the_public_may_not_read_is_issued_to_the_public(objected: Teller) -> None:
    _, _, said = objected.types(
        "issue 2020 --kind notice --subject lamps --symbol MWG-1/7 --form md --accept all --on 2020-03-20 --dry-run "
        f"{DESK}"
    )
    assert "It is for the public." in said


@pytest.mark.parametrize("paper", ["notice lamps"])
@pytest.mark.parametrize("language", AVAILABLE)
def test_a_reservation_made_when_an_objection_had_been_lifted_is_told(
    with_topics: Callable[..., Teller], paper: str, language: str
) -> None:
    teller = with_topics("lamps")
    lifts = "lift-objection lamps --holder 'Made-up Land' --holder 'Made-up Isle' --how not-maintained"
    teller.does(
        f"{OBJECTS} --meeting 1 --on 2020-03-02 {DESK}",
        f"{lifts} --meeting 1 --on 2020-03-03 {DESK}",
        AGREED,
        "take-position lamps --holder 'Made-up Isle' --stance reserve --text en=Hm. --meeting 1 --on 2020-03-03 "
        f"{DESK}",
    )
    reserved = {
        "en": "Made-up Isle entered a reservation",
        "fr": "Une réserve a été formulée (Made-up Isle",
        "es": "Se formuló una reserva (Made-up Isle",
        "ru": "Была сделана оговорка (Made-up Isle",
        "ar": "ورد تحفظ من Made-up Isle",
        "zh": "提出保留意见。",
    }
    told = teller.draws(f"{paper} --audience members", language)
    assert told.count(reserved[language]) == 1, told


SILENCE = {
    "en": "objected at 18:01 (UTC+01:00) on 30 March 2020, after that period had ended.",
    "fr": "a été formulée le 30 mars 2020 à 18 h 01 (UTC+01:00), après l’expiration de ce délai.",
    "es": "(Made-up Land y Made-up Isle) el 30 de marzo de 2020 a las 18:01",
    "ru": "возражение (Made-up Land и Made-up Isle; 30 марта 2020 года в 18:01",
    "ar": "وبعد انقضاء تلك المهلة، ورد اعتراض من",
    "zh": "在该期限届满后于2020年3月30日18时01分（UTC+01:00）提出异议。",
}


@pytest.fixture
def silent(with_topics: Callable[..., Teller]) -> Teller:
    """A text under silence until six in the evening of a day."""
    teller = with_topics("lamps")
    teller.does(f"circulate lamps --on 2020-03-27T12:00+01:00 --until '2020-03-30T18:00+01:00' {CHAIR}")
    return teller


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_objection_that_came_when_silence_had_ended_is_told_before_its_withdrawal(
    silent: Teller, language: str
) -> None:
    silent.does(
        f"{OBJECTS} --on 2020-03-30T18:01+01:00 {DESK}",
        f"record-consensus lamps --silence lamps#3 --words not-at-hand --on 2020-03-31 {CHAIR}",
        f"lift-objection lamps --holder 'Made-up Land' --holder 'Made-up Isle' --how withdrawn --on 2020-04-20 {DESK}",
    )
    paper = "notice lamps"
    told = silent.draws(f"{paper} --audience members", language)
    assert told.count(SILENCE[language]) == 1, told
    lifted = [at for at in range(len(told)) if told.startswith(("20 April", "20 avril", "20 de abril"), at)]
    assert all(told.index(SILENCE[language]) < at for at in lifted)
    assert SILENCE[language] not in silent.draws(paper, language)


BROKEN = {
    "en": "; silence was broken within that period.",
    "fr": "; le silence a été rompu dans ce délai.",
    "es": "; el silencio se rompió en ese plazo.",
    "ru": "; в установленный срок процедура была прервана.",
    "ar": "؛ وقد كُسر الصمت خلال تلك المهلة.",
    "zh": "，默许程序在此期间被打破。",
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_objection_in_time_that_was_entered_after_the_consensus_is_told_to_have_broken_the_silence(
    silent: Teller, language: str
) -> None:
    silent.does(f"record-consensus lamps --silence lamps#3 --words not-at-hand --on 2020-03-31 {CHAIR}")
    code, _, warned = silent.types(f"{OBJECTS} --on 2020-03-30T17:59+01:00 {DESK}")
    assert (code, "contradicts" in warned) == (0, True)
    told = silent.draws("notice lamps --audience members", language)
    assert BROKEN[language] in told
    assert BROKEN[language] not in silent.draws("notice lamps", language)


def test_a_silence_that_was_kept_denies_in_russian_no_objection_of_earlier_days(silent: Teller) -> None:
    silent.does(f"record-consensus lamps --silence lamps#3 --words not-at-hand --on 2020-03-31 {CHAIR}")
    told = silent.draws("notice lamps", "ru")
    assert ("процедура прервана не была" in told, "возражений не поступило" in told) == (True, False)


def test_in_a_report_the_objection_stands_before_the_consensus_that_it_preceded(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps")
    teller.does(
        AGREED,
        f"{OBJECTS} --meeting 1 --on 2020-03-02 {DESK}",
        "lift-objection lamps --holder 'Made-up Land' --holder 'Made-up Isle' --how resolved --meeting 1 "
        f"--on 2020-03-03 {DESK}",
    )
    told = teller.does("report 1")
    assert told.index("was resolved") < told.index("The Group agreed by consensus")


REPORTED = {
    "en": "Made-up Land and Made-up Isle expressed the following view on the choice as a whole: “One topic only.”",
    "fr": "Le point de vue suivant a été exprimé sur le choix dans son ensemble (Made-up Land et Made-up Isle",
    "es": "expresaron la siguiente opinión sobre la elección en su conjunto",
    "ru": "По выбору темы в целом выражено следующее мнение (Made-up Land и Made-up Isle",
    "ar": "الرأي التالي بشأن اختيار الموضوع عموماً",
    "zh": "就议题的总体选择发表了如下意见",
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_joint_view_on_the_whole_round_is_in_the_report_of_its_meeting(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("lamps")
    teller.does(
        "take-position 2020 --holder 'Made-up Land' --holder 'Made-up Isle' --text en='One topic only.' --meeting 1 "
        f"--on 2020-03-02 {DESK}"
    )
    told = teller.draws("report 1", language)
    assert REPORTED[language] in told
    assert told.count("One topic only") == 1


@pytest.mark.parametrize("language", AVAILABLE)
def test_each_paragraph_of_a_report_that_tells_the_absence_of_consensus_is_cited(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        "record-no-consensus lamps horns --tried en=Much. --words not-at-hand --refer --meeting 1 --on 2020-03-03 "
        f"{CHAIR}",
        f"approve-report 1 --sent-to en=all --document MWG-1/9 --paragraph 2020/lamps#3=5.1 --paragraph 2020/horns#3=5.2 --on 2020-05-01 {DESK}",
        SESSION,
        f"escalate 2020 --to-session 'Assembly 2021' --document MA21/5 --on 2020-06-06 {DESK}",
    )
    told = teller.draws("note 2020", language)
    assert (told.count("5.1"), told.count("5.2")) == (1, 1), told


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_words_of_a_holder_stand_between_quotation_marks(objected: Teller, language: str) -> None:
    quoted = {"en": "“No.”", "fr": "« No. »", "es": "«No", "ru": "«No", "ar": "«No", "zh": "“No.”"}
    assert quoted[language] in objected.draws("note 2020", language)


AHEAD = {
    "en": "from 1 April to 1 July 2020",
    "fr": "du 1er avril au 1er juillet 2020",
    "es": "del 1 de abril al 1 de julio de 2020",
    "ru": "с 1 апреля по 1 июля 2020 года",
    "ar": "من 1 أبريل إلى 1 يوليو 2020",
    "zh": "答复可于2020年4月1日至7月1日期间提交",
}
"""How it is said from when one may answer."""


@pytest.mark.parametrize("language", AHEAD)
def test_a_circular_says_from_when_one_may_answer_until_one_may(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller, online = with_topics("lamps"), AHEAD[language]
    teller.does(AGREED, LAUNCHED.replace("--on 2020-04-01", "--on 2020-03-10"))
    drawn = {day: teller.draws(f"call 2020 --letter --as-of {day}", language) for day in ("2020-03-11", "2020-04-02")}
    assert [online in drawn[day].replace("\xa0", " ") for day in drawn] == [True, False], drawn
    assert set(AHEAD) == set(AVAILABLE)
