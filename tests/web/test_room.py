"""The room: the second screen shows what the public may read, and follows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import zxingcpp

from escalade.models.backends.location import Location
from escalade.models.integrity.keys import load_key, make_key, verify_signature
from escalade.models.integrity.receipts import holds_photo
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.server.store import SceneRow, ServerStore
from escalade.services.acts.bind import convert_fields
from escalade.web.room.stage import Proposal, RoomStage, Scene
from escalade.web.routes.room import Photo, draw_qr_code, take_photo
from tests.web.acts import put_forward, record, steps, text
from tests.web.browser import CHAIR, DESK, READER, Browser, does, hidden, said
from tests.web.conftest import Visitors
from tests.web.operating import Serving

ROOM, FOG, HORN = "/room", "/topics/2020/fog", "/topics/2020/horn"
HELD = {"field_evidence__meeting": "1", "on": "2020-03-02"}
TEXT: dict[str, Any] = {
    "title": {"en": "Fog signals", "de": "Nebelsignale"},
    "questions": [{"en": "What is a [good] signal?", "de": "Was ist ein [gutes] Signal?"}],
}


@pytest.fixture
def debated(place: Location) -> Location:
    """A topic that is debated at the first meeting, beside one for the members alone."""
    hush = put_forward("2020/hush", version=text("Hush", "Whisper?"), audience="members")
    horn = put_forward("2020/horn", version=text("Horns", "How loud?"))
    record(place, put_forward(version=TEXT), hush, horn, *steps("debated", of=("2020/fog", "2020/horn")))
    return place


def shows(browser: Browser, **chosen: Any) -> None:
    """Put something on the screen, from the chair's table."""
    page = browser.get("/chair")
    assert browser.post(ROOM, data={"form": hidden(page.text, "form"), **chosen}).url.path == "/chair"


def tries(browser: Browser, path: str, **typed: Any) -> Any:
    """Show an act in the room, and record nothing."""
    return does(browser, path, **{"step": "room", **HELD, **typed})


@pytest.mark.usefixtures("debated")
def test_the_topic_chosen_is_shown_with_its_brackets_marked(visitors: Visitors) -> None:
    shows(visitors(CHAIR), topic="2020/fog")
    page = visitors().get(ROOM)
    assert "Meeting 3 In debate Fog signals" in said(page)
    assert '<a href="/topics/2020/fog">Fog signals</a></h1>' in page.text
    assert "2020/fog" not in said(page)
    assert "What is a <mark>[good]</mark> signal?" in page.text
    assert "On the screen" in said(visitors(DESK).get("/chair"))
    shows(visitors(CHAIR), topic="")
    assert "No topic is shown at the moment." in said(visitors().get(ROOM))


@pytest.mark.usefixtures("debated")
def test_two_languages_stand_side_by_side_and_a_phone_asks_for_its_own(visitors: Visitors) -> None:
    shows(visitors(CHAIR), topic="2020/fog")
    shows(visitors(CHAIR), tongue=["de", "en"])
    both = said(visitors().get(ROOM))
    assert both.index("Was ist ein") < both.index("What is a")
    own = said(visitors().get(ROOM, params={"in": "en"}))
    assert "What is a" in own
    assert "Was ist ein" not in own


@pytest.mark.usefixtures("debated")
def test_the_sentence_for_the_report_is_shown_before_the_button_and_what_was_recorded_behind_it(
    visitors: Visitors,
) -> None:
    chair = visitors(CHAIR)
    answer = tries(chair, f"/chair/record-consensus{HORN}", **{"field_words.en": "It is the next theme."})
    assert "The room sees it now" in said(answer), said(answer)
    page = said(visitors().get(ROOM))
    assert "If nobody objects, the report will say" in page
    assert "It is the next theme." in page
    assert "agreed by consensus" not in said(visitors().get(HORN))
    does(chair, f"/chair/record-consensus{HORN}", **HELD, **{"field_words.en": "It is the next theme."})
    after = visitors().get(ROOM)
    assert "If nobody objects" not in said(after)
    assert "2020/horn#3" in said(after)
    assert "It is the next theme." in said(after)
    assert "sealed" in said(after)
    assert "<svg" in after.text


