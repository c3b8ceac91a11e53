"""A row of the table, and how one is written down."""

from __future__ import annotations

import msgspec

OF_RECORDS = frozenset({"confirm", "endorse", "correct", "move day", "receive translation", "annul", "redact"})
"""Acts about earlier records; they tell nothing of their own."""
EVERY_ACT = "every act"
"""Where what is said of an act and passes is said of every one."""
COMPANIONS = frozenset({"receive merger", "move day"})
"""Acts that only come with another one."""
ENDING_A_HAND_OVER = frozenset({"take over", "take back"})
"""Acts that a register may record while it is kept elsewhere."""
COMES_LATE = frozenset({
    "take position", "lift objection", "record statement", "defer", "take note", "record no decision", "extend",
    "record responses", "record hearing", "call off hearing", "record consideration", "fulfil",
})  # fmt: skip
"""Acts of a topic that take their place by their day, whenever they are recorded: they move, word and begin nothing."""
NAMING_A_RECORD = OF_RECORDS | {"dispatch"}
"""Acts that need only a day not before that of the record they name."""
PLACED = frozenset({"day_falls_within_the_meeting", "day_is_that_of_the_sitting"})
"""Rules that hold an act to the days of the place that its row asks for."""

MANDATE, MODALITIES, REFERRAL = "mandate", "modalities", "referral"
BASES = (MANDATE, MODALITIES, REFERRAL)


class Step(msgspec.Struct, frozen=True):
    """One row for one origin: unique by kind, origin and act."""

    of: str
    origin: str | None
    act: str
    to: str
    offices: tuple[str, ...]
    rules: tuple[str, ...]
    basis: str
    awaited: bool = False
    """Whether the office's inbox asks for it as soon as it may be done."""

    @property
    def stands_alone(self) -> bool:
        """Whether it is an act of its own, which somebody may type."""
        return not self.of_records and self.act not in COMPANIONS

    @property
    def of_records(self) -> bool:
        """Whether it is about earlier records, and tells nothing of its own."""
        return self.act in OF_RECORDS

    @property
    def comes_late(self) -> bool:
        """Whether it takes its place by its day."""
        return self.of == "topic" and self.act in COMES_LATE


HOLDS_THE_OFFICE = "officer_holds_the_office_then_or_now"
FIRST = (HOLDS_THE_OFFICE, "day_is_not_in_the_future")
LAST = (
    "what_it_names_is_on_record", "time_has_come", "announcement_follows_the_decision",
    "record_is_for_the_readers_of_its_subject",
)  # fmt: skip
"""Rules that every row has."""
KEPT_HERE = "register_is_kept_here"
"""A rule that every row has but for those that end a hand-over."""
IN_TURN = ("day_is_not_before_the_last_move", "time_runs_forward")
"""Rules of order; what comes late, or names a record, has another in the place of the first."""
ON_ITS_DAY, ON_ITS_RECORD = "topic_existed_on_that_day", "day_is_not_before_the_record_named"
FOUND_BY_DAY = "day_lies_at_the_place_named"
"""The rule that binds an act to the days of any place it names."""
UNSAID = frozenset((*FIRST, *IN_TURN, ON_ITS_DAY, ON_ITS_RECORD, KEPT_HERE, *LAST))
"""Rules that go without saying where a row is told in words."""


def in_turn(of: str, act: str, rules: tuple[str, ...]) -> tuple[str, ...]:
    """The rules of order that an act has."""
    if of == "topic" and act in COMES_LATE:
        return (ON_ITS_DAY, *(() if PLACED.intersection(rules) else (FOUND_BY_DAY,)), IN_TURN[1])
    return (ON_ITS_RECORD, IN_TURN[1]) if act in NAMING_A_RECORD else IN_TURN
