"""Four persons play the real round through the pages, from the first record on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from escalade.desk.act import evidence_of, own_fields
from escalade.desk.field import Field, Kind
from escalade.models.cases import read_case, shipped
from escalade.models.engine import Location, create
from escalade.models.queries import open_reader
from escalade.models.register import open_register
from escalade.web.account import Account, hashed
from escalade.web.address import act_address
from escalade.web.app import made
from escalade.web.setting import Setting
from escalade.workflow.motion import MOTIONS, Motion
from escalade.workflow.record import Record
from escalade.workflow.reference import round_of
from tests.web.browser import PASSWORD, Browser, does, said, signs_in

CASE = [act.motion for act in read_case(shipped("cwg_internet_2017"))]


def page_of(motion: Motion) -> str:
    """The page on which an act of the case is done."""
    act = motion.act_name()
    new = {"convene": "body", "open round": "body", "propose": round_of(motion.of[0]) if motion.of else ""}
    subject = new.get(act) or (motion.of[0] if motion.of else "")
    if MOTIONS[act].argument == "records":
        subject = motion.records[0].rpartition("#")[0]  # type: ignore[attr-defined]  # as its argument says
    return act_address(subject or "body", act)


def typed(motion: Motion) -> dict[str, Any]:
    """What a person types into the page of an act."""
    act = motion.act_name()
    given: dict[str, Any] = msgspec.to_builtins(motion)
    inputs: dict[str, Any] = {
        "on": motion.on,
        "audience": motion.audience or "",
        "entered_for": motion.entered_for or "",
    }
    for field in (*own_fields(act), *evidence_of(act)):
        value: Any = given
        for name in field.path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value not in (None, "", False) and field.kind is not Kind.FILE:
            inputs.update(input_of(field, value))
    argument = MOTIONS[act].argument
    if act in {"convene", "open round"}:
        inputs["words"] = motion.of[0].removeprefix("meeting/")
    elif act == "propose":
        inputs["words"] = motion.of[0].partition("/")[2]
    elif argument == "records":
        inputs["words"] = " ".join(motion.records)  # type: ignore[attr-defined]  # as its argument says
    elif argument in {"name", "symbol"}:
        inputs["words"] = given[argument]
    elif argument == "topics":
        inputs["of"] = list(motion.of)
    return inputs


def input_of(field: Field, value: Any) -> Iterator[tuple[str, Any]]:
    """The inputs of one field, by their names."""
    name = field.parameter
    if field.kind is Kind.TEXT and value == "not at hand":
        yield f"{name}.lacking", "1"
    elif field.kind is Kind.TEXT:
        yield from ((f"{name}.{tag}", text) for tag, text in value.items())
    elif field.kind is Kind.TEXTS:
        yield from ((f"{name}.{tag}.{place}", text) for place, one in enumerate(value) for tag, text in one.items())
    elif field.kind is Kind.PAIRS:
        yield name, "\r\n".join(f"{key}={one}" for key, one in value.items())
    elif field.kind is Kind.LINES:
        yield name, "\r\n".join(value)
    elif field.kind is Kind.VOTES:
        yield name, ",".join(str(count) for count in value.values())
    else:
        yield name, "1" if value is True else str(value)


def files(motion: Motion) -> dict[str, tuple[str, bytes]]:
    """What a person uploads to the page of an act."""
    given: dict[str, Any] = msgspec.to_builtins(motion)
    asked = [field for field in own_fields(motion.act_name()) if field.kind is Kind.FILE and given.get(field.path[-1])]
    return {field.parameter: ("text.json", json.dumps(given[field.path[-1]]).encode()) for field in asked}


def told(record: Record) -> dict[str, Any]:
    """A record but for when it was written down, by whom identified, under what salt."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    for holder in (fields, fields["motion"]):
        for name in ("at", "identity", "salts"):
            holder.pop(name, None)
    return fields


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[tuple[Location, Location, dict[str, Browser]]]:
    """A register that the case was loaded into, one that only begins, and officers at its pages."""
    loaded, played = Location(tmp_path / "loaded.db"), Location(tmp_path / "played.db")
    for place, motions in ((loaded, CASE), (played, CASE[:1])):
        create(place)
        with open_register(place) as register:
            register.load(motions)
    officers = {motion.by for motion in CASE if motion.by}
    password = hashed(PASSWORD)
    setting = Setting(register=played, accounts=tmp_path / "accounts.toml")
    app = made(setting, {name: Account(name, password) for name in officers})
    browsers = {name: TestClient(app) for name in officers}
    for name, browser in browsers.items():
        assert signs_in(browser, name) == "/inbox"
    yield loaded, played, browsers
    for browser in browsers.values():
        browser.close()


def test_the_pages_record_what_the_case_does_but_for_how_identity_was_established(
    ends: tuple[Location, Location, dict[str, Browser]],
) -> None:
    loaded, played, browsers = ends
    for motion in CASE[1:]:
        answer = does(browsers[motion.by], page_of(motion), files=files(motion), **typed(motion))
        assert answer.status_code == 200, (motion.act_name(), said(answer)[:900])
    with open_reader(loaded) as one, open_reader(played) as other:
        records, here = [list(reader.records()) for reader in (one, other)]
    for (_, ours), (_, theirs) in zip(here, records, strict=True):
        assert told(ours) == told(theirs)
    assert {record.identity for _, record in here[1:]} == {"signed in"}
