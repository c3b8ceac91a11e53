"""Akoma Ntoso: valid by the schema, in the profile, and true to the record."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from escalade.templates.formats.akoma_ntoso.identification import CLASSES
from escalade.templates.formats.file import file_of, seals_in
from escalade.templates.papers.build import KINDS
from escalade.templates.values.fact import TracedFact, facts_in
from escalade.templates.values.paper import Origin, Paper, Seal
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import PaperError

from .akoma_ntoso import LANGUAGE, SPACE, File, faults_in, recorded
from .conftest import Register
from .hostile import TEXTS, paper_of

LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
PAPERS = {
    "note": "2017", "notice": "2017/ott", "call": "2017/ott", "report": "meeting/9", "agenda": "meeting/9",
    "circular": "2017/ott",
}  # fmt: skip
ISOLATES = re.compile("[\u2066-\u2069]")
Versions = dict[str, tuple[Paper, File]]
SEAL = Seal(7, "ab" * 32)
PARENTS = re.compile(r"/akn/un/(doc|statement|debateReport)/([a-zA-Z]+)/([^/]+)/(\d{4}-\d{2}-\d{2})/([^/]+)")
"""The rule of the profile for the IRI of a work: type, subtype, author, date, number."""


@pytest.fixture(scope="module", params=PAPERS)
def versions(request: pytest.FixtureRequest, round_of_2017: Register) -> Versions:
    """A paper of the shipped case in six languages, with what is read in its file."""
    kind = request.param
    papers = {language: round_of_2017.paper(kind, PAPERS[kind], language) for language in LANGUAGES}
    return {language: (paper, File(file_of(paper, "xml", SEAL))) for language, paper in papers.items()}


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_is_valid_by_the_schema_of_oasis(round_of_2017: Register, kind: str, language: str) -> None:
    assert faults_in(file_of(round_of_2017.paper(kind, PAPERS[kind], language), "xml", SEAL)) == []


def test_every_kind_of_paper_has_its_class() -> None:
    assert set(CLASSES) == set(KINDS)


# Rules of AKN4UN that the schema does not hold.


def iri(file: File, level: str) -> str:
    """The IRI of a work, an expression or a manifestation."""
    return str(file.one(f"FRBR{level}/FRBRuri").get("value"))


def test_the_metadata_are_as_the_profile_asks(versions: Versions) -> None:
    for paper, file in versions.values():
        kind, subtype, name = CLASSES[paper.kind]
        assert (file.root[0].tag, file.root[0].get("name")) == (f"{SPACE}{kind}", name)
        assert file.one("FRBRWork/FRBRsubtype").get("value") == subtype
        assert file.one("FRBRWork/FRBRname").get("value") == name
        assert {one.get("value") for one in file.every("FRBRcountry")} == {"un"}
        blocks = [one.tag.removeprefix(SPACE) for one in file.meta]
        assert blocks == ["identification", "publication", "lifecycle", "workflow", "references"]
        read = PARENTS.fullmatch(iri(file, "Work"))
        assert read
        assert (read[1], read[2], read[3]) == (kind, subtype, "cwg-internet")
        assert file.one("FRBRWork/FRBRdate").get("date").startswith(read[4])
        assert read[5] == file.one("FRBRWork/FRBRnumber").get("value")


def test_six_expressions_are_of_one_work_and_each_says_its_language(versions: Versions) -> None:
    assert len({iri(file, "Work") for _, file in versions.values()}) == 1
    for language, (paper, file) in versions.items():
        work, expression = iri(file, "Work"), iri(file, "Expression")
        assert expression == f"{work}/{LANGUAGES[language]}@"
        assert iri(file, "Manifestation") == f"{expression}.xml"
        assert file.one("FRBRExpression/FRBRlanguage").get("language") == LANGUAGES[language]
        assert file.one("FRBRWork/FRBRthis").get("value") == f"{work}/!main"
        inner = file.root.iterfind(f".//{SPACE}attachment//{SPACE}FRBRWork/{SPACE}FRBRthis")
        components = [f"{work}/!annex_{number}" for number in range(1, len(paper.wordings) + 1)]
        assert [one.get("value") for one in inner] == components
        assert {one.get(LANGUAGE) for one in (*file.every("preface"), *file.every("mainBody"))} == {language}


def test_every_reference_is_in_the_references_and_of_the_class_that_its_iri_names(versions: Versions) -> None:
    keys = ("refersTo", "href", "source", "by", "as", "outcome")
    for _, file in versions.values():
        given = [value for one in file.root.iter() for key in keys for value in (one.get(key) or "").split()]
        assert {value for value in given if value.startswith("#")} <= set(file.known)
        for one in file.known.values():
            kind = one.tag.removeprefix(SPACE).removeprefix("TLC").lower()
            start = "/akn/un/" if kind == "original" else f"/akn/ontology/{kind}/un/cwg-internet/"
            assert one.get("href").startswith(start)
        for one in file.every("paragraph"):
            assert one.get("eId").startswith(f"{one.getparent().get('eId')}__para_")


def words(text: str) -> str:
    """A text without what orders it, in small letters, in one line."""
    return re.sub(r"\s+", "", ISOLATES.sub("", text)).casefold()


def test_every_fact_is_read_back_with_its_value_and_its_records(versions: Versions) -> None:
    for paper, file in versions.values():
        wanted = Counter(fact.records for fact in facts_in(paper.printables()))
        assert Counter(fact.records for fact in file.facts()) == wanted
        for kind, value in (("date", day_of), ("number", str)):
            told = Counter(
                (fact.records, value(fact.value)) for fact in facts_in(paper.printables()) if fact.kind == kind
            )
            names = {"date": ("date", "docDate"), "number": ("quantity",)}[kind]
            read = Counter((fact.records, fact.value) for fact in file.facts() if fact.element in names)
            assert read == Counter({place: count for place, count in told.items() if place[1]})


def day_of(value: object) -> str:
    """The day of a fact, where it is one day."""
    return value.day.isoformat() if isinstance(value, When) and value.day else ""


def test_what_stands_between_the_tags_of_a_fact_is_its_text(versions: Versions) -> None:
    for paper, file in versions.values():
        texts = {(fact.records, words(fact.text)) for fact in facts_in(paper.printables())}
        for fact in file.facts():
            if fact.text and fact.element != "ref":
                assert (fact.records, words(fact.text)) in texts


def test_the_words_of_a_paper_are_all_there(versions: Versions) -> None:
    for paper, file in versions.values():
        text = words("".join(file.root[0].itertext()))
        assert [one.text for one in paper.printables() if words(one.text) not in text] == []


def test_the_steps_of_the_procedure_are_the_records(versions: Versions, round_of_2017: Register) -> None:
    standing = round_of_2017.standing
    for paper, file in versions.values():
        assert {act.record for act in file.acts()} == {name for one in paper.printables() for name in one.records}
        for act in file.acts():
            record = standing.record(act.record)
            assert (act.act, act.day, act.after) == (record.act, record.on, record.after)
            assert act.date == (record.on if when(record.on).day else record.at)


def test_the_note_says_when_it_came_to_be_and_which_record_says_so(round_of_2017: Register) -> None:
    file = File(file_of(round_of_2017.paper("note", "2017", "fr"), "xml", SEAL))
    (event,) = file.every("eventRef")
    assert (event.get("date"), event.get("type"), file.shown(event, "TLCEvent")) == (
        "2017-03-31",
        "generation",
        ("2017/gender#4",),
    )
    assert file.one("publication").get("number") == "C17/51"
    assert file.one("preface/p/docNumber").text == "C17/51-F"
    assert file.one("preface/p/docDate").get("date") == "2017-03-31"
    assert file.one("conclusions/p/signature/person").text == "Majed M.\N{NO-BREAK SPACE}Al-Mazyed"


def test_the_seal_is_read_where_it_stands_and_nowhere_else(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017", "en")
    assert seals_in(file_of(paper, "xml", SEAL)) == {SEAL}
    assert seals_in(file_of(paper, "xml")) == set()
    told = f'<FRBRalias name="escalade-seal" value="{Seal(9, "cd" * 32)}"/>'
    assert seals_in(file_of(with_origin(paper_of(told)), "xml", SEAL)) == {SEAL}


def with_origin(paper: Paper, text: str = "A made-up group") -> Paper:
    """A paper as if it rested on one act of a made-up group."""
    act = recorded("2031#1", "open round", "2031-02", 3, "open", "secretariat")
    return replace(paper, origin=Origin(text, text, text, (act,)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_stays_a_text(name: str, language: str) -> None:
    paper = with_origin(paper_of(TEXTS[name], language), TEXTS[name][:200])
    data = file_of(paper, "xml", SEAL)
    assert faults_in(data) == []
    shown = "".join(etree.fromstring(data)[0].itertext())
    marks = re.compile("[\x00-\x1f\x7f-\x9f\ufffd\ufffe]")
    assert marks.sub("", words(TEXTS[name])) in marks.sub("", words(shown))


@given(st.text(min_size=1, max_size=60))
def test_any_text_makes_a_file_that_can_be_read(text: str) -> None:
    data = file_of(with_origin(paper_of(text), text), "xml")
    assert etree.fromstring(data)[0].get("name") == "report"
    assert file_of(with_origin(paper_of(text), text), "xml") == data


def test_a_text_in_another_language_says_which(round_in_two_languages: Register) -> None:
    data = file_of(round_in_two_languages.paper("note", "2017", "ru"), "xml")
    spans = {one.get(LANGUAGE) for one in File(data).every("span")} - {None}
    assert spans == {"en", "fr"}
    assert faults_in(data) == []


def test_a_paper_that_rests_on_no_act_is_refused() -> None:
    with pytest.raises(PaperError):
        file_of(paper_of("x"), "xml")
    origin = Origin("A made-up group", "MG", "2031")
    with pytest.raises(PaperError):
        file_of(replace(paper_of("x"), origin=origin), "xml")


def test_a_fact_of_the_signature_names_no_person_who_holds_no_office() -> None:
    paper = with_origin(paper_of("Made-up Visitor"))
    assert File(file_of(paper, "xml")).every("person") == []
    assert isinstance(paper.signature[0], TracedFact)
