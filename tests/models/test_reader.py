"""The one way to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from escalade.models.backends import Place
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.store.statements import Names
from escalade.models.views.view import PersonalTexts, Subjects
from escalade.web.auth.scoped_reader import ScopedReader
from escalade.workflow.motions import Evidence, Motion
from escalade.workflow.values.errors import AmbiguousReferenceError, UnknownReferenceError
from tests.lives import BOTH, CHAIR_NAME, COUNCIL_DESK, DESK, TOPIC, VICE_NAME, Life, at, en

Keep = Callable[[Place, Life], Place]


@pytest.fixture
def life() -> Life:
    """Two rounds with topics in several states."""
    life = Life().begins().brings("2031/long-name", "referred").brings(TOPIC, "debated").brings("2031/b", "unresolved")
    life.does("open round", "2032")
    life.brings("2032/b", "proposed").brings("2032/c-d-e", "agreed")
    life.does("record statement", TOPIC, text=en("A word."))
    return life


@pytest.fixture
def kept(place: Place, keep: Keep, life: Life) -> Place:
    """A register that holds that life."""
    return keep(place, life)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("a", TOPIC),
        ("2031/a", TOPIC),
        ("2032/b", "2032/b"),
        ("long-name", "2031/long-name"),
        ("2031", "2031"),
        ("body", "body"),
    ],
)
def test_a_reference_may_be_shortened_where_only_one_round_has_it(kept: Place, short: str, whole: str) -> None:
    with open_reader(kept) as reader:
        assert reader.resolve(short) == whole


def test_a_reference_that_fits_several_topics_is_ambiguous(kept: Place) -> None:
    with open_reader(kept) as reader, pytest.raises(AmbiguousReferenceError) as refusal:
        reader.resolve("b")
    assert str(refusal.value) == "“b” may mean 2031/b or 2032/b; write the reference in full."


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("2031/lon-name", ["2031/long-name"]), ("long_name", ["2031/long-name"]), ("%", []), ("", []), ("zzzzzz", [])],
)
def test_an_unknown_reference_comes_with_the_nearest(kept: Place, wrong: str, nearest: list[str]) -> None:
    with open_reader(kept) as reader, pytest.raises(UnknownReferenceError) as refusal:
        reader.resolve(wrong)
    assert refusal.value.nearest[:1] == tuple(nearest)
    hint = " Did you mean " if nearest else "in this register."
    assert hint in str(refusal.value)


def test_topics_come_by_state_and_by_pages(kept: Place) -> None:
    def listed(*states: str, after: str = "", limit: int = 100) -> list[str]:
        with open_reader(kept) as reader:
            return [row.reference for row in reader.topics(None, states, after=after, limit=limit)]

    everything = listed()
    assert everything == sorted(everything)
    assert listed("proposed", "agreed") == ["2032/b", "2032/c-d-e"]
    assert listed("agreed", limit=1) == ["2032/c-d-e"]
    assert listed(limit=2) == everything[:2]
    assert listed(after=everything[1]) == everything[2:]
    assert listed("closed") == []


@pytest.fixture
def told(place: Place) -> Callable[[Life], bool]:
    """Write what else a life did, and ask whether its topic is told as provisional."""
    kept: list[Motion] = []

    def asked(life: Life) -> bool:
        with open_register(place, clock=life.noon) as register:
            register.load(life.performed[len(kept) :])
        kept[:] = life.performed
        return is_told(place)

    return asked


def is_told(place: Place) -> bool:
    """Whether the one topic there is told as provisional, to all who may read it."""
    with open_reader(place) as reader:
        found = {row.provisional for read in (reader, ScopedReader(reader, "office")) for row in read.topics()}
    assert len(found) == 1
    return found.pop()


NOT_FINAL: dict[str, dict[str, Any]] = {
    "a document that is not final": {"document": "H31/DL/7", "provisional": True},
    "no document": {"document": None},
}


def approves(life: Life, lacking: str) -> None:
    """Approve the topic on evidence that is not final."""
    evidence = msgspec.structs.replace(life.evidence_for("approve", TOPIC), **NOT_FINAL[lacking])
    life.does("approve", TOPIC, evidence=evidence)


@pytest.mark.parametrize("lacking", NOT_FINAL)
def test_what_stands_on_a_provisional_decision_is_so_until_it_is_confirmed(
    place: Place, told: Callable[[Life], bool], lacking: str
) -> None:
    life = at(Life(), "referred")
    approves(life, lacking)
    found = [told(life)]
    for act, days in (("launch", 1), ("close", 30), ("record consideration", 1)):
        life.passes(days)
        life.does(act, TOPIC)
        found.append(told(life))
    assert found == [True, True, True, True]
    life.does("confirm", "2031/a#5")
    assert not told(life)
    rebuild(place)
    assert (is_told(place), verify(place).findings) == (False, [])


def test_a_launch_on_a_consensus_is_provisional_until_its_report_is_approved(told: Callable[[Life], bool]) -> None:
    life = at(Life(), "debated")
    meeting = life.meeting()
    for act, days in (("record consensus", 0), ("launch", 1), ("close", 30)):
        life.passes(days)
        life.does(act, TOPIC)
    assert told(life)
    life.does("approve report", f"meeting/{meeting}")
    assert not told(life)


def test_a_launch_by_a_paper_that_is_not_final_is_provisional_itself(told: Callable[[Life], bool]) -> None:
    life = at(Life(), "approved")
    assert not told(life)
    life.does("launch", TOPIC, evidence=Evidence(document="H31/DL/8", provisional=True))
    assert told(life)


def test_what_the_council_decides_stands_on_no_report_of_the_group(told: Callable[[Life], bool]) -> None:
    life = at(Life(), "referred")
    assert told(life)
    life.does("approve", TOPIC)
    assert not told(life)


def test_a_history_tells_records_as_later_ones_leave_them(kept: Place, life: Life) -> None:
    with open_reader(kept) as reader:
        assert [record.reference for record in reader.history(TOPIC)] == ["2031/a#1", "2031/a#2", "2031/a#3"]
        assert reader.history(TOPIC)[2].motion.to_payload() == life.subject().records[2].motion.to_payload()
        with pytest.raises(UnknownReferenceError, match=r"There is no topic “2031/z” in this register\. Did you mean"):
            reader.history("2031/z")


def test_records_come_in_the_order_of_the_ledger(kept: Place) -> None:
    with open_reader(kept) as reader:
        records = list(reader.records())
        assert [position for position, _ in records] == list(range(1, reader.size() + 1))
        assert list(reader.records(after=reader.size() - 1)) == records[-1:]


def test_what_came_after_the_newest_of_several_records_is_read_one_at_a_time(kept: Place) -> None:
    with open_reader(kept) as reader:
        every = [record for _, record in reader.records()]
        later = reader.since(every[3].reference, every[1].reference)
        assert next(later) == every[4]
        assert [next(later), *later] == every[5:]
        with pytest.raises(UnknownReferenceError):
            reader.since(every[0].reference, f"{TOPIC}#99")


def test_the_root_of_an_earlier_size_stays_what_it_was(kept: Place, place: Place, life: Life, keep: Keep) -> None:
    with open_reader(kept) as reader:
        size, root = reader.size(), reader.root()
    life.does("record statement", TOPIC)
    life.performed = life.performed[-1:]
    keep(place, life)
    with open_reader(kept) as reader:
        assert (reader.size(), reader.root(size)) == (size + 1, root)
        assert reader.root() != root


def test_officers_are_all_who_ever_held_an_office(kept: Place) -> None:
    with open_reader(kept) as reader:
        assert reader.officers() == [CHAIR_NAME, VICE_NAME, DESK, COUNCIL_DESK, BOTH]


def test_papers_that_are_not_kept_are_not_there(kept: Place) -> None:
    with open_reader(kept) as reader:
        assert reader.paper("ab" * 32) is None


def test_the_views_are_mappings(kept: Place) -> None:
    with open_reader(kept) as reader:
        texts = PersonalTexts(reader.connection)
        subjects = Subjects(reader.connection)
        assert (len(texts), [texts[name].value for name in texts]) == (1, [en("A word.")])
        assert len(subjects) == len(reader.references())
        assert (subjects.get("2031/z"), "2031/a" in subjects) == (None, True)
        named = Names(subjects, lambda key: ("SELECT ?1 WHERE ?2 > 0", (key,)))
        assert (list(named), len(named), named["x"]) == ([], 0, ("x",))
        with pytest.raises(KeyError):
            texts["nothing"]


def test_topics_that_one_act_touched_are_looked_up_once_each_for_a_stranger(place: Place, keep: Keep) -> None:
    life, names = Life().begins(), [f"2031/t{number}" for number in range(12)]
    for name in names:
        life.brings(name, "proposed")
    life.does("open debate", *names)
    with open_reader(keep(place, life)) as reader:
        asked: list[str] = []
        standing = reader.standing(reader="public")
        hide = standing.subjects._is_hidden  # type: ignore[attr-defined]  # noqa: SLF001  # what asks the database

        def counted(name: str) -> bool:
            asked.append(name)
            return bool(hide(name))

        standing.subjects._is_hidden = counted  # type: ignore[attr-defined]  # noqa: SLF001
        assert len(list(standing.topics_of("2031"))) == len(names)
        assert sorted(asked) == sorted(set(asked))
        assert asked
