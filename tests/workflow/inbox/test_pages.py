"""The inbox by pages: nothing is missed, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from escalade.workflow.inbox.items import InboxItem, find_candidates, waiting_about
from escalade.workflow.inbox.pages import FIRST, Bookmark, Inbox, bookmark_in
from escalade.workflow.motions import TextVersion
from escalade.workflow.planning.plan import Dues
from escalade.workflow.procedure import OFFICES, SECRETARIAT
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import encode_phrase
from tests.lives import BOTH, CHAIR_NAME, COUNCIL_DESK, DESK, ROUND, TOPIC, VICE_NAME, Life, at, inbox
from tests.walk import Walk

OFFICERS = (None, CHAIR_NAME, VICE_NAME, DESK, COUNCIL_DESK, BOTH, "New", "Eve")
DAYS = (0, -20, 5, 40, 200)
"""On which days it is looked at, from the last act on."""


STAGES = ("debate", "note", "posting", "launch", "hearing", "summary", "consideration")
ANCHORS = ("session opening", "sitting", "meeting opening", "meeting end", "online end", "hearing", "decision")
walks = settings(max_examples=3, phases=(Phase.explicit, Phase.generate), deadline=None)  # a seed cannot shrink


def asked_of_all(standing: Standing, officer: str | None) -> list[InboxItem]:
    """What waits, asked of every subject that there is."""
    day = when(standing.today.isoformat())
    offices = standing.body.offices_of(officer, day) if officer else OFFICES
    dues, found = Dues(standing), []
    for name in standing.subjects:
        for entry in waiting_about(standing.subject(name), standing, dues):
            record = standing.record(entry.record) if entry.record and entry.acts == ("endorse",) else None
            if entry.office in offices or (record and record.entered_for == officer):
                if entry.due:  # it waits with another act, and has the day of that
                    found.append(entry)
                    continue
                lines = dues.of(entry.subject, entry.acts)
                due = min((by for line in lines if (by := line.planned or line.due)), default=None)
                late = due is not None and any(line.too_late for line in lines)
                found.append(msgspec.structs.replace(entry, due=due, too_late=late))
    return sorted(found, key=place_of)


def kept(standing: Standing) -> Standing:
    """A standing that knows of what something may wait."""

    def find_awaited(is_wanted: Callable[[str], bool]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for source in standing.subjects:
            for whose, name in find_candidates(standing.subject(source)):
                if is_wanted(whose):
                    found.setdefault(name, set()).add(source)
        return found

    return msgspec.structs.replace(standing, find_awaited=find_awaited)


def place_of(entry: InboxItem) -> tuple[date, date, str]:
    """Where an entry stands in the order."""
    return (entry.due or date.max, when(entry.since).last or date.min, entry.subject)


def written(entry: InboxItem) -> bytes:
    """Write an entry with every fact, whether it is told as text or as a message."""
    return msgspec.json.encode(entry, enc_hook=encode_phrase)


def by_pages(standing: Standing, officer: str | None, size: int) -> Iterator[InboxItem]:
    """Everything, a page after another, each found again by what is typed."""
    onward: Bookmark | None = FIRST
    while onward is not None:
        entries, onward = Inbox(standing, officer).page(size, onward)
        assert len(entries) <= size
        yield from entries
        onward = onward and bookmark_in(str(onward))


def with_deadlines(walk: Walk) -> Walk:
    """A walk whose body sets some deadlines."""
    dice = walk.random
    for stage in dice.sample(STAGES, 4):
        given_ = {"span": dice.randint(1, 40), "anchor": dice.choice(ANCHORS)}
        walk.life.does("set deadline", "body", name=stage, stage=stage, **given_)
    return walk


@walks
@given(seed=st.integers(0, 2**32))
def test_the_pages_come_to_what_is_asked_of_every_subject_on_any_day_for_any_officer(seed: int) -> None:
    walk = with_deadlines(Walk(seed))
    for _ in range(3):
        for _ in walk.attempts(30):
            pass
        for days in DAYS:
            standing = msgspec.structs.replace(walk.life.standing, day=walk.life.today + timedelta(days=days))
            for officer in OFFICERS:
                expected, found = asked_of_all(standing, officer), list(inbox(kept(standing), officer))
                assert found == list(inbox(standing, officer))
                assert [place_of(one) for one in found] == [place_of(one) for one in expected]
                assert sorted(map(written, found)) == sorted(map(written, expected))
                assert list(by_pages(standing, officer, 2)) == found


def test_a_paper_in_all_its_languages_is_passed_over_with_all_like_it() -> None:
    life = at(Life(), "debated")
    life.does("amend constitution", "body", name={}, languages={"note": ["en", "fr"]})
    for language in ("en", "fr"):
        life.does("issue", ROUND, symbol="H31/4", language=language)
    life.does("issue", ROUND, symbol="H31/5", language="en")
    assert [dict(one.given)["symbol"] for one in inbox(life.standing) if one.acts == ("issue",)] == ["H31/5"]


def test_what_waits_names_the_meetings_where_several_can_have_been_it_and_they_are_few() -> None:
    life = at(Life(), "debated")
    said = []
    for _ in range(7):
        life.passes()
        life.meeting()
        said += [one.sentence for one in inbox(life.standing) if one.subject == TOPIC and one.office == "chair"]
    assert [" Meetings on record: " in sentence for sentence in said] == [True] * 5 + [False] * 2
    assert said[0].endswith(" Meetings on record: 20310106, 20310107.")
    life.does("record consensus", TOPIC)
    assert not any("Meetings on record" in one.sentence for one in inbox(life.standing))


def unresolved(*, by: str = CHAIR_NAME, entered_for: str | None = None) -> Life:
    """A life in which a topic without a question was not agreed on, and is to be referred."""
    life = at(Life(), None)
    life.does("propose", TOPIC, version=TextVersion(title={"en": "Piers"}))
    life.does("open debate", TOPIC)
    life.does("record no consensus", TOPIC, by=by, entered_for=entered_for)
    return life


def steps_of(life: Life) -> list[tuple[str, tuple[str, ...], dict[str, str]]]:
    """What waits as a step with the topic: for whom, which acts, and what is known of them."""
    return [
        (one.office, one.acts, dict(one.given))
        for one in inbox(life.standing)
        if one.subject == TOPIC and one.record is None
    ]


def test_what_an_office_itself_has_to_do_first_waits_for_it() -> None:
    life = unresolved()
    (waits,) = (one for one in inbox(life.standing) if one.subject == TOPIC)
    assert (waits.office, waits.acts, "questions" in waits.given) == (SECRETARIAT, ("revise", "escalate"), True)
    assert waits.sentence.endswith(": revise, then escalate.")
    life.does("revise", TOPIC)
    assert steps_of(life) == [(SECRETARIAT, ("escalate",), {})]


def test_what_another_office_has_to_do_first_waits_for_that_alone() -> None:
    life = at(Life(), "debated")
    life.does("record no consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    assert steps_of(life) == []
    life.does("endorse", life.subject().newest)
    assert steps_of(life) == [(SECRETARIAT, ("escalate",), {})]


def test_two_acts_that_come_first_are_not_told_as_one() -> None:
    life = unresolved(by=DESK, entered_for=CHAIR_NAME)
    assert steps_of(life) == []
