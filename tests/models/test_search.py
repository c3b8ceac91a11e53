"""Words are found by an index that says what the records say, and forgets what they forget."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.models.as_of import open_past
from escalade.models.backends import Location, Place
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.views.search import find_texts, words_in
from escalade.workflow.motions import Redact
from escalade.workflow.values.errors import UnknownReferenceError
from tests.back_end import BackEnd, everything
from tests.lives import DESK, TOPIC, Life, at, en

SAID = "L’accès of Quirlewoms to C17/51-E, 数字鸿沟."


@pytest.fixture
def kept(place: Place, keep: Callable[[Place, Life], Place]) -> Place:
    """A statement for members, and one that everybody may read."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en(SAID), audience="members")
    life.does("record statement", TOPIC, text=en("Harbours are for Quirlewoms."), audience="public")
    return keep(place, life)


def found(place: Place, typed: str, reader: str | None = None, behind: str = "") -> list[str]:
    """The acts whose records have words, as the index has them."""
    with open_reader(place) as register:
        return [record.act for record in register.find_records(words_in(typed), reader, behind)]


@pytest.mark.parametrize("typed", ["quirle", "l'acces", "C17/51", "数字", "鸿沟", "acces quirlewoms c17"])
def test_words_are_found_by_their_beginnings_in_any_order(kept: Place, typed: str) -> None:
    assert "record statement" in found(kept, typed)


@pytest.mark.parametrize("typed", ["irlewoms", "字数", "C17/52", "quirle nowhere"])
def test_what_no_record_says_is_not_found(kept: Place, typed: str) -> None:
    assert found(kept, typed) == []


@pytest.mark.parametrize(("reader", "count"), [(None, 2), ("office", 2), ("members", 2), ("public", 1)])
def test_nobody_finds_what_they_may_not_read(kept: Place, reader: str | None, count: int) -> None:
    assert len(found(kept, "quirlewoms", reader)) == count


def test_a_search_goes_on_behind_a_record(kept: Place) -> None:
    with open_reader(kept) as reader:
        first, second = (one.reference for one in reader.find_records(words_in("quirlewoms")))
        assert [one.reference for one in reader.find_records(words_in("quirlewoms"), behind=first)] == [second]
        assert list(reader.find_records(words_in("quirlewoms"), behind=second)) == []
        with pytest.raises(UnknownReferenceError):
            list(reader.find_records(words_in("quirlewoms"), behind="2031/a#99"))


def test_the_past_is_searched_record_by_record(kept: Place) -> None:
    with open_past(kept, as_of="2031-12-31", known_at=None) as reader:
        for audience, count in ((None, 2), ("public", 1)):
            records = reader.find_records(words_in("quirlewoms"), audience)
            assert len([one for record in records for one in find_texts(record, words_in("quirlewoms"))]) == count
        last = reader.newest()
        assert list(reader.find_records(words_in("quirlewoms"), behind=last)) == []


def test_the_words_of_an_erased_text_are_gone_from_the_register(kept: Place) -> None:
    with open_reader(kept) as reader:
        name = next(one.reference for one in reader.find_records(words_in("c17")))
    with open_register(kept, clock=at(Life(), "debated").noon) as register:
        register.act(Redact(records=(name,), by=DESK, why=en("The person asked for it."), on="2031-01-06"))
    assert len(found(kept, "quirlewoms")) == 1
    assert found(kept, "数字") == []
    held = _bytes_of(kept)
    assert "acces of" not in held
    assert "鸿" not in held
    assert "arbours are for quirlewoms" in held
    assert verify(kept).findings == []


def _bytes_of(place: Place) -> str:
    if isinstance(place, Location):
        files = place.path.parent.glob(f"{place.path.name}*")
        return b"".join(path.read_bytes() for path in files).decode("utf-8", "ignore")
    with open_reader(place) as reader:
        words = [words for (words,) in reader.connection.execute("SELECT words FROM words")]
    return repr((everything(place), words))


DAMAGED = (
    ("DELETE FROM words WHERE words LIKE '%quirlewoms%'", "2031/a"),
    ("UPDATE words SET words = 'nothing' WHERE words LIKE '%quirlewoms%'", "2031/a"),
    ("INSERT INTO words (position, words) VALUES (4711, 'quirlewoms')", "record 4711"),
)


@pytest.mark.parametrize(("damage", "where"), DAMAGED, ids=[one.partition(" ")[0] for one, _ in DAMAGED])
def test_an_index_that_says_otherwise_is_told_and_made_anew(
    back: BackEnd, kept: Place, damage: str, where: str
) -> None:
    with back.attacking(kept) as connection:
        connection.execute(damage)
    assert where in {finding.where for finding in verify(kept).findings}
    rebuild(kept)
    assert verify(kept).findings == []
    assert len(found(kept, "quirlewoms")) == 2


def test_a_record_of_the_longest_texts_can_be_found(place: Place, keep: Callable[[Place, Life], Place]) -> None:
    life = at(Life(), "debated")
    words = (f"w{number:x}" for number in range(20_000 * 6))
    texts = {}
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        text = ""
        while len(text) < 19_980:
            text += f"{next(words)} "
        texts[language] = text.strip()
    life.does("record statement", TOPIC, text=texts)
    keep(place, life)
    assert found(place, texts["zh"].split()[-1]) == ["record statement"]
