"""Several reports of one body: what is the same act is one, and what disagrees is shown."""

from __future__ import annotations

from escalade.services.reading.case import ReadCase, read_documents
from escalade.templates.checks.reading.file import document_in
from escalade.workflow.subjects.standing import Memory

HELD = "The Group held its eighth meeting in Geneva on {days} October 2016."
CONSULTED = {
    "en": "an online consultation from February to September 2016 on the topic “Harbours”, followed by a physical "
    "consultation meeting on 11 October 2016.",
    "fr": "une consultation en ligne, de février à septembre 2016, sur le thème « Ports », suivie, le 11 octobre 2016, "
    "d’une réunion de consultation en présentiel.",
}


def case_of(*sentences: str) -> ReadCase:
    """The case of as many reports as there are sentences."""
    headings = {True: "Activités du Groupe et des membres", False: "Activities of the Group"}
    reports = [f"# 2016\n\n## 1 {headings['thème' in one]}\n\n1.1 {one}\n" for one in sentences]
    return read_documents([document_in(one.encode(), f"{n}.md") for n, one in enumerate(reports)], Memory())


def told(case: ReadCase) -> list[str]:
    """The acts that a report tells."""
    return [one.act for one in case.proposals if one.is_told]


def test_an_act_that_two_reports_tell_is_one() -> None:
    case = case_of(HELD.format(days="13 and 14"), HELD.format(days="13 and 14"))
    assert told(case) == ["convene"]
    assert case.notes == []


def test_where_two_reports_disagree_both_are_shown() -> None:
    case = case_of(HELD.format(days="13 and 14"), HELD.format(days="13 and 15"))
    assert told(case) == ["convene"]
    assert case.notes == [
        "convene meeting/8: closes is 2016-10-14 in 0.md, paragraph 1.1, and 2016-10-15 in 1.md, paragraph 1.1"
    ]


def test_titles_in_two_languages_are_offered_as_one_and_never_joined() -> None:
    case = case_of(CONSULTED["en"], CONSULTED["fr"])
    assert told(case) == ["record consultation", "record consultation"]
    assert [note.partition(":")[0] for note in case.notes] == ["may be one"]


def test_several_meetings_and_days_pair_only_where_the_counts_agree() -> None:
    case = case_of("The Group held its eighth and ninth meetings in Geneva on 13 and 14 October 2016.")
    assert [one.fields.get("opens") for one in case.proposals if one.act == "convene"] == [None, None]
    assert "are not paired" in case.notes[0]


def test_the_words_of_a_decision_that_is_quoted_name_no_topic() -> None:
    said = (
        "After discussion, the Group noted that there was no consensus on the proposed topic “Harbours”. The Group "
        "accordingly decided as follows: “Yes”."
    )
    report = f"# Draft paragraphs for the report of the first meeting\n\n## Choice of the topic\n\n1 {said}\n"
    case = read_documents([document_in(report.encode(), "draft.md")], Memory())
    assert [(one.act, one.of[0][-8:]) for one in case.proposals if one.is_told] == [("record no consensus", "harbours")]
