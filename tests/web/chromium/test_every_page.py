"""Every page, as each visitor finds it: for all eyes, valid, and from here alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page

from escalade.web.middleware.headers import POLICY
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER
from tests.web.chromium.conftest import Opened
from tests.web.chromium.crawl import HOLDS_A_FORM, kind_of, pages_of
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served

OFFICERS = [DESK, CHAIR, COUNCIL_DESK]
"""In the order in which forms are tried: the secretariat's ask for most, for it enters acts of others too."""
VISITORS = ["", READER, *OFFICERS]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
EYES = [("light", DESKTOP, ("tag", LEVELS)), ("dark", PHONE, ("rule", ["target-size"]))]
"""How a page is looked at; by night and on a phone, colours and sizes differ."""
WIDE = "() => { const r = document.documentElement; return r.scrollWidth > r.clientWidth ? r.scrollWidth : 0 }"
"""How wide a page is that is wider than its window."""
VIOLATIONS = """only => axe.run({
  runOnly: only, rules: {'color-contrast': {enabled: false}}, resultTypes: ['violations'],
}).then(found => found.violations)"""
"""What shuts people out of a page, but for colours, which are judged by look."""
CONTRAST = """async known => {
  const look = one => {
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one), behind = [];
    for (let up = one; up; up = up.parentElement) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(up);
      behind.push(`${backgroundColor} ${backgroundImage} ${opacity}`);
    }
    const layers = behind.filter(layer => layer !== 'rgba(0, 0, 0, 0) none 1');
    return [color, fontSize, fontWeight, textShadow, ...layers].join('; ');
  };
  const says = one => one.matches('input, select, textarea')
    || [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const fresh = [...document.querySelectorAll('body *')].filter(one => says(one) && !known.includes(look(one)));
  if (!fresh.length) return {looks: [], violations: []};
  const {passes, violations} = await axe.run(
    {include: fresh}, {runOnly: ['color-contrast'], resultTypes: ['passes', 'violations'], elementRef: true});
  const looks = [...passes, ...violations].flatMap(({nodes}) => nodes.map(node => look(node.element)));
  return {looks: [...new Set(looks)], violations: violations.map(({id, nodes}) => (
    {id, nodes: nodes.map(({target, failureSummary}) => ({target, failureSummary}))}))};
}"""
"""Which looks of text (colours, layers behind them, size) are judged here for the first time, and what is wrong."""

SENT = 'form.act [name="on"]'
SEND = """day => {
  const form = document.querySelector('form.act'); form.noValidate = true;
  const on = form.querySelector('[name="on"]'); on.type = 'text'; on.value = day; // a browser may lack the picker
  form.querySelector('button[value="act"]').click();
}"""
"""Sends the form of an act with a day on which nothing can happen, and little else."""


