"""The legal texts that a note cites, and those that only a State speaks of."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

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
