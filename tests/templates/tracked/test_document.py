"""Tracked changes: who rejects them all reads the old text, who accepts, the new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from escalade.templates.checks.reading.package import MAIN, NoWordFileError
from escalade.templates.formats.file import file_of
from escalade.templates.formats.tracked.document import track_changes
from escalade.templates.formats.word.language import STYLES
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.paper import Seal

from ..hostile import TEXTS, paper_of  # noqa: TID252  # it stands one folder up
from .conftest import (
    AT,
    AUTHOR,
    Block,
    Register,
    W,
    accept,
    compared,
    element,
    marks,
    paragraph,
    part,
    plainly,
    reject,
    run,
    with_body,
    word,
)

SEAL, HEADER = Seal(31, "ab" * 32), "word/header1.xml"

sentences = st.lists(
    st.sampled_from(
        ["fog", "signal", "5.4", "2031", "мир", "主题", "كلمة", "{{ x }}", "<b>&]]>", "👨‍👩", "é\t", "a\nb"]
    ),
    max_size=6,
).map(" ".join)
texts = st.one_of(sentences, st.tuples(st.sampled_from(["BodyText", "Item", "Heading1"]), sentences))
tables = st.integers(1, 2).flatmap(
    lambda wide: st.lists(
        st.lists(st.lists(texts, min_size=1, max_size=2), min_size=wide, max_size=wide), min_size=1, max_size=3
    )
)
papers = st.lists(st.one_of(texts, texts, tables), max_size=7).flatmap(lambda some: texts.map(lambda end: [*some, end]))


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[Block], list[Block]]:
    """A paper and what became of it: some blocks gone, new, moved, reworded."""
    old = draw(papers)
    new = [block for block in old if draw(st.integers(0, 3))]
    for _ in range(draw(st.integers(0, 2))):
        new.insert(draw(st.integers(0, len(new))), draw(st.one_of(texts, tables)))
    if draw(st.booleans()):
        new = draw(st.permutations(new))
    return old, [*new, draw(texts)] if not new or isinstance(new[-1], list) else new


@given(revisions())
def test_rejecting_gives_the_old_text_and_accepting_the_new(pair: tuple[list[Block], list[Block]]) -> None:
    old, new = pair
    data = compared(old, new)
    assert (reject(data), accept(data)) == (plainly(old), plainly(new))


@given(papers)
def test_a_paper_that_did_not_change_bears_no_mark(blocks: list[Block]) -> None:
    made, plain = (etree.tostring(part(data), method="c14n") for data in (compared(blocks, blocks), word(blocks)))
    assert made == plain


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_and_its_revision_come_out_of_one_file(round_of_2017: Register, language: str) -> None:
    def issued(symbol: str) -> bytes:
        name = IssuedPaper(symbol, "2017#9")
        paper = build("note", "2017", round_of_2017.standing, tongue(language), issued=name)
        return file_of(paper, "docx", SEAL)

    old, new = issued("C17/51"), issued("C17/51(Rev.1)")
    data = track_changes(old, new, author=AUTHOR, at=AT)
    for name in (MAIN, HEADER):
        assert (reject(data, name), accept(data, name)) == (accept(old, name), accept(new, name))
        assert 1 <= len(marks(data, name)) <= 2
    assert track_changes(old, new, author=AUTHOR, at=AT) == data


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_comes_out_of_a_tracked_file(name: str, language: str) -> None:
    old, new = (file_of(paper_of(text, language), "docx", SEAL) for text in ("an old text", TEXTS[name]))
    data = track_changes(old, new, author=AUTHOR, at=AT)
    assert (reject(data), accept(data)) == (accept(old), accept(new))


def test_only_the_words_that_changed_are_marked() -> None:
    data = compared(["Of fog.", "A good signal."], ["Of fog.", "A clear signal.", "It rings."])
    assert marks(data) == [("del", "good"), ("ins", "clear"), ("ins", "It rings.")]


def test_a_row_comes_whole_and_what_one_said_goes_into_the_next() -> None:
    old: list[Block] = [[[["Isles"], ["of old"]], [["Lands"], ["of yore"]]], "end"]
    new: list[Block] = [[[["Lands"], ["of yore"]], [["Harbours"], ["anew"]]], "end"]
    data = compared(old, new)
    found = [[str(one.tag).removeprefix(W) for one in row.iterfind(f"{W}trPr/*")] for row in part(data).iter(f"{W}tr")]
    assert found == [[], ["ins"]]
    assert marks(data) == [("del", "Isles"), ("del", "of old"), ("ins", "Harbours"), ("ins", "anew")]


def test_marks_say_who_and_when_and_have_numbers_of_their_own() -> None:
    old, new = word(["a b", "c"]), with_body(element("bookmarkStart", id="41"), paragraph("a d"), paragraph("e f"))
    found = [
        one for one in part(track_changes(old, new, author="Made-up\nDesk\x07", at=AT)).iter() if one.get(f"{W}author")
    ]
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in found} == {
        ("Made-up Desk\ufffd", "2031-04-25T10:00:00Z")
    }
    assert len({one.get(f"{W}id") for one in found}) == len(found) > 1
    assert min(int(one.get(f"{W}id")) for one in found) == 42


def test_what_is_deleted_runs_from_right_to_left_as_it_did() -> None:
    old, new = (with_body(paragraph(run(text, "rtl"))) for text in ("كلمة أولى", "كلمة ثانية"))
    (gone,) = part(track_changes(old, new, author=AUTHOR, at=AT)).iter(f"{W}del")
    assert gone.find(f"{W}r/{W}rPr/{W}rtl") is not None


def edited(*elements: etree._Element) -> bytes:
    """A Word file as another program writes it: with styles of its own."""
    return with_body(
        *elements, styles=b"<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    )


def test_a_file_of_another_template_is_compared_by_its_text() -> None:
    strange = paragraph(run("Of ", "b"), run("f", "i"), "og.", style="Strange")
    old, new = edited(strange, paragraph("It goes.", style="Strange")), word(["Of fog.", "It stays."])
    data = track_changes(old, new, author=AUTHOR, at=AT)
    assert (reject(data), accept(data)) == (["Of fog.", "It goes."], ["Of fog.", "It stays."])
    assert marks(data) == [("del", "goes"), ("ins", "stays")]
    assert STYLES == "word/styles.xml"
    assert "Strange" not in str(part(data).xpath("//@*"))


def test_links_and_controls_are_read() -> None:
    control = element("sdt", element("sdtPr"), element("sdtContent", paragraph("In a control.")))
    link = element("hyperlink", run("a link"))
    old, new = (
        with_body(control, paragraph(link, " of old")),
        word(["In a control.", "a link anew"]),
    )
    data = track_changes(old, new, author=AUTHOR, at=AT)
    assert marks(data) == [("del", "of old"), ("ins", "anew")]


def test_pictures_and_bookmarks_of_the_new_file_stay_where_words_change() -> None:
    picture = element("r", element("drawing"))
    new = with_body(
        element("bookmarkStart", id="1"),
        paragraph("Of ", element("bookmarkStart", id="2"), "fog.", picture),
        element("bookmarkEnd", id="1"),
    )
    root = part(track_changes(word(["Of bells."]), new, author=AUTHOR, at=AT))
    assert [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")] == ["1", "2"]
    assert len(list(root.iter(f"{W}drawing"))) == 1
    assert [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")] == ["1"]


def test_what_is_no_word_file_is_named() -> None:
    with pytest.raises(NoWordFileError, match="MA31/5"):
        track_changes(b"no file", word(["Of fog."]), author=AUTHOR, at=AT, name="MA31/5")
