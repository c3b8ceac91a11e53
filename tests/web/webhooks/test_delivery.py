"""Another system is told of each act once, signed, whatever it does meanwhile; nothing is lost."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.lease import LEASE_SECONDS
from escalade.models.server.webhook_queue import KEPT_SECONDS, WAITS_SECONDS, list_deliveries
from escalade.services.feeds.news import identify
from escalade.web.webhooks.delivery import list_outgoing
from tests.telling import ENVIRONMENT, ROOT
from tests.web.mail.test_news import AGREED, AS_DESK, DEBATED, PROPOSED

from .conftest import SITE, World, written
from .receiver import NEXT_SECRET, SECRET, Receiver

STATED = f"record-statement 2020/fog --holder Isle --text en=Whispered --on 2020-02-11 {AS_DESK}"
HIDDEN = f"{PROPOSED.replace('fog', 'reef')} --audience members"


@pytest.fixture
def told(world: World) -> World:
    """An endpoint that has heard of the register, and an act of which it has not."""
    world.knows()
    world.queue()
    world.does(PROPOSED)
    return world


def test_an_act_is_told_once_and_signed(told: World) -> None:
    assert told.looks()._asdict() == {"sent": 1, "put_off": 0, "failed": 0, "withheld": 0}
    assert told.looks(3600).sent == 0
    (request,) = told.receiver.asked
    with open_reader(told.place) as reader:
        register, name = identify(reader, ""), identify(reader, "2020/fog#1")
        at = reader.standing().topic("2020/fog")
    assert (request.path, request.headers["webhook-id"], request.headers["content-type"]) == (
        "/press",
        name,
        "application/json",
    )
    assert at is not None
    assert request.verified() == {
        "type": "topic.propose",
        "timestamp": at.told[0].at,
        "data": {
            "act": "propose",
            "register": register,
            "records": [
                {
                    "reference": "2020/fog#1",
                    "subject": "2020/fog",
                    "before": None,
                    "after": "proposed",
                    "effective_on": "2020-02-10",
                    "audience": "public",
                    "annulled": False,
                    "state": "proposed",
                    "url": f"{SITE}/topics/2020/fog/records/1",
                }
            ],
        },
    }


def test_what_was_recorded_before_an_endpoint_was_named_is_no_news(world: World) -> None:
    world.does(PROPOSED)
    world.knows()
    assert world.looks().sent == 0
    world.does(DEBATED)
    assert world.looks().sent == 1


def test_a_body_that_was_changed_on_the_way_is_not_verified(told: World) -> None:
    told.looks()
    (request,) = told.receiver.asked
    with pytest.raises(Exception, match="No matching signature"):
        request._replace(body=request.body.replace("proposed", "debated")).verified()
    with pytest.raises(Exception, match="No matching signature"):
        request.verified(NEXT_SECRET)


def test_while_a_secret_is_changed_both_sign(world: World) -> None:
    world.knows(secret=f"{NEXT_SECRET}\n{SECRET}\n")
    world.queue()
    world.does(PROPOSED)
    world.looks()
    assert world.receiver.asked[0].verified() == world.receiver.asked[0].verified(NEXT_SECRET)


def test_an_endpoint_is_told_only_what_its_audience_may_read_and_nobodys_words(world: World) -> None:
    for audience in ("public", "members", "office"):
        world.knows(name=audience, audience=audience)
    world.queue()
    world.does(PROPOSED, STATED, HIDDEN)
    world.looks()
    told: dict[str, list[str]] = {one.path: [] for one in world.receiver.asked}
    for request in world.receiver.asked:
        told[request.path] += [one["reference"] for one in request.verified()["data"]["records"]]
        assert "Whispered" not in request.body
        assert "Isle" not in request.body
    seen = ["2020/fog#1", "2020/fog#2"]
    assert told == {"/public": seen, "/members": [*seen, "2020/reef#1"], "/office": [*seen, "2020/reef#1"]}


def test_what_an_endpoint_may_not_read_any_more_is_withheld(world: World) -> None:
    world.knows(audience="members")
    world.queue()
    world.does(HIDDEN)
    world.queue()
    world.knows(audience="public")
    assert world.tell().withheld == 1
    assert world.receiver.asked == []
    assert [one.state for one in list_deliveries(world.store)] == ["withheld"]


def test_only_the_acts_that_were_asked_for_are_told(world: World) -> None:
    world.knows(acts=["record consensus"])
    world.queue()
    world.does(PROPOSED, DEBATED, AGREED)
    assert world.looks().sent == 1
    assert world.receiver.asked[0].verified()["type"] == "topic.record_consensus"


@pytest.mark.parametrize("does", ["500", "404", "302", "drop", "hang", "trickle"])
def test_what_was_not_taken_is_tried_again_under_the_same_identifier(told: World, does: str) -> None:
    told.receiver.does = [does]
    told.queue()
    began = time.monotonic()
    assert told.tell(seconds=0.6).put_off == 1
    assert time.monotonic() - began < 5
    assert told.tell().sent == 0
    told.now += WAITS_SECONDS[0]
    assert told.tell().sent == 1
    first, second = told.receiver.asked
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    assert second.verified() == first.verified()
    assert {one.path for one in told.receiver.asked} == {"/press"}


def test_who_is_down_is_tried_for_three_days_and_then_given_up(world: World) -> None:
    with Receiver() as gone:
        port = gone.port
    world.knows(port=port)
    world.queue()
    world.does(PROPOSED)
    began = world.now
    for wait in (0, *WAITS_SECONDS[:-1]):
        assert world.looks(wait).put_off == 1
    assert world.looks(WAITS_SECONDS[-1]).failed == 1
    assert 2.5 < (world.now - began) / 86400 < 3.5
    (row,) = list_deliveries(world.store, "failed")
    assert (row.tries, row.record) == (len(WAITS_SECONDS) + 1, "2020/fog#1")
    assert "refused" in row.reply
    world.looks(KEPT_SECONDS)
    assert list_deliveries(world.store) == []


def test_who_wants_no_more_is_not_asked_again(told: World) -> None:
    told.receiver.does = ["410"]
    assert told.looks().failed == 1
    assert told.looks(WAITS_SECONDS[-1]).failed == 0
    assert len(told.receiver.asked) == 1


def test_who_asks_to_be_left_alone_is(told: World) -> None:
    told.receiver.does = ["429 600"]
    assert told.looks().put_off == 1
    assert told.looks(599).sent == 0
    assert told.looks(1).sent == 1


def test_one_that_hangs_keeps_no_other_waiting(told: World) -> None:
    with Receiver() as other:
        told.knows(name="other", port=other.port)
        told.queue()
        told.does(DEBATED, AGREED)
        told.receiver.does = ["hang"]
        told.queue()
        done = told.tell(seconds=0.5)
        assert (done.sent, done.put_off, len(told.receiver.asked), len(other.asked)) == (2, 1, 1, 2)
        assert told.tell().sent == 2
        assert told.looks(WAITS_SECONDS[0]).sent == 1


def test_a_private_address_is_refused_unless_it_is_allowed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("127.0.0.1", world.receiver.port))]
    monkeypatch.setattr("escalade.web.webhooks.client.socket.getaddrinfo", lambda *_, **__: found)
    world.knows(url=f"https://made-up.example:{world.receiver.port}/", allow_private=False)
    world.queue()
    world.does(PROPOSED)
    assert world.looks().put_off == 1
    (row,) = list_deliveries(world.store)
    assert "lies at 127.0.0.1, which is not of the internet; allow_private = true allows it" in row.reply
    assert world.receiver.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_called(told: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    told.knows(url=f"http://made-up.example:{told.receiver.port}/press")
    monkeypatch.setattr("escalade.web.webhooks.client.socket.getaddrinfo", look_up)
    assert told.looks().sent == 1
    assert asked[0] == "made-up.example"
    assert "made-up.example" not in asked[1:]


def test_tls_is_spoken_and_an_unknown_certificate_refused(
    world: World, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with Receiver(context) as secure:
        world.knows(url=f"https://127.0.0.1:{secure.port}/press")
        world.queue()
        world.does(PROPOSED)
        assert world.looks().put_off == 1
        assert "certificate verify failed" in list_deliveries(world.store)[0].reply
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert world.looks(WAITS_SECONDS[0]).sent == 1
        assert secure.asked[0].verified()["type"] == "topic.propose"


def test_who_was_killed_once_it_was_told_repeats_it_under_the_same_identifier(told: World) -> None:
    file = written(told.folder, "press", SECRET, {"url": told.endpoints["press"].url, "allow_private": True})
    here = "from escalade.cli import run; import sys; sys.exit(run(sys.argv[1:]))"
    words = [sys.executable, "-c", here, "--register", str(told.place.path), "webhooks", "--once"]
    words += ["--endpoints", str(file), "--sessions", str(told.folder / "sessions.db")]
    told.receiver.does = ["kill"]
    process = subprocess.Popen(words, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told.receiver.victim = process.pid
    _, said = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, said
    told.now = time.time()
    assert told.looks().sent == 0
    assert [one.state for one in list_deliveries(told.store)] == ["sending"]
    assert told.looks(LEASE_SECONDS).sent == 1
    first, second = told.receiver.asked
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)


def test_what_would_go_is_shown_and_nothing_changed(told: World) -> None:
    before = sorted(told.folder.iterdir())
    for _ in range(2):
        with open_reader(Location(told.place.path)) as reader:
            (shown,) = list_outgoing(told.store, reader, told.endpoints, told.now)
        assert (shown.endpoint, shown.record) == ("press", "2020/fog#1")
    assert (sorted(told.folder.iterdir()), list_deliveries(told.store), told.receiver.asked) == (before, [], [])
    told.looks()
    assert told.receiver.asked[0].body == shown.body
