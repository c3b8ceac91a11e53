"""Files that prove an act: sent with its form, held while it is looked at, kept with its record."""

from __future__ import annotations

import re
from hashlib import sha256
from time import time
from typing import Any

import pytest
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.templates.formats.word.source import read_shipped_template
from escalade.web.forms import form_data
from tests.templates.hidden_matter import WAYS, hiding
from tests.web.browser import DESK, Browser, hidden, said
from tests.web.conftest import Visitors

PROPOSE = "/rounds/2020/acts/propose"
LETTER = b"Dear all\n"
TYPED = {
    "words": "horns", "field_by_state": "Made-up Land", "on": "2020-02-10", "step": "act",
    "field_version__title.en": "Horns", "field_version__questions.en.0": "What of horns?",
}  # fmt: skip


@pytest.fixture
def desk(visitors: Visitors) -> Browser:
    """The secretariat."""
    return visitors(DESK)


def proposes(browser: Browser, *files: tuple[str, bytes], **typed: Any) -> Response:
    """Put a topic forward, with files that prove it."""
    page = browser.get(PROPOSE).text
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), **TYPED, **typed}
    return browser.post(PROPOSE, data=data, files=[("attach", file) for file in files])


def waiting(page: Response) -> list[str]:
    """The files that wait, as the form shows them ticked."""
    return re.findall(r'name="attach" value="([^"]+)" checked', page.text)


def kept(place: Location, data: bytes) -> tuple[str, bytes] | None:
    """What the register keeps under the hash of a file."""
    with open_reader(place) as reader:
        return reader.paper(sha256(data).hexdigest())


def test_a_file_is_looked_at_with_the_act_and_kept_with_its_record(desk: Browser, place: Location) -> None:
    shown = proposes(desk, ("letter.txt", LETTER), ("map.png", b"A map"), step="preview")
    assert "What will be recorded" in said(shown)
    assert [one.partition(" ")[2] for one in waiting(shown)] == ["letter.txt", "map.png"]
    assert kept(place, LETTER) is None
    done = proposes(desk, attach=waiting(shown)[0])
    assert "Recorded: 2020/horns#1." in said(done)
    assert kept(place, LETTER) == ("letter.txt", LETTER)
    assert kept(place, b"A map") is None, "it was unticked"
    assert sha256(LETTER).hexdigest() in desk.get("/topics/2020/horns/records/1").text


def test_what_a_file_hides_is_attached_for_everybody_only_where_that_is_accepted(
    desk: Browser, place: Location
) -> None:
    document = hiding(read_shipped_template(), WAYS["hidden text"])
    refused = proposes(desk, ("letter.docx", document))
    assert (refused.status_code, kept(place, document)) == (422, None)
    assert "letter.docx is kept byte for byte as evidence" in said(refused)
    assert "accept that (“Attach it all the same, with what its readers do not see”)" in said(refused)
    assert proposes(desk, attach=waiting(refused), accept_hidden="1").status_code == 200
    assert kept(place, document) == ("letter.docx", document)


def test_a_file_that_waits_no_longer_is_asked_for_again(
    desk: Browser, visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = proposes(desk, ("letter.txt", LETTER), step="preview")
    later = time() + 3601
    monkeypatch.setattr("escalade.web.forms.form_data.time", lambda: later)
    assert "choose it once more" in said(proposes(desk, attach=waiting(shown)))
    assert visitors().get("/topics/2020/horns").status_code == 404


def test_nothing_is_held_of_a_form_from_elsewhere(desk: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[Any] = []
    monkeypatch.setattr(form_data, "hold_file", lambda *given: held.append(given))
    answer = desk.post(PROPOSE, data={**TYPED, "form": "guessed"}, files={"attach": ("letter.txt", LETTER)})
    assert (answer.status_code, held) == (403, [])


def test_a_name_that_leads_elsewhere_on_another_system_is_refused(desk: Browser, place: Location) -> None:
    assert "is no name under which a file can be kept" in said(proposes(desk, ("C:letter.txt", LETTER)))
    assert kept(place, LETTER) is None
