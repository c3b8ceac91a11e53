"""How a paper is identified in Akoma Ntoso: by what the record gives, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from escalade.templates.formats.akoma_ntoso.identification import Identity, References, make_segment
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import MastheadRow, Origin, Paper

from .akoma_ntoso import recorded
from .hostile import paper_of

ORIGIN = Origin(
    "A made-up group",
    "Groupe d’essai (MG)",
    "meeting/2",
    (
        recorded("2031#1", "open round", "2031-02-03", 3, "open"),
        recorded("2031#2", "open debate", "2031-03", 4, "debated"),
    ),
)


def identity(*rows: MastheadRow, origin: Origin = ORIGIN) -> Identity:
    """The identity of a made-up paper with a masthead."""
    paper: Paper = replace(paper_of("Made-up title"), masthead=rows, origin=origin)
    return Identity(paper, origin)


def symbol(text: str) -> MastheadRow:
    """The line of the masthead that holds a symbol."""
    return MastheadRow("symbol", TracedFact(text, ("2031#3",), f"{text}-E", kind="symbol"))


def test_a_segment_holds_nothing_that_parts_an_iri() -> None:
    assert make_segment("A/RES/66 #1?") == "A-RES-66-1"
    assert make_segment("الفريق") == "%D8%A7%D9%84%D9%81%D8%B1%D9%8A%D9%82"


def test_a_work_is_named_by_body_day_and_symbol() -> None:
    assert identity(symbol("MG31/5(Rev.1)")).work == "/akn/un/doc/report/groupe-d-essai-mg/2031-02-03/MG31-5-Rev.1"


def test_without_a_symbol_it_is_named_by_its_kind_and_what_it_is_about() -> None:
    assert identity().number == "note-meeting-2"
    assert identity(MastheadRow("symbol", TracedFact("2031/fog", ("2031#1",), "2031/fog"))).symbol == ""


def test_without_a_known_day_the_last_record_dates_it() -> None:
    assert identity(origin=replace(ORIGIN, acts=ORIGIN.acts[1:])).day == "2031-04-01T00:00:00.000000Z"


def test_what_is_referred_to_twice_is_one_reference() -> None:
    known = References(identity())
    assert known.to_records(("2031#1", "2031/fog#1", "2031#1")) == "#event_1 #event_2 #event_1"
    assert known.citation == "Made-up title"