@pytest.mark.usefixtures("debated")
def test_a_text_is_shown_as_it_is_being_changed(visitors: Visitors) -> None:
    typed = {"field_version__questions.en.0": "What is a loud signal?"}
    page = visitors(DESK).get(f"{FOG}/acts/revise")
    held = {name: re.search(rf'name="{re.escape(name)}"[^>]*>\n([^<]*)<', page.text) for name in (
        "field_version__title.en", "field_version__title.de", "field_version__questions.de.0")}  # fmt: skip
    kept = {name: found[1].replace("&#39;", "'") for name, found in held.items() if found}
    tries(visitors(DESK), f"{FOG}/acts/revise", **kept, **typed)
    shown = visitors().get(ROOM).text
    assert "<del>[good]</del><ins>loud</ins>" in shown or "<del>[good] </del><ins>loud </ins>" in shown, shown
    does(visitors(DESK), f"{FOG}/acts/revise", **HELD, **kept, **typed)
    recorded = visitors().get(ROOM).text
    assert "<ins>loud" in recorded
    assert "2020/fog#3" in recorded


@pytest.mark.usefixtures("debated")
def test_a_screen_in_another_language_shows_the_text_that_changes_beside_its_own(visitors: Visitors) -> None:
    shows(visitors(CHAIR), topic="2020/fog")
    kept = {"field_version__title.en": "Fog signals", "field_version__title.de": "Nebelsignale"}
    text = {"field_version__questions.de.0": "Was ist ein [gutes] Signal?"}
    assert "What is a" not in said(visitors().get(f"{ROOM}?in=de"))
    for made_up in ("xx", "en-1", "de/../en"):  # a screen in no language of the body is drawn as all are
        assert visitors().get(f"{ROOM}?in={made_up}").text == visitors().get(ROOM).text
    tries(visitors(DESK), f"{FOG}/acts/revise", **kept, **text, **{"field_version__questions.en.0": "What is loud?"})
    shown = visitors().get(f"{ROOM}?in=de")
    assert "Was ist ein <mark>[gutes]</mark> Signal?" in shown.text
    assert "<ins>loud" in shown.text
    assert said(shown).index("Deutsch") < said(shown).index("English")


@pytest.mark.usefixtures("debated")
def test_nothing_confidential_comes_into_the_room(visitors: Visitors) -> None:
    desk = visitors(DESK)
    page = desk.get("/chair")
    sent = {"form": hidden(page.text, "form"), "topic": "2020/hush"}
    assert desk.post(ROOM, data=sent).status_code == 404
    shows(desk, topic="2020/fog")
    secret = {"field_holders": "Isle", "field_text.en": "We whisper.", "field_source": "statement"}
    said_first = {"field_stance": "object", "audience": "members"}
    answer = tries(desk, f"{FOG}/acts/take-position", **secret, **said_first)
    assert "The room does not show it" in said(answer), said(answer)
    for shown in (visitors(), visitors(CHAIR), visitors(READER)):
        assert "whisper" not in shown.get(ROOM).text
        assert "Hush" not in shown.get(ROOM).text


def test_a_topic_that_is_no_longer_for_the_public_is_not_shown(
    debated: Location, serving: Serving, tmp_path: Path
) -> None:
    app = serving()
    stage = RoomStage(ServerStore(str(tmp_path / "accounts.sessions.db")))
    stage.show(Scene(("2020/hush",), (), {"2020/hush": "2020/hush#0"}, Proposal("record consensus", {"en": ("Psst",)})))
    page = Browser(app).get(ROOM).text
    assert "No topic is shown" in page
    assert "Psst" not in page
    with open_reader(debated) as reader:
        assert reader.has("2020/hush")


