"""Words of help and advice, typed as they are printed, are no values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, replay
from escalade.models.register import Register, open_register
from escalade.services.acts.bind import ActInput, WordToFillInError, execute, refuse_words_to_fill_in
from escalade.services.acts.fields import Field, Kind, evidence_of, own_fields
from escalade.workflow.motions import MOTIONS


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """The register of the made-up body, its round open."""
    location = Location(tmp_path / "register.db")
    create(location)
    with open_register(location) as found:
        replay(found, find_shipped_case("made_up_body"), lambda *_: None)
        yield found


def nested(field: Field, value: Any) -> dict[str, Any]:
    """One value where its field stands."""
    for name in reversed(field.path):
        value = {name: value}
    return dict(value)


@pytest.mark.parametrize("act", sorted(MOTIONS))
def test_every_word_that_help_and_advice_print_is_refused(act: str) -> None:
    for field in (*own_fields(act), *evidence_of(act)):
        if field.kind in {Kind.FLAG, Kind.FLAGS, Kind.OTHERS, Kind.FILE, Kind.VOTES, Kind.COUNT}:
            continue
        word = field.placeholder.partition(" ")[2]
        language, _, said = word.partition("=")
        value: Any = {language: said.strip('"')} if said else [word] if field.kind is Kind.LINES else word
        with pytest.raises(WordToFillInError, match="stands for what is to be filled in"):
            refuse_words_to_fill_in(act, (), nested(field, value))


@pytest.mark.parametrize(
    ("words", "fields", "said"),
    [
        (("2020/TOPIC",), {}, "“TOPIC” stands for what is to be filled in."),
        (("2020/fog",), {"by": "OFFICER"}, "--as gives “OFFICER”"),
        (("2020/fog",), {"on": "DAY"}, "--on gives “DAY”"),
        (("2020/fog",), {"entered_for": "NAME"}, "--entered-for gives “NAME”"),
        (("2020/fog",), {"version": {"title": {"en": " … "}}}, "--title gives “…”"),
        (("2020/fog",), {"version": {"questions": [{"en": "What?"}, {"en": "QUESTION"}]}}, "--question gives"),
        (("2020/fog",), {"evidence": {"meeting": "N"}}, "What the sources lack is written not-at-hand."),
    ],
)
def test_such_a_word_is_named_with_its_option(
    register: Register, words: tuple[str, ...], fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(WordToFillInError, match=said.replace("(", r"\(")):
        execute(ActInput("propose", words, {"by": "made-up desk", "on": "2020-02-10", **fields}), register)


def test_what_is_meant_passes() -> None:
    refuse_words_to_fill_in("propose", ("2020/fog",), {"by": "CHAIR"}, ["Chair"])
    refuse_words_to_fill_in("propose", ("2020/fog",), {"by_state": ["Made-up Land"], "version": "of no shape"})
    refuse_words_to_fill_in("propose", ("2020/fog",), {"version": {"title": {"en": "Names of places…"}}})
