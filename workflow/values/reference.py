"""References: what topics, rounds, meetings and records are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from escalade.workflow.values.errors import RequestError

BODY = "body"
RESERVED = frozenset({"body", "meeting", "session"})
_ROUND = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
_TOPIC = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
_ORDINAL = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_GATHERING = re.compile(r"[^\W_][\w .,'’()-]{0,79}")


class MalformedReferenceError(RequestError):
    """A reference that cannot be one."""

    sentence = (
        "“{text}” is not a reference. A round is written 2017, a topic 2017/ott (small letters, digits, "
        "hyphens), a meeting meeting/9, a session session/NAME, and a record 2017/ott#7; "
        "no round may be named body, meeting or session."
    )


NO_RECORD = "“{text}” names no record. A record is written 2017/ott#7; “escalade history” lists those of a topic."


@lru_cache(maxsize=4096)
def kind_of(reference: str) -> str:
    """The kind of subject that a reference names.

    >>> kind_of("2017/ott")
    'topic'
    """
    head, slash, tail = reference.partition("/")
    if reference == BODY:
        return BODY
    if slash and head in {"meeting", "session"} and _GATHERING.fullmatch(tail):
        return head
    if head not in RESERVED and _ROUND.fullmatch(head):
        if not slash:
            return "round"
        if _TOPIC.fullmatch(tail):
            return "topic"
    raise MalformedReferenceError(text=reference)


def round_of(reference: str) -> str:
    """The round that a topic belongs to."""
    return reference.partition("/")[0]


def record_parts(record: str) -> tuple[str, int]:
    """The subject and ordinal of a record's reference.

    >>> record_parts("2017/ott#7")
    ('2017/ott', 7)
    """
    subject, _, ordinal = record.rpartition("#")
    if not subject or not _ORDINAL.fullmatch(ordinal):
        raise MalformedReferenceError(NO_RECORD, text=record)
    kind_of(subject)
    return subject, int(ordinal)


def find_similar(name: str, names: Iterable[str], most: int = 2, cutoff: float = 0.5) -> list[str]:
    """The names most like one that does not exist, the likeliest first.

    >>> find_similar("2017/ot", ["2017/ott", "body"])
    ['2017/ott']
    """
    from difflib import get_close_matches  # noqa: PLC0415  # only where a name is unknown

    return get_close_matches(name, list(names), n=max(most, 1), cutoff=cutoff)
