from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.values.constraints import check
from escalade.workflow.values.errors import FieldError, RequestError
from escalade.workflow.values.symbols import LETTERS, Symbol, SymbolError, bare_symbol

SERIES = ("C17", "CWG-Internet")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("C17/51-F", Symbol("C17", ("51",), (), "fr")),
        ("C17/130(Rev.1)-E", Symbol("C17", ("130",), (("Rev", 1),), "en")),
        ("C15/27(Rév.1)", Symbol("C15", ("27",), (("Rev", 1),))),
        ("C19/35(Add.1)", Symbol("C19", ("35",), (("Add", 1),))),
        ("C19/35(Corr.1)", Symbol("C19", ("35",), (("Corr", 1),))),
        ("C19/35(Add.1)(Rev.2)-S", Symbol("C19", ("35",), (("Add", 1), ("Rev", 2)), "es")),
        ("C17/DT/4", Symbol("C17", ("DT", "4"))),
        ("C17/DL/7", Symbol("C17", ("DL", "7"))),
        ("CWG-Internet-10/7-E", Symbol("CWG-Internet-10", ("7",), (), "en")),
        ("WG-Internet 10/9", Symbol("WG-Internet-10", ("9",))),
        ("A/RES/72/15", Symbol("A", ("RES", "72", "15"))),
    ],
)
def test_a_symbol_is_read_as_it_stands_in_papers(text: str, symbol: Symbol) -> None:
    assert Symbol.parse(text) == symbol


HOUSES = ("WT/GC", "UNEP/FAO/RC/COP.11", "C17")


@pytest.mark.parametrize(
    ("text", "strict", "series"),
    [
        ("WT/GC/1", "WT/GC/1", "WT/GC"),
        ("wt/gc/w/123 - f", "WT/GC/W/123-F", "WT/GC"),
        ("UNEP/FAO/RC/COP.11/15", "UNEP/FAO/RC/COP.11/15", "UNEP/FAO/RC/COP.11"),
        ("unep/fao/rc/cop.12/3 rev 2", "UNEP/FAO/RC/COP.12/3(Rev.2)", "UNEP/FAO/RC/COP.12"),
        ("C17/51", "C17/51", "C17"),
    ],
)
def test_a_series_with_strokes_and_points_is_as_the_body_writes_it(text: str, strict: str, series: str) -> None:
    read = Symbol.parse(text, series=HOUSES)
    assert (str(read), read.series) == (strict, series)
    assert str(Symbol.parse(strict)) == strict


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        ("c17/51-f", "C17/51-F"),
        (" C17 / 51 - F ", "C17/51-F"),
        ("C 17/051", "C17/51"),
        ("C17/51 (F)", "C17/51-F"),
        ("C17/51F", "C17/51-F"),
        ("C17/51\u2011F", "C17/51-F"),
        ("C17/51 \u2013 F", "C17/51-F"),
        ("C17/51\u00a0F", "C17/51-F"),
        ("C7/3", "C07/3"),
        ("C17/130(rev. 1)-e", "C17/130(Rev.1)-E"),
        ("C17/130 Rev.1", "C17/130(Rev.1)"),
        ("C17/130-Rev1", "C17/130(Rev.1)"),
        ("C17/130(RÉV.1)-F", "C17/130(Rév.1)-F"),
        ("C17/130(Re\u0301v.1)", "C17/130(Rev.1)"),
        ("C17/130(Rev.)", "C17/130(Rev.1)"),
        ("C17/130 revision 2", "C17/130(Rev.2)"),
        ("C17/35 addendum 1", "C17/35(Add.1)"),
        ("C17/35(Corrigendum 3)-R", "C17/35(Corr.3)-R"),
        ("c17/dt4", "C17/DT/4"),
        ("C17/DT 4-A", "C17/DT/4-A"),
        ("cwg internet 10/7", "CWG-Internet-10/7"),
    ],
)
def test_a_symbol_read_leniently_is_written_strictly(text: str, strict: str) -> None:
    assert str(Symbol.parse(text)) == strict


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        ("c18/3-e", "C18/3-E"),
        ("C/3", "C/3"),
        ("CWG INTERNET 9/2", "CWG-Internet-9/2"),
        ("cwginternet-9/2", "CWG-Internet-9/2"),
    ],
)
def test_a_series_is_spelled_as_the_body_spells_it(text: str, strict: str) -> None:
    assert str(Symbol.parse(text, series=SERIES)) == strict


@pytest.mark.parametrize(
    ("text", "series", "strict"),
    [
        ("MWG-1/20", ("MA20", "MWG"), "MWG-1/20"),
        ("mwg-1/20", ("MWG", "MWG-1"), "MWG-1/20"),
        ("mwg 2/20", ("MWG", "MWG-1"), "MWG-2/20"),
        ("MWG20/3", ("MA20", "MWG"), "MWG20/3"),
        ("MWG/3", ("MWG", "MWG-1"), "MWG/3"),
        ("ma-20/3", ("MA20", "MWG"), "MA20/3"),
    ],
)
def test_the_number_of_a_series_is_joined_as_the_body_s_own_series_are(
    text: str, series: tuple[str, ...], strict: str
) -> None:
    assert str(Symbol.parse(text, series=series)) == strict
    assert str(Symbol.parse(strict, series=series)) == strict


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "51",
        "C17",
        "C17/",
        "/51",
        "C17/51/",
        "C17/51-D",
        "C17/130R1",
        "C17/51(Rev.1)-E and more",
        "C17\n/51\0",
        "\u0421 17/51",
        "{{ 7*7 }}/1",
        "C17/" + "1" * 200,
        "C17/" + "a" * 70,
        "C17/1" + "rev" * 25,
        "C17/1" + "(rev" * 18 + "!",
    ],
)
def test_what_is_not_a_symbol_is_refused(text: str) -> None:
    with pytest.raises(SymbolError):
        Symbol.parse(text)


