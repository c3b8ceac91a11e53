"""Nothing on record is dropped in silence, and no day is taken that cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from .conftest import Teller

DESK, CHAIR, ASSEMBLY = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
WithTopics = Callable[..., Teller]
TWO = "--title en=Lamps --title fr=Lampes --question en=Which? --question 'fr=Lesquelles ?'"
PROPOSES = f"propose 2020/lamps {TWO} --by-state 'Made-up Land' --on 2020-02-10 {DESK}"
ONE_ONLY = "It is changed in English only; the text in French stands as it was."


def agreed(group: Teller) -> Teller:
    """A topic in two languages that the Group agreed on."""
    group.does(
        PROPOSES,
        f"open-debate lamps --meeting 1 --on 2020-03-02 {CHAIR}",
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
    )
    return group


# Days


def test_a_launch_of_what_is_over_asks_for_its_day(group: Teller) -> None:
    launch = f"launch lamps --opens 2020-04-01 --closes 2020-06-01 {DESK}"
    agreed(group).is_refused(launch, "what_it_announces_is_not_over")
    assert "--on DAY" in group.types(launch)[2]
    group.does(f"{launch} --on 2020-04-01")
    assert "launched" in group.does("list 2020 --as-of 2020-04-02")
    group.is_refused(f"extend lamps --closes 2020-07-01 {DESK}", "what_it_announces_is_not_over")
    group.does(f"extend lamps --closes 2020-07-01 --on 2020-05-20 {DESK}")


def test_a_meeting_that_is_over_is_convened_on_the_day_that_is_given(group: Teller) -> None:
    line = f"convene 5 --opens 2020-02-03 --closes 2020-02-03 --place en=Harbour {DESK}"
    group.is_refused(line, "what_it_announces_is_not_over")
    group.does(f"{line} --on 2020-01")
    assert "2020-02-03" in group.does("show meeting/5 --as-of 2020-02-04")


def test_a_hearing_and_a_contribution_take_the_day_that_they_tell(group: Teller) -> None:
    agreed(group).does(
        f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --physical 2020-07-01 --on 2020-04-01 {DESK}",
        f"record-hearing lamps --held 2020-07-01 --presided-by not-at-hand --summary not-at-hand {DESK}",
        f"receive MWG-1/7 --by-state 'Made-up Land' --submitted 2020-02-20 --concerns lamps {DESK}",
    )
    assert group.history("lamps")[-1]["on"] == "2020-07-01"
    assert group.history("2020")[-1]["on"] == "2020-02-20"


# Languages


def test_a_question_corrected_in_one_language_keeps_the_other(group: Teller) -> None:
    group.does(PROPOSES)
    line = f"correct lamps#1 --question en='Which, exactly?' --why en=Misprint --on 2020-02-11 {DESK}"
    assert ONE_ONLY in group.types(line)[2]
    shown = group.does("show lamps --language fr")
    assert "Lesquelles" in shown
    told = group.does("diff lamps")
    assert "Which, exactly?" in told.replace("[-", "").replace("{+", "").replace("+}", "") or "exactly" in told


def test_what_is_corrected_beneath_a_decision_is_told(group: Teller) -> None:
    line = f"correct lamps#1 --question en='Which, exactly?' --why en=Misprint --on 2020-03-11 {DESK}"
    said = agreed(group).types(line)[2]
    assert "The text of 2020/lamps#3 (record consensus) is corrected with it." in said


def test_questions_of_another_number_are_said_to_be_left_behind(group: Teller) -> None:
    group.does(PROPOSES)
    line = f"correct lamps#1 --question en=Which? --question en=Why? --why en=Misprint --on 2020-02-11 {DESK}"
    assert "What stood there in French is not carried over: give it anew, or translate it." in group.types(line)[2]


def test_a_revision_in_one_language_keeps_the_other_and_the_title(group: Teller) -> None:
    group.does(PROPOSES)
    revise = f"revise lamps --question 'en=What are they?' --source 'MWG-1/4(Rev.1)' --on 2020-02-12 {DESK}"
    assert ONE_ONLY in group.types(revise)[2]
    version = group.history("lamps")[-1]["motion"]["version"]
    assert version["title"] == {"en": "Lamps", "fr": "Lampes"}
    assert version["questions"] == [{"en": "What are they?", "fr": "Lesquelles ?"}]
    group.does(f"revise lamps --question not-at-hand --source MWG-1/5 --on 2020-02-13 {DESK}")
    version = group.history("lamps")[-1]["motion"]["version"]
    assert (version["title"]["fr"], version.get("questions")) == ("Lampes", None)
    group.does(f"revise lamps --title 'en=Lamps and bulbs' --source MWG-1/6 --on 2020-02-14 {DESK}")
    version = group.history("lamps")[-1]["motion"]["version"]
    assert (version["title"]["fr"], version["questions_not_at_hand"]) == ("Lampes", True)


def test_an_invitation_stays_unless_it_is_given_empty(group: Teller, tmp_path: Path) -> None:
    group.does(f"{PROPOSES} --invitation 'en=All are asked:' --invitation 'fr=Chacun est interrogé :'")
    group.does(f"revise lamps --title en=Bulbs --source MWG-1/4 --on 2020-02-12 {DESK}")
    assert group.history("lamps")[-1]["motion"]["version"]["invitation"]["en"] == "All are asked:"
    file = tmp_path / "act.json"
    file.write_text(json.dumps({"version": {"invitation": {}, "source": "MWG-1/5"}}))
    group.does(f"revise lamps --from {file} --on 2020-02-13 {DESK}")
    version = group.history("lamps")[-1]["motion"]["version"]
    assert ("invitation" in version, version["title"]["en"]) == (False, "Bulbs")


def test_a_standing_stays_with_the_language_that_is_not_worded_anew(group: Teller) -> None:
    group.does(
        f"{PROPOSES} --standing fr=unofficial-translation --standing en=reconstructed",
        f"revise lamps --question en=What? --source MWG-1/4 --on 2020-02-12 {DESK}",
    )
    assert group.history("lamps")[-1]["motion"]["version"]["standing"] == {"fr": "unofficial translation"}


def test_a_text_of_no_shape_is_refused_as_such(group: Teller, tmp_path: Path) -> None:
    group.does(PROPOSES)
    file = tmp_path / "act.json"
    file.write_text(json.dumps({"version": {"questions": 5}}))
    assert group.types(f"revise lamps --from {file} {DESK}")[0] == 2


def test_a_place_in_one_more_language_keeps_the_first(group: Teller) -> None:
    group.does(f"convene 2 --place 'fr=Port inventé' --on 2020-02-05 {DESK}")
    shown = json.loads(group.does("show meeting/2 --format json"))
    assert "Made-up Harbour" in json.dumps(shown)
    assert "Made-up Harbour" in group.does("agenda 2 --language en")
    said = group.types(f"convene 2 --place en=Elsewhere --on 2020-02-06 {DESK}")[2]
    assert ONE_ONLY in said


# Acts on several topics


def test_a_confirmation_reaches_every_topic_of_the_act(with_topics: WithTopics) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"approve lamps horns --in-order --words not-at-hand --session 'Assembly 2020' --sitting 1 --on 2020-06-02 "
        f"--document MA20/30 --provisional {ASSEMBLY}",
        f"confirm lamps#5 --document 'MA20/30(Rev.1)' --on 2020-07-01 {ASSEMBLY}",
    )
    assert [teller.acts(name)[-1] for name in ("lamps", "horns")] == ["confirm", "confirm"]
    teller.does(f"confirm horns#5 --document 'MA20/30(Rev.2)' --on 2020-08-01 {ASSEMBLY}")
    assert [len(teller.acts(name)) for name in ("lamps", "horns")] == [7, 7]
    assert teller.holds()


# Names


def test_a_sponsor_who_becomes_known_is_named_by_a_correction(group: Teller) -> None:
    group.does(f"propose 2020/lamps {TWO} --unattributed --on 2020-02-10 {DESK}")
    group.does(f"correct lamps#1 --set by_state=Atlantis --why en=Known --on 2020-02-12 {DESK}")
    shown = group.does("show lamps")
    assert "Atlantis" in shown
    assert "unattributed" not in shown
    group.does(f"correct lamps#1 --set by_state=Atlantis --set by_state=Lemuria --why en=Both --on 2020-02-13 {DESK}")
    assert "Lemuria" in group.does("show lamps")
    group.does(
        f"receive MWG-1/8 --by-state Mu --concerns lamps --on 2020-02-12 {DESK}",
        f"correct 2020#2 --set by_state=Atlantis --why en=Misread --on 2020-02-13 {DESK}",
    )
    assert "Atlantis" in group.does("show 2020#2")


def test_a_state_is_the_one_of_the_list_of_names_however_it_is_typed(group: Teller, tmp_path: Path) -> None:
    names = tmp_path / "names.json"
    names.write_text(json.dumps({"names": {"Côte d'Ivoire": {"fr": "Côte d'Ivoire"}, "Türkiye": {"fr": "Türkiye"}}}))
    group.does(f"amend-constitution --authority en=Decision --names-file {names} --on 2020-02-01 {DESK}", PROPOSES)
    group.does(
        "record-statement lamps --holder 'cote d’ivoire' --holder Turkiye --holder Mu --text en=Yes. "
        f"--on 2020-02-12 {DESK}",
        f"receive MWG-1/8 --by-state TURKIYE --concerns lamps --on 2020-02-12 {DESK}",
    )
    assert group.history("lamps")[-1]["motion"]["holders"] == ["Côte d'Ivoire", "Türkiye", "Mu"]
    assert group.history("2020")[-1]["motion"]["by_state"] == ["Türkiye"]


def test_a_tag_that_no_language_has_is_refused(group: Teller) -> None:
    for tag, said in (("eng", "which is written en"), ("xx", "names a language “xx”")):
        code, _, told = group.types(f"propose 2020/lamps --title {tag}=Lamps --unattributed {DESK}")
        assert (code, said in told) == (2, True)
    group.does(f"propose 2020/lamps --title nl=Lampen --unattributed --on 2020-02-10 {DESK}")


def test_nobody_is_appointed(group: Teller) -> None:
    code, _, told = group.types(f"appoint not-at-hand --office chair {DESK}")
    assert (code, "--entered-for not-at-hand" in told) == (2, True)
