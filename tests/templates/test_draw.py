"""Papers as Word files: whole, accessible, sealed, and the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from unicodedata import bidirectional
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from lxml import etree

from escalade.templates.checks.reading.word import blocks_of
from escalade.templates.formats.word.draw import draw_word
from escalade.templates.formats.word.text import in_runs, word_run
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Item, Paper, Paragraph, Seal, Section

from .conftest import Register
from .hostile import TEXTS, paper_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


SEAL = Seal(31, "ab" * 32)


PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9")]


def opened(data: bytes) -> Opened:
    """A Word file, opened by other means than it was made with."""
    return Document(BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    """One part of a Word file."""
    with ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def body(data: bytes) -> etree._Element:
    """The part that holds the text."""
    return part(data, "word/document.xml")


def plainly(text: str) -> str:
    """A text without spaces, and without what only orders it."""
    return re.sub("[\\s\u200e\u200f\u2066-\u2069]", "", text)


def text_of(data: bytes) -> str:
    """All that a reader of a Word file sees, with the numbers that Word counts."""
    return plainly("".join(f"\n{one.label}{one.text}" for one in blocks_of(data, "x.docx")))


def numbered(data: bytes) -> list[tuple[str, str]]:
    """The paragraphs that Word counts, each with its number."""
    return [(one.label, one.text) for one in blocks_of(data, "x.docx") if one.label]


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_every_text_of_a_paper_stands_in_the_file(
    round_of_2017: Register, kind: str, reference: str, language: str
) -> None:
    paper = round_of_2017.paper(kind, reference, language)
    data = draw_word(paper, SEAL)
    shown = text_of(data)
    assert [one.text for one in paper.printables() if plainly(one.text) not in shown] == []
    assert draw_word(paper, SEAL) == data
    runs = [one for one in body(data).iter(f"{W}r") if one.find(f"{W}tab") is None]
    assert [one for one in runs if not "".join(one.itertext())] == []


def test_a_note_has_the_styles_of_a_document(round_of_2017: Register) -> None:
    document = opened(draw_word(round_of_2017.paper("note", "2017"), SEAL))
    styles = [(one.style.name, one.text) for one in document.paragraphs if one.style is not None]
    assert [text for name, text in styles if name == "Title"] == [document.core_properties.title]
    assert [text for name, text in styles if name == "Heading 1"] == [
        "Introduction",
        "Activities of the Group",
        "Conclusion",
    ]
    annexes = [one for one in document.paragraphs if one.style is not None and one.style.name == "Annex"]
    shown = [
        "".join(t.text for t in one.paragraph_format.element.iter(f"{W}t")) for one in annexes
    ]  # a field's result is no run
    assert shown == ["Annex\u00a01", "Annex\u00a02"]
    assert (
        "Numbered Paragraph",
        "The reports of the eighth and ninth meetings were approved by the Group.",
    ) in styles
    assert document.styles["Annex"].element.find(f"{W}pPr/{W}pageBreakBefore") is not None


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("en", ["(a)", "(b)", "(c)"]),
        ("fr", ["a)", "b)", "c)"]),
        ("ar", ["أ)", "ب)", "ج)"]),
        ("zh", ["(a)", "(b)", "(c)"]),
    ],
)
def test_word_counts_sections_paragraphs_entries_and_questions(
    round_of_2017: Register, language: str, letters: list[str]
) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    paper = replace(paper, wordings=tuple(replace(one, numbered=True) for one in paper.wordings))
    labels = [label for label, _ in numbered(draw_word(paper, SEAL))]
    assert labels[:3] == letters
    assert labels[3:9] == ["1", "1.1", "1.2", "1.3", *letters[:2]]
    questions = [str(place) for one in paper.wordings for place, _ in enumerate(one.questions, start=1)]
    assert labels[-len(questions) :] == questions
    assert {one.label.text for section in paper.sections for one in section.paragraphs if one.label} <= set(labels)


def test_what_a_list_would_count_otherwise_keeps_its_printed_number(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    (first, *rest), typed = paper.sections[1].paragraphs, SaidSentence("number", "2.1 bis")
    section = replace(paper.sections[1], paragraphs=(first, replace(rest[0], label=typed), *rest[1:]))
    data = draw_word(replace(paper, sections=(paper.sections[0], section, paper.sections[2])), SEAL)
    texts = [one.text for one in opened(data).paragraphs]
    assert [one.partition("\t")[0] for one in texts if "\t" in one] == ["2.1 bis", "2.3", "2.4", "2.5"]
    assert ("3.1", "At its ninth meeting") in [(label, text[:20]) for label, text in numbered(data)]


def test_the_paragraphs_of_a_letter_are_counted_without_sections(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("circular", "2017")
    many = len(paper.sections[0].paragraphs) - len(("salutation", "closing"))
    data = draw_word(paper, SEAL)
    counted = [label for label, _ in numbered(data) if label.isdecimal()]
    assert counted[:many] == [str(number) for number in range(1, many + 1)]
    typed = [one.text for one in opened(data).paragraphs if one.style is not None and "Numbered" in str(one.style.name)]
    assert [text for text in typed if "\t" in text] == []


def test_a_list_begins_anew_and_its_entries_keep_together(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    many = tuple(Item(SaidSentence("x", f"entry {n}"), SaidSentence("letter", f"({chr(96 + n)})")) for n in range(1, 9))
    one = Paragraph(SaidSentence("x", "Lead:"), many[:3])
    section = Section("x", SaidSentence("x", "Made up"), (one, replace(one, items=many)))
    data = draw_word(replace(paper, sections=(section,)), SEAL)
    shown = [(label, text) for label, text in numbered(data) if text.startswith("entry")]
    assert [label for label, _ in shown] == [f"({letter})" for letter in "abcabcdefgh"]
    entries = [one for one in body(data).iter(f"{W}p") if "".join(one.itertext()).startswith("entry")]
    kept = [one.find(f"{W}pPr/{W}keepNext") is not None for one in entries]
    assert kept == [True, True, False, True, False, False, False, False, False, True, True]  # the signature follows


def test_no_line_ends_within_an_acronym_or_a_range() -> None:
    root = body(draw_word(paper_of("The CWG-Internet met on 13–14 October, in part-time."), None))
    said = next(one for one in root.iter(f"{W}p") if "met on" in "".join(one.itertext()))
    assert [one.tag for one in said.iter(f"{W}noBreakHyphen")] == [f"{W}noBreakHyphen"]
    assert "".join(said.itertext()) == "The CWGInternet met on 13–\u206014 October, in part-time."
    assert "The CWG-Internet met on 13–14 October" in [
        one.text[:37] for one in blocks_of(draw_word(paper_of("The CWG-Internet met on 13–14 October"), None), "x.docx")
    ]


SYMBOLS = ("C17/51-F", "MWG-1/8", "MCL-Data/DL/12(Rev.1)-E")


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_line_ends_within_the_symbol_of_a_document(language: str) -> None:
    data = draw_word(paper_of(f"See {', '.join(SYMBOLS)}, in part-time.", language), None)
    said = next(one for one in body(data).iter(f"{W}p") if "part-time" in "".join(one.itertext()))
    assert len(list(said.iter(f"{W}noBreakHyphen"))) == sum(symbol.count("-") for symbol in SYMBOLS)
    text = next(one.text for one in blocks_of(data, "x.docx") if "part-time" in one.text)
    assert all(symbol in text for symbol in SYMBOLS), text  # to whoever reads the file it is a hyphen


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_reference_to_an_annex_is_a_field_that_renews_its_number(round_of_2017: Register, language: str) -> None:
    root = body(draw_word(round_of_2017.paper("note", "2017", language), SEAL))
    fields = [(one.get(f"{W}instr", "").strip(), "".join(one.itertext())) for one in root.iter(f"{W}fldSimple")]
    named = ["annex_1", "annex_2"]
    references = [(f"REF {name} \\h", name[-1]) for name in named]
    assert fields == [*references * 3, *[(r"SEQ Annex \* ARABIC", name[-1]) for name in named]] or language != "en"
    assert [one for one in fields if one[0].startswith("REF")][:2] == references
    marked = list(root.iter(f"{W}bookmarkStart"))
    assert [one.get(f"{W}name") for one in marked] == named
    assert [one.get(f"{W}instr") for mark in marked if (one := mark.getnext()) is not None] == [
        r" SEQ Annex \* ARABIC "
    ] * 2


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_address_is_a_link_in_every_language(language: str) -> None:
    said = "See https://example.org/ITU-T/?q=a;b&c=1, and <https://x>, or write to desk@example.org."
    root = body(draw_word(paper_of(said, language), None))
    links = {one.get(f"{W}instr"): "".join(one.itertext()) for one in root.iter(f"{W}fldSimple")}
    addresses = ["https://example.org/ITU-T/?q=a;b&c=1", "https://x", "desk@example.org"]
    targets = [*addresses[:2], f"mailto:{addresses[2]}"]
    assert links == {f' HYPERLINK "{to}" ': shown for to, shown in zip(targets, addresses, strict=True)}
    assert any(said in one.text for one in blocks_of(draw_word(paper_of(said, language), None), "x.docx"))


@pytest.mark.parametrize("text", ["https://example.org/a\\b", "a@b", "@example.org", "x@-.org-", "x@example.org@y.org"])
def test_what_no_field_can_hold_or_is_no_address_stays_a_text(text: str) -> None:
    root = body(draw_word(paper_of(text), None))
    assert [one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple")] == []
    assert text in "".join(root.itertext())


def test_a_template_without_annexes_of_ours_prints_references_as_words(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    given = "".join(str(word_run(one, "ltr")) for one in paper.printables() if one.refers)
    assert "fldSimple" not in in_runs(f"<w:p><w:r><w:t>{given}</w:t></w:r></w:p>", "ltr")
    assert "(Annexes\u00a01 and 2)" in in_runs(f"<w:p><w:r><w:t>{given}</w:t></w:r></w:p>", "ltr")


def test_what_an_annex_is_called_otherwise_is_not_counted(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    first, second = paper.wordings
    named = replace(first, name=SaidSentence("note.annex", "Annex A1B2")), replace(second, name=None)
    root = body(draw_word(replace(paper, wordings=named), SEAL))
    assert list(root.iter(f"{W}bookmarkStart")) == []


def test_the_box_is_a_table_whose_titles_are_headers(round_of_2017: Register) -> None:
    data = draw_word(round_of_2017.paper("note", "2017"), SEAL)
    _, box = opened(data).tables
    assert [row.cells[0].text for row in box.rows][::2] == ["Summary", "Action required", "References"]
    _, *tables = body(data).iter(f"{W}tbl")
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)


def test_the_symbol_stands_on_top_and_the_page_number_below(round_of_2017: Register) -> None:
    data = draw_word(round_of_2017.paper("note", "2017"), SEAL)
    (section,) = opened(data).sections
    assert section.different_first_page_header_footer
    assert (section.header.paragraphs[0].text, section.first_page_header.is_linked_to_previous) == (
        "Document C17/51-E",
        True,
    )
    assert " PAGE " in "".join(part(data, "word/footer1.xml").itertext())
    assert not section.footer.is_linked_to_previous
    assert not section.first_page_footer.is_linked_to_previous


def test_a_long_title_on_top_ends_in_a_whole_word(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("notice", "2017/ott", "fr")
    assert paper.running_title.text == paper.title.text
    longer = replace(paper, title=SaidSentence("title", paper.title.text.replace("les OTT", "les services OTT")))
    (section,) = opened(draw_word(longer, SEAL)).sections
    assert section.header.paragraphs[0].text.endswith("publiques pour les…\N{NO-BREAK SPACE}»")


def test_each_font_is_described_for_readers_who_lack_it(round_of_2017: Register) -> None:
    data = draw_word(round_of_2017.paper("note", "2017"), SEAL)
    named = {font for one in part(data, "word/styles.xml").iter(f"{W}rFonts") for font in one.attrib.values()}
    table = part(data, "word/fontTable.xml")
    kinds = {one.get(f"{W}name"): one.find(f"{W}family").get(f"{W}val") for one in table}
    assert kinds.keys() == named
    assert kinds["Arial"] == "swiss"


@pytest.mark.parametrize(
    ("language", "attribute", "tag"),
    [
        ("fr", "val", "fr-FR"),
        ("es", "val", "es-ES"),
        ("ru", "val", "ru-RU"),
        ("zh", "eastAsia", "zh-CN"),
        ("ar", "bidi", "ar-SA"),
    ],
)
def test_the_file_says_its_title_subject_language_and_seal(
    round_of_2017: Register, language: str, attribute: str, tag: str
) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    data = draw_word(paper, SEAL)
    own = opened(data).core_properties
    assert (plainly(own.title), own.language) == (plainly(paper.title.text), language)
    assert own.subject
    assert paper.origin is not None
    assert own.author == paper.origin.name
    shown = {row.key: row.value.text for row in paper.masthead}
    assert own.keywords == f"{shown['symbol']}; {shown['date']}".replace("\u00a0", own.keywords[-5])
    (named,) = part(data, "docProps/custom.xml")
    assert (named.get("name"), "".join(named.itertext())) == ("escalade-seal", str(SEAL))
    (spoken,) = part(data, "word/styles.xml").iter(f"{W}lang")
    assert spoken.get(f"{W}{attribute}") == tag
    assert "escalade-seal" not in etree.tostring(part(draw_word(paper, None), "docProps/custom.xml")).decode()


def test_an_annex_of_several_questions_has_a_page_behind_a_report_alone(round_of_2017: Register) -> None:
    def breaks(kind: str, reference: str) -> set[str | None]:
        text = body(draw_word(round_of_2017.paper(kind, reference), SEAL))
        return {one.get(f"{W}val") for one in text.iter(f"{W}pageBreakBefore")}

    assert (breaks("note", "2017"), breaks("call", "2017/ott"), breaks("notice", "2017/ott")) == (set(), {"0"}, {"0"})


def test_arabic_runs_right_to_left_throughout(round_of_2017: Register) -> None:
    text = body(draw_word(round_of_2017.paper("note", "2017", "ar"), SEAL))
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in text.iter(f"{W}p"))
    assert all(one.find(f"{W}tblPr/{W}bidiVisual") is not None for one in text.iter(f"{W}tbl"))
    assert text.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    for run in text.iter(f"{W}r"):
        letters = "".join(run.itertext())
        is_right = run.find(f"{W}rPr/{W}rtl") is not None
        assert not (re.search("[\u0620-\u064a]", letters) and not is_right), letters
        assert not (re.search("[A-Za-z]", letters) and is_right), letters


def test_other_papers_run_left_to_right_but_for_names_that_do_not() -> None:
    runs = [
        (bool(run.find(f"{W}rPr/{W}rtl") is not None), "".join(run.itertext()).strip())
        for run in body(draw_word(paper_of(TEXTS["right to left"]), None)).iter(f"{W}r")
    ]
    assert {text for right, text in runs if right} == {"أحمد (بن محمد)\u200f"}


@pytest.mark.parametrize(
    ("text", "run"),
    [("2017/ott", "\u200e2017/ott"), ("C17/51", "C17/51"), ("5.4", "5.4"), ("2016–2017", "\u200e2016–\u20602017")],
)
def test_a_reference_that_begins_with_figures_keeps_its_order_among_arabic_words(text: str, run: str) -> None:
    xml = in_runs(f"<w:r><w:t>{word_run(SaidSentence('x', f'المرجع {text} هنا'), 'rtl')}</w:t></w:r>", "rtl")
    assert re.findall(r">([^<>\u0600-\u06ff ]+)<", xml) == [run]


def carried_along(paragraph: etree._Element) -> list[str]:
    """Figures that a program without runs would read with the Latin word before them.

    Such a program, LibreOffice for one, orders a line by its characters alone.
    """
    found, last = [], "R"
    for run in paragraph.iter(f"{W}r"):
        right = run.find(f"{W}rPr/{W}rtl") is not None
        for sign in "".join(run.itertext()):
            kind = bidirectional(sign)
            if kind == "EN" and right and last == "L":
                found.append("".join(paragraph.itertext()))
            last = kind if kind in {"L", "R", "AL"} else last
    return found


@pytest.mark.parametrize(("kind", "reference"), [*PAPERS, ("circular", "2017"), ("agenda", "meeting/9")])
def test_a_figure_behind_a_latin_name_keeps_its_place_in_an_arabic_paper(
    round_of_2017: Register, kind: str, reference: str
) -> None:
    data = draw_word(round_of_2017.paper(kind, reference, "ar"), SEAL)
    assert [one for paragraph in body(data).iter(f"{W}p") for one in carried_along(paragraph)] == []


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("ينتهي «\u2066Themes\u2069»: 20 مايو", "\u200f»: 20 مايو"),
        ("موضوعا «\u2066Themes\u2069»، «\u2066Others\u2069» هما", "\u200f»، «"),
        ("موضوع «\u2066Themes\u2069» هو", "» هو"),
    ],
)
def test_what_stands_behind_a_latin_name_runs_on_from_right_to_left(text: str, run: str) -> None:
    xml = in_runs(f"<w:p><w:r><w:t>{word_run(SaidSentence('x', text), 'rtl')}</w:t></w:r></w:p>", "rtl")
    assert re.findall(">([^<>]*»[^<>]*)<", xml)[0] == run


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_stays_a_text(name: str, language: str) -> None:
    text = re.sub("[\x00\x07\x1b\x85\ufffe]", "\ufffd", TEXTS[name])
    data = draw_word(paper_of(TEXTS[name], language), SEAL)
    opened(data)
    assert text_of(data).count(plainly(text)) >= 20


def test_a_paper_without_box_masthead_or_annex_opens(round_of_2017: Register) -> None:
    bare: Paper = replace(round_of_2017.paper("note", "2017"), masthead=(), box=(), wordings=(), subtitle=None)
    assert opened(draw_word(bare, None)).tables == []
