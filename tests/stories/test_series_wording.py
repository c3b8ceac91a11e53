"""What a body calls the documents of a series stands in its papers, in the words and forms that it gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Teller
from .rounds import begin, convene, propose

DESK, CHAIR = "--as Secretariat", "--as Al-Mazyed"
TERMS = """
["symbol_series.CWG-Internet".wording]
en = "contribution {}"
fr = "contribution {}"
es = "contribución {}"
ru = "публикация {}"
ar = "المساهمة {}"
zh = "{}号文稿"

["symbol_series.CWG-Internet".forms]
fr = { gender = "feminine" }
es = { gender = "feminine" }
ru = { gender = "feminine", genitive = "публикации {}" }
"""
POINTER = {
    "en": "that meeting, contribution CWG-Internet-5/9)",
    "fr": "cette réunion, contribution CWG-Internet-5/9)",
    "es": "esa reunión, contribución CWG-Internet-5/9)",
    "ru": "этом собрании, публикация CWG-Internet-5/9)",
    "ar": "المساهمة",
    "zh": "CWG-Internet-5/9号文稿",
}  # fmt: skip
"""By language, how a decision is pointed to."""


@pytest.fixture
def provisional(teller: Teller, tmp_path: Path) -> Teller:
    """A decision of which a document that is not final yet tells."""
    begin(teller, tmp_path)
    convene(teller, 5, "2015-02-03", "2015-02-03")
    teller.does(f"open-round 2015a --on unknown {DESK}")
    propose(teller, "2015a", "ixp", "2015-02-03")
    teller.does(
        f"open-debate ixp --meeting 5 --on 2015-02-03 {CHAIR}",
        f"record-consensus ixp --words not-at-hand --document 'CWG-Internet 5/9' --paragraph 3.2 --provisional --on 2015-02-03 --meeting 5 {CHAIR}",
    )
    return teller


def printed(teller: Teller, language: str) -> str:
    """The notice on the topic, as it is read."""
    told = teller.does(f"notice ixp --language {language}")
    return "".join(one for one in told.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "") if one.isprintable())


def test_a_document_is_called_as_its_body_calls_it(provisional: Teller, tmp_path: Path) -> None:
    before = {language: printed(provisional, language) for language in POINTER}
    file = tmp_path / "terms.toml"
    file.write_text(TERMS, encoding="utf-8")
    provisional.does(
        f"amend-constitution --terms-file {file} --authority en='A made-up decision.' --on 2015-02-01 {DESK}"
    )
    assert [language for language, words in POINTER.items() if words in before[language]] == []
    assert [language for language, words in POINTER.items() if words not in printed(provisional, language)] == []


def test_a_language_in_which_a_series_has_no_word_is_named_before_a_paper_is_drawn(
    provisional: Teller, tmp_path: Path
) -> None:
    file = tmp_path / "terms.toml"
    file.write_text(TERMS.replace('es = "contribución {}"\n', "").replace(', genitive = "публикации {}"', ""), "utf-8")
    amends = f"amend-constitution --terms-file {file} --authority en='A made-up decision.' --on 2015-02-01 {DESK}"
    provisional.does(amends)
    lines = [line for line in provisional.types("check --languages 2015a")[1].splitlines() if "symbol_series" in line]
    assert [line.split()[0] for line in lines] == ["es", "ru"]
    assert all("lacking" in line and "body#4" in line and "amend-constitution" in line for line in lines)
