"""Notes on what people do type: apostrophes in titles, sections of a charter, resolutions of one council."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
TEXTS = """
[modalities]
citation = { en = "Resolution 1344 (Mod. 2015) of the Council", fr = "la Résolution 1344 du Conseil" }
[referral]
citation = { en = "Made-up Directives, paragraph 2.6", fr = "les Directives, paragraphe 2.6" }
[other]
citation = { en = "Resolution 1336 (Mod. 2015) of the Council", fr = "la Résolution 1336 du Conseil" }
"""


@pytest.fixture
def referred(group: Teller, tmp_path: Path) -> Teller:
    """A topic whose titles have apostrophes, referred under texts that cite sections."""
    texts = tmp_path / "texts.toml"
    texts.write_text(TEXTS, encoding="utf-8")
    titles = '--title en="Sailors\' signals" --title fr="L\'appel d\'air"'
    group.does(
        f"amend-constitution --legal-text {texts} --authority en=Us. --since 2020-01-06 --on 2020-02-01 {DESK}",
        f"propose 2020/fog {titles} --question en='What of it?' --question fr='Qu’en est-il ?' --by-state 'Made-up Land' "
        f"--on 2020-02-10 {DESK}",
        f"open-debate fog --meeting 1 --on 2020-03-02 {CHAIR}",
        f"record-no-consensus fog --tried en=Much. --tried fr=Beaucoup. --refer --words not-at-hand --meeting 1 "
        f"--on 2020-03-03 {CHAIR}",
        f"approve-report 1 --sent-to en=All. --document MWG-1/9 --on 2020-03-10 {DESK}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
    )
    return group


def checked(teller: Teller, language: str) -> list[str]:
    """The errors of the check of the note."""
    _, out, _ = teller.types(f"check 2020 --language {language}")
    return [line for line in out.splitlines() if line.startswith("error")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_note_on_a_title_with_an_apostrophe_is_issued(referred: Teller, language: str) -> None:
    assert checked(referred, language) == []
    issue = f"issue 2020 --kind note --symbol MA20/5 --form md --accept all --on 2020-04-08 {DESK}"
    referred.does(f"{issue} --language {language}")


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("en", "Resolutions 1336 (Mod. 2015) and 1344 (Mod. 2015) of the Council"),
        ("fr", "Résolutions 1336 et 1344 du Conseil"),
    ],
)
def test_resolutions_of_one_council_are_named_as_its_own_once(referred: Teller, language: str, cited: str) -> None:
    assert cited in referred.does(f"note 2020 --language {language}").replace("\u00a0", " ")
