"""The legal texts that a note cites, and those that only a State speaks of."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from escalade.models.cases import find_shipped_case
from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"


@pytest.fixture
def referred(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a body whose texts name who adopted them, a topic referred over an objection."""
    teller = with_topics("fog")
    cited = {
        "mandate.citation.en": "Decision 11 (Mod. 2015) of the Made-up Assembly",
        "modalities.citation.en": "Decision 12 (Rev. 2018)",
        "referral.citation.en": "Decision 13 (Mod. 2015) of the Made-up Assembly",
        "mandate.citation.fr": "la Décision 11 (Mod. 2015)",
        "modalities.citation.fr": "la Décision 12 (Rév. 2018)",
        "referral.citation.fr": "la Décision 13 (Mod. 2015)",
        "mandate.citation.es": "la Decisión 11 (Mod. 2015)",
    }
    given = " ".join(f"--set texts.{key}='{text}'" for key, text in cited.items())
    teller.does(
        f"correct body#1 {given} --set membership.fr='aux seuls membres inventés' --why en=Slip --on 2020-03-02 {DESK}",
        f"take-position fog --holder 'Made-up Isle' --stance object --text en='It contradicts Decision 77 (2001).' "
        f"--meeting 1 --on 2020-03-02 {DESK}",
        "record-no-consensus fog --tried not-at-hand --refer --words en='To refer it.' --meeting 1 --on 2020-03-03 "
        f"{CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return teller


def unlisted(teller: Teller) -> list[str]:
    """What the check finds of citations."""
    _, out, _ = teller.types("check 2020 --format json")
    found = json.loads(out)
    rows = found["findings"] if isinstance(found, dict) else found
    return [row["what"] for row in rows if row["check"] == "resolutions-are-listed"]


def test_texts_that_name_who_adopted_them_are_listed_together(referred: Teller) -> None:
    note = referred.does("note 2020 --language en")
    assert "11 (Mod. 2015) of the Made-up Assembly, 12 (Rev. 2018) and 13" in note
    assert "Decision 77 (2001)" in note
    assert unlisted(referred) == []


def test_a_text_that_the_note_itself_cites_must_be_listed(referred: Teller) -> None:
    referred.does(f"correct fog#4 --tried en='Decision 88 (1999) was read.' --why en=Omitted --on 2020-03-04 {CHAIR}")
    (what,) = unlisted(referred)
    assert what.startswith("Decision 88 (1999) is cited, and the references do not list it. “correct body#1 --set")
    given = "--set texts.other.citation.en='Decision 88 (1999)'"
    referred.does(f"correct body#1 {given} --why en=Omitted --on 2020-03-04 {DESK}")
    assert unlisted(referred) == []


def test_references_begin_without_an_article_and_with_a_capital(referred: Teller) -> None:
    assert "**Références**\n\nDécisions 11 (Mod. 2015), 12 (Rév. 2018) et 13 (Mod. 2015)" in referred.does(
        "note 2020 --language fr"
    )
    assert "\n\nDecisión 11 (Mod. 2015)" in referred.does("note 2020 --language es")


def test_whom_the_work_is_open_to_has_its_preposition_once(referred: Teller) -> None:
    assert "est ouverte aux seuls membres inventés" in referred.does("note 2020 --language fr")


def errors(teller: Teller) -> list[str]:
    """What the check calls an error of any language of the note."""
    _, out, _ = teller.types("check 2020 --format json")
    found = json.loads(out)
    rows = found["findings"] if isinstance(found, dict) else found
    return [row["what"] for row in rows if row["severity"] == "error"]


def test_a_typed_apostrophe_and_typed_quotation_marks_are_no_other_title(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog")
    teller.does(
        f'correct fog#1 --title en="Sailors\' \\"loud\\" signals" --title fr="Les \\"signaux\\" de l\'équipage" '
        f"--why en=Slip --on 2020-03-02 {DESK}",
        f"record-no-consensus fog --tried not-at-hand --refer --words en='To refer it.' --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    assert "Sailors’" in teller.does("note 2020 --language en")
    assert "l’équipage" in teller.does("note 2020 --language fr")
    assert not [what for what in errors(teller) if "titled" in what]


def test_the_body_that_adopted_several_texts_is_named_once_behind_them(referred: Teller) -> None:
    given = "--set texts.modalities.citation.fr='la Décision 12 (Rév. 2018) de l’Assemblée fictive'"
    other = [f"--set texts.{key}.citation.fr='la Décision {number} (Mod. 2015) de l’Assemblée fictive'"
             for key, number in (("mandate", 11), ("referral", 13))]  # fmt: skip
    referred.does(f"correct body#1 {given} {' '.join(other)} --why en=Slip --on 2020-03-02 {DESK}")
    note = referred.does("note 2020 --language fr")
    assert "Décisions 11 (Mod. 2015), 12 (Rév. 2018) et 13 (Mod. 2015) de l’Assemblée fictive" in note.replace(
        "\u00a0", " "
    )
    assert not [what for what in errors(referred) if "It lacks" in what]


def test_a_text_that_is_itself_called_by_a_paragraph_is_no_paragraph_of_the_note(referred: Teller) -> None:
    referred.does(
        "correct body#1 --set texts.referral.citation.en='Made-up Directives, paragraph 2.6' "
        f"--set texts.referral.citation.fr='Directives fictives, paragraphe 2.6' --why en=Slip --on 2020-03-02 {DESK}"
    )
    assert "paragraph 2.6" in referred.does("note 2020 --language en").replace("\u00a0", " ")
    assert not [what for what in errors(referred) if "no such paragraph" in what]


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_cites_itself_neither_as_it_was_submitted_nor_as_a_draft_of_an_earlier_day(
    teller: Teller, language: str
) -> None:
    teller.begins(f"load {find_shipped_case('cwg_internet_2017')}")
    for day in ("--as-of 2017-03-20", "--as-of 2017-03-20 --to-session 'Council 2017'", "--on 2017-03-20"):
        assert "C17/51" not in teller.draws(f"note 2017 {day}", language), day
    submitted = teller.draws("note 2017", language)
    assert submitted.count("C17/51") == 1  # its masthead
    assert "C17/51" in teller.draws("notice gender --as-of 2017-06-01", language)


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_is_no_source_of_a_view_that_it_sets_out(with_topics: Callable[..., Teller], language: str) -> None:
    teller = with_topics("fog", "rope")
    teller.does(
        f"take-position fog --holder 'Made-up Isle' --stance reserve --source MA20/5 --meeting 1 --on 2020-03-02 {DESK}",
        f"take-position rope --holder 'Made-up Isle' --stance reserve --source MA20/4 --meeting 1 --on 2020-03-02 {DESK}",
        f"record-no-consensus fog rope --tried en=Much. --refer --words en=So. --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog rope --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    assert teller.draws("note 2020", language).count("MA20/5") == 1  # its masthead
    draft = teller.draws("note 2020 --as-of 2020-03-20", language)
    assert ("MA20/5" in draft, draft.count("MA20/4")) == (False, 2)