def test_a_refusal_says_how_a_symbol_is_written() -> None:
    with pytest.raises(RequestError) as caught:
        Symbol.parse("seventeen")
    assert str(caught.value) == (
        "“seventeen” is not the symbol of a document. "
        "Write the series, a stroke and the number, such as C17/51, C17/130(Rev.1) or C17/51-F."
    )


def test_a_refusal_names_the_series_there_are() -> None:
    with pytest.raises(SymbolError) as caught:
        Symbol.parse("X17/51", series=SERIES)
    assert str(Symbol.parse("c17/51", series=("C17/", "CWG/"))) == "C17/51"
    assert str(caught.value) == "“X17/51” belongs to no series of documents known here; there is C17, CWG-Internet."


def test_a_refusal_shows_little_of_a_long_text_and_nothing_that_hides() -> None:
    shown = str(SymbolError("a\u202eb\0" + "c" * 1_000_000)).partition("”")[0]
    assert shown == "“a\ufffdb\ufffd" + "c" * 36 + "…"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "C17/130(Rev.1)-A"),
        ("zh", "C17/130(Rev.1)-C"),
        ("en", "C17/130(Rev.1)-E"),
        ("fr", "C17/130(Rév.1)-F"),
        ("fr-CH", "C17/130(Rév.1)-F"),
        ("ru", "C17/130(Rev.1)-R"),
        ("es", "C17/130(Rev.1)-S"),
        ("de", "C17/130(Rev.1)"),
        (None, "C17/130(Rev.1)"),
    ],
)
def test_each_language_writes_a_symbol_its_own_way(language: str | None, written: str) -> None:
    assert str(Symbol.parse("C17/130(Rev.1)-E").in_language(language)) == written


@pytest.mark.parametrize(("language", "cited"), [("en", "C15/27(Rev.1)(Add.2)"), ("fr", "C15/27(Rév.1)(Add.2)")])
def test_a_text_cites_a_document_without_the_letter(language: str, cited: str) -> None:
    assert Symbol.parse("C15/27(Rev.1)(Add.2)-E").cite_in(language) == cited


numbers = st.integers(1, 9999).map(str)
words = st.sampled_from(["DT", "DL", "INF"])
symbols = st.builds(
    Symbol,
    st.sampled_from(["C17", "C07", "WG", "Group-Data-10", "CWG-Internet-9"]),
    st.one_of(st.tuples(numbers), st.tuples(words, numbers), st.tuples(words, numbers, numbers)),
    st.lists(st.tuples(st.sampled_from(["Rev", "Add", "Corr"]), st.integers(1, 99)), max_size=3).map(tuple),
    st.sampled_from([None, *LETTERS]),
)


@given(symbols)
def test_what_is_written_strictly_is_read_back(symbol: Symbol) -> None:
    assert Symbol.parse(str(symbol)) == symbol


@given(symbols)
def test_case_and_spaces_make_no_difference_within_a_known_series(symbol: Symbol) -> None:
    text = str(symbol).lower().replace("/", " / ").replace("(", " ( ")
    assert Symbol.parse(text, series=("C", "WG", "Group-Data", "CWG-Internet")) == symbol


@given(st.text(max_size=90))
def test_any_text_is_a_symbol_or_is_refused(text: str) -> None:
    try:
        symbol = Symbol.parse(text)
    except SymbolError:
        return
    assert Symbol.parse(str(symbol)) == symbol


@given(
    st.from_regex(r"[A-Za-z]{1,9}([ -]?[0-9]{1,4})?/([A-Z]{2}/)?[0-9]{1,4}( ?\(?Rev\.?1\)?)?(-[EF])?", fullmatch=True)
)
def test_strict_writing_is_final(text: str) -> None:
    strict = str(Symbol.parse(text))
    assert str(Symbol.parse(strict)) == strict


CODES = {"Z17": "S{year}-CL-Z-{number}!{mark}!{form}-{letter}"}


@pytest.mark.parametrize(
    ("symbol", "form", "name"),
    [
        ("Z17/51-F", "docx", "S17-CL-Z-0051!!MSW-F"),
        ("Z18/130(Rev.1)-E", "pdf", "S18-CL-Z-0130!R1!PDF-E"),
        ("Z17/51(Rev.1)(Add.2)-R", "docx", "S17-CL-Z-0051!R1-A2!MSW-R"),
        ("Z17/51", "docx", ""),
        ("Z17/DT/4-E", "docx", ""),
        ("Other17/4-E", "docx", ""),
        ("Z17/51-F", "trace.json", ""),
    ],
)
def test_a_file_is_called_by_the_codes_of_its_series(symbol: str, form: str, name: str) -> None:
    assert Symbol.parse(symbol).name_in_codes(CODES, form) == name


@pytest.mark.parametrize(
    ("codes", "problem"),
    [("{number}/{mark}{form}{letter}", "has more than letters"), ("{number}{mark}{form}", "lacks {letter}")],
)
def test_codes_name_each_file_by_itself(codes: str, problem: str) -> None:
    with pytest.raises(FieldError, match=problem):
        check("file codes", codes, ("file_names", "Z17"))


def test_a_bare_symbol_has_no_language_and_no_revision_and_what_is_none_stays_as_it_is() -> None:
    assert [bare_symbol(one) for one in ("MA20/5(Rev.1)-E", "MA20/5", "A letter", None)] == [
        "MA20/5", "MA20/5", "A letter", None,
    ]  # fmt: skip
