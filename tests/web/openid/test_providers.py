"""The file of providers: what it may say, and where secrets are."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import msgspec
import pytest

from escalade.web.auth.providers import (
    MISMATCHES,
    ClaimRule,
    MismatchedClientError,
    Provider,
    ProviderFileError,
    ProviderRefusedError,
    UnnamedVisitorError,
    read_providers,
    tell_refusal,
    variable_of,
)

WHOLE = """
address = "https://pages.example/"

[provider.staff]
name = "Made-up staff"
issuer = "https://login.example/staff"
client_id = "made-up-client"
secret_file = "secret"

[[provider.staff.officer]]
name = "Made-up Desk"
claim = "groups"
value = "desk"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of providers, and the secret beside it."""
    secret, file = tmp_path / "secret", tmp_path / "providers.toml"
    secret.write_text("a made-up secret\n", "utf-8")
    secret.chmod(0o600)
    file.write_text(WHOLE, "utf-8")
    return file


def changed(file: Path, old: str, new: str) -> Path:
    """The file with one thing changed."""
    assert old in WHOLE
    file.write_text(WHOLE.replace(old, new), "utf-8")
    return file


STAFF = Provider(
    key="staff",
    name="Made-up staff",
    issuer="https://login.example/staff",
    client="made-up-client",
    secret="a made-up secret",  # noqa: S106  # of the tests alone
    scopes=("openid", "email"),
    officers=(ClaimRule("Made-up Desk", "groups", "desk"),),
    address="https://pages.example",
)


def test_a_file_names_providers_and_whom_their_claims_name(file: Path) -> None:
    assert read_providers(file, {}) == {"staff": STAFF}


def test_a_secret_in_the_environment_wins(file: Path) -> None:
    assert read_providers(file, {"ESCALADE_SECRET_STAFF": "another"})["staff"].secret == "another"  # noqa: S105  # of the tests alone
    assert read_providers(changed(file, 'secret_file = "secret"\n', ""), {})["staff"].secret == ""


def test_the_file_that_the_documentation_shows_is_one(file: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "settings.md").read_text("utf-8")
    shown = re.search(r"<!-- providers: read by a test -->\n *```toml\n(.*?)```", page, re.DOTALL)
    assert shown
    file.write_text(textwrap.dedent(shown[1]), "utf-8")
    provider = read_providers(file, {variable_of("staff"): "made up"})["staff"]
    assert [one.name for one in provider.officers] == ["Made-up Desk", "Made-up Chair"]
    assert provider.scopes == ("openid", "email", "groups")


WRONG = {
    "provider.staff": ("provider.Staff", "calls a provider “Staff”"),
    'issuer = "https://login.example/staff"': ('issuer = "http://login.example"', "begins with https://"),
    "https://login.example/staff": ("https://login.example/?made-up", "begins with https://"),
    '"https://login.example/staff"\n': ('"https://login.example/ staff"\n', "begins with https://"),
    'client_id = "made-up-client"': ('client_id = "made-up-client"\nscopes = ["email"]', "no scope “openid”"),
    "client_id": ('header = "Remote-User"\nclient_id', "no client_id and no header, or both"),
    'client_id = "made-up-client"\n': ("", "no client_id and no header, or both"),
    'secret_file = "secret"': ('secret = "never here"', "unknown field `secret`"),
    'value = "desk"': ("value = 7", "not of its shape"),
    "[[provider.staff.officer]]": ("[[provider.staff.officers]]", "not of its shape"),
    '"secret"': ('"none"', "that cannot be read"),
    "address =": ("address", "not of its shape"),
}


@pytest.mark.parametrize("old", WRONG)
def test_what_cannot_be_is_named(old: str, file: Path) -> None:
    new, said = WRONG[old]
    with pytest.raises(ProviderFileError, match="The file of providers") as caught:
        read_providers(changed(file, old, new), {})
    assert said in str(caught.value)


def test_a_secret_that_others_may_read_is_refused(file: Path) -> None:
    file.with_name("secret").chmod(0o644)
    with pytest.raises(ProviderFileError, match="others may read; run “chmod 600”"):
        read_providers(file, {})


def test_an_empty_secret_and_an_absent_file_are_named(file: Path) -> None:
    file.with_name("secret").write_text("\n", "utf-8")
    with pytest.raises(ProviderFileError, match="that is empty"):
        read_providers(file, {})
    with pytest.raises(ProviderFileError, match="cannot be read: no such file"):
        read_providers(file.with_name("none"), {})


MORE = msgspec.structs.replace(
    STAFF,
    officers=(
        *STAFF.officers,
        ClaimRule("Made-up Desk", "email", "desk@made-up.example"),
        ClaimRule("Made-up Chair", "realm.roles", "chair"),
    ),
)
CLAIMS = [
    ({"groups": "desk"}, "Made-up Desk"),
    ({"groups": ["all", "desk"]}, "Made-up Desk"),
    ({"groups": ["desks"]}, ""),
    ({"groups": {"desk": True}}, ""),
    ({"email": "desk@made-up.example", "email_verified": True}, "Made-up Desk"),
    ({"email": "desk@made-up.example"}, ""),
    ({"email": "desk@made-up.example", "email_verified": "true"}, ""),
    ({"realm": {"roles": ["chair"]}}, "Made-up Chair"),
    ({"realm.roles": ["chair"]}, "Made-up Chair"),
    ({"realm": ["roles"]}, ""),
    ({"groups": ["desk"], "email": "desk@made-up.example", "email_verified": True}, "Made-up Desk"),
]


@pytest.mark.parametrize(("claims", "name"), CLAIMS)
def test_a_claim_names_an_officer(claims: dict[str, object], name: str) -> None:
    if not name:
        with pytest.raises(UnnamedVisitorError, match="names an officer"):
            MORE.naming_of(claims)
        return
    assert MORE.naming_of(claims).name == name


def test_two_names_are_none() -> None:
    both = (ClaimRule("Made-up Desk", "groups", "both"), ClaimRule("Made-up Chair", "groups", "both"))
    with pytest.raises(UnnamedVisitorError, match="more than one"):
        msgspec.structs.replace(STAFF, officers=both).naming_of({"groups": "both"})


class Named(msgspec.Struct):
    """As much of a provider as its errors say."""

    key: str = "staff"
    name: str = "Made-up Sign-in"
    issuer: str = "https://made-up.example"


PROVIDER: Any = Named()


@pytest.mark.parametrize("answer", sorted(MISMATCHES))
def test_what_is_wrong_with_this_server_is_for_its_operator(answer: str) -> None:
    told = tell_refusal(PROVIDER, answer)
    assert isinstance(told, MismatchedClientError)
    assert (answer in str(told), MISMATCHES[answer] in told.why) == (False, True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("access_denied", "access_denied"), ("<b>no</b>", "?"), ("нет", "?"), ("", "?")],
)
def test_whoever_is_refused_is_told_the_answer_where_it_is_a_code(answer: str, said: str) -> None:
    told = tell_refusal(PROVIDER, answer)
    assert isinstance(told, ProviderRefusedError)
    assert f"its answer was “{said}”" in str(told)
