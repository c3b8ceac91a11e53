"""The command `person`: everything in which a name occurs, what erases it, and why the rest stays."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.store import AccessRow, ServerStore, SessionRow, SignInRow, VouchedRow
from escalade.web.auth.accounts import Accounts
from escalade.web.mail.subscription import ask_for_mail, new_subscriber
from tests.web.browser import CHEAP

from .conftest import DESK, TOPIC, Shell

WITNESS = "Zara Quill"
SAID = f"record-statement fog --holder '{WITNESS}' --text en='I, zara  quill, speak.' --on 2020-02-11 {DESK}"


def told(group: Shell, name: str, folder: str = "given") -> tuple[dict[str, Any], str]:
    """What is given of somebody: as JSON, and as a page."""
    assert group(f"person '{name}' --to {group.folder / folder}").code == 0
    place = group.folder / folder
    return json.loads((place / "person.json").read_text()), unescape((place / "index.html").read_text())


def test_an_officer_is_found_in_every_record_and_it_is_said_why_they_stay(group: Shell) -> None:
    group.does(f"propose 2020/fog {TOPIC.format('fog')}")
    found, page = told(group, "Made-up Desk")
    records = {one["record"]: one for one in found["records"]}
    assert {one["field"] for one in records["2020/fog#1"]["occurrences"]} >= {"officer"}
    assert records["2020/fog#1"]["erased by"] == ""
    assert not any(one["erasable"] for one in records["2020/fog#1"]["occurrences"])
    with open_reader(Location(group.register)) as reader:
        every = {record.reference: str(record) for _, record in reader.records()}
    assert records.keys() == {name for name, said in every.items() if "Made-up Desk" in said}
    assert "Every later record rests on their hash" in page
    assert "They stay for this reason alone." in page


def test_what_lies_beside_the_record_is_erased_by_the_command_that_is_named(group: Shell) -> None:
    group.does(f"propose 2020/fog {TOPIC.format('fog')}", SAID)
    found, page = told(group, WITNESS)
    (record,) = found["records"]
    assert {(one["field"], one["erasable"]) for one in record["occurrences"]} >= {("motion.text.en", True)}
    assert record["erased by"] == 'escalade redact 2020/fog#2 --why en="…"'
    assert record["erased by"] in page
    group.does(f"{record['erased by'].removeprefix('escalade ').replace('…', 'Asked.')} --on 2020-02-12 {DESK}")
    again, _ = told(group, WITNESS, "again")
    assert [one for record in again["records"] for one in record["occurrences"] if one["erasable"]] == []
    assert "salts" not in json.dumps(found)


def test_part_of_another_name_is_none(group: Shell) -> None:
    group.does(f"propose 2020/fog {TOPIC.format('fog')}", SAID)
    assert told(group, "Zara Q")[0]["records"] == []
    assert "<p>Nothing.</p>" in told(group, "Nobody", "nobody")[1]


def test_what_servers_keep_is_told_and_nothing_that_opens_a_door(group: Shell) -> None:
    accounts = Accounts(group.folder / "register.accounts.toml", cost=CHEAP)
    accounts.add("Made-up Desk", "a made-up password")
    store = ServerStore(str(group.folder / "register.sessions.db"))
    kept = ask_for_mail(store, new_subscriber("desk@made-up.example", "Made-up Desk", "en", "decisions"), 1.0)
    session = SessionRow(key="Opens", account="Made-up Desk", password="Opens", begun=1.0, ends=2.0, holds=2.0)  # noqa: S106  # of the tests alone
    vouched = VouchedRow(officer="Made-up Desk", issuer="https://id.example", subject="s1", claim="c=d", vouched=1.0)
    with store.transaction() as within:
        for row in (
            session, vouched, SignInRow(account="Made-up Desk", at=1.0),
            AccessRow(at=1.0, who="Made-up Chair", what="invited", whom="Made-up Desk"),
            AccessRow(at=1.0, who="Made-up Chair", what="invited", whom="Made-up Other"),
        ):  # fmt: skip
            within.add(row)
    store.close()
    found, page = told(group, "Made-up Desk")
    kinds = {one["what"]: one for one in found["kept by servers"]}
    assert set(kinds) == {
        "account", "sessions", "last sign-in", "sign-ins through a provider", "changes of access", "subscriptions",
    }  # fmt: skip
    assert kinds["account"]["ends"] == 'escalade account remove "Made-up Desk"'
    assert kinds["subscriptions"]["ends"] == "escalade mail --erase desk@made-up.example"
    assert [row["whom"] for row in kinds["changes of access"]["rows"]] == ["Made-up Desk"]
    whole = json.dumps(found) + page
    assert "Opens" not in whole
    assert "argon2" not in whole
    assert kept.key not in whole
    assert group("mail --erase desk@made-up.example").code == 0
    after = told(group, "Made-up Desk", "after")[0]
    assert "subscriptions" not in {one["what"] for one in after["kept by servers"]}


def test_an_address_of_the_public_is_found_too(group: Shell) -> None:
    store = ServerStore(str(group.folder / "register.sessions.db"))
    ask_for_mail(store, new_subscriber("reader@made-up.example", "", "en", "decisions"), 1.0)
    store.close()
    (kept,) = told(group, "reader@made-up.example")[0]["kept by servers"]
    assert (kept["what"], kept["rows"][0]["kinds"]) == ("subscriptions", "decisions")


def test_a_folder_that_is_there_is_left_alone(group: Shell) -> None:
    told(group, "Nobody")
    called = group(f"person Nobody --to {group.folder / 'given'}")
    assert (called.code, called.out) == (2, "")
    assert group(f"person ' ' --to {group.folder / 'other'}").code == 2
