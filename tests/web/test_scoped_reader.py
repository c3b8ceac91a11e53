"""What one may not read is answered exactly as what was never recorded.

Two registers are asked the same: they are alike but for what is hidden in one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.models.backends.location import Location
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.acts import on, put_forward, steps
from tests.web.browser import COUNCIL_DESK, DESK, READER, Browser, hidden, signs_in
from tests.web.caller import TOKENS, with_tokens
from tests.web.conftest import MakeApp
from tests.web.test_page_matrix import ENDLESS, addresses

PAPER = b"a made-up paper"
LAUNCHED = {"by": DESK, "on": "2020-03-05", "opens": "2020-04-01", "closes": "2099-06-30", "reason": {"en": "Made-up"}}
SEEN = (put_forward(title="Made-up"), *steps("debated", "agreed"), on("launch", **LAUNCHED))
"""What everybody may read, beside the body, its meetings and the round."""
SAT = {"on": "2020-02-10", "opens": "2020-03-09", "closes": "2020-03-09", "place": {"en": "Made-up"}}
PUT = {"language": "en", "form": "md", "paper": sha256(PAPER).hexdigest(), "seal_size": 1, "seal_root": "cd" * 32}
UNSEEN = (
    put_forward("2020/reef", "Made-up"),
    on("open round", "2021", by=DESK, on="2020-02-10"),
    put_forward("2021/sandbank", "Made-up"),
    on("convene", "meeting/7", by=DESK, **SAT),
    on(
        "convene", "session/Unseen", by=COUNCIL_DESK, **{**SAT, "closes": "2020-03-10", "sittings": {"1": "2020-03-09"}}
    ),
    on("record statement", by=DESK, on="2020-03-06", holders=["Made-up Land"], text={"en": "Made-up"}),
    on("issue", "2020", by=DESK, on="2020-03-06", kind="note", symbol="MA20/9", **PUT),
    *steps("debated", "agreed", of=("2020/reef",)),
    on("launch", "2020/reef", **LAUNCHED),
)
"""What is hidden in one of the two registers."""
TOPICS, ROUNDS = ("2020/reef", "2021/sandbank", "2020/fog", "2020/reex"), ("2021", "2020", "202")
MEETINGS, SESSIONS = ("7", "1"), ("Unseen", "Assembly 2020")
PLACES = (
    *(f"topics/{one}" for one in TOPICS),
    *(f"rounds/{one}" for one in ROUNDS),
    *(f"meetings/{one}" for one in MEETINGS),
    *(f"sessions/{one}" for one in SESSIONS),
    "body",
)
REFERENCES = (
    *TOPICS,
    *ROUNDS,
    *(f"meeting/{one}" for one in MEETINGS),
    *(f"session/{one}" for one in SESSIONS),
    *("body", "reef", "sandbank", "sandbanc", "1", "7"),
)
RECORDS = (*(f"{one}#1" for one in REFERENCES), "2020/fog#5", "2020/fog#9", "2020#2", "reef#1")
DIGEST = sha256(PAPER).hexdigest()
FILLED: dict[str, tuple[str, ...]] = {
    "{place:path}": PLACES,
    "{round_}/{name}": TOPICS,
    "rounds/{name}": tuple(f"rounds/{one}" for one in ROUNDS),
    "meetings/{name}": tuple(f"meetings/{one}" for one in MEETINGS),
    "sessions/{name}": tuple(f"sessions/{one}" for one in SESSIONS),
    "{act}/{name}": ("take-note/2021", "take-note/2020"),
    "note/{name}": ("note/2021", "note/2020"),
    "{what}.{form}": ("decisions.atom", "consultations.json", "documents.json"),
    "{kind}/{language}.{form}": ("note/en.md?about=2021", "note/en.md?about=2020"),
    "papers/{kind}/": tuple(f"papers/{one}/" for one in ("note", "agenda", "report", "notice", "call")),
    "papers/{kind}": ("papers/note",),
    "diagram/{form}": ("diagram/mermaid",),
    "{act}": ("open-debate",),
    "{ordinal}": ("1", "5", "9"),
    "{digest}": (DIGEST, "0" * 64),
    "{reference}": REFERENCES,
    "{record}": RECORDS,
}
"""What the parts of addresses are replaced with, in this order."""
LEFT_OUT = {
    *("/sign-in", "/api/docs", "/openapi.json", "/welcome/{token}", "/help", "/help/{part}", "/mail", "/mail/{key}"),
    *("/sign-in/return/{key}", "/verify", *ENDLESS),
}
"""Pages that are about nothing on record."""
THEN = "as_of=2020-03-06"
ASKED = (
    *(f"/api/topics?{one}" for one in ("limit=1", "round=2021", "round=reef", "state=launched", "state=cancelled")),
    *(f"/api/topics?{one}" for one in ("after=2020/fog", THEN)),
    *(f"/api/search?words=made-up{one}" for one in ("", "&limit=1", "&after=2020/reef%231", "&after=2020/fog%235")),
    *(f"/api/decisions?session={one}" for one in ("Unseen", "Unseem")),
    *(f"/api/why/{one}" for one in ("2020/reef?act=propose", "meeting/7?act=convene")),
    *(f"/api/why/2020/fog?act={one}" for one in ("cancel", "close")),
    *("/api/records/2020/fog?limit=1", "/api/papers/note/2020.md?to_session=Unseen", "/api/plan/2020?if=2020/reef:x"),
    *(f"{page}/2020/{one}?{THEN}" for page in ("/api/topics", "/topics") for one in ("fog", "reef")),
    *(f"/?{THEN}", "/rounds/2020?after=2020/fog", "/decisions?after=2020/fog", "/fr/", "/fr/topics/2020/reef"),
)
POSTED = (
    (
        "/api/verify",
        {"paper": "YSBtYWRlLXVwIHBhcGVyIG9mIG5vYm9keQ=="},
    ),  # whoever has a paper is told that it is genuine
    ("/api/acts", {"act": "revise", "of": ["2020/reef"]}),
    ("/api/acts?seen=2020/reef%231", {"act": "revise", "of": ["2020/reex"]}),
    ("/api/papers", {"of": "2021", "kind": "note", "symbol": "x"}),
)
Told = tuple[int, dict[str, str], str]


class World:
    """A register that is served, as one visitor asks it."""

    def __init__(self, app: FastAPI, name: str | None) -> None:
        """Ask as a stranger, or as somebody who signed in and shows a token."""
        self.app, self.client = app, Browser(app, raise_server_exceptions=False)
        self._token = {"authorization": f"Bearer {TOKENS[name]}"} if name else {}
        self.form = signs_in(self.client, name) and hidden(self.client.get("/inbox").text, "form") if name else ""

    def asked(self, path: str, body: Any = None) -> Told:
        """What it answers, without what is another each time."""
        headers = self._token if path.startswith("/api") else {}
        method = {"method": "GET"} if body is None else {"method": "POST", "json": body}
        answer = self.client.request(url=path, headers=headers, follow_redirects=False, **method)
        return self.told(answer)

    def told(self, answer: Response) -> Told:
        """An answer; the token of a session is another each time, and so are size and root of the ledger."""
        app_state = self.app.state.app_state
        with app_state.readers.open() as register:
            size, root = register.size(), register.root()
        text = answer.text
        is_of_all = root in text  # a proof and a seal are of the whole ledger, and longer in a longer one
        text = re.sub(rf'("size":|escalade-seal: ){size}\b', r"\1SIZE", text.replace(root, "ROOT"))
        text = re.sub(r'"path":\[[^]]*\]', '"path":PATH', text) if is_of_all else text
        left_out = {"etag", "content-length"} if is_of_all else {"etag"} if self.form and self.form in text else set()
        text = text.replace(self.form, "FORM") if self.form else text
        return answer.status_code, {k: v for k, v in answer.headers.items() if k not in left_out}, text


def filled(path: str) -> Iterator[str]:
    """The addresses that a route is asked at."""
    part = next((one for one in FILLED if one in path), "")
    if not part:
        yield quote(path, safe="/?=&#").replace("#", "%23")
        return
    for instead in FILLED[part]:
        yield from filled(path.replace(part, instead, 1))


def every(app: FastAPI) -> list[str]:
    """Every address of pages and calls, with all that may be named there."""
    calls = {f"/api{path}" for path, methods in app.state.api.openapi()["paths"].items() if "get" in methods}
    return [one for path in sorted((addresses("GET") | calls) - LEFT_OUT) for one in filled(path)]


def act(register: Location, acts: tuple[tuple[str, dict[str, Any]], ...], **more: str) -> None:
    """Record acts."""
    with open_register(register) as opened:
        for name, fields in acts:
            papers = [("MA20-9.md", PAPER)] if name == "issue" else []
            opened.act(convert_fields(name, {**fields, **more}), papers=papers)


@pytest.fixture(scope="module")
def seen(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which everybody may read everything."""
    path = Path(shutil.copy(kept, tmp_path_factory.mktemp("seen") / "register.db"))
    act(Location(path), SEEN)
    return path


