"""The command `webhooks`: what would go, what goes, what is given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.webhooks.conftest import written
from tests.web.webhooks.receiver import SECRET, Receiver

from .conftest import TOPIC, Shell

PROPOSED = f"propose 2020/fog {TOPIC.format('fog')}"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Another system, and no variable that names a file."""
    monkeypatch.delenv("ESCALADE_WEBHOOKS", raising=False)
    with Receiver() as found:
        yield found


@pytest.fixture
def named(group: Shell, receiver: Receiver) -> Path:
    """The file that names it; it has heard of the register."""
    path = written(
        group.folder, "press", SECRET, {"url": f"http://127.0.0.1:{receiver.port}/hook", "allow_private": True}
    )
    assert group(f"webhooks --endpoints {path} --once") == (0, "", "Nothing to send.\n")
    return path


def test_a_dry_run_says_what_would_go_and_changes_nothing(group: Shell, named: Path, receiver: Receiver) -> None:
    group.does(PROPOSED)
    for _ in range(2):
        (row,) = group(f"webhooks --endpoints {named} --dry-run --format json").data
        assert (row["endpoint"], row["record"]) == ("press", "2020/fog#1")
        assert '"type":"topic.propose"' in row["body"]
    assert receiver.asked == []
    assert group("webhooks --log").err == "Nothing was sent, and nothing waits.\n"


def test_once_tells_what_is_new_once_and_logs_it(group: Shell, named: Path, receiver: Receiver) -> None:
    group.does(PROPOSED)
    assert group(f"webhooks --endpoints {named} --once") == (0, "", "1 sent.\n")
    assert group(f"webhooks --endpoints {named} --once") == (0, "", "Nothing to send.\n")
    assert [one.verified()["type"] for one in receiver.asked] == ["topic.propose"]
    (row,) = group("webhooks --log --format json").data
    assert (row["state"], row["tries"], row["said"], row["due"]) == ("sent", "1", "204", "")
    assert group(f"webhooks --endpoints {named} --dry-run").err.startswith("Nothing would go")


def test_what_is_given_up_is_said_and_tried_again(group: Shell, named: Path, receiver: Receiver) -> None:
    group.does(PROPOSED)
    receiver.does = ["410"]
    called = group(f"webhooks --endpoints {named} --once")
    assert (called.code, called.out) == (1, "")
    assert "1 could not be told; “escalade webhooks --failed” says why." in called.err
    failed = group("webhooks --failed --format json")
    assert (failed.code, failed.data[0]["said"]) == (4, "410: it wants no more")
    assert group("webhooks --again") == (0, "", "1 will be tried again the next time.\n")
    assert group("webhooks --failed") == (0, "", "Nothing is given up.\n")
    assert group(f"webhooks --endpoints {named} --once").err == "1 sent.\n"


def test_without_once_it_goes_on_until_interrupted(
    group: Shell, named: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    group.does(PROPOSED)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    receiver.does = ["410"]
    monkeypatch.setattr("escalade.commands.admin.webhook_sending.time.sleep", sleep)
    called = group(f"webhooks --endpoints {named} --every 7")
    assert (called.code, slept, len(receiver.asked)) == (130, [7, 7], 1)
    assert "1 could not be told" in called.err
    assert "Nothing to send." in called.err


@pytest.mark.usefixtures("receiver")
def test_what_is_missing_is_asked_for(group: Shell) -> None:
    called = group("webhooks --once")
    assert (called.code, called.out) == (2, "")
    assert "Who is told of acts stands in a file: give --endpoints FILE, or set ESCALADE_WEBHOOKS." in called.err
    path = written(group.folder, "press", "", {"url": "https://made-up.example/"})
    called = group(f"webhooks --endpoints {path} --once")
    assert called.code == 1
    assert "nothing is sent unsigned; name secret_file, or set ESCALADE_WEBHOOK_PRESS" in " ".join(called.err.split())


@pytest.mark.usefixtures("receiver")
def test_nothing_is_made_where_nothing_was_ever_told(group: Shell) -> None:
    path = written(group.folder, "press", SECRET, {"url": "https://made-up.example/"})
    (group.folder / "register.accounts.toml").touch(0o600)
    before = group.everything()
    for line in (f"webhooks --endpoints {path} --dry-run", "webhooks --log", "webhooks --failed", "webhooks --again"):
        assert group(line).code == 0
    assert group.everything() == before
