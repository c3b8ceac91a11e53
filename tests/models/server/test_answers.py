"""First answers are kept for a day, and calls that were cut off for a minute."""

from __future__ import annotations

from escalade.models.server.answers import DAY_SECONDS, PATIENCE_SECONDS, begin_answer, forget_answer, keep_answer
from escalade.models.server.store import ServerStore
from escalade.models.server.tables import AnswerRow


def asked(begun: float, what: str = "made up") -> AnswerRow:
    """A call under one key."""
    return AnswerRow(key="a key", asked=what, begun=begun, status=None, headers="", body=b"")


def test_an_answer_is_given_for_a_day(store: ServerStore) -> None:
    assert begin_answer(store, asked(0)) is None
    keep_answer(store, "a key", 201, "[]", b"said")
    found = begin_answer(store, asked(DAY_SECONDS, "another"))
    assert found
    assert (found.asked, found.status, found.headers, found.body) == ("made up", 201, "[]", b"said")
    assert begin_answer(store, asked(DAY_SECONDS + 1)) is None


def test_a_call_under_way_is_found_until_it_must_have_been_cut_off(store: ServerStore) -> None:
    assert begin_answer(store, asked(0)) is None
    found = begin_answer(store, asked(PATIENCE_SECONDS))
    assert found
    assert found.status is None
    assert begin_answer(store, asked(PATIENCE_SECONDS + 1)) is None


def test_what_could_not_be_answered_is_forgotten(store: ServerStore) -> None:
    assert begin_answer(store, asked(0)) is None
    forget_answer(store, "a key")
    assert begin_answer(store, asked(0)) is None
