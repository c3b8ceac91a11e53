"""Blocks of a file: their labels, and what looks like a title."""

# ruff: noqa: RUF001 - Russian is written in Cyrillic

from __future__ import annotations

import pytest

from escalade.templates.checks.reading.block import LONGEST_TITLE, Block


@pytest.mark.parametrize(
    ("text", "level", "label", "rest"),
    [
        ("1.1 The group met.", 0, "1.1", "The group met."),
        ("1. The group met.", 0, "1", "The group met."),
        ("12 members met.", 0, "", "12 members met."),
        ("(a) the first", 0, "(a)", "the first"),
        ("iv) the fourth", 0, "iv)", "the fourth"),
        ("б) второе", 0, "б)", "второе"),
        ("• a bullet", 0, "•", "a bullet"),
        ("2.1工作组", 0, "2.1", "工作组"),
        ("2 Activities", 1, "2", "Activities"),
        ("2017 was a year.", 0, "", "2017 was a year."),
    ],
)
def test_a_label_is_cut_off_the_text_that_it_begins(text: str, level: int, label: str, rest: str) -> None:
    cut = Block(text, level).split_label()
    assert (cut.label, cut.text, cut.level) == (label, rest, level)


def test_a_letter_behind_a_bullet_is_the_label_and_a_number_that_is_known_stays() -> None:
    assert Block("(a) the first", label="•").split_label() == Block("the first", label="(a)")
    assert Block("1.1 The group met.", label="3").split_label() == Block("1.1 The group met.", label="3")


def test_numbers_of_sections_and_titles_are_told_from_what_looks_like_them() -> None:
    labels = ("1", "1.2.3", "(1)", "a)", "•", "")
    assert [Block("text", label=label).is_number for label in labels] == [True, True, False, False, False, False]
    texts = ("Introduction", "It met.", "一、导言。", "x" * LONGEST_TITLE)
    assert [Block(text).is_title for text in texts] == [True, False, False, False]
    assert all(Block(text, level=2).is_title for text in texts)
