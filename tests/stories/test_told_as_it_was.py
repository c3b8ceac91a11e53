"""What papers and readings say of changed plans, of what came later, and of what nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller
from .rounds import begin, convene, propose

DESK, CHAIR = "--as Secretariat", "--as Al-Mazyed"
IN_ORDER = {
    "en": "successively, in the following order:",
    "fr": "l’un après l’autre, dans l’ordre suivant :",
    "es": "sucesivamente, en el orden siguiente:",
    "ru": "последовательно в следующем порядке:",
    "zh": "顺序如下：",  # noqa: RUF001  # the words of the paper
    "ar": "واحداً تلو الآخر بالترتيب التالي:",
}
CHANGED = {
    "en": (
        "It was decided on 5 August 2015 to change the physical meeting to a virtual meeting.",
        "It was decided on 12 August 2015 to change the virtual meeting to a hybrid meeting.",
    ),
    "fr": (
        "Il a été décidé le 5 août 2015 de transformer la réunion en présentiel en réunion virtuelle.",
        "Il a été décidé le 12 août 2015 de transformer la réunion virtuelle en réunion hybride.",
    ),
    "es": (
        "Se decidió el 5 de agosto de 2015 transformar la reunión presencial en una reunión virtual.",
        "Se decidió el 12 de agosto de 2015 transformar la reunión virtual en una reunión híbrida.",
    ),
    "ru": (
        "5 августа 2015 года принято решение провести очное собрание в виртуальном формате.",
        "12 августа 2015 года принято решение провести виртуальное собрание в гибридном формате.",
    ),
    "zh": (
        "2015年8月5日决定，面对面磋商会议改为以虚拟形式举行。",  # noqa: RUF001  # the words of the paper
        "2015年8月12日决定，虚拟会议改为以混合形式举行。",  # noqa: RUF001  # the words of the paper
    ),
    "ar": (
        "تقرر في 5 أغسطس 2015 عقد الاجتماع بصيغة افتراضية بدلاً من الصيغة الحضورية.",
        "تقرر في 12 أغسطس 2015 تغيير صيغة عقد الاجتماع الافتراضي إلى صيغة مختلطة.",
    ),
}
OBJECTS = "--stance object --text en='Made-up words.' --source statement"


@pytest.fixture
def of_2015(teller: Teller, tmp_path: Path) -> Teller:
    """A consultation on exchange points, launched, its physical meeting planned."""
    begin(teller, tmp_path)
    convene(teller, 5, "2015-02-03", "2015-02-03")
    teller.does(f"open-round 2015a --on unknown {DESK}")
    propose(teller, "2015a", "ixp", "2015-02-03")
    teller.does(
        f"open-debate ixp --meeting 5 --on 2015-02-03 {CHAIR}",
        f"record-consensus ixp --words not-at-hand --meeting 5 --on 2015-02-03 {CHAIR}",
        f"launch ixp --opens 2015-03-01 --closes 2015-08-28 --physical 2015-09-28 --on 2015-03-01 {DESK}",
        f"extend ixp --physical 2015-10-05 --reason en='The room was not free (made up).' --on 2015-08-01 {DESK}",
    )
    return teller


def test_an_invitation_tells_the_day_of_a_meeting_that_was_moved_and_of_responses_only_what_was_extended(
    of_2015: Teller,
) -> None:
    moved, extended = "initially scheduled for 28 September 2015, will be held on 5 October 2015.", "has been extended"
    for paper in ("call ixp", "call ixp --letter"):
        told = of_2015.does(f"{paper} --as-of 2015-08-10")
        assert (moved in told, extended in told) == (True, False)
    of_2015.does(f"extend ixp --closes 2015-09-10 --reason not-at-hand --on 2015-08-20 {DESK}")
    assert all(extended in of_2015.does(f"{paper} --as-of 2015-08-21") for paper in ("call ixp", "call ixp --letter"))


def test_a_physical_meeting_called_off_and_held_or_set_anew_is_told_with_both(of_2015: Teller) -> None:
    convene(of_2015, 6, "2015-12-01", "2015-12-01")
    of_2015.does(f"call-off-hearing ixp --reason en='The hall was flooded (made up).' --on 2015-09-20 {DESK}")
    _, _, warned = of_2015.types(f"extend ixp --physical 2015-10-12 --reason not-at-hand --on 2015-09-21 {DESK}")
    assert "says that it was called off; papers tell both." in warned
    told = of_2015.does("agenda 6 --as-of 2015-09-22")
    off = "scheduled for 5 October 2015 was cancelled, for the following reason: “The hall was flooded (made up).”"
    assert (off in told, "The physical meeting was rescheduled for 12 October 2015." in told) == (True, True)
    of_2015.does(f"call-off-hearing ixp --reason en='Once more (made up).' --on 2015-09-23 {DESK}")
    held = (
        f"record-hearing ixp --held 2015-10-12 --presided-by not-at-hand --summary not-at-hand --on 2015-10-12 {DESK}"
    )
    assert "says that it was called off" in of_2015.types(held)[2]
    told = of_2015.does("agenda 6")
    held_at_last = "The physical meeting was eventually held on 12 October 2015"
    assert (off in told, "Once more (made up)." in told, held_at_last in told) == (True, True, True)


def test_statements_and_reservations_are_told_with_their_own_days(of_2015: Teller) -> None:
    of_2015.does(
        f"record-statement ixp --holder Canada --text en='Made-up words.' --on 2015-09-01 --audience public {DESK}",
        f"take-position ixp --holder Finland --stance reserve --source statement --audience public --on 2015-02-03 {DESK}",
    )
    assert "(1 September 2015): “Made-up words.”" in of_2015.does("notice ixp")
    assert "Finland entered a reservation." in of_2015.does("notice ixp")


def test_a_report_tells_objections_how_they_ended_and_each_in_its_own_words(teller: Teller, tmp_path: Path) -> None:
    begin(teller, tmp_path)
    convene(teller, 5, "2015-02-03", "2015-02-03")
    teller.does(f"open-round 2015a --on unknown {DESK}")
    for topic in ("ixp", "disabilities"):
        propose(teller, "2015a", topic, "2015-02-03")
    teller.does(
        f"open-debate 2015a --meeting 5 --on 2015-02-03 {CHAIR}",
        f"take-position ixp --holder Canada {OBJECTS} --meeting 5 --on 2015-02-03 {DESK}",
        f"take-position ixp --holder Finland --stance reserve --source statement --meeting 5 --on 2015-02-03 {DESK}",
        f"take-position ixp --holder Sweden --stance support --source statement --meeting 5 --on 2015-02-03 {DESK}",
        f"lift-objection ixp --holder Canada --how withdrawn --meeting 5 --on 2015-02-03 {DESK}",
        f"record-consensus ixp --set-aside-others --words en='The Group agreed (made up).' --meeting 5 "
        f"--on 2015-02-03 {CHAIR}",
    )
    told = teller.does("report 5")
    assert "Canada objected to “Internet exchange points”" in told
    assert "Finland entered a reservation on “Internet exchange points”" in told
    assert "The objection made by Canada to “Internet exchange points” was withdrawn." in told
    assert "Sweden supported “Internet exchange points”" in told
    assert told.count("The Group agreed (made up).") == 1
    for language in ("ar", "es", "fr", "ru", "zh"):
        assert "Canada" in teller.does(f"report 5 --language {language}")
    teller.does(
        f"approve-report 5 --sent-to en=All --paragraph 2015a/disabilities#2=4.2 --document CWG-Internet-5/9 "
        f"--on 2015-10-02 {DESK}",
    )
    assert "document CWG-Internet-5/9" in teller.does("notice ixp")


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_order_names_no_topic_that_was_declined_since(with_topics: Callable[..., Teller], language: str) -> None:
    teller, council = with_topics("lamps", "horns", "oil"), "--as 'Made-up Assembly Desk'"
    desk, in_order = "--as 'Made-up Desk'", IN_ORDER[language]
    teller.does(
        "record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 "
        "--as 'Made-up Chair'",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-03-04 {desk}",
        f"approve lamps horns oil --words en=Yes. --in-order --session 'Assembly 2020' --sitting 1 --on 2020-06-02 "
        f"{council}",
        f"launch lamps --opens 2020-07-01 --closes 2020-09-01 --on 2020-06-20 {desk}",
        f"convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --sitting 1=2021-06-02 "
        f"--on 2020-07-01 {council}",
    )
    papers = [f"{paper} --language {language}" for paper in ("notice lamps",)]
    for left in (("horns", "lamps", "oil"), ("lamps", "oil"), ()):
        for paper in papers:
            told = [one for line in teller.does(paper).splitlines() for _, *one in [line.partition(in_order)] if one[0]]
            named = {name for _, titles in told for name in ("horns", "lamps", "oil") if f"Made-up {name}" in titles}
            assert (paper, len(told), named) == (paper, bool(left), set(left))
        declined = {3: "horns", 2: "oil"}.get(len(left))
        if declined:
            teller.does(
                f"decline {declined} --words en=No. --session 'Assembly 2021' --sitting 1 --on 2021-06-02 {council}"
            )


def test_as_of_a_day_nothing_is_told_as_done_of_which_nobody_knows_that_it_was(of_2015: Teller) -> None:
    of_2015.does(
        f"record-hearing ixp --held 2015-10-05 --presided-by not-at-hand --summary not-at-hand --on 2015-10-05 {DESK}",
        f"close ixp --on unknown {DESK}",
    )
    assert "ixp" not in of_2015.does("list --as-of 2000-01-01")
    assert "looked at on 2015-09-01" in of_2015.does("plan 2015a --as-of 2015-09-01")
    assert "2015a/ixp is closed, since when is not known: record consideration." in " ".join(
        of_2015.does("inbox").split()
    )
    assert "closed, since when is not known (2015a/ixp#" in of_2015.does("show ixp")


def test_an_outcome_is_considered_at_no_meeting_that_was_over_before_the_online_phase_ended(of_2015: Teller) -> None:
    of_2015.does(
        f"record-hearing ixp --held 2015-10-05 --presided-by not-at-hand --summary not-at-hand --on 2015-10-05 {DESK}",
        f"close ixp --on unknown {DESK}",
    )
    offered = "record-consideration 2015a/ixp --as Secretariat --meeting N --on DAY"
    assert "--meeting 5" not in of_2015.does("inbox")
    assert all(offered in of_2015.does(line) for line in ("inbox", "why ixp 'record consideration'"))
    status, _, said = of_2015.types(f"record-consideration ixp --meeting 5 --on 2015-02-03 {DESK}")
    assert (status, "2015-02-03 lies before 2015-08-28. Give --meeting a later one." in said) == (3, True)
    assert "Outcome of" not in of_2015.does("agenda 5")
    convene(of_2015, 6, "2015-10-02", "2015-10-02")
    assert offered.replace("N --on DAY", "6 --on 2015-10-02") in of_2015.does("inbox")
    of_2015.does(f"record-consideration ixp --meeting 6 --on 2015-10-02 {DESK}")
    assert "The Group considered the outcome of the open consultation" in of_2015.does("report 6")


def test_an_agenda_has_what_was_wrongly_launched_first_and_its_meetings_as_corrected(of_2015: Teller) -> None:
    convene(of_2015, 6, "2015-10-12", "2015-10-12")
    of_2015.does(
        f"record-hearing ixp --held 2015-10-05 --presided-by not-at-hand --summary not-at-hand --on 2015-10-05 {DESK}",
        f"close ixp --on ..2015-10-10 {DESK}",
        f"annul 2015a/ixp#7 --why en='Made-up slip.' {DESK}",
        f"close ixp --on ..2015-10-10 {DESK}",
    )
    assert "Internet exchange points”" in of_2015.does("agenda 6")
    assert "## 2 Report of the fifth meeting" in of_2015.does("agenda 6")
    of_2015.does(f"approve-report 5 --sent-to en=All --on unknown {DESK}")
    assert "Report of the fifth meeting" not in of_2015.does("agenda 6")


def test_an_agenda_knows_a_launch_by_what_followed_it(of_2015: Teller) -> None:
    convene(of_2015, 6, "2015-10-12", "2015-10-12")
    of_2015.does(f"open-round 2015b --on unknown {DESK}")
    propose(of_2015, "2015b", "access", "2015-10-12")
    of_2015.does(
        f"open-debate access --meeting 6 --on 2015-10-12 {CHAIR}",
        f"annul 2015a/ixp#5 --why en='Made-up slip.' {DESK}",
        f"annul 2015a/ixp#4 --why en='Made-up slip.' {DESK}",
        f"launch ixp --opens unknown --closes 2015-08-28 --on unknown {DESK}",
        f"close ixp --on ..2015-10-10 {DESK}",
    )
    assert "Outcome of the open consultation" in of_2015.does("agenda 6")


def test_what_rests_on_a_contradicted_record_is_warned_of(teller: Teller, tmp_path: Path) -> None:
    begin(teller, tmp_path)
    convene(teller, 5, "2015-02-03", "2015-02-03")
    teller.does(f"open-round 2015a --on unknown {DESK}")
    propose(teller, "2015a", "ixp", "2015-02-02")
    teller.does(
        f"open-debate ixp --meeting 5 --on 2015-02-03 --entered-for Al-Mazyed {DESK}",
        f"record-consensus ixp --words not-at-hand --meeting 5 --on 2015-02-03 --entered-for Al-Mazyed {DESK}",
        f"take-position ixp --holder Canada {OBJECTS} --on 2015-02-02 {DESK}",
    )
    assert "2015a/ixp#4 contradicts" not in teller.types(f"endorse 2015a/ixp#2 --on 2015-02-04 {CHAIR}")[2]
    assert "2015a/ixp#4 contradicts 2015a/ixp#3" in teller.types(f"endorse 2015a/ixp#3 --on 2015-02-04 {CHAIR}")[2]
    launch = f"launch ixp --opens 2015-03-01 --closes 2015-08-28 --physical 2015-08-01 --on 2015-03-01 {DESK}"
    _, _, warned = teller.types(launch)
    assert "2015a/ixp#4 contradicts 2015a/ixp#3" in warned
    assert "lies before the online phase ends, on 2015-08-28" in warned


def test_a_withdrawal_on_a_day_of_a_meeting_that_it_does_not_name_is_warned_of(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog", "reef", "tide")
    withdraw = "withdraw {} --asked-by 'Made-up Land' --as 'Made-up Desk'"
    code, _, warned = teller.types(f"{withdraw.format('fog')} --on 2020-03-02")
    said = " ".join(warned.split())
    assert code == 0
    assert "2020-03-02 is a day of meeting/1, and the report of that meeting is silent on 2020/fog#3 (withdraw)" in said
    assert "give --meeting 1, now or by a correction (correct)." in said
    assert "withdrawn" not in teller.does("report 1")
    teller.does("correct fog#3 --meeting 1 --why en=Omitted. --as 'Made-up Desk' --on 2020-03-05")
    assert "withdrawn" in teller.does("report 1")
    for line in ("reef --meeting 1 --on 2020-03-02", "tide --on 2020-02-28", "tide --on 2020-03"):
        name, _, rest = line.partition(" ")
        assert "is a day of" not in teller.types(f"{withdraw.format(name)} {rest} --dry-run")[2]


def test_a_hearing_that_is_given_another_form_is_told_as_changed_with_the_reason(of_2015: Teller) -> None:
    of_2015.does(f"extend ixp --form virtual --reason en='Travel stopped (made up).' --on 2015-08-05 {DESK}")
    changed = "It was decided on 5 August 2015 to change the physical meeting to a virtual meeting, "
    reason = "for the following reason: “Travel stopped (made up).”"
    convene(of_2015, 6, "2015-12-01", "2015-12-01")
    assert changed + reason in of_2015.does("agenda 6 --as-of 2015-08-10")
    both = "--form hybrid --physical 2015-10-09 --place en=Nowhere --reason en='Both asked (made up).'"
    of_2015.does(f"extend ixp {both} --on 2015-08-12 {DESK}")
    told = of_2015.does("agenda 6 --as-of 2015-08-13")
    assert told.count("Both asked") == 1
    moved = "The virtual meeting was moved from 5 October 2015 to 9 October 2015, for the following reason:"
    later = "It was decided on 12 August 2015 to change the virtual meeting to a hybrid meeting."
    assert told.index(changed) < told.index(moved) < told.index(later)
    of_2015.does(f"extend ixp --form in-person --reason not-at-hand --on 2015-08-14 {DESK}")
    told = of_2015.does("agenda 6 --as-of 2015-08-14")
    assert "It was decided on 14 August 2015 to change the hybrid meeting to a meeting in person." in told
    assert "not at hand" not in told


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_day_on_which_a_hearing_was_given_another_form_is_not_that_on_which_it_is_held(
    of_2015: Teller, language: str
) -> None:
    convene(of_2015, 6, "2015-12-01", "2015-12-01")
    for form, on in (("virtual", "2015-08-05"), ("hybrid", "2015-08-12")):
        of_2015.does(f"extend ixp --form {form} --reason not-at-hand --on {on} {DESK}")
    told = of_2015.does(f"agenda 6 --as-of 2015-08-13 --language {language}").replace("\u00a0", " ")
    assert [one in told for one in CHANGED[language]] == [True, True], told


def test_a_hearing_that_is_first_planned_or_set_anew_in_a_form_is_not_told_as_changed(of_2015: Teller) -> None:
    convene(of_2015, 6, "2015-12-01", "2015-12-01")
    of_2015.does(
        f"call-off-hearing ixp --reason en='Flooded (made up).' --on 2015-08-20 {DESK}",
        f"extend ixp --physical 2015-10-20 --form virtual --reason en='Anew (made up).' --on 2015-08-25 {DESK}",
    )
    told = of_2015.does("agenda 6 --as-of 2015-08-26")
    assert "The virtual meeting was rescheduled for 20 October 2015" in told
    assert "to change" not in told


def test_a_text_launched_that_differs_from_the_decided_one_is_told_as_such_with_the_reason(
    with_topics: Callable[..., Teller], tmp_path: Path
) -> None:
    teller, desk = with_topics("fog", "reef"), "--as 'Made-up Desk'"
    teller.does("record-consensus fog reef --meeting 1 --on 2020-03-03 --as 'Made-up Chair'")
    text = tmp_path / "text.toml"
    text.write_text('title.en = "Made-up fog"\nquestions = [{ en = "What else?" }]\n', encoding="utf-8")
    days = f"--opens 2020-03-10 --closes 2020-07-01 --on 2020-03-10 {desk}"
    teller.does(f"launch fog --text-file {text} --reason en='Edited (made up).' {days}", f"launch reef {days}")
    reason = "decided on. The reason given was: “Edited (made up).”"
    for paper in ("call fog", "call fog --letter"):
        told = teller.does(f"{paper} --as-of 2020-03-11")
        assert f"Text as launched; it differs from the text that was {reason}" in told
        assert "What else?" in told
    assert "Texto tal como" in teller.does("call fog --as-of 2020-03-11 --language es")
    assert "differs" not in teller.does("call reef --as-of 2020-03-11")


def test_as_of_a_day_no_later_record_is_named(with_topics: Callable[..., Teller]) -> None:
    teller, chair = with_topics("fog"), "--as 'Made-up Chair'"
    teller.does(
        f"defer fog --meeting 1 --on 2020-03-03 {chair}",
        f"annul fog#3 --why en=Slip. --on 2020-06-01 {chair}",
    )
    assert "fog#4" in teller.does("show fog")
    assert "fog#4" not in teller.does("show fog --as-of 2020-03-10")
