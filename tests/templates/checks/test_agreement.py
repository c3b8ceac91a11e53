"""What the box asks and dates is what the body does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from escalade.templates.values.paper import Item, Paper

from .conftest import Told, dated, with_paragraph

Spoilt = Callable[..., Told]


def with_asks(paper: Paper, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> Paper:
    """A paper whose box asks otherwise."""
    summary, action, references = paper.box
    (asked,) = action.paragraphs
    return replace(
        paper, box=(summary, replace(action, paragraphs=(replace(asked, items=change(asked.items)),)), references)
    )


def test_an_ask_that_is_dropped_from_the_box_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        return with_asks(paper, lambda items: items[:-1])

    assert spoilt(drop, every=True) == [
        ("asks-agree", "box, action", "The body asks to launch, and the box does not. See paragraph 3.3, item 3."),
    ]


def test_an_ask_of_the_box_alone_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        return with_paragraph(paper, "3.3", lambda one: replace(one, items=one.items[:-1]))

    assert ("asks-agree", "box, action, item 3", "The box asks to launch, and the body does not.") in spoilt(drop)


def test_a_date_that_differs_in_the_box_alone_is_found_in_every_language(spoilt: Spoilt) -> None:
    found = spoilt(lambda paper: with_paragraph(paper, "2.1", dated), every=True)
    assert [one[:2] for one in found] == [("dates-agree", "box, summary")]
