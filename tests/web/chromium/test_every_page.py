"""Every page, as each visitor finds it: for all eyes, valid, and from here alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from escalade.web.header import POLICY
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER
from tests.web.chromium.crawl import HOLDS_A_FORM, kind_of, pages, visitor
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served

VISITORS = ["", READER, CHAIR, DESK, COUNCIL_DESK]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
EYES = [("light", DESKTOP, ("tag", LEVELS)), ("dark", PHONE, ("rule", ["color-contrast", "target-size"]))]
"""How a page is looked at; by night and on a phone, colours and sizes differ."""
WIDE = "() => { const r = document.documentElement; return r.scrollWidth > r.clientWidth ? r.scrollWidth : 0 }"
"""How wide a page is that is wider than its window."""
VIOLATIONS = "only => axe.run({runOnly: only, resultTypes: ['violations']}).then(found => found.violations)"


SENT = 'form.act [name="on"]'
SEND = """day => {
  const form = document.querySelector('form.act'); form.noValidate = true;
  form.querySelector('[name="on"]').value = day;
  form.querySelector('button[value="act"]').click();
}"""
"""Sends the form of an act with a day on which nothing can happen, and little else."""


@cache
def axe() -> str:
    """The script that looks for what shuts people out."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", VISITORS, ids=lambda name: name or "the public")
def test_nobody_is_shut_out_and_nothing_comes_from_elsewhere(name: str, scene: Served, chromium: Browser) -> None:
    paths = own_pages(name, scene)
    context = chromium.new_context(base_url=scene.address, locale="en-GB", viewport=DESKTOP)  # type: ignore[arg-type]  # a mapping of that shape
    page = context.new_page()
    noise, elsewhere = overheard(page, scene)
    if name:
        Person(page).signs_in(name)
    found = [one for place, path in enumerate(paths) for one in barriers(page, f"/{('en', 'fr')[place % 2]}{path}")]
    context.close()
    assert found == []
    assert elsewhere == []
    assert [one for one in noise if "404" not in one and "409" not in one] == []


def own_pages(name: str, served: Served) -> list[str]:
    """One page of each kind that a visitor comes to, but not those that a member or the public does."""
    with closing(visitor(served, name)) as client:
        kinds = {kind_of(path): path for path in reversed(pages(client))}
    known = set(map(kind_of, own_pages("", served))) if name else set()
    return [path for kind, path in reversed(kinds.items()) if kind not in known]


def overheard(page: Page, served: Served) -> tuple[list[str], list[str]]:
    """What a page's console will say, and what it will ask of others."""
    noise: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on("response", lambda one: noise.append(one.url) if POLICY not in one.headers.values() else None)
    page.on("request", lambda one: elsewhere.append(one.url) if not one.url.startswith(served.address) else None)
    return noise, elsewhere


@pytest.mark.parametrize("name", [CHAIR, DESK, COUNCIL_DESK])
def test_nobody_is_shut_out_of_a_form_that_comes_back_with_what_is_wrong(
    name: str, scene: Served, chromium: Browser
) -> None:
    with closing(visitor(scene, name)) as client:
        paths = [path for path, text in pages(client).items() if HOLDS_A_FORM in text]
    context = chromium.new_context(base_url=scene.address, locale="en-GB", viewport=DESKTOP)  # type: ignore[arg-type]  # a mapping of that shape
    page = context.new_page()
    Person(page).signs_in(name)
    found, said = list[str](), set[str]()
    for place, path in enumerate(paths):
        page.goto(f"/{('en', 'fr')[place % 2]}{path}")
        for day in ("2999-01-01", "yesterday"):
            if not page.locator(SENT).count():  # it was not refused
                break
            with page.expect_navigation():
                page.evaluate(SEND, day)
            said.update(page.locator(".problem, .hurdles li").all_inner_texts())
            found += looked_at(page, f"{path}, sent on {day}")
    context.close()
    assert found == []
    assert len(paths) > 5
    assert len(said) > len(paths)


def barriers(page: Page, path: str) -> Iterator[str]:
    """What of a page someone cannot see, reach or understand."""
    page.goto(path)
    yield from looked_at(page, path)


def looked_at(page: Page, path: str) -> Iterator[str]:
    """What of the page that is open someone cannot see, reach or understand."""
    page.evaluate(axe())
    for scheme, size, (how, what) in EYES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a mapping of that shape
        if wide := page.evaluate(WIDE):
            yield f"{path} ({scheme}, {size['width']}): is {wide} wide"
        for one in page.evaluate(VIOLATIONS, {"type": how, "values": what}):
            yield from (
                f"{path} ({scheme}): {one['id']} {node['target']} {node['failureSummary']}" for node in one["nodes"]
            )
