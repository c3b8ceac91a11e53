"""A browser without scripts, as the tests drive it."""

from __future__ import annotations

import html
import re
from typing import Any

from httpx2 import Client, Response
from starlette.testclient import TestClient

from escalade.web.auth.accounts import Cost

PASSWORD = "a made-up password"  # noqa: S105  # of the tests alone
CHAIR, DESK, COUNCIL_DESK = "Made-up Chair", "Made-up Desk", "Made-up Assembly Desk"
READER = "Made-up Member"
CHEAP = Cost(memory=8, passes=1, lanes=1)
"""What the hash of a password takes in the tests: as little as Argon2 can."""
OFFICERS = (CHAIR, DESK, COUNCIL_DESK, READER)


class Browser(TestClient):
    """A browser; all that the tests of one process open share an event loop, as a server has one."""

    __test__ = False


def hidden(page: str, name: str) -> str:
    """The value of a hidden input."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no {name} on the page"
    return found[1]


def written(page: str, name: str) -> str:
    """What stands in a field of several lines."""
    found = re.search(rf'<textarea [^>]*name="{name}"[^>]*>\n([^<]*)</textarea>', page)
    assert found, f"no {name} on the page"
    return html.unescape(found[1])


def signs_in(browser: Client, name: str, password: str = PASSWORD, onward: str = "") -> str:
    """Sign in, and say where that led."""
    page = browser.get("/sign-in", params={"next": onward})
    data = {"name": name, "password": password, "knock": hidden(page.text, "knock"), "next": onward}
    return browser.post("/sign-in", data=data).url.path


def said(response: Response) -> str:
    """What a page says in its main part, without markup."""
    main = response.text.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?bdi>", "", main))).split())


def does(browser: Browser, path: str, *, seen: str | None = None, files: Any = None, **typed: Any) -> Response:
    """Open the form of an act, type into it, and send it."""
    page = browser.get(path)
    assert page.status_code == 200, said(page)
    data = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen"), "step": "act"}
    data |= {name.replace("__dot__", "."): value for name, value in typed.items()}
    data |= {} if seen is None else {"seen": seen}
    return browser.post(path.partition("?")[0], data=data, files=files or {})


def shown(page: Response) -> dict[str, str]:
    """What a form says of the amendments that it showed."""
    return dict(re.findall(r'name="(shown\.[^"]*)" value="([^"]*)"', page.text))