@pytest.mark.usefixtures("debated")
def test_only_officers_choose(visitors: Visitors) -> None:
    assert visitors().post(ROOM, data={"topic": "2020/fog"}).status_code == 403
    member = visitors(READER)
    form = hidden(member.get("/").text, "form")
    assert member.post(ROOM, data={"form": form, "topic": "2020/fog"}).status_code == 403
    assert "No topic is shown at the moment." in said(visitors().get(ROOM))


def test_what_is_shown_outlives_a_restart_and_is_the_same_at_every_server(tmp_path: Path) -> None:
    stores = [ServerStore(str(tmp_path / "a.sessions.db")) for _ in range(2)]
    first, second = map(RoomStage, stores)
    scene = Scene(("2020/fog",), ("en",), {"2020/fog": "2020/fog#2"})
    assert first.scene() == Scene()
    before = second.mark()
    first.show(scene)
    assert second.scene() == scene
    assert second.mark() != before
    stores[0].put(SceneRow(number=1, shown=3, scene="{"))
    assert second.scene() == Scene()
    for store in stores:
        store.close()


def read_code(photo: Photo) -> str:
    """What a phone reads from the drawing."""
    rows = re.findall(r'viewBox="0 0 (\d+) (\d+)"', draw_qr_code(photo.text))
    side, scale = int(rows[0][0]), 4
    grid = bytearray(b"\xff" * (side * scale) ** 2)
    path = re.search(r'd="([^"]*)"[^>]*/?>\s*</svg>|stroke="#000"[^>]*d="([^"]*)"', draw_qr_code(photo.text))
    assert path
    x = y = 0.0
    for command, number, more in re.findall(r"([MmhH])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path[1] or path[2]):
        if command in "Mm":
            x, y = (float(number), float(more)) if command == "M" else (x + float(number), y + float(more))
            continue
        for row in range(int(y - 0.5) * scale, int(y + 0.5) * scale):
            start = row * side * scale + int(x) * scale
            grid[start : start + int(float(number)) * scale] = bytes(int(float(number)) * scale)
        x += float(number)
    found = zxingcpp.read_barcodes(memoryview(grid).cast("B", (side * scale, side * scale)))
    return str(found[0].text)


def test_what_a_phone_reads_from_the_wall_is_held_against_the_record(debated: Location, tmp_path: Path) -> None:
    public = make_key(tmp_path / "ledger.key", "made-up.example/wall")
    with open_register(debated) as register:
        register.act(convert_fields("publish key", {"key": str(public), "by": DESK, "on": "2020-03-02"}))
    with open_reader(debated) as reader:
        photo = take_photo(reader, load_key(tmp_path / "ledger.key"))
        bare = take_photo(reader, None)
        assert photo
        assert bare
        assert (photo.is_signed, bare.is_signed) == (True, False)
        read = read_code(photo)
        assert read == photo.text
        for text in (read, " ".join(read.split()), read.replace("—", "-").replace("\n", "\r\n")):
            held = holds_photo(reader, text, verify_signature)
            assert held.ok, held.sentence
            assert "still begins with the" in held.sentence
        unsigned = holds_photo(reader, read_code(bare), verify_signature)
        assert unsigned.ok
        assert "not signed" in unsigned.sentence
        other = read.replace(read.split("\n")[2][:4], "AAAA")
        assert not holds_photo(reader, other, verify_signature).ok
        assert not holds_photo(reader, "no code at all", verify_signature).ok
        forged = bare.text.replace(bare.text.split("\n")[2][:4], "AAAA")
        assert "no longer what was witnessed" in holds_photo(reader, forged, verify_signature).sentence


def test_a_key_that_is_not_published_signs_nothing(debated: Location, tmp_path: Path) -> None:
    make_key(tmp_path / "other.key", "made-up.example/other")
    with open_reader(debated) as reader:
        photo = take_photo(reader, load_key(tmp_path / "other.key"))
        assert photo
        assert not photo.is_signed
