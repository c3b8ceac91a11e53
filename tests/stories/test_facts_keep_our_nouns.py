"""What a body of another kind wrote itself keeps our nouns, wherever it is read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.store import SubscriberRow
from escalade.services.views.nouns import OURS
from escalade.web.app import close, create_app
from escalade.web.auth.scoped_reader import Sight
from escalade.web.i18n.language import LANGUAGES
from escalade.web.i18n.placeholder import ALONE, NounTable
from escalade.web.mail.letter import ActNews, LetterWriter
from escalade.web.settings import Settings
from tests.stories import test_objections_council
from tests.web.browser import Browser
from tests.web.catalogue import LOCALE, OTHERS

from .conftest import Teller
from .test_objections_council import CASE, council, decided, launched

__all__ = ["council", "decided", "launched"]


def words(language: str) -> Iterable[tuple[str, tuple[str, str, str]]]:
    """The forms of our nouns in a language."""
    return NounTable(LOCALE / language / "nouns.toml").words.items()


TOPIC = "objection-1/return"
TITLES = {"en": f"A Group's {', '.join(OURS)}"} | {
    language: ", ".join({form[len(context) :].removeprefix(ALONE): "" for form, (_, _, context) in words(language)})
    for language in OTHERS
}
"""By language, a title that holds each of our nouns, in each form."""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Teller:
    """A teller while a topic of that title is reviewed."""
    titles = ", ".join(f'{language} = "{title}"' for language, title in TITLES.items())
    case = tmp_path / "case.toml"
    text = re.sub(r"title = \{ en = \"Return[^}]*\}", f"title = {{ {titles} }}", CASE.read_text("utf-8"))
    case.write_text(text, "utf-8")
    monkeypatch.setattr(test_objections_council, "CASE", case)
    teller: Teller = request.getfixturevalue("launched")
    return teller


def plain(text: str) -> str:
    """A text as it is read, in one line, without marks of direction."""
    return " ".join(html.unescape(html.unescape(re.sub("[\u2066-\u2069]", "", text))).split())


def letter(told: Teller, language: str) -> str:
    """What a subscriber is told of the launch, in a language."""
    facts: dict[str, Any] = {"asked": 0, "confirmed": 1, "seen": 0, "told": 0, "kinds": "consultations"}
    reader_of_it = SubscriberRow(key="k", address="a@b.example", account="", language=language, **facts)
    with open_reader(Location(told.register)) as reader:
        sight = Sight(reader, "")
        topic = sight.standing.topic(TOPIC)
        record = topic.last("launch") if topic else None
        assert record
        writer = LetterWriter(reader_of_it, sight, "https://body.example")
        return writer.tell([ActNews("k", "launch", (record,), "public")], [], "public").text


def test_a_title_keeps_each_of_our_nouns_wherever_it_is_read(told: Teller) -> None:
    app = create_app(Settings(register=Location(told.register), accounts=told.register.with_name("accounts.toml")), {})
    browser = Browser(app)
    for language in LANGUAGES:
        pages = (f"/{language}/topics/{TOPIC}", f"/{language}/feeds/decisions.atom", f"/api/topics/{TOPIC}")
        read = {page: browser.get(page).text for page in pages}
        read |= {
            line: told.does(f"{line} --language {language}") for line in (f"show {TOPIC}", "list", "consultations")
        }
        read |= {"letter": letter(told, language)}
        assert [place for place, text in read.items() if plain(TITLES[language]) not in plain(text)] == [], language
    browser.close()
    close(app)
