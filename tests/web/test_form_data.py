"""What a form brings: each answer is taken or refused, and its files wait until the act is done."""

from __future__ import annotations

import re
from hashlib import sha256
from time import time
from typing import Any

import pytest
from httpx2 import Response
from starlette.datastructures import FormData, QueryParams

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.services.acts.fields import Field, Kind, evidence_of, own_fields
from escalade.services.acts.parse import merge_input
from escalade.templates.formats.word.letterhead import read_shipped_template
from escalade.web.forms import form_data
from escalade.web.forms.form_data import VOTES, Answers, inputs_of
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.step import COMPANIONS
from tests.templates.hidden_matter import WAYS, hiding
from tests.web.acts import put_forward, record
from tests.web.browser import DESK, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG, LANGUAGES = "/topics/2020/fog", ("en", "fr")


def asked(act: str) -> list[Field]:
    """Every field of an act that its page asks for, but files."""
    return [field for field in (*own_fields(act), *evidence_of(act)) if field.kind is not Kind.FILE]


def answers(*typed: tuple[str, str]) -> Answers:
    """What a form brought."""
    return Answers(FormData(list(typed)), QueryParams(), {})


def value(field: Field) -> str:
    """What a person types into a field, or chooses."""
    plain = {Kind.COUNT: "0", Kind.VOTES: "0", Kind.DATE: "2020-02-10", Kind.ANY: "a=A"}
    pair = f"1={field.choices[0] if field.choices else 0}"
    return plain.get(field.kind, pair if field.kind is Kind.PAIRS else field.choices[0] if field.choices else "1")


@pytest.mark.parametrize("act", sorted(MOTIONS.keys() - COMPANIONS))
def test_every_answer_is_taken_or_refused(act: str) -> None:
    for field in asked(act):
        name = list(inputs_of(field, LANGUAGES))[-1]
        boxes = [(f"{field.parameter}.{part}", "0") for part in VOTES[:-1]] if field.kind is Kind.VOTES else []
        form = answers(*boxes, (name, value(field)))
        form.refuse_others([field], LANGUAGES)
        assert merge_input(act, {field.parameter: form.read_field(field, LANGUAGES)}) != {}, name
        with pytest.raises(RequestError, match="which this act does not take"):
            form.refuse_others([], LANGUAGES)
        twice = answers((name, value(field)), (name, f"{value(field)}1"))
        if field.kind in {Kind.LINES, Kind.PAIRS, Kind.ANY}:
            assert len(twice.read_field(field, LANGUAGES)) == 2, name
            continue
        with pytest.raises(RequestError, match="there is room for one"):
            twice.read_field(field, LANGUAGES)


@pytest.fixture
def foggy(place: Location) -> None:
    """A topic with a text in a language that the body does not have."""
    text = {"title": {"en": "Fog", "fr": "Brume"}, "questions": [{"en": "Why?", "fr": "Pourquoi ?"}]}
    record(place, put_forward(version={**text, "standing": {"fr": "unofficial translation"}}))


TYPED = {"field_text.en": "We note.", "field_holders": "Canada", "on": "2020-02-10"}


@pytest.mark.usefixtures("foggy")
@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"field_text.xx": "We note."}, "The form gives “field_text.xx”, which this act does not take"),
        ({"field_colour": "red"}, "The form gives “field_colour”, which this act does not take"),
        ({"on": ["2020-02-10", "2020-02-11"]}, "The form gives “on” twice"),
        ({"audience": ["public", "office"]}, "The form gives “audience” twice"),
    ],
)
def test_what_a_form_gives_in_vain_is_said(visitors: Visitors, more: dict[str, Any], problem: str) -> None:
    answer = does(visitors(DESK), f"{FOG}/acts/record-statement", **{**TYPED, **more})
    assert (answer.status_code, problem in said(answer)) == (422, True)


@pytest.mark.usefixtures("foggy")
def test_a_text_is_revised_in_every_language_that_it_has(visitors: Visitors) -> None:
    page = visitors(DESK).get(f"{FOG}/acts/revise").text
    assert ">\nBrume</textarea>" in page
    assert 'value="fr=unofficial translation" selected' in page


PROPOSE = "/rounds/2020/acts/propose"
LETTER = b"Dear all\n"
HORNS = {
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
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), **HORNS, **typed}
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
    assert "Recorded: Horns ." in said(done)
    assert kept(place, LETTER) == ("letter.txt", LETTER)
    assert kept(place, b"A map") is None, "it was unticked"
    there = f"/papers/{sha256(LETTER).hexdigest()}?of="
    assert f'href="{there}2020/horns%231"' in desk.get("/topics/2020/horns/records/1").text
    assert desk.get(f"{there}2020/horns%231").content == LETTER
    assert desk.get(f"{there}2020%231").status_code == 404, "it is attached to another record"


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
    answer = desk.post(PROPOSE, data={**HORNS, "form": "guessed"}, files={"attach": ("letter.txt", LETTER)})
    assert (answer.status_code, held) == (403, [])


def test_a_name_that_leads_elsewhere_on_another_system_is_refused(desk: Browser, place: Location) -> None:
    assert "is no name under which a file can be kept" in said(proposes(desk, ("C:letter.txt", LETTER)))
    assert kept(place, LETTER) is None
