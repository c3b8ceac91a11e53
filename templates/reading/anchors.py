"""What a clause tells that others wrote, by phrases of a language.

A phrase that is denied, supposed, still to come, quoted from an earlier decision or somebody's view
tells no act of this paper; where that is in doubt, nothing is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from escalade.templates.languages.pack import read_file
from escalade.templates.reading.slots import as_pattern

DENIED, SUPPOSED, TO_COME, EARLIER = "denied", "conditional", "to come", "an earlier decision"
VIEW, ROUTINE = "a view", "on its own work"
SAYING_NO = frozenset({"no consensus", "decline", "lapse", "call off hearing"})
"""The acts that a negation is part of."""
AS_THEY_STAND = frozenset({"ask", "topics", "record responses"})
"""The acts that no guard is asked for."""
VOICED = frozenset({"take position", "record statement"})
"""The acts that tell what somebody said or thinks."""
HELD = frozenset({"convene", "record hearing"})
"""The acts that are told once it was held."""
TOKEN_AND_BLANK = 3
BEGUN = 45
"""How many letters of a sentence of ours the guards are asked of."""
BEFORE, CLOSE = 70, 30
"""How many letters before a phrase the guards are asked of."""


class ClauseReading(NamedTuple):
    """What a clause tells."""

    acts: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    """Acts that it speaks of, each with why that is no fact."""
    left: tuple[str, ...]
    """Words that tell of an act, and belong to none that was read."""


class Phrases(NamedTuple):
    """The phrases of a language."""

    acts: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    guards: Mapping[str, re.Pattern[str]]
    decided: re.Pattern[str]
    background: tuple[re.Pattern[str], ...]
    alarm: re.Pattern[str]
    conjunction: re.Pattern[str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(read_file("reading/phrases.toml"))


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language, as patterns."""
    held = _table()[language]
    begin = {"zh": "", "ar": "(?<![ء-ي])[وف]?"}.get(language, r"(?<![^\W\d_])")

    def made(phrase: str) -> re.Pattern[str]:
        """One phrase as a pattern."""
        said = phrase.replace("<D>", held["decided"]).replace("<G>", "(?:<G>|<U>)")
        return re.compile(f"{begin}(?:{as_pattern(said)})", re.IGNORECASE)

    return Phrases(
        tuple((act, tuple(map(made, some))) for act, some in held["acts"].items()),
        {name: made(one) for name, one in held["not"].items()},
        made(held["decided"]),
        tuple(map(made, held["background"]["any"])),
        made(held["background"]["alarm"]),
        re.compile(held.get("conjunction", r" (?:and|but|et|mais|y|pero) |[;,] ")),
    )


def read_clause(clause: str, language: str) -> ClauseReading:
    """Read which acts a clause tells; its slots are masked."""
    phrases, found, refused = phrases_of(language), dict[str, tuple[int, int]](), list[tuple[str, str]]()
    left = clause
    for act, patterns in phrases.acts:
        match = next((match for one in patterns if (match := one.search(left))), None)
        if match is None:
            continue
        why = "" if act in AS_THEY_STAND else _guard(act, clause, match.span(), phrases)
        if why:
            refused.append((act, why))
        else:
            found[act] = match.span()
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    if "ask" in found:
        found = {"ask": found["ask"]}
    elif {*found} - {"convene"}:
        found.pop("convene", None)
    spans = found.values()
    alarms = [m for m in phrases.alarm.finditer(clause) if not any(s - CLOSE <= m.start() < end for s, end in spans)]
    return ClauseReading(
        tuple(found),
        tuple((act, why) for act, why in refused if act not in found),
        tuple(match[0] for match in alarms),
    )


def _guard(act: str, clause: str, span: tuple[int, int], phrases: Phrases) -> str:
    """Why a phrase is no fact; empty where it is one."""
    before, said, rest = clause[: span[0]], clause[span[0] : span[1]], clause[span[1] :]
    guards = {name: one.search for name, one in phrases.guards.items()}
    supposed, future, denied = guards["conditional"], guards["future"], guards["negation"]
    open_still = act == "no consensus" and not phrases.decided.search(clause) and (supposed(rest) or future(rest))
    close = _tail(phrases.conjunction.split(before)[-1], CLOSE)
    asked = {
        SUPPOSED: supposed(before) or supposed(said) or open_still,
        TO_COME: act != "call off hearing" and (future(_tail(before, BEFORE)) or future(said)),
        VIEW: act != "take position" and guards["view"](before),
        EARLIER: guards["earlier"](clause[: span[1] + TOKEN_AND_BLANK]),
        ROUTINE: act == "approve" and guards["routine"](_tail(before, CLOSE) + said + rest[:CLOSE]),
        DENIED: act not in SAYING_NO and (denied(close) or denied(said)),
    }
    return next((why for why, found in asked.items() if found), "")


def guard_ours(act: str, sentence: str, words: str, language: str) -> str:
    """Why what looks like a sentence of ours is no fact; empty if it is."""
    guards = phrases_of(language).guards
    asked = {"conditional": SUPPOSED} | ({"future": TO_COME} if act in HELD else {})
    asked |= {} if act in VOICED else {"view": VIEW}
    begun = sentence[:BEGUN]  # what follows may say to what end it was done
    return next((why for one, why in asked.items() if guards[one].search(begun) and not guards[one].search(words)), "")


def supposes(text: str, language: str) -> bool:
    """Whether a text supposes or proposes something."""
    return phrases_of(language).guards["conditional"].search(text) is not None


def _tail(text: str, size: int) -> str:
    """The end of a text, in whole words: a part of a word may be another word."""
    at = max(len(text) - size, 0)
    return text[at:] if not at or " " not in text[at:] else text[text.find(" ", at) + 1 :]


def act_called(name: str) -> str:
    """What an act of the phrases is called in the table."""
    return str(_table()["called"].get(name, name))


def is_background(text: str, language: str) -> bool:
    """Whether a paragraph says of itself that it tells no act."""
    return any(one.search(text) for one in phrases_of(language).background)
