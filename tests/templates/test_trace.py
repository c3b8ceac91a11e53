"""Which record each fact of a paper came from."""

from __future__ import annotations

from escalade.templates.formats.file import trace
from escalade.templates.values.fact import facts_in

from .conftest import Register


def test_every_fact_is_traced_to_its_place_and_records(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    traced = trace(paper)
    assert {
        "place": "paragraph 2.1",
        "sentence": "note.meetings_together",
        "text": "on 6 and 7\u00a0February 2017",
        "kind": "date",
        "record": "meeting/9#1",
        "records": ["meeting/9#1"],
    } in traced
    records = {record for fact in facts_in(paper.printables()) for record in fact.records}
    assert {record for line in traced for record in line["records"]} == records
