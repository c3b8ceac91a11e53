"""Which referral a note is about, and what it shows of its moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from escalade.services.papers.draft import find_left_out
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import RecordStatement, TakePosition
from escalade.workflow.records.record import Record, seal_text
from escalade.workflow.subjects.standing import Standing, subject_for

from .conftest import Decide, Register

AT_FIRST: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
BY_DESK: dict[str, Any] = {"by": "Made-up Desk", "on": "2031-03-04"}


def test_a_second_referral_accounts_for_what_happened_since_the_first(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("refer back", "2031/glass", guidance="not at hand")
    again: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-10-01", "evidence": {"meeting": "2"}}
    referred.act(
        "record no consensus", "2031/glass", tried={"en": "A third round."}, refer=True, words="not at hand", **again
    )
    referred.act("escalate", "2031/glass", by="Made-up Desk", on="2032-04-01", to_session="Assembly 2032")
    text = referred.text("note", "2031")
    assert "the second meeting" in text
    assert "the first meeting, in" not in text
    assert "guidance" not in text
    assert "Annex 2" not in text


def test_a_note_of_a_past_referral_keeps_its_text(referred: Register, decide: Callable[[Register], Decide]) -> None:
    before = referred.text("note", "2031")
    referred.act(
        "revise", "2031/wick", by="Made-up Assembly Desk", on="2031-05-01",
        version={"title": {"en": "Another title"}, "questions": [{"en": "Another?"}], "source": "LA31/70"},
    )  # fmt: skip
    decide(referred)("approve", "2031/wick", words="not at hand")
    assert referred.text("note", "2031") == before
    assert "Another title" in referred.text("notice", "2031/wick")


def test_views_for_the_office_only_are_withheld_without_a_hint(lanterns: Register) -> None:
    before = lanterns.text("note", "2031")
    lanterns.act(
        "take position",
        "2031/glass",
        holders=("X",),
        stance="object",
        text={"en": "No."},
        source="LA31/5",
        audience="office",
        **BY_DESK,
    )
    assert "Views" not in before
    assert lanterns.text("note", "2031") == before
    (taken,) = [one for one in lanterns.held["2031/glass"].records if one.act == "take position"]
    assert find_left_out(lanterns.paper("note", "2031"), "", partial(seen, lanterns), draw_note) == (taken.reference,)


def seen(register: Register, reader: str | None) -> Standing:
    """What a register holds, as a reader sees it."""
    shown = (subject_for(name, one.records, one.later, reader) for name, one in register.held.items())
    return msgspec.structs.replace(register.standing, subjects={one.reference: one for one in shown})


def draw_note(standing: Standing) -> Paper:
    """The note, from what a standing shows."""
    return build("note", "2031", standing, tongue("en"))


def erased(record: Record) -> Record:
    """A record whose personal text was erased: its commitment stands there."""
    motion = record.motion
    if not isinstance(motion, TakePosition | RecordStatement):
        return record
    without = msgspec.structs.replace(motion, text=seal_text(motion.text, "00" * 16), erased=("text",))
    return msgspec.structs.replace(record, motion=without)


def test_an_erased_text_is_not_spoken_of(lanterns: Register) -> None:
    lanterns.act(
        "take position",
        "2031/glass",
        holders=("X",),
        unattributed=True,
        stance="support",
        text={"en": "Yes."},
        source="LA31/5",
        **BY_DESK,
    )
    lanterns.act("record statement", "2031/glass", holders=("Y",), text={"en": "We note."}, **BY_DESK)
    topic = lanterns.held["2031/glass"]
    records = tuple(erased(record) for record in topic.records)
    lanterns.held["2031/glass"] = msgspec.structs.replace(topic, records=records)
    text = lanterns.text("note", "2031")
    assert "- Y.\n" in text
    assert ("erased" in text, "sealed" in text) == (False, False)


def test_what_an_earlier_note_of_the_round_told_is_not_told_again(lanterns: Register) -> None:
    lanterns.act("set aside", "2031/wick", **AT_FIRST, words={"en": "Not now."})
    failed: dict[str, Any] = {"tried": "not at hand", "words": "not at hand", "refer": True}
    lanterns.act("record no consensus", "2031/glass", **AT_FIRST, **failed)
    referral: dict[str, Any] = {"to_session": "Assembly 2031", "evidence": {"document": "LA31/9"}}
    lanterns.act("escalate", "2031/glass", by="Made-up Desk", on="2031-04-01", **referral)
    back: dict[str, Any] = {"evidence": {"session": "Assembly 2031", "sitting": 1, "document": "LA31/20"}}
    lanterns.act(
        "refer back", "2031/glass", by="Made-up Assembly Desk", on="2031-06-02", guidance="not at hand", **back
    )
    assert "set the topic" not in lanterns.text("note", "2031")
    assert "set the topic" in lanterns.text("note", "2031", to_session="Assembly 2031")
