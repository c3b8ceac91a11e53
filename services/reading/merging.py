"""Acts of several documents as those of one case.

Acts are the same by what they are of and the meeting; where documents disagree, both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from escalade.services.reading.assembly import ANY_TOPIC, Account
from escalade.services.reading.proposal import Proposal

BY_FIELD = {"record consultation": "title", "receive": "symbol", "appoint": "office", "take position": "holders"}
"""By act, the field that tells one from another of the same subject."""


def merge(accounts: Iterable[Account]) -> tuple[list[Proposal], list[str]]:
    """Merge the acts of several documents; with what they tell otherwise."""
    merged, notes = list[Proposal](), list[str]()
    every = [one for account in accounts for one in account.proposals]
    for one in sorted(every, key=lambda one: one.of == ANY_TOPIC):
        same = next((other for other in merged if _is_same(one, other)), None)
        if same is None:
            merged.append(one)
            continue
        notes += same.take(one.fields, one.grounds[0])
        same.of = same.of if len(same.of) >= len(one.of) and same.of != ANY_TOPIC else one.of
        same.grounds += [ground for ground in one.grounds if ground not in same.grounds]
    unnamed = [one for one in merged if one.of == ANY_TOPIC]
    notes += [f"“{one.act}” names no topic that is known: {one.grounds[0].sentence}" for one in unnamed]
    return [one for one in merged if one not in unnamed], [*notes, *_alike(merged)]


def _is_same(one: Proposal, other: Proposal) -> bool:
    """Whether two documents tell the same act."""
    if one.act != other.act or (one.meeting and other.meeting and one.meeting != other.meeting):
        return False
    named = BY_FIELD.get(one.act)
    if named and one.fields.get(named) != other.fields.get(named):
        return False
    return one.of == ANY_TOPIC or set(one.of) <= set(other.of) or set(other.of) <= set(one.of)


def _alike(merged: list[Proposal]) -> Iterable[str]:
    """Consultations of the same days with titles in two languages."""
    held = [one for one in merged if one.act == "record consultation"]
    for place, one in enumerate(held):
        for other in held[place + 1 :]:
            days = [each.fields.get(name) for each in (one, other) for name in ("online_from", "online_to")]
            if days[:2] == days[2:] and one.fields["title"].keys() != other.fields["title"].keys():
                yield f"may be one: {one.grounds[0].sentence} | {other.grounds[0].sentence}"
