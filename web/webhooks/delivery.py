"""Queue the acts that other systems are to be told of, and tell them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from escalade.models.server.webhook_queue import (
    find_seen,
    forget_old,
    list_deliveries,
    new_delivery,
    put_off_delivery,
    queue_deliveries,
    settle_delivery,
    take_delivery,
)
from escalade.web.webhooks.client import PATIENCE_SECONDS, post
from escalade.web.webhooks.payload import find_act, find_acts, make_payload, message_id, sight_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escalade.models.reader import Reader
    from escalade.models.server.store import ServerStore
    from escalade.models.server.tables import WebhookRow
    from escalade.web.webhooks.client import EndpointAnswer
    from escalade.web.webhooks.endpoints import Endpoint


class Told(NamedTuple):
    """What came of the acts that waited."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    withheld: int = 0
    """Acts that the audience of their endpoint may not read any more."""


class Outgoing(NamedTuple):
    """What would be sent, and where."""

    endpoint: str
    record: str
    body: str


def queue_acts(store: ServerStore, reader: Reader, endpoints: Mapping[str, Endpoint], now: float) -> int:
    """Queue what was recorded since for each endpoint; count it.

    For an endpoint that is new, what was recorded before is no news.
    """
    size, made = reader.size(), 0
    for endpoint in endpoints.values():
        found = list(_find_new(store, reader, endpoint, now)) if find_seen(store, endpoint.name) is not None else []
        made += queue_deliveries(store, endpoint.name, found, seen=size)
    forget_old(store, now)
    return made


def _find_new(store: ServerStore, reader: Reader, endpoint: Endpoint, now: float) -> Iterator[WebhookRow]:
    """Find what was recorded since an endpoint was looked at; nothing for one that is new."""
    size = reader.size()
    seen = find_seen(store, endpoint.name)
    for act in find_acts(sight_of(endpoint, reader), size if seen is None else seen, size):
        if endpoint.wants(act.records[0].act):
            yield new_delivery(endpoint.name, act.name, act.place, now)


def list_outgoing(
    store: ServerStore, reader: Reader, endpoints: Mapping[str, Endpoint], now: float
) -> Iterator[Outgoing]:
    """List what would be sent, what waits already first; nothing is changed."""
    rows = [row for row in list_deliveries(store, "waiting", "sending") if row.endpoint in endpoints]
    new = (row for endpoint in endpoints.values() for row in _find_new(store, reader, endpoint, now))
    for row in (*rows, *new):
        body = _body(row, reader, endpoints[row.endpoint])
        if body is not None:
            yield Outgoing(row.endpoint, row.record, body)


def _body(row: WebhookRow, reader: Reader, endpoint: Endpoint) -> str | None:
    """What is told of an act; None where the endpoint may not read it any more."""
    sight = sight_of(endpoint, reader)
    act = find_act(sight, row.record, row.place, reader.size())
    return make_payload(act, sight, endpoint.site) if act else None


def tell(
    store: ServerStore,
    reader: Reader,
    endpoints: Mapping[str, Endpoint],
    clock: Callable[[], float],
    seconds: float = PATIENCE_SECONDS,
) -> Told:
    """Send all that is due, one act after the other.

    An act is taken before it is sent, and settled once the endpoint has it: who is
    killed in between sends it once more, under the same identifier. An endpoint that
    does not answer is left alone for the rest of this turn.

    Args:
        store: where acts wait.
        reader: the register, whole.
        endpoints: who is told, by name.
        clock: tells the time, in seconds since 1970, UTC.
        seconds: how long an endpoint may take.
    """
    told, answering, began = Told(), set(endpoints), clock()
    while answering and (row := take_delivery(store, answering, began)):
        endpoint = endpoints[row.endpoint]
        body = _body(row, reader, endpoint)
        if body is None:
            settle_delivery(store, row.key, "withheld", clock(), "its audience may not read it")
            told = told._replace(withheld=told.withheld + 1)
            continue
        answer = _send(endpoint, message_id(reader, row.record), body, clock(), seconds)
        told = _settle(store, row, answer, clock(), told)
        if answer.outcome == "down":
            answering.discard(endpoint.name)
    return told


def _send(endpoint: Endpoint, identifier: str, body: str, now: float, seconds: float) -> EndpointAnswer:
    """Sign what is told of an act, and send it."""
    signed = datetime.fromtimestamp(int(now), UTC)
    headers = {
        "content-type": "application/json",
        "user-agent": "escalade",
        "webhook-id": identifier,
        "webhook-timestamp": str(int(now)),
        "webhook-signature": " ".join(signer.sign(identifier, signed, body) for signer in endpoint.signers),
    }
    return post(endpoint.url, body.encode(), headers, allow_private=endpoint.allow_private, seconds=seconds)


def _settle(store: ServerStore, row: WebhookRow, answer: EndpointAnswer, now: float, told: Told) -> Told:
    """Write down what came of an act."""
    if answer.outcome == "sent":
        settle_delivery(store, row.key, "sent", now, answer.said)
        return told._replace(sent=told.sent + 1)
    if answer.outcome == "refused":
        settle_delivery(store, row.key, "failed", now, answer.said)
        return told._replace(failed=told.failed + 1)
    state = put_off_delivery(store, row.key, now, answer.said, answer.wait)
    return told._replace(failed=told.failed + 1) if state == "failed" else told._replace(put_off=told.put_off + 1)
