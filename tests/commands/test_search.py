"""Words found in the records, without regard to accents and case."""

from __future__ import annotations

from .conftest import DESK, Shell


def test_words_are_found_without_regard_to_accents_and_case(round_of_2017: Shell) -> None:
    found = {row["record"] for row in round_of_2017("search REDUIRE fracture --format json").data}
    assert found == {"2017/gender#1"}
    assert round_of_2017("search zebra") == (0, "", "Nothing on record has these words.\n")
    assert "C17/88" in round_of_2017("search c17/88").out


def test_a_search_of_public_records_leaves_the_others_out(debated: Shell) -> None:
    debated.does(
        f"take-position lamps --holder Isle --stance support --text en='Zebra.' --source X --on 2020-03-02 {DESK}"
    )
    assert "2020/lamps#3" in debated("search zebra").out
    assert debated("search zebra --public").out == ""


def test_a_session_without_decisions_says_so(debated: Shell) -> None:
    assert debated("decisions --session 'Assembly 2020'").err == "No decision of Assembly 2020 is on record.\n"


def test_a_search_finds_references_officers_and_items_of_agendas(round_of_2017: Shell) -> None:
    def found(words: str) -> list[tuple[str, str]]:
        return [(row["record"], row["found in"]) for row in round_of_2017(f"search {words} --format json").data]

    assert found("2017/ott") == [("2017/ott#1", "reference")]
    assert found("ott 2017") == found("2017/ott")
    assert found("meeting/9") == [("meeting/9#1", "reference")]
    assert ("session/Council 2017#1", "reference") in found("'council 2017'")
    assert found("'PL 1.3'") == [("2017/gender#4", "agenda item"), ("2017/ott#4", "agenda item")]
    assert ("2017/ott#4", "document") in found("C17/51")
    assert [one for one in found("al-mazyed") if one[0].startswith("2017/ott")] == [
        ("2017/ott#2", "officer"), ("2017/ott#3", "officer"),
    ]  # fmt: skip


def test_a_search_finds_whom_an_act_was_entered_for(debated: Shell) -> None:
    debated.does(
        f"record-no-consensus lamps --tried en=All --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}",
    )
    (found,) = (row for row in debated("search chair --format json").data if row["found in"] == "entered for")
    assert found["record"] == "2020/lamps#3"


def test_a_search_finds_words_and_symbols_but_no_choices(round_of_2017: Shell) -> None:
    assert round_of_2017("search official").out == ""
    found = round_of_2017("search c17/88 --format json").data
    assert {(row["record"], row["found in"]) for row in found} == {
        ("2017#2", "symbol"),
        ("2017/ott#5", "source"),
        ("2017/ott#5", "document"),
        *(("2017/ott#5", f"text ({language})") for language in ("ar", "en", "es", "fr", "ru", "zh")),
    }
    found = round_of_2017("search India --format json").data
    assert [row["found in"] for row in found] == [
        *("names, India (en)", "names, India (es)", "by state 1", "holder 1"),
        *("text (en)", "text (es)"),
    ]


def test_a_correction_is_found_by_what_it_says(debated: Shell) -> None:
    debated.does(f"correct lamps#1 --why en=Typo --set version.title.en=Zebra --on 2020-03-03 {DESK}")
    assert [row["found in"] for row in debated("search zebra --format json").data] == ["fields, title, en"]


def test_a_search_without_words_is_told_so(round_of_2017: Shell) -> None:
    assert "is to be told which words to find" in round_of_2017.refuses("search ' '", 2).err
