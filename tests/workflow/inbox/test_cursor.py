"""A place in the inbox, written and read."""

from __future__ import annotations

import pytest

from escalade.workflow.inbox.pages import FIRST, Bookmark, MalformedBookmarkError, bookmark_in
from escalade.workflow.values.errors import EscaladeError
from tests.lives import TOPIC


@pytest.mark.parametrize("place", [FIRST._replace(due="2031-02-03", since="2031-01-05", subject=TOPIC, number=2),
                                   Bookmark("9999-12-31", "0001-01-01", "session/Summer, 2nd", 1)])  # fmt: skip
def test_a_place_is_read_as_it_is_written(place: Bookmark) -> None:
    assert bookmark_in(str(place)) == place


@pytest.mark.parametrize("text", ["x", TOPIC, "2031-02-03", "undated:2031-01-05:2031/a", "undated:soon:1:2031/a"])
def test_what_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(MalformedBookmarkError, match="is no place in the inbox"):
        bookmark_in(text)
    assert issubclass(MalformedBookmarkError, EscaladeError)
