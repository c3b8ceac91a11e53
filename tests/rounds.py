"""Made-up rounds that obey the procedure, as many topics as one asks for.

They go through the same loading as any case file. The same number and seed
give the same acts, with the same times and salts, and so the same root.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from escalade.models.cases.case_file import CaseAct, find_shipped_case, parse_case
from escalade.models.store.clock import moment
from escalade.workflow.motions import MOTIONS, Evidence, TextVersion
from escalade.workflow.records.record import personal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Motion

BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)
"""When the first act was recorded; each later one a moment after it."""
SMALLEST, LARGEST = 4, 9
"""How many topics a round has."""
YEARS = (2021, 2022, 2023, 2024)
CHAIR, DESK, ASSEMBLY_DESK = "Made-up Chair", "Made-up Desk", "Made-up Assembly Desk"
KINDS = ("Harbour", "Fog", "Beacon", "Channel", "Wreck", "Buoy", "Tide", "Pilot")
THINGS = ("signals", "charts", "dues", "lamps", "watches", "bells", "repairs", "keepers")
HOLDERS = ("Made-up Land", "Made-up Isle", "Made-up Coast", "Made-up Strand")
ENDS = ("unresolved", "unresolved", "unresolved", "agreed", "set aside")


def generate_rounds(topics: int, seed: int = 0) -> Iterator[CaseAct]:
    """The acts of made-up rounds; an act's line counts the topics so far.

    Args:
        topics: how many there are to be.
        seed: another one makes other rounds.
    """
    constitution = next(parse_case(find_shipped_case("made_up_body")))
    made, dice = 0, Random(seed)  # noqa: S311  # plausible acts, no secrets
    at = BEGINNING
    for number, motion in enumerate(_motions(constitution.motion, topics, dice)):
        at = BEGINNING + timedelta(milliseconds=number)
        made += motion.act_name() == "propose"
        yield CaseAct(made, _stamped(motion, moment(at), dice))


def _stamped(motion: Motion, at: str, dice: Random) -> Motion:
    """A motion with its time, and with salts where it holds personal texts."""
    salts = {name: f"{dice.getrandbits(128):032x}" for name in personal_fields(motion)}
    return _with(motion, at=at, salts=salts)


def _with(motion: Motion, **changes: Any) -> Motion:

    return replace(motion, **changes)


def _motions(constitution: Motion, topics: int, dice: Random) -> Iterator[Motion]:
    """The body, then round after round until there are enough topics."""
    yield constitution
    left, number = topics, 0
    while left > 0:
        number += 1
        size = min(left, dice.randint(SMALLEST, LARGEST))
        yield from GeneratedRound(number, dice).motions(size)
        left -= size


class GeneratedRound:
    """One made-up round: its meeting, its session, and its topics' ways."""

    def __init__(self, number: int, dice: Random) -> None:
        """Give the round its name and its year."""
        self.year, self.dice = YEARS[number % len(YEARS)], dice
        self.name, self.number = f"{self.year}-{number:06}", number
        self.session = f"Assembly {number:06}"

    def act(self, name: str, of: str | tuple[str, ...], by: str, day: str, **fields: Any) -> Motion:
        """One act, on a day of the round's year."""
        named = (of,) if isinstance(of, str) else of
        return MOTIONS[name](of=named, by=by, on=f"{self.year}-{day}", **fields)

    def motions(self, size: int) -> Iterator[Motion]:
        """Every act of the round, in order."""
        day = f"{self.year}-"
        place = {"place": {"en": "Made-up Harbour"}}
        yield self.act(
            "convene", f"meeting/{self.number}", DESK, "01-11", opens=f"{day}03-02", closes=f"{day}03-04", **place
        )
        days = {"opens": f"{day}06-01", "closes": f"{day}06-12", "sittings": {"1": f"{day}06-02"}}
        yield self.act("convene", f"session/{self.session}", ASSEMBLY_DESK, "01-12", **days, **place)
        yield self.act("open round", self.name, DESK, "01-15", title={"en": f"Made-up round {self.number}"})
        ways = {f"{self.name}/{place}": self.dice.choice(ENDS) for place in range(1, size + 1)}
        for topic, end in ways.items():
            yield from self.debate(topic, end)
        referred = tuple(topic for topic, end in ways.items() if end == "unresolved")
        if referred:
            yield from self.council(referred)

    def debate(self, topic: str, end: str) -> Iterator[Motion]:
        """From the proposal to what the meeting made of it."""
        kind, thing, holder = (self.dice.choice(words) for words in (KINDS, THINGS, HOLDERS))
        version = TextVersion(
            title={"en": f"{kind} {thing}", "de": f"Erfundenes Thema {topic.rpartition('/')[2]}"},
            questions=({"en": f"What is to be done about {kind.lower()} {thing}?"},),
        )
        yield self.act("propose", topic, DESK, "01-20", version=version, by_state=(holder,))
        at = {"evidence": Evidence(meeting=str(self.number))}
        yield self.act("open debate", topic, CHAIR, "03-02", **at)
        if end == "unresolved":
            said = {"stance": "object", "text": {"en": f"{holder} would rather wait."}, "source": f"MA20/{self.number}"}
            yield self.act("take position", topic, DESK, "03-02", holders=(holder,), **said)
            words = {
                "tried": {"en": "An informal round."},
                "refer": True,
                "words": {"en": "To refer it to the Assembly."},
            }
            yield self.act("record no consensus", topic, CHAIR, "03-03", **words, **at)
        elif end == "agreed":
            yield self.act("record consensus", topic, CHAIR, "03-03", words={"en": "Agreed."}, **at)
        else:
            yield self.act("set aside", topic, CHAIR, "03-03", words={"en": "To come back to it another time."}, **at)

    def council(self, referred: tuple[str, ...]) -> Iterator[Motion]:
        """From the escalation to the launch of what was approved."""
        yield self.act(
            "escalate",
            referred,
            DESK,
            "04-06",
            to_session=self.session,
            evidence=Evidence(document=f"MA20/{self.number}"),
        )
        at = Evidence(session=self.session, sitting=1, document=f"MA20/{self.number}0")
        taken, *others = referred
        yield self.act("approve", taken, ASSEMBLY_DESK, "06-02", words={"en": "The Assembly approves it."}, evidence=at)
        if others:
            yield self.act("lapse", tuple(others), ASSEMBLY_DESK, "06-02", evidence=at)
        days = {"opens": f"{self.year}-07-01", "closes": f"{self.year}-09-01", "physical": f"{self.year}-10-01"}
        yield self.act("launch", taken, DESK, "07-01", **days)
