"""A row of the table, and how one is written down."""

from __future__ import annotations

import msgspec

OF_RECORDS = frozenset({"confirm", "endorse", "correct", "receive translation", "annul", "redact"})
"""Acts about earlier records; they tell nothing of their own."""

COMPANIONS = frozenset({"receive merger"})
"""Acts that only come with another one."""

ALWAYS = (
    "officer_holds_the_office",
    "day_is_not_in_the_future",
    "day_is_not_before_the_last_move",
    "time_runs_forward",
)
"""Rules that every row has."""

SINCE_SECOND = "register_is_kept_here"
"""A rule that every row has from version 2 of the table on, but for those that end a hand-over."""
SINCE_THIRD = ("time_has_come", "announcement_follows_the_decision")
"""Rules that every row has from version 3 of the table on."""
ENDING_A_HAND_OVER = frozenset({"take over", "take back"})

LATE_SINCE = 3
"""The version of the table from which an act that moves nothing may come late."""
COMES_LATE = frozenset({
    "take position", "lift objection", "record statement", "defer", "take note", "extend", "record responses",
    "record hearing", "call off hearing", "record consideration", "fulfil",
})  # fmt: skip
"""Acts of a topic that take their place by their day, whenever they are recorded: they move, word and begin nothing."""
NAMING_A_RECORD = OF_RECORDS | {"dispatch"}
"""Acts that need only a day not before that of the record they name."""
PLACED = frozenset({"day_falls_within_the_meeting", "day_is_that_of_the_sitting"})
"""Rules that hold an act to the days of the place that its row asks for."""

MANDATE, MODALITIES, REFERRAL = "mandate", "modalities", "referral"
BASES = (MANDATE, MODALITIES, REFERRAL)


class Step(msgspec.Struct, frozen=True):
    """One row for one origin: unique by kind, origin and act.

    `since` and `until` are the first and last version of the table in which
    the row is valid.
    """

    of: str
    origin: str | None
    act: str
    to: str
    offices: tuple[str, ...]
    rules: tuple[str, ...]
    basis: str
    since: int = 1
    until: int | None = None
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
        """Whether it takes its place by its day, from version 3 of the table on."""
        return self.of == "topic" and self.act in COMES_LATE

    def is_valid_at(self, version: int) -> bool:
        """Whether a version of the table has it."""
        return self.since <= version and (self.until is None or version <= self.until)


def row(
    of: str,
    origins: tuple[str | None, ...],
    act: str,
    to: str,
    offices: tuple[str, ...],
    *rules: str,
    basis: str = MANDATE,
    since: int = 1,
    awaited: bool | tuple[str, ...] = False,
) -> tuple[Step, ...]:
    """Write one row of the table: a step for each of its origins.

    `awaited` may name the origins from which the act is awaited.
    """
    waits = awaited if isinstance(awaited, tuple) else origins if awaited else ()
    return tuple(
        Step(of, origin, act, to, offices, (*ALWAYS, *rules), basis, since, awaited=origin in waits)
        for origin in origins
    )


def ended(version: int, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A row that was in force until a version, which another replaces."""
    return tuple(msgspec.structs.replace(step, until=version) for step in steps)


def renew_rules(step: Step) -> tuple[str, ...]:
    """Give the rules that a row has from version 3 of the table on."""
    instead = {"officer_holds_the_office": ("officer_holds_the_office_then_or_now",)}
    if step.comes_late:
        place = () if PLACED.intersection(step.rules) else ("day_lies_at_the_place_named",)
        instead["day_is_not_before_the_last_move"] = ("topic_existed_on_that_day", *place)
    elif step.act in NAMING_A_RECORD:
        instead["day_is_not_before_the_last_move"] = ("day_is_not_before_the_record_named",)
    return tuple(name for rule in step.rules for name in instead.get(rule, (rule,)))
