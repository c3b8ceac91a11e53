"""An act as it was given, done on a register that is opened once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, replay
from escalade.models.register import Register, open_register
from escalade.services.acts.bind import ActInput, execute, execute_all
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.errors import MovedMeanwhileError, RulesBrokenError, UnknownReferenceError

DAY = {"by": "made-up desk", "on": "2020-02-10"}
FOG = ActInput(
    "propose", ("2020/fog",), {**DAY, "version": {"title": {"en": "Fog"}}, "by_state": ["Made-up Land"]}, ("2020#1",)
)
REVISED = ActInput("revise", ("fog",), {**DAY, "version": {"title": {"en": "Fogs"}, "source": "MWG-1/1"}})


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """The register of the made-up body, its round open."""
    location = Location(tmp_path / "register.db")
    create(location)
    with open_register(location) as found:
        replay(found, find_shipped_case("made_up_body"), lambda *_: None)
        yield found


def test_what_was_given_is_looked_up_tried_and_recorded_on_one_connection(register: Register) -> None:
    (record,) = execute(FOG, register).records
    assert (record.reference, record.officer, record.after) == ("2020/fog#1", "Made-up Desk", "proposed")
    (later,) = execute(REVISED, register).records
    assert later.reference == "2020/fog#2"


def test_what_is_tried_alone_is_not_recorded(register: Register) -> None:
    assert execute(FOG, register, dry_run=True).records[0].reference == "2020/fog#1"
    with pytest.raises(UnknownReferenceError):
        execute(REVISED, register)


def test_a_refusal_leaves_the_register_to_the_next_act(register: Register) -> None:
    with pytest.raises(RulesBrokenError):
        execute(FOG._replace(fields=DAY), register)
    execute(FOG, register)
    execute(REVISED, register)
    with pytest.raises(MovedMeanwhileError):
        execute(REVISED._replace(seen=("fog#1",)), register)


def test_what_is_sent_again_with_what_was_seen_is_given_back(register: Register) -> None:
    execute(FOG, register)
    said = ActInput("record statement", ("fog",), {**DAY, "holders": ["Isle"], "text": {"en": "So."}}, ("2020/fog#1",))
    (made,) = execute(said, register).records
    again = execute(said, register)
    assert (again.subjects, [one.reference for one in again.records]) == ((), [made.reference])
    with pytest.raises(MovedMeanwhileError):
        execute(said, register, dry_run=True)
    for other in ({"text": {"en": "Otherwise."}}, {"holders": ["Cape"]}):  # another voice, and recorded as such
        assert execute(said._replace(fields={**said.fields, **other}), register).subjects


def test_the_same_of_another_topic_is_not_given_back_for_what_moved(register: Register) -> None:
    execute(FOG, register)
    execute(FOG._replace(words=("2020/horn",), fields={**FOG.fields, "version": {"title": {"en": "Horn"}}}), register)
    said = {**DAY, "holders": ["Isle"], "text": {"en": "So."}}
    execute(ActInput("record statement", ("horn",), said, ("2020/horn#1",)), register)
    execute(REVISED, register)
    with pytest.raises(MovedMeanwhileError):
        execute(ActInput("record statement", ("fog",), said, ("2020/fog#1",)), register)


def test_what_is_sent_again_without_is_recorded_and_said_to_be_the_same(register: Register) -> None:
    execute(FOG, register)
    said = ActInput("record statement", ("fog",), {**DAY, "holders": ["Isle"], "text": {"en": "So."}})
    assert execute(said, register).warnings == ()
    (warning,) = execute(said, register).warnings
    assert str(warning.sentence) == (
        "2020/fog#2 (record statement) says the same of the same day and place. If it was entered twice, annul "
        "2020/fog#3 (annul)."
    )
    assert execute(said._replace(fields={**said.fields, "on": "2020-02-11"}), register).warnings == ()
    execute(ActInput("annul", ("fog#3",), {"by": "made-up desk", "why": {"en": "Twice."}}), register)


@pytest.mark.parametrize("act", sorted(act for act in MOTIONS if MOTIONS[act].argument.startswith("topic")))
def test_a_key_that_nothing_resembles_is_taken_for_a_new_topic_where_one_is_put_forward(
    register: Register, act: str
) -> None:
    given = ActInput(act, ("2020/zzzzz",), {"by": "Made-up Desk"})
    refusal = RulesBrokenError if act in {"propose", "introduce"} else UnknownReferenceError
    with pytest.raises(refusal):
        execute(given, register)


def test_several_acts_are_recorded_all_or_none(register: Register) -> None:
    with pytest.raises(RulesBrokenError):
        execute_all([FOG, FOG._replace(words=("2020/horn",), fields=DAY)], register)
    assert not register.reader.has("2020/fog")
    both = [FOG, FOG._replace(words=("2020/horn",), fields={**FOG.fields, "version": {"title": {"en": "Horn"}}})]
    assert [one.records[0].reference for one in execute_all(both, register)] == ["2020/fog#1", "2020/horn#1"]
    assert [one.records[0].reference for one in execute_all(both, register)] == ["2020/fog#1", "2020/horn#1"]


def test_several_acts_stand_on_what_was_seen(register: Register) -> None:
    execute(FOG, register)
    execute(REVISED, register)
    said = ActInput("record statement", ("fog",), {**DAY, "holders": ["Isle"], "text": {"en": "So."}}, ("2020/fog#1",))
    with pytest.raises(MovedMeanwhileError):
        execute_all([said], register)
    (made,) = execute_all([said._replace(seen=("2020/fog#2",))], register)
    assert made.records[0].reference == "2020/fog#3"