@pytest.mark.parametrize(("name", "audience"), [(None, "members"), (READER, "office")])
def test_what_one_may_not_read_is_answered_as_what_is_not_there(
    name: str | None, audience: str, seen: Path, accounts: Mapping[str, Account], tmp_path: Path, make_app: MakeApp
) -> None:
    more = Path(shutil.copy(seen, tmp_path / "more.db"))
    act(Location(more), UNSEEN, audience=audience)
    told = with_tokens(dict(accounts))
    worlds = [
        World(make_app(Settings(register=Location(path), accounts=tmp_path / "none"), told), name)
        for path in (seen, more)
    ]
    asked = [*((path, None) for path in (*every(worlds[0].app), *ASKED)), *POSTED]
    differing = [(path, *found) for path, body in asked if (found := differs(worlds, path, body))]
    assert not differing, "\n".join(f"{one[0]}\n  {one[1]}\n  {one[2]}" for one in differing)
    assert len(asked) > 250


def differs(worlds: list[World], path: str, body: Any) -> tuple[str, str] | None:
    """How two registers answer otherwise, if they do."""
    without, with_more = (world.asked(path, body) for world in worlds)
    if without == with_more:
        return None
    said = [f"{answer[0]} {answer[1]} {answer[2]}" for answer in (without, with_more)]
    place = next((i for i, (a, b) in enumerate(zip(*said, strict=False)) if a != b), 0)
    return said[0][max(place - 60, 0) : place + 200], said[1][max(place - 60, 0) : place + 200]
