"""Messages are their English, and keep the template and the facts of which they are made."""

from __future__ import annotations

from copy import deepcopy

import msgspec
import pytest

from escalade.workflow.values.errors import (
    CommandLine,
    EscaladeError,
    Message,
    Messages,
    Option,
    Phrase,
    Series,
    Word,
    correct_line,
    encode_phrase,
)

BROKEN = Message("{topic} is {state}.", topic="2020/fog", state=Word("agreed"))


def test_a_message_is_its_english() -> None:
    assert BROKEN == "2020/fog is agreed."
    assert (BROKEN.template, BROKEN.facts) == ("{topic} is {state}.", {"topic": "2020/fog", "state": "agreed"})
    assert Series(["a", Option("--b"), 3], " or ") == "a or --b or 3"
    assert Messages("A rule.", "", BROKEN) == "A rule. 2020/fog is agreed."


def test_a_line_is_as_it_is_typed_and_keeps_what_it_does() -> None:
    line = deepcopy(correct_line("2020/fog#3", "--set on=DAY"))
    assert line == "correct 2020/fog#3 --set on=DAY"
    assert (line.act, line.about, line.value) == ("correct", "2020/fog#3", "")
    assert deepcopy(CommandLine("--set votes=1,2,3", value="1,2,3")).value == "1,2,3"


def test_an_error_keeps_its_message() -> None:
    kept = str(EscaladeError(BROKEN))
    assert isinstance(kept, Message)
    assert kept.facts == BROKEN.facts


@pytest.mark.parametrize("phrase", [BROKEN, Messages("A rule.", BROKEN), Series([BROKEN], " or "), Word("agreed")])
def test_a_phrase_is_copied_whole_and_encoded_as_a_text(phrase: Phrase) -> None:
    copied = deepcopy(phrase)
    assert copied == phrase
    assert type(copied) is type(phrase)
    assert getattr(copied, "items", ()) == getattr(phrase, "items", ())
    assert msgspec.json.decode(msgspec.json.encode(phrase, enc_hook=encode_phrase)) == "".join(phrase)
    with pytest.raises(NotImplementedError):
        encode_phrase(object())
