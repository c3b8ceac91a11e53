"""Rules of `readers.py`: a record is for the readers of what it follows, and they only become more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from escalade.workflow.motions import Evidence
from escalade.workflow.records.audience import READERS, WITH_OWN_READERS
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import TOPIC, Life, at
from tests.workflow.rules.case import Case, check, name_of

FIRST = "2031/a#1 (propose) has other readers: public. Leave --audience out."
CASES: list[Case] = [
    *(
        Case("record_is_for_the_readers_of_its_subject", "topic", state, act, "input", {"audience": "members"}, FIRST)
        for state, act in (("agreed", "launch"), ("launched", "extend"), ("launched", "call off hearing"))
    ),
    Case("record_is_for_the_readers_of_its_subject", "meeting", "convened", "convene", "input",
        {"audience": "members", "presided_by": "Ada"},
        "meeting/9#1 (convene) has other readers: public. Leave --audience out."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


def hidden(*acts: str, audience: str = "members") -> Life:
    """A life with a topic that is not for everybody."""
    life = at(Life(), None)
    life.does("propose", TOPIC, audience=audience)
    for act in acts:
        life.does(act, TOPIC)
    return life


def opens(life: Life, record: str, audience: str = "public") -> None:
    """Give a record more readers."""
    life.does("correct", record, fields={"audience": audience}, evidence=Evidence())


def seen(life: Life, reader: str) -> list[str]:
    """The acts that a reader reads of the topic."""
    return [record.act for record in replace(life.topic(), reader=reader).told]


def refused(life: Life, act: str, record: str, **fields: object) -> tuple[str, str]:
    """The one cause against an act on a record, and its remedy."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, record, **fields))
    ((rule, sentence, remedy),) = [(one.rule, str(one.sentence), one.remedy.kind) for one in refusal.value.causes]
    assert rule == "readers_only_become_more"
    return sentence.partition("undone. ")[2], remedy


def test_what_follows_has_the_readers_of_its_subject_and_a_view_never_more() -> None:
    life = hidden("open debate", "record statement", "take position")
    assert [record.audience for record in life.topic().records] == ["members"] * 4
    life.does("record statement", TOPIC, audience="office")
    life.does("record statement", TOPIC, audience="public")
    assert [record.audience for record in life.topic().records[-2:]] == ["office", "public"]
    assert (seen(life, "public"), replace(life.topic(), reader="public").state) == ([], None)
    for act, name, due, fields in (
        ("revise", TOPIC, "members", {"audience": "public"}),
        ("annul", f"{TOPIC}#2", "members", {"audience": "office"}),
        ("correct", f"{TOPIC}#1", "public", {"fields": {"audience": "public"}, "audience": "members"}),
    ):
        with pytest.raises(RulesBrokenError, match=f"has other readers: {due}"):
            life.tries(life.fitting(act, name, evidence=Evidence(), **fields))


def test_a_subject_is_opened_with_all_that_moved_it_and_its_views_stay_as_they_are() -> None:
    life = hidden("open debate", "take position")
    life.does("record statement", TOPIC, audience="office")
    life.does("correct", f"{TOPIC}#2", evidence=Evidence(paragraph="4"))
    opens(life, f"{TOPIC}#1")
    assert life.topic().records[-1].audience == "public"
    life.does("revise", TOPIC)
    views = {"public": [], "members": ["take position"], "office": ["take position", "record statement"]}
    for reader in READERS:
        told = ["propose", "open debate", *views[reader], "correct", "correct", "revise"]
        assert (seen(life, reader), replace(life.topic(), reader=reader).state) == (told, "debated")
    audiences = [record.audience for record in life.topic().told if record.act not in WITH_OWN_READERS]
    assert audiences == ["public"] * 5


def test_a_view_is_opened_by_itself_and_what_is_about_it_with_it() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, audience="office")
    life.does("correct", f"{TOPIC}#2", fields={"stance": "reserve"})
    opens(life, f"{TOPIC}#2", "members")
    every = ["propose", "take position", "correct", "correct"]
    assert {reader: seen(life, reader) for reader in READERS} == {
        "public": ["propose"], "members": every, "office": every,
    }  # fmt: skip
    opens(life, f"{TOPIC}#2")
    assert seen(life, "public") == [*every, "correct"]


def test_readers_never_become_fewer() -> None:
    life = hidden("open debate")
    never = "What some may read is never hidden from them again: words are erased instead (redact)."
    for audience in ("office", "members"):
        told = refused(life, "correct", f"{TOPIC}#1", fields={"audience": audience}, evidence=Evidence())
        assert told == (f"Whoever is meant may read 2031/a#1 (propose) already. {never}", "none")
    opens(life, f"{TOPIC}#1")
    assert refused(life, "annul", f"{TOPIC}#3") == (f"2031/a#3 (correct) stays. {never}", "none")
    life.does("correct", f"{TOPIC}#2", evidence=Evidence(paragraph="4"))
    life.does("annul", f"{TOPIC}#4")
    assert seen(life, "public")[-1] == "annul"


def test_readers_are_those_of_the_subject_and_are_corrected_alone() -> None:
    life = hidden("open debate")
    told = refused(life, "correct", f"{TOPIC}#2", fields={"audience": "public"}, evidence=Evidence())
    said = "2031/a#2 (open debate) has the readers of 2031/a#1 (propose). "
    assert told == (f"{said}Open that one, and with it all that followed.", "act")
    alone = ("Correct the rest in another act.", "input")
    assert refused(life, "correct", f"{TOPIC}#1", fields={"audience": "public"}) == alone
    more = {"audience": "public", "by_state": ["Mu"]}
    assert refused(life, "correct", f"{TOPIC}#1", fields=more, evidence=Evidence()) == alone
    for value in ("everybody", ["public"]):
        told = refused(life, "correct", f"{TOPIC}#1", fields={"audience": value}, evidence=Evidence())
        assert told == ("Give public, members or office.", "input")


def test_what_was_opened_is_tried_again_as_it_stands() -> None:
    life = hidden("open debate")
    opens(life, f"{TOPIC}#1")
    life.does("correct", f"{TOPIC}#1", fields={"by_state": ["Mu"]}, evidence=Evidence())
    life.does("record consensus", TOPIC, on=life.topic().records[1].on)
    assert seen(life, "public")[-1] == "record consensus"
