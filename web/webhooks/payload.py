"""What another system is told of an act: never the words of anybody.

It is told what the audience of its endpoint may read: which act, on what, when,
and where it stands now. Texts are left out, also those that everybody may read:
whoever wants them follows the address.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from escalade.services.feeds.news import identify
from escalade.web.auth.scoped_reader import Sight
from escalade.web.mail.news import record_as_seen
from escalade.web.rendering.address import address
from escalade.workflow.records.audience import may_read, strictest
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.reader import Reader
    from escalade.web.webhooks.endpoints import Endpoint
    from escalade.workflow.records.record import Record


class SeenAct(NamedTuple):
    """An act as an audience sees it."""

    place: int
    """Where its first record stands in the ledger, counted from 1."""
    name: str
    """That record, whether or not the audience sees it itself."""
    records: tuple[Record, ...]


def sight_of(endpoint: Endpoint, reader: Reader) -> Sight:
    """The register as an endpoint may see it."""
    return Sight(reader, "", seen_as=endpoint.audience)


def find_acts(sight: Sight, after: int, size: int) -> Iterator[SeenAct]:
    """Find the acts recorded since, as far as they are seen.

    Args:
        sight: the register as an endpoint sees it.
        after: how many records of the ledger were looked through.
        size: up to how many.
    """
    made = ((place, record) for place, record in sight.register.records(after) if place <= size)
    for touched, found in groupby(made, lambda one: one[1].touched):
        places = list(found)
        seen = tuple(one for _, record in places if (one := record_as_seen(record, sight.standing)))
        if seen and may_read(sight.audience, strictest(_audiences(seen, sight))):
            yield SeenAct(places[0][0], touched[0], seen)


def _audiences(records: tuple[Record, ...], sight: Sight) -> Iterator[str]:
    """For whom is each record, and what is told of its subject."""
    for record in records:
        yield record.audience
        yield sight.audience_at(record.subject)


def find_act(sight: Sight, name: str, place: int, size: int) -> SeenAct | None:
    """Find an act again; None where it is not seen any more."""
    found = next(find_acts(sight, place - 1, size), None)
    return found if found is not None and found.name == name else None


def message_id(reader: Reader, name: str) -> str:
    """The identifier of an act: that of its first record in feeds."""
    return identify(reader, name)


def make_payload(act: SeenAct, sight: Sight, site: str) -> str:
    """What is told of an act, as JSON."""
    first = act.records[0]
    data = {
        "act": first.act,
        "register": identify(sight.register, ""),
        "records": [_describe(record, sight, site) for record in act.records],
    }
    kind = kind_of(first.subject)
    told = {"type": f"{kind}.{first.act.replace(' ', '_')}", "timestamp": first.at, "data": data}
    return msgspec.json.encode(told).decode()


def _describe(record: Record, sight: Sight, site: str) -> dict[str, Any]:
    """What is told of a record."""
    subject = sight.standing.subjects[record.subject]
    told: dict[str, Any] = {
        "reference": record.reference,
        "subject": record.subject,
        "before": record.before,
        "after": record.after,
        "effective_on": record.on,
        "audience": record.audience,
        "annulled": record.annulled_by is not None,
        "state": subject.state,
    }
    return {**told, "url": f"{site}{address(record.reference)}"} if site else told
