"""Texts sent to be translated from the page of a paper, and taken back there."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.templates.hidden_matter import WAYS, hiding
from tests.web.acts import put_forward, record, steps, text
from tests.web.browser import CHAIR, DESK, Browser, does, hidden, said
from tests.web.conftest import Visitors

NOTE = "/rounds/2020/papers/note"
BACK = f"{NOTE}/translation"
Translate = Callable[[str], str]


@pytest.fixture
def desk(place: Location, visitors: Visitors) -> Browser:
    """The secretariat, in whose round a topic was put forward and is debated."""
    record(place, put_forward(version=text("Fog signals", "What are 12 good signals?")), *steps("debated"))
    return visitors(DESK)


def sent(browser: Browser, form: str = "docx", *languages: str, **more: str) -> Response:
    """The texts, as a browser downloads them."""
    return browser.get(BACK, params={"to": languages or ("ru",), "as": form, **more})


def translated(data: bytes, translate: Translate = "По-русски: {}".format) -> bytes:
    """A file with the translation of every text."""
    document = docx.Document(io.BytesIO(data))
    for row in document.tables[0].rows[1:]:
        row.cells[2].paragraphs[0].text = translate(row.cells[1].text)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def takes(browser: Browser, file: bytes | None = None, /, name: str = "ru.docx", **typed: Any) -> Response:
    """Give back a file, or look at it once more."""
    data = {"form": hidden(browser.get(NOTE).text, "form"), "about": "2020", "step": "show", **typed}
    return browser.post(BACK, data=data, files={"returned": (name, file)} if file is not None else {})


def waits(page: Response) -> str:
    """The file that waits, as the form shows it ticked."""
    found = re.search(r'name="returned" value="([^"]+)" checked', page.text)
    assert found, said(page)
    return found[1]


def received(place: Location) -> list[Any]:
    """The translations on record."""
    with open_reader(place) as reader:
        told = reader.standing().subject("2020/fog").told
    return [one.motion for one in told if one.act == "receive translation"]


def test_what_came_is_shown_and_then_recorded(desk: Browser, place: Location) -> None:
    file = sent(desk)
    assert file.headers["content-disposition"] == 'attachment; filename="2020.ru.docx"'
    shown = takes(desk, translated(file.content))
    assert (shown.status_code, received(place)) == (200, [])
    assert "The file that came back: Русский" in said(shown)
    assert "Fog signals По-русски: Fog signals" in said(shown)
    typed = {"standing": "official", "document": "MA20/9", "revised_by": "A reviser", "day": "2020-03-10"}
    done = takes(desk, returned=waits(shown), step="record", **typed)
    assert re.search(r"Recorded: (Fog signals|Translation received)", said(done))
    (motion,) = received(place)
    assert (motion.standing, motion.revised_by, motion.evidence.document) == ("official", "A reviser", "MA20/9")
    assert motion.texts["version.title"] == "По-русски: Fog signals"
    assert motion.identity == "signed in"
    nothing = sent(desk)
    assert (nothing.status_code, "There is nothing to send" in said(nothing)) == (422, True)
    assert sent(desk, all="1").content.startswith(b"PK")


def test_a_text_that_stays_as_it_is_is_asked_about(desk: Browser, place: Location) -> None:
    shown = takes(desk, translated(sent(desk).content, lambda text: text if text == "Fog signals" else f"Да: {text}"))
    assert "These are as they were sent. Tick those that stay so 2020/fog/title Fog signals" in said(shown)
    refused = takes(desk, returned=waits(shown), step="record")
    assert (refused.status_code, received(place)) == (409, [])
    ticked = {"returned": waits(shown), "same": "2020/fog/title"}
    again = takes(desk, **ticked)
    assert 'name="same" value="2020/fog/title" checked' in again.text
    assert takes(desk, **ticked, step="record").url.path == "/rounds/2020"
    assert received(place)[0].texts["version.title"] == "Fog signals"


def test_what_differs_is_named_and_the_sound_is_recorded_where_that_is_pressed(desk: Browser, place: Location) -> None:
    shown = takes(desk, translated(sent(desk).content, lambda text: f"Так: {text.replace('12', '13')}"))
    assert "It says 13 where “the source” says 12." in said(shown)
    assert takes(desk, returned=waits(shown), step="record").status_code == 409
    assert takes(desk, returned=waits(shown), step="sound").url.path == "/rounds/2020"
    assert [list(one.texts) for one in received(place)] == [["version.title"]]


def test_several_languages_come_in_one_archive(desk: Browser) -> None:
    answer = sent(desk, "xlf", "ru", "fr")
    assert answer.headers["content-disposition"] == 'attachment; filename="2020.xlf.zip"'
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["2020.ru.xlf", "2020.fr.xlf"]
        assert b'trgLang="fr"' in archive.read("2020.fr.xlf")


def test_what_the_file_hides_is_named_and_taken_out_by_a_tick(desk: Browser, place: Location) -> None:
    mine = hiding(translated(sent(desk).content), WAYS["comments"])
    refused = takes(desk, mine, step="record")
    assert (refused.status_code, received(place)) == (422, [])
    assert "holds what its readers do not see" in said(refused)
    ticked = takes(desk, returned=waits(refused), clean="1", step="record")
    assert ticked.url.path == "/rounds/2020", said(ticked)


def test_a_file_of_another_round_is_taken_back_there(desk: Browser, place: Location) -> None:
    file = translated(sent(desk).content)
    does(desk, "/body/acts/open-round", words="2021", on="2020-03-05")
    data = {"form": hidden(desk.get(NOTE).text, "form"), "about": "2021", "step": "record"}
    answer = desk.post("/rounds/2021/papers/note/translation", data=data, files={"returned": ("ru.docx", file)})
    assert "ru.docx was sent from round 2020" in said(answer)
    assert received(place) == []


def test_texts_go_out_and_come_back_by_the_secretariat_alone(desk: Browser, visitors: Visitors) -> None:
    assert visitors().get(f"{BACK}?to=ru").url.path == "/sign-in"
    chair = visitors(CHAIR)
    assert chair.get(f"{BACK}?to=ru").status_code == 403
    assert "Send for translation" not in chair.get(NOTE).text
    assert chair.post(BACK, data={"form": hidden(chair.get(NOTE).text, "form")}).status_code == 403
    assert desk.post(BACK, data={"form": "guessed"}).status_code == 403
