"""What every answer tells the browser to refuse."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from escalade.models.backends import Location
from escalade.web.rendering.page import FOLDER
from escalade.web.settings import Settings
from tests.web.browser import DESK, Browser, does, hidden, signs_in
from tests.web.conftest import MakeApp, Visitors
from tests.web.operating import Serving

ANSWERS = ["/", "/sign-in", "/static/style.css", "/nothing", "/fr/body", "/inbox"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_what_no_page_needs(path: str, visitors: Visitors) -> None:
    headers = visitors().get(path, follow_redirects=False).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", ["/rounds/2020/plan.svg", "/topics/2020/fog/way.svg"])
def test_a_drawing_that_is_opened_by_itself_may_be_dark(path: str, visitors: Visitors) -> None:
    typed = {"field_version__title.en": "Fog", "field_version__questions.en.0": "What?", "field_by_state": "Isle"}
    does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", on="2020-02-10", **typed)
    answer = visitors().get(path)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{allowed}';" in answer.headers["content-security-policy"]


def test_a_fault_shows_no_trace_and_keeps_its_headers(tmp_path: Path, make_app: MakeApp) -> None:
    app = make_app(Settings(register=Location(tmp_path / "register.db"), accounts=tmp_path / "accounts.toml"))

    @app.get("/faulty")
    def faulty() -> None:
        raise ZeroDivisionError

    answer = Browser(app, raise_server_exceptions=False).get("/faulty")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_over_tls_cookies_are_this_hosts_alone_and_in_the_clear_the_same_without_prefix(serving: Serving) -> None:
    for secure, place, name in (
        (True, "https://testserver", "__Host-escalade_session"),
        (False, "http://testserver", "escalade_session"),
    ):
        browser = Browser(serving(secure=secure), base_url=place)
        told = browser.get("/sign-in").headers
        assert ("; Secure" in told["set-cookie"], "strict-transport-security" in told) == (secure, secure)
        assert signs_in(browser, DESK) == "/inbox"
        assert list(browser.cookies) == [name], "what was for signing in alone is gone"
        browser.post("/look", data={"look": "dark", "next": "/"})
        assert 'data-look="dark"' in browser.get("/").text
        browser.post("/sign-out", data={"form": hidden(browser.get("/").text, "form")})
        assert name not in browser.cookies


def test_over_tls_a_cookie_that_another_host_may_have_set_is_none(serving: Serving) -> None:
    browser = Browser(serving(secure=True), base_url="https://testserver")
    signs_in(browser, DESK)
    token = browser.cookies["__Host-escalade_session"]
    browser.cookies.clear()
    browser.cookies.set("escalade_session", token)
    assert browser.get("/inbox", follow_redirects=False).status_code == 303


def test_no_page_holds_a_script_or_style_of_its_own() -> None:
    pages = {page.name: page.read_text("utf-8") for page in (FOLDER / "pages").rglob("*.html")}
    letter = pages.pop("letter.html")  # a letter has its style in it, for what reads mail asks for no other file
    assert pages
    assert "<script" not in letter
    marks = ("<script>", "<style", " style=", " onclick=", " onload=", "javascript:", "|safe")
    assert [(name, mark) for name, text in pages.items() for mark in marks if mark in text] == []
