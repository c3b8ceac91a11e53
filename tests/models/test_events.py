"""What is found by its days is what a walk over every subject finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
from hypothesis import example, given

from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.account import Account, account_of
from escalade.templates.papers.facts.activity import (
    Window,
    consultations,
    find_late_endings,
    list_endings,
    meetings,
)
from escalade.templates.papers.facts.moment import before
from escalade.templates.papers.facts.referral import Referral, last_escalation
from escalade.templates.papers.facts.view import View
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import REWORDED, standing_as_of
from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.subjects.standing import Standing, happening_to
from escalade.workflow.subjects.subject import Happening
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.reference import kind_of
from tests.back_end import BackEnd
from tests.lives import TOPIC, Life, at
from tests.models.test_random_histories import SEEDS, registers, walks, write
from tests.rounds import generate_rounds
from tests.walk import lived


def tell(standing: Standing, window: Window, met: Record) -> tuple[object, ...]:
    """What a note of an act would say was done before it."""
    view = View(standing, tongue("en"), window.until)
    last = last_escalation(standing, met)
    window = replace(window, over=when(last.on).first if last else None, told=last.at if last else "")
    ended = list_endings(view, window)
    held = consultations(view, window, ended, find_late_endings(view, last, ended))
    return meetings(view, window), held, last and last.reference


def tell_all(standing: Standing, met: Record) -> Account | None:
    """The account that a note of an act would give, as notes ask for it."""
    referral = Referral(met.subject, before(met, standing), (), when(met.on), (met,))
    if referral.standing.body.constitution(referral.day) is None:
        return None
    return account_of(View(referral.standing, tongue("en"), referral.day), referral)


def windows(records: list[Record], met: Record) -> list[Window]:
    """From every day on which anything happened to that of an act."""
    days = sorted({when(record.on).text for record in records} | {UNKNOWN})
    since: list[When | None] = [None, *map(when, days[:: max(len(days) // 6, 1)])]
    return [Window(day, when(met.on)) for day in since]


def walk_over(standing: Standing) -> Standing:
    """The standing, in which anything may have happened at any time with every subject there is."""

    def everything(kind: str, _: str) -> list[Happening]:
        return [Happening(kind, "", "~", name) for name in standing.subjects if kind_of(name) == happening_to(kind)]

    return msgspec.structs.replace(standing, happened=everything)


def compare(reader: Reader, acts: list[Record], records: list[Record], *audiences: str | None) -> None:
    """Hold what is found before acts against what a walk over every subject finds."""
    for audience in audiences or (None,):
        compare_for(audience, reader, acts, records)


def compare_for(audience: str | None, reader: Reader, acts: list[Record], records: list[Record]) -> None:
    """The same, for a reader of some audience."""
    whole = reader.standing(reader=audience)
    walked = walk_over(whole)
    assert whole.happened is not None
    for kind in ("meeting", "session"):
        assert list(closing_from(kind, None, whole)) == list(closing_from(kind, None, walked))
    for record in (one for one in acts if may_read(audience or READERS[-1], one.audience)):
        assert tell_all(whole, record) == tell_all(walked, record)
        day = when(record.on).last or whole.today
        then, walked_then = (standing_as_of(one, day, REWORDED) for one in (whole, walked))
        found, then_found = (before(record, one) for one in (whole, then))
        seen, then_seen = (before(record, one) for one in (walked, walked_then))
        for window in windows(records, record):
            assert tell(found, window, record) == tell(seen, window, record)
            assert tell(then_found, window, record) == tell(then_seen, window, record)


@walks
@given(seed=SEEDS)
@example(seed=337)  # a meeting before its own second convening, which was called off since
@example(seed=43422322)  # a referral told after a position that it came before
@example(seed=211424829)  # a meeting convened again after an act, all of whose earlier convenings were annulled
@example(seed=3543915914)  # a report made by a day, which may be of before what ended earlier
@example(seed=1052)  # a meeting moved on a day before it was convened, and a report of before the last
def test_what_is_found_by_its_days_is_all_there_is(seed: int, back: BackEnd) -> None:
    (place,) = registers(back, 1)
    write(place, lived(seed, 120).life)
    with open_reader(place) as reader:
        records = [record for _, record in reader.records()]
        compare(reader, records[:: max(len(records) // 12, 1)], records, None, READERS[seed % 2])


def test_the_last_referral_before_each_is_found(back: BackEnd) -> None:
    (place,) = registers(back, 1)
    with open_register(place) as register:
        register.load(act.motion for act in generate_rounds(40))
    with open_reader(place) as reader:
        records = [record for _, record in reader.records()]
        escalations = [record for record in records if record.act == "escalate"]
        assert len(escalations) > 5
        compare(reader, escalations, records, None, "public")
        whole = reader.standing()
        drafted = [last_escalation(one) for one in (whole, walk_over(whole))]
        assert drafted[0] == drafted[1] == escalations[-1]


def test_a_hearing_that_came_after_the_close_is_found(back: BackEnd) -> None:
    life = at(Life(), "closed")
    life.passes(200)
    life.does("record hearing", TOPIC)
    (place,) = registers(back, 1)
    write(place, life)
    with open_reader(place) as reader:
        records = [record for _, record in reader.records()]
        whole = reader.standing()
        late = records[-1]
        window = Window(when((life.today - timedelta(60)).isoformat()), when(life.today.isoformat()))
        view = View(whole, tongue("en"), when(late.on))
        assert consultations(view, window, list_endings(view, window), ()).count == 1
        compare(reader, records, records)
