"""Corrections and annulments, laid over the records that they are about."""

from __future__ import annotations

from escalade.workflow.motions import Evidence
from escalade.workflow.records.history import effective_records
from tests.lives import TOPIC, Life, at
from tests.workflow.mistakes import told


def test_a_correction_changes_what_the_record_says_and_not_the_record() -> None:
    life = at(Life(), "proposed")
    before = life.subject().records
    life.does("correct", "2031/a#1", fields={"by_state": ["Mu"], "on": "2031-01-05"})
    record = told(life, "2031/a#1")
    assert (life.topic().sponsors, record.on, record.corrected_by) == (("Mu",), "2031-01-05", ("2031/a#2",))
    life.does("correct", "2031/a#1", evidence=Evidence(document="H31/3", paragraph="2"))
    record = told(life, "2031/a#1")
    assert (record.evidence, record.corrected_by) == (
        Evidence(document="H31/3", paragraph="2"),
        ("2031/a#2", "2031/a#3"),
    )
    assert life.topic().sponsors == ("Mu",)
    assert life.subject().records[:1] == before


def test_records_that_were_read_together_are_read_together_once() -> None:
    life = at(Life(), "proposed")
    life.does("correct", "2031/a#1", fields={"by_state": ["Mu"]})
    life.does("correct", "2031/a#1", fields={"by_state": ["Thule"]})
    whole = life.subject().told
    assert effective_records(whole) == whole
    assert effective_records(whole[:2]) == whole[:2]


def test_an_annulled_correction_says_nothing() -> None:
    life = at(Life(), "proposed")
    life.does("correct", "2031/a#1", fields={"by_state": ["Mu"]})
    life.does("annul", "2031/a#2")
    record = told(life, "2031/a#1")
    assert (life.topic().sponsors, record.corrected_by) == (("Atlantis",), ())


def test_what_was_annulled_keeps_the_state_in_which_it_was_done() -> None:
    life = at(Life(), "launched")
    launch = life.subject().records[-1]
    life.does("extend", TOPIC)
    extension = life.subject().records[-1]
    assert extension.before == "launched"
    life.does("annul", extension.reference)
    life.does("annul", launch.reference)
    kept = told(life, extension.reference)
    assert (kept.before, kept.after, bool(kept.annulled_by)) == ("launched", "launched", True)
