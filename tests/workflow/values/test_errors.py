"""An error is a sentence, a code and an exit code."""

from __future__ import annotations

from escalade.workflow.values.errors import FieldError, Message, RequestError


def test_an_error_is_a_code_and_a_sentence_with_facts() -> None:
    error = RequestError("no-folder", "There is no folder {path}.", path="here")
    assert (error.code, str(error), error.exit_code) == ("no-folder", "There is no folder here.", 2)
    assert error.args == (Message("There is no folder {path}.", path="here"),)


def test_a_class_of_its_own_is_its_code() -> None:
    error = FieldError("votes", "has no number")
    assert (error.code, str(error)) == ("FieldError", "The field “votes” has no number.")