@cache
def axe() -> str:
    """The script that looks for what shuts people out."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """The looks of text that were judged."""
    return set()


@pytest.mark.parametrize("name", VISITORS, ids=lambda name: name or "the public")
def test_nobody_is_shut_out_and_nothing_comes_from_elsewhere(
    name: str, scene: Served, chromium: Browser, judged: set[str]
) -> None:
    paths = own_pages(name, scene)
    context = chromium.new_context(base_url=scene.address, locale="en-GB", viewport=DESKTOP)  # type: ignore[arg-type]  # a mapping of that shape
    page = context.new_page()
    noise, elsewhere = overheard(page, scene)
    if name:
        Person(page).signs_in(name)
    languages = cycle(("en", "fr", "ar"))
    found = [one for path in paths for one in barriers(page, f"/{next(languages)}{path}", judged)]
    context.close()
    assert found == []
    assert elsewhere == []
    assert [one for one in noise if "404" not in one and "409" not in one] == []
    assert judged


FAINT = """() => {
  const one = document.querySelector('main').appendChild(document.createElement('p'));
  one.textContent = 'Made up to be overlooked'; one.style.color = '#aaa'; one.style.backgroundColor = '#bbb';
}"""


def test_a_look_that_was_not_judged_before_is_judged_where_it_first_stands(scene: Served, opened: Opened) -> None:
    page, judged = opened(scene), set[str]()
    assert list(barriers(page, "/", judged)) == []
    known = set(judged)
    page.evaluate(FAINT)
    light, dark = looked_at(page, "/", judged)
    assert "color-contrast" in light
    assert "color-contrast" in dark
    assert len(judged - known) == 2


def own_pages(name: str, served: Served) -> list[str]:
    """One page of each kind that a visitor comes to, but those of the public and the forms of who came before."""
    forms = set(own_forms(name, served)) if name in OFFICERS else set[str]()
    known = set(map(kind_of, pages_of(served, ""))) if name else set[str]()
    pages = pages_of(served, name)
    kinds = {kind_of(path): path for path in reversed(pages)}
    mine = [path for kind, path in reversed(kinds.items()) if kind not in known]
    return [path for path in mine if HOLDS_A_FORM not in pages[path] or path in forms]


def own_forms(name: str, served: Served) -> list[str]:
    """One form of each act, but those that an officer has who came before."""
    before = OFFICERS[: OFFICERS.index(name)]
    known = {kind_of(path) for one in before for path in with_a_form(one, served)}
    kinds = {kind_of(path): path for path in reversed(with_a_form(name, served))}
    return [path for kind, path in reversed(kinds.items()) if kind not in known]


def with_a_form(name: str, served: Served) -> list[str]:
    """The pages of an officer that hold the form of an act."""
    return [path for path, text in pages_of(served, name).items() if HOLDS_A_FORM in text]


def overheard(page: Page, served: Served) -> tuple[list[str], list[str]]:
    """What a page's console will say, and what it will ask of others."""
    noise: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on("response", lambda one: noise.append(one.url) if POLICY not in one.headers.values() else None)
    page.on("request", lambda one: elsewhere.append(one.url) if not one.url.startswith(served.address) else None)
    return noise, elsewhere


@pytest.mark.parametrize("name", OFFICERS)
def test_nobody_is_shut_out_of_a_form_that_comes_back_with_what_is_wrong(
    name: str, scene: Served, chromium: Browser, judged: set[str]
) -> None:
    paths = own_forms(name, scene)
    context = chromium.new_context(base_url=scene.address, locale="en-GB", viewport=DESKTOP)  # type: ignore[arg-type]  # a mapping of that shape
    page = context.new_page()
    Person(page).signs_in(name)
    found, sent = list[str](), 0
    for place, path in enumerate(paths):
        page.goto(f"/{('en', 'fr', 'ar')[place % 3]}{path}")
        for day in ("2999-01-01", "yesterday"):
            if not page.locator(SENT).count():  # it was not refused
                break
            with page.expect_navigation():
                page.evaluate(SEND, day)
            said = page.locator(".problem, .hurdles li").all_inner_texts()
            found += [] if said else [f"{path}, sent on {day}: says nothing"]
            sent += 1
            found += looked_at(page, f"{path}, sent on {day}", judged)
    context.close()
    assert found == []
    assert paths
    assert sent > len(paths)
    assert sum(len(own_forms(one, scene)) for one in OFFICERS) > 40


def barriers(page: Page, path: str, judged: set[str]) -> Iterator[str]:
    """What of a page someone cannot see, reach or understand."""
    page.goto(path)
    yield from looked_at(page, path, judged)


def looked_at(page: Page, path: str, judged: set[str]) -> Iterator[str]:
    """What of the page that is open someone cannot see, reach or understand."""
    page.evaluate(axe())
    for scheme, size, (how, what) in EYES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a mapping of that shape
        if wide := page.evaluate(WIDE):
            yield f"{path} ({scheme}, {size['width']}): is {wide} wide"
        colours = page.evaluate(CONTRAST, list(judged))
        judged.update(colours["looks"])
        for one in (*page.evaluate(VIOLATIONS, {"type": how, "values": what}), *colours["violations"]):
            yield from (
                f"{path} ({scheme}): {one['id']} {node['target']} {node['failureSummary']}" for node in one["nodes"]
            )
