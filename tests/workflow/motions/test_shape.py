"""The walk over a motion: its leaves, and what takes their place."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import MOTIONS, Evidence, Propose, TextVersion
from escalade.workflow.motions.base import (
    COMMON,
    Leaf,
    Passage,
    Text,
    ValueType,
    Words,
    about,
    fields,
    list_leaves,
    read_type,
    said_of,
    walk,
)
from tests.lives import TOPIC, Life, text

UNSAID = {"line", "choice", "count", "flag", "any", "fact"}


def shout(leaf: Leaf) -> Any:
    """Answer in capitals."""
    return leaf.value.upper() if isinstance(leaf.value, str) else leaf.value


@pytest.mark.parametrize(
    ("annotation", "said"),
    [
        (str, ValueType(str, "line")),
        (Text, ValueType(str, "text", "language")),
        (Words | None, ValueType(str, "passage", "language", may_lack=True)),
        (tuple[Passage, ...], ValueType(str, "passage", "language", many=True)),
        (TextVersion, ValueType(TextVersion, "fact")),
    ],
)
def test_a_type_says_what_its_values_are(annotation: Any, said: ValueType) -> None:
    assert read_type(annotation) == said


def test_a_field_says_its_sentence_beside_its_mark() -> None:
    declared = next(one for one in fields(MOTIONS["introduce"]) if one.name == "replaces")
    assert said_of(declared.type) == ("The topic it replaces.", {"rare": True})
    assert said_of(Text) == ("", {"is": "text"})
    assert about("Why.").extra is None


def test_leaves_are_told_by_path_and_mark() -> None:
    motion = (
        Life()
        .begins()
        .fitting(
            "escalate", TOPIC, to_session="S", leaving=("2031/b",), left="not at hand", evidence=Evidence(meeting="9")
        )
    )
    marks = frozenset({"meeting", "session", "sister", "passage"})
    assert [(leaf.path, leaf.mark, leaf.value) for leaf in list_leaves(motion, marks)] == [
        (("evidence", "meeting"), "meeting", "9"),
        (("to_session",), "session", "S"),
        (("leaving", 0), "sister", "2031/b"),
    ]
    paragraphs = Life().begins().fitting("approve report", "meeting/9", paragraphs={f"{TOPIC}#1": "3"})
    assert [(leaf.path, leaf.mark) for leaf in list_leaves(paragraphs, frozenset({"record", "paragraph"}))] == [
        (("paragraphs",), "record"), (("paragraphs", f"{TOPIC}#1"), "paragraph"),
    ]  # fmt: skip


def test_what_is_erased_is_shown_to_nobody() -> None:
    motion = Life().begins().fitting("take position", TOPIC, holders=("Mu",), erased=("holders",))
    assert list_leaves(motion, frozenset({"member"})) == []


def test_what_is_answered_takes_the_place_of_a_leaf() -> None:
    motion = Life().begins().fitting("propose", TOPIC, version=text("Piers"), by_state=("Mu", "NU"))
    loud = walk(type(motion), motion, shout, frozenset({"member"}))
    assert isinstance(loud, Propose)
    assert isinstance(motion, Propose)
    assert (loud.by_state, loud.version) == (("MU", "NU"), motion.version)
    assert walk(type(motion), motion, lambda leaf: leaf.value) is motion


def test_what_was_typed_is_walked_as_far_as_it_is_of_the_shape() -> None:
    typed = {
        "by_state": "Mu",
        "by_group": "pacific",
        "evidence": {"meeting": "x", "sitting": 3},
        "z": "y",
        "version": 3,
    }
    marks = frozenset({"member", "meeting", "text"})
    loud = {**typed, "by_group": "PACIFIC", "evidence": {"meeting": "X", "sitting": 3}}
    assert walk(MOTIONS["propose"], typed, shout, marks) == loud
    assert walk(MOTIONS["approve report"], {"paragraphs": 3}, shout, frozenset({"record"})) == {"paragraphs": 3}
    assert walk(MOTIONS["correct"], {"fields": {"a": ["b", None]}}, shout, frozenset({"any"})) == {
        "fields": {"a": ["B", None]}
    }


@pytest.mark.parametrize("act", sorted(MOTIONS))
def test_what_is_named_in_capitals_is_marked(act: str) -> None:
    """References, names and places are told from lines of any words by what they are."""
    named = {"holders", "by_state", "by_group", "asked_by", "into", "replaces", "records", "symbol", "presided_by"}
    own = [one for one in fields(MOTIONS[act]) if one.name in named and one.name not in COMMON]
    assert [one.name for one in own if read_type(one.type).mark in UNSAID] == []
