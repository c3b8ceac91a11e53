"""A paragraph of Word as words, each with its looks."""

from __future__ import annotations

from lxml import etree

from escalade.templates.formats.tracked.runs import ParagraphWords, W, canonical, copy_element, text_of

NAMESPACE = W.strip("{}")


def paragraph(content: str, *, with_looks: bool = True) -> ParagraphWords:
    """A paragraph of these runs."""
    return ParagraphWords(
        etree.fromstring(f'<w:p xmlns:w="{NAMESPACE}">{content}</w:p>'),
        with_looks=with_looks,
    )


def run(text: str, looks: str = "") -> str:
    """A run of text."""
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}<w:t>{text}</w:t></w:r>"


BOLD = "<w:b/>"


def test_a_word_cut_into_runs_is_one_word_and_one_stroke_where_it_looks_alike() -> None:
    alike = paragraph(run("Har") + run("bours") + run(" and piers"))
    assert [word.text for word in alike.words] == ["Harbours", " ", "and", " ", "piers"]
    assert [len(word.strokes) for word in alike.words] == [1] * 5
    assert [chunk.text for chunk in alike.chunks] == ["Har", "bours", " and piers"]


def test_a_word_of_two_looks_keeps_both_and_differs_from_a_plain_one() -> None:
    mixed, plain = paragraph(run("Har", BOLD) + run("bours")), paragraph(run("Harbours"))
    [word] = mixed.words
    assert [stroke.text for stroke in word.strokes] == ["Har", "bours"]
    assert mixed.text == plain.text
    assert mixed.key != plain.key
    texts = (run("Har", BOLD) + run("bours"), run("Harbours"))
    assert len({paragraph(one, with_looks=False).key for one in texts}) == 1


def test_the_key_of_a_text_does_not_depend_on_how_it_is_cut() -> None:
    assert paragraph(run("Har") + run("bours")).key == paragraph(run("Harbours")).key


def test_signs_stand_for_characters_and_text_in_holders_is_read() -> None:
    found = paragraph(
        f"<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:br/></w:r><w:hyperlink>{run('c')}</w:hyperlink>"
    )
    assert found.text == "a\tb\u2011\nc"


def test_the_number_of_a_page_is_no_text_and_stays_as_a_mark() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert paragraph(run("page ") + field).text == "page "
    assert paragraph(f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>').text == ""
    assert paragraph(f'<w:fldSimple w:instr=" REF x ">{run("7")}</w:fldSimple>').text == "7"


def test_marks_stand_before_the_word_they_precede_and_the_last_ones_are_the_tail() -> None:
    found = paragraph(f'<w:bookmarkStart w:id="1"/>{run("Harbours")}<w:bookmarkEnd w:id="1"/>')
    [word] = found.words
    assert [one.tag for one in word.before] == [f"{W}bookmarkStart"]
    assert [one.tag for one in found.tail] == [f"{W}bookmarkEnd"]


def test_a_page_break_is_no_character_and_a_copy_has_no_text_behind_it() -> None:
    page, line = (
        etree.fromstring(f'<w:br xmlns:w="{NAMESPACE}" w:type="{kind}"/>') for kind in ("page", "textWrapping")
    )
    assert (text_of(page), text_of(line)) == (None, "\n")
    holder = etree.fromstring(f'<w:p xmlns:w="{NAMESPACE}"><w:r/>tail</w:p>')
    assert copy_element(holder[0]).tail is None
    assert holder[0].tail == "tail"
    assert canonical(None) == b""
