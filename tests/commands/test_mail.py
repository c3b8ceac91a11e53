"""The command `mail`: what would go, what goes, what could not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from escalade.models.server.mail import confirm_subscriber, list_subscribers, list_waiting
from escalade.models.server.store import ServerStore
from escalade.web.mail.subscription import ask_for_mail, new_subscriber
from tests.web.mail.post_office import PostOffice

from .conftest import AT_MEETING, TOPIC, Shell

READER = "reader@made-up.example"
GIVEN = "--from desk@body.example --site https://body.example"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server, and no variable that names another."""
    for name in ("ESCALADE_SMTP", "ESCALADE_MAIL_FROM", "ESCALADE_SITE", "ESCALADE_SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    with PostOffice() as found:
        yield found


@pytest.fixture
def store(group: Shell) -> Iterator[ServerStore]:
    """The server's store beside the register, with one reader of decisions."""
    found = ServerStore(str(group.folder / "register.sessions.db"))
    kept = ask_for_mail(found, new_subscriber(READER, "", "en", "decisions"), 1.0)
    confirm_subscriber(found, kept.key, 2.0, 0)
    yield found
    found.close()


def agree(group: Shell) -> None:
    """Agree on a topic."""
    group.does(f"propose 2020/fog {TOPIC.format('fog')}", f"open-debate 2020/fog {AT_MEETING}")
    group.does(f"record-consensus 2020/fog {AT_MEETING}")


def test_a_dry_run_says_what_would_go_and_changes_nothing(group: Shell, store: ServerStore, office: PostOffice) -> None:
    agree(group)
    for _ in range(2):
        rows = group("mail --dry-run --format json").data
        assert rows == [{"address": READER, "audience": "public", "subject": "[MWG] Agreed by consensus: Made-up fog"}]
    assert (list_waiting(store), office.taken) == ([], [])


def test_once_sends_what_is_new_once(group: Shell, store: ServerStore, office: PostOffice) -> None:
    agree(group)
    line = f"mail --once --smtp {office.place} {GIVEN}"
    assert group(line) == (0, "", "1 sent.\n")
    assert group(line) == (0, "", "Nothing to send.\n")
    assert [one.subject for one in office.taken] == ["[MWG] Agreed by consensus: Made-up fog"]
    assert list_waiting(store) == []


def test_what_could_not_be_sent_is_said_and_tried_again(group: Shell, store: ServerStore, office: PostOffice) -> None:
    agree(group)
    office.at_recipient[READER] = "550 No such made-up mailbox"
    called = group(f"mail --once --smtp {office.place} {GIVEN}")
    assert called.code == 1
    assert "1 could not be sent; “escalade mail --failed” says why." in called.err
    failed = group("mail --failed --format json")
    assert (failed.code, failed.data[0]["address"], failed.data[0]["said"]) == (
        4,
        READER,
        "550 No such made-up mailbox",
    )
    assert group("mail --again") == (0, "", "1 will be tried again the next time.\n")
    assert group("mail --failed") == (0, "", "Nothing failed.\n")
    office.at_recipient.clear()
    assert group(f"mail --once --smtp {office.place} {GIVEN}").err == "1 sent.\n"
    assert list_waiting(store) == []


def test_an_address_is_erased_with_all_that_waits_for_it(group: Shell, store: ServerStore) -> None:
    agree(group)
    group(f"mail --once --smtp smtp://127.0.0.1:1 {GIVEN}")
    assert group(f"mail --erase {READER}").err.startswith(f"{READER} is erased: 1 subscription, and all that waited.")
    assert (list_subscribers(store), list_waiting(store)) == ([], [])
    assert group(f"mail --erase {READER}").err.startswith(f"{READER} is erased: 0 subscriptions")


def test_without_once_it_goes_on_until_interrupted(
    group: Shell, store: ServerStore, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(group)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        office.at_sender = "" if len(slept) > 2 else "550 Not now, say the tests"
        if len(slept) == 4:
            raise KeyboardInterrupt

    office.at_sender = "550 Not now, say the tests"
    monkeypatch.setattr("escalade.commands.admin.mail_sending.time.sleep", sleep)
    called = group(f"mail --every 10 --smtp {office.place} {GIVEN}")
    assert (called.code, slept, len(office.taken)) == (130, [20, 40, 80, 10], 1)
    assert called.err.count("cannot be used: 550 Not now") == 3
    assert list_waiting(store) == []


@pytest.mark.usefixtures("store", "office")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("mail --once", "Letters need an address from which they come: give --from NAME@HOST"),
        ("mail --once --from nobody", "“nobody” is no address of a sender"),
        ("mail --once --from a@b.example", "Letters lead to the pages, whose address is missing: give --site"),
        ("mail --once --from a@b.example --site body.example", "“body.example” is no address of pages"),
        (f"mail --once {GIVEN}", "No mail server is named: give --smtp"),
        (f"mail --once {GIVEN} --smtp mail.example", "“mail.example” names no mail server"),
        (f"mail --once {GIVEN} --smtp smtp://mail.example --password-file none", "File 'none' does not exist."),
    ],
)
def test_what_is_missing_is_asked_for(group: Shell, line: str, said: str) -> None:
    called = group(line)
    assert (called.code, called.out) == (2, "")
    assert said in " ".join(called.err.split())


@pytest.mark.usefixtures("store", "office")
@pytest.mark.parametrize(
    ("kept", "mode", "said"),
    [(b"made-up", 0o644, "that others may read; run"), (b"\xff", 0o600, "cannot be read"), (b"", 0o600, "is empty")],
)
def test_the_file_of_a_password_is_read_as_every_secret_is(group: Shell, kept: bytes, mode: int, said: str) -> None:
    file = group.folder / "password"
    file.write_bytes(kept)
    file.chmod(mode)
    called = group(f"mail --once {GIVEN} --smtp smtp://mail.example --password-file {file}")
    assert (called.code, said in " ".join(called.err.split())) == (2, True)


def test_nothing_is_made_where_nobody_ever_asked(group: Shell, office: PostOffice) -> None:
    before = group.everything()
    for line in ("mail --dry-run", f"mail --once --smtp {office.place} {GIVEN}"):
        assert group(line).code == 0
    assert group.everything() == before
    (group.folder / "register.accounts.toml").touch(0o600)
    before = group.everything()
    for line in ("mail --failed", "mail --again"):
        assert group(line).code == 0
    assert group.everything() == before


LOOKED_FOR = ("mail --failed", "mail --again", f"mail --erase {READER}", "account sign-ins")


@pytest.mark.parametrize("line", LOOKED_FOR)
def test_nothing_is_said_of_a_server_that_is_looked_for_elsewhere(
    group: Shell, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = group.refuses(line, 2).err
    assert f"No server keeps anything at {group.folder / 'register.sessions.db'}." in said
    assert "ESCALADE_ACCOUNTS" in said
    there = group.folder / "served.toml"
    there.touch(0o600)
    assert group(f"{line} --accounts {there}").code == 0
    monkeypatch.setenv("ESCALADE_ACCOUNTS", str(there))
    assert group(line).code == 0
