"""States and sessions have the names that the record gives them in the language of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case
from escalade.web.app import close, create_app
from escalade.web.settings import Settings
from tests.web.browser import Browser, said

SAID = {
    "fr": ("C17/88 : Inde", "Conseil 2017 , "),
    "ru": ("C17/88: Индия", "Совет 2017 года , "),
    "zh": ("C17/88\uff1a印度", "理事会2017年会议", "第8次全体会议", "2017轮次", "并修正了案文。答复已于"),
}


@pytest.mark.parametrize("language", SAID)
def test_states_and_sessions_are_named_in_the_language_of_the_page(tmp_path: Path, language: str) -> None:
    register = tmp_path / "register.db"
    assert run(["--quiet", "--register", str(register), "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    app = create_app(Settings(register=Location(register), accounts=tmp_path / "accounts.toml"), {})
    with Browser(app, headers={"accept-language": language}) as browser:
        page = said(browser.get("/topics/2017/ott"))
    close(app)
    assert [words for words in SAID[language] if words not in page] == []
